"""Head files, ``部门.perf`` or ``department.perf``, and names that were to be one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from perflang.diagnostics import Diagnostic
from perflang.source.regex import regex
from perflang.workspace.upwards import straight

HEAD_NAMES = ("部门.perf", "department.perf")
SUFFIX = ".perf"
DEEPEST = 32
# What gets into a file's name when it is copied, sent or saved under a new name.
_ADDED = regex(
    "[ \u3000_—()（）\\[\\]【】0-9０-９-]|副本|复制|拷贝|新建|最新|最终|定稿|文件|copy|of|new|final"
)


def head_of(folder: Path) -> Path | None:
    """The head file of a folder, or None."""
    return next((folder / name for name in HEAD_NAMES if (folder / name).is_file()), None)


def misnamed_head(folder: Path) -> Path | None:
    """The file of a folder without a head file that was to be one, if a single one has such a name."""
    if head_of(folder) is not None:
        return None
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return None
    alike = [name for name in names if is_like_head(name)]
    others = [name for name in names if name.lower().endswith(SUFFIX) and name not in alike]
    return folder / alike[0] if len(alike) == 1 and others else None


def folder_of_head(path: Path) -> Path | None:
    """The folder whose head file holds for ``path``, or None."""
    for folder in list(straight(path).parents)[:DEEPEST]:
        if head_of(folder) is not None:
            return folder if path.is_absolute() else Path(os.path.relpath(folder))
        if (folder / ".git").exists():
            break
    return None


def misnamed(folder: Path) -> Iterator[Diagnostic]:
    """A head file under another name: nothing of it holds, and nothing that it may set is missing."""
    path = misnamed_head(folder)
    if path is not None:
        hint = "txt" if is_hidden_txt(path.name) else None
        chinese = path.name.startswith(HEAD_NAMES[0][0]) or not path.name.isascii()
        name = HEAD_NAMES[0 if chinese else 1]
        yield Diagnostic("PF233", path.as_posix(), values={"name": name}, hint=hint)


def two_heads(folder: Path) -> Iterator[Diagnostic]:
    """A second head file beside the one that holds."""
    first, second = HEAD_NAMES
    if (folder / first).is_file() and (folder / second).is_file():
        yield Diagnostic("PF227", (folder / second).as_posix(), values={"other": first})


def is_like_head(name: str) -> bool:
    """``部门(1).perf``, ``Department.perf``, ``部门.perf.txt``: nearly the name of a head file."""
    stem, dot, _ = name.lower().removesuffix(".txt").rpartition(".")
    if not dot or not name.lower().endswith((SUFFIX, f"{SUFFIX}.txt")):
        return False
    heads = [head for head in ("部门", "department") if set(head) <= set(stem)]
    return bool(heads) and _ADDED.sub("", stem) in heads


def is_hidden_txt(name: str) -> bool:
    """Whether ``.txt``, which Windows does not show, stands behind the ending of a source."""
    return name.lower().endswith(f"{SUFFIX}.txt")
