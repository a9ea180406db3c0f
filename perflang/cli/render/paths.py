"""Where a file stands as those see it who only know the repository."""

from __future__ import annotations

import os
from pathlib import Path


def relative(path: str) -> str:
    """A path from the repository on, or from the working directory where nobody says what that is.

    GitHub looks for files from the repository on, wherever in it a step works. What lies elsewhere keeps
    its path, and so does standard input.
    """
    base, full = _placed(path)
    is_inside = path != "-" and full.is_relative_to(base)
    return full.relative_to(base).as_posix() if is_inside else path


def uri(path: str) -> str:
    """The same as a URI: whatever is not plain ASCII is percent-encoded."""
    if path == "-":
        return path
    base, full = _placed(path)
    return full.as_uri().removeprefix(base.as_uri().rstrip("/") + "/")


def _placed(path: str) -> tuple[Path, Path]:
    here = Path(os.path.realpath(Path.cwd()))
    root = Path(os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or here))
    folder, name = os.path.split(path)
    base = root if here.is_relative_to(root) else here
    return base, Path(os.path.realpath(folder or here), name)
