"""Settings, comments and baselines that cannot keep anything from being shown."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants

_SETTINGS = "perflang.toml"


def _settings(
    ground: Ground,
    wrong: Sequence[str],
    right: Sequence[str],
    at: int | None = 0,
    name: str = _SETTINGS,
) -> Example:
    """A project beside a file of settings."""
    source = [ground.opening(), *(f"  {line}" for line in ground.based(ground.counting()))]
    path = f"{ground.number(2018, 2027)}/a.perf"
    return ground.files({name: wrong, path: source}, {_SETTINGS: right, path: source}, name, at)


def _comment(ground: Ground, wrong: str, right: str) -> Example:
    """A comment above a row with a note behind it."""
    row = f"{ground.counting()} # {ground.say('含线上', 'with those online')}"
    return ground.project([f"# {wrong}", row], [f"# {right}", row])


def _reason(ground: Ground) -> str:
    return ground.say(
        ground.one("批复原文如此", "已与财政核对"),
        ground.one("as it was approved", "agreed with finance"),
    )


def _ignore(ground: Ground) -> str:
    return ground.say("不查", "ignore")


@plants("PF601")
def settings_file(ground: Ground) -> Example:
    """A key, a profile or a code that there is not, or that cannot be left out."""
    wrong, right = ground.one(
        ('profil = "strict"', 'profile = "strict"'),
        ('profile = "stric"', 'profile = "strict"'),
        ('ignore = ["basis-emty"]', 'ignore = ["basis-empty"]'),
        ('ignore = ["PF211"]', 'ignore = ["PF501"]'),
        ("profile = strict", 'profile = "strict"'),
    )
    above = [f"# {text}" for text in ground.texts(ground.number(0, 2))]
    return _settings(ground, [*above, wrong], [*above, right], len(above))


@plants("PF602")
def suppression_without_reason(ground: Ground) -> Example:
    """A code is left out and nobody knows why."""
    comment = f"perflang: {_ignore(ground)} PF314"
    return _comment(ground, comment, f"{comment} {_reason(ground)}")


@plants("PF603")
def unreadable_suppression(ground: Ground) -> Example:
    """A code that there is not, or no code at all."""
    reason, word = _reason(ground), _ignore(ground)
    wrong = ground.one(f"{word} PF777 {reason}", f"{word} note-behnd {reason}", f"{word} {reason}")
    row = ground.counting()
    return ground.project([f"# perflang: {wrong}", row], [f"# {reason}", row])


@plants("PF604")
def unused_suppression(ground: Ground) -> Example:
    """A comment about what is not there."""
    comment = (
        f"# perflang: {_ignore(ground)} {ground.one('PF314', 'PF305', 'PF318')} {_reason(ground)}"
    )
    row = ground.counting()
    return ground.project([comment, row], [f"# {_reason(ground)}", row])


@plants("PF605")
def refused_suppression(ground: Ground) -> Example:
    """A comment against what cannot be left out."""
    code = ground.one("PF211", "PF405", "PF604", "PF110")
    comment = f"# perflang: {_ignore(ground)} {code} {_reason(ground)}"
    row = ground.counting()
    return ground.project([comment, row], [row])


@plants("PF606")
def baseline_file(ground: Ground) -> Example:
    """A file that is no baseline, or one that was not merged to its end."""
    name = ground.say(ground.one("旧问题.toml", "known.toml"), "known.toml")
    wrong, at = ground.one(
        (['title = "通讯录"'], 0), (["version = 1", "<<<<<<< HEAD"], 1), (["version = 9"], 0)
    )
    source = [ground.opening(), f"  {ground.counting()}"]
    settings = [f'baseline = "{name}"']
    files = {_SETTINGS: settings, "a.perf": source}
    return ground.files({**files, name: wrong}, {**files, name: ["version = 1"]}, name, at)


@plants("PF607")
def settings_name(ground: Ground) -> Example:
    """A name that is not quite that of settings."""
    name = ground.one("Perflang.toml", ".perflang.toml", "perflang.toml.txt")
    lines = ['ignore = ["PF501"]']
    return _settings(ground, lines, lines, None, name)


@plants("PF608")
def settings_path(ground: Ground) -> Example:
    """A path of no file."""
    year = ground.number(1990, 2017)
    lines = ["[[paths]]", f'path = "{year}/**"', 'profile = "none"']
    return _settings(ground, lines, [lines[0], 'path = "20*/**"', lines[2]], 1)
