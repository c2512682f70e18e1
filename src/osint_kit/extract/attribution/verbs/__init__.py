"""Verbs of speech: which word is one, who is its subject, and where its content stands."""
