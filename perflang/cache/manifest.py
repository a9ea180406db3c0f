"""What a run has seen and said, as JSON in ``.perflang_cache/`` of a project, and whether it still holds.

A file of it belongs to one command line in one folder. It is taken for nothing where it does not fit: another
format or version, a folder that was copied or belongs to somebody else, text that is no JSON.
"""

from __future__ import annotations

import json
import os
import stat
from zlib import crc32

from perflang.cache.seen import Stamp, file_now, folder_now, is_settled, stamp_of

FOLDER = ".perflang_cache"
FORMAT = 1
_MOST = 16  # files that a project keeps
_HIGHEST = 32  # folders
_MARKS = ("perflang.toml", ".git")

TYPE_CHECKING = False  # who only asks does not import typing
if TYPE_CHECKING:
    from typing import Any

    from perflang.cache.program import Program

    Manifest = dict[str, Any]


def folder_for(path: str, output: str) -> str | None:
    """The cache's folder for a run about ``path`` that writes to ``output``; None where there may be none.

    It lies beside the nearest ``perflang.toml`` or ``.git``, else in the folder that the outputs are for, never
    among sources that are no project; and only in a folder of the user's own.
    """
    try:
        asked = path if stat.S_ISDIR(os.stat(path).st_mode) else os.path.dirname(path) or "."  # noqa: PTH116, PTH120
        place = _project_above(asked) or output
        if os.path.splitext(place)[1] and not os.path.isdir(place):  # noqa: PTH112, PTH122
            return None  # one page for a folder of the user's own
        if not _is_ours(os.stat(place)):  # noqa: PTH116
            return None
    except (OSError, ValueError):
        return None
    return os.path.join(place, FOLDER)  # noqa: PTH118


def _project_above(folder: str) -> str | None:
    place = os.path.realpath(folder)
    for _ in range(_HIGHEST):
        if any(os.path.exists(os.path.join(place, mark)) for mark in _MARKS):  # noqa: PTH110, PTH118
            return place
        above = os.path.dirname(place)  # noqa: PTH120
        if above == place:
            return None
        place = above
    return None


def _is_ours(found: os.stat_result) -> bool:
    """Whether a folder belongs to the user who runs this, where systems tell."""
    return not hasattr(os, "geteuid") or found.st_uid == os.geteuid()


def _is_safe(folder: str) -> list[int] | None:
    """What tells this very folder from a copy of it; None where others could have written into it."""
    try:
        found = os.lstat(folder)
    except OSError:
        return None
    others = hasattr(os, "geteuid") and found.st_mode & 0o022
    if not stat.S_ISDIR(found.st_mode) or not _is_ours(found) or others:
        return None
    return [found.st_ino, found.st_dev]


# What was loaded last: who finds that something has changed has already taken down much of what has not.
_last: list[tuple[str, list[str], Program, Manifest]] = []


def load(folder: str, key: list[str], by: Program) -> Manifest | None:
    """What this program, ``by``, remembers for ``key``, if that can be used.

    What was said stands behind the JSON as it is: it may be long, and need not be looked through.
    """
    place = _is_safe(folder)
    if place is None:
        return None
    if _last and _last[0][:3] == (folder, key, by):
        return _last[0][3]
    try:
        with open(_path(folder, key), "rb") as file:  # noqa: PTH123
            head, said = file.readline(), file.read()
        manifest = json.loads(head)
        manifest["said"] = said
        fits = all(
            manifest[name] == value
            for name, value in (("format", FORMAT), ("place", place), ("key", key), ("program", by))
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not fits:
        return None
    kept: Manifest = manifest
    _last[:] = [(folder, key, by, kept)]
    return kept


def save(folder: str, key: list[str], manifest: Manifest) -> None:
    """Remember ``manifest`` for ``key``, whole or not at all; a folder that cannot be written to is no mistake."""
    _last.clear()
    try:
        if not os.path.isdir(folder):  # noqa: PTH112
            os.mkdir(folder, 0o700)  # noqa: PTH102
        place = _is_safe(folder)
        if place is None:
            return
        ignore = os.path.join(folder, ".gitignore")  # noqa: PTH118
        if not os.path.exists(ignore):  # noqa: PTH110
            with open(ignore, "w", encoding="ascii") as file:  # noqa: PTH123
                file.write("*\n")
        _write(_path(folder, key), manifest | {"format": FORMAT, "place": place, "key": key})
        _forget(folder)
    except (OSError, ValueError):
        return


def _write(path: str, manifest: Manifest) -> None:
    """Through a temporary file. Its own time says which stamps are too young to be relied on; they go."""
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "xb") as file:  # noqa: PTH123
        try:
            now = os.fstat(file.fileno()).st_mtime_ns
            for entry in (*manifest["folders"], *manifest["files"]):
                if entry[1] is not None and not is_settled(entry[1], now):
                    entry[1] = None
            head = {name: value for name, value in manifest.items() if name != "said"}
            text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
            file.write(text.encode("utf-8", "surrogatepass") + b"\n" + manifest["said"])
            file.close()
            os.replace(temporary, path)  # noqa: PTH105
        except BaseException:
            file.close()
            os.unlink(temporary)  # noqa: PTH108
            raise


def _forget(folder: str) -> None:
    """Keep the last few command lines."""
    with os.scandir(folder) as entries:
        kept = [(one.stat().st_mtime_ns, one.path) for one in entries if one.name.endswith(".json")]
    for _, path in sorted(kept)[:-_MOST]:
        os.unlink(path)  # noqa: PTH108


def _path(folder: str, key: list[str]) -> str:
    return os.path.join(folder, f"{crc32(json.dumps(key).encode()):08x}.json")  # noqa: PTH118


def still_holds(manifest: Manifest) -> tuple[bool, bool]:
    """Whether everything is as the run saw it, and whether new stamps were taken down, worth keeping.

    Where a stamp is another one or too young, the names in a folder and the contents of a file are compared.
    """
    restamped = False
    for entry in manifest["folders"]:
        path, stamp, below, names = entry
        if stamp is not None and stamp_now(path) == stamp:
            continue
        now = folder_now(path, below)
        if (now[1] if now else None) != names:
            return False, restamped
        entry[1] = now[0] if now else None
        restamped = restamped or entry[1] is not None
    for entry in manifest["files"]:
        path, stamp, digest = entry
        if stamp is not None and stamp_now(path) == stamp:
            continue
        read = file_now(path)
        if (read[1] if read else None) != digest:
            return False, restamped
        restamped = restamped or read is not None
        entry[1] = read[0] if read else None
    return all(os.path.realpath(path) == real for path, real in manifest["links"]), restamped


def stamp_now(path: str) -> Stamp | None:
    """The stamp of what stands at ``path``, if anything does."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return None
