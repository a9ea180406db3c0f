"""Floor 1: the keywords of the language, read from ``grammar/keywords.toml``."""

from perflang.vocabulary.keywords import LANGUAGES, Keyword, Vocabulary, vocabulary
from perflang.vocabulary.near import nearest

__all__ = ["LANGUAGES", "Keyword", "Vocabulary", "nearest", "vocabulary"]
