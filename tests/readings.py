"""What the readers of values make of the texts in ``readings.txt`` and of published cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from perflang.model import Catalogue
from perflang.rules.unknown_unit import near_units
from perflang.semantics.item_fields import field_of
from perflang.values import (
    cumulated,
    increments,
    inner_markers,
    is_stage_name,
    marker_number,
    measure,
    next_marker,
    read_cell,
    read_direction,
    read_history,
    read_importance,
    read_money,
    read_number,
    read_percentage,
    read_plain,
    read_stage,
    read_target,
    sorts_of,
    split_marker,
    split_stage,
    standard_of,
    tidy_history,
    tidy_stage,
    tidy_value,
)
from perflang.values.columns import Columns, read_columns
from perflang.values.grade import read_grade, without_mark
from perflang.values.history import pieces
from perflang.values.numerals import with_digits
from perflang.values.period import is_backwards, needs_no_dates, read_period
from perflang.values.wording import comparison_inside, leading_comparison, split_comparison
from perflang.vocabulary import vocabulary
from tests.support import ROOT

CATALOGUE = Catalogue()
Reader = Callable[..., object]
_TOGETHER = 12  # texts of one case
_OF_PARTS = ("shares", "behind", "columns", "tidy", "value", "inner")
_ESCAPED = re.compile(r"\\(?:n|t|u[0-9a-f]{4}|\\)")
_NAMED = re.compile(r"(?<=[( ])(?!verbatim)\w+=")
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\\\": "\\"}


def _cell(text: str) -> object:
    target = read_cell(text)
    return target, sorted(sorts_of(target))


def _columns(operator: str, value: str, unit: str) -> object:
    read = Columns(operator, value, unit)
    found = read_columns(read), read_columns(read, "定性")
    return found[0] if found[0] == found[1] else found


def _history(text: str) -> object:
    found = read_history(text)
    values = [(one.start, one.end, one.value) for one in pieces(text)]
    if found is None:
        return None, values, tidy_history(text)
    printed = [found.printed((" ", ""), language) for language in ("zh", "en")]
    written = [found.written(language) for language in ("zh", "en")]
    return found, values, tidy_history(text), printed, written, found.out_of_order()


def _item(text: str) -> object:
    """What an item is that begins with a word and a colon."""
    items = ("1.", f"{text}：甲"), ("", f"{text}:甲"), ("1.", f"{text}：≥ 5"), ("1.", text)
    return [field_of(marker, line, CATALOGUE)[0] for marker, line in items]


def _shares(*values: str) -> object:
    numbers = [Decimal(one) if one else None for one in values]
    return increments(numbers), cumulated(numbers)


READERS: dict[str, Reader] = {
    "cell": _cell,
    "behind": read_target,
    "columns": _columns,
    "stage": lambda text: (read_stage(text).when, is_stage_name(text)),
    "split": split_stage,
    "tidy": lambda *words: tidy_stage(words),
    "value": tidy_value,
    "period": lambda text: (read_period(text), is_backwards(text), needs_no_dates(text)),
    "history": _history,
    "money": read_money,
    "percentage": read_percentage,
    "number": lambda text: (read_number(text), read_plain(text)),
    "marker": lambda text: (*split_marker(text), marker_number(text), next_marker(text)),
    "inner": inner_markers,
    "digits": with_digits,
    "unit": measure,
    "near": near_units,
    "direction": read_direction,
    "importance": read_importance,
    "grade": lambda text: [read_grade(text, marked=marked) for marked in (False, True)],
    "mark": without_mark,
    "standard": standard_of,
    "item": _item,
    "shares": _shares,
    "wording": lambda text: (
        leading_comparison(text),
        comparison_inside(text),
        split_comparison(text),
    ),
}


def readings() -> Iterator[tuple[str, tuple[str, ...]]]:
    """A reader and some of its texts, as the tables spell them."""
    published = (ROOT / "tests" / "published_cells.tsv").read_text(encoding="utf-8").split("\n")
    cells = [line.partition("\t")[0] for line in published if line and line[0] != "#"]
    table = (ROOT / "tests" / "readings.txt").read_text(encoding="utf-8")
    sections = [section.rstrip("\n").split("\n") for section in table.split("\n## ")[1:]]
    words = [one for keyword in vocabulary() for one in keyword.spellings]
    for name, *texts in [*sections, ["cell", *dict.fromkeys(cells)], ["item", *words]]:
        for start in range(0, len(texts), _TOGETHER):
            yield name, tuple(texts[start : start + _TOGETHER])


def read(name: str, texts: Sequence[str]) -> str:
    """What a reader makes of some texts, one a line."""
    lines = []
    for text in texts:
        parts = unescaped(text).split("|")
        given = parts if name in _OF_PARTS else ["|".join(parts)]
        lines.append(f"{text} → {shown(READERS[name](*given))}\n")
    return "".join(lines)


def unescaped(text: str) -> str:
    """A text of a table as it is meant."""
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[0]) or chr(int(match[0][2:], 16)), text)


def shown(read: object) -> str:
    """Without the names of its fields, and a spelling that is the plain one."""
    return _NAMED.sub("", repr(read).replace(", verbatim=None", ""))
