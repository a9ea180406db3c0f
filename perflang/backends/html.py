"""One HTML page that stands alone: no script, nothing loaded from elsewhere, screen, phone and paper.

The page has no content security policy of its own. Nothing in it needs one, and it would silently
switch off what public sites have to add to every page they host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from perflang.backends.environment import macros
from perflang.backends.html_markup import Markup, tags_of
from perflang.backends.html_rows import table
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
    begin, (end,) = tags_of("section", 1)
    for placed in _sheets(document.sections):
        yield f"{begin}{blocks(placed)}{end}".encode()
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


# Blocks


def blocks(placed: Iterable[_Placed], tag: str = "") -> Markup:
    """The markup of blocks with their ids; ``tag`` is that of all headings, if one is given."""
    made = Markup()
    above = ""
    for anchor, block in placed:
        match block:
            case Heading(text, _, depth):
                above = text
                made.mark({1: block.notes})
                made.add(
                    tags_of("heading", 2, tag or f"h{min(depth + 1, _DEEPEST)}"), (anchor, text)
                )
            case Paragraph(text):
                made.mark({0: block.notes})
                made.add(tags_of("paragraph", 1), (text,))
            case Items(texts) if texts:  # a list of nothing says "list" to a screen reader
                made.mark(block.notes)
                made.add(tags_of("items", len(texts)), texts)
            case Grid() if block.pattern.rows:
                tags, filled = table(anchor, block, above)
                made.mark(block.notes, len(filled) - len(block.filled))
                made.add(tags, filled)
    return made
