"""How much: digits, number words, scales, fractions and their hedges, and the digits that are no figure."""
