"""One HTML page that stands alone: no script, nothing loaded from elsewhere, screen, phone and paper.

The page has no content security policy of its own. Nothing in it needs one, and it would silently
switch off what public sites have to add to every page they host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from attrs import define, field, frozen
from jinja2.filters import do_forceescape, do_mark_safe

from perflang.backends.environment import environment
from perflang.document import (
    Above,
    Block,
    Cell,
    Document,
    Grid,
    Heading,
    Items,
    Note,
    Paragraph,
    Section,
    outline,
)
from perflang.values import Money, Number, Percentage

_WORDS = {
    "zh": {"tag": "zh-CN", "contents": "目录", "skip": "跳到正文"},
    "en": {"tag": "en", "contents": "Contents", "skip": "Skip to the text"},
}
_DEEPEST = 6
_AMOUNTS = (Money, Percentage)
_HEAD = {"header", Above.role}
_APART = "\0"  # which no source may hold, between texts

_Placed = tuple[str, Block]
_Cells = tuple[Cell | Above, ...]


def render(document: Document) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the contents, one piece for each section, its end."""
    page = _page()
    words = _WORDS[document.language]
    contents = _contents(_sheets(outline(document.sections)))
    yield page.opening(document.title, words, contents).encode("utf-8")
    for placed in _sheets(document.sections):
        yield page.section(views(placed)).encode("utf-8")
    yield page.closing().encode("utf-8")


@cache
def _page() -> Any:
    """The macros of the page's template."""
    return environment().get_template("page.html").module


# Sections and headings


def _sheets(sections: Iterable[Section]) -> Iterator[list[_Placed]]:
    """The blocks of each section with an id made of numbers, which no text of a user can be taken for.

    A heading that ends a section belongs to what follows and moves there; the title of the document
    stands at the top of the page already.
    """
    moved: list[_Placed] = []
    for number, section in enumerate(sections, 1):
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


def _contents(sheets: Iterable[Sequence[_Placed]]) -> list[_Entry]:
    """Two levels of contents: the headings that stand highest, and below them all others."""
    entries: list[_Entry] = []
    for placed in sheets:
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
    return do_mark_safe(_markup(text) + (_marks(notes) if notes else ""))


def _marks(notes: tuple[Note, ...]) -> str:
    return str(_page().marks(notes))


def _escaped(texts: Sequence[str]) -> list[str]:
    """The markup of each text; line breaks become ``<br>``.

    All are escaped in one call: one for each of a million cells would cost more than everything else.
    """
    parts = _markup(_APART.join(texts)).split(_APART)
    return parts if len(parts) == len(texts) else [_markup(text) for text in texts]


def _markup(text: str) -> str:
    return str(do_forceescape(text)).replace("\n", "<br>")


