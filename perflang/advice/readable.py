"""Advice for lines that were read and say something that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from perflang.advice import broken, money, rows, schedules
from perflang.advice.lines import behind_year, halves, meant, without_level
from perflang.advice.place import Place
from perflang.advice.proposal import Adviser, Proposal, write
from perflang.advice.targets import decimal_point, without_letters
from perflang.advice.years import listed
from perflang.diagnostics import Diagnostic
from perflang.model import Catalogue
from perflang.source import packaged_names, packaged_text
from perflang.source.regex import regex
from perflang.values import BLANKS, half_width, marker_for, split_marker
from perflang.values.numerals import with_digits
from perflang.vocabulary import nearest, vocabulary

_YEAR = regex("(?:19|20)[0-9]{2}")
_SHORT_YEAR = regex("[0-9]{2}年")
_CODE = regex("[0-9]{8}[0-9A-Z]{13}")
_DIGITS_OF_CODE = 8
_LIKE_DIGITS = str.maketrans("OoIlＯ", "00110")
_ONE = regex("(?<![A-Za-z])[Il|](?=[0-9])|(?<=[0-9])[Il|](?![A-Za-z])")
_POINTS = regex(r"([0-9]+(?:\.[0-9]+)?)(?:[ ]*(?:分|%|个?百分点|points?))?[ ]*[。；;，,.、]?")
# Attributes of an indicator that stand above or below a whole table too.
_OF_ALL = ("说明", "责任人", "数据来源")
# Who is in charge of a project: above all projects it is the publication's department, or a unit.
_OF_PUBLICATION = {"authority": "部门", "implementer": "预算单位"}
_STOPS = "。；;，,、." + BLANKS


def rewritten(place: Place, start: int, end: int, text: str) -> str:
    """The line with what stands from ``start`` to ``end`` of the file replaced."""
    first = place.source.line_starts[place.number - 1]
    line = place.source.line_text(place.number)
    return (line[: start - first] + text + line[end - first :]).strip(BLANKS + "\r")


def _replaced(found: Diagnostic, place: Place, text: str) -> str:
    return rewritten(place, found.at.start, found.at.end, text)


def _setting(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = str(found.values["text"])
    head, rest, kept = halves(place.line)
    before, sign, note = rest.replace("＃", "#").partition("#")
    if sign and note.strip(BLANKS):
        yield Proposal((f"# {note.strip(BLANKS)}", kept + before.rstrip(BLANKS)), "note")
    several = _two_fields(head, rest)
    if several:
        yield Proposal(several, "lines")
    setting = str(found.values["setting"])
    for value in _SETTINGS[setting](half_width(text).strip(_STOPS), place.catalogue):
        yield Proposal((_replaced(found, place, value),), setting)


def _two_fields(head: str, rest: str) -> tuple[str, ...]:
    """``2022 金额单位: 万元`` as two lines."""
    for keyword in vocabulary():
        for spelling in keyword.spellings:
            before, found, after = rest.partition(spelling)
            colon = after.lstrip(BLANKS)[:1]
            if found and before.strip(BLANKS) and colon in (":", "："):
                value = after.lstrip(BLANKS)[1:].strip(BLANKS)
                return (f"{head}: {before.strip(_STOPS)}", f"{spelling}: {value}")
    return ()


def _years(text: str, _: Catalogue) -> Iterator[str]:
    plain = re.sub("(?<=[0-9])[Oo]|[Oo](?=[0-9])", "0", with_digits(text))
    if match := _YEAR.search(plain):
        yield match[0]
    elif match := _SHORT_YEAR.match(plain):
        yield f"20{match[0][:2]}"


def _scales(text: str, _: Catalogue) -> Iterator[str]:
    scale = money.scale_in(text)
    if scale is not None:
        yield scale


def _frameworks(text: str, catalogue: Catalogue) -> Iterator[str]:
    names = catalogue.frameworks.names()
    named = [name for name in names if name in text]
    near = nearest(text, names)
    yield from [*named, *([near] if near else [])]


def _forms(text: str, catalogue: Catalogue) -> Iterator[str]:
    """A form by its id or by what its data file calls it."""
    names = catalogue.form_names()
    yield from (one.name for one in catalogue.own_forms if one.name in text)
    for name in packaged_names("forms/data", ".toml"):
        title = re.search('^zh = "(.*)"', packaged_text(f"forms/data/{name}.toml"), re.MULTILINE)
        if title is not None and text and text[:2] in title[1]:
            yield name
    near = nearest(text, names)
    if near is not None:
        yield near


_SETTINGS: Mapping[str, Callable[[str, Catalogue], Iterator[str]]] = {
    "year": _years,
    "scale": _scales,
    "framework": _frameworks,
    "form": _forms,
}


def _code(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    code = str(found.values["code"])
    line = place.line
    joined = code.replace(" ", "")
    if found.hint == "blank" and _CODE.fullmatch(joined):
        yield Proposal((line.replace(code, joined, 1),), "joined")
    plain = code.strip("-")
    if _CODE.fullmatch(plain):
        yield Proposal((line.replace(code, f"{plain} ", 1),), "apart")
    yield from _in_pieces(code, line)
    if _CODE.fullmatch(code.upper()):
        yield Proposal((line.replace(code, code.upper(), 1),), "upper")
    digits = code[:_DIGITS_OF_CODE].translate(_LIKE_DIGITS) + code[_DIGITS_OF_CODE:]
    if _CODE.fullmatch(digits):
        wrong = next(one for one, right in zip(code, digits, strict=True) if one != right)
        values = {"letter": wrong, "digit": wrong.translate(_LIKE_DIGITS)}
        yield Proposal((line.replace(code, digits, 1),), "letter", values)
    _, rest, kept = halves(line)
    is_name = found.hint == "length" and (len(code) < 15 or "-" in code)
    if is_name:
        yield Proposal((f'{kept}"{rest}"',), "name")
    if found.hint == "length":
        missing = int(str(found.values["needed"])) - len(code)
        yield Proposal((), "short" if missing > 0 else "long", {"missing": str(abs(missing))})


def _in_pieces(code: str, line: str) -> Iterator[Proposal]:
    """A blank has cut the code off, and its rest has become the beginning of the name."""
    start = line.find(code)
    if start < 0:  # in quotes, with quotes inside
        return
    joined, end = code, start + len(code)
    for piece in line[end:].split()[:4]:
        joined += piece
        end = line.index(piece, end) + len(piece)
        if _CODE.fullmatch(joined):
            yield Proposal((line[:start] + joined + line[end:],), "joined")


def _amount(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    text = str(found.values["text"])
    if found.hint == "scale":
        _, rest, kept = halves(place.line)
        stopless = text.rstrip("。；;，,、.．")
        if stopless[-1:].isdigit():
            yield Proposal((_replaced(found, place, stopless),), "stop")
        in_full = {"scale": money.scale_in(text) or str(found.values["near"])}
        yield Proposal((kept + money.with_whole_units(rest),), "unit", in_full)
        scale = money.scale_in(text) or str(found.values["near"])
        number = text.rstrip("".join(one for one in text if not one.isdigit()))
        yield Proposal((_replaced(found, place, number + scale),), "unit", {"scale": scale})
        return
    yield Proposal((_replaced(found, place, text.rstrip(".,，．")),), "comma")
    _, rest, kept = halves(place.line)
    yield Proposal((kept + decimal_point(rest),), "comma")
    yield Proposal((_replaced(found, place, decimal_point(text)),), "comma")
    yield Proposal((_replaced(found, place, text.replace(",", "").replace("，", "")),), "comma")


def _other_unit(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    start = found.at.start - place.source.line_starts[place.number - 1]
    line = place.source.line_text(place.number)
    after = line[start:].lstrip(BLANKS)
    written = re.match("[0-9.,０-９．，+-]+[ \t\u3000]*[元千万百亿]+", after)
    if written is not None:
        whole = line[:start] + str(found.values["printed"]) + after[written.end() :]
        yield write(whole.strip(BLANKS + "\r"))


def _percentage(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """The whole schedule put right, where every stage has its number."""
    _, rest, kept = halves(place.line)
    yield from broken.rest_of_stages(kept, rest, place)
    slipped = schedules.with_stages(rest) if found.hint == "month" else None
    if slipped is not None:
        yield Proposal((kept + slipped,), "slip")
    plan = schedules.schedule(rest, place.total)
    if plan is not None:
        yield Proposal((kept + plan,), schedules.slip(rest))
    shares = schedules.cumulated(rest)
    if shares is not None:
        yield Proposal((kept + shares,), "cumulated")
    quarters = schedules.of_quarters(rest)
    if quarters is not None:
        yield Proposal((kept + quarters,), "quarters")


def _shares(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    _, rest, kept = halves(place.line)
    plan = schedules.cumulated(rest) if found.hint == "shares" else None
    if plan is not None:
        yield Proposal((kept + plan,), "cumulated")


def _order(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    _, rest, kept = halves(place.line)
    for plan in schedules.in_order(rest):
        yield write(kept + plan)


def _ends(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    _, rest, kept = halves(place.line)
    yield from broken.rest_of_stages(kept, rest, place)
    yield from _shares(found, place)
    plan = schedules.to_the_end(rest) if found.hint is None else None
    if plan is not None:
        yield write(kept + plan)


def _too_large(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    _, rest, kept = halves(place.line)
    if str(found.values["percent"]).startswith(("-", "+")):
        yield Proposal((kept + rest.replace("-", "").replace("－", ""),), "negative")
    for plan in schedules.with_less(rest):
        yield write(kept + plan)
    most = schedules.up_to_the_whole(rest)
    if most is not None:
        yield Proposal((kept + most,), "whole")


def _source_twice(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    kept, rest = behind_year(place.line)
    whole = money.merged(rest)
    if whole is not None:
        yield write(kept + whole)


def _nameless(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    code = halves(place.line).rest
    if code:
        yield Proposal((), "code", {"code": code})


def _number(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    marker = str(found.values["marker"])
    right = marker_for(marker, int(str(found.values["expected"])))
    yield write(_replaced(found, place, right))


def _weight(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """The number alone, where nothing else is said than that it is one."""
    text = half_width(str(found.values["text"])).strip()
    digits = without_letters(with_digits(_ONE.sub("1", without_letters(text))))
    match = _POINTS.fullmatch(digits)
    if match is not None:
        yield write(_replaced(found, place, match[1]))


def _nothing_above(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """An item without a list: a field with a number before it, a row of a table, the list's name in a comment."""
    text = place.line
    if re.fullmatch(r"[-—–－=＝_*]{3,}", text):
        yield Proposal(hint="rule")
    elif re.fullmatch("[-—–－]+[ ]*[0-9]{1,4}[ ]*[-—–－]+", text):
        yield Proposal(hint="page")
    comment = place.comment
    word = comment[0].rstrip(":： ") if comment else ""
    keyword = vocabulary().find(word)
    if comment is not None and keyword is not None and keyword.shape == "list":
        yield Proposal((), "comment", {"head": word}, labels={"comment": comment[1]})
    bare = split_marker(text)[1].strip(BLANKS) or text.lstrip("-－ ")
    yield from listed(text, place)
    yield from broken.stages(text, place)
    if found.hint == "item" and place.project and place.text == "":
        yield broken.numbered_text(text, place)
    if found.hint == "item":
        yield from without_level(bare, place)
    for proposal in meant(text, place):
        if proposal.hint in ("write", "colon", "sign", "row", "lines", "rows", "path"):
            yield Proposal(proposal.lines, "write" if len(proposal.lines) == 1 else "lines")


