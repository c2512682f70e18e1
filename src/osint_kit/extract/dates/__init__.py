"""For when: the dates of a text as intervals of days."""
