"""What ``perflang check`` finds in the files of one test run, and what own checks say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

import pytest
from attrs import field

from perflang.cli.controls import Controls
from perflang.cli.session import Session
from perflang.compiler import Compilation
from perflang.control import Layer
from perflang.diagnostics import Diagnostic, in_order
from perflang.source import Limits, SourceFile
from perflang.source.classes import define
from perflang.testing.plugin.checks import Check
from perflang.testing.plugin.expectations import Expected, compare, expectations
from perflang.testing.plugin.shown import Mismatch

# What pytest.fail and pytest.skip raise is no Exception.
_RAISED = (Exception, pytest.fail.Exception, pytest.skip.Exception)


@define(eq=False)
class Run:
    """``asked`` are paths as ``perflang check`` is given them, each with the own checks that it is asked.

    ``names`` are those of all that hold for it, asked or not.

    Publications are compiled whole, and of each those files are looked at that were asked for. All is done at
    once, since a baseline knows the findings of one file in another. Warnings need not be expected in a text that
    expects nothing, unless it is ``strict``: ``perflang check`` does not fail for them either.
    """

    asked: Mapping[str, Sequence[Check]]
    names: Mapping[str, frozenset[str]]
    strict: bool = False
    texts: dict[str, SourceFile] = field(factory=dict, init=False)
    _found: dict[str, list[Diagnostic]] = field(factory=dict, init=False)
    _said: dict[Check, dict[str, list[Diagnostic]]] = field(factory=dict, init=False)
    _failed: dict[tuple[Check, str], BaseException] = field(factory=dict, init=False)
    # files that nobody asked for and that something may be wrong in, and with which other one they are shown
    _beside: dict[str, str] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        session = Session(StringIO(), "full", None, Limits())
        session.controls = Controls(session.limits, Layer())
        hidden: set[str] = set()
        for publication in session.publications(list(self.asked)):
            files = {one.path for one in publication.sources.files}
            asked = [path for path in self.asked if path in files]
            hidden |= files.difference(asked)
            self._keep_beside(publication.sources.texts, hidden, asked)
            compilation = session.compile(publication)
            if compilation is not None and compilation.readable:
                self._check(compilation, asked)
        session.settle()
        self.texts = {path: one for path, one in session.texts.items() if path not in hidden}
        for one in session.found:
            self._found.setdefault(one.path, []).append(one)
        first = next(iter(self.asked), "")
        for path in (*self.texts, *self._found):
            if path not in self.asked:
                self._beside.setdefault(path, first)

    def looked_at(self, path: str) -> bool:
        """Whether perflang read a file that was asked for, or says why not."""
        return path in self.texts or path in self._found

    def found_by_perflang(self, path: str) -> list[Mismatch]:
        """What is not as expected in a file, and in those that are shown with it."""
        paths = [other for other, shown in self._beside.items() if shown == path]
        return [one for one in (self._compared(other, path) for other in (*paths, path)) if one]

    def warnings(self, path: str) -> list[Diagnostic]:
        """The warnings of a file."""
        return [one for one in self._found.get(path, ()) if not one.is_error]

    def is_expected(self, path: str) -> bool:
        """Whether comments of a file say what is found in it."""
        return bool(self._expected(path, path))

    def was_checked(self, path: str, check: Check) -> bool:
        """Whether an own check was asked: it is not where a line of the publication cannot be read."""
        return path in self._said.get(check, {})

    def found_by(self, check: Check, path: str) -> list[Mismatch]:
        """What an own check says of a file that is not as expected; what it raised is raised."""
        error = self._failed.get((check, path))
        if error is not None:
            raise error
        source = self.texts[path]
        expected = [
            one for one in expectations(source) if (one.code, one.mistake) == (check.name, "")
        ]
        wrong = compare(source, expected, self._said[check][path])
        one = Mismatch(path, *wrong, frozenset([check.name]))
        return [one] if one else []

    def _keep_beside(
        self, texts: Iterable[SourceFile], hidden: set[str], asked: Sequence[str]
    ) -> None:
        """Keep with which file what is wrong in own frameworks and forms is shown: the first that has them."""
        for text in texts:
            if asked and text.path not in self.asked and text.path not in hidden:
                self._beside.setdefault(text.path, asked[0])

    def _check(self, compilation: Compilation, asked: Sequence[str]) -> None:
        """Ask the own checks, each once for all files that it holds for."""
        checks = dict.fromkeys(check for path in asked for check in self.asked[path])
        for check in checks:
            paths = [path for path in asked if check in self.asked[path]]
            said = self._said.setdefault(check, {})
            try:
                found = check.findings(compilation)
            except _RAISED as error:  # whatever a user's code raises is shown as his own
                self._failed |= {(check, path): error for path in paths}
                found = []
            said |= {path: [] for path in paths}
            for one in in_order(found, paths):
                if one.path in said:
                    said[one.path].append(one)

    def _compared(self, path: str, asked: str) -> Mismatch:
        """The findings of a file against what its comments say; without its text nothing can be expected."""
        found = self._found.get(path, [])
        source = self.texts.get(path)
        if source is None:
            return Mismatch(path, found)
        expected = self._expected(path, asked)
        if not expected and not self.strict:
            found = [one for one in found if one.is_error]
        return Mismatch(path, *compare(source, expected, found), self.names[asked])

    def _expected(self, path: str, asked: str) -> list[Expected]:
        """What the comments of a file say, but for own checks."""
        names = self.names[asked]
        return [
            one
            for one in expectations(self.texts[path], names)
            if one.mistake or one.code not in names
        ]
