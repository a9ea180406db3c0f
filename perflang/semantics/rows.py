"""An indicator as its lines say it: the row, its attributes, its breakdown rows."""

from __future__ import annotations

import re

from attrs import evolve

from perflang.model import Indicator
from perflang.semantics.levels import Levels
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Limits, Span
from perflang.syntax import Leaf, Row
from perflang.values import Number, Prose, Target, read_cell, read_plain, read_target

# What a count ends in; nothing that may follow a number in a name, such as 年, 号 or 期.
_COUNTED = (
    "%|％|人次|万人次|万人|人|个|次|项|家|户|场|套|台|件|份|张|辆|所|座|处|名|种|吨|公里|米|平方米|亩|公顷|元|万元|亿元"
    "|万|天|小时|分钟|分"
)
_FIGURE = f"[0-9０-９][0-9０-９.,，]*[ ]*(?:{_COUNTED})(?:及?以上|及?以下|以内|左右)?$"
# A name that reads as if it held its target: a sign of another kind, a comparison in words, or a
# figure at its end.
_HOLDS_TARGET = re.compile(
    "[⩾⩽≮≯≠﹥﹤═≅≈≥≤]"
    "|(?:不[少低高多大小]于|不超过|[大小高低多少]于(?:或?等于)?|超过|至少|达到?|(?i:at least|at most|(?:no|not)"
    " (?:less|more|fewer) than|up to))[ ]*[0-9０-９一二两三四五六七八九十百千万]"
    "|[ \t\u00a0\u3000][0-9０-９][0-9０-９.,]*[ ]*[^0-9０-９ ]{0,6}$"
    f"|(?:^|[\u4e00-\u9fff)）]){_FIGURE}"
    "|[\u4e00-\u9fff)）](?!(?:19|20)[0-9]{2}$)[0-9０-９]{2,}$"
)
# Half of an operator as a Chinese input method gives it: 》= for >=.
_HALF_OPERATOR = re.compile("[》〉⟩《〈⟨][ ]*$")


def half_operator(name: str) -> str:
    """The bracket at the end of a name that is no pair of brackets, but ``>`` or ``<`` before ``=``."""
    match = _HALF_OPERATOR.search(name)
    if match is None:
        return ""
    closing = match[0][0] in "》〉⟩"
    paired = closing and any(opening in name for opening in "《〈⟨")
    return "" if paired else match[0][0]


class OpenIndicator:
    """An indicator that is still being written; ``build`` gives its model."""

    def __init__(self, row: Row | None, levels: Levels) -> None:
        self.levels = levels
        self.name = Text(row.name if row else None)
        self.head_at = row.head.at if row else Span(0, 0)
        self.operator = row.operator if row else None
        self.value = Text(row.value) if row and row.value else None
        self.fields: dict[str, Text] = {}
        self.places: dict[str, Span] = {}
        self.parts: list[OpenIndicator] = []
        self.is_stray = False
        self.is_bare = row is not None and row.name is None and not row.is_keyword

    def last_text(self) -> Text:
        """The text that a further line right below the row goes on with."""
        return self.value or self.name

    def set_target(self, operator: Leaf | None, value: Leaf | None) -> Text:
        self.operator = operator
        self.value = Text(value)
        return self.value

    def build(self, report: Report, limits: Limits) -> Indicator:
        at = {"": self.head_at, "name": self.name.at(self.head_at)} | self.places
        target = None
        if self.value is not None:
            at["target"] = self.value.at(self.head_at)
            target = self._target(report, self.value, limits)
        elif _HOLDS_TARGET.search(self.name.text) and not self.name.quoted and not self.is_stray:
            report.add("PF231", self.name.at(self.head_at), {"name": self.name.text})
        texts = {name: text.text for name, text in self.fields.items() if name != "weight"}
        return Indicator(
            self.name.text,
            self.levels.level1,
            self.levels.level2,
            target,
            weight=self._weight(report, limits),
            parts=tuple(part.build(report, limits) for part in self.parts),
            at=at,
            **texts,
        )

    def _target(self, report: Report, value: Text, limits: Limits) -> Target:
        sign = self.operator.text if self.operator and self.operator.text != ":" else ""
        if sign == "=" and not self.name.quoted and (half := half_operator(self.name.text)):
            end = self.name.at(self.head_at).end
            values = {"sign": half, "before": self.name.text}
            report.add("PF112", Span(end - 1, value.at(self.head_at).start), values)
        target = read_target(sign, value.text, limits.digits)
        if value.quoted:
            target = target if sign else read_cell(value.text, limits.digits)
            target = evolve(target, verbatim=sign + value.text)
        if isinstance(target, Prose) and target.operator:
            self._no_number(report, target, value, limits)
        return target

    def _no_number(self, report: Report, target: Prose, value: Text, limits: Limits) -> None:
        """A threshold compares numbers; what stands here is none."""
        at = value.at(self.head_at)
        if isinstance(read_target("", target.text.strip(), limits.line), Prose):
            values = {"operator": target.operator, "text": target.text, "name": self.name.text}
            report.add("PF204", at, values)
        else:
            report.add("PF119", at, {"limit": str(limits.digits)})

    def _weight(self, report: Report, limits: Limits) -> Number | Prose | None:
        text = self.fields.get("weight")
        if text is None or not text.text:
            return None
        plain = read_plain(text.text.removesuffix("分"), limits.digits)
        weight = evolve(plain, spelling=text.text) if plain else None
        if weight is None or weight.value < 0:
            report.add("PF223", text.at(self.head_at), {"text": text.text})
            return Prose(text.text)
        return weight
