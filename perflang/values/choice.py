"""Words of which one is chosen: the direction of an indicator and how important it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from attrs import field

from perflang.source.classes import frozen
from perflang.values.spelling import half_width

# What each choice is called, and the other ways of writing it.
DIRECTIONS: Mapping[str, tuple[str, ...]] = {
    "正向": ("more is better", "higher is better", "at least"),
    "反向": ("逆向", "负向", "less is better", "lower is better", "at most"),
    "适度": ("适中", "near is best", "about"),
}
IMPORTANCES: Mapping[str, tuple[str, ...]] = {
    "核心": ("★", "core", "是", "yes"),
    "重要": ("▲", "important"),
    "一般": ("普通", "ordinary", "否", "no"),
}
# The operators that say the opposite of a direction.
_AGAINST = {"正向": "≤<", "反向": "≥>"}
# An importance in these words answers a question: whether the indicator is a core one.
ANSWERS = ("是", "否", "yes", "no")
_SUFFIX = "指标"


@frozen
class Choice:
    """``name`` is one of the keys above; ``spelling`` what was written for it, outside ``==``."""

    name: str
    spelling: str = field(eq=False)


def read_direction(text: str) -> Choice | None:
    """``正向``, ``逆向指标``, ``less is better``; None where it is no direction."""
    return _read(text, _by_spelling("direction"))


def read_importance(text: str) -> Choice | None:
    """``核心``, ``重要指标``, ``★``, and ``是`` for a core indicator; None where it is none of them."""
    return _read(text, _by_spelling("importance"))


def goes_against(operator: str, direction: str) -> bool:
    """Whether an operator says the opposite of a direction: ``≥`` where less is better."""
    return bool(operator) and operator in _AGAINST.get(direction, "")


def spellings(choices: Mapping[str, Iterable[str]]) -> list[str]:
    """Every way of writing one of ``choices``."""
    return [one for name, others in choices.items() for one in (name, *others)]


def _read(text: str, known: Mapping[str, str]) -> Choice | None:
    plain = " ".join(half_width(text).split()).lower()
    name = known.get(plain) or known.get(plain.removesuffix(_SUFFIX))
    return Choice(name, text) if name else None


@cache
def _by_spelling(kind: str) -> dict[str, str]:
    choices = DIRECTIONS if kind == "direction" else IMPORTANCES
    return {one: name for name, others in choices.items() for one in (name, *others)}
