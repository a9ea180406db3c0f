"""One HTML page that stands alone: no script, nothing loaded from elsewhere, screen, phone and paper.

The page has no content security policy of its own. Nothing in it needs one, and it would silently
switch off what public sites have to add to every page they host.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jinja2.filters import do_forceescape

from perflang.backends.html_markup import Markup, tags_of
from perflang.backends.html_rows import table
from perflang.document import Block, Document, Grid, Heading, Items, Paragraph, Section, outline
from perflang.source.classes import frozen


@frozen
class _Words:
    """What a page says by itself, in the language of the ``tag``."""

    tag: str
    contents: str
    skip: str


_WORDS = {
    "zh": _Words("zh-CN", "目录", "跳到正文"),
    "en": _Words("en", "Contents", "Skip to the text"),
}
_DEEPEST = 6

_Placed = tuple[str, Block]


def render(document: Document) -> Iterator[bytes]:
    """The page in UTF-8: its beginning with the contents, one piece for each section, its end."""
    title = str(do_forceescape(document.title)).encode("utf-8")
    contents = bytes(_contents(_sheets(outline(document.sections))))
    first, (second, third, last) = tags_of("opening", 3, _WORDS[document.language])
    yield b"".join((first, title, second, title, third, contents, last))
    begin, (end,) = tags_of("section", 1)
    for placed in _sheets(document.sections):
        section = blocks(placed)
        section.tags[0] = begin + section.tags[0]
        section.tags[-1] += end
        yield bytes(section)
    yield tags_of("closing", 0)[0]


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


def _contents(sheets: Iterable[Sequence[_Placed]]) -> Markup:
    """Two levels of contents: the headings that stand highest, and below them all others."""
    made = Markup()
    outer, inner = tags_of("entry", 3), tags_of("inner_entry", 2)
    begin, (behind_anchor, behind_text, end) = outer
    begin_inner, (end_inner,) = tags_of("inner_entries", 1)
    level = 0
    for anchor, block in ((anchor, block) for placed in sheets for anchor, block in placed):
        if not isinstance(block, Heading):
            continue
        text = (block.entry.text if block.entry else block.text).replace("\n", " ")
        if level and block.depth > 1:
            made.tags[-1] += begin_inner if level == 1 else b""
            made.add(inner, (anchor, text))
            level = 2
        else:
            made.tags[-1] += end_inner if level == 2 else b""
            made.tags[-1] += end if level else b""
            made.add((begin, (behind_anchor, behind_text)), (anchor, text))
            level = 1
    made.tags[-1] += end_inner if level == 2 else b""
    made.tags[-1] += end if level else b""
    return made


# Blocks


def blocks(placed: Iterable[_Placed], tag: str = "") -> Markup:
    """The markup of blocks with their ids; ``tag`` is that of all headings, if one is given."""
    made = Markup()
    above = ""
    for anchor, block in placed:
        match block:
            case Grid() if block.pattern.rows:
                tags, filled = table(anchor, block, above)
                if block.notes:
                    made.mark(block.notes, len(filled) - len(block.filled))
                made.add(tags, filled)
            case Heading():
                above = block.text
                if block.notes:
                    made.mark({1: block.notes})
                level = tag or f"h{min(block.depth + 1, _DEEPEST)}"
                made.add(tags_of("heading", 2, level), (anchor, above))
            case Paragraph():
                if block.notes:
                    made.mark({0: block.notes})
                made.add(tags_of("paragraph", 1), (block.text,))
            case Items() if block.texts:  # a list of nothing says "list" to a screen reader
                if block.notes:
                    made.mark(block.notes)
                made.add(tags_of("items", len(block.texts)), block.texts)
    return made
