"""Keywords as data: found by any spelling, listed by shape."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from attrs import field

from perflang.source import packaged_table
from perflang.source.classes import frozen

LANGUAGES = ("zh", "en")
OWNERS = ("publication", "project", "task", "indicator")
SHAPES = ("text", "unit", "project", "list", "equation", "yearly", "schedule", "target", "row")
KINDS = ("setting", "opening", "list", "field", "row")


@frozen
class Keyword:
    """One word that may begin a line; ``owner`` is the kind of block its line belongs to."""

    id: str
    kind: str
    owner: str
    zh: str
    en: str
    shape: str
    aliases: tuple[str, ...]
    example: dict[str, str] = field(hash=False)

    def spelled(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.zh, self.en, *self.aliases)


class Vocabulary:
    """All keywords. Latin spellings are found in either case and with any blanks between words."""

    def __init__(self, keywords: tuple[Keyword, ...]) -> None:
        self.keywords = keywords
        self._by_id = {keyword.id: keyword for keyword in keywords}
        self._by_spelling = {
            folded(spelling): keyword for keyword in keywords for spelling in keyword.spellings
        }

    def __iter__(self) -> Iterator[Keyword]:
        return iter(self.keywords)

    def __getitem__(self, identifier: str) -> Keyword:
        return self._by_id[identifier]

    def find(self, spelling: str) -> Keyword | None:
        """The keyword with this spelling in either language, or None."""
        return self._by_spelling.get(folded(spelling))


def folded(spelling: str) -> str:
    """A spelling as it is compared: lower case, one space between words."""
    return " ".join(spelling.split()).lower()


@cache
def vocabulary() -> Vocabulary:
    """The keywords that perflang ships."""
    table = packaged_table("grammar/keywords.toml")
    entries = (entry | {"aliases": tuple(entry["aliases"])} for entry in table["keyword"])
    return Vocabulary(tuple(Keyword(**entry) for entry in entries))
