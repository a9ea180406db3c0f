"""One HTML page that stands alone: no script, nothing loaded from elsewhere, screen, phone and paper.

The page has no content security policy of its own. Nothing in it needs one, and it would silently
switch off what public sites have to add to every page they host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from attrs import frozen

from perflang.backends.environment import environment
from perflang.document import Above, Block, Cell, Document, Grid, Heading, Items, Note, Paragraph
from perflang.values import Money, Number, Percentage

_WORDS = {
    "zh": {"tag": "zh-CN", "contents": "目录", "skip": "跳到正文"},
    "en": {"tag": "en", "contents": "Contents", "skip": "Skip to the text"},
}
_DEEPEST = 6

_Placed = tuple[str, Block]
_Cells = tuple[Cell | Above, ...]


def render(document: Document) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the contents, one piece for each section, its end."""
    page = _page()
    words = _WORDS[document.language]
    yield page.opening(document.title, words, _contents(document)).encode("utf-8")
    for placed in _sheets(document):
        yield page.section(views(placed)).encode("utf-8")
    yield page.closing().encode("utf-8")


@cache
def _page() -> Any:
    """The macros of the page's template."""
    return environment().get_template("page.html").module


# Sections and headings


def _sheets(document: Document) -> Iterator[list[_Placed]]:
    """The blocks of each section with an id made of numbers, which no text of a user can be taken for.

    A heading that ends a section belongs to what follows and moves there; the title of the document
    stands at the top of the page already.
    """
    moved: list[_Placed] = []
    for number, section in enumerate(document.sections, 1):
        placed = moved + [
            (f"s{number}-{index}", block)
            for index, block in enumerate(section.blocks, 1)
            if not (isinstance(block, Heading) and block.depth == 0)
        ]
        end = len(placed)
        while end and isinstance(placed[end - 1][1], Heading):
            end -= 1
        moved = placed[end:]
        if end:
            yield placed[:end]
    if moved:
        yield moved


@frozen
class _Entry:
    """An entry of the contents with those below it."""

    anchor: str
    text: str
    inner: list[_Entry]


def _contents(document: Document) -> list[_Entry]:
    """Two levels of contents: the headings that stand highest, and below them all others."""
    entries: list[_Entry] = []
    for placed in _sheets(document):
        for anchor, block in placed:
            if isinstance(block, Heading):
                text = block.entry.text if block.entry else block.text
                entry = _Entry(anchor, text.replace("\n", " "), [])
                above = entries[-1].inner if entries and block.depth > 1 else entries
                above.append(entry)
    return entries


# What the template is given for each block


@frozen
class _Heading:
    kind = "heading"
    anchor: str
    tag: str
    text: str
    notes: tuple[Note, ...]


@frozen
class _Table:
    """A grid: ``head`` are the rows of titles, ``groups`` those below in groups that spans hold together.

    ``widths`` are those of the columns in percent, none where they are left to the reader.
    """

    kind = "table"
    anchor: str
    caption: str
    widths: list[str]
    head: list[_Row]
    groups: list[list[_Row]]


@frozen
class _Row:
    """Cells, each a tuple because they are many: its start tag, its text, what ends it.

    ``is_pairs`` says that labels and values take turns in the row.
    """

    cells: list[tuple[str, str, str]]
    is_pairs: bool


@frozen
class _Text:
    """Paragraphs or the items of a list, each with its notes."""

    kind: str
    texts: list[tuple[str, tuple[Note, ...]]]


def views(placed: Iterable[_Placed], tag: str = "") -> Iterator[_Heading | _Table | _Text]:
    """What the template is given for blocks with their ids; ``tag`` is that of all headings, if one is given."""
    above = ""
    for anchor, block in placed:
        match block:
            case Heading(text, _, depth):
                above = text
                yield _Heading(anchor, tag or f"h{min(depth + 1, _DEEPEST)}", text, block.notes)
            case Paragraph(text):
                yield _Text("paragraph", [(text, block.notes)])
            case Items(texts) if texts:  # a list of nothing says "list" to a screen reader
                yield _Text("items", [(one, block.notes.get(n, ())) for n, one in enumerate(texts)])
            case Grid() if block.rows:
                yield _table(anchor, block, above)


