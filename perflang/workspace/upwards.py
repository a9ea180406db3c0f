"""The folders whose files hold for a publication: its own and those above it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

HIGHEST = 32  # folders


def upwards(folder: Path) -> Iterator[Path]:
    """``folder`` and those above it, up to the one that holds ``.git``; paths stay relative if they were."""
    whole = folder.absolute()
    for place in (whole, *whole.parents)[:HIGHEST]:
        yield place if folder.is_absolute() else Path(os.path.relpath(place))
        if (place / ".git").exists():
            return
