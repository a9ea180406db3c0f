"""Wheels of what is installed here, so that a test can install without the network."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

import dev

# What builds perflang, and what installs it.
TOOLS = ("hatchling", "pip")


def offline(folder: Path, more: Sequence[str] = TOOLS) -> dict[str, str]:
    """What tells pip to install from ``folder`` alone, where all that perflang needs is put, and ``more``."""
    folder.mkdir()
    for wheel in dev.WHEELS.glob("*.whl"):
        shutil.copy(wheel, folder)
    waiting, seen = [*more], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        found = distribution(name)
        _pack(found, folder)
        needed = map(Requirement, found.requires or ())
        waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate()]
    return {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder), "PIP_CONFIG_FILE": "/dev/null"}


def _pack(found: Distribution, folder: Path) -> None:
    """A wheel of an installed distribution: its files without those that installing made."""
    name = found.metadata["Name"].replace("-", "_")
    target = folder / f"{name}-{found.version}-py3-none-any.whl"
    if target.exists():
        return
    with zipfile.ZipFile(target, "w") as archive:
        for path in found.files or ():
            made = path.name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
            if ".." in path.parts or "__pycache__" in path.parts or made:
                continue
            archive.write(str(found.locate_file(path)), path.as_posix())
        info = next(path.parent for path in found.files or () if path.name == "METADATA")
        archive.writestr(f"{info.as_posix()}/RECORD", "")
