"""``perflang review``: what a review finds, beside the tables, as a page for who has no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from perflang.cli.control_options import control_options
from perflang.cli.options import output_options
from perflang.cli.outputs import output_option, refuse_source, targets_of

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.compiler import Compilation
    from perflang.control import Layer
    from perflang.diagnostics import Diagnostic
    from perflang.document.remarks import Report
    from perflang.source import Limits
    from perflang.workspace import PublicationFiles

_ENDINGS = {"html": (".html", ".htm"), "markdown": (".md", ".markdown")}
_BEGINNING = 2000  # bytes of a file by which a report is known
_BEHIND = "-review"  # beside what `build` writes under the name alone


@click.command("review")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@output_option
@click.option(
    "--to",
    type=click.Choice(list(_ENDINGS)),
    help="输出格式，缺省看输出文件的后缀，再缺省为 html Output format, by default that of the ending.",
)
@control_options
@output_options
def command(
    paths: tuple[str, ...],
    output: str | None,
    to: str | None,
    layer: Layer,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """审核绩效目标，把发现写在表的旁边（缺省写到 build/）。Review, as a page with tables and findings."""
    from perflang.cli.controls import Controls
    from perflang.cli.session import Session
    from perflang.reports import report

    format_name = to or _format_of(output)
    session = Session(sys.stderr, output_format, language, limits)
    session.controls = controls = Controls(limits, layer)
    publications = list(session.publications(paths or (".",)))
    names = [one.name + _BEHIND for one in publications if one.sources.files]
    targets = iter(targets_of(names, _ENDINGS[format_name][0], output))
    reviewed = [_reviewed(session, one, targets) for one in publications]
    excused = {id(one) for one in controls.settle()}
    for publication, one in zip(publications, reviewed, strict=True):
        if one is not None:
            found = [finding for finding in one.found if id(finding) not in excused]
            profile = controls.profile(one.compilation)
            wanted = publication.wanted
            withheld = controls.withheld(one.compilation, found, wanted)
            made = report(one.compilation, found, profile, session.language, wanted, withheld)
            if _may_replace(session, one.target):
                session.write(one.target, _renderer(format_name)(made))
    session.finish(closing=False)
    session.tell_written(held_back=False)
    return session.status


class _Reviewed(NamedTuple):
    """A publication, what stands in the report on it, and where that goes."""

    target: Path | None
    compilation: Compilation
    found: list[Diagnostic]


def _reviewed(
    session: Session, publication: PublicationFiles, targets: Iterator[Path | None]
) -> _Reviewed | None:
    """A review of a publication, None where it has nothing to be read.

    What is found stands in the report; what is not about the text, the command says itself.
    """
    from attrs import evolve

    session.found += publication.diagnostics
    session.controls.is_whole &= not publication.diagnostics
    if not publication.sources.files:
        return None
    target = next(targets)
    refuse_source(target, [one.path for one in publication.sources.texts])
    before = list(session.found)
    compilation = session.compile(evolve(publication, diagnostics=()))
    own = {one.path for one in publication.sources.texts}
    own -= {one.path for one in publication.sources.files}
    # also what was said of an own file with another publication
    found = [*publication.diagnostics, *(one for one in before if one.path in own)]
    found += (one for one in session.found[len(before) :] if one not in session.controls.found)
    session.found = before
    return _Reviewed(target, compilation, found) if compilation is not None else None


def _may_replace(session: Session, target: Path | None) -> bool:
    """Whether a report may go to a place: a file that stands there and is none is kept, which is a finding."""
    from perflang.backends.report_words import begins_a_report
    from perflang.diagnostics import Diagnostic
    from perflang.source import refused
    from perflang.workspace.nearest import is_file

    if target is None or not is_file(target):
        return True
    try:
        with target.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except OSError:
        return True  # writing says why
    if not beginning.strip() or begins_a_report(beginning):
        return True
    reason = refused(
        "已经有这个文件，它不是 perflang 写的审核报告，没有覆盖",
        "this file is there already and is no report made by perflang",
    )
    session.found.append(Diagnostic("PF107", target.as_posix(), values=reason))
    return False


def _format_of(output: str | None) -> str:
    """The format that the ending of an output asks for; a folder or standard output asks for none."""
    ending = Path(output).suffix.lower() if output and output != "-" else ""
    if not ending or output is None or Path(output).is_dir():
        return "html"
    for name, endings in _ENDINGS.items():
        if ending in endings:
            return name
    known = "、".join(one for endings in _ENDINGS.values() for one in endings)
    raise click.BadParameter(
        f"不知道写成什么格式，文件名用 {known}，或者写 --to unknown ending: {output}",
        param_hint="-o",
    )


def _renderer(format_name: str) -> Callable[[Report], Iterator[bytes]]:
    if format_name == "html":
        from perflang.backends.report_html import render
    else:
        from perflang.backends.report_markdown import render
    return render
