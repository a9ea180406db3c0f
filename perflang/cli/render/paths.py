"""Where a file stands as those see it who only know the repository."""

from __future__ import annotations

import os
from pathlib import Path, PurePath


def relative(path: str) -> str:
    """A path from the repository on, or from the working directory where nobody says what that is.

    GitHub looks for files from the repository on, wherever in it a step works. What lies elsewhere keeps
    its path, and so does standard input.
    """
    if path == "-":
        return path
    here = os.path.realpath(Path.cwd())
    root = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or here)
    base = root if PurePath(here).is_relative_to(root) else here
    folder, name = os.path.split(path)
    full = PurePath(os.path.realpath(folder or here), name)
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else path


def uri(path: str) -> str:
    """The same as a URI: whatever is not plain ASCII is percent-encoded."""
    from urllib.parse import quote

    place = relative(path)
    return PurePath(place).as_uri() if PurePath(place).is_absolute() else quote(os.fsencode(place))
