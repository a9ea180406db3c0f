"""Publications for hypothesis: objects of the model with the texts that real tables hold, and worse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from attrs import evolve, fields, has
from hypothesis import strategies as st

from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    BudgetPart,
    Department,
    Framework,
    Goal,
    Indicator,
    LevelName,
    OtherField,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
    YearBudget,
)
from perflang.values import (
    DIRECTIONS,
    IMPORTANCES,
    NO_GAPS,
    Answer,
    Choice,
    Comparison,
    Day,
    Figure,
    Grade,
    History,
    Money,
    Number,
    Percentage,
    Prose,
    Quantity,
    Range,
    Several,
    Target,
    Timing,
    Unset,
    YearValue,
    read_cell,
    read_history_cell,
    read_stage,
    split_marker,
    unit_names,
)
from perflang.values.grade import Scale, scales
from perflang.values.period import read_period
from tests.support import shipped

PLAIN = "开发区招商引资数量完成率满意度按期支付abcXYZ"
AWKWARD = PLAIN + " 0123456789≥≤><=:：,，、;；。()（）“”\"#|-+/%％.{}\\…—'①一二"
MARKERS = ("{}.", "{}、", "（{}）", "目标{}：", "({})")


def texts(alphabet: str = AWKWARD, longest: int = 12) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=1, max_size=longest).filter(str.strip)


def cells() -> st.SearchStrategy[str]:
    """What a cell may hold: a text, sometimes with line breaks and empty lines in it."""
    lines = st.lists(texts() | st.just(""), min_size=1, max_size=3)
    return texts() | lines.map("\n".join).filter(str.strip)


def numbers() -> st.SearchStrategy[Number]:
    spellings = st.one_of(
        st.integers(0, 99_999).map(str),
        st.decimals(0, 10_000, places=2).map(str),
        st.integers(1000, 9_999_999).map("{:,}".format),
    )
    return spellings.map(lambda text: Number(Decimal(text.replace(",", "")), text))


def money() -> st.SearchStrategy[Money]:
    return numbers().map(Money)


def targets() -> st.SearchStrategy[Target]:
    """Targets of every kind, built from their parts or read from any text."""
    return st.one_of(built_targets(), cells().map(read_cell), texts(PLAIN).map(Prose))


def built_targets() -> st.SearchStrategy[Target]:
    """Targets of every kind but text, in their plain spelling."""
    return st.one_of(
        st.builds(Comparison, st.sampled_from("≥≤><="), quantities()),
        st.builds(Figure, quantities()),
        ranges(),
        timings(),
        st.builds(Answer, st.booleans(), st.sampled_from(["", "="])),
        st.sampled_from(scales()).flatmap(grades),
        several(),
        st.sampled_from(["待定", "—", "/", ""]).map(Unset),
    )


def quantities() -> st.SearchStrategy[Quantity]:
    units = st.sampled_from([*unit_names(), "", "万平方米", "元/人·月", "家企业", "平方来"])
    return st.builds(Quantity, numbers(), units | st.text(PLAIN, max_size=6))


def ranges() -> st.SearchStrategy[Range]:
    units = st.sampled_from(["", "%", "周岁", "天", "万元", "元/人·月"])
    ends = st.lists(numbers(), min_size=2, max_size=2).map(lambda two: sorted(two, key=_value))
    return st.builds(
        lambda two, unit, low, high: Range(
            Quantity(two[0], unit), Quantity(two[1], unit), low, high
        ),
        ends,
        units,
        st.booleans(),
        st.booleans(),
    )


def timings() -> st.SearchStrategy[Timing]:
    days = st.dates(date(1990, 1, 1), date(2089, 12, 31))
    exact = days.map(_day)
    months = days.map(lambda day: Day(day.year, day.month))
    undated = days.filter(lambda day: (day.month, day.day) != (2, 29)).map(
        lambda day: Day(None, day.month, day.day)
    )
    points = exact | months | undated | days.map(lambda day: Day(None, day.month))
    spans = st.tuples(days, days).filter(lambda two: two[0] < two[1])
    return st.one_of(
        points.map(lambda day: Timing("date", day, day)),
        st.builds(lambda day, sign: Timing("date", day, day, sign), points, st.sampled_from(">≥=")),
        st.builds(
            lambda day, sign: Timing("deadline", None, day, sign),
            points,
            st.sampled_from(["", "≤", "<"]),
        ),
        days.map(lambda day: Timing("period", Day(day.year), Day(day.year))),
        spans.map(lambda two: Timing("period", _day(two[0]), _day(two[1]))),
    )


def _day(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def grades(scale: Scale) -> st.SearchStrategy[Grade]:
    marks = st.sampled_from(["", "定性"])
    return st.builds(Grade, st.sampled_from(["", *scale.grades]), st.just(scale.grades), marks)


def several() -> st.SearchStrategy[Several]:
    """Thresholds of a scale, or one value of a unit for each of several recipients."""
    signs = st.sampled_from(["", "≥", "<"])
    one = st.builds(lambda number, sign: _valued(sign, Quantity(number, "个")), numbers(), signs)
    names = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=2, unique=True)
    of_scale = st.sampled_from(scales()).map(lambda scale: list(scale.grades))
    return st.one_of(
        _together("recipients", names.map(lambda all_: [f"{name}镇" for name in all_]), one),
        _together("thresholds", of_scale, one),
    )


def _together(
    kind: str, names: st.SearchStrategy[list[str]], one: st.SearchStrategy[Comparison | Figure]
) -> st.SearchStrategy[Several]:
    return names.flatmap(
        lambda named: st.tuples(*(one for _ in named)).map(
            lambda values: Several(kind, tuple(zip(named, values, strict=True)))
        )
    )


def _valued(sign: str, amount: Quantity) -> Comparison | Figure:
    return Comparison(sign, amount) if sign else Figure(amount)


def _value(number: Number) -> Decimal:
    return number.value


def histories(language: str) -> st.SearchStrategy[History | Prose]:
    """Values of rising years, and cells as they may have been published: years spelled otherwise, or none."""

    def history(years: set[int], values: list[Target]) -> History:
        pairs = zip(sorted(years), values, strict=False)
        return History(tuple(YearValue(year, value) for year, value in pairs))

    years = st.sets(st.integers(1990, 2090), min_size=1, max_size=4)
    values = st.lists(targets(), min_size=4, max_size=4)
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
    return st.builds(history, years, values) | cell


def choices(known: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[Choice | Prose]:
    pairs = [(name, one) for name, others in known.items() for one in (name, *others)]
    return st.sampled_from(pairs).map(lambda pair: Choice(*pair)) | texts(PLAIN).map(Prose)


def with_attributes(
    rows: st.SearchStrategy[Indicator], language: str = "zh"
) -> st.SearchStrategy[Indicator]:
    """Indicators with whatever else may stand below one."""
    attributes = st.fixed_dictionaries(
        {
            "baseline": st.none() | targets(),
            "history": st.none() | histories(language),
            "direction": st.none() | choices(DIRECTIONS),
            "importance": st.none() | choices(IMPORTANCES),
            "weight": st.none() | numbers() | texts(PLAIN).map(Prose),
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
        own = [text for text in found if split_marker(marker.format(1) + text)[1] == text]
        return tuple(Goal(marker.format(n), text) for n, text in enumerate(own, 1))

    bodies = st.lists(texts(), max_size=count)
    unmarked = st.lists(texts(PLAIN), max_size=count)
    return st.builds(numbered, st.sampled_from(MARKERS), bodies) | unmarked.map(
        lambda found: tuple(Goal("", text) for text in found)
    )


def schedules() -> st.SearchStrategy[Schedule]:
    def schedule(months: set[int], shares: set[int]) -> Schedule:
        pairs = zip(sorted(months), [*sorted(shares)[: len(months) - 1], 100], strict=False)
        return Schedule(tuple(_stage(month, share) for month, share in pairs))

    months = st.sets(st.integers(1, 12), min_size=1, max_size=5)
    shares = st.sets(st.integers(0, 99), min_size=5, max_size=5)
    return st.builds(schedule, months, shares)


def _stage(month: int, share: int) -> ScheduleStage:
    percent = Percentage(Number(Decimal(share), f"{share}.00"), f"{share}.00%")
    return ScheduleStage(read_stage(f"{month}月底"), percent)


def codes() -> st.SearchStrategy[str]:
    tail = st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=13, max_size=13)
    return st.builds("{:08d}{}".format, st.integers(0, 99_999_999), tail)


def indicators(levels: Framework, basis: bool = True) -> st.SearchStrategy[Indicator]:
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
    def budget(amounts: list[Number]) -> Budget:
        parts = zip(sources, amounts, strict=True)
        total = sum((amount.value for amount in amounts), Decimal(0))
        return Budget(
            Money(Number(total, str(total))),
            tuple(BudgetPart(name, Money(amount)) for name, amount in parts),
        )

    size = len(sources)
    return st.lists(numbers(), min_size=size, max_size=size).map(budget)


def hebei_projects(levels: Framework, unit: Unit) -> st.SearchStrategy[Project]:
    """Projects as far as the form of Hebei shows them."""
    return st.builds(
        Project,
        name=texts(),
        code=codes(),
        unit=st.just(unit),
        budget=budgets(("财政资金", "其他资金")),
        purpose=st.none() | cells(),
        schedule=schedules(),
        goals=goals(),
        indicators=st.lists(indicators(levels), max_size=5).map(tuple),
    )


def hebei_publications() -> st.SearchStrategy[Publication]:
    levels = shipped("2015")
    unit = Unit("926001", "某开发区管委会")
    return st.builds(
        lambda overall, specific, safeguards, projects: Publication(
            Department(
                scale="万元",
                framework="2015",
                form="hebei",
                overall=overall,
                specific=specific,
                safeguards=safeguards,
                units=(unit,),
            ),
            tuple(projects),
        ),
        goals(),
        goals(),
        goals(),
        st.lists(hebei_projects(levels, unit), min_size=1, max_size=3, unique_by=lambda p: p.code),
    )


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


def brief_publications() -> st.SearchStrategy[Publication]:
    """Publications as far as the brief form shows them."""
    levels = shipped("2021")
    unit = Unit("310", "Harbour Office")
    project = st.builds(
        Project,
        name=texts(PLAIN),
        code=st.none() | codes(),
        unit=st.just(unit),
        budget=st.none() | nested_budgets(),
        purpose=st.none() | cells(),
        schedule=st.none() | schedules(),
        goals=goals(),
        indicators=st.lists(indicators(levels), min_size=1, max_size=4).map(
            lambda rows: tuple(evolve(row, description=None) for row in rows)
        ),
    )
    department = st.builds(
        Department,
        name=texts(PLAIN),
        year=st.integers(1990, 2090).map(str),
        scale=st.just("万元"),
        framework=st.just("2021"),
        form=st.just("brief"),
        overall=goals(),
        units=st.just((unit,)),
    )
    projects = st.lists(project, min_size=1, max_size=3, unique_by=lambda p: p.code or p.name)
    return st.builds(Publication, department, projects.map(tuple))


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
    return st.builds(
        Task,
        name=cells(),
        content=st.none() | cells(),
        period=st.none() | periods(),
        budget=st.none() | nested_budgets(),
    )


def other_fields() -> st.SearchStrategy[tuple[OtherField, ...]]:
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


def full_publications() -> st.SearchStrategy[Publication]:
    """Publications with projects and wholes that have every field."""
    project = full_projects(shipped("2015"))
    whole = st.builds(lambda one, name: evolve(one, name=name, code=None), project, texts())
    return st.builds(
        lambda projects, wholes: Publication(
            Department(scale="万元", framework="2015", form="hebei"),
            tuple(projects),
            tuple(wholes),
        ),
        st.lists(project, min_size=1, max_size=2),
        st.lists(whole, max_size=2),
    )


# Texts that would act if an output let them: in HTML, in Markdown, in a template, in a spreadsheet.
ACTS = "document.documentElement.setAttribute('acted','1')"
HOSTILE = (
    f"<script>{ACTS}</script>",
    f'"><img src=x onerror="{ACTS}">',
    f"'><svg onload={ACTS}>",
    f"' onmouseover='{ACTS}' autofocus onfocus='{ACTS}",
    "</td></tr></table><b>out</b>",
    f"</title></style></textarea><script>{ACTS}</script>",
    f"javascript:{ACTS}",
    f"[a](javascript:{ACTS}) ![b](http://example.com/b.png) [c]: http://example.com",
    "{{7*7}}{% for x in y %}{# c #}${7*7}#{7*7}",
    "&lt;b&gt; &amp; &#60; &#x3c; &copy &copy; &",
    "]]> <![CDATA[ ]]> <?php ?>",
    "<!--",
    "-->",
    "\u202eabc\u2066def",
    "# a",
    "a #",
    "- a",
    "+ a",
    "1. a",
    "1) a",
    "12.",
    "> a",
    "    a",
    "\ta\tb",
    "```",
    "~~~ a",
    "***",
    "---",
    "===",
    "| a | b |",
    "| --- | --- |",
    "*a* **b** _c_ __d__ ~~e~~ ~f~ `g` ``h`` ==i==",
    "[^1] [^1]: a [ ] [x] [[_TOC_]]",
    "http://example.com https://example.com/a?b=c&d=e ftp://example.com //example.com www.example.com",
    "<https://example.com> <a@example.com> a.b+c@example.com mailto:a@example.com 163.com a.xn--p1ai",
    "@someone #1 GH-1 !2 ~label %3 %milestone &4 ^5 $5 $x$ $$y$$ :smile: :+1: :100:",
    "@.x@.x",
    "mailto:@.mailto:@. xmpp:@.xmpp:@.",
    "\\",
    "a\\",
    "\\| \\* \\< \\\\|",
    "a|",
    "  two  blanks  ",
    "\u3000a\u3000",
    "a\n\nb",
    "a\n- b\n# c\n> d\n    e\n1. f\n| g |\n---",
    "\na",
    "a\n",
    "=SUM(A1)",
    "https://example.com/" + "x" * 300,
)
# What those are made of, to be put together anew.
MARKS = "abw1. \n\t\\`*_{}[]()#+-!|~<>&:@$%^/=\"'"
# What names something to the program and is printed nowhere.
_KEPT = {"framework", "form", "id"}


def hostile_texts() -> st.SearchStrategy[str]:
    """Texts that would act, as they are and in pieces; never only blanks."""
    pieces = st.sampled_from(HOSTILE) | st.text(MARKS, max_size=8) | st.sampled_from(MARKS)
    return st.lists(pieces, min_size=1, max_size=3).map("".join).filter(str.strip)


def with_texts(thing: Any, text: Callable[[], str]) -> Any:
    """An object of the model in which every text, wherever it is, is one that ``text`` gives."""
    if isinstance(thing, str):
        return text()
    if isinstance(thing, tuple):
        return tuple(with_texts(one, text) for one in thing)
    if not has(type(thing)):
        return thing
    return evolve(
        thing,
        **{
            field.name: with_texts(getattr(thing, field.name), text)
            for field in fields(type(thing))
            if field.name not in _KEPT
        },
    )


@st.composite
def hostile_publications(draw: st.DrawFn) -> Publication:
    """Publications with a hostile text in every field that holds a text."""
    publication = draw(hebei_publications() | brief_publications())
    changed: Publication = with_texts(publication, lambda: draw(hostile_texts()))
    return changed
