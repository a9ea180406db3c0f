"""Rule 5 for sources: ``format`` and ``check --fix`` leave the old file or the new one, and lose no edit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.compiler import formatting
from perflang.source import Limits, SourceFile
from perflang.testing import wild_sources
from perflang.workspace import WriteError, read_source, rewrite
from tests.reliability.here import run_here, run_without_rights, snapshot
from tests.reliability.test_durable_writes import ERRORS, STEPS, failing, posix

UNTIDY = "年度：2021\n项目: 甲\n用途: 助\u200b餐\n".encode()
TIDY = "年度: 2021\n\n项目: 甲\n  用途: 助餐\n".encode()
READABLE = UNTIDY.replace("\u200b".encode(), b"")
COMMANDS = {"format": ["format"], "fix": ["check", "--fix"]}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.perf"
    path.write_bytes(READABLE)
    return path


@pytest.mark.parametrize("number", ERRORS[:2])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_write_that_fails_leaves_the_source_as_it_was(
    source: Path, command: str, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.write_bytes(READABLE if command == "format" else UNTIDY)
    before = snapshot(source.parent)
    STEPS[step](monkeypatch, failing(number))
    outcome = run_here(*COMMANDS[command], source)
    monkeypatch.undo()
    assert outcome.status == 2
    assert "PF107" in outcome.out + outcome.err
    assert snapshot(source.parent) == before


def test_an_edit_made_meanwhile_is_not_lost(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = READABLE + "# 刚改的\n".encode()
    real = formatting.format_source

    def slow(*arguments: object, **options: object) -> object:
        source.write_bytes(edited)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(formatting, "format_source", slow)
    outcome = run_here("format", source)
    assert (outcome.status, "PF120" in outcome.err) == (2, True)
    assert source.read_bytes() == edited
    assert [path.name for path in source.parent.iterdir()] == ["a.perf"]


def test_a_file_that_was_removed_meanwhile_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    with pytest.raises(WriteError):
        rewrite(SourceFile(path.as_posix(), "a"), "b", Limits())
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_of_a_source_is_kept(source: Path, mode: int) -> None:
    source.chmod(mode)
    assert run_here("format", source).status == 0
    assert source.read_bytes() == TIDY
    assert stat.S_IMODE(source.stat().st_mode) == mode


@posix
def test_a_link_stays_a_link_and_the_file_it_leads_to_is_written(
    source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "b.perf"
    link.symlink_to(source)
    assert run_here("format", link).status == 0
    assert link.is_symlink()
    assert source.read_bytes() == TIDY


@posix
@pytest.mark.parametrize("command", COMMANDS)
def test_a_link_out_of_the_folder_that_was_asked_for_is_not_written_through(
    source: Path, tmp_path: Path, command: str
) -> None:
    before = READABLE if command == "format" else UNTIDY
    source.write_bytes(before)
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "b.perf").symlink_to(source)
    outcome = run_here(*COMMANDS[command], folder)
    assert (outcome.status, source.read_bytes()) == (2, before)
    assert "PF107" in outcome.out + outcome.err
    assert "outside of the folder" in outcome.out + outcome.err
    assert run_here(*COMMANDS[command], tmp_path).status == 0
    assert source.read_bytes() != before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_source_that_is_read_only_stays(source: Path, command: str) -> None:
    before = READABLE if command == "format" else UNTIDY
    source.write_bytes(before)
    source.chmod(0o444)
    outcome = run_here(*COMMANDS[command], source)
    assert (outcome.status, source.read_bytes()) == (2, before)
    assert "read-only" in outcome.out + outcome.err


@posix
def test_a_source_in_a_folder_that_may_not_be_written_to_stays(source: Path) -> None:
    source.parent.chmod(0o500)
    try:
        done = run_without_rights("format", source)
    finally:
        source.parent.chmod(0o700)
    assert done.returncode == 2
    assert b"PF107" in done.stderr
    assert source.read_bytes() == READABLE


def test_a_file_in_order_is_not_written(source: Path) -> None:
    assert run_here("format", source).status == 0
    os.utime(source, (1_000_000_000, 1_000_000_000))
    assert run_here("format", source).status == 0
    assert run_here("check", "--fix", source).status == 0
    assert source.stat().st_mtime == 1_000_000_000


@given(wild_sources(), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_what_was_read_is_known_again(
    tmp_path_factory: pytest.TempPathFactory, text: str, encoding: str
) -> None:
    """A source that nobody touched is never taken for one that changed."""
    path = tmp_path_factory.mktemp("known") / "a.perf"
    path.write_bytes(text.encode(encoding))
    read = read_source(path, path.as_posix(), Limits(), "gb18030")
    assert isinstance(read, SourceFile)
    rewrite(read, read.text + "\n# 又一行", Limits())
    again = read_source(path, path.as_posix(), Limits())
    assert isinstance(again, SourceFile)
    assert again.text == read.text + "\n# 又一行"


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_no_bytes_make_the_formatter_fail(data: bytes) -> None:
    for arguments in (["format", "-"], ["format", "--lang", "en", "--from", "gb18030", "-"]):
        outcome = run_here(*arguments, stdin=data)
        assert outcome.status in (0, 1)
        assert "PF90" not in outcome.err
        if outcome.status == 1:
            assert outcome.out == ""
