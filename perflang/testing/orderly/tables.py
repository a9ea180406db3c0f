"""The tables of a publication before they are told apart: what ``{thing}`` stands for is said by its place."""

from __future__ import annotations

from functools import partial
from typing import Any

from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    Goal,
    OtherField,
    Project,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
)
from perflang.testing.orderly.dice import Dice
from perflang.testing.orderly.purse import Purse
from perflang.testing.orderly.rows import Asked, rows_of
from perflang.testing.values import percentage
from perflang.values import Prose, Timing, read_stage
from perflang.values.period import read_period

# What a project is about, until projects are told apart by their places.
THING = "{thing}"
_MARKERS = ("{n}.", "（{n}）", "")
_STAGES = {"zh": ("3月底", "6月底", "9月底", "12月底"), "en": ("Q1", "Q2", "Q3", "Q4")}


def goals_of(
    dice: Dice, texts: tuple[str, ...], thing: str = "", least: int = 0
) -> tuple[Goal, ...]:
    """The first few of some goals, with one kind of marker or without any."""
    marker = dice.pick(_MARKERS)
    chosen = texts[: least + dice.upto(len(texts) - least)]
    return tuple(
        Goal(marker.replace("{n}", str(n)), text.replace(THING, thing))
        for n, text in enumerate(chosen, 1)
    )


class ProjectMaker:
    """Makes the parts of one project; ``{thing}`` stands for what it is about."""

    def __init__(self, dice: Dice, asked: Asked) -> None:
        self.dice = dice
        self.asked = asked
        self.words = asked.words
        self.purse = Purse(dice, asked)

    def project(self, unit: Unit | None) -> Project:
        """A whole table of a unit."""
        known, dice = self.asked.fields, self.dice
        texts = dice.some([name for name in PROJECT_TEXTS if name in known])
        more: dict[str, Any] = {name: self.words.fields[name] for name in texts}
        if {"stage", "percent"} <= known and dice.flag():
            more["schedule"] = self.schedule()
        if "period" in known and dice.flag():
            more["period"] = self.period()
        if "task" in known:
            more["tasks"] = self.tasks()
        for name in ("goals", "long_goals"):
            if name in known:
                more[name] = goals_of(dice, getattr(self.words, name), THING)
        return Project(
            name=THING,
            code="" if "code" in known and dice.flag() else None,
            unit=unit,
            others=self._others(),
            indicators=rows_of(dice, self.asked, THING),
            **self._money(),
            **more,
        )

    def _money(self) -> dict[str, Any]:
        """The budgets: that of the year is the same where it stands among the years."""
        known, purse = self.asked.fields, self.purse
        years = purse.years() if {"yearly", "long_budget"} <= known else ()
        money: dict[str, Any] = {"yearly": years}
        if years:
            same = purse.names("budget") == purse.names("yearly")
            money["long_budget"] = purse.sum_of(years)
            money["budget"] = years[0].budget if same else Budget(years[0].budget.total)
        else:
            for field in ("long_budget", "budget"):
                if field in known and (self.asked.quiet or self.dice.flag()):
                    money[field] = purse.budget(field)
        return money if "budget" in known else {**money, "budget": None}

    def schedule(self) -> Schedule:
        """Stages of a year."""
        names = _STAGES[self.asked.schema.language]
        first = self.dice.upto(len(names) - 1)
        shares = [25 * at + self.dice.upto(9) for at in range(first + 1, len(names))]
        return Schedule(
            tuple(
                ScheduleStage(read_stage(name), percentage(share))
                for name, share in zip(names[first:], [*shares, 100], strict=True)
            )
        )

    def period(self) -> Timing | Prose:
        """From when to when a project or a task runs."""
        year = int(self.asked.year)
        last = year + self.dice.upto(3)
        if self.asked.schema.language == "en":
            return read_period(f"{year}-01-01—{last}-12-31")
        return read_period(f"{year}年1月—{last}年12月")

    def tasks(self, least: int = 0) -> tuple[Task, ...]:
        """The tasks of a year."""
        known, dice = self.asked.fields, self.dice

        def task(name: str, content: str) -> Task:
            return Task(
                name,
                content if "task_content" in known else None,
                self.period() if "task_period" in known and dice.flag() else None,
                self.purse.budget("task_budget")
                if "task_budget" in known and dice.flag()
                else None,
            )

        count = least + dice.upto(len(self.words.tasks) - least)
        return tuple(dice.apart(partial(task, *one)) for one in self.words.tasks[:count])

    def _others(self) -> tuple[OtherField, ...]:
        """The fields for which the form has labels of its own."""
        if self.asked.takes_all:
            among = self.words.others
        else:
            slots = (
                slot for slot in sorted(self.asked.schema.form.slots) if slot.startswith("other:")
            )
            texts = (text for _, text in self.words.others)
            among = tuple(
                zip((slot.partition(":")[2].split("|")[0] for slot in slots), texts, strict=False)
            )
        return tuple(OtherField(*one) for one in among if self.dice.flag())
