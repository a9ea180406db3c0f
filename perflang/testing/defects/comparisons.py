"""What a reviewer would send back when he compares the lines of a project, or projects."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.testing.defects.example import CHECK, Example
from perflang.testing.defects.ground import OPENING, Ground
from perflang.testing.defects.opinions import STRICT
from perflang.testing.defects.table import WORDS, plants

MOF = (*CHECK, "--profile", "mof-2021")
_MOF_HEAD = {"framework": "2021", "form": "mof-2021"}


def _goals(ground: Ground, texts: Sequence[str], keyword: str = "goals") -> list[str]:
    """A list with its numbers."""
    return [
        ground.line(keyword),
        *(f"  {number}. {text}" for number, text in enumerate(texts, 1)),
    ]


@plants("PF506")
def duplicate_indicator(ground: Ground) -> Example:
    """One name twice."""
    one, other = ground.things("quality", 2)
    first, again, right = ground.rating(one), ground.rating(one), ground.rating(other)
    return ground.project(
        [*ground.based(first), *ground.based(again)],
        [*ground.based(first), *ground.based(right)],
        2,
    )


@plants("PF507")
def description_repeats_name(ground: Ground) -> Example:
    """A description that says the name."""
    thing = ground.counted()
    row, stop = ground.counting(thing), ground.one("", "。")
    wrong = ground.line("description", thing.name + stop)
    right = ground.line("description", ground.text())
    based = ground.based(row)
    return ground.project([*based, f"  {wrong}"], [*based, f"  {right}"], 2)


@plants("PF508")
def placeholder(ground: Ground) -> Example:
    """A mark where a text is to follow."""
    mark, text = ground.one("待定", "**", "XX"), ground.text()
    wrong, right, at = ground.one(
        ([ground.line("purpose", mark)], [ground.line("purpose", text)], 0),
        (_goals(ground, [mark]), _goals(ground, [text]), 1),
    )
    return ground.project(wrong, right, at)


@plants("PF510")
def equal_targets(ground: Ground) -> Example:
    """One number for all."""
    number, counted, cost = ground.number(60, 99), ground.counted(), ground.cost()
    rows = [
        ("数量指标", counted.name, f"≥ {{}} {counted.unit}"),
        ("质量指标", ground.rate().name, "≥ {} %"),
        ("时效指标", ground.things("time", 1)[0].name, "≥ {} %"),
        ("成本指标", cost.name, f"≤ {{}} {cost.unit}"),
        (
            "社会效益指标",
            *ground.say(("受益人数", "≥ {} 人"), ("residents served", "≥ {} persons")),
        ),
        ("服务对象满意度指标", ground.content().name, "≥ {} %"),
    ]
    wrong = [
        ground.row(level, name, target.replace("{}", str(number))) for level, name, target in rows
    ]
    right = [wrong[0].replace(str(number), str(number * 10)), *wrong[1:]]
    faulty, sound = (
        [line for row in some for line in ground.based(row)] for some in (wrong, right)
    )
    return ground.project(faulty, sound, OPENING)


@plants("PF511")
def goals_alike(ground: Ground) -> Example:
    """One sentence as all of the goals."""
    text, other = ground.texts(2)
    count = ground.number(2, 4)
    return ground.project(_goals(ground, [text] * count), _goals(ground, [text, other]), 2)


@plants("PF512")
def goal_is_purpose(ground: Ground) -> Example:
    """The purpose once more."""
    text, other = ground.texts(2)
    purpose = ground.line("purpose", text)
    return ground.project(
        [purpose, *_goals(ground, [text])], [purpose, *_goals(ground, [other])], 2
    )


@plants("PF513")
def twin_projects(ground: Ground) -> Example:
    """One project twice."""
    text = ground.text()
    opening, other = ground.opening(), ground.opening()
    below = [f"  {ground.line('purpose', text)}"]
    return ground.lines(
        [opening, *below, opening, *below],
        [opening, *below, other, below[0] + ground.say("二期", " on both sides")],
        2,
        others=False,
    )


@plants("PF514", chinese_only=WORDS)
def figure_without_indicator(ground: Ground) -> Example:
    """A goal with a figure that no indicator has."""
    goal, name, unit = ground.one(
        ("建成口袋公园{}个", "建成口袋公园", "个"),
        ("落实{}户奖补政策", "奖补户数", "户"),
        ("培训护理员{}人", "培训护理员", "人"),
    )
    number = str(ground.number(12, 79))  # below every rate, whose figure it might be
    goals = _goals(ground, [goal.replace("{}", number)])
    right = ground.row("数量指标", name, f"≥ {number} {unit}")
    return ground.project([*goals, ground.rating()], [*goals, right], 1)


@plants("PF515", chinese_only=WORDS)
def contradicts_goal(ground: Ground) -> Example:
    """A goal with one figure and its indicator with another."""
    name, unit = ground.one(("建成口袋公园", "个"), ("改造农村公路", "公里"), ("加装电梯", "部"))
    number, less = ground.number(30, 90), ground.number(8, 20)
    goals = _goals(ground, [f"{name} {number} {unit}"])
    wrong, right = (
        ground.row("数量指标", name, f"≥ {one} {unit}") for one in (number - less, number)
    )
    return ground.project([*goals, wrong], [*goals, right], 2)


def _of_levels(ground: Ground) -> list[list[str]]:
    """Indicators of quantity, quality, benefit and satisfaction, two lines each."""
    rows = [
        ground.counting(),
        ground.rating(),
        ground.served(),
        ground.row("服务对象满意度指标", ground.content().name, f"≥ {ground.number(80, 95)} %"),
    ]
    return [ground.based(row) for row in rows]


@plants("PF516")
def weights_off_scheme(ground: Ground) -> Example:
    """Satisfaction that weighs too much, and output too little."""
    rows, one = _of_levels(ground), ground.number(20, 30)

    def weighted(*weights: int) -> list[str]:
        pairs = zip(rows, weights, strict=True)
        return [
            line
            for row, weight in pairs
            for line in (*row, f"  {ground.line('weight', str(weight))}")
        ]

    wrong, right = weighted(one, 50 - one, 20, 20), weighted(one, 50 - one, 30, 10)
    return ground.project(wrong, right, len(wrong) - 1, settings=_MOF_HEAD, arguments=MOF)


@plants("PF517")
def required_level_missing(ground: Ground) -> Example:
    """A project without output, without benefit, or without quantity."""
    quantity, quality, benefit, content = _of_levels(ground)
    right = [*quantity, *quality, *benefit, *content]
    wrong = ground.one(
        [*benefit, *content], [*quantity, *quality, *content], [*quality, *benefit, *content]
    )
    return ground.project(wrong, right, OPENING, settings=_MOF_HEAD, arguments=MOF)


@plants("PF518")
def no_effect(ground: Ground) -> Example:
    """Satisfaction and no benefit."""
    quantity, quality, benefit, content = _of_levels(ground)
    return ground.project(
        [*quantity, *quality, *content], [*quantity, *quality, *benefit, *content], 4
    )


@plants("PF519")
def deadline_outside_period(ground: Ground) -> Example:
    """A year before that of the publication."""
    year, gap, month = ground.number(2020, 2027), ground.number(1, 3), ground.number(3, 11)
    wrong, right = (
        ground.based(
            ground.row(
                "时效指标",
                ground.say("完工时间:", "completion:"),
                ground.say(f"{one}年{month}月底前", f"{one}-{month:02}"),
            )
        )
        for one in (year - gap, year)
    )
    return ground.project(wrong, right, settings={"year": str(year)})


_STAGES = {"zh": ("3月底", "6月底", "12月底"), "en": ("March", "June", "December")}


@plants("PF520")
def schedule_lopsided(ground: Ground) -> Example:
    """Nothing is spent until the end of the year, or all at its beginning."""
    little, much = ground.number(1, 9), ground.number(80, 99)
    march, june, end = _STAGES[ground.language]
    wrong = ground.one(f"{june} {little}%, {end} 100%", f"{march} {much}%, {end} 100%")
    return ground.project(
        [ground.line("schedule", wrong)],
        [ground.line("schedule", f"{june} 4{little}%, {end} 100%")],
        arguments=(*CHECK, "--profile", "hebei"),
    )


@plants("PF521", chinese_only=WORDS)
def looks_like_a_typo(ground: Ground) -> Example:
    """A word that is written with another character of its sound."""
    wrong, right = ground.one(
        ("改善基础实施建设", "改善基础设施建设"), ("资金拔付准确", "资金拨付准确")
    )
    text = ground.text()
    return ground.project(
        [ground.line("purpose", f"{wrong}，{text}")], [ground.line("purpose", f"{right}，{text}")]
    )


@plants("PF522")
def mixed_endings(ground: Ground) -> Example:
    """Items that end in different ways."""
    texts = ground.texts(3)
    part, comma, stop = ground.say(("；", "，", "。"), (";", ",", "."))
    ends = ground.one((part, "", stop), ("", stop, ""), (stop, comma, stop))
    return ground.project(
        _goals(ground, [text + end for text, end in zip(texts, ends, strict=True)]),
        _goals(ground, [text + stop for text in texts]),
        2,
    )


@plants("PF523")
def scale_slip(ground: Ground) -> Example:
    """Ten thousand times too much or too little."""
    amount = ground.number(12, 900)
    scale, wrong = ground.one(("万元", f"{amount},000,000"), ("元", f"{amount}.00"))
    right = f"{amount}.00" if scale == "万元" else f"{amount},000.00"
    return ground.project(
        [ground.line("budget", wrong)],
        [ground.line("budget", right)],
        settings={"scale": scale, "department": ground.say("某某县水利局", "County Water Office")},
    )


@plants("PF524")
def goal_twice(ground: Ground) -> Example:
    """One of three goals once more."""
    texts = ground.texts(3)
    place = ground.number(1, 2)
    return ground.project(
        _goals(ground, [*texts[:place], texts[0], *texts[place:]]), _goals(ground, texts), 1 + place
    )


@plants("PF532")
def fields_alike(ground: Ground) -> Example:
    """Two fields that say the same."""
    text, other = (
        ground.say(
            f"新建{zh}一座，硬化场坪{area}平方米", f"a new {en} and {area} square metres of yard"
        )
        for zh, en, area in (
            ("晾晒房", "drying hall", ground.number(200, 900)),
            ("冷库", "cold store", ground.number(200, 900)),
        )
    )
    first, second = ground.some(["summary", "necessity", "feasibility"], 2)
    order = ["summary", "necessity", "feasibility"]
    first, second = sorted((first, second), key=order.index)
    head = ground.line(first, text)
    return ground.project(
        [head, ground.line(second, text)], [head, ground.line(second, other)], 1, settings=_MOF_HEAD
    )


@plants("PF533", chinese_only=WORDS)
def goals_of_spending(ground: Ground) -> Example:
    """A goal that says what the money is spent on."""
    wrong = ground.one(
        "资金用于购置办公电脑、打印机", "保障日常办公经费支出", "资金用于支付设备购置费"
    )
    return ground.project(_goals(ground, [wrong]), _goals(ground, [ground.text()]), 1)


@plants("PF534")
def long_goals_repeat(ground: Ground) -> Example:
    """The goals of a year are those of three."""
    year, (one, other) = ground.number(2020, 2026), ground.texts(2)
    above = [
        ground.line(
            "period", ground.say(f"{year}年1月—{year + 2}年12月", f"{year}-01 to {year + 2}-12")
        ),
        *_goals(ground, [one], "long_goals"),
    ]
    return ground.project(
        [*above, *_goals(ground, [one])],
        [*above, *_goals(ground, [other])],
        2,
        settings={**_MOF_HEAD, "year": str(year)},
    )


@plants("PF536")
def only_rates(ground: Ground) -> Example:
    """Rates where something is to be counted."""
    done = ground.say("完成率", " completion rate")
    rates = [thing.name + done for thing in ground.things("quantity", 2)]
    rows = [ground.row("数量指标", name, f"= {ground.number(80, 100)} %") for name in rates]
    right = [ground.counting(), rows[1]]
    faulty, sound = ([line for row in some for line in ground.based(row)] for some in (rows, right))
    return ground.project(faulty, sound, arguments=STRICT)
