"""The defects by their codes."""

from __future__ import annotations

from collections.abc import Callable

from perflang.source.classes import frozen
from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.vocabulary import LANGUAGES

Plant = Callable[[Ground], Example]
# Why a defect has no English source: the words that its rule knows are Chinese.
WORDS = "the words that it is known by are Chinese"


@frozen
class Defect:
    """How one code comes about; ``chinese_only`` says why there is none of it in an English source, if so."""

    code: str
    plant: Plant
    chinese_only: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the sources it is planted in."""
        return ("zh",) if self.chinese_only else LANGUAGES


DEFECTS: dict[str, Defect] = {}


def plants(code: str, *, chinese_only: str = "") -> Callable[[Plant], Plant]:
    """Put a function into the table; several of one code are not allowed."""

    def put(plant: Plant) -> Plant:
        assert code not in DEFECTS, code
        DEFECTS[code] = Defect(code, plant, chinese_only)
        return plant

    return put
