"""Workflow commands, of which GitHub Actions makes notes beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perflang.cli.render import Scene
from perflang.cli.render.paths import relative
from perflang.diagnostics import Diagnostic
from perflang.source import visible

_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


def show(scene: Scene, found: Sequence[Diagnostic], _folded: bool) -> None:
    """Write ``found``, a command each."""
    for one in found:
        properties = ",".join(
            f"{name}={value.translate(_IN_PROPERTY)}"
            for name, value in _properties(scene, one).items()
        )
        # The log shows the message alone, so that the place stands in it too.
        said = f"{scene.place(one)}: {one.code} {scene.in_a_line(one)}".translate(_IN_MESSAGE)
        scene.printer.line(f"::{one.severity} {properties}::{said}")


def _properties(scene: Scene, found: Diagnostic) -> Mapping[str, str]:
    properties = {"file": visible(relative(found.path))}
    if found.path == "-":
        properties = {}
    (line, column), (end_line, end_column) = scene.start(found), scene.end(found)
    if line is not None:
        properties["line"] = str(line)
        # Columns are for a note within one line.
        if line == end_line:
            properties |= {"col": str(column), "endColumn": str(end_column)}
        properties["endLine"] = str(end_line)
    return {**properties, "title": found.code}
