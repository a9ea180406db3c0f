"""What a build keeps for the next one: all that it saw, what it said, and what became of each publication."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perflang.cache.manifest import SURROGATE, folder_for, load, parts_of, save, stamp_now
from perflang.cache.program import program
from perflang.cache.seen import file_now
from perflang.cli.publishing import Order, Outcome, Seen
from perflang.source import Limits

if TYPE_CHECKING:
    from perflang.cache.manifest import Entry, Manifest
    from perflang.workspace import Found

_LONGEST = 1 << 23  # characters: more is said by a run that has more to mend than to keep


class Kept:
    """What became of publications, and the files that were seen for them, each once."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._numbers: dict[str, int] = {}
        self._parts: list[dict[str, Any]] = []

    def see(self, seen: Iterable[Entry]) -> list[int]:
        """Keep files; their numbers."""
        numbers = []
        for entry in seen:
            number = self._numbers.setdefault(entry[0], len(self._entries))
            if number == len(self._entries):
                self._entries.append(entry)
            _agree(self._entries[number], entry[2])
            numbers.append(number)
        return numbers

    def add(self, part: dict[str, Any], seen: Iterable[Entry], length: int) -> None:
        """Keep what became of a publication, and how many bytes were said of it."""
        self._parts.append(part | {"files": self.see(seen), "length": length})

    def manifest(self, told: bytes | bytearray, apart: int) -> Manifest:
        """All of it, as a manifest has it: what was said of each publication and, beginning ``apart``, of all."""
        return {
            "files": self._entries,
            "parts": self._parts,
            "told": told,
            "apart": apart,
            "said": memoryview(told)[apart:],
            "is_text": SURROGATE not in told,
        }


