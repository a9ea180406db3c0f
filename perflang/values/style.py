"""How a source spells a value in the one style: ``20 个``, ``3月底 25%``. What is no such value stays."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.values.percentage import read_percentage
from perflang.values.read_target import read_target
from perflang.values.stage import is_stage_name, split_stage
from perflang.values.target import Comparison, Figure


def tidy_value(operator: str, text: str) -> str:
    """The value of a target (``operator`` empty if it has none): one blank between number and unit."""
    target = read_target(operator, text)
    if not isinstance(target, (Comparison, Figure)) or target.verbatim is not None:
        return text
    tidy = target.amount.printed(" ") + target.suffix
    again = read_target(operator, tidy)
    return tidy if again == target and again.printed() == target.printed() else text


def tidy_stage(words: Sequence[str]) -> list[str]:
    """The words of a stage: its name, and its percentage as one word; as they are where they are wrong."""
    name: Sequence[str]
    split = split_stage(words[0]) if len(words) == 1 else None
    if split is not None:
        name, share = [split[0]], split[1]
    elif len(words) > 2 and words[-1] in ("%", "％"):
        name, share = words[:-2], words[-2] + words[-1]
    else:
        name, share = words[:-1], words[-1]
    percentage = read_percentage(share)
    if percentage.number is None or not is_stage_name(" ".join(name)):
        return list(words)
    return [*name, percentage.spelling]
