"""What is said below an indicator in fields of text: its weight, direction, importance, history and texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Limits, Span
from perflang.values import (
    Choice,
    History,
    Number,
    Prose,
    read_direction,
    read_history,
    read_importance,
    read_weight,
)
from perflang.values.history import Piece, pieces

# Two keywords for one attribute: 重要性: 核心 and 是否核心指标: 是.
SAME_AS = {"core": "importance"}


def read_attributes(report: Report, fields: Mapping[str, Text], limits: Limits) -> dict[str, Any]:
    """The fields of an indicator that are more than texts, by their names in the model."""
    read: dict[str, Any] = {}
    for name, text in fields.items():
        match name:
            case "weight":
                read[name] = _weight(report, text, limits)
            case "direction":
                read[name] = _choice(report, "PF240", read_direction, text)
            case "importance":
                read[name] = _choice(report, "PF241", read_importance, text)
            case "history":
                read[name] = _history(report, text, limits)
            case _:
                read[name] = text.text
    return read


def _weight(report: Report, text: Text, limits: Limits) -> Number | Prose | None:
    if not text.text:
        return None
    weight = read_weight(text.text, limits.digits)
    if weight is None:
        report.add("PF223", text.at, {"text": text.text})
        return Prose(text.text)
    return weight


def _choice(
    report: Report, code: str, read: Callable[[str], Choice | None], text: Text
) -> Choice | Prose | None:
    if not text.text:
        return None
    choice = read(text.text)
    if choice is None:
        report.add(code, text.at, {"text": text.text})
        return Prose(text.text)
    return choice


def _history(report: Report, text: Text, limits: Limits) -> History | Prose | None:
    if not text.text.strip():
        return None
    history = read_history(text.text, limits.digits)
    if history is None:
        _no_year(report, text, limits)
        return Prose(text.text)
    order = history.out_of_order()
    if order is not None:
        before, after = order
        values = {"year": str(after.year), "before": str(before.year)}
        report.add("PF243", text.at, values, hint="twice" if after.year == before.year else None)
    return evolve(history, verbatim=text.text) if text.quoted else history


def _no_year(report: Report, text: Text, limits: Limits) -> None:
    """The first piece that is no year with a value, at its place where that can be told."""
    found = pieces(text.text, limits.digits)
    wrong = next((piece for piece in found if piece.value is None), Piece(0, len(text.text), None))
    whole = text.text[wrong.start : wrong.end]
    piece = whole.strip()
    at = text.at
    if not text.quoted and not text.is_long:
        start = at.start + wrong.start + whole.index(piece)
        at = Span(start, start + len(piece))
    report.add("PF242", at, {"text": piece})
