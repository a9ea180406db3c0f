"""A line that begins with nothing known, as a line that begins with what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from perflang.advice import items, money, schedules, table
from perflang.advice.place import Place
from perflang.advice.proposal import Proposal, write
from perflang.advice.targets import readings, with_operator
from perflang.advice.words import Words, words_of
from perflang.diagnostics import Values
from perflang.source.regex import regex
from perflang.values import BLANKS, SCALES, half_width, split_marker
from perflang.vocabulary import vocabulary

_MARKS = regex(
    r"(?:[-*+>•·●◆■□▪►➢✓√☆★]+[ \t\u3000]*|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、][ \t\u3000]*){1,2}"
)
# What was written where the colon belongs.
_SIGN = regex(r"(?:[;；,，.。、:：∶﹕︰꞉=＝~～|｜\\→—–―_…-]+>?|[ \t\u00a0\u3000]+)+")
_CLOSING = "】]〕」』”\"'’》〉）)*_`"
_AFTER_WORD = regex(r"[（(][^()（）]{0,20}[)）]")
_GLUED = 4  # characters of a word that may stand right before its text without a sign
_YEAR = regex("(?:19|20)[0-9]{2}(?:年度?)?[ \t\u3000:：]*")
_CODE = regex("[0-9]{8}[0-9A-Z]{13}")
_NOTE = regex(r"(?://+|/\*+|<!--|--+|;+|；+|※|[（(]?(?:注|说明|备注)[)）]?[:：])[ \t\u3000]*")

_SIGNS_OF_TARGETS = frozenset("≥≤><=＞＜＝:：")


def meant(text: str, place: Place) -> Iterator[Proposal]:
    """What may have been meant by a line, the surest first; each is to be tried."""
    words = words_of(place.framework)
    cells = table.cells_of(text)
    if len(cells) > 1:
        yield from _row_of_table(cells, place)
    yield from _asides(text, place, words)
    yield from _with_head(text, place, words)
    plain = undecorated(text)
    if text[:1] in "（(" and text[-1:] in "）)":
        plain = text[1:-1]
        yield from _asides(plain, place, words)
    if plain != text:
        yield from _with_head(plain, place, words)


def undecorated(text: str) -> str:
    """``text`` without bullets, numbers and marks of Markdown before its first word."""
    match = _MARKS.match(text)
    plain = text[match.end() :] if match else text
    return plain.replace("**", "").replace("__", "").lstrip("#【[〔「『“\"'‘《〈*_` ")


def shaped(word: str, rest: str, place: Place) -> Iterator[Proposal]:
    """A line of a known word and ``rest``, in the ways that its shape allows."""
    keyword = vocabulary().find(word)
    rest = rest.strip(BLANKS)
    match keyword.shape if keyword else "row":
        case "equation":
            budget = money.equation(rest) if rest else ""
            yield from _lines(word, rest, *([budget] if budget else []))
        case "yearly":
            from perflang.advice.years import yearly_lines

            yield write(f"{word}: {rest}".rstrip())
            found = yearly_lines(word, rest)
            if found:
                yield write(*found) if len(found) == 1 else Proposal(tuple(found), "years")
        case "schedule":
            plan = schedules.schedule(rest, place.total) if rest else ""
            yield from _lines(word, rest, *([plan] if plan else []))
        case "list":
            one = rest if split_marker(rest)[0] else f"1. {rest}"
            several = items.parted(rest) or ([one] if rest else [])
            yield write(f"{word}:", *several)
        case "row" | "target":
            yield from _lines(word, *readings(rest, word))
            yield from only_level_below(word, rest, place)
        case _:
            yield from _lines(word, rest, rest.rstrip("。；;，,"))


def _lines(word: str, *rests: str) -> Iterator[Proposal]:
    for rest in dict.fromkeys(rests):
        line = f"{word}: {rest}".rstrip()
        yield Proposal((line,), "path") if "/" in word else write(line)


def only_level_below(word: str, rest: str, place: Place) -> Iterator[Proposal]:
    """An indicator behind a level 1 with a single level 2: that one."""
    first = place.framework.first_level(word)
    below = [level for level in place.framework.second if first and level.parent == first.zh]
    if len(below) == 1 and rest:
        name = below[0].en.lower() if word.isascii() else below[0].zh
        yield from _lines(name, *readings(rest, name))


def _with_head(text: str, place: Place, words: Words) -> Iterator[Proposal]:
    """A known word at the beginning, or one that looks like it, and what follows."""
    found = words.beginning(text)
    parted = halves(text)
    heads = [
        proposal
        for meant_word in (words.for_word(parted.head) if parted.kept else ())
        for proposal in shaped(meant_word, parted.rest, place)
    ]
    if not parted.rest:
        yield from heads
    if found is not None:
        yield from _after_word(*found, place, words)
    yield from heads
    first = re.split("[ \t\u00a0\u3000;；,，。、]", text, maxsplit=1)[0]
    if found is None and 1 < len(first) < len(text):
        for meant_word in words.for_word(first):
            yield from shaped(meant_word, text[len(first) :].lstrip(BLANKS + ";；,，。、"), place)


def _after_word(word: str, after: str, place: Place, words: Words) -> Iterator[Proposal]:
    """``after`` is what stands behind a known word: a sign for the colon, or nothing at all."""
    behind = after.lstrip(_CLOSING)
    if match := _AFTER_WORD.match(behind):
        if match.end() == len(behind):
            for meant_word in words.for_word(word):
                yield from shaped(meant_word, match[0][1:-1], place)
        behind = behind[match.end() :].lstrip(_CLOSING)
    sign = _SIGN.match(behind)
    if sign is None and behind and len(word) < _GLUED and behind == after:
        return
    rest = behind[sign.end() :] if sign else behind
    written = sign[0].strip(BLANKS) if sign else ""
    hint = (
        "sign" if written and written not in (":", "：") else "colon" if behind == after else None
    )
    inner = words.beginning(rest) if place.framework.first_level(word) else None
    if inner is not None and place.framework.second_level(inner[0]):
        for proposal in _after_word(*inner, place, words):
            yield Proposal(tuple(f"{word}/{line}" for line in proposal.lines), "path")
    for meant_word in words.for_word(word):
        for proposal in shaped(meant_word, rest, place):
            exact = hint and len(proposal.lines) == 1 and meant_word == word
            values = {"head": word, "sign": written}
            mark = len(after) - len(behind) + len(word) if written else 0
            places = (mark, mark + len(written)) if written else (0, len(word))
            yield Proposal(proposal.lines, hint, values, at=places) if exact else proposal


def _asides(text: str, place: Place, words: Words) -> Iterator[Proposal]:
    """A column of the printed table that no line begins with."""
    parted = halves(text)
    found = words.beginning(text)
    word = parted.head if parted.kept and words.aside(parted.head) else found[0] if found else ""
    rest = parted.rest if parted.kept else found[1].strip(BLANKS) if found else ""
    kind = words.aside(word) if word else None
    if word in ("单位", "unit"):
        yield from _unit_of_target(word, rest, place)
    match kind:
        case "money":
            yield from _source(text, word, rest, place)
        case "code":
            yield from _code(word, rest, place)
        case "levels":
            for level in words.for_word(rest):
                yield write(f"{level}:")
        case "indicator" if place.row:
            yield Proposal((f"备注: {text}",), "aside", {"head": word})
        case "publication" if place.project and rest and not place.row:
            yield Proposal((f"其他栏目: {word}: {rest}",), "of-form", {"head": word})
        case "indicator" | "publication":
            yield Proposal((f"# {text}",), "no-field", {"head": word})
    if word in ("单位", "unit"):
        yield from _unit(rest)


class Halves(NamedTuple):
    """A line at its first colon: what stands before and behind it, and its beginning as it was written."""

    head: str
    rest: str
    kept: str  # empty where there is no colon


def halves(text: str) -> Halves:
    """``text`` parted at its first colon, of either width."""
    pieces = re.split("([:：][ \t\u00a0\u3000]?)", text, maxsplit=1)
    if len(pieces) == 1:
        return Halves(text, "", "")
    return Halves(pieces[0].rstrip(BLANKS), pieces[2].strip(BLANKS), pieces[0] + pieces[1])


def behind_year(text: str) -> tuple[str, str]:
    """A line parted where its text begins, that of a yearly budget behind its year."""
    head, rest, kept = halves(text)
    keyword = vocabulary().find(head)
    year = _YEAR.match(rest) if keyword is not None and keyword.shape == "yearly" else None
    return (kept + rest[: year.end()], rest[year.end() :]) if year else (kept, rest)


def _unit_of_target(word: str, rest: str, place: Place) -> Iterator[Proposal]:
    """``单位: 处`` below an indicator: a unit stands right behind its number."""
    if not place.row or not rest or money.scale_in(rest) == rest:
        return
    above = _line_above(place)
    has_sign = not _SIGNS_OF_TARGETS.isdisjoint(above[:-1])
    has_number = has_sign and half_width(above[-1:]).isdigit()
    if has_number or len(rest) < _GLUED or "/" in rest:
        values = {"head": word, "unit": rest}
        if has_number:
            yield Proposal((f"{above} {rest}",), "unit", values)
        yield Proposal((), "unit-alone", values)


def _unit(rest: str) -> Iterator[Proposal]:
    """``单位：万元`` is the unit of money, any other the budget unit."""
    scale = money.scale_in(rest)
    if scale is not None and half_width(rest).strip("（）() ") in (*SCALES, "万", "亿"):
        yield write(f"金额单位: {scale}")
    elif rest:
        yield write(f"预算单位: {rest}")


def _source(text: str, word: str, rest: str, place: Place) -> Iterator[Proposal]:
    found = money.part(text) or money.part(rest)
    if found is None:
        return
    name, amount = found
    if place.sign:
        yield Proposal((f"{place.sign} {name} {amount}",), "part", {"head": word})
    elif place.project:
        yield Proposal((f"预算: = {name} {amount}",), "part", {"head": word})


def _code(word: str, code: str, place: Place) -> Iterator[Proposal]:
    """The code has no line of its own: it stands before the project's name, often on the next line."""
    if not code:
        return
    lines = place.source
    following = lines.line_text(place.number + 1) if place.number < len(lines.line_starts) else ""
    following = following.strip(BLANKS + "\r")
    begins = words_of(place.framework).beginning(following)
    keyword = vocabulary().find(begins[0]) if begins else None
    name = begins[1].lstrip(BLANKS + ":：;；,，") if begins else ""
    values = {"head": word}
    alone, *behind = code.split(maxsplit=1)
    inside = words_of(place.framework).beginning(behind[0]) if behind else None
    if inside is not None:
        rest = inside[1].lstrip(BLANKS + ":：;；,，")
        yield Proposal((f"项目: {alone} {rest}",), "code", values)
    if keyword is not None and keyword.id == "project" and not behind:
        yield Proposal((f"项目: {code} {name}",), "code", values, merged=1)
    above = words_of(place.framework).beginning(_line_above(place))
    opened = vocabulary().find(above[0]) if above else None
    if above is not None and opened is not None and opened.id == "project" and not behind:
        name = above[1].lstrip(BLANKS + ":：;；,，")
        if name:
            yield Proposal((f"项目: {code} {name}",), "code-above", values)
    known = {"code": alone, "code_en": alone} if _CODE.fullmatch(alone) else {}
    shown = {"code": "项目编码", "code_en": "code"} | known
    yield Proposal((), "code-alone", {**values, **shown})


