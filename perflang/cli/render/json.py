"""Objects for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from perflang.cli.render import Scene
from perflang.diagnostics import Diagnostic, help_text, message


def show(scene: Scene, found: Sequence[Diagnostic], _folded: bool) -> None:
    """Write ``found`` as a list."""
    # ASCII, so that it is JSON on every console and nothing in it acts on a terminal.
    scene.printer.line(json.dumps([_object(scene, one) for one in found], indent=2))


def _object(scene: Scene, found: Diagnostic) -> dict[str, object]:
    start, end = scene.start(found), scene.end(found)
    return {
        "code": found.code,
        "severity": found.severity,
        "message": message(found, scene.language),
        "help": help_text(found, scene.language),
        "file": found.path,
        "line": start[0],
        "column": start[1],
        "end_line": end[0],
        "end_column": end[1],
    }
