"""An indicator as its lines say it: the row, its attributes, its breakdown rows."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from perflang.model import Indicator
from perflang.semantics.attributes import read_attributes
from perflang.semantics.levels import Levels
from perflang.semantics.other_fields import read_others
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Limits, Span
from perflang.syntax import Leaf, Row
from perflang.values import (
    Comparison,
    Grade,
    Prose,
    Target,
    Unset,
    read_cell,
    read_target,
)

# Fields of which a line gives the text and nothing else.
_TEXTS = frozenset(
    ("description", "explanation", "method", "source", "basis", "responsible", "remark")
)


class OpenIndicator:
    """An indicator that is still being written; ``build`` gives its model."""

    def __init__(self, row: Row | None, levels: Levels) -> None:
        self.levels = levels
        self.name = Text(row.name if row else None)
        self.head_at = row.head.at if row else Span(0, 0)
        self.operator = row.operator if row else None
        self.value = Text(row.value) if row and row.value else None
        self.others: dict[str, tuple[Leaf | None, Text]] = {}  # its baseline, its long-term target
        self.fields: dict[str, Text] = {}
        self.columns: list[tuple[Leaf, Text]] = []
        self.places: dict[str, Span] = {}
        self.parts: list[OpenIndicator] = []
        self.is_stray = False
        self.is_bare = row is not None and row.name is None and not row.is_keyword

    def last_text(self) -> Text:
        """The text that a further line right below the row goes on with."""
        return self.value or self.name

    def takes(self, name: str) -> bool:
        """Whether a field is one of plain text that it does not have yet."""
        return name in _TEXTS and name not in self.places

    def set_value(self, keyword: str, operator: Leaf | None, value: Leaf | None) -> Text:
        """What a line ``指标值:``, ``中期指标值:`` or ``基准值:`` gives."""
        text = Text(value)
        if keyword == "target":
            self.operator, self.value = operator, text
        else:
            self.others[keyword] = (operator, text)
        return text

    def build(self, report: Report, limits: Limits) -> Indicator:
        at = {"": self.head_at, "name": self.name.at(self.head_at), **self.places}
        target = None
        if self.value is not None:
            at["target"] = self.value.at(self.head_at)
            if self.operator is not None and self.operator.text != ":":
                at["operator"] = self.operator.at
            target = self._target(report, self.operator, self.value, limits)
        elif not self.name.quoted and not self.is_stray:
            self._check_name(report)
        parts = tuple([part.build(report, limits) for part in self.parts])
        columns = read_others(report, self.columns) if self.columns else ()
        more: dict[str, Any] = {
            name: self._target(report, operator, value, limits)
            for name, (operator, value) in self.others.items()
        }
        if self.fields:
            more |= read_attributes(report, self.fields, self.head_at, limits)
        return Indicator(
            self.name.text,
            self.levels.level1,
            self.levels.level2,
            target,
            parts=parts,
            others=columns,
            at=at,
            **more,
        )

    def _target(self, report: Report, operator: Leaf | None, value: Text, limits: Limits) -> Target:
        sign = operator.text if operator and operator.text != ":" else ""
        if sign == "=" and not self.name.quoted and self.name.text[-1:] in "》〉⟩《〈⟨ ":
            self._check_sign(report, value)
        target = read_target(sign, value.text, limits.digits)
        if value.quoted:
            target = target if sign else read_cell(value.text, limits.digits)
            target = evolve(target, verbatim=sign + value.text)
        if (
            sign
            and isinstance(target, (Prose, Unset, Grade))
            and (sign != "=" or target.kind == "text")
        ):
            self._no_number(report, sign, value, limits)
        return target

    def _check_name(self, report: Report) -> None:
        """No target: does the name hold one? Few names have figures, so the patterns are read only then."""
        from perflang.semantics.held_target import holds_target

        if holds_target(self.name.text):
            report.add("PF231", self.name.at(self.head_at), {"name": self.name.text})

    def _check_sign(self, report: Report, value: Text) -> None:
        from perflang.semantics.held_target import half_operator

        half = half_operator(self.name.text)
        if half:
            end = self.name.at(self.head_at).end
            values = {"sign": half, "before": self.name.text}
            report.add("PF112", Span(end - 1, value.at(self.head_at).start), values)

    def _no_number(self, report: Report, sign: str, value: Text, limits: Limits) -> None:
        """A threshold compares numbers; what stands here is none."""
        at = value.at(self.head_at)
        if isinstance(read_target(sign, value.text, limits.line), Comparison):
            report.add("PF119", at, {"limit": str(limits.digits)})
        else:
            values = {"operator": sign, "text": value.text, "name": self.name.text}
            report.add("PF204", at, values)
