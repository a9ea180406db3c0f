"""Puts wheels together into one file that runs with Python alone: `python3 dev.py zipapp`.

The file is what the standard library's zipapp makes, but the same to the byte wherever it is made: sorted,
without times and rights, and without what belongs to one system or one version of Python.
"""

import re
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / ".ci" / "requirements" / "core.txt"

# Compiled for one system (markupsafe works without), for type checkers, or about how a wheel installs.
# Tests have no use for a program of one file.
LEFT_OUT = re.compile(
    r".*\.(?:so|pyd|dll|dylib|c|pyi|pyc)|.*\.dist-info/(?:RECORD|WHEEL|entry_points\.txt|top_level\.txt)"
    r"|perflang/testing/.*|_perflang_\w+\.py"
)

# Every Python can read it, the second one too, far enough to say that it is too old.
MAIN = """\
# coding: utf-8
import sys

if sys.version_info < (3, 11):
    found = "%d.%d" % sys.version_info[:2]
    told = u"需要 Python 3.11 或更新版本，当前为 " + found + u" / Python 3.11+ needed, this is " + found
    getattr(sys.stderr, "buffer", sys.stderr).write(told.encode("utf-8") + b"\\n")
    sys.exit(2)

from perflang.cli import main

main()
"""


def locked_wheels(folder: Path) -> list[Path]:
    """The wheel of every package of the lock, whatever system it is for."""
    found = []
    lock = LOCK.read_text(encoding="utf-8")
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", lock, re.MULTILINE):
        wheel = f"{re.sub('[-_.]+', '_', name).lower()}-{version}"
        wheels = list(folder.glob(f"{wheel}-*.whl"))
        if len(wheels) != 1:
            raise SystemExit(f"{folder}: 没有 {wheel} 的 wheel / no wheel of {wheel}")
        found += wheels
    return found


def contents(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a wheel that any system and any Python can use."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and not LEFT_OUT.fullmatch(name):
                yield name, archive.read(name)


def bundle(wheels: list[Path], target: Path) -> None:
    """Write the program made of these wheels."""
    files = {"__main__.py": MAIN.encode()}
    for wheel in wheels:
        files |= contents(wheel)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        stream.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(files):
                archive.writestr(entry(name), files[name], compresslevel=9)
    target.chmod(0o755)


def entry(name: str) -> zipfile.ZipInfo:
    """The head of an entry, which says nothing of when and on what system it was made."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


if __name__ == "__main__":
    dependencies, built, program = map(Path, sys.argv[1:])
    bundle([*locked_wheels(dependencies), *built.glob("*.whl")], program)
    print(program)
