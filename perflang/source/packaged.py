"""The data files that belong to perflang: beside the package in a checkout, inside it when installed.

They are read through the package's own loader, which also reads from a zip; ``importlib.resources``
would cost every command several milliseconds and is imported only to list a folder in a zip.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

TABLES = "tables.json"
_PACKAGE = Path(__file__).parents[1]


def packaged_text(path: str) -> str:
    """The text of a data file, by its path such as ``grammar/perflang.lark``; KeyError without it."""
    for place in (path, f"../{path}") if path.startswith("grammar/") else (path,):
        try:
            content: bytes = __spec__.loader.get_data(str(_PACKAGE / place))  # type: ignore[union-attr]
        except OSError:
            continue
        return content.decode("utf-8").replace("\r\n", "\n")
    raise KeyError(path)


def packaged_table(path: str) -> dict[str, Any]:
    """What a data file says that is TOML, or holds some; its numbers are exact. KeyError without it.

    It is read from a copy in JSON, which takes a tenth of the time: ``perflang/diagnostics/tables.py`` makes it.
    """
    tables, key = _tables(), f"\n{json.dumps(path)}: "
    start = tables.find(key)
    if start < 0:
        raise KeyError(path)
    line = tables[start + len(key) : tables.index("\n", start + 1)]
    table: dict[str, Any] = json.loads(line.rstrip(","), parse_float=Decimal)
    return table


@cache
def _tables() -> str:
    """Every table by its path, in JSON: one stands on a line, since a run needs few of them."""
    return packaged_text(TABLES)


def packaged_names(folder: str, suffix: str) -> list[str]:
    """The names, without ``suffix`` and sorted, of the files in a folder of the package."""
    place = _PACKAGE / folder
    if place.is_dir():
        names = [entry.name for entry in place.iterdir()]
    else:
        from importlib.resources import files

        names = [entry.name for entry in files("perflang").joinpath(folder).iterdir()]
    return sorted(Path(name).stem for name in names if name.endswith(suffix))
