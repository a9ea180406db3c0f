"""The defects by their codes."""

from __future__ import annotations

from collections.abc import Callable

from perflang.source.classes import frozen
from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground

Plant = Callable[[Ground], Example]
BOTH = ("zh", "en")
CHINESE = ("zh",)


@frozen
class Defect:
    """How one code comes about: what plants it, and the languages of the sources it is planted in."""

    code: str
    plant: Plant
    languages: tuple[str, ...]


DEFECTS: dict[str, Defect] = {}


def plants(code: str, languages: tuple[str, ...] = BOTH) -> Callable[[Plant], Plant]:
    """Put a function into the table; several of one code are not allowed."""

    def put(plant: Plant) -> Plant:
        assert code not in DEFECTS, code
        DEFECTS[code] = Defect(code, plant, languages)
        return plant

    return put
