"""What a reviewer would send back of a single indicator."""

from __future__ import annotations

from perflang.testing.defects.example import CHECK, Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.nouns import CONTENT
from perflang.testing.defects.table import CHINESE, plants

STRICT = (*CHECK, "--profile", "strict")


def _rows(ground: Ground, wrong: str, right: str, arguments: tuple[str, ...] = CHECK) -> Example:
    """An indicator that is wrong, and the one it should be."""
    return ground.project(ground.based(wrong), ground.based(right), arguments=arguments)


@plants("PF501")
def basis_empty(ground: Ground) -> Example:
    """An indicator that rests on nothing."""
    row = ground.one(ground.counting(), ground.rating())
    return ground.project([row], ground.based(row))


@plants("PF502", CHINESE)
def unit_repeats_name(ground: Ground) -> Example:
    """The name where the unit belongs."""
    thing, number = ground.counted(), ground.number(2, 900)
    name, unit = ground.name(thing), ground.unit(thing)
    return _rows(
        ground,
        ground.row("数量指标", name, f"≥ {number} {name}"),
        ground.row("数量指标", name, f"≥ {number} {unit}"),
    )


@plants("PF503", CHINESE)
def unit_missing(ground: Ground) -> Example:
    """A number of nobody knows what."""
    row = ground.counting()
    return _rows(ground, row.rpartition(" ")[0], row)


@plants("PF504", CHINESE)
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


@plants("PF505", CHINESE)
def satisfaction_range(ground: Ground) -> Example:
    """Content by no figure, by too little or by more than can be."""
    name, share = ground.name(ground.one(*CONTENT)), ground.number(80, 99)
    wrong = ground.one(
        ":满意", "≥ 0 %", f"≥ 0.{share} %", f"≥ {share} 个", f"≤ {share} %", f"≥ {share // 10} %"
    )
    level = "服务对象满意度指标"
    return _rows(
        ground,
        ground.row(level, name, wrong).replace(" :", ": "),
        ground.row(level, name, f"≥ {share} %"),
    )


@plants("PF509", CHINESE)
def cannot_be_missed(ground: Ground) -> Example:
    """A target that is reached whatever happens."""
    number = ground.number(2, 9)
    level, name, wrong, right = ground.one(
        ("数量指标", "新建站点", "≥ 0 个", f"≥ {number} 个"),
        ("质量指标", "记录差错率", "≤ 100 %", f"≤ {number} %"),
        ("质量指标", "抽检合格率", f"≤ 9{number} %", f"≥ 9{number} %"),
        ("社会效益指标", "食品安全事故", f"≥ {number} 起", f"≤ {number} 起"),
    )
    return _rows(ground, ground.row(level, name, wrong), ground.row(level, name, right))


@plants("PF525", CHINESE)
def unit_repeats_description(ground: Ground) -> Example:
    """The description where the unit belongs."""
    thing, number = ground.counted(), ground.number(2, 900)
    words = ground.one("工作完成情况", "任务落实情况", "年度推进情况")
    wrong, right = (
        [
            *ground.based(ground.row("数量指标", thing.zh, f"≥ {number} {unit}")),
            f"  {ground.line('description', words)}",
        ]
        for unit in (words, thing.zh_unit)
    )
    return ground.project(wrong, right)


@plants("PF526", CHINESE)
def target_repeats_name(ground: Ground) -> Example:
    """The name once more."""
    name = ground.one("美化环境", "改善空气质量", "提升办学条件", "方便群众出行")
    stop = ground.one("", "。")
    return _rows(
        ground,
        ground.row("社会效益指标", f"{name}:", name + stop),
        ground.row("社会效益指标", name, f"≥ {ground.number(60, 95)} %"),
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


@plants("PF528", CHINESE)
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


@plants("PF529", CHINESE)
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


@plants("PF530", CHINESE)
def broken_unit(ground: Ground) -> Example:
    """Half a unit."""
    number = ground.number(2, 900)
    name, unit = ground.one(("种苗补助成本", "株"), ("每亩补助成本", "亩"), ("改造成本", "户"))
    wrong, right = (
        ground.row("成本指标", name, f"≤ {number} {money}/{unit}") for money in ("", "元")
    )
    return _rows(ground, wrong, right)


@plants("PF531", CHINESE)
def deadline_in_name(ground: Ground) -> Example:
    """A deadline that has a share for its target."""
    month, share = ground.number(3, 11), ground.number(80, 98)
    return _rows(
        ground,
        ground.row("时效指标", f"{month}月底前完成", f"≥ {share} %"),
        ground.row("时效指标", "完成时间:", f"{month}月底前"),
    )


@plants("PF535", CHINESE)
def standard_without_base(ground: Ground) -> Example:
    """Money for nobody knows whom."""
    number = ground.number(20, 900)
    name, per = ground.one(
        ("硬化公路补助标准", "公里"), ("护路员补贴标准", "人"), ("看护补助标准", "人")
    )
    wrong, right = (ground.row("成本指标", name, f"≤ {number} 元{one}") for one in ("", f"/{per}"))
    return _rows(ground, wrong, right)


@plants("PF537", CHINESE)
def name_is_level(ground: Ground) -> Example:
    """The level's name in the place of the indicator's."""
    level, right = ground.one(
        ("数量指标", ground.counted().zh),
        ("质量指标", ground.rate().zh),
        ("社会效益指标", "受益人数"),
    )
    target = f"≥ {ground.number(2, 90)} {'%' if right.endswith('率') else '人'}"
    name = ground.one(level, level.removesuffix("指标"))
    return _rows(ground, ground.row(level, name, target), ground.row(level, right, target))


@plants("PF538", CHINESE)
def at_least_all(ground: Ground) -> Example:
    """At least all of it."""
    name = ground.rate().zh
    wrong, right = (ground.row("质量指标", name, f"{sign} 100 %") for sign in ("≥", "="))
    return _rows(ground, wrong, right, STRICT)
