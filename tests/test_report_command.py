"""``perflang review``: which file it writes where, what it refuses, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support import EXAMPLES, run


def test_it_writes_a_page_and_a_text_by_the_ending(tmp_path: Path) -> None:
    for name, beginning in (
        ("r.html", b"<!DOCTYPE html>"),
        ("r.md", b"# "),
        ("r.htm", b"<!DOCTYPE"),
    ):
        done = run("review", EXAMPLES / "dingzhou", "-o", name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, b"")
        assert done.stderr.decode() == f"wrote {name}\n"
        assert (tmp_path / name).read_bytes().startswith(beginning)


def test_it_writes_to_the_folder_of_builds_beside_what_is_published(tmp_path: Path) -> None:
    folder = EXAMPLES / "dingzhou"
    run("review", folder, "--lang", "zh", cwd=tmp_path)
    run("build", folder, "--to", "html", cwd=tmp_path)
    run("review", folder, "--to", "markdown", cwd=tmp_path)
    assert {path.name for path in (tmp_path / "build").iterdir()} == {
        "dingzhou.html",
        "dingzhou-review.html",
        "dingzhou-review.md",
    }


def test_several_publications_get_a_report_each(tmp_path: Path) -> None:
    done = run("review", EXAMPLES / "county", "-o", "out/", cwd=tmp_path)
    assert done.returncode == 0
    assert len({path.name for path in (tmp_path / "out").iterdir()}) == 4
    refused = run("review", EXAMPLES / "county", "-o", "one.html", cwd=tmp_path)
    assert refused.returncode == 2
    assert not (tmp_path / "one.html").exists()


@pytest.mark.parametrize(
    "arguments",
    [("-o", "r.txt"), ("-o", "甲.perf"), ("--profile", "none such"), ("--to", "docx")],
    ids=" ".join,
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, arguments: Sequence[str]) -> None:
    (tmp_path / "甲.perf").write_text("项目: 甲\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert run("review", "甲.perf", *arguments, cwd=tmp_path).returncode == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_cannot_be_read_is_told_twice_and_makes_it_fail(tmp_path: Path) -> None:
    (tmp_path / "部门.perf").write_text("年度: 2026\n", encoding="utf-8")
    (tmp_path / "1.perf").write_text("项目: 甲\n  数量指标: 乙 ≥ 6 个\n", encoding="utf-8")
    (tmp_path / "2.perf").write_bytes("项目: 丙\n".encode("gb18030"))
    done = run("review", ".", "-o", "r.html", "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 1
    assert "PF101" in done.stderr.decode()
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.index("PF101") < page.index('id="p1"')
    assert "下面的文件读不出来，里面的项目没有审，也不在表里：2.perf" in page
    assert '<a href="#p1">1. 甲</a>' in page
    assert run("review", "2.perf", "-o", "s.html", cwd=tmp_path).returncode == 1


def test_errors_in_the_texts_are_told_in_the_report_and_do_not_make_it_fail(tmp_path: Path) -> None:
    done = run("review", "-", "-o", "-", cwd=tmp_path, stdin="项目: 甲\n  这是什么\n".encode())
    assert done.returncode == 0
    assert b"PF110" in done.stdout
    assert run("review", "nothing.perf", cwd=tmp_path).returncode == 2


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("review", EXAMPLES / "dingzhou", "-o", "file/r.html", cwd=tmp_path)
    assert done.returncode == 2
    assert b"PF107" in done.stderr
