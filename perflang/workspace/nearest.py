"""The nearest file of a name: in a folder, or in one above it, no further up than the one that holds ``.git``."""

from __future__ import annotations

from pathlib import Path

from perflang.workspace.upwards import upwards


def nearest_file(name: str, folder: Path) -> Path | None:
    """The path of the file, relative if ``folder`` is; None where there is none."""
    return next((place / name for place in upwards(folder) if is_file(place / name)), None)


def is_folder(path: Path) -> bool:
    """Whether there is a folder; one that we may not see is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    """Whether there is a file; one that we may not see is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long, or a name that no system takes
        return False
