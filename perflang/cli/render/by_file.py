"""Findings file by file for those who read them: not more than wanted, and repetition folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from perflang.cli.render import Scene
from perflang.diagnostics import Diagnostic
from perflang.source import visible

_WORDS = {
    "zh": {
        "more": "……另有 {count} 条（--all 全部列出）",
        "again": "{code} 还有 {count} 处：第 {lines} 行（--all 全部列出）",
        "comma": "、",
    },
    "en": {
        "more": "… and {count} more (--all shows all)",
        "again": "{code} {count} more times: line {lines} (--all shows all)",
        "comma": ", ",
    },
}
_REPEATED = 3  # a code is shown so many times a file when repetition is folded
_LINES = 10  # and so many lines of the others are named


def by_file(
    scene: Scene, found: Sequence[Diagnostic], show: Callable[[Diagnostic], None], folded: bool
) -> None:
    """``show`` each finding up to the limit of its file; ``folded`` shows a code three times a file."""
    for path, findings in groupby(found, lambda one: one.path):
        _file(scene, path, list(findings), show, folded)


def _file(
    scene: Scene,
    path: str,
    found: Sequence[Diagnostic],
    show: Callable[[Diagnostic], None],
    folded: bool,
) -> None:
    shown = 0
    seen: dict[str, list[Diagnostic]] = {}
    for one in found:
        if scene.limits.diagnostics and shown >= scene.limits.diagnostics:
            break
        same = seen.setdefault(one.code, [])
        same.append(one)
        if folded and len(same) > _REPEATED:
            continue
        shown += 1
        show(one)
    counted = sum(map(len, seen.values()))
    for code, same in seen.items():
        if folded and len(same) > _REPEATED:
            _again(scene, path, code, same[_REPEATED:])
    if counted < len(found):
        more = _WORDS[scene.language]["more"].format(count=len(found) - counted)
        scene.printer.line(f"{visible(path)}: {more}")


def _again(scene: Scene, path: str, code: str, others: Sequence[Diagnostic]) -> None:
    """What was folded: how often, and on which lines."""
    words = _WORDS[scene.language]
    lines = dict.fromkeys(str(scene.start(one)[0] or 1) for one in others[: 10 * _LINES])
    named = words["comma"].join(list(lines)[:_LINES])
    named += "…" if len(lines) > _LINES else ""
    again = words["again"].format(code=code, count=len(others), lines=named)
    scene.printer.line(f"{visible(path)}: {again}")
