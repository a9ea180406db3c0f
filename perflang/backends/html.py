"""One HTML page that stands alone: no script, nothing loaded from elsewhere, screen, phone and paper.

The page has no content security policy of its own. Nothing in it needs one, and it would silently
switch off what public sites have to add to every page they host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import define, field, frozen
from jinja2.filters import do_forceescape, do_mark_safe

from perflang.backends.environment import environment
from perflang.document import Above, Block, Cell, Document, Grid, Heading, Items, Note, Paragraph
from perflang.values import Money, Number, Percentage

_WORDS = {
    "zh": {"tag": "zh-CN", "contents": "目录", "skip": "跳到正文"},
    "en": {"tag": "en", "contents": "Contents", "skip": "Skip to the text"},
}
_DEEPEST = 6
_APART = "\0"  # which no source may hold, between texts

_Placed = tuple[str, Block]
_Cells = tuple[Cell | Above, ...]


def render(document: Document) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the contents, one piece for each section, its end."""
    page = _page()
    words = _WORDS[document.language]
    contents: list[_Entry] = []
    # The contents stand first and are known last; till then the sections wait as bytes, which take the least.
    sections = []
    for placed in _sheets(document):
        _add_entries(contents, placed)
        sections.append(page.section(views(placed)).encode("utf-8"))
    yield page.opening(document.title, words, contents).encode("utf-8")
    yield from sections
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


def _add_entries(entries: list[_Entry], placed: Iterable[_Placed]) -> None:
    """The contents have two levels: the headings that stand highest, and below them all others."""
    for anchor, block in placed:
        if isinstance(block, Heading):
            text = block.entry.text if block.entry else block.text
            entry = _Entry(anchor, text.replace("\n", " "), [])
            above = entries[-1].inner if entries and block.depth > 1 else entries
            above.append(entry)


# What the template is given for each block


@frozen
class _Heading:
    kind = "heading"
    anchor: str
    tag: str
    text: str


@frozen
class _Table:
    """A grid: ``rows`` is the markup of all its rows, ``is_list`` says that the first of them are titles.

    ``widths`` are those of the columns in percent, none where they are left to the reader.
    """

    kind = "table"
    anchor: str
    caption: str
    widths: list[str]
    is_list: bool
    rows: str


@frozen
class _Text:
    """Paragraphs or the items of a list, as markup."""

    kind: str
    texts: list[str]


def views(placed: Iterable[_Placed], tag: str = "") -> Iterator[_Heading | _Table | _Text]:
    """What the template is given for blocks with their ids; ``tag`` is that of all headings, if one is given."""
    above = ""
    for anchor, block in placed:
        match block:
            case Heading(text, _, depth):
                above = text
                marked = _marked(text, block.notes)
                yield _Heading(anchor, tag or f"h{min(depth + 1, _DEEPEST)}", marked)
            case Paragraph(text):
                yield _Text("paragraph", [_marked(text, block.notes)])
            case Items(texts) if texts:  # a list of nothing says "list" to a screen reader
                notes = block.notes
                yield _Text(
                    "items", [_marked(one, notes.get(n, ())) for n, one in enumerate(texts)]
                )
            case Grid() if block.rows:
                yield _table(anchor, block, above)


def _marked(text: str, notes: tuple[Note, ...]) -> str:
    """The markup of a text with the marks behind it."""
    return do_mark_safe(_escaped([text])[0] + (str(_page().marks(notes)) if notes else ""))


def _escaped(texts: Sequence[str]) -> list[str]:
    """The markup of each text; line breaks become ``<br>``.

    All are escaped in one call: one for each of a million cells would cost more than everything else.
    """
    parts = _markup(_APART.join(texts)).split(_APART)
    return parts if len(parts) == len(texts) else [_markup(text) for text in texts]


def _markup(text: str) -> str:
    return str(do_forceescape(text)).replace("\n", "<br>")


