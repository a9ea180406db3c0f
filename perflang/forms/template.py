"""A text with slots, ``{number}.{name}绩效目标表``, filled in one direction and taken apart in the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from attrs import define

_SLOT = re.compile(r"\{([a-z][a-z0-9.]*(?::[^{}]+)?)\}")
# Slots whose texts are narrower than any text; everything else may hold anything.
_PATTERNS = {"number": "[0-9]+", "unit.code": "(?:[0-9]{3,6}(?![0-9]))?"}
_ANYTHING = "(?s:.*)"


@define(frozen=True, slots=False)
class Template:
    """Literal texts and slots in turn: ``literals`` has one more entry than ``slots``."""

    literals: tuple[str, ...]
    slots: tuple[str, ...]

    def fill(self, text_of: Callable[[str], str]) -> str:
        """The text with each slot replaced by what ``text_of`` gives for its name."""
        pieces = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            pieces += [text_of(slot), literal]
        return "".join(pieces)

    def take_apart(self, text: str) -> dict[str, str] | None:
        """What stands in each slot of ``text``, or None when it is not of this shape."""
        match = self._pattern.fullmatch(text)
        return dict(zip(self.slots, match.groups(), strict=True)) if match else None

    @property
    def is_literal(self) -> bool:
        return not self.slots

    def ambiguous(self) -> bool:
        """Whether two slots that may hold anything stand side by side, so that no reader can part them."""
        return any(
            not literal and before not in _PATTERNS and after not in _PATTERNS
            for before, literal, after in zip(
                self.slots, self.literals[1:-1], self.slots[1:], strict=False
            )
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pieces = [re.escape(self.literals[0])]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            pieces += ["(", _PATTERNS.get(slot, _ANYTHING), ")", re.escape(literal)]
        return re.compile("".join(pieces))


def template(text: str) -> Template:
    """A template from its text; a name in braces is a slot."""
    parts = _SLOT.split(text)
    return Template(tuple(parts[::2]), tuple(parts[1::2]))
