"""PF313: a page number that was pasted among the items of a list.

Looks at items whose marker is a dash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import goals
from perflang.semantics import FileModel
from perflang.source.regex import regex

_NUMBER = regex("[0-9０-９]{1,4}[ ]?[-—–－]+")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such item."""
    for file in files:
        for goal in goals(file):
            if not goal.marker and _NUMBER.fullmatch(goal.text):
                line = file.source.line_of(goal.at[""].start)
                values = {"text": file.source.line_text(line).strip()}
                yield Diagnostic("PF313", file.source.path, goal.at[""], values)
