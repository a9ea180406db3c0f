"""What is not as it should be, in the words and excerpts of ``perflang check``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from perflang.cli.render import Scene, full
from perflang.cli.render.by_file import by_file
from perflang.cli.terminal import Printer
from perflang.control import code_of, near_code
from perflang.diagnostics import Diagnostic, all_codes
from perflang.source import Limits, SourceFile, visible
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.testing.plugin.expectations import Expected
from perflang.testing.plugin.speech import spoken
from perflang.vocabulary import nearest

_EXPECT = {"zh": "应报", "en": "expect"}
_WORDS = {
    "zh": {
        "missing": "{code} 没有报",
        "unknown": "没有 {code} 这个代码，也没有叫这个名称的检查",
        "empty": "没有写应报什么：写代码，或者自己的检查的名称",
        "misspelt": "这一行不算“应报”",
        "behind": "不能写在一行的后面",
        "near": "是不是“{near}”？",
        "parted": "只写代码，几个代码用逗号、顿号隔开",
        "written": "写成：# 应报: {code}",
        "above": "在上面另起一行，写成：# 应报: {code}",
        "several": "没有报 {codes}",
        "comma": "、",
        "semicolon": "；",
    },
    "en": {
        "missing": "{code} was not found",
        "unknown": "no code and no check is called {code}",
        "empty": "nothing is named: write a code, or the name of an own check",
        "misspelt": "this line is not taken for an expectation",
        "behind": "it cannot stand behind anything",
        "near": "did you mean “{near}”?",
        "parted": "write codes alone, parted by commas",
        "written": "write: # expect: {code}",
        "above": "write in a line of its own above this one: # expect: {code}",
        "several": "not found: {codes}",
        "comma": ", ",
        "semicolon": "; ",
    },
}
# A code and something else, with nothing between them that parts words.
_HAS_A_CODE = regex(r"PF[0-9]{3}(?![0-9]|$)|\wPF[0-9]{3}", re.IGNORECASE)
_ADVICE = {"misspelt": "written", "behind": "above"}


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


def summary(wrong: Sequence[Mismatch], language: str) -> str:
    """What is wrong in one line: codes and what own checks said, and apart from them what did not come."""
    words = _WORDS[language]
    found = [each for one in wrong for each in one.found]
    missing = [each for one in wrong for each in one.missing]
    codes = dict.fromkeys(one.code for one in found if "said" not in one.values)
    said = dict.fromkeys(str(one.values["said"]) for one in found if "said" in one.values)
    absent = dict.fromkeys(one.code for one in missing if not one.mistake)
    mistakes = dict.fromkeys(words[one.mistake] for one in missing if one.mistake)
    parts = [words["comma"].join(codes)] if codes else []
    parts += said
    if absent:
        parts.append(words["several"].replace("{codes}", words["comma"].join(absent)))
    parts += (f"{_EXPECT[language]}: {mistake}" for mistake in mistakes)
    return visible(words["semicolon"].join(parts))


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
    scene = Scene(printer, language or spoken(), texts, limits or Limits())
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
    words = _WORDS[scene.language]
    name = expected.mistake or ("missing" if _is_known(wrong, expected.code) else "unknown")
    advice, near = _ADVICE.get(name, ""), None
    if name == "unknown":
        near = None if _HAS_A_CODE.search(expected.code) else _near(expected.code, wrong.checks)
        advice = "near" if near else "parted" if _HAS_A_CODE.search(expected.code) else ""
    text = words.get(advice, "").replace("{near}", near or "").replace("{code}", expected.code)
    at = Diagnostic(_EXPECT[scene.language], wrong.path, expected.at, level="error")
    full.tell(scene, at, words[name].replace("{code}", expected.code), text)


def _is_known(wrong: Mismatch, word: str) -> bool:
    return word in wrong.checks or word in all_codes()


def _near(word: str, checks: Iterable[str]) -> str | None:
    """What a word may be a slip of: a check's name, a code, or the name of a rule, which stands for its code."""
    code = code_of(near_code(word) or word)
    return nearest(word, checks) or (code if code in all_codes() else None)
