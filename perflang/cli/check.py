"""``perflang check``: read files and folders, print what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from perflang.cli.control_options import control_options
from perflang.cli.options import output_options
from perflang.cli.terminal import complain

if TYPE_CHECKING:
    from perflang.cli.controls import Controls
    from perflang.cli.session import Session
    from perflang.control import Layer
    from perflang.source import Limits

_GENERATED = {
    "zh": "记下了 {count} 条；以后检查加上 --baseline {path}，或者在 perflang.toml 里写 baseline，就只列新的问题",
    "en": "{count} are known; with --baseline {path}, or `baseline` in perflang.toml, "
    "only what is new is shown",
}
_RENEWED = {
    "zh": "记下了 {count} 条，以后检查只列新的问题",
    "en": "{count} are known; only what is new is shown from now on",
}


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="把能自动改好的改好 Mend what can be mended safely.")
@click.option(
    "--unsafe-fixes",
    "unsafe",
    is_flag=True,
    help="连会动到内容的也改 Also what may change the text.",
)
@click.option("--diff", is_flag=True, help="显示怎么改，不写 Show the fixes, write nothing.")
@click.option("--all", "everything", is_flag=True, help="全部列出，不归并 Show every finding.")
@control_options
@click.option(
    "--generate-baseline",
    is_flag=True,
    help="把现有的问题记进基线文件 Write what is found into the baseline.",
)
@click.option("--statistics", is_flag=True, help="只列每个代码有几条 Only count findings by code.")
@click.option("--exit-zero", is_flag=True, help="有错误也以 0 退出 Leave with 0 whatever is found.")
@output_options
def command(
    paths: tuple[str, ...],
    fix: bool,
    unsafe: bool,
    diff: bool,
    everything: bool,
    layer: Layer,
    generate_baseline: bool,
    statistics: bool,
    exit_zero: bool,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """检查文件或文件夹（缺省为当前文件夹）。Check files or folders."""
    from attrs import evolve

    from perflang.cli.controls import Controls
    from perflang.cli.session import CLEAN, USAGE, Session

    _refuse(paths, fix=fix and not diff, unsafe=unsafe and not (fix or diff))
    _refuse_together(diff, generate_baseline, statistics, output_format)
    if generate_baseline:
        _refuse_baseline(layer.baseline)
    if everything:
        limits = evolve(limits, diagnostics=0)
    session = Session(sys.stderr if diff else sys.stdout, output_format, language, limits)
    session.controls = controls = Controls(limits, layer, generates=generate_baseline)
    if diff:
        status = _show_fixes(session, paths, unsafe)
        return CLEAN if exit_zero and status != USAGE else status
    if fix:
        from perflang.cli.mending import Mender

        session.mender = Mender(session, unsafe=unsafe)
    for publication in session.publications(paths or (".",)):
        mended = session.mender.mend(publication) if session.mender else publication
        session.compile(mended)
    told = list(_write_baselines(session, controls)) if generate_baseline else []
    session.finish(closing=True, folded=not everything, counted=statistics)
    session.tell_written(held_back=False)
    for line in told:
        complain(line)
    return CLEAN if exit_zero and session.status != USAGE else session.status


def _refuse(paths: tuple[str, ...], *, fix: bool, unsafe: bool) -> None:
    """Options that do not go with the others: ``unsafe`` fixes of none, and fixes of what has no place."""
    if fix and "-" in paths:
        raise click.BadParameter(
            "标准输入不能就地修改 standard input has no place", param_hint="--fix"
        )
    if unsafe:
        raise click.BadParameter(
            "要和 --fix 或 --diff 一起用 goes with --fix or --diff", param_hint="--unsafe-fixes"
        )


def _refuse_together(diff: bool, generates: bool, counts: bool, output_format: str) -> None:
    """Options of which each wants another output."""
    for option, given in (("--generate-baseline", generates), ("--statistics", counts)):
        if diff and given:
            raise click.BadParameter(
                "不能和 --diff 一起用，请分两次运行 does not go with --diff", param_hint=option
            )
    if counts and output_format in ("github", "sarif"):
        raise click.BadParameter(
            f"{output_format} 没有计数的写法，请用 full、concise 或 json "
            f"counts are written as full, concise or json, not as {output_format}",
            param_hint="--statistics",
        )


def _refuse_baseline(name: str | None) -> None:
    """A new baseline never takes the place of a source, nor of what is written beside it."""
    from pathlib import Path

    from perflang.cli.baselines import is_of_source

    if name is not None and is_of_source(Path(name)):
        raise click.BadParameter(
            f"“{name}”是源文件、设置或者表样、指标体系文件的名称，基线要用别的文件名 "
            "this is the name of a source, of settings, of a form or a framework",
            param_hint="--baseline",
        )


def _write_baselines(session: Session, controls: Controls) -> Iterator[str]:
    """Write what was found into the baselines; what to do with each of them."""
    from perflang.source import visible

    baselines = controls.baselines
    for path, content, count, is_set in baselines.written() if baselines is not None else ():
        before = len(session.written)
        session.write(path, [content])
        if len(session.written) > before:
            words = (_RENEWED if is_set else _GENERATED)[session.language]
            yield visible(words.format(count=count, path=path.as_posix()))


def _show_fixes(session: Session, paths: tuple[str, ...], unsafe: bool) -> int:
    """Say what ``--fix`` would change, and of findings only those about files that cannot be read."""
    from perflang.cli.mending import Mender
    from perflang.cli.terminal import Printer

    mender = Mender(session, unsafe=unsafe, shows=True)
    for publication in session.publications(paths or (".",)):
        session.found += publication.diagnostics
        session.controls.is_whole &= not publication.diagnostics
        session.texts |= {source.path: source for source in publication.sources.texts}
        mender.mend(publication)
    session.finish(closing=False)
    if session.output_format == "full":
        for line in mender.told():
            Printer(sys.stderr).line(line)
    return session.status or int(mender.count > 0)
