"""Markdown for a git host: read there as a page, and read in a diff as lines.

Tables are pipe tables, one line a row. HTML tables would keep the spans, at four lines a cell: a change
could hardly be found in them, and without rendering nobody reads them. So what spans has to be said
otherwise. A cell that goes on to the right is one cell, and a row that is shorter for it ends in empty
ones: holes in the middle would read like blanks left in the form. A cell that goes on downwards is
repeated, for a row has to say by itself what it belongs to: a diff shows it without those above it, and
a first row that is added below a level then changes no other line. Columns are not padded, or one long
cell would change all lines. Markdown wants a row of titles; where a form has none its first row stands
there, which in the forms we know is the head of the table.

Every line of a text becomes ``<br>``. List markers stay the text that was published, so that items are
paragraphs. There are no contents: git hosts make them from the headings, whose ids only they know.

Nothing in a text acts (:func:`escaped`): neither Markdown nor HTML, nor what git hosts make of texts on
their own, which are links, mentions, references, formulas, emoji and Liquid. A backslash does it but
for three things that are looked for in the text after Markdown has been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment
from jinja2.filters import do_mark_safe

from perflang.backends.environment import environment
from perflang.document import Block, Cell, Document, Grid, Heading, Items, Note, Paragraph
from perflang.source.regex import regex

# What a host's name may end with to be taken for a link without any mark of one.
_DOMAINS = "[a-z]{2}|biz|com|edu|gov|net|org|pro|web|xxx|aero|asia|coop|info|museum|name|shop"
_MARKS = regex(
    r"(?P<mark>[\\`*_{\[<|~#@]"
    r"|!(?=[0-9])|(?<![0-9])%(?=[\w\"])|\^(?=\w)|&(?=[#0-9A-Za-z])"  # references, mentions, entities
    r"|/(?=/)|(?<=[wW])\.|\.(?=(?i:" + _DOMAINS + r")(?![0-9A-Za-z])|xn--))"  # bare links
    r"|(?P<blank>\r|^[^\S\n]|[^\S\n]$)"  # what would end a line, or be cut off from it
    r"|(?P<dollar>\$)"
    r"|(?P<emoji>:)(?=[+-]1:|100:|1234:|[0-9]*[A-Za-z][0-9A-Za-z_+-]*:)"
    r"|\n",
    re.MULTILINE,
)
# Most texts hold none of these characters, which is seen five times as fast.
_ANY = regex(r"[\\`*_{\[<|~#!%^&@/.$:\s]")
_ADDRESS = regex(r"(?<=[0-9A-Za-z._+:-])(?=\\@)")
# What begins a block where a paragraph may begin.
_BEGINNING = regex(r">|[+-](?=[\s-]|$)|[0-9]{1,9}(?=[.)](?:\s|$))")
_DEEPEST = 6
_APART = "<!-- -->"


def render(document: Document) -> Iterator[bytes]:
    """The document in UTF-8: its title, then one piece for each section."""
    page = _page()
    yield page.title(document.title).encode("utf-8")
    for section in document.sections:
        yield page.section(views(section.blocks)).encode("utf-8")


def views(blocks: Iterable[Block], depth: int = 0) -> list[dict[str, object]]:
    """What the template is given for blocks; ``depth`` is that of all headings, if one is given."""
    return [_view(block, depth) for block in blocks if _is_shown(block)]


def escaped(text: str) -> str:
    """``text`` in one line of Markdown that is read as this text and nothing else."""
    if _ANY.search(text) is None:
        return text
    return _ADDRESS.sub(_APART, _MARKS.sub(_escape, text))


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if match["mark"]:
        return f"\\{found}"
    if match["blank"]:
        return f"&#{ord(found)};"
    if match["dollar"]:
        return r"<span>\$</span>"
    return f":{_APART}" if match["emoji"] else "<br>"


def paragraph(text: str) -> str:
    """``text`` where a block may begin."""
    begins = _BEGINNING.match(text)
    line = escaped(text)
    if begins is None:
        return line
    at = begins.end() if text[0].isdigit() else 0
    return rf"{line[:at]}\{line[at:]}"


@cache
def _page() -> Any:
    """The macros of the template."""
    return markdown_environment().get_template("document.md").module


def markdown_environment() -> Environment:
    """An environment in which every text is escaped for Markdown."""
    made = environment(finalize=_safe)
    made.filters["paragraph"] = lambda text: do_mark_safe(paragraph(text))
    return made


def _safe(value: object) -> object:
    return do_mark_safe(escaped(value)) if type(value) is str else value


def _is_shown(block: Block) -> bool:
    """Whether a block is not said elsewhere: the title stands at the top, and a table needs rows."""
    match block:
        case Heading():
            return block.depth > 0
        case Grid():
            return bool(block.rows)
    return True


def _view(block: Block, given: int) -> dict[str, object]:
    """What the template is given for a block."""
    match block:
        case Heading(text, _, depth):
            text = noted(text, block.notes)
            return {"kind": "heading", "depth": given or min(depth + 1, _DEEPEST), "text": text}
        case Paragraph(text):
            return {"kind": "paragraphs", "texts": (noted(text, block.notes),)}
        case Items(texts):
            marked = [noted(text, block.notes.get(n, ())) for n, text in enumerate(texts)]
            return {"kind": "paragraphs", "texts": marked}
        case Grid():
            return {"kind": "table", "rows": list(_rows(block))}


def noted(text: str, notes: Sequence[Note]) -> str:
    """A text with the numbers of its notes behind it."""
    return " ".join([*([text] if text else []), *(f"[{note.number}]" for note in notes)])


def _rows(grid: Grid) -> Iterator[list[str]]:
    """The texts of every row, as many in each as there are cells in the longest."""
    above: dict[int, str] = {}
    longest = max(len(row) for row in grid.rows)
    for row in grid.rows:
        texts: list[str] = []
        column = 0
        for cell in row:
            if isinstance(cell, Cell):
                above[column] = cell.text
                texts.append(noted(cell.text, cell.notes))
            else:
                texts.append(above.get(column, ""))
            column += cell.columns
        yield texts + [""] * (longest - len(texts))
