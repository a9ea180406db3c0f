"""PF313: a page number that was pasted among the items of a list.

Looks at items whose marker is a dash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import Parts
from perflang.source.regex import regex

_NUMBER = regex("[0-9０-９]{1,4}[ ]?[-—–－]+")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such item."""
    for parts in files:
        source = parts.source
        for goal in parts.goals:
            if not goal.marker and _NUMBER.fullmatch(goal.text):
                line = source.line_of(goal.at[""].start)
                values = {"text": source.line_text(line).strip()}
                yield Diagnostic("PF313", source.path, goal.at[""], values)
