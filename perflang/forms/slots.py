"""What each field of each kind of record prints; see :mod:`perflang.forms.fields` for their names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import field

from perflang.forms.fields import COLON
from perflang.forms.sources import names_of, source_of
from perflang.model import Budget, Framework, Indicator, LevelName, ScheduleStage
from perflang.source.classes import frozen
from perflang.values import (
    OPERATORS,
    Choice,
    Comparison,
    Figure,
    Gaps,
    History,
    Money,
    Nothing,
    Number,
    Prose,
    Range,
    Several,
    Target,
)
from perflang.values.columns import SplitTarget
from perflang.values.money import EXACT, plain_decimal

if TYPE_CHECKING:
    from perflang.forms.records import Record

TO = "—"  # between the beginning and the end of a period
_MONEY = ("sum", "budget", "long_budget", "task_budget", "yearly", "amount")
_TARGETS = ("target", "long_target", "baseline")
_MEASURED = {*_MONEY, *_TARGETS, "percent", "weight"}
_SINGLE = (Comparison, Figure)
_QUANTITIES = frozenset((Comparison, Figure, Range))


# A field as it is printed, None where it is empty; with its typed value where it is one quantity. There is one for
# each cell, so that it is no class of its own.
Slot = str | tuple[str, object] | None


@frozen
class PrintAs:
    """How a form prints values: amounts, bare ones in ``own``, in ``scale`` with ``decimals`` where they are
    converted; levels in ``language``; targets with ``gaps``, with ``signs`` in the place of the operators of the
    language, and with ``qualitative`` for the operator of words. ``by_recipient`` says that a target of several
    recipients has its values in columns of their own."""

    framework: Framework
    language: str
    gaps: Gaps
    scale: str
    own: str
    decimals: int = 0
    qualitative: str = ""
    signs: tuple[str, ...] = OPERATORS
    by_recipient: bool = False
    has_own_signs: bool = field(init=False, eq=False)
    # What names of levels print, by their ids; rows of one kind share them. They are kept, so that the ids are.
    levels: dict[tuple[int, int], tuple[str, LevelName, LevelName | None]] = field(
        init=False, factory=dict, eq=False
    )

    @has_own_signs.default
    def _changes_signs(self) -> bool:
        """Whether any operator is printed as another sign, asked for each target."""
        return self.signs != OPERATORS

    def sign(self, operator: str) -> str:
        """An operator as it is printed."""
        return self.signs[OPERATORS.index(operator)] if operator in OPERATORS else operator


def is_measured(name: str | None) -> bool:
    """Whether what a slot prints may be a quantity, which comes with its value."""
    return name is not None and name.partition(COLON)[0] in _MEASURED


def text_of(slot: Slot) -> str:
    """The text of a field."""
    return slot[0] if isinstance(slot, tuple) else slot or ""


# Money


def _money(amount: Money | Nothing | None, print_as: PrintAs) -> Slot:
    if amount is None:
        return None
    if isinstance(amount, Nothing):
        return amount.spelling
    return (amount.cell(print_as.scale, print_as.own, print_as.decimals), amount)


def _total(budget: Budget | None, print_as: PrintAs) -> Slot:
    return _money(budget.total, print_as) if budget else None


def _sum(record: Record, narrowed: str) -> Slot:
    """Money of all projects, with as many decimals as the finest amount; empty if one is no number."""
    added, finest, found, grouped = Decimal(0), 0, False, False
    for project in record.each("projects"):
        printed, value = project.slot(narrowed)
        if not isinstance(value, Money):
            if printed.strip("—－-/／"):
                return None
            continue
        amount = value.in_scale(record.print_as.scale or "万元", record.print_as.own or None)
        if amount is None:
            return None
        added, found = EXACT.add(added, amount), True
        finest = max(finest, len(printed.partition(".")[2]))
        grouped = grouped or "," in printed
    text = plain_decimal(added, finest)
    text = f"{Decimal(text):,f}" if grouped else text
    return (text, Money(Number(added, text))) if found else None


# Indicators


def _target(name: str) -> Callable[[Record], Slot]:
    """A target in one cell; a unit that stands apart in the source goes behind a number without one."""

    def slot(record: Record) -> Slot:
        row: Indicator = record.thing
        target: Target | None = getattr(row, name)
        print_as = record.print_as
        if target is None or (print_as.by_recipient and target is several_of(row)):
            return None
        text = target.printed(print_as.gaps)
        if print_as.has_own_signs:
            text = _signed(text, target, print_as)
        if row.measure and target is row.target and isinstance(target, _SINGLE) and not target.unit:
            text += print_as.gaps[1] + row.measure
        return (text, target) if target.__class__ in _QUANTITIES else text

    return slot


def _signed(text: str, target: Target, print_as: PrintAs) -> str:
    """The text of a target with the form's sign in the place of the operator."""
    operator = target.operator
    if target.verbatim is None and operator in OPERATORS and text.startswith(operator):
        return print_as.sign(operator) + text[len(operator) :]
    return text


