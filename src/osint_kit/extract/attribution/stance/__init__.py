"""How firmly a figure is stated: the words and verb forms that confirm, deny, doubt or plan it."""
