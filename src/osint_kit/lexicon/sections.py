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
    "in", "yd", "micron", "ft2", "yd2", "dunam", "feddan", "ml", "cl", "pint", "qt", "gal", "ft3", "mg", "oz", "stone", "bu", "quintal", "ct",
    "w", "twh", "v", "kv", "amp", "mah", "hz", "khz", "mhz", "ghz", "kb", "mb", "gb", "tb", "mbit", "gbit", "kcal", "db", "hpa", "psi", "hp", "mt",
)  # fmt: skip
PERIODS: Final = ("second", "minute", "hour", "day", "week", "month", "year", "capita")

NOUNS: Final = (
    "soldier", "person", "civilian", "responder", "equipment", "munition", "dead", "wounded", "captive", "missing", "displaced", "loss",
    "web", "social", "forum", "sources", "money", "building", "event", "share_of", "thing",
    "points",  # points of a percentage where a word of "polls" stands near, else things
    "crew",  # pilots: soldiers, unless a word of "civil" stands near
    "craft",  # ships, vehicles: equipment, unless a word of "civil" stands near
)  # fmt: skip

EVENTS: Final = (
    "killed", "wounded", "captured", "missing", "casualties", "displaced", "freed", "destroyed", "damaged", "delivered", "deployed",
    "registered", "protested",
    "hospital",  # was taken to hospital: wounded, unless a word of "illness" stands near
    "spared",  # none of these: survived, was treated, fell ill, was sentenced
)  # fmt: skip

SPEECH_KINDS: Final = (
    "say",  # whoever is the subject speaks
    "state",  # only a speaker's subject makes it speech: the ministry counted, the boy counted
    "show",  # what papers and data do
    "find",  # what papers do, and people in another sense: a study finds
    "impersonal",  # hieß es
    "added",  # the same, and whoever spoke last goes on where nobody is named: dodano
    "saying",  # a participle that takes the speaker of its clause
    "none",  # longer words that only look like one: reported for duty; none/ab: sagte … ab
    "remark",  # "say", but only beside what is said: "…", joked X; X decided that …; X lobte: …
    "assume",  # "suspect" in the same way: X nahm an, dass
    "plan",  # what the subject means to do; who says so comes first: plant … einzustellen
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
    "to",  # before an infinitive, which is nobody's word: to say, zu sagen
    "own",  # leads to the subject of the clause: nach eigenen Angaben
    "title",  # Dr, Gen: no end of a name
    "time",  # nouns of time, which are no subject: Woche, Montag
)  # fmt: skip

ENDINGS: Final = (
    "genitive",
    "adjective",  # of one that stands before its noun without an article
    "infinitive",
    "participle",
    "not_infinitive",
    "always_infinitive",
    "future",
    "not_future",
    "conditional",
    "not_conditional",
    "abstract",
    "finite",
    "not_finite",
    "oblique",  # of nouns that are no subject, where nouns tell their case
    "owned",  # of a noun in the genitive that is one without the ending: ministr-a; not_owned: wojewoda
    "not_owned",
    "plural_noun",  # of subjects in the plural
    "plural",  # of verbs in the plural
)
"""Endings of verb forms (for ``participle`` beginnings, for ``not_…`` whole words that end so and are something else)."""

TENSE_ENDINGS: Final = ("past", "future", "not_past", "not_future")
"""Endings of verb forms that look back or ahead, for dates (``not_…`` whole words that end so and tell nothing)."""

DATE_PERIODS: Final = (
    "minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century",
    "minutes", "hours", "days", "weeks", "weekends", "months", "quarters", "halves", "years", "decades", "centuries",
)  # fmt: skip

DATE_WHICH: Final = (
    "last", "this", "next", "coming", "same", "prior", "following",
    "past",  # up to now: in the past week
    "last_few", "next_few",  # a plural that tells nothing without a number
    "every", "some",  # no date
)  # fmt: skip

