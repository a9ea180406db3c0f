"""Outputs and their places: how one is written, and what is said of all of them in the end."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from perflang.diagnostics import Diagnostic
from perflang.source import refused, visible
from perflang.workspace import WriteError, write_file
from perflang.workspace.own import name_in

_WRITTEN = {"zh": "已写入 {path}", "en": "wrote {path}"}
_HELD_BACK = {
    "zh": "有的行读不懂，或者没有归处，没有输出",
    "en": "nothing written: there are lines that cannot be read or have no place",
}
_NO_FORM = {
    "zh": "表样文件有错，没有输出",
    "en": "nothing written: there is a mistake in the file of the form",
}


def is_source(target: Path, sources: Iterable[str]) -> bool:
    """Whether ``target`` is, or has the name of, what somebody has written; ``sources`` are some of that."""
    if target.suffix.lower() == ".perf" or name_in(target.name) is not None:
        return True
    if not target.exists():
        return False
    others = (Path(source) for source in sources if source != "-")
    return any(other.exists() and target.samefile(other) for other in others)


def put(target: Path | None, content: Iterable[bytes]) -> Diagnostic | None:
    """Write an output, None being standard output; what went wrong, if anything did."""
    if target is None:
        if sys.stdout is None:
            return Diagnostic("PF107", "-", values=refused("是关着的", "it is closed"))
        for piece in content:
            sys.stdout.buffer.write(piece)
        return None
    try:
        write_file(target, content)
    except WriteError as error:
        return Diagnostic("PF107", target.as_posix(), values=error.reason)
    return None


def told_of(
    written: Iterable[str], language: str, *, held_back: bool, no_form: bool = False
) -> Iterator[str]:
    """Where outputs are, and why there is none: a line, or a form's file, could not be read."""
    for path in written:
        yield visible(_WRITTEN[language].format(path=path))
    if held_back:
        yield _HELD_BACK[language]
    if no_form:
        yield _NO_FORM[language]
