"""Comments that keep a finding from being shown: ``# perflang: 不查 PF501 上级批复如此``.

One holds for the next line that is neither blank nor a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import field

from perflang.control.codes import cannot_be_left_out, code_of, codes_from, near_code
from perflang.diagnostics import Diagnostic, Values, all_codes
from perflang.source import Edit, SourceFile, Span
from perflang.source.classes import define
from perflang.source.regex import regex
from perflang.values import half_width

# Lines are looked at as half-width ones, which are as long.
_COMMENT = regex(r"#{1,9}\s*+(?P<ours>perflang(?![\w-])\s*+(?P<colon>:)?\s*+)?", re.IGNORECASE)
_VERB = regex(r"(?P<verb>不查|不检查|忽略|ignore(?![a-z]))\s*:?\s*", re.IGNORECASE)
# What a comment for us begins with, or one that was meant as such: most files hold neither.
_MAY_BE_OURS = regex(
    r"[#＃][ \t\u3000\u00a0]{0,20}(?:[pｐＰ]|不查|不检查|忽略|[iｉＩ])", re.IGNORECASE
)
# A code, or a word with a dash, which may be the name of a rule; what stands between them.
_WORD = regex(r"PF[0-9A-Z]*(?![a-z])|[a-z][a-z0-9]*(?:-[a-z0-9]+)+", re.IGNORECASE | re.ASCII)
_LIKE_A_CODE = regex("PF[0-9OIL]{3}", re.IGNORECASE)
_GAP = regex(r"\s*[,、;]\s*|\s+")
_NO_REASON = " \t\u3000,.:;、。-—()（）"
_SUGGESTED = 200  # mistakes with a word that is near to theirs


@define
class Named:
    """A code in a comment: where it stands, what it means, and whether it kept something back."""

    word: str
    at: Span
    code: str | None
    used: bool = False


@define
class Suppression:
    """One comment: where it is, the line that it is about, its codes, and its reason."""

    line: int
    at: Span
    target: int
    named: list[Named] = field(factory=list)
    reason: str = ""

    def covers(self, found: Diagnostic) -> bool:
        """Whether a finding on the line is one of those that are meant; that is remembered."""
        meant = [
            one
            for one in self.named
            if one.code and found.code.startswith(one.code) and is_suppressible(found.code)
        ]
        for one in meant:
            one.used = True
        return bool(meant)


def is_suppressible(code: str) -> bool:
    """Whether a comment can keep a finding back: what is wrong with comments themselves cannot be."""
    return cannot_be_left_out(code) is None and not code.startswith("PF6")


class Suppressions:
    """Those of one file, and what is wrong with them.

    ``above`` counts the lines above its text where that is a piece of a longer one: people are told that one's.
    """

    def __init__(self, source: SourceFile, above: int = 0) -> None:
        self.source = source
        self.above = above
        self.found: list[Diagnostic] = []
        self.all: list[Suppression] = []
        self._on: dict[int, list[Suppression]] = {}
        has_comments = "#" in source.text or "＃" in source.text
        if has_comments and _MAY_BE_OURS.search(source.text):
            self._read()
        for one in self.all:
            self._on.setdefault(one.target, []).append(one)
        for several in self._on.values():
            several.sort(key=lambda one: not one.reason)  # of several, one with a reason counts

    def covers(self, found: Diagnostic) -> bool:
        """Whether a finding is not to be shown."""
        return self.that_covers(found) is not None

    def that_covers(self, found: Diagnostic) -> Suppression | None:
        """The comment that keeps a finding from being shown."""
        here = self._on.get(self.source.line_of(found.at.start), []) if self._on else []
        return next((one for one in here if one.covers(found)), None)

    def idle(self, is_checked: Callable[[str], bool]) -> Iterator[tuple[Suppression, list[Named]]]:
        """The codes that kept nothing back, as far as they are looked for at all, comment by comment."""
        for one in self.all:
            idle = [
                named
                for named in one.named
                if named.code and not named.used and _is_looked_for(named.code, is_checked)
            ]
            if idle:
                yield one, idle

    def misplaced(self, named: Named, line: int) -> Diagnostic:
        """A code that is not found where the comment stands but further on, or before it."""
        values: Values = {"codes": (named.word,), "line": str(self.above + line)}
        return Diagnostic("PF604", self.source.path, named.at, values, "elsewhere")

    def of_no_use(self, one: Suppression, idle: Sequence[Named]) -> Diagnostic:
        """Codes that may be taken out, with the comment if they are all that it names."""
        values = {"codes": tuple(named.word for named in idle)}
        whole = len(idle) == len(one.named)
        at = one.at if whole else idle[0].at
        fix = [self._line(one)] if whole else self._without(one, idle)
        hint = "part" if not whole else None
        return Diagnostic("PF604", self.source.path, at, values, hint, fix=tuple(fix))

    def _line(self, one: Suppression) -> Edit:
        """The comment's line taken out."""
        starts = self.source.line_starts
        last = one.line == len(starts)
        end = len(self.source.text) if last else starts[one.line]
        return Edit(Span(starts[one.line - 1], end), "")

    def _without(self, one: Suppression, idle: Sequence[Named]) -> list[Edit]:
        """Some codes taken out, each with what parts it from the next, or from that before it."""
        starts = {named.at.start for named in idle}
        last = max(named.at.start for named in one.named if named.at.start not in starts)
        edits = []
        for place, named in enumerate(one.named):
            if named.at.start in starts:
                behind_all = named.at.start > last
                start = one.named[place - 1].at.end if behind_all else named.at.start
                end = named.at.end if behind_all else one.named[place + 1].at.start
                edits.append(Edit(Span(start, end), ""))
        return edits

    def _read(self) -> None:
        waiting: list[Suppression] = []
        for number in range(1, len(self.source.line_starts) + 1):
            text = self.source.line_text(number)
            plain = text.strip()
            if plain.startswith(("#", "＃")):
                one = self._comment(number, text)
                waiting += [one] if one else []
            elif plain:
                for one in waiting:
                    one.target = number
                waiting = []
                self._behind(number, text)
        # at the end of a file there is no line that they could be about

    def _comment(self, number: int, text: str) -> Suppression | None:
        plain = half_width(text)  # as long as it was
        begins = _COMMENT.match(plain, len(text) - len(text.lstrip()))
        if begins is None:
            return None
        start = self.source.line_starts[number - 1]
        whole = Span(start + begins.start(), start + len(text.rstrip()))
        verb = _VERB.match(plain, begins.end())
        if begins["colon"] is None and not _names_a_code(plain, verb):
            return None  # a comment like any other
        if begins["ours"] is None:
            self._wrong("name", whole, text.strip())
            return None
        if verb is None:
            self._wrong("verb", whole, text.strip())
            return None
        one = Suppression(number, whole, 0)
        self._codes(one, plain, verb.end(), start)
        self.all.append(one)
        return one

    def _codes(self, one: Suppression, plain: str, at: int, start: int) -> None:
        """Reads codes as long as there are any; what follows them is the reason."""
        word = _WORD.match(plain, at)
        if word is None:
            self._wrong("no-code", one.at, plain.strip())
            return
        joined = True  # the first word, and one behind a comma, cannot be of the reason
        while word is not None:
            code = code_of(word[0])
            if one.named and _is_of_reason(word, code, joined=joined):
                break
            named = Named(word[0], Span(start + word.start(), start + word.end()), code)
            one.named.append(named)
            self._check(named)
            at = word.end()
            gap = _GAP.match(plain, at)
            joined = gap is not None and bool(gap[0].strip())
            word = _WORD.match(plain, gap.end()) if gap else None
        reason = plain[at:].strip(_NO_REASON)
        one.reason = reason if any(map(str.isalnum, reason)) else ""
        if not one.reason:
            words = tuple(named.word for named in one.named)
            self.found.append(Diagnostic("PF602", self.source.path, one.at, {"codes": words}))

    def _check(self, named: Named) -> None:
        if named.code is None:
            near = near_code(named.word) if len(self.found) < _SUGGESTED else None
            hint = "near" if near else None
            self._wrong(hint, named.at, named.word, near or "")
        elif hint := _refusal(named.code):
            self.found.append(
                Diagnostic("PF605", self.source.path, named.at, {"code": named.word}, hint)
            )

    def _behind(self, number: int, text: str) -> None:
        """A comment cannot stand behind anything: there it is text, and would be published."""
        plain = half_width(text)
        for begins in _COMMENT.finditer(plain):
            verb = _VERB.match(plain, begins.end())
            if (begins["colon"] and verb) or _names_a_code(plain, verb):
                start = self.source.line_starts[number - 1]
                at = Span(start + begins.start(), start + len(text.rstrip()))
                self._wrong("behind", at, text[begins.start() :].strip())
                return

    def _wrong(self, hint: str | None, at: Span, text: str, near: str = "") -> None:
        values = {"text": text, "near": near}
        self.found.append(Diagnostic("PF603", self.source.path, at, values, hint))


