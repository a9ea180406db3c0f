"""How a source spells a value in the one style: ``20 个``, ``3月底 25%``. What is no such value stays."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.values.percentage import read_percentage
from perflang.values.stage import split_stage
from perflang.values.target import Prose, read_target


def tidy_value(operator: str, text: str) -> str:
    """The value of a target (``operator`` empty if it has none): one blank between number and unit."""
    target = read_target(operator, text)
    if isinstance(target, Prose):
        return text
    tidy = f"{target.number.spelling} {target.unit}".rstrip()
    return tidy if read_target(operator, tidy) == target else text


def tidy_stage(words: Sequence[str]) -> list[str]:
    """The words of a stage: its name, and its percentage as one word."""
    if len(words) == 1:
        split = split_stage(words[0])
        if split is None:
            return list(words)
        return [split[0], _tidy_percentage(split[1])]
    if len(words) > 2 and words[-1] in ("%", "％"):
        words = [*words[:-2], words[-2] + words[-1]]
    return [*words[:-1], _tidy_percentage(words[-1])]


def _tidy_percentage(text: str) -> str:
    read = read_percentage(text)
    return text if read.number is None else read.spelling
