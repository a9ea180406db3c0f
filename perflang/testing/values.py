"""Every class of :mod:`perflang.values` that a publication holds, each with its plain spelling first.

The strategies of :mod:`perflang.testing.wild.model` add spellings that only quotes can carry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from perflang.testing.asked import one_of
from perflang.testing.letters import PLAIN, cells, texts
from perflang.values import (
    DIRECTIONS,
    IMPORTANCES,
    SCALES,
    Answer,
    Choice,
    Comparison,
    Day,
    Figure,
    Grade,
    History,
    Money,
    Nothing,
    Number,
    Percentage,
    Prose,
    Quantity,
    Range,
    Several,
    Stage,
    Target,
    Timing,
    Unset,
    YearValue,
    read_cell,
    read_stage,
    unit_names,
)
from perflang.values.grade import Scale, scales

_FIRST, _LAST = date(1990, 1, 1), date(2089, 12, 31)


def numbers() -> st.SearchStrategy[Number]:
    """Numbers from 0 to ten million: whole ones, with two decimals, with commas between thousands."""
    spellings = st.one_of(
        st.integers(0, 99_999).map(str),
        st.integers(0, 1_000_000).map(lambda hundredths: f"{Decimal(hundredths).scaleb(-2):.2f}"),
        st.integers(1000, 9_999_999).map(lambda number: f"{number:,}"),
    )
    return spellings.map(lambda text: Number(Decimal(text.replace(",", "")), text))


def money() -> st.SearchStrategy[Money]:
    """Amounts in the unit of their publication, of ``SCALES``."""
    return numbers().map(Money)


def scaled_money() -> st.SearchStrategy[Money]:
    """Amounts with a unit of their own."""
    return st.builds(Money, numbers(), st.sampled_from(list(SCALES)))


def nothings() -> st.SearchStrategy[Nothing]:
    """A dash or a slash where an amount would stand."""
    return st.sampled_from(["—", "/", "-", "——"]).map(Nothing)


def percentages() -> st.SearchStrategy[Percentage]:
    """0 % to 100 %, with two decimals."""
    return st.integers(0, 100).map(percentage)


def percentage(share: int) -> Percentage:
    """A whole number of hundredths, as it is published: ``25.00%``."""
    return Percentage(Number(Decimal(share), f"{share}.00"), f"{share}.00%")


def stages() -> st.SearchStrategy[Stage]:
    """Points of a year by which money is spent: months, quarters, halves, the year."""
    months = st.integers(1, 12).map(lambda month: f"{month}月底")
    return (months | st.sampled_from(["第一季度", "上半年", "第三季度", "全年"])).map(read_stage)


def quantities() -> st.SearchStrategy[Quantity]:
    """Amounts in units that perflang knows, in compound ones, in none, and in such as nobody knows."""
    units = st.sampled_from([*unit_names(), "", "万平方米", "元/人·月", "家企业", "平方来"])
    return st.builds(Quantity, numbers(), units | st.text(PLAIN, max_size=6))


def comparisons() -> st.SearchStrategy[Comparison]:
    """``≥ 20 个``."""
    return st.builds(Comparison, st.sampled_from("≥≤><="), quantities())


def figures() -> st.SearchStrategy[Figure]:
    """``300 人次``."""
    return st.builds(Figure, quantities())


def ranges() -> st.SearchStrategy[Range]:
    """``18—54 周岁``, and intervals with open ends."""
    units = st.sampled_from(["", "%", "周岁", "天", "万元", "元/人·月"])
    ends = st.tuples(numbers(), numbers()).map(lambda two: sorted(two, key=_value))
    return st.builds(
        lambda two, unit, low, high: Range(
            Quantity(two[0], unit), Quantity(two[1], unit), low, high
        ),
        ends,
        units,
        st.booleans(),
        st.booleans(),
    )


def days() -> st.SearchStrategy[Day]:
    """Days from 1990 to 2089, with their year or of any year; months, and years."""
    exact = st.dates(_FIRST, _LAST).map(_day)
    years = st.integers(_FIRST.year, _LAST.year)
    months = st.integers(1, 12)
    undated = st.builds(lambda month, day: Day(None, month, day), months, st.integers(1, 28))
    return st.one_of(
        exact,
        st.builds(Day, years, months),
        undated,
        months.map(lambda month: Day(None, month)),
        years.map(Day),
    )


def timings() -> st.SearchStrategy[Timing]:
    """Dates and deadlines, with a sign or without one, and periods."""
    return dates() | deadlines() | periods()


def dates() -> st.SearchStrategy[Timing]:
    """A day or a month, behind a sign or behind none."""
    signs = st.sampled_from(["", ">", "≥", "="])
    return st.builds(lambda day, sign: Timing("date", day, day, sign), _points(), signs)


def deadlines() -> st.SearchStrategy[Timing]:
    """A day or a month by which something is done."""
    signs = st.sampled_from(["", "≤", "<"])
    return st.builds(lambda day, sign: Timing("deadline", None, day, sign), _points(), signs)


def periods() -> st.SearchStrategy[Timing]:
    """A year, or from one day to a later one."""

    def period(first: date, length: int) -> Timing:
        return Timing("period", _day(first), _day(first + timedelta(length)))

    years = st.integers(_FIRST.year, _LAST.year)
    return years.map(lambda year: Timing("period", Day(year), Day(year))) | st.builds(
        period, st.dates(_FIRST, _LAST - timedelta(4000)), st.integers(1, 4000)
    )


def _points() -> st.SearchStrategy[Day]:
    return days().map(lambda day: day if day.month else Day(day.year, 12))


def _day(day: date) -> Day:
    return Day(day.year, day.month, day.day)


def answers() -> st.SearchStrategy[Answer]:
    """是 and 否."""
    return st.builds(Answer, st.booleans(), st.sampled_from(["", "="]))


def grades(scale: Scale | None = None) -> st.SearchStrategy[Grade]:
    """A grade of a scale, or a scale alone; of any scale where none is given.

    TypeError for what is no ``Scale`` of :mod:`perflang.values.grade`, such as the name of a grade.
    """
    if not isinstance(scale, Scale | None):
        raise TypeError(f"scale: perflang.values.grade.Scale; 不是 not {scale!r}")

    def of(one: Scale) -> st.SearchStrategy[Grade]:
        # 是 of 是 and 否 is an answer, unless it is called a grade
        bare = "定性" if set(one.grades) == {"是", "否"} else ""
        alone = st.builds(Grade, st.just(""), st.just(one.grades), st.sampled_from(["", "定性"]))
        marks = st.sampled_from([bare, "定性"])
        return alone | st.builds(Grade, st.sampled_from(one.grades), st.just(one.grades), marks)

    return of(scale) if scale is not None else st.sampled_from(scales()).flatmap(of)


def several() -> st.SearchStrategy[Several]:
    """Thresholds of a scale, or one value of a unit for each of several recipients."""
    return recipients() | thresholds()


def recipients() -> st.SearchStrategy[Several]:
    """A value for each of two to six places."""
    names = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=2, unique=True)
    return _together("recipients", names.map(lambda all_: [f"{name}镇" for name in all_]))


def thresholds() -> st.SearchStrategy[Several]:
    """A value for each grade of a scale."""
    return _together("thresholds", st.sampled_from(scales()).map(lambda scale: list(scale.grades)))


def _together(kind: str, names: st.SearchStrategy[list[str]]) -> st.SearchStrategy[Several]:
    signs = st.sampled_from(["", "≥", "<"])
    one = st.builds(lambda number, sign: _valued(sign, Quantity(number, "个")), numbers(), signs)
    return names.flatmap(
        lambda named: st.tuples(*(one for _ in named)).map(
            lambda values: Several(kind, tuple(zip(named, values, strict=True)))
        )
    )


def _valued(sign: str, amount: Quantity) -> Comparison | Figure:
    return Comparison(sign, amount) if sign else Figure(amount)


def _value(number: Number) -> Decimal:
    return number.value


def unsets() -> st.SearchStrategy[Unset]:
    """What stands where no value has been set yet."""
    return st.sampled_from(["待定", "—", "/", ""]).map(Unset)


def proses() -> st.SearchStrategy[Prose]:
    """Values that are texts."""
    return texts(PLAIN).map(Prose)


# The kinds of target under the names that ``kind`` of a target has.
_BY_KIND: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
    "comparison": comparisons,
    "figure": figures,
    "range": ranges,
    "date": dates,
    "deadline": deadlines,
    "period": periods,
    "answer": answers,
    "grade": grades,
    "thresholds": thresholds,
    "recipients": recipients,
    "unset": unsets,
    "text": proses,
}


def targets(kind: str | None = None) -> st.SearchStrategy[Target]:
    """Targets of one kind (``comparison``, ``deadline`` …), or of every kind, built or read from any text.

    Raises :class:`ValueError` for a kind that there is not.
    """
    if kind is not None:
        one_of("kind", kind, _BY_KIND)
        return _BY_KIND[kind]()
    return st.one_of(built_targets(), cells().map(read_cell), proses())


def built_targets() -> st.SearchStrategy[Target]:
    """Targets of every kind but text, in their plain spelling."""
    return st.one_of(
        comparisons(), figures(), ranges(), timings(), answers(), grades(), several(), unsets()
    )


def choices(known: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[Choice]:
    """One of the words of a table such as ``DIRECTIONS``, in any of its spellings."""
    pairs = [(name, one) for name, others in known.items() for one in (name, *others)]
    return st.sampled_from(pairs).map(lambda pair: Choice(*pair))


def directions() -> st.SearchStrategy[Choice]:
    """正向, 反向 and the other directions."""
    return choices(DIRECTIONS)


def importances() -> st.SearchStrategy[Choice]:
    """How important an indicator is."""
    return choices(IMPORTANCES)


def year_values() -> st.SearchStrategy[YearValue]:
    """A year and what was reached in it."""
    return st.builds(YearValue, st.integers(1990, 2090), figures() | proses())


def histories() -> st.SearchStrategy[History]:
    """Values of one to four years, which rise."""

    def history(years: set[int], values: list[Target]) -> History:
        pairs = zip(sorted(years), values, strict=False)
        return History(tuple(YearValue(year, value) for year, value in pairs))

    years = st.sets(st.integers(1990, 2090), min_size=1, max_size=4)
    return st.builds(history, years, st.lists(targets(), min_size=4, max_size=4))
