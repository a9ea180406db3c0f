"""A bureau's own frameworks and forms: mistakes in their files, and projects that do not do what they ask."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants

_DISTRICTS = {"zh": ("河东区", "城南区", "高新区"), "en": ("North", "Quay", "Hill")}


def _framework(ground: Ground, name: str, levels: Sequence[str]) -> list[str]:
    """A framework with levels of output."""
    head = [f'id = "{name}"', f'zh = "{name}指标体系"', f'en = "{name} framework"']
    inline = [f"  {{ {level} }}," for level in levels]
    return [*head, "", "[[level]]", 'zh = "产出指标"', 'en = "Output"', "second = [", *inline, "]"]


def _level(zh: str, en: str, more: str = "") -> str:
    return f'zh = "{zh}", en = "{en}"{", " * bool(more)}{more}'


def _files(
    ground: Ground, name: str, own: Sequence[str], project: Sequence[str]
) -> dict[str, Sequence[str] | bytes]:
    return {
        f"{name}.framework.toml": own,
        "a.perf": [
            ground.line("framework", name),
            *project,
        ],
    }


@plants("PF234")
def target_not_admitted(ground: Ground) -> Example:
    """A target of another sort than its level admits."""
    name, number = ground.one(*_DISTRICTS[ground.language]), ground.number(5, 99)
    share, persons = f"≥ {number} %", f"≥ {number} {ground.say('人', 'persons')}"
    sort, right, wrong = ground.one(("percentage", share, persons), ("count", persons, share))
    own = _framework(ground, name, [_level("质量指标", "Quality", f'admits = ["{sort}"]')])
    what, opening = ground.say("抽查结果", "result of the check"), ground.opening()
    faulty, sound = (
        _files(ground, name, own, [opening, f"  {ground.row('质量指标', what, value)}"])
        for value in (wrong, right)
    )
    return ground.files(faulty, sound, "a.perf", 2)


@plants("PF235")
def number_of_indicators(ground: Ground) -> Example:
    """More indicators than a level may have, or none where one is required."""
    name, most = ground.one(*_DISTRICTS[ground.language]), ground.number(1, 2)
    rows = [ground.counting(one) for one in ground.things("quantity", most + 1)]
    bound, wrong, at = ground.one((f"most = {most}", rows, 2 + most), ("required = true", [], 1))
    levels = [_level("数量指标", "Quantity", bound), _level("质量指标", "Quality")]
    own = _framework(ground, name, levels)
    opening = ground.opening()
    faulty, sound = (
        _files(ground, name, own, [opening, *(f"  {row}" for row in some)])
        for some in (wrong, rows[:1])
    )
    return ground.files(faulty, sound, "a.perf", at)


@plants("PF236")
def framework_file(ground: Ground) -> Example:
    """A key that is none, a value of another kind, or a quote that is missing."""
    name = ground.one(*_DISTRICTS[ground.language])
    sound = _framework(ground, name, [_level("数量指标", "Quantity", "required = true")])
    old, new = ground.one(
        ("required = true", "requred = true"),
        ("required = true", 'required = "是"'),
        ("required = true", "least = -1"),
        ('"Quantity"', "“Quantity”"),
    )
    at = next(n for n, line in enumerate(sound) if old in line)
    wrong = [line.replace(old, new) for line in sound]
    project = [ground.opening(), f"  {ground.counting()}"]
    return ground.files(
        _files(ground, name, wrong, project),
        _files(ground, name, sound, project),
        f"{name}.framework.toml",
        at,
    )


@plants("PF237")
def form_file(ground: Ground) -> Example:
    """A cell that there is not, or a row that is too short."""
    name = ground.one(*_DISTRICTS[ground.language])
    sound = [
        f'id = "{name}"',
        f'zh = "{name}绩效目标表"',
        "[[section]]",
        'each = "projects"',
        "blocks = [",
        '  { heading = "{项目名称}绩效目标表" },',
        "  { grid = [",
        '    ["主管部门", "{部门}", ">"],',
        '    ["项目用途", "{用途}", ">"],',
        "  ] },",
        "]",
    ]
    old, new = ground.one(
        ("{项目名称}", "{项目名}"),
        ("{用途}", "{审批文号}"),
        ('{用途}", ">"', '{用途}"'),
        ("heading", "headline"),
    )
    at = next(n for n, line in enumerate(sound) if old in line)
    source = [
        ground.line("form", name),
        ground.opening(),
        f"  {ground.line('purpose', ground.text())}",
    ]
    path = f"{name}.form.toml"
    wrong = [line.replace(old, new) for line in sound]
    return ground.files({path: wrong, "a.perf": source}, {path: sound, "a.perf": source}, path, at)
