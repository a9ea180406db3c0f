"""``perflang build``: compile publications to what is published."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options
from perflang.cli.outputs import output_option, refuse_source, targets_of

if TYPE_CHECKING:
    from perflang.cli.publishing import Order, Outcome
    from perflang.cli.session import Session
    from perflang.model import OwnFile
    from perflang.source import Limits
    from perflang.workspace import Found

    Work = tuple[Found, Path | None]


class _Formats(click.Option):
    """An option whose help names the formats there are; they are imported when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """What the help says of the option."""
        from perflang.compiler import FORMATS

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
@output_options
def command(
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    form_name: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
    jobs: int,
) -> int:
    """把源文件编成公开用的表（缺省写到 build/）。Compile sources to what is published."""
    from perflang.cli.publishing import HELD_BACK, NO_FORM, Order
    from perflang.cli.session import ERRORS, Session
    from perflang.compiler import FORMATS

    if format_name not in FORMATS:
        raise click.BadParameter(f"{format_name} ({', '.join(FORMATS)})", param_hint="--to")
    if form_name is not None and FORMATS[format_name].of_document is None:
        raise click.BadParameter(f"{format_name} 不用表样 has no form", param_hint="--form")
    session = Session(sys.stderr, output_format, language, limits)
    found, form_name, form = _found(session, paths or (".",), form_name)
    names = [one.name for one in found if one.paths]
    if form_name is not None and output is None:  # so that one form does not take the other's place
        names = [f"{name}-{form_name}" for name in names]
    targets = iter(targets_of(names, FORMATS[format_name].suffix, output))
    work = [(one, next(targets) if one.paths else None) for one in found]
    order = Order(format_name, form_name, form, limits)
    states = set(_publish(session, order, work, jobs))
    session.finish(closing=False)
    session.tell_written(HELD_BACK in states, NO_FORM in states)
    return max(session.status, ERRORS) if states & {HELD_BACK, NO_FORM} else session.status


def _publish(session: Session, order: Order, work: list[Work], jobs: int) -> Iterator[str]:
    """Publish all that there is, keep what is found, and say what became of each."""
    from perflang.cli.publishing import WRITTEN, publish

    outcomes: Iterator[Outcome]
    outcomes = (publish(order, one, target) for one, target in _not_over_sources(work))
    if jobs > 1 and len(work) > 1:
        from perflang.cli.jobs import published_by

        outcomes = published_by(min(jobs, len(work)), order, list(_not_over_sources(work)))
    said = set(session.found)
    for (_, target), outcome in zip(work, outcomes, strict=False):
        for one, once in outcome.found:
            if not once or one not in said:
                said.add(one)
                session.found.append(one)
        session.texts |= {text.path: text for text in outcome.texts}
        if outcome.state == WRITTEN and target is not None:
            session.written.append(target)
        yield outcome.state


def _not_over_sources(work: Iterable[Work]) -> Iterator[Work]:
    for one, target in work:
        own = (path for paths in one.own.near(one.folder).values() for path in paths)
        refuse_source(target, (path.as_posix() for path in (*one.paths, *own)))
        yield one, target


def _found(
    session: Session, paths: Sequence[str], form: str | None
) -> tuple[list[Found], str | None, OwnFile | None]:
    """What ``paths`` name, and the name and the file of ``form``, which every publication can choose from."""
    if form is None:
        return session.found_in(paths), None, None
    from perflang.cli.chosen import of_file, unknown_form
    from perflang.model import Catalogue

    file = of_file(form, session.limits)
    form = form if file is None else file.name
    found = session.found_in(paths, form)
    if file is not None:
        session.keep_own([file])
    for one in found:
        own = one.own.find(one.folder, ()) if one.given is None else ()
        known = Catalogue((*own, file) if file else own, session.limits).form_names()
        if one.paths and form not in known:
            raise unknown_form(form, known, "--form")
    return found, form, file
