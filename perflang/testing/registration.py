"""The strategies of our types as hypothesis finds them by ``st.from_type``, and how it shows objects of them."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from attrs import NOTHING, fields
from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

import perflang.testing as kit
from perflang.testing.writing.notes import show_noted

# Each class, and the strategy of the kit that makes it.
STRATEGIES = {
    "perflang.values": {
        "Answer": "answers",
        "Choice": "directions",
        "Comparison": "comparisons",
        "Day": "days",
        "Figure": "figures",
        "Grade": "grades",
        "History": "histories",
        "Money": "money",
        "Nothing": "nothings",
        "Number": "numbers",
        "Percentage": "percentages",
        "Prose": "proses",
        "Quantity": "quantities",
        "Range": "ranges",
        "Several": "several",
        "Stage": "stages",
        "Timing": "timings",
        "Unset": "unsets",
        "YearValue": "year_values",
    },
    "perflang.model": {
        "Budget": "budgets",
        "BudgetPart": "budget_parts",
        "Department": "departments",
        "Framework": "frameworks",
        "Goal": "goals",
        "Indicator": "indicators",
        "Level": "levels",
        "LevelName": "level_names",
        "OtherField": "other_fields",
        "Project": "projects",
        "Publication": "publications",
        "Schedule": "schedules",
        "ScheduleStage": "schedule_stages",
        "Task": "tasks",
        "Unit": "units",
        "YearBudget": "year_budgets",
    },
}


def register_package(package: ModuleType) -> None:
    """Register what a package has; a strategy is made when it is asked for."""
    for name, strategy in STRATEGIES[package.__name__].items():
        one = getattr(package, name)
        st.register_type_strategy(one, _lazily(strategy))
        one._repr_pretty_ = _show


def _lazily(name: str) -> Callable[[type[Any]], st.SearchStrategy[Any]]:
    return lambda _: getattr(kit, name)()


def _show(one: Any, printer: Any, cycle: bool) -> None:
    """An object with what is not empty of it, so that the example of a failing test can be read.

    Hypothesis shows what it has built by this method alone; IPython, which asks for it too, is given what it
    would have shown without.
    """
    if not isinstance(printer, RepresentationPrinter):
        printer.text(repr(one))
        return
    if show_noted(one, printer):
        return
    every = [field for field in fields(type(one)) if field.init and field.repr]
    shown = [
        field
        for field in every
        if field.default is NOTHING or getattr(one, field.name) != field.default
    ]
    with printer.group(4, f"{type(one).__name__}(", ")"):
        for number, field in enumerate(shown):
            if number:
                printer.text(",")
            printer.breakable(" " if number else "")
            printer.text(f"{field.name}=")
            printer.pretty(getattr(one, field.name))
