"""Speakers who are named in another sentence than the figure."""
