"""Writes ``perflang/tables.json``: what the data files say that are TOML, so that no start waits for tomllib.

Run it with ``python3 dev.py generate``, before what reads those files. They stay the only place to change.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from perflang.diagnostics.page import all_codes, data_of, page_path
from perflang.source import packaged_text
from perflang.source.packaged import TABLES

PACKAGE = Path(__file__).parents[1]
KEYWORDS = "grammar/keywords.toml"
NOTE = "Generated from the data files by `python3 dev.py generate`; do not edit."


def tables_text() -> str:
    """The text of ``tables.json``: one table a line."""
    lines = [f'"//": {json.dumps(NOTE)}']
    for path, toml in _files():
        table = json.dumps(_exact(path, toml), ensure_ascii=False, separators=(",", ":"))
        lines.append(f"{json.dumps(path)}: {table}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _files() -> Iterator[tuple[str, str]]:
    found = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.toml"))
    for path in (KEYWORDS, *found):
        if not path.startswith("workspace/"):  # those are given away as they are
            yield path, packaged_text(path)
    for code in all_codes():
        data = data_of(packaged_text(page_path(code)))
        if data is None:
            raise ValueError(f"{code}.md holds no toml block")
        yield page_path(code), data


def _exact(path: str, toml: str) -> dict[str, Any]:
    """A table whose numbers JSON writes as they stand in the file."""

    def number(written: str) -> float:
        if repr(float(written)) != written:
            raise ValueError(f"{path}: {written} would come back as another number")
        return float(written)

    return tomllib.loads(toml, parse_float=number)


if __name__ == "__main__":
    (PACKAGE / TABLES).write_text(tables_text(), encoding="utf-8", newline="\n")
    print(TABLES)
