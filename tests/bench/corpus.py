"""Writes the files that are measured; a process of its own, so that the one that measures stays small.

``python -m tests.bench.corpus FOLDER PROJECTS`` writes all formats; with a third word, sources of perflang alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from tests.bench.peers import REFERENCE, WRITERS, Records
from tests.bench.records import Record, mistaken, scaled
from tests.bench.sources import write
from tests.bench.steps import IN_A_FILE, LOOKED_AT


def suffixes(is_alone: bool) -> dict[str, Callable[[Records], str]]:
    """The formats that are written, by the suffix of their files."""
    others = {} if is_alone or REFERENCE.missing else WRITERS
    return {"perf": write, **others}


def in_files(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Records as they are put into files."""
    left = iter(records)
    while some := list(islice(left, IN_A_FILE)):
        yield some


def put(folder: Path, name: str, records: list[Record], is_alone: bool = False) -> None:
    """Write one file of the name in every format, each format in a folder of its own."""
    for suffix, text_of in suffixes(is_alone).items():
        path = folder / suffix / f"{name}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(records), encoding="utf-8", newline="\n")


def lay_out(folder: Path, count: int, is_alone: bool) -> None:
    """``many`` files, the same records in ``one``, files with a mistake each, and what pages must hold."""
    for number, some in enumerate(in_files(scaled(count))):
        put(folder / "many", f"p{number:05d}", some, is_alone)
    if is_alone:
        return
    put(folder / "one", "all", list(scaled(count)))
    first = list(scaled(LOOKED_AT))
    for number, some in enumerate(mistaken(first[:IN_A_FILE]).values()):
        put(folder / "mistakes" / str(number), "p", some)
    (folder / "first.json").write_text(json.dumps(first), encoding="utf-8")


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]), int(sys.argv[2]), bool(sys.argv[3:]))
