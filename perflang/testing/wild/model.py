"""Publications as wild as the model allows: any text anywhere, with signs that mean something elsewhere."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    BudgetPart,
    Catalogue,
    Framework,
    Goal,
    Indicator,
    LevelName,
    OtherField,
    Project,
    Schedule,
    ScheduleStage,
    Task,
    YearBudget,
)
from perflang.testing.letters import PLAIN, cells, texts
from perflang.testing.values import (
    directions,
    histories,
    importances,
    money,
    numbers,
    percentage,
    proses,
    targets,
    timings,
)
from perflang.values import (
    NO_GAPS,
    History,
    Money,
    Number,
    Prose,
    Timing,
    read_cell,
    read_history_cell,
    read_stage,
    split_marker,
)
from perflang.values.period import read_period

# Markers of lists whose numbers run on; ``N`` stands for the number.
_NUMBERED = ("N.", "N、", "（N）", "目标N：", "(N)")


def shipped(name: str) -> Framework:
    """A framework that perflang ships."""
    found = Catalogue().frameworks.find(name)
    assert found is not None
    return found


def wild_histories(language: str) -> st.SearchStrategy[History | Prose]:
    """Histories, and cells as they may have been published: years spelled otherwise, or none."""
    gap = st.sampled_from(("年", "年度：", "年: ", " ：", "年 "))
    mark = st.sampled_from(("，", ", ", ";", "；", "、", "\n"))
    odd = st.builds(
        lambda gap, mark, amounts: mark.join(f"{2000 + n}{gap}{one}" for n, one in amounts),
        gap,
        mark,
        st.lists(numbers(), min_size=1, max_size=3).map(enumerate).map(list),
    )
    cell = (cells() | odd).map(
        lambda text: read_history_cell(text, NO_GAPS, language) or Prose(text)
    )
    return histories() | cell


def with_attributes(
    rows: st.SearchStrategy[Indicator], language: str = "zh"
) -> st.SearchStrategy[Indicator]:
    """Indicators with whatever else may stand below one."""
    attributes = st.fixed_dictionaries(
        {
            "baseline": st.none() | targets(),
            "history": st.none() | wild_histories(language),
            "direction": st.none() | directions() | proses(),
            "importance": st.none() | importances() | proses(),
            "weight": st.none() | numbers() | proses(),
            **{
                name: st.none() | cells()
                for name in ("explanation", "method", "source", "responsible", "remark")
            },
        }
    )
    return st.builds(lambda row, found: evolve(row, **found), rows, attributes)


def goals(count: int = 4) -> st.SearchStrategy[tuple[Goal, ...]]:
    """A list whose numbers run on, or one without markers.

    What would be read as more of a marker (“、” behind “（1）”) is none of an item's text.
    """

    def numbered(marker: str, found: list[str]) -> tuple[Goal, ...]:
        own = [text for text in found if split_marker(marker.replace("N", "1") + text)[1] == text]
        return tuple(Goal(marker.replace("N", str(n)), text) for n, text in enumerate(own, 1))

    bodies = st.lists(texts(), max_size=count)
    unmarked = st.lists(texts(PLAIN), max_size=count)
    return st.builds(numbered, st.sampled_from(_NUMBERED), bodies) | unmarked.map(
        lambda found: tuple(Goal("", text) for text in found)
    )


def schedules() -> st.SearchStrategy[Schedule]:
    """One to five months, whose shares rise to 100 %."""

    def schedule(months: set[int], shares: set[int]) -> Schedule:
        pairs = zip(sorted(months), [*sorted(shares)[: len(months) - 1], 100], strict=False)
        return Schedule(tuple(_stage(month, share) for month, share in pairs))

    months = st.sets(st.integers(1, 12), min_size=1, max_size=5)
    shares = st.sets(st.integers(0, 99), min_size=5, max_size=5)
    return st.builds(schedule, months, shares)


def _stage(month: int, share: int) -> ScheduleStage:
    return ScheduleStage(read_stage(f"{month}月底"), percentage(share))


def codes() -> st.SearchStrategy[str]:
    """Twenty-one characters that a project may be known by."""
    tail = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=13, max_size=13)
    return st.builds(lambda number, rest: f"{number:08}{rest}", st.integers(0, 99_999_999), tail)


def indicators(levels: Framework, basis: bool = True) -> st.SearchStrategy[Indicator]:
    """Rows of the levels 2 of a framework, with any target and any texts."""
    second = st.sampled_from(levels.second)
    return st.builds(
        lambda level, name, target, description, reason: Indicator(
            name,
            LevelName(level.parent or ""),
            LevelName(level.zh),
            target,
            description=description,
            basis=reason,
        ),
        second,
        cells(),
        st.none() | targets(),
        st.none() | cells(),
        st.none() | cells() if basis else st.none(),
    )


def budgets(sources: tuple[str, ...]) -> st.SearchStrategy[Budget]:
    """A total, and an amount from each of ``sources``."""

    def budget(amounts: list[Number]) -> Budget:
        parts = zip(sources, amounts, strict=True)
        total = sum((amount.value for amount in amounts), Decimal(0))
        return Budget(
            Money(Number(total, str(total))),
            tuple(BudgetPart(name, Money(amount)) for name, amount in parts),
        )

    size = len(sources)
    return st.lists(numbers(), min_size=size, max_size=size).map(budget)


def nested_budgets() -> st.SearchStrategy[Budget]:
    """Sources made of sources; names may hold what a budget line gives a meaning to."""
    names = st.text("ABCdef省市县()（）+=123", min_size=1, max_size=8).filter(
        lambda name: name.strip() == name
    )
    leaf = st.builds(BudgetPart, names, st.none() | money())
    part = st.recursive(
        leaf,
        lambda inner: st.builds(BudgetPart, names, money(), st.lists(inner, max_size=3).map(tuple)),
        max_leaves=6,
    )
    return st.builds(Budget, money(), st.lists(part, max_size=3).map(tuple))


def periods() -> st.SearchStrategy[Timing | Prose]:
    """When something runs, as it is written in its plain way, in other ways, and not at all."""
    written = st.sampled_from(
        [
            "2022年1月—2024年12月",
            "2022.01-2022.12",
            "2022-2024",
            "2022",
            "自2022年1月1日起至2022年12月31日止",
            "2022年底前",
            "长期",
            "三年",
            "2024年-2022年",
        ]
    )
    plain = timings().map(lambda one: one.printed())
    return (written | plain | cells()).map(read_period)


def yearly_budgets() -> st.SearchStrategy[tuple[YearBudget, ...]]:
    """The money of up to three years."""
    years = st.lists(st.integers(1990, 2090), max_size=3, unique=True).map(sorted)
    money_ = st.lists(budgets(("财政拨款", "其他资金")) | nested_budgets(), min_size=3, max_size=3)
    return st.builds(
        lambda named, sums: tuple(
            YearBudget(str(year), one) for year, one in zip(named, sums, strict=False)
        ),
        years,
        money_,
    )


def tasks() -> st.SearchStrategy[Task]:
    """Tasks with whatever there is to say of one."""
    return st.builds(
        Task,
        name=cells(),
        content=st.none() | cells(),
        period=st.none() | periods(),
        budget=st.none() | nested_budgets(),
    )


def other_fields() -> st.SearchStrategy[tuple[OtherField, ...]]:
    """Up to three fields of labels of their own."""
    names = texts().map(str.strip).filter(bool)
    fields_ = st.builds(OtherField, names, cells() | st.just(""))
    return st.lists(fields_, max_size=3, unique_by=lambda one: one.name).map(tuple)


def full_projects(levels: Framework) -> st.SearchStrategy[Project]:
    """Projects with whatever the language has a word for; targets as a cell is read."""
    read = targets().map(lambda target: read_cell(target.printed()))
    rows = st.builds(
        lambda row, target, later: evolve(row, target=target, long_target=later),
        indicators(levels),
        st.none() | read,
        st.none() | read,
    )
    return st.builds(
        lambda project, written: evolve(project, **written),
        st.builds(
            Project,
            name=texts(),
            code=st.none() | codes(),
            budget=st.none() | nested_budgets(),
            schedule=st.none() | schedules(),
            goals=goals(),
            indicators=st.lists(rows, max_size=2).map(tuple),
            period=st.none() | periods(),
            long_budget=st.none() | nested_budgets(),
            yearly=yearly_budgets(),
            long_goals=goals(),
            tasks=st.lists(tasks(), max_size=2).map(tuple),
            others=other_fields(),
        ),
        st.fixed_dictionaries({name: st.none() | cells() for name in PROJECT_TEXTS}),
    )
