"""Which perflang this is, down to its last file: what another one has found is not taken over."""

from __future__ import annotations

import os
import sys

import perflang
from perflang.cache.seen import stamp_of

_LIBRARIES = ("attr", "click", "jinja2", "lark", "markupsafe")
_LEFT_OUT = "__pycache__"

Program = list[str | int]


def program() -> Program:
    """The versions, and the number, sizes and times of the files of perflang and the libraries' beginnings."""
    package = os.path.dirname(perflang.__file__)  # noqa: PTH120
    places = [package, os.path.join(package, os.pardir, "grammar")]  # noqa: PTH118
    count = size = changed = 0
    for found in _files(places):
        count += 1
        size += found.st_size
        changed += found.st_mtime_ns
    libraries = [_library(name) for name in _LIBRARIES]
    return [perflang.__version__, sys.version, package, count, size, changed, *libraries]


def _files(folders: list[str]) -> list[os.stat_result]:
    """Every file below the folders; of those in a zip, the zip."""
    waiting, found = folders[:], []
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if not entry.is_dir():
                        found.append(entry.stat())
                    elif entry.name != _LEFT_OUT:
                        waiting.append(entry.path)
        except NotADirectoryError:
            found.append(os.stat(_existing(place)))  # noqa: PTH116
        except FileNotFoundError:  # an installed perflang has its grammar inside
            continue
    return found


def _existing(path: str) -> str:
    while not os.path.exists(path):  # noqa: PTH110
        path = os.path.dirname(path)  # noqa: PTH120
    return path


def _library(name: str) -> str:
    for place in sys.path:
        try:
            return stamp_of(os.stat(os.path.join(place, name, "__init__.py")))  # noqa: PTH116, PTH118
        except (OSError, ValueError):
            continue
    return ""
