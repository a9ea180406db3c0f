"""Published texts that do not fit their form, and sources with what their form has no place for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from perflang.testing.defects.example import BUILD, IMPORT, Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants

# The levels of an indicator in the brief form.
_LEVELS = "[A-Z][a-z]+ / [A-Z][a-z ]+$"
# A level 2 in the form of Hebei, which stands below one that ends like it.
_LEVEL2 = "\t(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度)指标$"
_PATH = IMPORT[1].removeprefix("./")


def _imported(
    ground: Ground, faulty: Sequence[str] | bytes, sound: Sequence[str], at: int | None
) -> Example:
    return ground.files({_PATH: faulty}, {_PATH: sound}, _PATH, at, arguments=IMPORT)


def _changed(ground: Ground, sound: Sequence[str], old: str, new: str) -> Example:
    """The first line in which the pattern ``old`` is found has ``new`` in its place."""
    at = next(number for number, line in enumerate(sound) if re.search(old, line))
    faulty = [*sound[:at], re.sub(old, lambda _: new, sound[at], count=1), *sound[at + 1 :]]
    return _imported(ground, faulty, sound, at)


@plants("PF401")
def unknown_form(ground: Ground) -> Example:
    """A notice in the place of the tables."""
    notice = ground.say("关于公开部门预算的通知", "Notice on the budget of the year")
    return _imported(ground, [notice, *ground.texts(ground.number(1, 4))], ground.published(), 0)


@plants("PF402")
def not_in_the_form(ground: Ground) -> Example:
    """A label that the form calls otherwise."""
    old, new = ground.say(
        ground.one(("资金支出计划（%）", "用款计划"), ("\t预算数", "\t批复数")),
        ground.one(("\tPurpose", "\tAim"), ("\tGoals", "\tTasks")),
    )
    return _changed(ground, ground.published(), old, new)


@plants("PF403")
def not_reproduced(ground: Ground) -> Example:
    """Blanks before a heading."""
    heading = ground.say("部门整体绩效目标", ground.one("Overall goals", "Safeguards"))
    return _changed(ground, ground.published(), heading, " " * ground.number(1, 4) + heading)


@plants("PF404")
def fields_disagree(ground: Ground) -> Example:
    """A number of a table that is not its number, or two names of one project."""
    number = ground.number(2, 9)
    old, new = ground.say(("TC 1、", f"TC {number}、"), ("Table 1:", f"Table {number}:"))
    return _changed(ground, ground.published(), old, new)


@plants("PF405")
def no_place_in_form(ground: Ground) -> Example:
    """A remark in a form without remarks."""
    row, opening, text = ground.counting(), ground.opening(), ground.text()
    wrong, right = (
        [opening, f"  {row}", f"    {ground.line(keyword, text)}"]
        for keyword in ("remark", "description")
    )
    settings = {"unit": ground.say("301 市图书馆", "301 City Library")}
    return ground.lines(wrong, right, settings=settings, arguments=BUILD, others=False)


@plants("PF406")
def cannot_import_encoding(ground: Ground) -> Example:
    """A text of another encoding."""
    sound = ground.published()
    content = "".join(f"{line}\n" for line in sound).encode(ground.one("utf-16", "utf-32"))
    return _imported(ground, content, sound, None)


@plants("PF407")
def level_not_writable(ground: Ground) -> Example:
    """A colon in the name of a level."""
    name = ground.counted().name
    old, new = ground.say(
        (_LEVEL2, f"\t数量: {name}"), ("(?<= / )[A-Z][a-z ]+$", f"Quantity: {name}")
    )
    return _changed(ground, ground.published(), old, new)


@plants("PF408")
def line_break_not_writable(ground: Ground) -> Example:
    """A code of two lines."""
    sound, code = ground.published(), ground.project_code()
    at = sound.index(ground.say("\t项目编码", "\tCode")) + 1
    coded = [*sound[:at], f"\t{code}", *sound[at + 1 :]]
    faulty = [*coded[: at + 1], ground.say("（原编码）", "(old)"), *coded[at + 1 :]]
    return _imported(ground, faulty, coded, at)


@plants("PF409")
def empty_in_form(ground: Ground) -> Example:
    """A form is asked for whose cells are not all filled in."""
    one, other = ground.number(2, 900), ground.number(2, 900)
    opening = ground.opening()
    fields = [
        [ground.line("implementer", ground.text())],
        [ground.line("budget", f"{one + other} = 财政拨款 {one} + 其他资金 {other}")],
        [ground.line("goals"), f"  - {ground.text()}"],
    ]
    missing = ground.number(0, 2)
    wrong, right = (
        [opening, *(f"  {line}" for field in some for line in field)]
        for some in (fields[:missing] + fields[missing + 1 :], fields)
    )
    settings = {
        "department": ground.say("水利局", "Water Office"),
        "year": str(ground.number(2018, 2027)),
    }
    arguments = (*BUILD[:2], "--form", "register", *BUILD[2:])
    return ground.lines(wrong, right, settings=settings, arguments=arguments, others=False)


@plants("PF410")
def tabs_lost(ground: Ground) -> Example:
    """Blanks in the place of tabs."""
    sound, blanks = ground.published(), " " * ground.number(2, 8)
    at = sound.index(ground.say("\t项目编码", "\tCode"))
    return _imported(ground, [line.replace("\t", blanks) for line in sound], sound, at)


@plants("PF411")
def not_writable(ground: Ground) -> Example:
    """Levels that no framework has."""
    sound = ground.published()
    if ground.language == "en":
        levels = ground.one("Harbour / Berths", "Town / Parks", "Quay / Lights")
        return _changed(ground, sound, _LEVELS, levels)
    at = next(number for number, line in enumerate(sound) if re.search(_LEVEL2, line))
    moved = ground.one(("\t港口", "\t泊位"), ("\t城区", "\t公园"))
    return _imported(ground, [*sound[: at - 1], *moved, *sound[at + 1 :]], sound, at - 1)