class Keeper:
    """The cache of one build. Where there can be none, nothing is found in it and nothing kept."""

    def __init__(self, paths: Sequence[str], output: str, key: list[str]) -> None:
        self.key = key
        self.links = [[path, os.path.realpath(path)] for path in paths]
        self._place = paths[0], output
        self.folder = folder_for(*self._place)
        self.program = program()
        earlier = load(self.folder, key, self.program) if self.folder else None
        self._earlier: dict[str, Entry] = {}
        self._parts: dict[str, dict[str, Any]] = {}
        if earlier is not None:
            self._take_over(earlier)
        self._entries: dict[str, Entry] = {}
        self._young: list[Entry] = []
        self._kept = Kept()
        self._told: list[str] = []
        self._whole = self._all_told = True

    def _take_over(self, earlier: Manifest) -> None:
        """What an earlier run of this very program kept."""
        entries = earlier["files"]
        self._earlier = {entry[0]: entry for entry in entries}
        parts = parts_of(earlier)
        told = memoryview(earlier["told"])
        starts = accumulate((part["length"] for part in parts), initial=0)
        for part, start in zip(parts, starts, strict=False):
            seen = [entries[number] for number in part["files"]]
            piece = told[start : start + part["length"]]
            self._parts[_name(part["of"])] = part | {"seen": seen, "told": piece}

    def outcome(self, one: Found, target: Path | None) -> Outcome | None:
        """What became of a publication, if that is known and its output still is what was written."""
        of = _made_of(one, target)
        part = self._parts.get(_name(of))
        if part is None or part["of"] != of:
            return None
        if not all(self._digest(path) == digest for path, _, digest in part["seen"]):
            return None
        seen: Seen = {path: (None, digest) for path, _, digest in part["seen"]}
        told = bytes(part["told"]).decode("utf-8", "surrogatepass")
        return Outcome(part["state"], part["status"], told, seen=seen, whole=True)

    def keep(self, one: Found, target: Path | None, outcome: Outcome) -> None:
        """Keep what became of a publication."""
        if not outcome.whole:
            self._whole = False
            return
        entries = [self._entry(path, *found) for path, found in outcome.seen.items()]
        if outcome.told is None:
            self._all_told = False
            self._kept.see(entries)
            return
        part = {
            "of": _made_of(one, target),
            "name": one.name,
            "state": outcome.state,
            "status": outcome.status,
        }
        self._told.append(outcome.told)
        self._kept.add(part, entries, len(outcome.told.encode("utf-8", "surrogatepass")))

    def finish(
        self, found: Sequence[Found], order: Order, said: Sequence[str], status: int
    ) -> None:
        """Keep all of it for the next run, if this one saw everything and failed at nothing."""
        self.folder = self.folder or folder_for(*self._place)  # outputs may have made it
        if self.folder is None or not self._whole or sum(map(len, said)) > _LONGEST:
            return
        seen_folders = found[0].own.seen if found else {}
        folders = [
            [path, *((seen[0], below, seen[1]) if seen else (None, below, None))]
            for (path, below), seen in seen_folders.items()
        ]
        manifest: Manifest = {
            "program": self.program,
            "status": status,
            "links": self.links,
            "order": _kept_order(order) if self._all_told else None,
            "folders": folders,
        }
        manifest |= self._kept.manifest(*self._all_told_and(said))
        save(self.folder, self.key, manifest, [*self._young, *folders])

    def _all_told_and(self, said: Sequence[str]) -> tuple[bytearray, int]:
        """What was told of each publication and all that was said, which most often begins with just that."""
        told = bytearray()
        apart = 0
        if said[: len(self._told)] != self._told:
            for piece in self._told:
                told += piece.encode("utf-8", "surrogatepass")
            apart = len(told)
        for piece in said:
            told += piece.encode("utf-8", "surrogatepass")
        return told, apart

    def _entry(self, path: str, stamp: str | None, digest: str) -> Entry:
        if path not in self._entries:
            self._entries[path] = [path, stamp, digest]
            self._young.append(self._entries[path])
        _agree(self._entries[path], digest)
        return self._entries[path]

    def _digest(self, path: str) -> str | None:
        """The digest of a file as it is now, which is not read where its stamp says that it need not be."""
        if path not in self._entries:
            known = self._earlier.get(path)
            if known is not None and known[1] is not None and stamp_now(path) == known[1]:
                self._entries[path] = known
            else:
                read = file_now(path)
                if read is None:
                    return None
                self._entry(path, *read)
        digest = self._entries[path][2]
        return digest if isinstance(digest, str) else None


def _kept_order(order: Order) -> dict[str, Any] | None:
    """An order for one that gives it once more; a form of the command line is looked for anew."""
    if order.form_name is not None:
        return None
    return {
        "format_name": order.format_name,
        "output_format": order.output_format,
        "language": order.language,
        "colours": order.colours,
        "limits": {name: getattr(order.limits, name) for name in Limits.__annotations__},
    }


def order_of(kept: dict[str, Any]) -> Order:
    """The order that was kept."""
    return Order(**(kept | {"form_name": None, "form": None, "limits": Limits(**kept["limits"])}))


def _agree(entry: Entry, digest: str) -> None:
    """A file that two publications saw with two contents is none that a later run will find."""
    if entry[2] != digest:
        entry[1:] = None, ""


def _name(of: dict[str, Any]) -> str:
    """What tells a publication from the others of its run."""
    return str(of["target"] or of["paths"] or of["folder"])


def _made_of(one: Found, target: Path | None) -> dict[str, Any]:
    """What a publication is by the names of files alone."""
    own = [
        [*name, *(path.as_posix() for path in paths)]
        for name, paths in sorted(one.own.near(one.folder).items())
    ]
    return {
        "folder": one.folder.as_posix(),
        "paths": [path.as_posix() for path in one.paths],
        "head": one.head.as_posix() if one.head else None,
        "of_folder": one.of_folder,
        "own": own,
        "before": [str(said) for said in one.before],
        "target": target.as_posix() if target else None,
    }
