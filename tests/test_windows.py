"""Windows and offices: line ends as git makes them, Chinese paths, and names that every system takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import EXAMPLES, ROOT, run

GIT = shutil.which("git")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
ILLEGAL = re.compile(r'[\x00-\x1f<>:"\\|?*]|[. ]$')
PLACES = ("perflang", "grammar", "examples", "tests", "docs", ".ci")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false")
    assert GIT is not None
    subprocess.run([GIT, *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.skipif(GIT is None, reason="git is not installed")
def test_a_checkout_with_windows_line_ends_is_the_same_publication(tmp_path: Path) -> None:
    """``core.autocrlf`` on one computer and not on the other: no finding, no change, the same output."""
    here, there = tmp_path / "这里", tmp_path / "Program Files 办公室"
    assert run("new", here, "--lang", "zh").returncode == 0
    git(tmp_path, "init", "-q", str(here))
    git(here, "add", ".")
    git(here, "commit", "-q", "-m", "起稿")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", str(here), str(there))
    git(there, "config", "core.autocrlf", "true")
    assert b"\r\n" in (there / "部门.perf").read_bytes()
    assert b"\r\n" not in (here / "部门.perf").read_bytes()
    assert run("check", there).stdout == b""
    assert run("format", "--check", there).returncode == 0
    outputs = [run("build", folder, "-o", "-").stdout for folder in (here, there)]
    assert outputs[0] == outputs[1]
    head = there / "部门.perf"
    head.write_bytes(head.read_bytes().replace("年度: ".encode(), "年度：".encode()))
    assert run("format", there).returncode == 0
    git(there, "diff", "--exit-code")


@pytest.mark.parametrize(
    "folder", ["2026年 部门预算（终稿）", "a b", "部门.perf的文件夹", "é", "一\u3000二"]
)
def test_a_path_with_chinese_and_blanks_is_a_path_like_any_other(
    folder: str, tmp_path: Path
) -> None:
    place = tmp_path / folder
    shutil.copytree(EXAMPLES / "dingzhou", place)
    for arguments in (["check"], ["format", "--check"], ["build", "-o", tmp_path / "o.txt"]):
        assert run(*arguments, place).returncode == 0
    assert (tmp_path / "o.txt").read_bytes().strip() == (
        place / "published.txt"
    ).read_bytes().strip()


def test_every_file_of_the_project_has_a_name_that_every_system_takes() -> None:
    paths = [path.relative_to(ROOT) for place in PLACES for path in (ROOT / place).rglob("*")]
    names = {part for path in paths for part in path.parts if part != "__pycache__"}
    assert sorted(name for name in names if ILLEGAL.search(name) or RESERVED.fullmatch(name)) == []
    folded = [path.as_posix().casefold() for path in paths]
    assert len(folded) == len(set(folded))


def test_what_is_pasted_from_a_sheet_or_a_letter_is_said_and_can_be_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes("项目: 甲\r\n用途: 助\u00a0餐\x0b助浴\u200b\r\n".encode())
    assert run("check", path).returncode == 1
    assert run("check", "--fix", path).returncode == 0
    assert path.read_bytes() == "项目: 甲\r\n用途: 助 餐\n  | 助浴\r\n".encode()
    assert run("format", path).returncode == 0
    assert path.read_bytes() == "项目: 甲\r\n  用途: 助 餐\r\n    | 助浴\r\n".encode()
