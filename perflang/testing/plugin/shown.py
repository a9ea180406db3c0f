"""What is not as it should be, in the words and excerpts of ``perflang check``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO

from perflang.cli.render import Scene, full
from perflang.cli.render.by_file import by_file
from perflang.cli.terminal import Printer, language_of
from perflang.diagnostics import Diagnostic, all_codes
from perflang.source import Limits, SourceFile
from perflang.source.classes import frozen
from perflang.testing.plugin.expectations import Expected

_EXPECT = {"zh": "应报", "en": "expect"}
_WORDS = {
    "zh": {
        "missing": "{code} 没有报",
        "unknown": "没有 {code} 这个代码，也没有叫这个名称的检查",
        "empty": "没有写应报什么：写代码，或者自己的检查的名称",
    },
    "en": {
        "missing": "{code} was not found",
        "unknown": "no code and no check is called {code}",
        "empty": "nothing is named: write a code, or the name of an own check",
    },
}


@frozen
class Mismatch:
    """What is wrong in one text: findings that nobody expected, and what was expected and did not come.

    ``checks`` are the names of own checks that a comment may name.
    """

    path: str
    found: Sequence[Diagnostic] = ()
    missing: Sequence[Expected] = ()
    checks: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.found or self.missing)

    @property
    def words(self) -> list[str]:
        """Each in a word: its code, or what an own check said, in the order in which they are shown."""
        said = [str(one.values.get("said", one.code)) for one in self.found]
        return [*said, *(one.code for one in self.missing)]


def shown(
    wrong: Sequence[Mismatch],
    texts: Mapping[str, SourceFile],
    *,
    language: str | None = None,
    coloured: bool = False,
    folded: bool = False,
    limits: Limits | None = None,
) -> str:
    """All of ``wrong`` as ``perflang check`` shows findings; ``folded`` shows a code a few times a file."""
    stream = StringIO()
    printer = Printer(stream)
    printer.colours = coloured
    scene = Scene(printer, language_of(language), texts, limits or Limits())
    for one in wrong:
        if all("said" not in finding.values for finding in one.found):
            full.show(scene, one.found, folded)
        else:
            by_file(scene, one.found, lambda finding: _tell_own(scene, finding), folded)
        for expected in one.missing:
            _tell_missing(scene, one, expected)
    return stream.getvalue()


def _tell_own(scene: Scene, found: Diagnostic) -> None:
    """The finding of an own check, which no page has words for."""
    full.tell(scene, found, str(found.values["said"]))


def _tell_missing(scene: Scene, wrong: Mismatch, expected: Expected) -> None:
    known = expected.code in wrong.checks or expected.code in all_codes()
    name = "missing" if known else "unknown" if expected.code else "empty"
    text = _WORDS[scene.language][name].replace("{code}", expected.code)
    at = Diagnostic(_EXPECT[scene.language], wrong.path, expected.at, level="error")
    full.tell(scene, at, text)
