"""Of what: the thing that a numeral counts, what happened to it, and the kind of figure that this makes."""
