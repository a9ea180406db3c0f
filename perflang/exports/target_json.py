"""Targets as JSON: one object for each kind, the same keys always; numbers are strings and exact."""

from __future__ import annotations

from perflang.values import (
    Answer,
    Comparison,
    Day,
    Figure,
    Grade,
    Prose,
    Quantity,
    Range,
    Several,
    Target,
    Timing,
    Unset,
)

Json = dict[str, object]
# One sign for a reader of data; the cell keeps its own.
_PERCENT = str.maketrans("％﹪", "%%")


def target_json(target: Target | None) -> Json:
    """Kind, operator, the fields of the kind, and the cell as it is printed; ``unset`` where there is none."""
    target = target or Unset()
    head: Json = {"kind": target.kind, "operator": target.operator or None}
    return head | _fields(target) | {"text": target.printed()}


def _fields(target: Target) -> Json:
    match target:
        case Comparison() | Figure():
            return {**_quantity(target.amount), "suffix": target.suffix or None}
        case Range():
            return {
                "low": _quantity(target.low) | {"open": target.low_open},
                "high": _quantity(target.high) | {"open": target.high_open},
            }
        case Timing():
            return {"from": _day(target.first), "to": _day(target.last)}
        case Answer():
            return {"answer": target.answer}
        case Grade():
            return {"grade": target.grade or None, "scale": list(target.scale)}
        case Several():
            return {
                "values": [
                    {"name": name, "target": target_json(value)} for name, value in target.values
                ]
            }
        case Prose() | Unset():
            return {}


def _quantity(amount: Quantity) -> Json:
    return {
        "number": f"{amount.number.value:f}",
        "written": amount.number.spelling,
        "unit": amount.unit.translate(_PERCENT) or None,
        "dimension": amount.dimension,
    }


def _day(day: Day | None) -> str | None:
    return day.iso if day else None
