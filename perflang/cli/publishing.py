"""One publication from its files to its output: the same in this process and in one of several."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, field

from perflang.cache.seen import Digested, Stamp
from perflang.cli.placing import put
from perflang.cli.render import Renderer
from perflang.cli.session import status_of
from perflang.cli.terminal import Printer
from perflang.compiler import Compilation, compile_publication
from perflang.compiler.building import build
from perflang.diagnostics import Diagnostic
from perflang.source import Fault, Limits, SourceFile
from perflang.source.classes import frozen
from perflang.workspace import Found, PublicationFiles

if TYPE_CHECKING:
    from perflang.model import OwnFile

# A file's stamp before it was read, none for one that has just been written, and its digest.
Seen = dict[str, tuple[Stamp | None, str]]
Work = tuple[Found, Path | None]

WRITTEN, FAILED, HELD_BACK, NO_FORM, UNREAD = "written", "failed", "held back", "no form", "unread"
# Formats of findings that are the findings of one publication behind those of another.
_IN_A_ROW = ("full", "concise", "github")


@frozen
class Order:
    """What is wanted of every publication of a run; ``form`` is a form's file of another place."""

    format_name: str
    form_name: str | None
    form: OwnFile | None
    limits: Limits
    output_format: str
    language: str
    colours: bool


@frozen
class Outcome:
    """What became of one publication.

    ``told`` is how its findings are shown. They stand in ``found`` instead, with the ``texts`` that they are
    about, where they cannot be shown alone: of several, one about an own file is said once.
    Where a later run is told what has changed since, ``seen`` are the files that were read, and the output;
    ``whole`` says that it depends on nothing else.
    """

    state: str
    status: int
    told: str | None = None
    found: tuple[Diagnostic, ...] = ()
    texts: tuple[SourceFile, ...] = ()
    seen: Seen = field(factory=dict)
    whole: bool = False


def publish(order: Order, one: Found, target: Path | None) -> Outcome:
    """Read, compile and build a publication, and write it to ``target``, None being standard output."""
    publication = _with_form(one.read(), order.form)
    sources = publication.sources
    found = list(publication.diagnostics)
    seen: Seen = {text.path: text.seen for text in sources.texts if text.seen is not None}
    state = UNREAD
    if sources.files or sources.own:
        compilation = compile_publication(sources, order.limits)
        found += compilation.diagnostics
        if not publication.diagnostics and sources.files:
            digested = Digested() if one.own.watched else None
            state = _write(order, compilation, target, found, digested)
            if state == WRITTEN and target is not None and digested is not None:
                seen[target.as_posix()] = None, digested.digest()
    own = {text.path for text in sources.files}
    whole = target is not None and _was_all_read(one, publication)
    alone = order.output_format in _IN_A_ROW and one.given is None and bool(one.paths)
    if alone and all(said.path in own or said in publication.diagnostics for said in found):
        told = _told(order, found, sources.texts)
        return Outcome(state, status_of(found), told, seen=seen, whole=whole)
    return Outcome(state, status_of(found), None, tuple(found), sources.texts, seen, whole)


def _write(
    order: Order,
    compilation: Compilation,
    target: Path | None,
    found: list[Diagnostic],
    digested: Digested | None,
) -> str:
    """Build and write what was compiled; what became of it. What is written goes through ``digested``."""
    if not compilation.readable:
        return HELD_BACK
    built = build(compilation, order.format_name, order.form_name)
    found += [said for said in built.diagnostics if said not in found]
    if not built.is_whole:
        return NO_FORM
    failed = put(target, digested.through(built.content) if digested else built.content)
    found += [failed] if failed else []
    return FAILED if failed else WRITTEN


def _told(order: Order, found: Sequence[Diagnostic], texts: Sequence[SourceFile]) -> str:
    """The findings as they are shown."""
    if not found:
        return ""
    stream = StringIO()
    printer = Printer(stream)
    printer.colours = order.colours
    by_path = {text.path: text for text in texts}
    renderer = Renderer(printer, order.language, by_path, order.limits)
    renderer.show(found, order.output_format, folded=True)
    return stream.getvalue()


def _was_all_read(one: Found, publication: PublicationFiles) -> bool:
    """Whether every file that was to be read could be, and is known well enough to be known again."""
    sources = publication.sources
    return (
        len(sources.files) == len(one.paths)
        and all(text.seen is not None for text in sources.texts)
        and not any(isinstance(own.content, Fault) for own in sources.own)
    )


def _with_form(publication: PublicationFiles, file: OwnFile | None) -> PublicationFiles:
    """The publication with a form of another place, which counts more than one of its name beside it."""
    if file is None or not publication.sources.files:
        return publication
    others = (
        one for one in publication.sources.own if (one.kind, one.name) != (file.kind, file.name)
    )
    return evolve(publication, sources=evolve(publication.sources, own=(*others, file)))
