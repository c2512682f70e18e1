"""The sections of a language file and the codes that each allows.

A section maps a code to words. A word is written in lower case as it stands in texts; ``soldat*`` stands for every
word that begins so; several words stand for themselves in that order ("nicht weniger als"). There are no regular expressions.
"""

from __future__ import annotations

from typing import Final

from osint_kit.vocabulary import HEDGES, STANCES

NUMERIC: Final = "a number"
FREE: Final = "any word"

UNITS: Final = (
    "percent", "km", "m", "cm", "mm", "mi", "ft", "nmi", "km2", "m2", "ha", "acre", "mi2", "t", "kg", "g", "lb", "l", "m3", "bbl",
    "minute", "hour", "day", "week", "month", "year", "second", "decade", "kt", "kw", "mw", "gw", "kwh", "mwh", "gwh", "degree",
)  # fmt: skip
PERIODS: Final = ("second", "minute", "hour", "day", "week", "month", "year", "capita")

NOUNS: Final = (
    "soldier", "person", "civilian", "responder", "equipment", "munition", "dead", "wounded", "captive", "missing", "displaced", "loss",
    "web", "social", "forum", "sources", "money", "building", "event", "share_of", "thing",
)  # fmt: skip

EVENTS: Final = (
    "killed", "wounded", "captured", "missing", "casualties", "displaced", "freed", "destroyed", "damaged", "delivered", "deployed",
    "registered", "protested",
)  # fmt: skip

SPEECH_KINDS: Final = (
    "say",  # whoever is the subject speaks
    "state",  # only a speaker's subject makes it speech: the ministry counted, the boy counted
    "show",  # what papers and data do
    "impersonal",  # hieß es
    "saying",  # a participle that takes the speaker of its clause
    "confirm", "deny", "suspect", "expect", "promise",
)  # fmt: skip

GRAMMAR: Final = (
    "det",  # begins a noun phrase
    "oblique",  # begins a noun phrase that is no subject: dem, einen
    "genitive",  # begins a noun phrase that belongs to the one before: des
    "of",  # joins a noun phrase to the one before
    "prep",  # any other preposition
    "and",  # joins
    "but",  # sets a clause against the one before
    "be", "have",  # auxiliaries of the passive and of the perfect
    "verb",  # other words of the verb that end a noun phrase
    "that",  # begins a content clause
    "relative",
    "subordinate",  # begins another clause
    "like",  # wie, as: begins a clause that names the speaker
    "by",  # the doer in a passive
    "adverb",  # between a subject and its verb, of time above all
    "possessive",
    "title",  # Dr, Gen: no end of a name
    "time",  # nouns of time, which are no subject: Woche, Montag
)  # fmt: skip

ENDINGS: Final = ("genitive", "infinitive", "participle", "not_infinitive", "future", "not_future", "conditional", "not_conditional", "abstract")
"""Endings of verb forms (for ``participle`` beginnings, for ``not_…`` whole words that end so and are something else)."""

