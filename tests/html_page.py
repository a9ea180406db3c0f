"""A page of HTML as a browser understands it: read by html5lib, which stops at the first mistake."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from attrs import frozen

from perflang.document import Cell, Document, Grid, Heading, Items, Paragraph


def read_page(page: bytes | str, *, strict: bool = True) -> Element:
    """The root of a page. ``strict``: what HTML only forgives is an error."""
    tree = html5lib.getTreeBuilder("etree")
    parser = html5lib.HTMLParser(tree=tree, strict=strict, namespaceHTMLElements=False)
    root: Element = parser.parse(page)
    return root


def text_of(element: Element) -> str:
    """The text of an element without comments; ``<br>`` is a line break."""
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append("\n" if child.tag == "br" else text_of(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def elements(element: Element) -> Iterator[Element]:
    """An element and all below it, without comments."""
    return (one for one in element.iter() if isinstance(one.tag, str))


def occupied(table: Element) -> list[list[Element]]:
    """The cell at each place of a table, from its spans; asserts that each place has exactly one."""
    places: dict[tuple[int, int], Element] = {}
    rows = list(table.iter("tr"))
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in places:
                column += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    place = (number + down, column + right)
                    assert place not in places, "two cells in one place"
                    places[place] = cell
    width = max(column for _, column in places) + 1
    assert set(places) == {(n, column) for n in range(len(rows)) for column in range(width)}
    return [[places[n, column] for column in range(width)] for n in range(len(rows))]


@frozen
class Texts:
    """The texts of a document by what they are, in order; a table as rows of cells."""

    title: str
    headings: list[str]
    paragraphs: list[str]
    tables: list[list[list[str]]]


def texts_of_document(document: Document) -> Texts:
    """What every page of a document has to say."""
    texts = Texts(document.title, [], [], [])
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Heading(text, _, depth) if depth:
                    texts.headings.append(text)
                case Paragraph(text):
                    texts.paragraphs.append(text)
                case Items(items):
                    texts.paragraphs.extend(items)
                case Grid():
                    cells = [
                        [one.text for one in row if isinstance(one, Cell)] for row in block.rows
                    ]
                    texts.tables.append(cells)
    return texts


def texts_of_page(root: Element) -> Texts:
    """What a page says, as far as it is a document's: the contents aside."""
    (main,) = root.iter("main")
    (title,) = root.iter("h1")
    headings = [one for one in main.iter() if one.tag in ("h2", "h3", "h4", "h5", "h6")]
    return Texts(
        text_of(title),
        [text_of(one) for one in headings],
        [text_of(one) for one in main.iter() if one.tag in ("p", "li")],
        [
            [[text_of(cell) for cell in row] for row in table.iter("tr")]
            for table in main.iter("table")
        ],
    )
