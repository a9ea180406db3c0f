"""One publication from its files to its output: the same in this process and in one of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from perflang.cli.outputs import put
from perflang.compiler import compile_publication
from perflang.compiler.building import build
from perflang.diagnostics import Diagnostic
from perflang.source import Limits, SourceFile
from perflang.workspace import Found, PublicationFiles

if TYPE_CHECKING:
    from perflang.model import OwnFile

WRITTEN, FAILED, HELD_BACK, NO_FORM, UNREAD = "written", "failed", "held back", "no form", "unread"


@frozen
class Order:
    """What is wanted of every publication of a run; ``form`` is a form's file of another place."""

    format_name: str
    form_name: str | None
    form: OwnFile | None
    limits: Limits


@frozen
class Outcome:
    """What became of one publication.

    ``found`` are findings in their order; those with True are about what publications share, to be said once.
    ``texts`` are what they are about.
    """

    state: str
    found: tuple[tuple[Diagnostic, bool], ...] = ()
    texts: tuple[SourceFile, ...] = ()


def publish(order: Order, one: Found, target: Path | None) -> Outcome:
    """Read, compile and build a publication, and write it to ``target``, None being standard output."""
    publication = _with_form(one.read(), order.form)
    sources = publication.sources
    found = [(said, False) for said in publication.diagnostics]
    if not sources.files and not sources.own:
        return Outcome(UNREAD, tuple(found))
    compilation = compile_publication(sources, order.limits)
    own = {source.path for source in sources.files}
    found += [(said, said.path not in own) for said in compilation.diagnostics]
    if publication.diagnostics or not sources.files:
        state = UNREAD
    elif not compilation.readable:
        state = HELD_BACK
    else:
        built = build(compilation, order.format_name, order.form_name)
        found += [(said, True) for said in built.diagnostics]
        state = NO_FORM
        if built.is_whole:
            failed = put(target, built.content)
            found += [(failed, False)] if failed else []
            state = FAILED if failed else WRITTEN
    return Outcome(state, tuple(found), tuple(_shown(found, sources.texts)))


def _shown(
    found: Iterable[tuple[Diagnostic, bool]], texts: Iterable[SourceFile]
) -> Iterator[SourceFile]:
    """Of ``texts`` those that are needed to show ``found``: a run of many holds no others."""
    paths = {
        path for said, _ in found for path in (said.path, *(label.path for label in said.labels))
    }
    return (text for text in texts if text.path in paths)


def _with_form(publication: PublicationFiles, file: OwnFile | None) -> PublicationFiles:
    """The publication with a form of another place, which counts more than one of its name beside it."""
    if file is None or not publication.sources.files:
        return publication
    others = (
        one for one in publication.sources.own if (one.kind, one.name) != (file.kind, file.name)
    )
    return evolve(publication, sources=evolve(publication.sources, own=(*others, file)))
