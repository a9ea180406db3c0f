"""A yearly budget however it was written, a line for each year; a period that was not read, or is turned round."""

from __future__ import annotations

from collections.abc import Iterator

from perflang.advice import money
from perflang.advice.broken import lines_below
from perflang.advice.lines import halves
from perflang.advice.place import Place
from perflang.advice.proposal import Adviser, Proposal
from perflang.diagnostics import Diagnostic, Values
from perflang.source.regex import regex
from perflang.values import BLANKS, Timing, half_width, split_marker
from perflang.values.numerals import with_digits
from perflang.values.period import is_backwards, read_period

_YEAR = regex("(?<![0-9.])((?:19|20)[0-9]{2})(?![0-9.])(?:[ ]?年度?)?")
_RANGE = regex("(?:19|20)[0-9]{2}年?度?[ ]?[-—–~至到]+[ ]?(?:19|20)?[0-9]{2}")
_AROUND = "，,；;、。:： \t\u00a0\u3000"
_BETWEEN = regex("[ \t\u00a0\u3000,，、;；.。|/／_]+")
_JOINED = regex("(--?|—{1,2}|–|~|～|至|到)")
_BULLETS = "-－—*•· \u3000"
_FULL = regex("(?:19|20)[0-9]{2}")
_LIKE_DIGITS = str.maketrans("OoIl", "0011")


def yearly(text: str) -> list[tuple[str, str]]:
    """``2022年100万元；2023年：200`` as the years with an equation for each; empty where it is something else."""
    plain = half_width(text)
    found = list(_YEAR.finditer(plain))
    if not found or _RANGE.search(plain):
        return []
    if len(found) == 1:
        rest = plain[: found[0].start()] + " " + plain[found[0].end() :]
        pieces = [(found[0][1], rest.replace("( )", " "))]
    elif plain[: found[0].start()].strip(_AROUND):
        return []
    else:
        edges = [*(match.start() for match in found), len(plain)]
        pieces = [
            (match[1], plain[match.end() : edges[number + 1]]) for number, match in enumerate(found)
        ]
    read = [(year, money.equation(rest.strip(_AROUND))) for year, rest in pieces]
    whole = [(year, sum_) for year, sum_ in read if sum_ is not None]
    return whole if len(whole) == len(read) else []


def yearly_lines(word: str, text: str) -> list[str]:
    """The lines of a yearly budget, begun with ``word``."""
    behind = ":" if word.isascii() else "年"
    return [f"{word}: {year}{behind} {sum_}" for year, sum_ in yearly(text)]


def listed(text: str, place: Place) -> Iterator[Proposal]:
    """Years on lines of their own below the word of a yearly budget, which each of them begins with."""
    if not place.years:
        return
    found: list[list[str]] = []
    for line in (text, *lines_below(place)):
        lines = yearly_lines(place.years, split_marker(line)[1].lstrip(_BULLETS))
        if not lines:
            break
        found.append(lines)
    for count in dict.fromkeys((len(found), min(len(found), 1))):
        lines = [line for several in found[:count] for line in several]
        if lines:
            fixed = tuple(f"“{line}”" for line in lines)
            values: Values = {"fixed": fixed, "years": place.years}
            yield Proposal(tuple(lines), "years", values, merged=count - 1)


def _no_period(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """Two points of time with another sign between them, or in characters."""
    text = str(found.values["text"])
    _, rest, kept = halves(place.line)
    if rest != text:
        return
    plain = with_digits(text).translate(_LIKE_DIGITS)
    for one in (plain, *_dashed(plain)):
        period = read_period(one)
        if isinstance(period, Timing):
            yield Proposal((kept + one,), "write")


def _dashed(text: str) -> Iterator[str]:
    """``text`` with a dash at each place where something else may stand for it."""
    for match in _BETWEEN.finditer(text):
        yield f"{text[: match.start()]}—{text[match.end() :]}"


def _turned(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = str(found.values["text"])
    _, rest, kept = halves(place.line)
    pieces = _JOINED.split(text)
    if rest != text or len(pieces) != 3 or not all(map(_FULL.match, pieces[::2])):
        return
    first, sign, last = (one.strip(BLANKS) for one in pieces)
    turned = f"{last}{sign}{first}"
    if not is_backwards(turned) and isinstance(read_period(turned), Timing):
        yield Proposal((kept + turned,), "write")


YEARS: dict[str, Adviser] = {"PF249": _no_period, "PF250": _turned}
