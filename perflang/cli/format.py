"""``perflang format``: sources in one style, in place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import report_options

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.source import Limits, SourceFile

_WORDS = {
    "zh": {
        "would": "需要整理：{path}",
        "did": "已整理 {path}",
        "counts": "整理了 {changed} 个文件，{same} 个文件不用动",
        "counts_trial": "{changed} 个文件需要整理，{same} 个文件不用动",
    },
    "en": {
        "would": "would format {path}",
        "did": "formatted {path}",
        "counts": "{changed} formatted, {same} in order",
        "counts_trial": "{changed} to format, {same} in order",
    },
}


@click.command("format")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="只看哪些要整理，不写 Only say which would change.")
@click.option("--diff", is_flag=True, help="显示改动，不写 Show the changes, write nothing.")
@click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    help="把栏目名和指标级别换成中文或英文 Translate keywords and levels.",
)
@click.option(
    "--from",
    "encoding",
    type=click.Choice(["gb18030"]),
    help="把 GBK（GB18030）文件转成 UTF-8 Convert from GB18030.",
)
@report_options
def command(
    paths: tuple[str, ...],
    check: bool,
    diff: bool,
    language: str | None,
    encoding: str | None,
    output_format: str,
    limits: Limits,
) -> int:
    """按统一格式整理源文件，内容和注释不变。Rewrite sources in one style."""
    from perflang.cli.session import Session

    session = Session(sys.stderr, output_format, None, limits, encoding)
    run = _Run(session, is_trial=check or diff, shows=diff)
    for source, text in _formatted(session, paths or (".",), language):
        run.take(source, text)
    session.finish(closing=False)
    run.tell_counts()
    return session.status or int(run.is_trial and run.changed > 0)


def _formatted(
    session: Session, paths: tuple[str, ...], language: str | None
) -> Iterator[tuple[SourceFile, str]]:
    """Every file that was asked for, with its new text; one that is refused is a finding."""
    from perflang.compiler.formatting import format_source, head_settings
    from perflang.workspace.heads import HEAD_NAMES

    for publication in session.publications(paths):
        session.found += publication.diagnostics
        catalogue = publication.sources.catalogue(session.limits)
        session.texts |= {source.path: source for source in publication.sources.texts}
        inherited, wrong = head_settings(publication.sources, catalogue, session.limits)
        if publication.sources.lost_head:
            wrong += (one for one in publication.diagnostics if Path(one.path).name in HEAD_NAMES)
        for number, source in enumerate(publication.sources.files):
            if publication.wanted is not None and source.path not in publication.wanted:
                continue
            is_head = publication.sources.has_head and not number
            known, above = (None, ()) if is_head else (inherited, tuple(wrong))
            formatted = format_source(source, catalogue, known, language, session.limits, above)
            session.found += (one for one in formatted.diagnostics if one not in session.found)
            if formatted.text is not None:
                yield source, formatted.text


class _Run:
    """What becomes of each new text: written, shown, or only counted."""

    def __init__(self, session: Session, *, is_trial: bool, shows: bool) -> None:
        self.session = session
        self.is_trial = is_trial
        self.shows = shows
        self.changed = 0
        self.same = 0
        self.words = _WORDS[session.language]

    def take(self, source: SourceFile, text: str) -> None:
        if source.path == "-" and not self.is_trial:
            self.session.write(None, [text.encode("utf-8")])
            return
        if text == source.text and source.encoding.startswith("utf-8"):
            self.same += 1
            return
        if self.is_trial or self.session.rewrite(source, text):
            self.changed += 1
            self._tell(source, text)

    def _tell(self, source: SourceFile, text: str) -> None:
        from perflang.cli.changes import show_changes
        from perflang.cli.terminal import Printer
        from perflang.source import visible

        if self.shows:
            show_changes(Printer(sys.stdout), source, text)
            return
        said = self.words["would" if self.is_trial else "did"].format(path=source.path)
        Printer(sys.stdout if self.is_trial else sys.stderr).line(visible(said))

    def tell_counts(self) -> None:
        from perflang.cli.terminal import Printer

        if not self.changed + self.same or self.session.output_format != "full":
            return
        counts: dict[str, object] = {"changed": self.changed, "same": self.same}
        if self.session.language == "en":
            counts = {name: f"{n} file{'' if n == 1 else 's'}" for name, n in counts.items()}
        said = self.words["counts_trial" if self.is_trial else "counts"].format(**counts)
        Printer(sys.stderr).line(said)
