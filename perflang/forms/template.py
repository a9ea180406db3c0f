"""A text with slots, ``{序号}.{项目名称}绩效目标表``, filled in one direction and taken apart in the other."""

from __future__ import annotations

import re
from functools import cached_property

from attrs import field

from perflang.forms.fields import COLON, FIELDS, SUM, field_named, field_of
from perflang.source.classes import define
from perflang.source.regex import regex

_SLOT = regex(r"\{([^{}]*)\}")
_FEW = 2  # slots of any text beside one that is narrower
_SUMS = tuple(one for field in FIELDS if field.id == SUM for one in (SUM, *field.names))
_ANYTHING = "(?s:.*)"


@define(frozen=True, slots=False)
class Template:
    """Literal texts and slots in turn: ``literals`` has one more entry than ``slots``.

    A slot is the id of a field, and behind a colon what narrows it. ``unknown`` are the names in braces that
    no field has; they are not among the slots. ``shown`` is the template as it stands in the form's file.
    """

    literals: tuple[str, ...]
    slots: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    shown: str = field(default="", eq=False, repr=False)

    def take_apart(self, text: str) -> dict[str, str] | None:
        """What stands in each slot of ``text``, or None when it is not of this shape."""
        if not self.slots:
            same = text == self.literals[0] or text.rstrip(" ") == self.literals[0].rstrip(" ")
            return {} if same else None
        match = self._pattern.fullmatch(text)
        return dict(zip(self.slots, match.groups(), strict=True)) if match else None

    @property
    def is_literal(self) -> bool:
        return not self.slots

    @cached_property
    def only(self) -> str | None:
        """The slot of a template that is nothing but this one."""
        return self.slots[0] if len(self.slots) == 1 and not any(self.literals) else None

    def ambiguous(self) -> bool:
        """Whether two slots that may hold anything stand side by side, so that no reader can part them."""
        wide = [field_of(slot).pattern is None for slot in self.slots]
        return any(
            not literal and before and after
            for before, literal, after in zip(wide, self.literals[1:-1], wide[1:], strict=False)
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pieces = [re.escape(self.literals[0])]
        patterns = [field_of(slot).pattern for slot in self.slots]
        for index, (pattern, literal) in enumerate(zip(patterns, self.literals[1:], strict=True)):
            goes_on = index + 1 < len(patterns) and literal
            if pattern is None and goes_on and (patterns.count(None) > _FEW or not any(patterns)):
                # up to the first place of what follows, so that no two slots contend for a text
                shape = f"(?:(?!{re.escape(literal)})(?s:.))*"
            else:
                shape = pattern or _ANYTHING
            pieces += ["(", shape, ")", re.escape(literal)]
        return re.compile("".join(pieces))


def template(text: str) -> Template:
    """A template from its text; a name in braces is a slot."""
    parts = _SLOT.split(text)
    literals, slots, unknown = [parts[0]], [], []
    for name, literal in zip(parts[1::2], parts[2::2], strict=True):
        slot = slot_named(name)
        if slot is None:
            unknown.append(name)
            literals[-1] += literal
        else:
            slots.append(slot)
            literals.append(literal)
    return Template(tuple(literals), tuple(slots), tuple(unknown), text)


def slot_named(name: str) -> str | None:
    """The slot that a form's file calls ``name``: ``budget:财政资金`` for ``预算：财政资金``; None for none."""
    word, colon, narrowed = name.replace("：", COLON).partition(COLON)
    known, narrowed = field_named(word), narrowed.strip()
    if known is not None and known.id == SUM:
        inner = None if narrowed.startswith(_SUMS) else slot_named(narrowed)
        return f"{SUM}{COLON}{inner}" if inner else None
    return known.id + colon + narrowed if known is not None else None
