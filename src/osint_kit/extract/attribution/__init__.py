"""Who says it and how firmly.

``words``, ``pieces`` and ``phrases`` read what a sentence is made of; ``cues`` and ``verbs`` find where it says who speaks; ``scope`` tells
which figures that governs; ``carried`` looks for speakers in other sentences, ``stance`` for how firmly; ``speakers`` puts it together.
"""
