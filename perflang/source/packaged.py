"""The data files that belong to perflang: beside the package in a checkout, inside it when installed.

They are read through the package's own loader, which also reads from a zip; ``importlib.resources``
would cost every command several milliseconds and is imported only to list a folder in a zip.
"""

from __future__ import annotations

from pathlib import Path
from pkgutil import get_data


def packaged_text(path: str) -> str:
    """The text of a data file, by its path such as ``grammar/perflang.lark``; KeyError without it."""
    for place in (path, f"../{path}") if path.startswith("grammar/") else (path,):
        try:
            content = get_data("perflang", place)
        except OSError:
            continue
        if content is not None:
            return content.decode("utf-8").replace("\r\n", "\n")
    raise KeyError(path)


def packaged_names(folder: str, suffix: str) -> list[str]:
    """The names, without ``suffix`` and sorted, of the files in a folder of the package."""
    place = Path(__file__).parent.parent / folder
    if place.is_dir():
        names = [entry.name for entry in place.iterdir()]
    else:
        from importlib.resources import files

        names = [entry.name for entry in files("perflang").joinpath(folder).iterdir()]
    return sorted(Path(name).stem for name in names if name.endswith(suffix))
