"""Reading: what is on disk to documents, cells, volumes and quarantine.

A format is recognised by its content. ``formats.py`` lists them; ``texts/`` and ``tables/`` hold one small module each.
"""

from osint_kit.read.inspection import inspect
from osint_kit.read.reading import Reading, read_all, read_batches, read_documents

__all__ = ["Reading", "inspect", "read_all", "read_batches", "read_documents"]
