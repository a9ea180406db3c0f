"""Budgets, years, schedules and periods that do not add up or do not follow each other."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants


def _schedule(ground: Ground, stages: Sequence[str]) -> str:
    return ground.line("schedule", ", ".join(stages))


def _stages(ground: Ground, count: int = 4) -> list[str]:
    """Months and the shares spent by then, which end at 100 %."""
    months = sorted(ground.some(range(1, 12), count - 1))
    shares = sorted(ground.some(range(5, 95), count - 1))
    pairs = [*zip(months, shares, strict=True), (12, 100)]
    return [f"{ground.say(f'{month}月底', month_name[month])} {share}%" for month, share in pairs]


def _sources(ground: Ground) -> tuple[str, str]:
    return ground.say("财政资金", "state"), ground.say("其他资金", "others")


@plants("PF210")
def not_a_percentage(ground: Ground) -> Example:
    """A stage without the sign, or with words."""
    stages = _stages(ground)
    place = ground.number(0, 3)
    stage = stages[place].split()[0]
    wrong = ground.one(stages[place].rstrip("%"), f"{stage} {ground.say('过半', 'half')}")
    return ground.project(
        [_schedule(ground, [*stages[:place], wrong, *stages[place + 1 :]])],
        [_schedule(ground, stages)],
    )


@plants("PF211")
def schedule_falls(ground: Ground) -> Example:
    """Two shares have changed places."""
    stages = _stages(ground)
    place = ground.number(0, 1)
    (month, share), (later, more) = (one.split() for one in stages[place : place + 2])
    wrong = [*stages[:place], f"{month} {more}", f"{later} {share}", *stages[place + 2 :]]
    return ground.project([_schedule(ground, wrong)], [_schedule(ground, stages)])


@plants("PF212")
def stages_out_of_order(ground: Ground) -> Example:
    """Two months have changed places, or are one."""
    stages = _stages(ground)
    place = ground.number(0, 2)
    (month, share), (later, more) = (one.split() for one in stages[place : place + 2])
    pair = ground.one(
        [f"{later} {share}", f"{month} {more}"], [f"{later} {share}", f"{later} {more}"]
    )
    wrong = [*stages[:place], *pair, *stages[place + 2 :]]
    if place == 2 and pair[1].startswith(month):
        wrong = [*stages[:1], stages[2], stages[1].split()[0] + " " + share, stages[3]]
    return ground.project([_schedule(ground, wrong)], [_schedule(ground, stages)])


@plants("PF213")
def schedule_ends_early(ground: Ground) -> Example:
    """The last stage is missing."""
    stages = _stages(ground)
    return ground.project([_schedule(ground, stages[:-1])], [_schedule(ground, stages)])


@plants("PF214")
def percentage_out_of_range(ground: Ground) -> Example:
    """A zero too many, or a minus."""
    stages = _stages(ground)
    month, share = stages[1].split()
    wrong = ground.one(f"{month} {share.rstrip('%')}00%", f"{month} -{share}")
    return ground.project(
        [_schedule(ground, [stages[0], wrong, *stages[2:]])], [_schedule(ground, stages)]
    )


@plants("PF215")
def sum_is_off(ground: Ground) -> Example:
    """The total is not that of its sources, or one of these is not that of its own."""
    one, other, off = ground.number(100, 500), ground.number(1, 90), ground.number(1, 40)
    state, others = _sources(ground)
    above, below = ground.say("上级", "regular"), ground.say("本级", "special")

    def budget(total: int, inner: int) -> str:
        parts = f"({above} {one - 50} + {below} {inner})"
        return ground.line("budget", f"{total} = {state} {one} {parts} + {others} {other}")

    whole = one + other
    return ground.project(
        [ground.one(budget(whole + off, 50), budget(whole, 50 + off))], [budget(whole, 50)]
    )


@plants("PF216")
def not_an_amount(ground: Ground) -> Example:
    """Two points, a comma that is out of place, or half a unit."""
    amount = ground.amount()
    wrong = ground.one(f"{amount}.0", f"{amount[:2]},{amount[-2:]}", f"{ground.number(2, 90)}万")
    return ground.project([ground.line("budget", wrong)], [ground.line("budget", amount)])


@plants("PF217")
def other_money_unit(ground: Ground) -> Example:
    """An amount in 元 where the table is in 万元."""
    amount = ground.number(2, 900)
    return ground.project(
        [ground.line("budget", f"{amount}0000元")],
        [ground.line("budget", str(amount))],
        settings={"scale": "万元"},
    )


@plants("PF224")
def money_unit_missing(ground: Ground) -> Example:
    """An amount where nothing says of what."""
    budget = ground.line("budget", ground.amount())
    below = [f"  {budget}"]
    opening = ground.opening()
    return ground.lines(
        [opening, *below],
        [ground.line("scale", "万元"), opening, *below],
        1,
        settings={"scale": None, "year": None},
        others=False,
    )


@plants("PF230")
def source_twice(ground: Ground) -> Example:
    """One source of money for two amounts."""
    one, other = ground.number(10, 500), ground.number(10, 500)
    first, second = ground.some(_sources(ground), 2)

    def budget(name: str) -> str:
        return ground.line("budget", f"{one + other} = {first} {one} + {name} {other}")

    return ground.project([budget(first)], [budget(second)])


@plants("PF244")
def year_missing(ground: Ground) -> Example:
    """A yearly budget without its year."""
    amount, year = ground.amount(), ground.number(2020, 2027)
    return ground.project(
        [ground.line("yearly", amount)], [ground.line("yearly", f"{year}: {amount}")]
    )


def _yearly(ground: Ground, years: Sequence[int], amounts: Sequence[int]) -> list[str]:
    return [
        ground.line("yearly", f"{year}: {amount}")
        for year, amount in zip(years, amounts, strict=True)
    ]


@plants("PF245")
def year_given_twice(ground: Ground) -> Example:
    """Two budgets of one year."""
    year, amounts = ground.number(2020, 2027), (ground.number(10, 90), ground.number(10, 90))
    return ground.project(
        _yearly(ground, (year, year), amounts), _yearly(ground, (year, year + 1), amounts), 1
    )


@plants("PF246")
def yearly_budget_out_of_order(ground: Ground) -> Example:
    """A year before the one above."""
    year, gap = ground.number(2020, 2027), ground.number(1, 3)
    amounts = ground.number(10, 90), ground.number(10, 90)
    return ground.project(
        _yearly(ground, (year, year - gap), amounts),
        _yearly(ground, (year, year + gap), amounts),
        1,
    )


@plants("PF247")
def years_are_off(ground: Ground) -> Example:
    """The years make up another sum."""
    year, off = ground.number(2020, 2027), ground.number(1, 9)
    amounts = ground.number(10, 90), ground.number(10, 90)
    below = _yearly(ground, (year, year + 1), amounts)
    total, wrong = sum(amounts), sum(amounts) + ground.one(off, -off)
    return ground.project(
        [ground.line("long_budget", str(wrong)), *below],
        [ground.line("long_budget", str(total)), *below],
    )


@plants("PF248")
def year_is_not_its_budget(ground: Ground) -> Example:
    """Two budgets of the year of the publication."""
    year, amount, off = ground.number(2020, 2027), ground.number(10, 90), ground.number(1, 9)
    below = _yearly(ground, (year,), (amount,))
    return ground.project(
        [*below, ground.line("budget", str(amount + off))],
        [*below, ground.line("budget", str(amount))],
        settings={"year": str(year)},
    )


def _period(ground: Ground, first: tuple[int, int], last: tuple[int, int]) -> str:
    return ground.line("period", f"{first[0]}-{first[1]:02}—{last[0]}-{last[1]:02}")


@plants("PF249")
def no_period(ground: Ground) -> Example:
    """A month that is none."""
    year, month = ground.number(2020, 2027), ground.number(1, 12)
    wrong = f"{year}年{month + 12}月—{year + 1}年12月"
    return ground.project(
        [ground.line("period", wrong)], [_period(ground, (year, month), (year + 1, 12))]
    )


@plants("PF250")
def period_runs_backwards(ground: Ground) -> Example:
    """The end before the beginning."""
    year, gap = ground.number(2020, 2027), ground.number(1, 3)
    first, last = (year, ground.number(1, 12)), (year + gap, ground.number(1, 12))
    return ground.project([_period(ground, last, first)], [_period(ground, first, last)])
