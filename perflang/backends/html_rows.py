"""Tables as HTML: the tags of a table, and else of its rows, are looked up by what they look like.

A publication has few different tables and rows and very many of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from perflang.backends.environment import macros
from perflang.backends.html_markup import Tags, join, markup_of, tags_of
from perflang.document import Above, Cell, Grid, Hole, Pattern, Row
from perflang.source.classes import frozen
from perflang.values import Money, Number, Percentage

_AMOUNTS = (Money, Percentage)
_FIGURES = {*_AMOUNTS, Number}
_HEAD = {"header", Above.role}
_LONGEST = 200  # rows of a table that may be like another one

# What a place of a row looks like: its role, columns and rows, what is special about it, and its text if it is no
# hole.
_Look = tuple[str, int, int, int, str | None]
_FIGURE, _NAMELESS = 1, 2
# What is special about the places of a row, by their numbers, for what fills them in a table.
_Special = tuple[tuple[int, int], ...]
# Numbers of holes, or of the places of a row.
_Numbers = tuple[int, ...]


def table(anchor: str, grid: Grid, above: str) -> tuple[Tags, list[str]]:
    """The tags and texts of a table with rows; ``above`` is what it is called where it has no caption."""
    is_long = len(grid.pattern.rows) > _LONGEST
    seen = (_look_at if is_long else _seen)(grid.pattern)
    texts: list[str] = list(grid.filled)  # type: ignore[arg-type]  # quantities are taken out
    figures: list[int] = []
    for number in seen.measured:
        filled = grid.filled[number]
        if not isinstance(filled, str):
            texts[number], value = filled
            if value.__class__ in _FIGURES and _is_figure(value):
                figures.append(number)
    nameless = tuple([number for number in seen.labels if not texts[number]])
    titles = tuple([texts[number] for number in seen.titles])
    tags = (_tags if is_long else _known_tags)(
        seen, nameless, tuple(figures), titles, grid.caption, grid.widths
    )
    texts[:0] = (anchor,) if grid.caption else (anchor, above.replace("\n", " "))
    return tags, texts


# What a pattern looks like before it is filled in


@frozen(eq=False)
class _SeenRow:
    """A row: what its places look like, how far it reaches, whether it is one of titles, and which are its holes.

    Of the holes some are ``labels`` and some may be ``measured``, by their numbers in the row; ``figures`` are
    places of fixed ones.
    """

    looks: tuple[_Look, ...]
    span: int
    is_head: bool
    holes: _Numbers
    labels: _Numbers
    measured: _Numbers
    figures: _Numbers


@lru_cache(maxsize=4096)
def _seen_row(row: Row) -> _SeenRow:
    places = row.places
    looks = tuple(map(_look, places))
    holes = [number for number, one in enumerate(places) if isinstance(one, Hole)]
    return _SeenRow(
        looks,
        max([1, *[one.rows for one in places]]),
        _HEAD.issuperset([one.role for one in places]),
        tuple(holes),
        tuple([n for n, place in enumerate(holes) if places[place].role == "label"]),
        tuple([n for n, place in enumerate(holes) if _is_measured(places[place])]),
        tuple([number for number, look in enumerate(looks) if look[3] & _FIGURE]),
    )


@frozen(eq=False)
class _Seen:
    """A pattern: how many rows at the beginning are titles, and which rows below belong together.

    Of the holes it has the row and the place of each, and the numbers of those that are ``labels``, of those that
    may be ``measured`` and of those in the last row of ``titles``.
    """

    rows: tuple[_SeenRow, ...]
    heads: int
    groups: tuple[tuple[int, int], ...]
    places: Sequence[tuple[int, int]]
    labels: _Numbers
    measured: _Numbers
    titles: _Numbers


def _look_at(pattern: Pattern) -> _Seen:
    rows = tuple(map(_seen_row, pattern.rows))
    heads = next((number for number, row in enumerate(rows) if not row.is_head), len(rows))
    places: list[tuple[int, int]] = []
    labels: list[int] = []
    measured: list[int] = []
    titles = range(0)
    for number, row in enumerate(rows):
        first = len(places)
        labels += [first + hole for hole in row.labels]
        measured += [first + hole for hole in row.measured]
        places += [(number, place) for place in row.holes]
        if number == heads - 1:
            titles = range(first, len(places))
    groups = tuple(_groups([row.span for row in rows], heads))
    return _Seen(rows, heads, groups, places, tuple(labels), tuple(measured), tuple(titles))


_seen = lru_cache(maxsize=256)(_look_at)


def _is_measured(place: Cell | Hole | Above) -> bool:
    return isinstance(place, Hole) and place.is_measured


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
    special: dict[int, list[tuple[int, int]]] = {}
    for holes, kind in ((nameless, _NAMELESS), (figures, _FIGURE)):
        for hole in holes:
            row, place = seen.places[hole]
            special.setdefault(row, []).append((place, kind))
    around = tags_of("table", 2 if caption else 3, caption, _percent(widths), seen.heads > 0)
    return join(around, _rows(seen, {row: tuple(of) for row, of in special.items()}, titles))


_known_tags = lru_cache(maxsize=512)(_tags)


def _percent(widths: tuple[int, ...]) -> tuple[str, ...]:
    hundredths = [one * 10_000 // sum(widths) for one in widths]
    return tuple([f"{one // 100}.{one % 100:02}%" for one in hundredths])


def _rows(seen: _Seen, special: Mapping[int, _Special], titles: tuple[str, ...]) -> Tags:
    """The tags of all rows: titles, and below them groups that spans hold together.

    ``special`` is so about places of rows, by the numbers of these.
    """
    rows, heads = seen.rows, seen.heads
    over = _over_columns(rows[heads - 1], titles) if heads else ()
    figures = [*[row.figures for row in rows], ()]
    for number, of_row in special.items():
        figures[number] += tuple([place for place, kind in of_row if kind == _FIGURE])
    tags = [b""]

    def add(start: int, end: int, around: bytes) -> None:
        count = end - start
        tags[-1] += b"<%s>\n" % around
        for number in range(start, end):
            row = rows[number]
            under = figures[number + 1]
            if number < heads:
                opening, others = _title_tags(row, under)
            else:
                whole = count if row.span == count > 1 else 0
                opening, others = _row_tags(row, special.get(number, ()), under, over, whole)
            tags[-1] += opening
            tags.extend(others)
        tags[-1] += b"</%s>\n" % around

    if heads:
        add(0, heads, b"thead")
    for start, end in seen.groups:
        add(start, end, b"tbody")
    return tags[0], tags[1:]


def _over_columns(row: _SeenRow, titles: tuple[str, ...]) -> tuple[str, ...]:
    """The text over each column, by the last row of titles, whose holes have the texts ``titles``."""
    left = iter(titles)
    texts: list[str] = []
    for role, columns, _, _, text in row.looks:
        texts += [text if text is not None else next(left) if role else ""] * columns
    return tuple(texts)


@lru_cache(maxsize=1024)
def _title_tags(row: _SeenRow, under: _Numbers) -> Tags:
    """The tags of a row of titles; ``under`` are the numbers of the places of the next row that hold figures."""
    tags = [b"<tr>\n"]
    for number, (role, columns, rows, _, text) in enumerate(row.looks):
        if role:
            scope = "colgroup" if columns > 1 else "col"
            _open(tags, text, _start(scope, _title_look(under, number), "", columns, rows))
            tags[-1] += b"</th>\n"
    tags[-1] += b"</tr>\n"
    return tags[0], tags[1:]


@lru_cache(maxsize=4096)
def _row_tags(
    row: _SeenRow, special: _Special, under: _Numbers, titles: tuple[str, ...], size: int
) -> Tags:
    """The tags of a row; ``size`` is how many rows its group has where a cell spans all of them.

    It is one of pairs if labels and values take turns in it.
    """
    tags = [b""]
    column = 0
    last, is_pairs = "label", False
    for number, (role, columns, rows, fixed, text) in enumerate(row.looks):
        if role:
            is_pairs = is_pairs or role == "label" != last
            last = role
            kinds = fixed | sum([kind for place, kind in special if place == number])
            look = "figure" if kinds & _FIGURE else ""
            look = _title_look(under, number) if role == "header" else look
            if role == "label" and not kinds & _NAMELESS:  # an empty cell names nothing
                scope, title = "rowgroup" if rows == size > 1 else "row", ""
            else:
                scope, title = "", titles[column] if column < len(titles) else ""
            _open(tags, text, _start(scope, look, title, columns, rows))
            tags[-1] += b"</th>\n" if scope else b"</td>\n"
        column += columns
    tags[0] = (b'<tr class="pairs">\n' if is_pairs else b"<tr>\n") + tags[0]
    tags[-1] += b"</tr>\n"
    return tags[0], tags[1:]


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
