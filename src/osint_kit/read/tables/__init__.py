"""Readers of tables, series and counts, one module a format."""
