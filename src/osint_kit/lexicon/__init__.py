"""One YAML file per language: words under closed codes. Loaded, validated, frozen."""

from osint_kit.lexicon.detect import detect_language
from osint_kit.lexicon.model import Entry, Lexicon, available_languages, load_lexicon

__all__ = ["Entry", "Lexicon", "available_languages", "detect_language", "load_lexicon"]
