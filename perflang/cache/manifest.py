"""What a run has seen and said, as JSON in ``.perflang_cache/`` of a project, and whether it still holds.

A file of it belongs to one command line in one folder. It is taken for nothing where it does not fit: another
format or version, a folder that was copied or belongs to somebody else, text that is no JSON.

Its first line says what was seen, its second what became of each publication, which only who builds some of them
anew needs. The rest is what was said of each, and all that was said, as it was: it may be long, and need not be
looked through. ``apart`` is how much of it comes before all that was said, which most often begins with just that.
"""

from __future__ import annotations

import json
import os
import stat
from zlib import crc32

from perflang.cache.seen import Stamp, file_now, folder_now, is_settled, stamp_of

FOLDER = ".perflang_cache"
FORMAT = 2
_MOST = 16  # files that a project keeps
_HIGHEST = 32  # folders
_MARKS = ("perflang.toml", ".git")
# The first byte of what stands for half a character, of names that are no text; and of a few Korean letters.
SURROGATE = b"\xed"
# Publications of more files than that are built anew by the whole command, which can share them among processes.
MOST_CHANGED = 8

TYPE_CHECKING = False  # who only asks does not import typing
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from perflang.cache.program import Program

    Manifest = dict[str, Any]
    Entry = list[Any]  # of a folder or a file; its path and its stamp come first


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
    """What this program, ``by``, remembers for ``key``, if that can be used; ``parts`` are not read yet."""
    place = _is_safe(folder)
    if place is None:
        return None
    if _last and _last[0][:3] == (folder, key, by):
        return _last[0][3]
    try:
        with open(_path(folder, key), "rb", buffering=0) as file:  # noqa: PTH123
            content = file.read()
        head = content.index(b"\n")
        manifest = json.loads(content[:head].decode("utf-8", "surrogatepass"))
        start = head + 1 + manifest["parts"]
        manifest["parts"] = content[head + 1 : start]
        manifest["told"] = memoryview(content)[start:]
        manifest["said"] = manifest["told"][manifest["apart"] :]
        manifest["is_text"] = SURROGATE not in content
        fits = len(manifest["told"]) == manifest["length"] and all(
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


def parts_of(manifest: Manifest) -> list[dict[str, Any]]:
    """What became of publications, in their order, as :mod:`perflang.cli.keeping` keeps it."""
    try:
        parts = json.loads(manifest["parts"].decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return []
    return parts if isinstance(parts, list) else []


def save(folder: str, key: list[str], manifest: Manifest, young: Iterable[Entry]) -> None:
    """Remember ``manifest`` for ``key``, whole or not at all; a folder that cannot be written to is no mistake.

    ``young`` are the entries with stamps that were taken down by this run.
    """
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
        head = manifest | {"format": FORMAT, "place": place, "key": key}
        _write(_path(folder, key), head, young)
        _forget(folder)
    except (OSError, ValueError):
        return


def _write(path: str, manifest: Manifest, young: Iterable[Entry]) -> None:
    """Through a temporary file. Its own time says which stamps are too young to be relied on; they go."""
    told, parts = manifest["told"], manifest["parts"]
    if not isinstance(parts, bytes):
        parts = _line(parts)
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "xb") as file:  # noqa: PTH123
        try:
            now = os.fstat(file.fileno()).st_mtime_ns
            for entry in young:
                if entry[1] is not None and not is_settled(entry[1], now):
                    entry[1] = None
            head = manifest | {"parts": len(parts), "length": len(told)}
            del head["told"], head["said"], head["is_text"]
            file.writelines((_line(head), parts, told))
            file.close()
            os.replace(temporary, path)  # noqa: PTH105
        except BaseException:
            file.close()
            os.unlink(temporary)  # noqa: PTH108
            raise


def _line(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def _forget(folder: str) -> None:
    """Keep the last few command lines."""
    with os.scandir(folder) as entries:
        kept = [(one.stat().st_mtime_ns, one.path) for one in entries if one.name.endswith(".json")]
    for _, path in sorted(kept)[:-_MOST]:
        os.unlink(path)  # noqa: PTH108


def _path(folder: str, key: list[str]) -> str:
    return os.path.join(folder, f"{crc32(json.dumps(key).encode()):08x}.json")  # noqa: PTH118


def changed_since(manifest: Manifest) -> tuple[list[int] | None, list[Entry]]:
    """The numbers of the files that are not as the run saw them, and the entries with new stamps, worth keeping.

    None of the files are told apart where a folder, a link or many of them are other ones. Where a stamp is
    another one or too young, the names in a folder and the contents of a file are compared.
    """
    restamped: list[Entry] = []
    for entry in manifest["folders"]:
        path, stamp, below, names = entry
        if stamp is not None and stamp_now(path) == stamp:
            continue
        now = folder_now(path, below)
        if (now[1] if now else None) != names:
            return None, restamped
        entry[1] = now[0] if now else None
        restamped.append(entry)
    if any(os.path.realpath(path) != real for path, real in manifest["links"]):
        return None, restamped
    changed = []
    for number, entry in _other_stamps(manifest["files"]):
        read = file_now(entry[0])
        if (read[1] if read else None) == entry[2]:
            entry[1] = read[0] if read else None
            restamped.append(entry)
            continue
        changed.append(number)
        if len(changed) > MOST_CHANGED:
            return None, restamped
    return changed, restamped


def _other_stamps(files: list[Entry]) -> list[tuple[int, Entry]]:
    """The files whose stamps are not those of then; there are many, and nothing is called for one but stat."""
    found = []
    look = os.stat
    for number, entry in enumerate(files):
        try:
            now = look(entry[0])
        except (OSError, ValueError):
            found.append((number, entry))
            continue
        if stamp_of(now) != entry[1]:
            found.append((number, entry))
    return found


def stamp_now(path: str) -> Stamp | None:
    """The stamp of what stands at ``path``, if anything does."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return None