def _outside(found: Diagnostic, place: Place) -> Iterator[Proposal]:
    """``其中: 财政资金 138.00`` below a budget is a source of money; who is in charge may be said of all."""
    head, rest, _ = halves(place.line)
    keyword = vocabulary().find(head)
    setting = _OF_PUBLICATION.get(keyword.id) if keyword else None
    if setting and found.hint == "project":
        yield Proposal((f"{setting}: {rest}".rstrip(),), "head")
    if str(found.values["keyword"]) in _OF_ALL and not place.row:
        yield Proposal((f"# {place.line}",), "note")
    part = money.part(rest) if found.hint == "indicator" and place.sign else None
    if part is not None:
        yield Proposal((f"{place.sign} {part[0]} {part[1]}",), "money")


READABLE: dict[str, Adviser] = {
    "PF117": _nothing_above,
    "PF202": _outside,
    "PF204": rows.not_a_number,
    "PF205": _code,
    "PF207": rows.other_level,
    "PF208": rows.unknown_level,
    "PF209": rows.level_missing,
    "PF210": _percentage,
    "PF211": _shares,
    "PF212": _order,
    "PF213": _ends,
    "PF214": _too_large,
    "PF216": _amount,
    "PF217": _other_unit,
    "PF218": _number,
    "PF220": _setting,
    "PF223": _weight,
    "PF225": _nameless,
    "PF230": _source_twice,
    "PF231": rows.target_in_name,
}
