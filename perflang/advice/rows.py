"""Advice for the line of an indicator: its level, its name, its sign and its value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflang.advice.lines import choice, halves, only_level_below
from perflang.advice.place import Place
from perflang.advice.proposal import Proposal, write
from perflang.advice.targets import (
    decimal_point,
    joined,
    number_in_digits,
    operator_of,
    with_figure,
    with_operator,
)
from perflang.advice.words import words_of
from perflang.diagnostics import Diagnostic
from perflang.semantics.held_target import deadline, odd_sign
from perflang.source.regex import regex
from perflang.values import BLANKS, read_cell
from perflang.vocabulary import vocabulary

_SIGN = regex("[≥≤><=＞＜＝≧≦》《〉〈](?:[ ]?[=＝≥≤><＞＜])*")
_ANY = regex("[≥≤><=＞＜＝≧≦:：]")
_NEXT = regex("[；;，,、。 \t\u3000]+")
_TURNED = regex(
    "([≥≤><=＞＜＝≧≦]{1,2}[ ]?[0-9０-９.,]+[ ]?[^0-9 \t.,]{1,8})[ \t]+([^0-9≥≤><=:：]+)"
)
_VALUES = vocabulary()["target"].spellings + vocabulary()["baseline"].spellings
_SEVERAL_SIGNS = ("range", "thresholds")  # kinds of target
_PARTS = vocabulary()["part"].spellings
_CURLY = str.maketrans("“”„‟＂", '"""""')
_LETTERS = regex("[OoＯ][.]?[0-9]|[0-9.,][OoＯ〇○]")
_RANGE = regex("[0-9％%][^0-9]{0,4}[-—–~～至到－][ ]*[0-9]")
_DATE = regex("(?:19|20)[0-9]{2}[年./-][0-9]")
_ABOUT = regex("(?:大约|约|近)[ ]*(?=[0-9])")
_STOP = regex("[；;，,、。 \t\u3000]")
_FIGURES = regex("[0-9０-９.]+")
_DIGIT = regex("[0-9０-９]")


