"""An indicator as its lines say it: the row, its attributes, its breakdown rows."""

from __future__ import annotations

from sys import intern
from typing import Any

from attrs import evolve

from perflang.model import Indicator
from perflang.semantics.attributes import SAME_AS, read_attributes
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
PLAIN_TEXTS = frozenset(
    ("description", "explanation", "method", "source", "basis", "responsible", "remark")
)


class OpenIndicator:
    """An indicator that is still being written; ``build`` gives its model.

    ``at`` says where it stands and where its fields do, as the model does; ``texts`` are its plain texts,
    ``fields`` those that are read for more than that.
    """

    # what few indicators have: a baseline and a long-term target, columns of their own, a breakdown
    others: dict[str, tuple[Leaf | None, Text]] | None = None
    columns: list[tuple[Leaf, Text]] | None = None
    parts: list[OpenIndicator] | None = None
    fields: dict[str, Text] | None = None
    is_stray = False

    def __init__(self, row: Row | None, levels: Levels) -> None:
        self.levels = levels
        self.name: Leaf | Text
        self.operator: Leaf | None = None
        self.value: Text | None = None
        self.is_bare = False
        if row is None or row.name is None:
            self.head_at = row.head.at if row is not None else Span(0, 0)
            self.name = Text(None, self.head_at)
            self.is_bare = row is not None and not row.is_keyword
        else:
            self.head_at = row.head.at
            if row.value is None:
                self.name = Text(row.name)
            else:
                self.name = row.name  # nothing goes on with it
                self.operator = row.operator
                self.value = Text(row.value)
        self.at: dict[str, Span] = {"": self.head_at, "name": self.name.at}
        self.texts: dict[str, Text] = {}

    def add_text(self, keyword: Leaf, text: Text) -> None:
        """A field of ``PLAIN_TEXTS`` that it does not have yet."""
        self.at[keyword.text] = keyword.at
        self.texts[keyword.text] = text
        self.is_bare = False

    def set_text(self, keyword: Leaf, text: Text) -> None:
        """A field that stands below the row."""
        name = SAME_AS.get(keyword.text, keyword.text)
        self.at[name] = keyword.at
        self.is_bare = False
        if name == "column":
            self.columns = self.columns or []
            self.columns.append((keyword, text))
        elif name in PLAIN_TEXTS:
            self.texts[name] = text
        else:
            self.fields = self.fields or {}
            self.fields[name] = text

    def set_value(self, keyword: Leaf, operator: Leaf | None, value: Leaf | None) -> Text:
        """What a line ``指标值:``, ``中期指标值:`` or ``基准值:`` gives."""
        text = Text(value, self.head_at)
        self.is_bare = False
        if keyword.text == "target":
            self.operator, self.value = operator, text
        else:
            self.others = self.others or {}
            self.others[keyword.text] = (operator, text)
        self.at.setdefault(keyword.text, keyword.at)
        return text

    def first_place(self, name: str) -> Span | None:
        """Where it has a field already, of which it can have one."""
        if name == "target" and self.value is not None:
            return self.at.get("target") or self.value.at
        return self.at.get(SAME_AS.get(name, name)) if name != "column" else None

    def build(self, report: Report, limits: Limits) -> Indicator:
        """Its model; names and texts that come again in a large publication are kept once."""
        at = self.at
        target = None
        if self.value is not None:
            at["target"] = self.value.at
            if self.operator is not None and self.operator.text != ":":
                at["operator"] = self.operator.at
            target = self._target(report, self.operator, self.value, limits)
        elif not self.name.quoted and not self.is_stray:
            self._check_name(report)
        more: dict[str, Any] = {}
        if self.texts:
            for name, text in self.texts.items():
                more[name] = intern(text.text)
        if self.parts:
            more["parts"] = tuple([part.build(report, limits) for part in self.parts])
        if self.columns:
            more["others"] = read_others(report, self.columns)
        if self.others:
            for name, (operator, value) in self.others.items():
                more[name] = self._target(report, operator, value, limits)
        if self.fields:
            more |= read_attributes(report, self.fields, limits)
        levels = self.levels
        return Indicator(
            intern(self.name.text), levels.level1, levels.level2, target, at=at, **more
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
            report.add("PF231", self.name.at, {"name": self.name.text})

    def _check_sign(self, report: Report, value: Text) -> None:
        from perflang.semantics.held_target import half_operator

        half = half_operator(self.name.text)
        if half:
            end = self.name.at.end
            values = {"sign": half, "before": self.name.text}
            report.add("PF112", Span(end - 1, value.at.start), values)

    def _no_number(self, report: Report, sign: str, value: Text, limits: Limits) -> None:
        """A threshold compares numbers; what stands here is none."""
        if isinstance(read_target(sign, value.text, limits.line), Comparison):
            report.add("PF119", value.at, {"limit": str(limits.digits)})
        else:
            values = {"operator": sign, "text": value.text, "name": self.name.text}
            report.add("PF204", value.at, values)
