"""The settings that keep the files of a publication as they are: for git and for editors."""

from __future__ import annotations

from pathlib import Path

from perflang.source import packaged_text
from perflang.workspace.upwards import upwards

GIT, EDITORS = ".gitattributes", ".editorconfig"


def settings_for(folder: Path, *names: str) -> dict[str, bytes]:
    """Of the settings ``names`` those that do not stand in ``folder`` yet, nor above it in its git repository."""
    return {
        name: packaged_text(f"workspace/starter/{name.removeprefix('.')}").encode("utf-8")
        for name in names
        if not _stands(folder, name)
    }


def _stands(folder: Path, name: str) -> bool:
    above = list(upwards(folder))
    in_repository = (above[-1] / ".git").exists()
    return any((place / name).exists() for place in (above if in_repository else above[:1]))
