"""The order in which findings are shown: file by file, line by line."""

from __future__ import annotations

from collections.abc import Iterable

from perflang.diagnostics.diagnostic import Diagnostic


def in_order(found: Iterable[Diagnostic], paths: Iterable[str]) -> list[Diagnostic]:
    """``found`` in the order of ``paths``, and of the places in each file.

    What is found in other files, those of frameworks and forms, comes first: it is the cause of more.
    """
    order = {path: number for number, path in enumerate(paths)}
    return sorted(found, key=lambda one: (order.get(one.path, -1), one.path, one.at, one.code))
