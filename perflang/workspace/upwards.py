"""The folders whose files hold for a publication: its own and those above it, and what ``..`` means in a path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

HIGHEST = 32  # folders


def straight(path: Path) -> Path:
    """The whole path without ``..``: behind a link that leads elsewhere than the path reads.

    Other links stay, so that what holds for a folder does not depend on where it was called from.
    """
    whole = path.absolute()
    last = max((place for place, name in enumerate(whole.parts) if name == ".."), default=0)
    if not last:
        return whole
    return Path(os.path.realpath(Path(*whole.parts[: last + 1])), *whole.parts[last + 1 :])


def inside(path: Path, folder: Path) -> Path:
    """``path`` as it is called from ``folder``; ValueError where it is on another drive."""
    return Path(os.path.relpath(straight(path), straight(folder)))


def upwards(folder: Path) -> Iterator[Path]:
    """``folder`` and those above it, up to the one that holds ``.git``; paths stay relative if they were."""
    whole = straight(folder)
    for place in (whole, *whole.parents)[:HIGHEST]:
        yield place if folder.is_absolute() else Path(os.path.relpath(place))
        if (place / ".git").exists():
            return
