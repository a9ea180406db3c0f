"""What a run saw of a file or a folder, and whether a later one would see the same."""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from hashlib import blake2b

# Times of a file: what changes it within so many nanoseconds may leave them as they are. FAT counts two seconds.
COARSEST = 2_500_000_000

# The times of the last change, the size and the number of a file: all are compared, so that none needs to be
# trusted. As one text they are read from JSON in a third of the time.
Stamp = str

_SOURCES = (".perf", ".toml", ".txt")


def _blake2b() -> type[blake2b]:
    """Python's own, without OpenSSL, which hashlib loads and nobody here needs."""
    try:
        from _blake2 import blake2b
    except ImportError:  # another Python, or one that was built without it
        from hashlib import blake2b
    return blake2b


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file or folder."""
    return f"{found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {found.st_ino} {found.st_dev}"


def is_settled(stamp: Stamp, now: int) -> bool:
    """Whether whatever changes a file after ``now`` also changes its stamp."""
    changed, moved, *_ = map(int, stamp.split())
    return max(changed, moved) < now - COARSEST


def digest_of(content: bytes) -> str:
    """What tells contents apart."""
    return _blake2b()(content, digest_size=20).hexdigest()


class Digested:
    """The digest of a content that goes through it, piece by piece."""

    def __init__(self) -> None:
        self._hash = _blake2b()(digest_size=20)

    def through(self, content: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces."""
        for piece in content:
            self._hash.update(piece)
            yield piece

    def digest(self) -> str:
        """That of all that went through."""
        return self._hash.hexdigest()


def file_now(path: str) -> tuple[Stamp, str] | None:
    """The stamp and the digest of a regular file; None where there is none, or it cannot be read."""
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except (OSError, ValueError):
        return None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        try:
            return stamp_of(found), digest_of(file.read())
        except OSError:
            return None


def folder_now(path: str, below: bool) -> tuple[Stamp | None, list[str]] | None:
    """The stamp and the names of a folder that matter, each with its kind; None where it cannot be listed.

    ``below`` also takes in folders, which are looked through for sources; of those above a publication only
    their files count. There is no stamp where a link is among them: what it leads to may change alone.
    """
    try:
        before = stamp_of(os.stat(path))  # noqa: PTH116 - pathlib is not imported yet
        with os.scandir(path) as entries:
            kinds = [(one.name, _kind(one)) for one in entries]
    except OSError:
        return None
    names = sorted(
        f"{kind} {name}"
        for name, kind in kinds
        if name == ".git"
        or name.lower().endswith(_SOURCES)
        or (below and kind != "f" and not name.startswith("."))
    )
    return (None if any(one.startswith("l") for one in names) else before), names


def _kind(entry: os.DirEntry[str]) -> str:
    """``f``, ``d`` or ``o`` for a file, a folder or something else, with ``l`` before it for a link."""
    try:
        kind = "f" if entry.is_file() else "d" if entry.is_dir() else "o"
        return f"l{kind}" if entry.is_symlink() else kind
    except OSError:
        return "lo"
