"""Indicators whose figures, signs, units and parts contradict each other."""

from __future__ import annotations

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import OPENING, Ground
from perflang.testing.defects.table import WORDS, plants


@plants("PF306")
def over_a_hundred(ground: Ground) -> Example:
    """Content by more than all."""
    name, share = ground.content().name, ground.number(80, 99)
    wrong, right = (
        ground.row("服务对象满意度指标", name, f"≥ {share}{zero} %") for zero in ("0", "")
    )
    above = [ground.counting(), ground.served()]
    return ground.project([*above, wrong], [*above, right], len(above))


@plants("PF315", chinese_only=WORDS)
def contradiction(ground: Ground) -> Example:
    """A sign and words that point in opposite directions."""
    name, time = ground.one("响应时间", "办结时间", "到场时间"), ground.number(2, 60)
    sign, word = ground.one(("≥", "以内"), (">", "以下"), ("≤", "以上"))
    return ground.project(
        [ground.row("时效指标", name, f"{sign} {time} 分钟{word}")],
        [ground.row("时效指标", name, f"≤ {time} 分钟")],
    )


@plants("PF316")
def two_indicators(ground: Ground) -> Example:
    """Two on one line."""
    one, other = (thing.name for thing in ground.things("quality", 2))
    first, second = ground.number(60, 100), ground.number(60, 99)
    both = ground.say(f"{one}{first}%，{other}", f"{one} {first}%, {other}")
    row = ground.row("质量指标", both, f"≥ {second} %")
    right = [
        ground.row("质量指标", one, f"≥ {first} %"),
        ground.line("indicator", f"{other} ≥ {second} %"),
    ]
    return ground.project([row], right)


@plants("PF317")
def weights_do_not_sum(ground: Ground) -> Example:
    """Weights that make up another sum."""
    one, off = ground.number(20, 60), ground.one(-5, 5, 7)
    rows = [ground.counting(), ground.rating()]

    def weighted(second: int) -> list[str]:
        weights = (one, second)
        pairs = zip(rows, weights, strict=True)
        return [
            line
            for row, weight in pairs
            for line in (row, f"  {ground.line('weight', str(weight))}")
        ]

    return ground.project(weighted(90 - one + off), weighted(90 - one), OPENING)


@plants("PF318")
def against_the_direction(ground: Ground) -> Example:
    """A cost that is to be at least so much."""
    cost, amount = ground.cost(), ground.number(5, 500)
    wrong, right = (
        ground.row("成本指标", cost.name, f"{sign} {amount} {cost.unit}")
        for sign in (ground.one("≥", ">"), "≤")
    )
    return ground.project([wrong], [right])


@plants("PF319")
def unknown_unit(ground: Ground) -> Example:
    """A slip in a unit."""
    wrong, right = ground.say(
        ground.one(("万平方来", "万平方米"), ("平方公理", "平方公里"), ("幺", "个")),
        ground.one(("kilometrs", "kilometres"), ("metrs", "metres"), ("tonnees", "tonnes")),
    )
    name, number = ground.counted().name, ground.number(2, 900)
    return ground.project(
        [ground.row("数量指标", name, f"≥ {number} {wrong}")],
        [ground.row("数量指标", name, f"≥ {number} {right}")],
    )


def _parts(ground: Ground, whole: int, parts: list[int]) -> list[str]:
    thing = ground.counted()
    names = (("线上", "online"), ("城区", "in town"), ("乡镇", "outside"))
    row = ground.row("数量指标", thing.name, f"≥ {whole} 个")
    return [
        row,
        *(
            f"  {ground.line('part', f'{ground.say(*name)} ≥ {number} 个')}"
            for name, number in zip(names, parts, strict=False)
        ),
    ]


@plants("PF320")
def part_over_whole(ground: Ground) -> Example:
    """A part that is more than the whole."""
    whole, more = ground.number(20, 900), ground.number(1, 90)
    sound = _parts(ground, whole, [whole])
    return ground.project([sound[0], sound[1].replace(str(whole), str(whole + more))], sound, 1)


@plants("PF321")
def parts_over_whole(ground: Ground) -> Example:
    """Parts that are more than the whole together."""
    whole, more = ground.number(40, 900), ground.number(1, 9)
    parts = [whole - 15, 15 + more]
    sound = _parts(ground, whole, [whole - 15, 15])
    return ground.project([*sound[:-1], sound[-1].replace(" 15 ", f" {parts[1]} ")], sound)


@plants("PF322")
def against_direction(ground: Ground) -> Example:
    """A direction that is not that of the sign."""
    sign, right, wrong = ground.one(
        ("≤", ("反向", "less is better"), ("正向", "more is better")),
        ("≥", ("正向", "more is better"), ("反向", "less is better")),
    )
    row = ground.counting(sign=sign)
    faulty, sound = (
        [row, f"  {ground.line('direction', ground.say(*words))}"] for words in (wrong, right)
    )
    return ground.project(faulty, sound, 1)
