"""``perflang check``: read files and folders, print what is wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.review import Profile
    from perflang.source import Limits


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="把能自动改好的改好 Mend what can be mended safely.")
@click.option("--all", "everything", is_flag=True, help="全部列出，不归并 Show every finding.")
@click.option("--profile", metavar="NAME", help="按哪里的口径审核 Whose standards to review by.")
@output_options
def command(
    paths: tuple[str, ...],
    fix: bool,
    everything: bool,
    profile: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """检查文件或文件夹（缺省为当前文件夹）。Check files or folders."""
    from attrs import evolve

    from perflang.cli.session import Session

    if fix and "-" in paths:
        raise click.BadParameter(
            "标准输入不能就地修改 standard input has no place", param_hint="--fix"
        )
    if everything:
        limits = evolve(limits, diagnostics=0)
    session = Session(sys.stdout, output_format, language, limits)
    session.profile = profile_chosen(profile)
    for publication in session.publications(paths or (".",)):
        session.compile(session.fix(publication) if fix else publication)
    session.finish(closing=True, folded=not everything)
    return session.status


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
