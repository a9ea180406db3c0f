"""Advice for what is said below an indicator: its direction, its importance, the values of earlier years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perflang.advice.lines import halves
from perflang.advice.place import Place
from perflang.advice.proposal import Adviser, Proposal, write
from perflang.diagnostics import Diagnostic
from perflang.source.regex import regex
from perflang.values import BLANKS, DIRECTIONS, IMPORTANCES, half_width, read_history, tidy_history
from perflang.values.history import pieces
from perflang.vocabulary import nearest

# What people say for a direction has one of these in it, and none of the others'.
_TOWARDS = {"正向": "正大高多增升↑≥", "反向": "反逆负小低少减降↓≤", "适度": "适中区≈"}
# What the publication's year makes of a year that is not named.
_YEARS_AGO = {"上年度": 1, "上一年": 1, "上年": 1, "去年": 1, "前年": 2}
_NOT_NAMED = regex("|".join(_YEARS_AGO))
_SHORT_YEAR = regex("(?<![0-9])([0-9]{2})(?=年)")
_BARE_YEAR = regex("(?<![0-9])((?:19|20)[0-9]{2})(?=[ \t\u3000]+[^ \t\u3000年])")
_NEXT_YEAR = regex("(?<=[^ \t\u3000,，;；、])[ \t\u3000]*(?=(?<![0-9])(?:19|20)[0-9]{2}年)")
_YEAR = regex("(?:19|20)[0-9]{2}年?")


def _direction(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = half_width(str(found.values["text"])).lower()
    meant = [name for name, signs in _TOWARDS.items() if any(sign in text for sign in signs)]
    yield from _with(place, meant if len(meant) == 1 else _nearest(text, DIRECTIONS))


def _importance(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = half_width(str(found.values["text"])).lower()
    held = [
        word for others in _words(IMPORTANCES) for word in others if len(word) > 1 and word in text
    ]
    held += [mark for mark in "★▲" if mark in text]
    yield from _with(place, held if len(held) == 1 else _nearest(text, IMPORTANCES))


def _history(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    _, rest, kept = halves(place.line)
    if place.year is not None and _NOT_NAMED.search(rest):
        named = _with_years(rest, int(place.year))
        yield Proposal((kept + tidy_history(named),), "relative")
    yield write(kept + tidy_history(_apart(rest)))
    turned = _years_before(half_width(rest))
    if turned:
        yield write(kept + tidy_history(turned))


def _order(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    _, rest, kept = halves(place.line)
    read = read_history(rest)
    if read is None or found.hint == "twice":
        return
    texts = [rest[piece.start : piece.end].strip(BLANKS) for piece in pieces(rest)]
    in_order = sorted(zip(read.values, texts, strict=True), key=lambda pair: pair[0].year)
    yield write(kept + tidy_history(", ".join(text for _, text in in_order)))


def _with(place: Place, words: list[str]) -> Iterator[Proposal]:
    kept = halves(place.line).kept
    yield from (write(kept + word) for word in words)


def _words(choices: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    return ((name, *others) for name, others in choices.items())


def _nearest(text: str, choices: Mapping[str, tuple[str, ...]]) -> list[str]:
    near = nearest(text, [word for words in _words(choices) for word in words if len(word) > 1])
    return [near] if near else []


def _years_before(text: str) -> str:
    """``250 人次(2020年)，270 人次(2021)`` with each year before its value; empty where not all have one."""
    *years, rest = text.split(")")
    turned = []
    for piece in years:
        value, opening, year = piece.rpartition("(")
        value = value.strip(BLANKS + ",;、")
        if not opening or not value or "(" in value or not _YEAR.fullmatch(year):
            return ""
        turned.append(f"{year.removesuffix('年')}年 {value}")
    return ", ".join(turned) if not rest.strip(BLANKS) else ""


def _with_years(text: str, year: int) -> str:
    """``上年 300 人次`` with the year itself."""
    return _NOT_NAMED.sub(lambda match: f"{year - _YEARS_AGO[match[0]]}年", text)


def _apart(text: str) -> str:
    """``19年250 2020年270`` with four digits a year and a comma between years."""
    whole = _BARE_YEAR.sub(r"\1年", _SHORT_YEAR.sub(r"20\1", half_width(text)))
    return _NEXT_YEAR.sub(", ", whole)


ATTRIBUTES: dict[str, Adviser] = {
    "PF240": _direction,
    "PF241": _importance,
    "PF242": _history,
    "PF243": _order,
}
