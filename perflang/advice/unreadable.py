"""Advice for lines that could not be read, or that begin with a word that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from perflang.advice import broken, items, money, rows, table
from perflang.advice.lines import (
    behind_year,
    choice,
    halves,
    meant,
    note,
    shaped,
    undecorated,
    without_level,
)
from perflang.advice.place import Place
from perflang.advice.proposal import Adviser, Proposal, write
from perflang.advice.targets import with_operator
from perflang.advice.trial import works
from perflang.advice.words import words_of
from perflang.advice.years import listed
from perflang.diagnostics import Diagnostic, Values
from perflang.source.regex import regex
from perflang.values import BLANKS, half_width, split_marker
from perflang.vocabulary import vocabulary

_MERGE = regex("<{7}|={7}$|>{7}")
_PAGE = regex(
    "(?:第[ ]?)?[-—–－]{0,3}[ ]?[0-9]{1,4}[ ]?[-—–－]{0,3}(?:[ ]?页)?(?:[ ]?[,，/共][ ]?[0-9]{1,4}[ ]?页)?"
    "|page [0-9]{1,4}"
)
_RULE = regex(r"[-—–－=＝_*~·.＊]{3,}|…+")
_CHAT = regex("[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?$")
_LONGEST_TITLE = 40
_STRAY = "：:；;，,。、 \t\u3000"


def is_mark_of_merge(line: str) -> bool:
    """Whether a line is one of the three that git leaves where two versions differ."""
    return _MERGE.match(line) is not None


def _no_statement(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = place.line
    if is_mark_of_merge(text):
        yield Proposal(hint="conflict")
    yield from listed(text, place)
    yield from broken.sources(text, place)
    yield from _leftover(text, place)
    yield from broken.stages(text, place)
    said = note(text)
    if said is not None:
        yield said
    yield from _source(text, place)
    value = with_operator(f"x {text}") if rows.begins_with_sign(text) else None
    if value is not None and not place.has_target:
        yield Proposal((f"指标值: {value.removeprefix('x ')}",), "target")
    if place.marker is not None:
        yield from _item(text, place)
        return
    yield from _cells_below_each_other(text, place)
    yield from meant(text, place)
    yield from without_level(text, place)
    yield from _on_its_own(text, place)


def _leftover(text: str, place: Place) -> Iterator[Proposal]:
    """What came along with a paste and is no content."""
    cells = table.cells_of(text) or text.split()
    if table.is_header(cells):
        yield Proposal(hint="header")
    elif table.is_total(cells) and (not place.sign or place.total is not None):
        yield Proposal(hint="total")
    if _PAGE.fullmatch(text.lower()) and not text.isdigit():
        yield Proposal(hint="page")
    elif _RULE.fullmatch(text) or text.startswith("```"):
        yield Proposal(hint="rule")


def _cells_below_each_other(text: str, place: Place) -> Iterator[Proposal]:
    """A row of the table whose cells have become lines: the level, the name, the target."""
    level = place.framework.second_level(text)
    below = list(islice(broken.lines_below(place), 2))
    if level is not None and len(below) > 1 and rows.begins_with_sign(below[1]):
        whole = with_operator(f"{below[0]} {below[1]}")
        if whole is not None:
            yield Proposal((f"{text}: {whole}",), "row", merged=2)


def _source(text: str, place: Place) -> Iterator[Proposal]:
    """A source of money below its budget, without its sign."""
    found = money.part(text) if place.sign else None
    if found is not None:
        yield Proposal((f"{place.sign} {found[0]} {found[1]}",), "part")


def _item(text: str, place: Place) -> Iterator[Proposal]:
    """A list is open: the line is an item, or one of the lines that may follow a list."""
    begins = words_of(place.framework).beginning(text)
    if halves(text).kept or (begins is not None and len(begins[0]) > 3) or with_sign(text):
        yield from meant(text, place)
        yield from without_level(text, place)
    marked = items.with_marker(text)
    if marked is not None:
        yield Proposal((marked,), "item")
    following = items.as_next(text, place)
    if following is None:
        return
    if place.text and place.text[-1] in "，、,":
        yield Proposal((f"| {text}",), "more")
    if place.items and place.text_is_open:
        yield Proposal((following,), "item-or-more", {"other": f"| {text}"})
    yield Proposal((following,), "item")


def with_sign(text: str) -> bool:
    """Whether a comparison stands in a text."""
    return re.search("[≥≤><＞＜≧≦]", text) is not None


def _on_its_own(text: str, place: Place) -> Iterator[Proposal]:
    """A line of plain text: it goes on with the text above, or is said for oneself."""
    marked = items.with_marker(text)
    if place.sign and not re.search("[0-9]", text):
        yield Proposal((f"用途: {text}",), "purpose")
    if place.text is not None and place.project:
        yield Proposal((f"| {text}",), "more")
    elif marked is not None and place.project:
        yield Proposal(hint="list")
    elif not place.project and len(text) <= _LONGEST_TITLE:
        yield Proposal((f"# {text}",), "title")


def _unknown_word(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = place.line
    head, rest, _ = halves(text)
    yield from listed(text, place)
    yield from broken.sources(text, place)
    yield from broken.stages(text, place)
    if _CHAT.search(text) and with_digits_before(head):
        yield Proposal(hint="chat")
    said = note(text)
    if said is not None:
        yield said
    yield from _of_another_framework(head, rest, place)
    goal = items.with_marker(text) if place.marker is not None else None
    if goal is not None and goal.startswith("目标"):
        yield write(goal)
    yield from meant(text, place)
    if place.text and place.text[-1] in "，、,；;" and place.project:
        yield Proposal((f"| {text}",), "more")
    yield from _without_level(head, text, place)


def _without_level(head: str, text: str, place: Place) -> Iterator[Proposal]:
    """``培训人次: 300 人次`` in a project: an indicator whose level was left out."""
    if not place.project or place.framework.is_flat or place.marker is not None:
        return
    is_indicator = "指标" in words_of(place.framework).for_word(head)
    name = halves(text).rest if is_indicator else text
    if place.row and not is_indicator:
        yield Proposal((f"指标: {name}",), "again", {"head": head})
    if re.search("[0-9０-９]", name):
        yield Proposal((), "level", {**choice(name, place).values, "head": head})


def with_digits_before(head: str) -> bool:
    """Whether what stands before a colon ends in the hour of a time."""
    return half_width(head)[-1:].isdigit()


def _of_another_framework(head: str, rest: str, place: Place) -> Iterator[Proposal]:
    """A level 2 that another framework has."""
    word = head.strip(BLANKS)
    if words_of(place.framework).is_known(word):
        return
    for other in place.catalogue.frameworks:
        level = other.second_level(word)
        if level is None:
            continue
        if place.framework.is_flat:
            yield Proposal((f"指标: {rest.strip(BLANKS)}",), "flat")
            return
        same = [one for one in place.framework.second if one.parent == level.parent]
        levels = same or place.framework.second
        names = tuple(one.en.lower() if word.isascii() else one.zh for one in levels)
        values: Values = {"other": other.id, "levels": names}
        yield Proposal((), "other", values)


def _wrong_shape(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = place.line
    if is_mark_of_merge(text) or _RULE.fullmatch(text):
        yield Proposal(hint="rule")
        return
    following = next(broken.lines_below(place), "")
    if text[-1:] in "+＋=＝" and following:
        sign = half_width(text[-1])
        whole = (text[:-1].rstrip(BLANKS), f"{sign} {following.lstrip('+＋=＝ ')}")
        yield Proposal(whole, "lines", merged=1)
    head, rest, kept = halves(text)
    keyword = vocabulary().find(head) if kept else None
    if keyword is not None and keyword.shape == "schedule":
        yield from broken.rest_of_stages(kept, rest, place)
    if keyword is not None:
        is_budget = keyword.shape in ("equation", "yearly")
        if is_budget:
            yield from _names_and_brackets(*behind_year(text), place)
        is_yearly = (
            keyword.shape == "yearly"
        )  # 第一年 100: a budget of the year is not what was meant
        for one in shaped(head, rest, place) if is_yearly else meant(text, place):
            kind = one if is_yearly else _keeping(one, head, kept)
            said = money.slip(rest) if is_budget and len(kind.lines) == 1 and not is_yearly else ""
            bare = said == "equation" and " = " not in kind.lines[0]
            yield Proposal(kind.lines, said) if said and not bare else kind
        named = money.without_names(halves(text).rest) if is_budget else None
        if named is not None:
            yield Proposal((), "names", {"named": kept + named})
    elif text[:1] in "=＝+＋":
        yield from _names_and_brackets("", text, place)
        yield from (write(*one.lines) for one in meant(undecorated(text), place))
        part = money.part(text[1:])
        if part is not None:
            yield write(f"{half_width(text[0])} {part[0]} {part[1]}")


def _names_and_brackets(kept: str, rest: str, place: Place) -> Iterator[Proposal]:
    """Names of sources that need quotes, and a bracket that closes at one place only."""
    quoted = money.with_quotes(rest)
    if quoted is not None:
        yield Proposal((kept + quoted,), "quotes")
    fitting = [line for one in money.closed(rest) if works((line := kept + one,), place)]
    if len(fitting) == 1:
        yield Proposal((fitting[0],), "bracket")
    elif fitting:
        yield Proposal()


def _keeping(proposal: Proposal, head: str, kept: str) -> Proposal:
    """The line with the head as it was written."""
    lines = tuple(
        kept + line[len(head) + 2 :] if line.startswith(f"{head}: ") else line
        for line in proposal.lines
    )
    return write(*lines)


def _list_with_text(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    word, text, _ = halves(place.line)
    text = text.lstrip(_STRAY)
    if not text:
        yield write(f"{word}:")
        return
    marked = items.with_marker(text)
    alone = [text] if split_marker(text)[0] else [marked] if marked else [f"1. {text}"]
    for lines in (items.parted(text), alone, [f"1. {text}"]):
        if lines:
            yield write(f"{word}:", *lines)


UNREADABLE: dict[str, Adviser] = {
    "PF110": _no_statement,
    "PF111": _wrong_shape,
    "PF112": rows.second_sign,
    "PF113": _list_with_text,
    "PF114": rows.name_missing,
    "PF115": rows.value_missing,
    "PF201": _unknown_word,
}