def _table(anchor: str, grid: Grid, above: str) -> _Table:
    rows = grid.rows
    size = next((n for n, row in enumerate(rows) if not _is_head(row)), len(rows))
    below = (*rows[1:], ())
    head = [_head(row, below[n]) for n, row in enumerate(rows[:size])]
    titles = _titles(rows[size - 1]) if size else {}
    groups = [
        [_row(rows[n], below[n], titles, end - start) for n in range(start, end)]
        for start, end in _groups(rows, size)
    ]
    caption = grid.caption or above.replace("\n", " ")
    whole = sum(grid.widths)
    hundredths = [one * 10_000 // whole for one in grid.widths]
    widths = [f"{one // 100}.{one % 100:02}%" for one in hundredths]
    return _Table(anchor, caption, widths, head, groups)


def _is_head(row: _Cells) -> bool:
    return all(isinstance(cell, Above) or cell.role == "header" for cell in row)


def _titles(row: _Cells) -> dict[int, str]:
    """The text over each column."""
    titles: dict[int, str] = {}
    column = 0
    for cell in row:
        if isinstance(cell, Cell):
            titles |= dict.fromkeys(range(column, column + cell.columns), cell.text)
        column += cell.columns
    return titles


def _head(row: _Cells, below: _Cells) -> _Row:
    cells = []
    for look, cell in zip(_looks(row, below), row, strict=True):
        if isinstance(cell, Cell):
            scope = "colgroup" if cell.columns > 1 else "col"
            start = _start(scope, look, "", cell.columns, cell.rows)
            cells.append((start, cell.text, _end(True, cell.notes)))
    return _Row(cells, False)


def _row(row: _Cells, below: _Cells, titles: dict[int, str], size: int) -> _Row:
    """A row of a group of ``size`` rows."""
    cells = []
    column = 0
    last, is_pairs = "label", False
    for look, cell in zip(_looks(row, below), row, strict=True):
        if isinstance(cell, Cell):
            is_pairs = is_pairs or (cell.role == "label" != last)
            last = cell.role
            # An empty cell names nothing.
            if last == "label" and cell.text:
                scope = "rowgroup" if cell.rows == size > 1 else "row"
                start = _start(scope, look, "", cell.columns, cell.rows)
                cells.append((start, cell.text, _end(True, cell.notes)))
            else:
                start = _start("", look, titles.get(column, ""), cell.columns, cell.rows)
                cells.append((start, cell.text, _end(False, cell.notes)))
        column += cell.columns
    return _Row(cells, is_pairs)


@lru_cache(maxsize=1024)
def _start(scope: str, look: str, title: str, columns: int, rows: int) -> str:
    """The start tag of a cell. A publication has few different ones, and very many cells."""
    tag: str = _page().start(scope, look, title, columns, rows)
    return tag


def _end(is_th: bool, notes: tuple[Note, ...]) -> str:
    """The end tag of a cell, with the marks before it."""
    return _marked_end(is_th, notes) if notes else _bare_end(is_th)


@cache
def _bare_end(is_th: bool) -> str:
    return _marked_end(is_th, ())


def _marked_end(is_th: bool, notes: tuple[Note, ...]) -> str:
    tag: str = _page().end(is_th, notes)
    return tag


def _looks(row: _Cells, below: _Cells) -> Iterator[str]:
    """The classes of each cell. A title of figures stands over them, at the right."""
    for number, cell in enumerate(row):
        if isinstance(cell, Above) or (cell.value is None and cell.role != "header"):
            yield ""
        elif cell.role == "header":
            under = below[number : number + 1]
            over_figure = any(isinstance(one, Cell) and _is_figure(one.value) for one in under)
            yield "title figure" if over_figure else "title"
        else:
            yield "figure" if _is_figure(cell.value) else ""


def _is_figure(value: object) -> bool:
    """Amounts, percentages and numbers stand at the right, digit under digit.

    Targets do not: an operator and a unit of any length stand around their number, and half of a column
    of targets may be words, so that it reads best from the left.
    """
    if isinstance(value, Money | Percentage):
        return value.number is not None
    return isinstance(value, Number)


def _groups(rows: tuple[_Cells, ...], start: int) -> Iterator[tuple[int, int]]:
    """Where the groups of rows begin and end: rows that a span ties together, and runs of untied ones."""
    begin = at = start
    while at < len(rows):
        end = at + 1
        row = at
        while row < end:
            end = max(end, *(row + cell.rows for cell in rows[row] if isinstance(cell, Cell)), end)
            row += 1
        if end > at + 1:
            if begin < at:
                yield begin, at
            yield at, end
            begin = end
        at = end
    if begin < len(rows):
        yield begin, len(rows)
