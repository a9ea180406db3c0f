"""``perflang build``: compile publications to what is published."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.again import OUTPUTS, key
from perflang.cli.options import output_options
from perflang.cli.outputs import output_option, refuse_source, targets_of
from perflang.cli.terminal import recorded

if TYPE_CHECKING:
    from perflang.cli.keeping import Keeper
    from perflang.cli.publishing import Order, Outcome, Work
    from perflang.cli.session import Session
    from perflang.diagnostics import Diagnostic
    from perflang.model import OwnFile
    from perflang.source import Limits
    from perflang.workspace import Found


class _Formats(click.Option):
    """An option whose help names the formats there are; they are imported when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """What the help says of the option."""
        from perflang.compiler.formats import FORMATS

        record = super().get_help_record(ctx)
        return record and (record[0], f"{record[1]} {', '.join(FORMATS)}.")


@click.command("build")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--to",
    "format_name",
    cls=_Formats,
    default="text",
    metavar="FORMAT",
    help="输出格式 Output format:",
)
@output_option
@click.option(
    "--form",
    "form_name",
    metavar="NAME",
    help="这次用的表样，代替源文件里写的；也可以是表样文件 Form of this build, or a form's file.",
)
@click.option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    help="同时用几个进程编 How many processes build at once.",
)
@click.option(
    "--no-cache",
    "uncached",
    is_flag=True,
    help="全部重新编，不用也不写 .perflang_cache Build all anew, without a cache.",
)
@output_options
@click.pass_obj
def command(
    arguments: Sequence[str] | None,
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    form_name: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
    jobs: int,
    uncached: bool,
) -> int:
    """把源文件编成公开用的表（缺省写到 build/）。Compile sources to what is published."""
    from perflang.cli.keeping import Keeper
    from perflang.cli.publishing import Order
    from perflang.cli.session import USAGE, Session
    from perflang.compiler.formats import FORMATS

    if format_name not in FORMATS:
        raise click.BadParameter(f"{format_name} ({', '.join(FORMATS)})", param_hint="--to")
    if form_name is not None and FORMATS[format_name].of_document is None:
        raise click.BadParameter(f"{format_name} 不用表样 has no form", param_hint="--form")
    paths = paths or (".",)
    keeper = None
    if arguments is not None and not uncached and "-" not in (*paths, output):
        with suppress(FileNotFoundError):  # the folder that we stand in is gone: nothing is kept
            keeper = Keeper(paths, output or OUTPUTS, key(arguments))
    with recorded() as said:
        session = Session(sys.stderr, output_format, language, limits)
        found, form_name, form = _found(session, paths, form_name, watched=keeper is not None)
        targets = _targets(found, form_name, format_name, output)
        colours = session.printer.colours
        order = Order(
            format_name, form_name, form, limits, output_format, session.language, colours
        )
        status = _build(session, order, list(zip(found, targets, strict=True)), jobs, keeper)
    if keeper is not None and status != USAGE:
        keeper.finish(found, order, said.pieces, status)
    return status


def _targets(
    found: Sequence[Found], form_name: str | None, format_name: str, output: str | None
) -> list[Path | None]:
    """Where each of ``found`` goes."""
    from perflang.compiler.formats import FORMATS

    names = [one.name for one in found if one.paths]
    if form_name is not None and output is None:  # so that one form does not take the other's place
        names = [f"{name}-{form_name}" for name in names]
    targets = iter(targets_of(names, FORMATS[format_name].suffix, output))
    return [next(targets) if one.paths else None for one in found]


def _build(
    session: Session, order: Order, work: list[Work], jobs: int, keeper: Keeper | None
) -> int:
    """Publish all that there is, say what was found and where it is; the exit status."""
    from perflang.cli.progress import shown as shown_to_wait
    from perflang.cli.publishing import HELD_BACK, NO_FORM, WRITTEN
    from perflang.cli.session import ERRORS

    states: set[str] = set()
    status = session.status
    shown: list[str | list[Diagnostic]] = []
    outcomes = shown_to_wait(_outcomes(order, work, jobs, keeper), len(work), session.language)
    for outcome, (one, target) in zip(outcomes, work, strict=False):
        if keeper is not None:
            keeper.keep(one, target, outcome)
        if outcome.told is not None:
            shown.append(outcome.told)
        else:
            shown.append(list(outcome.found))
        session.texts |= {text.path: text for text in outcome.texts}
        if outcome.state == WRITTEN and target is not None:
            session.written.append(target)
        states.add(outcome.state)
        status = max(status, outcome.status)
    _show(session, shown)
    session.tell_written(HELD_BACK in states, NO_FORM in states)
    return max(status, ERRORS) if states & {HELD_BACK, NO_FORM} else status


def _show(session: Session, shown: Sequence[str | list[Diagnostic]]) -> None:
    """Show findings in their order; what was found in an earlier publication too is not said again."""
    said: set[Diagnostic] = set()
    for is_shown, pieces in groupby(shown or [[]], lambda piece: isinstance(piece, str)):
        session.found = []
        for piece in pieces:
            if isinstance(piece, str):
                session.printer.text(piece)
                continue
            session.found += [one for one in piece if one not in said]
            said.update(piece)
        if not is_shown:
            session.finish(closing=False)


def _outcomes(
    order: Order, work: Sequence[Work], jobs: int, keeper: Keeper | None
) -> Iterator[Outcome]:
    """What becomes of each: what is known is not done again, and of the rest each when its turn comes."""
    from perflang.cli.publishing import publish
    from perflang.cli.sharing import weights_of, worthwhile

    known = [keeper.outcome(*one) if keeper else None for one in work]
    left = [one for one, outcome in zip(work, known, strict=True) if outcome is None]
    made: Iterator[Outcome]
    made = (publish(order, one, target) for one, target in _not_over_sources(left))
    weights = weights_of(left) if jobs > 1 else []
    jobs = worthwhile(jobs, weights)
    if jobs > 1:
        from perflang.cli.jobs import published_by

        made = published_by(jobs, order, list(_not_over_sources(left)), weights)
    for outcome in known:
        done = outcome or next(made, None)
        if done is None:  # the processes have come to an end before their work has
            return
        yield done


def _not_over_sources(work: Iterable[Work]) -> Iterator[Work]:
    for one, target in work:
        if target is not None:
            own = (path for paths in one.own.near(one.folder).values() for path in paths)
            refuse_source(target, (path.as_posix() for path in (*one.paths, *own)))
        yield one, target


def _found(
    session: Session, paths: Sequence[str], form: str | None, *, watched: bool
) -> tuple[list[Found], str | None, OwnFile | None]:
    """What ``paths`` name, and the name and the file of ``form``, which every publication can choose from.

    Files are ``watched`` where what tells them from later ones will be asked for.
    """
    if form is None:
        return session.found_in(paths, watched=watched), None, None
    from perflang.cli.chosen import of_file, unknown_form
    from perflang.model import Catalogue

    file = of_file(form, session.limits, watched=watched)
    form = form if file is None else file.name
    found = session.found_in(paths, form, watched=watched)
    if file is not None:
        session.keep_own([file])
    for one in found:
        own = one.own.find(one.folder, ()) if one.given is None else ()
        known = Catalogue((*own, file) if file else own, session.limits).form_names()
        if one.paths and form not in known:
            raise unknown_form(form, known, "--form")
    return found, form, file
