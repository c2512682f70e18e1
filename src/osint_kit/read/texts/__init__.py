"""Readers of files that hold text, one module a format."""
