"""Fields and lists of a project and of its indicators that hold what they cannot."""

from __future__ import annotations

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants


def _below(ground: Ground, keyword: str, wrong: str, right: str) -> Example:
    """An attribute of an indicator."""
    row = ground.counting()
    return ground.project(
        [row, f"  {ground.line(keyword, wrong)}"], [row, f"  {ground.line(keyword, right)}"], 1
    )


@plants("PF218")
def numbering_gap(ground: Ground) -> Example:
    """A number that is left out, or that stands twice."""
    pattern = ground.one("{}. ", "（{}）", "{}、")
    texts = ground.texts(ground.number(2, 4))
    place, step = ground.number(1, len(texts) - 1), ground.one(1, -1)
    sound = [f"  {pattern.replace('{}', str(n))}{text}" for n, text in enumerate(texts, 1)]
    wrong = f"  {pattern.replace('{}', str(place + 1 + step))}{texts[place]}"
    head = ground.line("goals")
    return ground.project([head, *sound[:place], wrong], [head, *sound[: place + 1]], place + 1)


@plants("PF223")
def not_a_weight(ground: Ground) -> Example:
    """A weight with a sign or in words."""
    weight = ground.number(5, 30)
    wrong = ground.one(f"{weight}%", f"{weight}{ground.say('分左右', ' or so')}")
    return _below(ground, "weight", wrong, str(ground.one(90, 100)))


@plants("PF240")
def not_a_direction(ground: Ground) -> Example:
    """A direction in other words."""
    wrong = ground.say(ground.one("往上走", "看情况"), ground.one("upwards", "any"))
    return _below(ground, "direction", wrong, ground.say("正向", "more is better"))


@plants("PF241")
def not_an_importance(ground: Ground) -> Example:
    """How important it is in other words."""
    wrong = ground.say(
        ground.one("比较高", "很重要的", "五颗星"), ground.one("rather", "very much so")
    )
    return _below(ground, "importance", wrong, ground.say("核心", "core"))


@plants("PF242")
def not_a_history(ground: Ground) -> Example:
    """Values of years without the years."""
    year, value = ground.number(2015, 2024), ground.number(20, 900)
    wrong = ground.say(f"近三年在 {value} 左右", f"about {value} in the last years")
    return _below(ground, "history", wrong, f"{year}: {value}")


@plants("PF243")
def years_out_of_order(ground: Ground) -> Example:
    """A year behind a later one."""
    year, gap = ground.number(2015, 2024), ground.number(0, 3)
    value = ground.number(20, 900)
    return _below(
        ground,
        "history",
        f"{year}: {value}, {year - gap}: {value + 2}",
        f"{year}: {value}, {year + 1}: {value + 2}",
    )


@plants("PF251")
def field_without_name(ground: Ground) -> Example:
    """Another field that does not say which."""
    text, name = ground.text(), ground.say("资金管理办法", "rules for the money")
    return ground.project([ground.line("other", text)], [ground.line("other", f"{name}: {text}")])


@plants("PF252")
def other_field_twice(ground: Ground) -> Example:
    """Two other fields of one name."""
    name, second = ground.some(
        [
            ground.say("资金管理办法", "rules"),
            ground.say("上年结转", "left over"),
            ground.say("监管措施", "watch"),
        ],
        2,
    )
    one, other = ground.texts(2)
    first = ground.line("other", f"{name}: {one}")
    return ground.project(
        [first, ground.line("other", f"{name}: {other}")],
        [first, ground.line("other", f"{second}: {other}")],
        1,
    )