def _table(anchor: str, grid: Grid, above: str) -> _Table:
    rows = list(map(_seen, grid.rows))
    size = next(
        (n for n, row in enumerate(rows) if not _HEAD.issuperset(row.shape[::_PARTS])), len(rows)
    )
    titles = _titles(grid.rows[size - 1]) if size else ()
    whole = sum(grid.widths)
    hundredths = [one * 10_000 // whole for one in grid.widths]
    return _Table(
        anchor,
        grid.caption or above.replace("\n", " "),
        [f"{one // 100}.{one % 100:02}%" for one in hundredths],
        size > 0,
        do_mark_safe(str(_written(rows, size, titles))),
    )


def _titles(row: _Cells) -> tuple[str, ...]:
    """The text over each column."""
    return tuple(cell.text or "" for cell in row for _ in range(cell.columns))


# Rows. They are markup before the template sees them: a step of a template for each of a million cells would cost
# most of the time. A publication has few different rows and very many of each, so that the tags of a whole row are
# looked up, and all texts of a table are escaped in one go before both are put together.

# Of each cell of a row its role, columns and rows, and what is special about it.
_Shape = tuple[Any, ...]
_PARTS = 4
_FIGURE, _NAMELESS = 1, 2
_Tags = tuple[str, ...]  # of a row: what stands before each text, and behind the last


@define
class _Row:
    """A row as it is written. ``span`` is that of its longest cell, ``marks`` stand behind texts, by their number.

    ``figures`` are the numbers of the cells that hold figures.
    """

    shape: _Shape
    span: int
    figures: tuple[int, ...]
    texts: list[str]
    marks: dict[int, str]


def _seen(row: _Cells) -> _Row:
    shape: list[Any] = []
    span = 1
    figures: list[int] = []
    texts: list[str] = []
    marks: dict[int, str] = {}
    for cell in row:
        text, role, rows, value, special = cell.text, cell.role, cell.rows, cell.value, 0
        if rows > span:
            span = rows
        if value is not None and _is_figure(value):
            figures.append(len(shape) // _PARTS)
            special = _FIGURE
        if text is not None:
            if cell.notes:
                marks[len(texts)] = _marks(cell.notes)
            if not text and role == "label":
                special |= _NAMELESS
            texts.append(text)
        shape += role, cell.columns, rows, special
    return _Row(tuple(shape), span, tuple(figures), texts, marks)


def _written(rows: Sequence[_Row], size: int, titles: tuple[str, ...]) -> _Markup:
    """The rows of a table: the first ``size`` are titles, those below stand in groups that spans hold together."""
    markup = _Markup()
    under = [*(row.figures for row in rows[1:]), ()]
    if size:
        markup.tags[-1] += "<thead>\n"
        for n in range(size):
            markup.add(rows[n], _title_tags(rows[n].shape, under[n]))
        markup.tags[-1] += "</thead>\n"
    for start, end in _groups([row.span for row in rows], size):
        markup.tags[-1] += "<tbody>\n"
        count = end - start
        for row, figures in zip(rows[start:end], under[start:end], strict=True):
            whole = count if row.span == count > 1 else 0
            markup.add(row, _row_tags(row.shape, figures, titles, whole))
        markup.tags[-1] += "</tbody>\n"
    return markup


@define
class _Markup:
    """Texts, and the tags before and behind each of them; ``marks`` stand behind texts, by their number."""

    texts: list[str] = field(factory=list)
    tags: list[str] = field(factory=lambda: [""])
    marks: dict[int, str] = field(factory=dict)

    def add(self, row: _Row, tags: _Tags) -> None:
        if row.marks:
            first = len(self.texts)
            self.marks |= {first + number: marks for number, marks in row.marks.items()}
        self.texts += row.texts
        self.tags[-1] += tags[0]
        self.tags += tags[1:]

    def __str__(self) -> str:
        texts = _escaped(self.texts)
        for number, marks in self.marks.items():
            texts[number] += marks
        pieces = [""] * (2 * len(texts) + 1)
        pieces[::2] = self.tags
        pieces[1::2] = texts
        return "".join(pieces)


def _cells(shape: _Shape) -> Iterator[tuple[Any, ...]]:
    return zip(*(shape[part::_PARTS] for part in range(_PARTS)), strict=True)


@lru_cache(maxsize=1024)
def _title_tags(shape: _Shape, under: tuple[int, ...]) -> _Tags:
    """The tags of a row of titles; ``under`` are the numbers of the cells of the next row that hold figures."""
    tags = ["<tr>\n"]
    for number, (role, columns, rows, _) in enumerate(_cells(shape)):
        if role:
            scope = "colgroup" if columns > 1 else "col"
            tags[-1] += _start(scope, _title_look(under, number), "", columns, rows)
            tags.append("</th>\n")
    return (*tags[:-1], f"{tags[-1]}</tr>\n")


@lru_cache(maxsize=4096)
def _row_tags(shape: _Shape, under: tuple[int, ...], titles: tuple[str, ...], size: int) -> _Tags:
    """The tags of a row; ``size`` is how many rows its group has where a cell spans all of them.

    It is one of pairs if labels and values take turns in it.
    """
    tags = [""]
    column = 0
    last, is_pairs = "label", False
    for number, (role, columns, rows, special) in enumerate(_cells(shape)):
        if role:
            is_pairs = is_pairs or role == "label" != last
            last = role
            look = "figure" if special & _FIGURE else ""
            look = _title_look(under, number) if role == "header" else look
            if role == "label" and not special & _NAMELESS:  # an empty cell names nothing
                scope, title = "rowgroup" if rows == size > 1 else "row", ""
            else:
                scope, title = "", titles[column] if column < len(titles) else ""
            tags[-1] += _start(scope, look, title, columns, rows)
            tags.append("</th>\n" if scope else "</td>\n")
        column += columns
    tags[0] = ('<tr class="pairs">\n' if is_pairs else "<tr>\n") + tags[0]
    tags[-1] += "</tr>\n"
    return tuple(tags)


def _title_look(under: tuple[int, ...], number: int) -> str:
    """A title of figures stands over them, at the right."""
    return "title figure" if number in under else "title"


def _start(scope: str, look: str, title: str, columns: int, rows: int) -> str:
    return str(_page().start(scope, look, title, columns, rows))


def _is_figure(value: object) -> bool:
    """Amounts, percentages and numbers stand at the right, digit under digit.

    Targets do not: an operator and a unit of any length stand around their number, and half of a column
    of targets may be words, so that it reads best from the left.
    """
    if isinstance(value, _AMOUNTS):
        return value.number is not None
    return isinstance(value, Number)


def _groups(spans: Sequence[int], start: int) -> Iterator[tuple[int, int]]:
    """Where the groups of rows begin and end: rows that a span ties together, and runs of untied ones.

    ``spans`` says how far each row reaches.
    """
    begin = at = start
    while at < len(spans):
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
    if begin < len(spans):
        yield begin, len(spans)
