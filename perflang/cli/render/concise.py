"""A line a finding, as editors match it."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.cli.render import Scene
from perflang.cli.render.by_file import by_file
from perflang.diagnostics import Diagnostic


def show(scene: Scene, found: Sequence[Diagnostic], _folded: bool) -> None:
    """Write ``found``, a line each."""

    def line(one: Diagnostic) -> None:
        scene.printer.line(f"{scene.place(one)}: {one.code} {scene.in_a_line(one)}")

    by_file(scene, found, line, folded=False)
