"""What a failing test shows of a large example: its text, once, in the place of the object that says the same."""

from __future__ import annotations

import weakref
from typing import Any, TypeVar

from hypothesis import currently_in_test_context, note
from hypothesis.control import BuildContext, current_build_context

_One = TypeVar("_One")


class _Noted:
    """The objects whose texts are shown of one run of a test; those of other runs are shown in full."""

    def __init__(self) -> None:
        self._run: weakref.ref[BuildContext] | None = None
        self._objects: list[Any] = []

    def add(self, one: Any) -> None:
        if not self._is_this_run():
            self._run = weakref.ref(current_build_context())
            self._objects = []
        self._objects.append(one)

    def has(self, one: Any) -> bool:
        return self._is_this_run() and any(one is other for other in self._objects)

    def _is_this_run(self) -> bool:
        here = current_build_context() if currently_in_test_context() else None
        return here is not None and self._run is not None and self._run() is here


_NOTED = _Noted()


def noted(one: _One, text: object) -> _One:
    """An object whose text is shown if the test that drew it fails."""
    note(text)
    if currently_in_test_context():
        _NOTED.add(one)
    return one


def show_noted(one: Any, printer: Any) -> bool:
    """Print that the text of an object is shown above, if it is; that and nothing else says all of it."""
    if not _NOTED.has(one):
        return False
    printer.text(f"<{type(one).__name__}: 上面的文本 the text above>")
    return True