def second_sign(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """A sign too many: two colons, half an operator more, a second indicator, a sign inside a name."""
    head, text, kept = halves(place.line)
    if text[:1] in ":：":
        yield Proposal((kept + text.lstrip(":： \t"),), "once")
    signs = list(_ANY.finditer(text))
    yield from _field_inside(kept, text, place)
    yield from _one_operator(kept, text)
    yield from _bounds(kept, text.translate(_CURLY), signs)
    yield from _two_rows(kept, text, head, place)
    yield from _quoted(kept, text.translate(_CURLY), signs)


def begins_with_sign(text: str) -> bool:
    """Whether a text is a target by its first character."""
    return _SIGN.match(text) is not None


def _field_inside(kept: str, text: str, place: Place) -> Iterator[Proposal]:
    """Other fields or levels on the same line, at its beginning or behind the target."""
    words = words_of(place.framework)
    found: list[tuple[int, int, str]] = []  # where each begins, where its value does, and its word
    for colon in re.finditer("[:：]", text):
        before = text[: colon.start()].rstrip(BLANKS)
        word = _STOP.split(before)[-1]
        if words.is_known(word):
            found.append((len(before) - len(word), colon.end(), word))
    if not found:
        return
    ends = [start for start, *_ in found[1:]] + [len(text)]
    fields = [
        (word, text[begin:end].strip(BLANKS + "；;，,、"))
        for (_, begin, word), end in zip(found, ends, strict=True)
    ]
    first = text[: found[0][0]].strip(BLANKS + "；;，,、。")
    if not first:
        word, value = fields[0][0], text[found[0][1] :].strip(BLANKS)
        yield Proposal((f"{halves(kept).head}/{word}: {value}",), "path")
        if len(fields) > 1:
            yield write(*(f"{one}: {said}" for one, said in fields))
        yield write(f"{word}: {value}")
        return
    lines = _a_line_each(first, fields)
    if lines:
        yield Proposal((kept + lines[0], *lines[1:]), "write" if len(lines) == 1 else "lines")
    if len(fields) > 1 or _SIGN.search(first):
        yield Proposal()  # which of them is meant cannot be told, but quotes around all are wrong


def _a_line_each(first: str, fields: list[tuple[str, str]]) -> list[str]:
    """A row and the fields behind it, as lines; a target said again is left out, another is a riddle."""
    lines = [first]
    for word, value in fields:
        keyword = vocabulary().find(word)
        sign = _SIGN.search(lines[0])
        if keyword is None or keyword.id != "target":
            lines.append(f"{word}: {value}")
        elif sign is None:
            lines[0] = with_operator(f"{lines[0]} {value}") or f"{lines[0]}: {value}"
        elif _FIGURES.findall(lines[0][sign.end() :]) != _FIGURES.findall(value):
            return []
    return lines


def _bounds(kept: str, text: str, signs: list[re.Match[str]]) -> Iterator[Proposal]:
    """One target with several signs in it: a range (≥ 3 个 ≤ 5 个) or thresholds (优≥98%，良≥90%)."""
    if kept.strip(BLANKS + ":：") in _VALUES and read_cell(text).kind in _SEVERAL_SIGNS:
        yield Proposal((f'{kept}"{text}"',), "quote-value")
    for sign in signs[:-1]:
        start = sign.end() if sign[0] in ":：" else sign.start()
        value = text[start:].strip(BLANKS).strip('"')
        if read_cell(value).kind in _SEVERAL_SIGNS:
            name = text[: sign.start()].rstrip(BLANKS)
            yield Proposal((f'{kept}{name}: "{value}"',), "quote-value")


def _one_operator(kept: str, text: str) -> Iterator[Proposal]:
    """``：≥``, ``≥=`` and ``> =`` are one operator."""
    match = _SIGN.search(text)
    if match is None:
        return
    name, value = text[: match.start()].rstrip(BLANKS), text[match.end() :].lstrip(BLANKS + ":：")
    line = joined(name, operator_of(match[0]), value)
    if line is None or _ANY.search(value):
        return
    if name[-1:] in ":：" and len(match[0].replace(" ", "")) == 1:
        yield Proposal((kept + line,), "drop")
    else:
        yield Proposal((kept + line,), "operator", {"run": match[0]})


def _two_rows(kept: str, text: str, head: str, place: Place) -> Iterator[Proposal]:
    """Two indicators on one line, parted by a stop or by blanks before a name or a level."""
    for match in _NEXT.finditer(text):
        first, second = text[: match.start()], text[match.end() :]
        in_value = _DIGIT.match(first[-1:]) and match[0].strip("，,") != match[0]
        glued = _DIGIT.match(first[-1:]) and not match[0].strip(BLANKS)
        if in_value or glued or not _ANY.search(first) or not _ANY.search(second):
            continue
        again = head if head in _PARTS else "indicator" if head.isascii() else "指标"
        if begins_with_sign(second):  # two targets of one indicator
            second = f"{_SIGN.split(first)[0].rstrip(BLANKS)} {second}"
        yield Proposal((kept + first, f"{again}: {second}"), "lines")


def _quoted(kept: str, text: str, signs: list[re.Match[str]]) -> Iterator[Proposal]:
    """A name, or a value, that holds a sign of its own goes in quotes."""
    if len(signs) < 2:
        return
    last, first = signs[-1], signs[0]
    operators = [match for match in signs if match[0] not in ":："]
    at = operators[-1] if operators else last
    name = text[: at.start()].strip(BLANKS).strip('"')
    value = text[at.start() :].strip(BLANKS)
    if operators and name:
        yield Proposal((f'{kept}"{name}" {value}',), "quote-name")
    value = text[first.end() :].strip(BLANKS).strip('"')
    name = text[: first.end()]
    if value:
        yield Proposal((f'{kept}{name} "{value}"',), "quote-value")


def name_missing(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """A value alone: it belongs to the indicator above where that has none."""
    head, text, _ = halves(place.line)
    value = with_operator(f"x {text}")
    if not place.has_target and value is not None:
        yield Proposal((f"指标值: {value.removeprefix('x ')}",), "target")
    *levels, name = re.split("[/／]", head)
    if len(levels) > 1 and value is not None:  # 产出指标/数量指标/培训人次: ≥ 300
        yield write(f"{'/'.join(levels)}: {name.strip(BLANKS)} {value.removeprefix('x ')}")
    turned = _TURNED.fullmatch(text)
    if turned is not None:
        yield Proposal((f"{head}: {turned[2]} {turned[1].strip(BLANKS)}",), "turned")
    below = [level.zh for level in place.framework.second if level.parent == head]
    yield Proposal((), "name", {"value": text, "level": below[0] if below else head})


def value_missing(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """A sign with nothing behind it."""
    line = place.line.rstrip("≥≤><=＞＜＝≧≦:：" + BLANKS)
    yield Proposal((line,), "without") if halves(line).kept else Proposal()


def not_a_number(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """Something else than a number behind an operator."""
    text = str(found.values["text"]).strip(BLANKS)
    start = found.at.start - place.source.line_starts[place.number - 1]
    line = place.source.line_text(place.number)
    before = line[:start].strip(BLANKS)
    about = _ABOUT.match(text)
    if about is not None:
        yield Proposal((f"{before} {text[about.end() :]}",), "about")
    digits = number_in_digits(text)
    if digits != text:
        hint = "letter" if _LETTERS.search(text) else "digits"
        yield Proposal((f"{before} {digits}",), hint)
    sign = _SIGN.search(before, max(len(before) - 3, 0))
    name = before[: sign.start()].rstrip(BLANKS) if sign else ""
    date = _DATE.match(text) is not None
    plain = not date and "年" not in text and "月" not in text
    if _DIGIT.match(text) and not _RANGE.search(text) and plain:
        yield Proposal((f"{before} {decimal_point(text)}",), "comma")
        yield Proposal(hint="number")
        return
    if name and halves(name).rest:
        hint = "date" if date else "range" if _RANGE.search(text) else "words"
        hint = "date" if hint == "words" and _DIGIT.match(text) else hint
        yield Proposal((f"{name}: {text}",), hint)
        yield Proposal((f'{name}: "{text}"',), hint)
    elif name:  # 指标值: ≥ 高
        yield Proposal((f"{name} {text}".replace(": ", ":", 1).replace(":", ": ", 1),), "words")


def target_in_name(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """An operator in words, of a rare kind, in brackets or left out."""
    head, text, kept = halves(place.line)
    dated, odd = deadline(text), odd_sign(text)
    if dated is not None:
        yield Proposal((f"{kept}{dated[0].rstrip(BLANKS)}: {dated[1]}",), "date")
    if odd is not None:
        name, sign, value = odd[0].rstrip(BLANKS), odd[1], odd[2]
        if begins_with_sign(sign):
            yield write(f"{kept}{name} {operator_of(sign)} {value}")
        else:
            yield Proposal((f"{kept}{name}: {value}",), "colon", {"sign": sign})
    certain = with_operator(text)
    if certain is not None:
        yield Proposal((kept + certain,), "write")
    likely = with_figure(text.rstrip("；;。，,"), head)
    if "≠" in text:
        return
    if likely is not None and re.search("[≈≅]", text):
        name, value = re.split("[≈≅]", text, maxsplit=1)
        likely = f"{name.strip(BLANKS)}: 约{value.strip(BLANKS)}"
    if likely is not None:
        yield Proposal(
            (kept + likely,), "write" if text.endswith(("以上", "以下", "以内")) else "likely"
        )
    elif _DIGIT.match(text):
        yield Proposal(hint="nameless")


def level_missing(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """An indicator behind a level 1, or behind 指标 where no level 2 stands above."""
    head, text, _ = halves(place.line)
    if found.hint == "path":
        return
    if found.hint == "first":
        if place.framework.second_level(text):
            yield write(f"{text}:")
        yield from only_level_below(str(found.values["level"]), text, place)
        first = place.framework.first_level(head.strip(BLANKS))
        chosen = choice(text, place, first.zh if first else None)
        yield Proposal((), "below", chosen.values)
    else:
        yield Proposal((), "first-one", choice(text, place).values)


def unknown_level(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """A path of levels one of which does not exist, or that stand the wrong way round."""
    head, text, _ = halves(place.line)
    if place.framework.is_flat:
        yield Proposal((f"指标: {text}".rstrip(),), "flat")
        return
    above, _, below = head.replace("／", "/").partition("/")
    if place.framework.second_level(above) and place.framework.first_level(below):
        yield Proposal((f"{below}/{above}: {text}".rstrip(),), "reversed")
    for word in words_of(place.framework).for_word(head.replace("／", "/")):
        yield write(f"{word}: {text}".rstrip())


def other_level(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """A path whose level 2 stands under another level 1."""
    head, text, _ = halves(place.line)
    _, slash, below = head.replace("／", "/").partition("/")
    if slash:
        yield write(f"{found.values['right']}/{below.strip(BLANKS)}: {text}".rstrip())
