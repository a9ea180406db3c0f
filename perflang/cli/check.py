"""``perflang check``: read files and folders, print what is wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.review import Profile
    from perflang.source import Limits


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
@click.option("--profile", metavar="NAME", help="按哪里的口径审核 Whose standards to review by.")
@output_options
def command(
    paths: tuple[str, ...],
    fix: bool,
    unsafe: bool,
    diff: bool,
    everything: bool,
    profile: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """检查文件或文件夹（缺省为当前文件夹）。Check files or folders."""
    from attrs import evolve

    from perflang.cli.session import Session

    if fix and not diff and "-" in paths:
        raise click.BadParameter(
            "标准输入不能就地修改 standard input has no place", param_hint="--fix"
        )
    if unsafe and not (fix or diff):
        raise click.BadParameter(
            "要和 --fix 或 --diff 一起用 goes with --fix or --diff", param_hint="--unsafe-fixes"
        )
    if everything:
        limits = evolve(limits, diagnostics=0)
    session = Session(sys.stderr if diff else sys.stdout, output_format, language, limits)
    session.profile = profile_chosen(profile)
    if diff:
        return _show_fixes(session, paths, unsafe)
    if fix:
        from perflang.cli.mending import Mender

        session.mender = Mender(session, unsafe=unsafe)
    for publication in session.publications(paths or (".",)):
        mended = session.mender.mend(publication) if session.mender else publication
        session.compile(mended)
    session.finish(closing=True, folded=not everything)
    return session.status


def _show_fixes(session: Session, paths: tuple[str, ...], unsafe: bool) -> int:
    """Say what ``--fix`` would change, and of findings only those about files that cannot be read."""
    from perflang.cli.mending import Mender
    from perflang.cli.terminal import Printer

    mender = Mender(session, unsafe=unsafe, shows=True)
    for publication in session.publications(paths or (".",)):
        session.found += publication.diagnostics
        session.texts |= {source.path: source for source in publication.sources.texts}
        mender.mend(publication)
    session.finish(closing=False)
    if session.output_format == "full":
        for line in mender.told():
            Printer(sys.stderr).line(line)
    return session.status or int(mender.count > 0)


def profile_chosen(name: str | None) -> Profile:
    """The profile that ``--profile`` names."""
    from perflang.review import PLAIN, profile_names, profile_of

    if name is None:
        return PLAIN
    try:
        return profile_of(name)
    except KeyError:
        known = "、".join(profile_names())
        raise click.BadParameter(
            f"没有“{name}”，有 {known} no such profile", param_hint="--profile"
        ) from None
