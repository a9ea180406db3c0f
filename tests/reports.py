"""What tests of reports share: reports of examples and of hostile texts, their pages, and what a page may hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from xml.etree.ElementTree import Element

from attrs import evolve

from perflang.backends import report_html, report_markdown
from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic
from perflang.document import Cell, Grid, Items, Note
from perflang.document.remarks import Part, Report
from perflang.model import Catalogue
from perflang.reports import report
from perflang.review import PLAIN, review
from perflang.review.withheld import Withheld
from perflang.semantics import FileModel, Settings
from perflang.source import SourceFile
from perflang.testing.letters import with_texts
from tests.html_page import elements, read_page
from tests.support import EXAMPLES, HEADS, compile_text, example
from tests.test_html import ALLOWED

NAMES = sorted(
    path.parent.name
    for path in EXAMPLES.glob("*/*.perf")
    if path.name in HEADS and not [*path.parent.glob("*.表样.toml")]
)

# What a report has beside what a page has; its forms send nothing anywhere.
MORE = {
    "div": {"class", "id", "lang"}, "article": {"id", "aria-labelledby"}, "nav": {"aria-labelledby"},
    "p": {"class", "id"}, "dl": {"class"}, "dt": set(), "dd": set(), "span": {"class"}, "h2": {"id"},
    "li": {"id", "class"}, "ul": {"class", "role"}, "a": {"class", "href", "id", "aria-label"},
    "textarea": {"rows", "aria-labelledby", "aria-describedby", "autocomplete"}, "fieldset": set(),
    "legend": set(), "label": {"class"}, "input": {"type", "name", "autocomplete"},
}  # fmt: skip


def read(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.perf"))}


def reported(compilation: Compilation, language: str = "zh") -> Report:
    return report(compilation, review(compilation), PLAIN, language)


def page_of(made: Report) -> Element:
    return read_page(b"".join(report_html.render(made)))


def markdown_of(made: Report) -> str:
    return b"".join(report_markdown.render(made)).decode("utf-8")


def marked(part: Part) -> Iterator[tuple[str, Note]]:
    """Every mark of a part with the text that it stands behind."""
    for block in part.blocks:
        match block:
            case Grid():
                for cell in (cell for row in block.rows for cell in row if isinstance(cell, Cell)):
                    yield from ((cell.text, note) for note in cell.notes)
            case Items(texts, notes):
                yield from ((texts[n], note) for n, of in notes.items() for note in of)
            case _:
                yield from ((block.text, note) for note in block.notes)


def of_text(text: str, *codes: str) -> Report:
    """The report of one file, with the findings of some codes."""
    compilation = compile_text(text)
    found = [one for one in review(compilation) if one.code in codes]
    return report(compilation, found, PLAIN, "zh")


def hostile(name: str, text: str) -> Report:
    """A report in which every text is hostile: those of the tables, of the findings, reasons and paths."""
    turn = cycle([text])
    publication = example(name)
    publication = evolve(publication, projects=publication.projects[:2])
    publication = with_texts(publication, lambda: next(turn))
    source = SourceFile(f"{text}/{text}.perf", "x\n" * 3000)
    file = FileModel(
        source,
        Settings(),
        publication.department,
        publication.projects,
        readable=True,
        catalogue=Catalogue(),
        wholes=publication.wholes,
    )
    places = [row.at["name"] for one in publication.projects for row in one.indicators]
    found = [
        Diagnostic("PF319", source.path, at, {"unit": f"{text}{n}"}) for n, at in enumerate(places)
    ]
    found += [Diagnostic("PF319", f"{text}.perf", values={"unit": text})]
    compilation = Compilation(publication, (file,), sources=(source,))
    withheld = [Withheld(found[0], "comment", text)]
    return report(compilation, found, PLAIN, "zh", None, withheld)


def harmless(root: Element) -> None:
    allowed = ALLOWED | {tag: ALLOWED.get(tag, set()) | more for tag, more in MORE.items()}
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for element in elements(root):
        assert element.tag in allowed, element.tag
        assert set(element.attrib) <= allowed[element.tag], (element.tag, element.attrib)
        assert element.get("type", "text") in ("text", "radio")
        link = element.get("href")
        assert link is None or (link[0] == "#" and link[1:] in ids)