def _table(anchor: str, grid: Grid, above: str) -> _Table:
    caption = grid.caption or above.replace("\n", " ")
    whole = sum(grid.widths)
    hundredths = [one * 10_000 // whole for one in grid.widths]
    widths = [f"{one // 100}.{one % 100:02}%" for one in hundredths]
    size = next((n for n, row in enumerate(grid.rows) if not _is_head(row)), len(grid.rows))
    return _Table(anchor, caption, widths, size > 0, do_mark_safe(_rows(grid.rows, size)))


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


# Rows. They are markup before the template sees them: a step of a template for each of a million cells would cost
# most of the time. Texts and tags stay apart until all texts are escaped.


@define
class _Markup:
    """Texts, each with the tags before it, and the tags behind the last one."""

    texts: list[str] = field(factory=list)
    tags: list[str] = field(factory=list)
    behind: str = ""

    def __str__(self) -> str:
        pieces = [""] * (2 * len(self.texts) + 1)
        pieces[::2] = [*self.tags, self.behind]
        pieces[1::2] = _escaped(self.texts)
        return "".join(pieces)


def _rows(rows: tuple[_Cells, ...], size: int) -> str:
    """The rows of a table: the first ``size`` are titles, those below stand in groups that spans hold together."""
    markup = _Markup()
    below = (*rows[1:], ())
    if size:
        markup.behind = "<thead>\n"
        for n in range(size):
            _head(markup, rows[n], below[n])
        markup.behind += "</thead>\n"
    titles = _titles(rows[size - 1]) if size else {}
    for start, end in _groups(rows, size):
        markup.behind += "<tbody>\n"
        for n in range(start, end):
            _row(markup, rows[n], below[n], titles, end - start)
        markup.behind += "</tbody>\n"
    return str(markup)


def _head(markup: _Markup, row: _Cells, below: _Cells) -> None:
    behind = f"{markup.behind}<tr>\n"
    for number, cell in enumerate(row):
        if isinstance(cell, Cell):
            scope = "colgroup" if cell.columns > 1 else "col"
            look = _title_look(below, number)
            markup.tags.append(behind + _start(scope, look, "", cell.columns, cell.rows))
            markup.texts.append(cell.text)
            behind = _end(True, cell.notes)
    markup.behind = f"{behind}</tr>\n"


def _row(markup: _Markup, row: _Cells, below: _Cells, titles: Mapping[int, str], size: int) -> None:
    """A row of a group of ``size`` rows. ``pairs`` is one in which labels and values take turns."""
    texts, tags = [], []
    column = 0
    last, is_pairs, behind = "label", False, ""
    for number, cell in enumerate(row):
        if isinstance(cell, Cell):
            role, text, scope, look, title = cell.role, cell.text, "", "", ""
            is_pairs = is_pairs or role == "label" != last
            last = role
            if role == "label" and text:  # an empty cell names nothing
                scope = "rowgroup" if cell.rows == size > 1 else "row"
            elif titles:
                title = titles.get(column, "")
            if role == "header":
                look = _title_look(below, number)
            elif cell.value is not None and _is_figure(cell.value):
                look = "figure"
            tags.append(behind + _start(scope, look, title, cell.columns, cell.rows))
            texts.append(text)
            behind = _end(scope != "", cell.notes)
        column += cell.columns
    opening = markup.behind + ('<tr class="pairs">\n' if is_pairs else "<tr>\n")
    if tags:
        tags[0] = opening + tags[0]
    else:
        behind = opening
    markup.texts += texts
    markup.tags += tags
    markup.behind = f"{behind}</tr>\n"


@lru_cache(maxsize=1024)
def _start(scope: str, look: str, title: str, columns: int, rows: int) -> str:
    """The start tag of a cell. A publication has few different ones, and very many cells."""
    return str(_page().start(scope, look, title, columns, rows))


def _end(is_th: bool, notes: tuple[Note, ...]) -> str:
    """The end tag of a cell, with the marks before it."""
    return _marked_end(is_th, notes) if notes else _bare_end(is_th)


@cache
def _bare_end(is_th: bool) -> str:
    return _marked_end(is_th, ())


def _marked_end(is_th: bool, notes: tuple[Note, ...]) -> str:
    return f"{_page().end(is_th, notes)}\n"


def _title_look(below: _Cells, number: int) -> str:
    """The classes of a title. One of figures stands over them, at the right."""
    under = below[number] if number < len(below) else None
    over_figure = isinstance(under, Cell) and _is_figure(under.value)
    return "title figure" if over_figure else "title"


def _is_figure(value: object) -> bool:
    """Amounts, percentages and numbers stand at the right, digit under digit.

    Targets do not: an operator and a unit of any length stand around their number, and half of a column
    of targets may be words, so that it reads best from the left.
    """
    if isinstance(value, (Money, Percentage)):
        return value.number is not None
    return isinstance(value, Number)


def _groups(rows: tuple[_Cells, ...], start: int) -> Iterator[tuple[int, int]]:
    """Where the groups of rows begin and end: rows that a span ties together, and runs of untied ones."""
    spans = [max([1, *[cell.rows for cell in row]]) for row in rows]
    begin = at = start
    while at < len(rows):
        end = at + 1
        row = at
        while row < end:
            end = max(end, row + spans[row])
            row += 1
        if end > at + 1:
            if begin < at:
                yield begin, at
            yield at, end
            begin = end
        at = end
    if begin < len(rows):
        yield begin, len(rows)
