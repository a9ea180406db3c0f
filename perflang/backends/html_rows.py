"""The rows of a table as HTML, and any text as markup.

Rows are markup before the template sees them: a step of a template for each of a million cells would cost most
of the time. A publication has few different rows and very many of each, so that the tags of a whole row are
looked up, and all texts of a table are escaped in one go before both are put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import define, field
from jinja2.filters import do_forceescape, do_mark_safe

from perflang.backends.environment import macros
from perflang.document import Above, Cell, Grid, Note
from perflang.values import Money, Number, Percentage

_AMOUNTS = (Money, Percentage)
_HEAD = {"header", Above.role}
_APART = "\0"  # which no source may hold, between texts

_Cells = tuple[Cell | Above, ...]


# Texts


def marked(text: str, notes: tuple[Note, ...]) -> str:
    """The markup of a text with the marks behind it."""
    return do_mark_safe(_markup(text) + (_marks(notes) if notes else ""))


def _marks(notes: tuple[Note, ...]) -> str:
    return str(macros("page.html").marks(notes))


def _escaped(texts: Sequence[str]) -> list[str]:
    """The markup of each text; line breaks become ``<br>``.

    All are escaped in one call: one for each of a million cells would cost more than everything else.
    """
    parts = _markup(_APART.join(texts)).split(_APART)
    return parts if len(parts) == len(texts) else [_markup(text) for text in texts]


def _markup(text: str) -> str:
    return str(do_forceescape(text)).replace("\n", "<br>")


# Rows

# Of each cell of a row its role, columns and rows, and what is special about it.
_Shape = tuple[tuple[str, int, int, int], ...]
_FIGURE, _NAMELESS = 1, 2
# Of a row what stands before the first text, and behind each of them.
_Tags = tuple[str, tuple[str, ...]]


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
    shape: list[tuple[str, int, int, int]] = []
    span = 1
    figures: list[int] = []
    texts: list[str] = []
    marks: dict[int, str] = {}
    for cell in row:
        text, role, rows, value, special = cell.text, cell.role, cell.rows, cell.value, 0
        if rows > span:
            span = rows
        if value is not None and _is_figure(value):
            figures.append(len(shape))
            special = _FIGURE
        if text is not None:
            if cell.notes:
                marks[len(texts)] = _marks(cell.notes)
            if not text and role == "label":
                special |= _NAMELESS
            texts.append(text)
        shape.append((role, cell.columns, rows, special))
    return _Row(tuple(shape), span, tuple(figures), texts, marks)


def count_titles(grid: Grid) -> int:
    """How many rows at the beginning are titles."""
    heads = (_HEAD.issuperset([cell.role for cell in row]) for row in grid.rows)
    return next((number for number, is_head in enumerate(heads) if not is_head), len(grid.rows))


def rows_of(grid: Grid) -> str:
    """The markup of all rows: titles, and below them groups that spans hold together."""
    size = count_titles(grid)
    titles = _titles(grid.rows[size - 1]) if size else ()
    return do_mark_safe(str(_written([_seen(row) for row in grid.rows], size, titles)))


def _titles(row: _Cells) -> tuple[str, ...]:
    """The text over each column."""
    return tuple([cell.text or "" for cell in row for _ in range(cell.columns)])


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
        opening, others = tags
        self.tags[-1] += opening
        self.tags += others

    def __str__(self) -> str:
        texts = _escaped(self.texts)
        for number, marks in self.marks.items():
            texts[number] += marks
        pieces = [""] * (2 * len(texts) + 1)
        pieces[::2] = self.tags
        pieces[1::2] = texts
        return "".join(pieces)


@lru_cache(maxsize=1024)
def _title_tags(shape: _Shape, under: tuple[int, ...]) -> _Tags:
    """The tags of a row of titles; ``under`` are the numbers of the cells of the next row that hold figures."""
    tags = ["<tr>\n"]
    for number, (role, columns, rows, _) in enumerate(shape):
        if role:
            scope = "colgroup" if columns > 1 else "col"
            tags[-1] += _start(scope, _title_look(under, number), "", columns, rows)
            tags.append("</th>\n")
    tags[-1] += "</tr>\n"
    return tags[0], tuple(tags[1:])


@lru_cache(maxsize=4096)
def _row_tags(shape: _Shape, under: tuple[int, ...], titles: tuple[str, ...], size: int) -> _Tags:
    """The tags of a row; ``size`` is how many rows its group has where a cell spans all of them.

    It is one of pairs if labels and values take turns in it.
    """
    tags = [""]
    column = 0
    last, is_pairs = "label", False
    for number, (role, columns, rows, special) in enumerate(shape):
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
    return tags[0], tuple(tags[1:])


def _title_look(under: tuple[int, ...], number: int) -> str:
    """A title of figures stands over them, at the right."""
    return "title figure" if number in under else "title"


def _start(scope: str, look: str, title: str, columns: int, rows: int) -> str:
    return str(macros("page.html").start(scope, look, title, columns, rows))


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