def _names_a_code(plain: str, verb: re.Match[str] | None) -> bool:
    """Whether a code stands behind a verb: without a colon such a comment alone is meant for us."""
    word = _WORD.match(plain, verb.end()) if verb else None
    return word is not None and (
        code_of(word[0]) is not None or bool(_LIKE_A_CODE.fullmatch(word[0]))
    )


def _is_of_reason(word: re.Match[str], code: str | None, *, joined: bool) -> bool:
    """Whether a word behind a code begins the reason: ``PF2021号文件``, ``as-is``."""
    goes_on = word.string[word.end() : word.end() + 1].isalnum()
    if not word[0].upper().startswith("PF"):
        return code is None and not joined
    if code is not None:
        return goes_on and code not in all_codes()
    return goes_on or not (joined or _LIKE_A_CODE.fullmatch(word[0]))


def _refusal(beginning: str) -> str | None:
    """Why a comment cannot keep findings of these codes back."""
    if beginning.startswith("PF6"):
        return "own"
    return cannot_be_left_out(beginning)


def _is_looked_for(beginning: str, is_checked: Callable[[str], bool]) -> bool:
    """Whether all is looked for that a comment could have kept back: what is not may well be there."""
    codes = [code for code in codes_from(beginning) if is_suppressible(code)]
    return bool(codes) and all(map(is_checked, codes))
