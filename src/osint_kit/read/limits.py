"""How much of a file is looked at, and how long a line or a whole document may be."""

from typing import Final

HEAD: Final = 256 * 1024
"""Bytes from a file's beginning by which its format is recognised."""
LINE: Final = 16 * 1024 * 1024
"""Bytes of the longest line, row or JSON value that is read; a longer one goes to quarantine."""
WHOLE: Final = 64 * 1024 * 1024
"""Bytes of the largest file of a format that is read whole (plain text, HTML, PDF, feeds)."""