def _columns(name: str) -> Callable[[Record], Slot]:
    def slot(record: Record) -> Slot:
        row: Indicator = record.thing
        print_as = record.print_as
        read = SplitTarget(row.target, row.sign, row.measure).columns(print_as.qualitative)
        operator = read.operator if row.sign is not None else print_as.sign(read.operator)
        first, second = print_as.gaps
        match name:
            case "operator":
                return operator
            case "value":
                return read.value
            case "measure":
                return read.unit
            case "bound":
                return operator + (first if operator else "") + read.value
        return read.value + (second if read.unit else "") + read.unit

    return slot


def _level(name: str) -> Callable[[Record], Slot]:
    def slot(record: Record) -> Slot:
        level: LevelName | None = getattr(record.thing, name)
        if level is None:
            return None
        print_as = record.print_as
        above: LevelName | None = record.thing.level1 if name == "level2" else None
        known = print_as.levels.get((id(level), id(above)))
        if known is None:
            known = print_as.framework.label(level, print_as.language, above), level, above
            print_as.levels[id(level), id(above)] = known
        return known[0]

    return slot


def _history(record: Record) -> Slot:
    history: History | Prose | None = record.thing.history
    if isinstance(history, History):
        return history.printed(record.print_as.gaps, record.print_as.language)
    return history.text if history else None


def _choice(choice: Choice | Prose | None) -> Slot:
    if isinstance(choice, Choice):
        return choice.spelling
    return choice.text if choice else None


def _core(record: Record) -> Slot:
    """Whether an indicator is a core one, in the words of an answer."""
    choice: Choice | Prose | None = record.thing.importance
    if not isinstance(choice, Choice):
        return _choice(choice)
    yes, no = ("是", "否") if record.print_as.language == "zh" else ("yes", "no")
    return yes if choice.name == "核心" else no


def _weight(record: Record) -> Slot:
    weight: Number | Prose | None = record.thing.weight
    if isinstance(weight, Prose):
        return weight.text
    return (weight.spelling, weight) if weight else None


def several_of(row: Indicator) -> Several | None:
    """The values of an indicator for each of several recipients."""
    target = row.target
    return target if isinstance(target, Several) and target.kind == "recipients" else None


def recipient(record: Record, identifier: str) -> Slot:
    """A recipient, or the value that the indicator around it has for this one."""
    if identifier == "recipient":
        name: str = record.thing
        return name
    row = record.holder("indicator")
    several = several_of(row.thing) if row and row.thing else None
    values = dict(several.values) if several else {}
    value = values.get(record.thing)
    return value.printed(record.print_as.gaps) if value else None


# The tables: what each field of each kind of record prints.


def _text(name: str) -> Callable[[Record], Slot]:
    """What reads a text of a record's object, or of what belongs to that."""
    return attrgetter(f"thing.{name}")


def _texts(*names: str) -> dict[str, Callable[[Record], Slot]]:
    return {name: _text(name) for name in names}