def _line_above(place: Place) -> str:
    """The last line above that is not empty, without the blanks around it."""
    above = (place.source.line_text(number) for number in range(place.number - 1, 0, -1))
    return next((text for line in above if (text := line.strip(BLANKS + "\r"))), "")


def _row_of_table(cells: list[str], place: Place) -> Iterator[Proposal]:
    lines = table.indicator(cells, place)
    if lines:
        yield Proposal(tuple(lines), "row" if len(lines) == 1 else "rows")


def note(text: str) -> Proposal | None:
    """A remark for oneself that was not begun with ``#``."""
    match = _NOTE.match(text)
    if match is None:
        return None
    said = text if match[0][:1] in "注说备（(" else text[match.end() :]
    return Proposal((f"# {said.removesuffix('*/').removesuffix('-->').strip()}",), "note")


def without_level(text: str, place: Place) -> Iterator[Proposal]:
    """An indicator with no level before it: it goes on with the level above, or one has to be chosen."""
    row = with_operator(text)
    if row is None:
        return
    if place.row or place.framework.is_flat:
        for one in _lines("指标", *readings(text, "")):
            yield Proposal(one.lines, "again")
        return
    yield choice(text, place)


def choice(text: str, place: Place, first: str | None = None) -> Proposal:
    """The levels 2 that may stand before an indicator, and the line with one of them."""
    parent = first or (place.heading.zh if place.heading else None)
    below = [level for level in place.framework.second if parent in (None, level.parent)]
    english = place.line.isascii()
    names = tuple(level.en.lower() if english else level.zh for level in below)
    row = with_operator(text) or text.strip(BLANKS)
    values: Values = {
        "levels": names,
        "example": f"{names[0]}: {row}".rstrip() if names else row,
    }
    return Proposal((), "level", values)
