"""What a reviewer would send back of a single indicator."""

from __future__ import annotations

from perflang.testing.defects.example import CHECK, Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import WORDS, plants

STRICT = (*CHECK, "--profile", "strict")


# Targets that are reached whatever happens, and what was meant.
_NO_AIM = (
    ("质量指标", "记录差错率", "≤ 100 %", "≤ {} %"),
    ("质量指标", "抽检合格率", "≤ 9{} %", "≥ 9{} %"),
    ("社会效益指标", "食品安全事故", "≥ {} 起", "≤ {} 起"),
)


def _rows(ground: Ground, wrong: str, right: str, arguments: tuple[str, ...] = CHECK) -> Example:
    """An indicator that is wrong, and the one it should be."""
    return ground.project(ground.based(wrong), ground.based(right), arguments=arguments)


@plants("PF501")
def basis_empty(ground: Ground) -> Example:
    """An indicator that rests on nothing."""
    row = ground.one(ground.counting(), ground.rating())
    return ground.project([row], ground.based(row))


@plants("PF502", chinese_only="2 boats of boats is how English counts")
def unit_repeats_name(ground: Ground) -> Example:
    """The name where the unit belongs."""
    thing, number = ground.counted(), ground.number(2, 900)
    name, unit = thing.name, thing.unit
    return _rows(
        ground,
        ground.row("数量指标", name, f"≥ {number} {name}"),
        ground.row("数量指标", name, f"≥ {number} {unit}"),
    )


@plants("PF503")
def unit_missing(ground: Ground) -> Example:
    """A number of nobody knows what."""
    row = ground.counting()
    return _rows(ground, row.rpartition(" ")[0], row)


@plants("PF504", chinese_only=WORDS)
def not_measurable(ground: Ground) -> Example:
    """Words that nobody can measure."""
    level, name, words = ground.one(
        ("质量指标", "服务质量", "明显提高"),
        ("质量指标", "管护水平", "较好"),
        ("时效指标", "补贴发放", "及时"),
        ("成本指标", "成本控制情况", "合理"),
    )
    rate = ground.number(80, 99)
    return _rows(
        ground,
        ground.row(level, f"{name}:", words),
        ground.row("质量指标", "抽检合格率", f"≥ {rate} %"),
    )


@plants("PF505", chinese_only=WORDS)
def satisfaction_range(ground: Ground) -> Example:
    """Content by no figure, by too little or by more than can be."""
    name, share = ground.content().name, ground.number(80, 99)
    wrong = ground.one(
        ":满意", "≥ 0 %", f"≥ 0.{share} %", f"≥ {share} 个", f"≤ {share} %", f"≥ {share // 10} %"
    )
    level = "服务对象满意度指标"
    above = [ground.counting(), ground.served()]
    return ground.project(
        [*above, ground.row(level, name, wrong).replace(" :", ": ")],
        [*above, ground.row(level, name, f"≥ {share} %")],
        len(above),
    )


@plants("PF509")
def cannot_be_missed(ground: Ground) -> Example:
    """A target that is reached whatever happens."""
    number = ground.number(2, 9)
    level, name, wrong, right = ground.one(
        *(
            ("数量指标", one.name, f"≥ 0 {one.unit}", f"≥ {number} {one.unit}")
            for one in ground.words.measured["quantity"]
        ),
        *(_NO_AIM if ground.language == "zh" else ()),
    )
    wrong, right = (one.replace("{}", str(number)) for one in (wrong, right))
    above = ground.rating()
    wrong, right = (ground.row(level, name, one) for one in (wrong, right))
    return ground.project([above, wrong], [above, right], 1)


@plants("PF525", chinese_only="any words of English may be a unit")
def unit_repeats_description(ground: Ground) -> Example:
    """The description where the unit belongs."""
    thing, number = ground.counted(), ground.number(2, 900)
    words = ground.one("工作完成情况", "任务落实情况", "年度推进情况")
    wrong, right = (
        [
            *ground.based(ground.row("数量指标", thing.name, f"≥ {number} {unit}")),
            f"  {ground.line('description', words)}",
        ]
        for unit in (words, thing.unit)
    )
    return ground.project(wrong, right)


