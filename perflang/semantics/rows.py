"""An indicator as its lines say it: the row, its attributes, its breakdown rows."""

from __future__ import annotations

from sys import intern
from typing import Any

from attrs import evolve, fields

from perflang.model import Indicator
from perflang.semantics.attributes import SAME_AS, read_attributes
from perflang.semantics.levels import Levels
from perflang.semantics.other_fields import read_others
from perflang.semantics.report import Report
from perflang.semantics.texts import Places, Text
from perflang.source import Limits, Place, Span, span_of
from perflang.syntax import Field, Leaf, Row, TargetField
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
PLAIN_TEXTS = frozenset(one.name for one in fields(Indicator) if str(one.type) == "str | None")

NO_ROW = Row(Leaf(""), is_keyword=True)


class _Further:
    """What few indicators have: fields that are more than texts, a baseline and a long-term target, columns
    of their own, a breakdown, and texts of several lines.
    """

    def __init__(self) -> None:
        self.fields: dict[str, Text] = {}
        self.others: dict[str, tuple[Leaf | None, Text]] = {}
        self.columns: list[tuple[Leaf, Text]] = []
        self.parts: list[OpenIndicator] = []
        self.long: dict[str, Text] = {}


class OpenIndicator:
    """An indicator that is still being written; ``build`` gives its model.

    ``places`` says where it stands and where its fields do, as the model does; ``texts`` are its plain texts.
    """

    is_stray = False

    def __init__(self, row: Row, levels: Levels) -> None:
        self.row = row
        self.levels = levels
        self.name: Leaf | Text | None = row.name
        self.operator = row.operator
        self.value: Leaf | Text | None = row.value
        head, name = row.head.place, row.name
        self.places: dict[str, Place] = {
            "": head,
            "name": name.place if name is not None else head,
        }
        self.texts: dict[str, str] = {}
        self._last: Field | None = None  # the field below which is no further line yet
        self._further: _Further | None = None

    @property
    def further(self) -> _Further:
        """What few indicators have, for more of it."""
        if self._further is None:
            self._further = _Further()
        return self._further

    @property
    def is_bare(self) -> bool:
        """Whether it is nothing but the name of a level."""
        row = self.row
        nothing = row.name is None and not row.is_keyword and len(self.places) == len(("", "name"))
        return nothing and (self._further is None or not self._further.parts)

    def add_text(self, line: Field) -> bool:
        """A field of ``PLAIN_TEXTS``; False if it has that one already."""
        keyword, value = line.keyword, line.value
        name = keyword.text
        if name in self.places:
            return False
        self.places[name] = keyword.place
        self.texts[name] = intern(value.text) if value is not None else ""
        self._last = line
        return True

    def last_text(self) -> Text:
        """The text of its last line, which may go on over further ones: of a row the target, or else the name."""
        line = self._last
        if line is not None:
            text = self.further.long[line.keyword.text] = Text(line.value, line.keyword.place)
        elif self.row.value is not None:
            self.value = text = Text(self.row.value)
        else:
            self.name = text = Text(self.row.name, self.row.head.place)
        return text

    def set_field(self, line: Field | TargetField) -> Text:
        """A field that stands below the row."""
        if isinstance(line, TargetField):
            return self._set_value(line)
        keyword = line.keyword
        name = SAME_AS.get(keyword.text, keyword.text)
        text = Text(line.value, keyword.place)
        self.places[name] = keyword.place
        if name == "column":
            self.further.columns.append((keyword, text))
        elif name in PLAIN_TEXTS:
            self.further.long[name] = text
        else:
            self.further.fields[name] = text
        return text

    def _set_value(self, line: TargetField) -> Text:
        """What a line ``指标值:``, ``中期指标值:`` or ``基准值:`` gives."""
        name = line.keyword.text
        text = Text(line.value, line.keyword.place)
        if name == "target":
            self.operator, self.value = line.operator, text
        else:
            self.further.others[name] = line.operator, text
        self.places.setdefault(name, line.keyword.place)
        return text

    def first_place(self, name: str) -> Span | None:
        """Where it has a field already, of which it can have one."""
        place = self.places.get(SAME_AS.get(name, name)) if name != "column" else None
        if place is None and name == "target" and self.value is not None:
            place = self.value.place
        return span_of(place) if place is not None else None

    def build(self, report: Report, limits: Limits) -> Indicator:
        """Its model; names and texts that come again in a large publication are kept once."""
        name, value, operator = self.name, self.value, self.operator
        target = None
        if value is not None:
            self.places["target"] = value.place
            if operator is not None and operator.text != ":":
                self.places["operator"] = operator.place
            target = self._target(report, operator, value, limits)
        elif name is not None and not name.quoted and not self.is_stray:
            self._check_name(report, name)
        more = self.texts if self._further is None else self._with_further(report, limits)
        return Indicator(
            intern(name.text) if name is not None else "",
            self.levels.level1,
            self.levels.level2,
            target,
            at=Places(self.places),
            **more,
        )

    def _with_further(self, report: Report, limits: Limits) -> dict[str, Any]:
        further = self.further
        more: dict[str, Any] = dict(self.texts)
        for name, text in further.long.items():
            more[name] = intern(text.text)
        if further.parts:
            more["parts"] = tuple([part.build(report, limits) for part in further.parts])
        if further.columns:
            more["others"] = read_others(report, further.columns)
        for name, (operator, value) in further.others.items():
            more[name] = self._target(report, operator, value, limits)
        return more | read_attributes(report, further.fields, limits)

    def _target(
        self, report: Report, operator: Leaf | None, value: Leaf | Text, limits: Limits
    ) -> Target:
        sign = "" if operator is None or operator.text == ":" else operator.text
        target = read_target(sign, value.text, limits.digits)
        if value.quoted:
            target = target if sign else read_cell(value.text, limits.digits)
            target = evolve(target, verbatim=sign + value.text)
        if sign == "=" and self.name is not None and not self.name.quoted:
            self._check_sign(report, self.name, value)
        if (
            sign
            and isinstance(target, (Prose, Unset, Grade))
            and (sign != "=" or target.kind == "text")
        ):
            self._no_number(report, sign, value, limits)
        return target

    def _check_name(self, report: Report, name: Leaf | Text) -> None:
        """No target: does the name hold one? Few names have figures, so the patterns are read only then."""
        from perflang.semantics.held_target import holds_target

        if holds_target(name.text):
            report.add("PF231", name.at, {"name": name.text})

    def _check_sign(self, report: Report, name: Leaf | Text, value: Leaf | Text) -> None:
        """Half of a sign of two stands at the end of the name?"""
        if name.text[-1:] not in "》〉⟩《〈⟨ ":
            return
        from perflang.semantics.held_target import half_operator

        half = half_operator(name.text)
        if half:
            end = name.at.end
            values = {"sign": half, "before": name.text}
            report.add("PF112", Span(end - 1, value.at.start), values)

    def _no_number(self, report: Report, sign: str, value: Leaf | Text, limits: Limits) -> None:
        """A threshold compares numbers; what stands here is none."""
        if isinstance(read_target(sign, value.text, limits.line), Comparison):
            report.add("PF119", value.at, {"limit": str(limits.digits)})
        else:
            values = {
                "operator": sign,
                "text": value.text,
                "name": self.name.text if self.name else "",
            }
            report.add("PF204", value.at, values)