def _period(record: Record) -> Slot:
    period = record.thing.period
    return period.printed() if period else None


def _end_of_period(index: int) -> Callable[[Record], Slot]:
    def slot(record: Record) -> Slot:
        return ends_of(text_of(_period(record)))[index]

    return slot


def ends_of(period: str) -> tuple[str, str]:
    """The beginning and the end of a period; all of it is the beginning where no ``TO`` stands in it."""
    first, _, last = period.partition(TO)
    return first, last


def _unit(name: str) -> Callable[[Record], Slot]:
    read = _text(f"unit.{name}")

    def slot(record: Record) -> Slot:
        return read(record) if record.thing.unit else None

    return slot


def _stage_percent(record: Record) -> Slot:
    stage: ScheduleStage = record.thing
    return (stage.percent.spelling, stage.percent) if stage.percent else None


SLOTS: dict[str, dict[str, Callable[[Record], Slot]]] = {
    "department": {
        "department": _text("department.name"),
        "year": _text("department.year"),
        "scale": lambda record: record.print_as.scale,
    },
    "project": {
        "project": _text("name"),
        "project_number": lambda record: str(record.number),
        "unit.code": _unit("code"),
        "unit.name": _unit("name"),
        "period": _period,
        "begin": _end_of_period(0),
        "end": _end_of_period(1),
        "budget": lambda record: _total(record.thing.budget, record.print_as),
        "long_budget": lambda record: _total(record.thing.long_budget, record.print_as),
        **_texts("code", "category", "nature", "authority", "implementer", "leader", "contact"),
        **_texts("phone", "summary", "grounds", "necessity", "feasibility", "measures"),
        **_texts("purpose", "footnote"),
    },
    "indicator": {
        **{name: _level(name) for name in ("level1", "level2")},
        "indicator": _text("name"),
        **{name: _target(name) for name in _TARGETS},
        "history": _history,
        "weight": _weight,
        "direction": lambda record: _choice(record.thing.direction),
        "importance": lambda record: _choice(record.thing.importance),
        "core": _core,
        **{name: _columns(name) for name in ("operator", "value", "measure", "bound", "quantity")},
        **_texts("description", "explanation", "method", "source", "basis"),
        **_texts("responsible", "remark"),
    },
    "stage": {
        "stage": _text("stage.name"),
        "percent": _stage_percent,
    },
    "source": {
        "path": lambda record: record.thing[0],
        "amount": lambda record: _money(record.thing[1], record.print_as),
    },
    "task": {
        "task": _text("name"),
        "task_content": _text("content"),
        "task_period": _period,
        "task_begin": _end_of_period(0),
        "task_end": _end_of_period(1),
        "task_budget": lambda record: _total(record.thing.budget, record.print_as),
    },
    "year": {
        "budget_year": _text("year"),
        "yearly": lambda record: _total(record.thing.budget, record.print_as),
    },
}


def _of_budget(name: str) -> Callable[[str], Callable[[Record], Slot]]:
    def narrowed_to(narrowed: str) -> Callable[[Record], Slot]:
        names = names_of(narrowed)

        def slot(record: Record) -> Slot:
            found = source_of(getattr(record.thing, name), names)
            return _money(found[1], record.print_as) if found else None

        return slot

    return narrowed_to


def _other(narrowed: str) -> Callable[[Record], Slot]:
    names = names_of(narrowed)

    def slot(record: Record) -> Slot:
        return next((one.text for one in record.thing.others if one.name in names), None)

    return slot


# What prints a field that is narrowed to a source of money, a label or another field.
NARROWED: dict[str, Callable[[str], Callable[[Record], Slot]]] = {
    "budget": _of_budget("budget"),
    "long_budget": _of_budget("long_budget"),
    "task_budget": _of_budget("budget"),
    "yearly": _of_budget("budget"),
    "other": _other,
    "column": _other,
    "sum": lambda narrowed: lambda record: _sum(record, narrowed),
}
