"""The order in which findings are shown: file by file, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from perflang.diagnostics.diagnostic import Diagnostic

_place = attrgetter("at", "code")


def in_order(found: Iterable[Diagnostic], paths: Iterable[str]) -> list[Diagnostic]:
    """``found`` in the order of ``paths``, and of the places in each file.

    What is found in other files, those of frameworks and forms, comes first: it is the cause of more.
    """
    order = {path: number for number, path in enumerate(paths)}
    by_path: dict[str, list[Diagnostic]] = {}
    for one in found:
        by_path.setdefault(one.path, []).append(one)
    ordered: list[Diagnostic] = []
    for path in sorted(by_path, key=lambda path: (order.get(path, -1), path)):
        ordered += sorted(by_path[path], key=_place)
    return ordered