SECTIONS: Final[dict[str, tuple[str, ...] | str]] = {
    # numerals
    "cardinals": NUMERIC,  # 2: [zwei, zwo]
    "parts": NUMERIC,  # 1: [ein]; only inside a number written as one word
    "scales": NUMERIC,  # 1000: [tausend]; multiplies what stands before it
    "short_scales": NUMERIC,  # 1000: [k]; only glued to digits or straight after them
    "collectives": NUMERIC,  # 12: [dutzend]; counted like a scale, alone with an article
    "approximates": NUMERIC,  # 100: [centaine]; as a collective, but only about that many
    "plurals": NUMERIC,  # 1000: [tausende]; two to nearly ten of them, and vague
    "quantifiers": ("some",),  # several, mehrere: before a scale it makes a vague number
    "joiners": ("and",),  # inside a number: two hundred and five
    "articles": ("one",),  # a, eine: one only before a scale, a collective or a fraction
    "halves": NUMERIC,  # 0.5: [and a half]; added to the number before it
    "denominators": NUMERIC,  # 3: [third, drittel]
    "fractions": NUMERIC,  # 0.5: [half of, hälfte]; a fraction by itself
    "ordinals": NUMERIC,  # 10: [zehnte]; every tenth
    "each": ("each",),
    "one_in": ("in",),  # one in ten, einer von zehn
    "not_numerals": ("not",),  # one of the, eines der: the word for one is no numeral here
    "minus": ("minus",),
    # hedges
    "hedges_before": HEDGES,
    "hedges_after": HEDGES,
    "range_open": ("open",),
    "range_and": ("and",),  # closes an opened range only
    "range_to": ("to",),  # makes a range by itself
    # what is counted
    "units": UNITS,
    "currencies": FREE,  # ISO 4217
    "per": PERIODS,
    "per_words": ("per",),
    "nouns": NOUNS,  # head nouns by what they are
    "events": EVENTS,
    "war": ("war",),  # what makes a day a day of the war
    "delta_words": ("delta",),  # further, weitere: the number adds to another
    "change_verbs": ("change",),  # rose, sank: what follows "by" is a change, what follows "to" a level
    "change_by": ("by",),
    "change_to": ("to",),
    "change_from": ("from",),
    "subset": ("subset",),  # darunter, among them
    "linkers": ("link",),  # between a numeral and its noun: of, de, aller
    "purpose": ("for",),  # after a sum: 120 million in aid
    "count_nouns": ("count",),  # the number of, die Zahl der
    "clause_breaks": ("break",),  # while, während: another statement begins
    "topic_before": ("topic",),  # reports on: the preposition after it is no hedge
    "gap": ("gap",),  # may stand between a hedge and its number
    # what is no figure
    "designators": FREE,  # number words that name what follows: resolution, brigade, page
    "designators_after": FREE,  # 9 Uhr, 155. Brigade by its kind of name
    "unit_names": ("name",),  # words after an ordinal that make it a name: 47th Brigade
    "ordinal_endings": ("ordinal",),  # 47th, 5-ї, 2e
    "age": ("age",),
    "year_before": ("year",),  # in, since: a bare 1998 after it is a year
    # who said it, how firmly
    "source_before": ("sure", "speaker", "paper", "aside"),  # laut; gemäß, before a speaker; nach, before a speech noun; ", so"
    "source_after": ("sure", "paper"),  # zufolge; seinen Angaben nach
    "source_in": ("in",),  # what joins a speech verb without a subject to its speaker: hieß es aus
    "source_label": ("label",),  # Quelle: X
    "carried": ("back", "weak"),  # points at the last speaker: demnach; weak where the word has another sense, too
    "speech_verbs": FREE,  # a kind of SPEECH_KINDS, with "/" and the word that closes the clause: say/mit
    "speech_nouns": ("statement", "document"),  # Angaben are somebody's, a Bericht can stand for itself
    "speaker_nouns": ("person", "people", "body"),
    "speaker_names": ("person", "people", "body", "place"),
    "pronouns": ("person", "people", "body", "any", "object", "this", "self"),
    "citing": ("citing",),
    "grammar": GRAMMAR,
    "moods": ("reported", "reported_weak", "supposed", "future", "perfect", "passive"),
    "stances": STANCES,
    "checks": ("verify",),  # verified, überprüft: with a negation the figure is unverified
    "negations": ("not", "without"),
    # when
    "months": NUMERIC,
    "months_weak": NUMERIC,  # may, march: a month only beside a day, a year or a preposition
    "day_words": NUMERIC,  # the first (of May)
    "year_words": ("year",),  # beside a year: Jahr 2011, 2025 року
    "date_links": ("of",),  # between day, month and year: 8 de febrero de 2025
    # who and where
    "actors": FREE,
    "places": FREE,
    "place_before": FREE,
}
