"""One HTML page that stands alone: no script, nothing loaded from elsewhere, screen, phone and paper.

The page has no content security policy of its own. Nothing in it needs one, and it would silently
switch off what public sites have to add to every page they host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from perflang.backends.environment import macros
from perflang.backends.html_rows import count_titles, marked, rows_of
from perflang.document import Block, Document, Grid, Heading, Items, Paragraph, Section, outline

_WORDS = {
    "zh": {"tag": "zh-CN", "contents": "目录", "skip": "跳到正文"},
    "en": {"tag": "en", "contents": "Contents", "skip": "Skip to the text"},
}
_DEEPEST = 6

_Placed = tuple[str, Block]


def render(document: Document) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the contents, one piece for each section, its end."""
    page = macros("page.html")
    words = _WORDS[document.language]
    contents = _contents(_sheets(outline(document.sections)))
    yield page.opening(document.title, words, contents).encode("utf-8")
    for placed in _sheets(document.sections):
        yield page.section(views(placed)).encode("utf-8")
    yield page.closing().encode("utf-8")


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
                name = tag or f"h{min(depth + 1, _DEEPEST)}"
                yield _Heading(anchor, name, marked(text, block.notes))
            case Paragraph(text):
                yield _Text("paragraph", [marked(text, block.notes)])
            case Items(texts) if texts:  # a list of nothing says "list" to a screen reader
                notes = block.notes
                yield _Text("items", [marked(one, notes.get(n, ())) for n, one in enumerate(texts)])
            case Grid() if block.rows:
                yield _table(anchor, block, above)


def _table(anchor: str, grid: Grid, above: str) -> _Table:
    whole = sum(grid.widths)
    hundredths = [one * 10_000 // whole for one in grid.widths]
    return _Table(
        anchor,
        grid.caption or above.replace("\n", " "),
        [f"{one // 100}.{one % 100:02}%" for one in hundredths],
        count_titles(grid) > 0,
        rows_of(grid),
    )
