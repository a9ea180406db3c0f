"""What a build keeps for the next one: all that it saw, what it said, and what became of each publication."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perflang.cache.manifest import folder_for, load, save, stamp_now
from perflang.cache.program import program
from perflang.cache.seen import file_now
from perflang.cli.publishing import Outcome, Seen

if TYPE_CHECKING:
    from perflang.cache.manifest import Manifest
    from perflang.workspace import Found

_LONGEST = 1 << 23  # characters: more is said by a run that has more to mend than to keep


class Keeper:
    """The cache of one build. Where there can be none, nothing is found in it and nothing kept."""

    def __init__(self, paths: Sequence[str], output: str, key: list[str]) -> None:
        self.key = key
        self.links = [[path, os.path.realpath(path)] for path in paths]
        self._place = paths[0], output
        self.folder = folder_for(*self._place)
        self.program = program()
        self._earlier = {one[0]: one for one in self._kept(key, "files", [])}
        self._parts = self._kept(["parts", *key], "parts", {})
        self._files: dict[str, list[Any]] = {}
        self._new: dict[str, Any] = {}
        self._whole = True

    def outcome(self, one: Found, target: Path | None) -> Outcome | None:
        """What became of a publication, if that is known and its output still is what was written."""
        part = self._parts.get(_name(one, target))
        if part is None or part["of"] != _made_of(one, target):
            return None
        if not all(self._digest(path) == digest for path, digest in part["seen"]):
            return None
        seen: Seen = {path: (None, digest) for path, digest in part["seen"]}
        return Outcome(part["state"], part["status"], part["told"], seen=seen, whole=True)

    def keep(self, one: Found, target: Path | None, outcome: Outcome) -> None:
        """Keep what became of a publication."""
        if not outcome.whole:
            self._whole = False
            return
        for path, (stamp, digest) in outcome.seen.items():
            self._files.setdefault(path, [path, stamp, digest])
        if outcome.told is None:
            return
        self._new[_name(one, target)] = {
            "of": _made_of(one, target),
            "seen": [[path, digest] for path, (_, digest) in outcome.seen.items()],
            "state": outcome.state,
            "status": outcome.status,
            "told": outcome.told,
        }

    def finish(self, found: Sequence[Found], said: str, status: int) -> None:
        """Keep all of it for the next run, if this one saw everything and failed at nothing."""
        self.folder = self.folder or folder_for(*self._place)  # outputs may have made it
        if self.folder is None or not self._whole or len(said) > _LONGEST:
            return
        folders = found[0].own.seen if found else {}
        manifest: Manifest = {
            "program": self.program,
            "status": status,
            "said": said.encode("utf-8", "surrogatepass"),
            "links": self.links,
            "folders": [
                [path, *((seen[0], below, seen[1]) if seen else (None, below, None))]
                for (path, below), seen in folders.items()
            ],
            "files": list(self._files.values()),
        }
        save(self.folder, self.key, manifest)
        parts = {
            "program": self.program,
            "folders": [],
            "files": [],
            "parts": self._new,
            "said": b"",
        }
        save(self.folder, ["parts", *self.key], parts)

    def _kept(self, key: list[str], name: str, nothing: Any) -> Any:
        """What an earlier run of this very program kept."""
        found = load(self.folder, key, self.program) if self.folder else None
        kept = (found or {}).get(name)
        return kept if isinstance(kept, type(nothing)) else nothing

    def _digest(self, path: str) -> str | None:
        """The digest of a file as it is now, which is not read where its stamp says that it need not be."""
        if path not in self._files:
            stamp, digest = self._earlier.get(path, [path, None, None])[1:]
            if stamp is None or stamp_now(path) != stamp:
                stamp, digest = file_now(path) or (None, None)
            self._files[path] = [path, stamp, digest]
        digest = self._files[path][2]
        return digest if isinstance(digest, str) else None


def _name(one: Found, target: Path | None) -> str:
    return (target or one.alone or one.folder).as_posix()


def _made_of(one: Found, target: Path | None) -> list[Any]:
    """What a publication is by the names of files alone."""
    own = [
        [*name, *(path.as_posix() for path in paths)]
        for name, paths in sorted(one.own.near(one.folder).items())
    ]
    return [
        [path.as_posix() for path in one.paths],
        one.head.as_posix() if one.head else None,
        one.of_folder,
        own,
        [str(said) for said in one.before],
        target.as_posix() if target else None,
    ]
