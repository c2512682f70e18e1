"""Word lists of the readers, as data files."""
