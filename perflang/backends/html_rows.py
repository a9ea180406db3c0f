"""Tables as HTML: the tags of a table, and else of its rows, are looked up by what they look like.

A publication has few different tables and rows and very many of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from perflang.backends.environment import macros
from perflang.backends.html_markup import Tags, join, markup_of, tags_of
from perflang.document import Above, Cell, Grid, Hole, Pattern
from perflang.values import Money, Number, Percentage

_AMOUNTS = (Money, Percentage)
_HEAD = {"header", Above.role}
_LONGEST = 200  # rows of a table that may be like another one

# What a place of a row looks like: its role, columns and rows, what is special about it, and its text if it is no
# hole.
_Look = tuple[str, int, int, int, str | None]
_Looks = tuple[_Look, ...]
_FIGURE, _NAMELESS = 1, 2
# Numbers of holes, or of the places of a row.
_Numbers = tuple[int, ...]


def table(anchor: str, grid: Grid, above: str) -> tuple[Tags, list[str]]:
    """The tags and texts of a table with rows; ``above`` is what it is called where it has no caption."""
    is_long = len(grid.pattern.rows) > _LONGEST
    seen = (_look_at if is_long else _seen)(grid.pattern)
    texts, values = zip(*grid.filled, strict=True) if grid.filled else ((), ())
    nameless = tuple([number for number in seen.labels if not texts[number]])
    figures = tuple(
        [n for n, value in enumerate(values) if value is not None and _is_figure(value)]
    )
    titles = tuple([texts[number] for number in seen.titles])
    tags = (_tags if is_long else _known_tags)(
        seen, nameless, figures, titles, grid.caption, grid.widths
    )
    return tags, [anchor, *([] if grid.caption else [above.replace("\n", " ")]), *texts]


# What a pattern looks like before it is filled in


@frozen(eq=False)
class _Seen:
    """A pattern: how many rows at the beginning are titles, and which rows below belong together.

    Of the holes it has the row and the place of each, and the numbers of those that are ``labels`` and of those in
    the last row of ``titles``.
    """

    rows: tuple[_Looks, ...]
    heads: int
    groups: tuple[tuple[int, int], ...]
    spans: _Numbers
    places: tuple[tuple[int, int], ...]
    labels: _Numbers
    titles: _Numbers


def _look_at(pattern: Pattern) -> _Seen:
    rows = pattern.rows
    is_head = [_HEAD.issuperset([one.role for one in row]) for row in rows]
    heads = (*is_head, False).index(False)
    spans = tuple([max([1, *[one.rows for one in row]]) for row in rows])
    places: list[tuple[int, int]] = []
    labels: list[int] = []
    for number, row in enumerate(rows):
        for place, one in enumerate(row):
            if isinstance(one, Hole):
                if one.role == "label":
                    labels.append(len(places))
                places.append((number, place))
    titles = [hole for hole, (number, _) in enumerate(places) if number == heads - 1]
    return _Seen(
        tuple([tuple(map(_look, row)) for row in rows]),
        heads,
        tuple(_groups(spans, heads)),
        spans,
        tuple(places),
        tuple(labels),
        tuple(titles),
    )


_seen = lru_cache(maxsize=256)(_look_at)


def _look(place: Cell | Hole | Above) -> _Look:
    special, text = 0, None
    if isinstance(place, Cell):
        text = place.text
        special = _FIGURE if _is_figure(place.value) else 0
        special |= _NAMELESS if not text and place.role == "label" else 0
    return place.role, place.columns, place.rows, special, text


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


# Tags


def _tags(
    seen: _Seen,
    nameless: _Numbers,
    figures: _Numbers,
    titles: tuple[str, ...],
    caption: str,
    widths: tuple[int, ...],
) -> Tags:
    """The tags of a table; holes among the labels are ``nameless``, others hold ``figures``."""
    looks = [list(row) for row in seen.rows]
    for holes, kind in ((nameless, _NAMELESS), (figures, _FIGURE)):
        for number, place in map(seen.places.__getitem__, holes):
            role, columns, rows, special, text = looks[number][place]
            looks[number][place] = (role, columns, rows, special | kind, text)
    around = tags_of("table", 2 if caption else 3, caption, _percent(widths), seen.heads > 0)
    return join(around, _rows([tuple(row) for row in looks], seen, titles))


_known_tags = lru_cache(maxsize=512)(_tags)


def _percent(widths: tuple[int, ...]) -> tuple[str, ...]:
    hundredths = [one * 10_000 // sum(widths) for one in widths]
    return tuple([f"{one // 100}.{one % 100:02}%" for one in hundredths])


def _rows(rows: Sequence[_Looks], seen: _Seen, titles: tuple[str, ...]) -> Tags:
    """The tags of all rows: titles, and below them groups that spans hold together."""
    heads = seen.heads
    figures = [tuple([n for n, one in enumerate(row) if one[3] & _FIGURE]) for row in rows]
    under = [*figures[1:], ()]
    over = _over_columns(rows[heads - 1], titles) if heads else ()
    tags = [b""]

    def add(row: Tags) -> None:
        opening, others = row
        tags[-1] += opening
        tags.extend(others)

    if heads:
        tags[-1] += b"<thead>\n"
        for number in range(heads):
            add(_title_tags(rows[number], under[number]))
        tags[-1] += b"</thead>\n"
    for start, end in seen.groups:
        tags[-1] += b"<tbody>\n"
        count = end - start
        for number in range(start, end):
            whole = count if seen.spans[number] == count > 1 else 0
            add(_row_tags(rows[number], under[number], over, whole))
        tags[-1] += b"</tbody>\n"
    return tags[0], tags[1:]


def _over_columns(row: _Looks, titles: tuple[str, ...]) -> tuple[str, ...]:
    """The text over each column, by the last row of titles, whose holes have the texts ``titles``."""
    left = iter(titles)
    texts: list[str] = []
    for role, columns, _, _, text in row:
        texts += [text if text is not None else next(left) if role else ""] * columns
    return tuple(texts)


@lru_cache(maxsize=1024)
def _title_tags(row: _Looks, under: _Numbers) -> Tags:
    """The tags of a row of titles; ``under`` are the numbers of the cells of the next row that hold figures."""
    tags = [b"<tr>\n"]
    for number, (role, columns, rows, _, text) in enumerate(row):
        if role:
            scope = "colgroup" if columns > 1 else "col"
            _open(tags, text, _start(scope, _title_look(under, number), "", columns, rows))
            tags[-1] += b"</th>\n"
    tags[-1] += b"</tr>\n"
    return tags[0], tuple(tags[1:])


@lru_cache(maxsize=4096)
def _row_tags(row: _Looks, under: _Numbers, titles: tuple[str, ...], size: int) -> Tags:
    """The tags of a row; ``size`` is how many rows its group has where a cell spans all of them.

    It is one of pairs if labels and values take turns in it.
    """
    tags = [b""]
    column = 0
    last, is_pairs = "label", False
    for number, (role, columns, rows, special, text) in enumerate(row):
        if role:
            is_pairs = is_pairs or role == "label" != last
            last = role
            look = "figure" if special & _FIGURE else ""
            look = _title_look(under, number) if role == "header" else look
            if role == "label" and not special & _NAMELESS:  # an empty cell names nothing
                scope, title = "rowgroup" if rows == size > 1 else "row", ""
            else:
                scope, title = "", titles[column] if column < len(titles) else ""
            _open(tags, text, _start(scope, look, title, columns, rows))
            tags[-1] += b"</th>\n" if scope else b"</td>\n"
        column += columns
    tags[0] = (b'<tr class="pairs">\n' if is_pairs else b"<tr>\n") + tags[0]
    tags[-1] += b"</tr>\n"
    return tags[0], tuple(tags[1:])


def _open(tags: list[bytes], text: str | None, start: bytes) -> None:
    """Begin a cell, with its text where that is known."""
    tags[-1] += start
    if text is None:
        tags.append(b"")
    else:
        tags[-1] += markup_of(text)


def _title_look(under: _Numbers, number: int) -> str:
    """A title of figures stands over them, at the right."""
    return "title figure" if number in under else "title"


@lru_cache(maxsize=1024)
def _start(scope: str, look: str, title: str, columns: int, rows: int) -> bytes:
    return str(macros("page.html").start(scope, look, title, columns, rows)).encode("utf-8")
