"""``perflang new``: the folder compiles, stands in the one style, and nothing of yours is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from perflang.compiler.formats import FORMATS
from tests.support import run

LOCALES = {"zh": "zh_CN.UTF-8", "en": "en_US.UTF-8"}
FOLDERS = {"zh": "绩效目标", "en": "targets"}


@pytest.mark.parametrize("language", LOCALES)
def test_a_new_folder_has_no_findings_and_builds_every_format(
    language: str, tmp_path: Path
) -> None:
    env = {"LC_ALL": LOCALES[language]}
    assert run("new", cwd=tmp_path, env=env).returncode == 0
    folder = tmp_path / FOLDERS[language]
    assert {path.name for path in folder.iterdir()} >= {".gitattributes", ".editorconfig"}
    checked = run("check", "--output-format", "json", folder)
    assert (checked.returncode, checked.stdout) == (0, b"[]\n")
    assert run("format", "--check", folder).returncode == 0
    for name in FORMATS:
        built = run("build", folder, "--to", name, "-o", tmp_path / f"out{FORMATS[name].suffix}")
        assert (built.returncode, b"PF" in built.stderr) == (0, False)


def test_it_says_what_to_do_next_and_the_command_works(tmp_path: Path) -> None:
    done = run("new", "部门 甲/2026", "--lang", "zh", cwd=tmp_path, env={"LC_ALL": "zh_CN.UTF-8"})
    said = done.stderr.decode().splitlines()
    assert said[0] == "已写入 部门 甲/2026/部门.perf"
    assert said[-1].endswith('perflang check "部门 甲/2026"')


def test_a_folder_with_sources_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "甲.perf").write_text("项目: 甲\n", encoding="utf-8")
    done = run("new", tmp_path, "--lang", "zh")
    assert (done.returncode, b"PF109" in done.stdout + done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["甲.perf"]


def test_settings_that_are_there_already_stay(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.docx binary\n", encoding="utf-8")
    assert run("new", tmp_path, "--lang", "en").returncode == 0
    assert (tmp_path / ".gitattributes").read_text("utf-8") == "*.docx binary\n"
    assert (tmp_path / ".editorconfig").is_file()


def test_settings_of_the_repository_hold_in_its_folders_too(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitattributes").write_text("*.perf text\n", encoding="utf-8")
    assert run("new", tmp_path / "局" / "2026", "--lang", "en").returncode == 0
    names = {path.name for path in (tmp_path / "局" / "2026").iterdir()}
    assert (".gitattributes" in names, ".editorconfig" in names) == (False, True)


def test_a_changed_file_is_never_overwritten(tmp_path: Path) -> None:
    assert run("new", tmp_path, "--lang", "en").returncode == 0
    head = tmp_path / "department.perf"
    head.write_text("year: 2030\n", encoding="utf-8")
    assert run("new", tmp_path, "--lang", "en").returncode == 2
    assert head.read_text("utf-8") == "year: 2030\n"
