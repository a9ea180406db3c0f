"""Folders of sources on which commands are run in this process, and what they say of them."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from perflang.cli import program

# What other rules say of these texts is not the matter here.
OURS = re.compile("PF501|PF319|PF314|PF6..|PF[12]..")
TWO = """\
项目: 老旧小区改造
  数量指标: 改造小区 ≥ 6 个
  指标: 改造楼栋 ≥ 40 栋
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def check(folder: Path, *arguments: str) -> list[tuple[str, int, str]]:
    """Path, line and code of what `perflang check` says."""
    found = json.loads(invoked(folder, "check", "--output-format", "json", *arguments)[1])
    places = [(one["file"], one["line"], one["code"]) for one in found]
    return [place for place in places if OURS.fullmatch(place[2])]


def said(folder: Path, *arguments: str) -> tuple[int, str]:
    """How `perflang` ends, and all that it says."""
    status, *texts = invoked(folder, *arguments)
    return status, "".join(texts)


def invoked(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """In this process, which is a good deal faster: the status, standard output and standard error."""
    with contextlib.chdir(folder):
        done = CliRunner(env={"LC_ALL": "en_US.UTF-8"}).invoke(
            program._perflang, arguments, standalone_mode=False
        )
    if done.exception is not None:
        raise done.exception
    assert isinstance(done.return_value, int)
    return done.return_value, done.stdout, done.stderr