@plants("PF526")
def target_repeats_name(ground: Ground) -> Example:
    """The name once more."""
    name = ground.say(
        ground.one("美化环境", "改善空气质量", "提升办学条件", "方便群众出行"),
        ground.one("cleaner streets", "better air", "shorter ways to school"),
    )
    stop = ground.one("", ground.say("。", "."))
    counted = ground.counting()
    return ground.project(
        [counted, ground.row("社会效益指标", f"{name}:", name + stop)],
        [counted, ground.row("社会效益指标", name, f"≥ {ground.number(60, 95)} %")],
        1,
    )


@plants("PF527")
def no_target(ground: Ground) -> Example:
    """One of two indicators has no target."""
    first, row = ground.rating(), ground.counting()
    below = ground.based(row)[1:]
    return ground.project(
        [*ground.based(first), row.partition(" ≥")[0], *below],
        [*ground.based(first), row, *below],
        2,
    )


@plants("PF528", chinese_only=WORDS)
def name_says_another_figure(ground: Ground) -> Example:
    """A figure in the name, and another behind the sign."""
    number, less = ground.number(60, 900), ground.number(1, 50)
    name, unit = ground.one(("培训{}人次", "人次"), ("新建厕所{}座", "座"), ("组织活动{}场", "场"))
    named = name.replace("{}", str(number))
    return _rows(
        ground,
        ground.row("数量指标", named, f"≥ {number - less} {unit}"),
        ground.row("数量指标", named, f"≥ {number} {unit}"),
    )


@plants("PF529", chinese_only=WORDS)
def unit_does_not_fit(ground: Ground) -> Example:
    """A unit that cannot count what is named."""
    name, wrong, right = ground.one(
        ("种植面积", "个", "亩"),
        ("受益户数", "人", "户"),
        ("受益人口数", "户", "人"),
        ("硬化里程", "个", "公里"),
    )
    number = ground.number(2, 900)
    wrong, right = (ground.row("数量指标", name, f"≥ {number} {unit}") for unit in (wrong, right))
    return _rows(ground, wrong, right)


@plants("PF530")
def broken_unit(ground: Ground) -> Example:
    """Half a unit."""
    number = ground.number(2, 900)
    name, unit = ground.say(
        ground.one(("种苗补助成本", "株"), ("每亩补助成本", "亩"), ("改造成本", "户")),
        ground.one(("cost of training", "person"), ("cost of dredging", "km")),
    )
    wrong, right = (
        ground.row("成本指标", name, f"≤ {number} {money}/{unit}")
        for money in ("", ground.say("元", "yuan"))
    )
    return _rows(ground, wrong, right)


@plants("PF531", chinese_only=WORDS)
def deadline_in_name(ground: Ground) -> Example:
    """A deadline that has a share for its target."""
    month, share = ground.number(3, 11), ground.number(80, 98)
    return _rows(
        ground,
        ground.row("时效指标", f"{month}月底前完成", f"≥ {share} %"),
        ground.row("时效指标", "完成时间:", f"{month}月底前"),
    )


@plants("PF535", chinese_only=WORDS)
def standard_without_base(ground: Ground) -> Example:
    """Money for nobody knows whom."""
    number = ground.number(20, 900)
    name, per = ground.one(
        ("硬化公路补助标准", "公里"), ("护路员补贴标准", "人"), ("看护补助标准", "人")
    )
    wrong, right = (ground.row("成本指标", name, f"≤ {number} 元{one}") for one in ("", f"/{per}"))
    return _rows(ground, wrong, right)


@plants("PF537", chinese_only=WORDS)
def name_is_level(ground: Ground) -> Example:
    """The level's name in the place of the indicator's."""
    first, share = ground.things("quality", 2)
    above = ground.rating(first)
    level, right = ground.one(
        ("数量指标", ground.counted().name),
        ("质量指标", share.name),
        ("社会效益指标", "受益人数"),
    )
    target = f"≥ {ground.number(2, 90)} {'%' if right.endswith('率') else '人'}"
    name = ground.one(level, level.removesuffix("指标"))
    wrong, sound = (ground.row(level, one, target) for one in (name, right))
    return ground.project([above, wrong], [above, sound], 1)


@plants("PF538", chinese_only=WORDS)
def at_least_all(ground: Ground) -> Example:
    """At least all of it."""
    name = ground.rate().name
    wrong, right = (ground.row("质量指标", name, f"{sign} 100 %") for sign in ("≥", "="))
    return _rows(ground, wrong, right, STRICT)
