"""Settings, units and head files: what holds for all projects, and is said wrongly."""

from __future__ import annotations

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import HEADS, Ground
from perflang.testing.defects.table import plants


def _project(ground: Ground) -> list[str]:
    return [ground.opening(), f"  {ground.counting()}"]


@plants("PF219")
def setting_too_late(ground: Ground) -> Example:
    """The unit of money below an amount."""
    setting, budget = ground.line("scale", "万元"), f"  {ground.line('budget', ground.amount())}"
    opening = ground.opening()
    return ground.lines(
        [opening, budget, setting],
        [setting, opening, budget],
        2,
        settings={"scale": None},
        others=False,
    )


@plants("PF220")
def unknown_setting(ground: Ground) -> Example:
    """A year, a unit of money or a framework that there is not."""
    year = str(ground.number(2018, 2027))
    right = {"year": year, "scale": "万元", "framework": "2021"}
    wrong = {"year": f"{year}1", "scale": ground.one("万", "美金"), "framework": "2020"}
    key = ground.one(*right)
    below = _project(ground)
    settings = {"scale": None, "year": None}
    return ground.lines(
        [ground.line(key, wrong[key]), *below],
        [ground.line(key, right[key]), *below],
        settings=settings,
        others=False,
    )


def _unit(ground: Ground, code: int) -> str:
    names = ("市图书馆", "市文化馆", "市体育馆", "市博物馆")
    english = ("City Library", "Town Hall", "Harbour Office", "Museum")
    return ground.line("unit", f"{code} {ground.say(names[code % 4], english[code % 4])}")


def _with_head(
    ground: Ground, head: list[str], faulty: list[str], sound: list[str], at: int = 0
) -> Example:
    """A head file and the file of a project."""
    name = HEADS[ground.language]
    return ground.files(
        {name: head, "01.perf": faulty}, {name: head, "01.perf": sound}, "01.perf", at
    )


@plants("PF221")
def unit_unclear(ground: Ground) -> Example:
    """A project of none of two units."""
    code = ground.number(301, 380)
    head, below = [_unit(ground, code), _unit(ground, code + 1)], _project(ground)
    return _with_head(ground, head, below, [ground.line("unit", str(code)), *below])


@plants("PF222")
def unit_named_twice(ground: Ground) -> Example:
    """A unit with another name than in the head file."""
    code = ground.number(301, 380)
    first, second = _unit(ground, code), _unit(ground, code + 1)
    below = _project(ground)
    wrong = second.replace(str(code + 1), str(code))
    return _with_head(ground, [first], [wrong, *below], [first, *below])


@plants("PF226")
def setting_differs(ground: Ground) -> Example:
    """Another year than that of the head file."""
    year, gap = ground.number(2018, 2027), ground.number(1, 3)
    below = _project(ground)
    right, wrong = (ground.line("year", str(one)) for one in (year, year - gap))
    return _with_head(ground, [right], [wrong, *below], [right, *below])


@plants("PF227")
def two_head_files(ground: Ground) -> Example:
    """A head file in either language."""
    year = ground.number(2018, 2027)
    right = {"部门.perf": [f"年度: {year}"], "01.perf": _project(ground)}
    both = {**right, "department.perf": [f"year: {year}"]}
    return ground.files(both, right, "department.perf", None)


@plants("PF228")
def empty_publication(ground: Ground) -> Example:
    """Settings and no project."""
    head = ground.settings({})
    return ground.files({"a.perf": head}, {"a.perf": [*head, *_project(ground)]}, "a.perf")


@plants("PF229")
def belongs_in_head_file(ground: Ground) -> Example:
    """Goals of the department in the file of a project."""
    goals = [ground.line(ground.one("overall", "specific", "safeguards")), f"  1. {ground.text()}"]
    head, below, name = [ground.line("year", "2026")], _project(ground), HEADS[ground.language]
    return ground.files(
        {name: head, "01.perf": [*goals, *below]},
        {name: [*head, *goals], "01.perf": below},
        "01.perf",
    )


@plants("PF232")
def another_ending(ground: Ground) -> Example:
    """A source that an editor has named another way."""
    right = {"01.perf": _project(ground)}
    hidden = ground.one("02.perf.txt", "02.PERF.txt")
    return ground.files({**right, hidden: _project(ground)}, right, hidden, None)


@plants("PF233")
def head_file_misnamed(ground: Ground) -> Example:
    """A head file as a system names the copy of one."""
    head, name = ground.settings({}), HEADS[ground.language]
    below = [*_project(ground), f"  {ground.line('budget', ground.amount())}"]
    copy = name.replace(".", ground.one("(1).", "（1）.", " - 副本.", " (2)."))
    return ground.files({copy: head, "01.perf": below}, {name: head, "01.perf": below}, copy, None)
