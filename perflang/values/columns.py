"""A target over several columns: its operator, its value and its unit apart, as finance systems keep them."""

from __future__ import annotations

from collections.abc import Iterator

from perflang.source.classes import frozen
from perflang.values.read_target import read_cell, read_target
from perflang.values.signs import plain_operator
from perflang.values.spelling import half_width
from perflang.values.target import OPERATORS, Comparison, Figure, Range, Target
from perflang.values.wording import split_comparison, wording

QUALITATIVE = "定性"
# The kinds of target that compare no number.
_WORDS = ("text", "grade", "answer")


@frozen
class Columns:
    """What stands in the columns of the operator, the value and the unit."""

    operator: str
    value: str
    unit: str


@frozen
class SplitTarget:
    """A target, and what its columns hold where that is not what the target says; None where it is."""

    target: Target | None
    sign: str | None = None
    measure: str | None = None

    def columns(self, qualitative: str = "") -> Columns:
        """The three texts; ``qualitative`` stands for the operator of a target in words."""
        if self.target is None:
            return Columns(self.sign or "", "", self.measure or "")
        if self.sign is not None and self.measure is not None:
            return Columns(self.sign, self.target.printed(), self.measure)
        plain = _plain_columns(self.target)
        value = plain.value
        if self.sign is not None and plain_operator(self.sign) != plain.operator:
            value = plain.operator + value
        if self.measure is not None:
            value += plain.unit
        operator = plain.operator
        if not operator and self.target.kind in _WORDS:
            operator = qualitative
        return Columns(
            operator if self.sign is None else self.sign,
            value,
            plain.unit if self.measure is None else self.measure,
        )


def read_columns(read: Columns, qualitative: str = "") -> SplitTarget:
    """The target whose columns hold these texts, and where it does not print them again, the texts too."""
    if not any((read.operator, read.value, read.unit)):
        return SplitTarget(None)
    return next(one for one in _candidates(read, qualitative) if one.columns(qualitative) == read)


def _candidates(read: Columns, qualitative: str) -> Iterator[SplitTarget]:
    """From what a person would have written to what holds in any case."""
    sign = plain_operator(read.operator)
    for operator in (sign, "") if sign in OPERATORS else ("", sign):
        if operator and operator not in (*OPERATORS, QUALITATIVE):
            continue
        for joined, unit in (
            (read_target(operator, read.value + read.unit), None),
            (read_target(operator, read.value), read.unit),
        ):
            if operator in OPERATORS and joined.kind in (*_WORDS, "unset"):
                continue  # a sign compares numbers
            yield SplitTarget(joined, None, unit)
            if operator != read.operator:
                yield SplitTarget(joined, read.operator, unit)
    if not read.value:
        yield SplitTarget(None, read.operator, read.unit)
    whole = read_cell(read.value)
    yield SplitTarget(whole)
    yield SplitTarget(whole, None, read.unit)
    yield SplitTarget(whole, read.operator)
    yield SplitTarget(whole, read.operator, read.unit)


def _plain_columns(target: Target) -> Columns:
    """The columns as the target says them."""
    match target:
        case Comparison() | Figure() if target.verbatim is None:
            return Columns(
                target.operator, target.number.spelling, target.amount.unit + target.suffix
            )
        case Comparison() | Figure() if _says_no_more(target):
            return Columns(target.operator, target.number.spelling, target.unit)
        case Range() if target.verbatim is None and target.low.unit == target.high.unit:
            printed, unit = target.printed(), target.high.unit
            return Columns("", printed.removesuffix(unit), unit)
    printed = target.printed()
    operator = target.operator if printed.startswith(target.operator) else ""
    return Columns(operator, printed[len(operator) :].lstrip(" "), "")


def _says_no_more(target: Comparison | Figure) -> bool:
    """Whether the words of a target are its operator, number and unit and nothing else."""
    written = "".join(half_width(target.verbatim or "").split()).lower()
    amount = "".join(half_width(target.number.spelling + target.unit).split()).lower()
    before, found, behind = written.partition(amount)
    if not found:
        return False
    words = not before or plain_operator(before) in OPERATORS or before in wording().before
    return words and (not behind or split_comparison(behind)[1] == behind)