DATE_WORDS: Final = (
    "not",  # a phrase that is no date though a part of it is: por la mañana
    "night",  # last night: from yesterday to today
    "then/then",  # since then
    "past/day",  # in the past day
    *(f"{unit}{count:+d}" for unit in ("day", "week", "month", "quarter", "year") for count in (-3, -2, -1, 0, 1, 2)),  # from today
    *(f"{way}/{unit}" for way in ("before", "after", "to_date", "begin", "middle", "end") for unit in ("day", "week", "month", "quarter", "year")),
)  # fmt: skip

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
    "joiners": ("and", "tens"),  # inside a number: two hundred and five; tens: only before the last digit: treinta y cinco
    "decimal_words": ("point",),  # deux virgule cinq
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
    "currency_letters": FREE,  # ISO 4217: a capital letter that stands for it, glued before a large sum
    "coins": FREE,  # ISO 4217: a hundredth of it
    "currency_places": FREE,  # CHF: [Bern]; names by which bare francs, dollars, pesos are those of a country
    "lengths": ("length",),  # high, away, depth: an m beside it is a metre, not a million
    "per": PERIODS,
    "nouns": NOUNS,  # head nouns by what they are
    "events": EVENTS,
    # merchant, passengers: what makes a craft near it no military one; arms: navy, against a civil word of another sentence
    "civil": ("civil", "arms"),
    # bodies of troops, and the people that they are counted in; men are also called up; live: a place and the people of it
    "heads": ("head", "men", "body", "live"),
    "illness": ("ill",),  # cholera, symptoms: what makes people in hospital no wounded
    "polls": ("poll",),  # survey, lead over: points near one are percent
    "sums": ("sum",),  # budget, debt, to cost: a bare 41 billion beside one is money
    "war": ("war",),  # what makes a day a day of the war
    "delta_words": ("delta",),  # further, weitere: the number adds to another
    "change_verbs": ("change",),  # rose, sank: what follows "by" is a change, what follows "to" a level
    "change_by": ("by",),
    "change_to": ("to",),
    "change_from": ("from",),
    "restates": ("same",),  # that is: before the same amount in another measure (soit 13 %)
    "of_them": ("them",),  # before a verb: of what was counted last (en a abattu 57)
    "subset": ("subset",),  # darunter, among them
    "linkers": ("link",),  # between a numeral and its noun: of, de, aller
    "purpose": ("for",),  # after a sum: 120 million in aid
    "count_nouns": ("count",),  # the number of, die Zahl der
    "clause_breaks": ("break",),  # while, während: another statement begins
    "topic_before": ("topic",),  # reports on: the preposition after it is no hedge
    "gap": ("gap",),  # may stand between a hedge and its number
    # what is no figure
    "designators": FREE,  # number words that name what follows: resolution, brigade, page
    "singular": ("article",),  # an article in the singular: a number behind it is a date, a name, an ordinal (el 14)
    "designators_after": FREE,  # 9 Uhr, 155. Brigade by its kind of name
    "hours": (  # before a bare hour
        "at",  # at, um, alle: an hour unless something rises or is totalled
        "end",  # only where the sentence or its part ends there, or a weekday follows
        "day",  # only where a weekday follows
        "limit",  # до, do: an hour only where the number closes its part of the sentence
        "minutes",  # only before an hour with its minutes: the 7.42
        "not",  # longer phrases that end so and set an amount: stood at
    ),
    "unit_names": ("name",),  # words after an ordinal that make it a name: 47th Brigade
    "cardinal_endings": NUMERIC,  # 4: [х]; after that last digit the ending makes no ordinal: 4-х
    "ordinal_endings": ("ordinal",),  # 47th, 5-ї, 2e
    "age": ("age",),
    "identifiers": ("code",),  # the code [is] 7700: what a number only names
    "age_groups": ("group",),  # before a hedge and a length of life: aux [moins de 18 ans]
    "year_before": ("year",),  # in, since: a bare 1998 after it is a year
    # who said it, how firmly
    "source_before": (
        "sure",
        "speaker",
        "paper",
        "aside",
        "opener",  # only at the head of a statement, before a comma: para los rectores, …
        "side",  # the same, but behind people hurt it tells whose they are: côté police
        "none",
    ),  # laut; gemäß, before a speaker; nach, before a speech noun; ", so"; Pour l'ONU, … at the head of a sentence
    "source_after": ("sure", "paper"),  # zufolge; seinen Angaben nach
    "source_in": ("in",),  # what joins a speech verb without a subject to its speaker: hieß es aus
    "source_label": ("label",),  # Quelle: X
    "announcements": ("head",),  # before a colon at the head of a text they name no speaker: BREAKING, Eilmeldung
    # points at the last speaker: demnach, weaker danach, him at the last person: по его словам; at what was said: das, об этом
    "carried": ("back", "him", "weak", "before"),
    "speech_settings": ("where",),  # where it is said, between the verb and its subject: podczas konferencji prasowej
    # a kind of SPEECH_KINDS, with "/" and the word that closes the clause: say/mit; with "<" those right before it, with ">" its
    # object: say<lo|los, say>cifra
    "speech_verbs": FREE,
    "given": ("given",),  # participles of an amount: given [by], signalés [par], [von der Polizei] gemeldeten
    "speech_nouns": ("statement", "document"),  # Angaben are somebody's, a Bericht can stand for itself
    "speaker_nouns": ("person", "people", "body"),
    "speaker_names": ("person", "people", "body", "place"),
    "pronouns": ("person", "people", "body", "any", "object", "self"),
    "citing": ("citing", "cited"),  # cited: whoever follows only passes the words on: cité par, quoted by
    "grammar": GRAMMAR,
    "moods": (
        "reported",
        "reported_weak",
        "supposed",
        "ought",
        "future",
        "would",
        "intent",
        "hearsay",
        "perfect",
        "passive",
        "state",
        "to_come",
        "until",
    ),
    # told: would, planned where somebody tells it; alleged: adjectives of suspicion, which doubt only the amount they stand beside
    "stances": (*STANCES, "told", "alleged"),
    # verified, überprüft: with a negation the figure is unverified; tell: confirm, which who knows the number may decline to do
    "checks": ("verify", "tell"),
    # half: ne, which needs another word to negate; unable: cannot, beside a verb of code tell
    "negations": ("not", "half", "without", "unable"),
    # when
    "months": NUMERIC,
    "months_weak": NUMERIC,  # may, march: a month only beside a day, a year or a preposition
    "months_mid": NUMERIC,  # mid-march
    "weekdays": NUMERIC,  # 1 is Monday
    "weekdays_weak": NUMERIC,  # a weekday only after a preposition
    "seasons": NUMERIC,  # 1 is spring
    "seasons_weak": NUMERIC,
    "day_words": NUMERIC,  # the first (of May)
    "year_words": ("year",),  # beside a year: Jahr 2011, 2025 року
    "date_words": DATE_WORDS,  # dates by themselves: day-1: [yesterday]; before/day is that before the text's date, end/year its end
    "date_periods": DATE_PERIODS,  # the plural only for forms that are no singular
    "date_ordinals": NUMERIC,  # before a quarter, a half, a century
    "period_letters": ("quarter", "quarter_of_year", "half"),  # Q3; quarter_of_year needs the year after it
    "date_parts": ("begin", "middle", "end", "first_half", "second_half"),
    "date_which": DATE_WHICH,
    "date_which_after": DATE_WHICH,
    "date_before_length": ("ago", "later"),  # vor drei Wochen
    "date_after_length": ("ago", "earlier", "later"),  # three weeks ago
    "date_nights": ("night",),  # Nacht zum: the day named and the one before
    "day_times": ("time",),  # after a day: evening
    "decade_before": ("decade",),  # années 90
    "decade_endings": ("decade", "with_years"),  # 1990s, 90er; with_years: two digits only before a word for years
    "decade_names": NUMERIC,  # 1990: [nineties]
    "date_links": ("of",),  # between day, month and year: 8 de febrero de 2025
    "date_gap": ("gap", "in"),  # articles and prepositions between a date and the word that frames it; in: a stretch follows
    "date_to": ("to",),
    "date_between": ("between",),
    "date_and": ("and",),
    "date_frames": ("since", "until", "from", "compare", "of", "before", "after"),
    "superlatives": ("most", "none"),  # the deadliest attack since; most of those killed since
    "date_since": ("began",),  # since (the war began in) April, also without a date right behind it
    "date_tense": (
        "past",
        "future",
        "supposed",
        "perfect",
    ),  # whether a clause looks back or ahead; supposed: ahead without a perfect
    "level_words": ("level",),  # verbs of a state: will be 300 by May is a level, will arrive by May is not
    # who and where
    "actors": FREE,
    "places": FREE,
    "place_before": FREE,
}
