"""Who waits at a terminal sees how far a build is; nobody else does, and nothing of it stays."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path

import pytest

from perflang.cli import main, progress
from perflang.cli.terminal import recorded


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_PAUSE", 0)
    return stream


def test_a_line_says_how_many_are_done_and_is_gone_in_the_end(terminal: Terminal) -> None:
    with redirect_stderr(terminal):
        assert list(progress.shown("abcd", 4, "en")) == list("abcd")
    *lines, blank, last = terminal.getvalue().split("\r")[1:]
    assert lines[0] == "building [#######.......................] 1/4"
    assert lines[-1] == "building [##############################] 4/4"
    assert (blank.strip(), last) == ("", "")
    assert len(blank) == len(lines[-1])


def test_it_is_gone_too_when_the_build_breaks_off(terminal: Terminal) -> None:
    def broken() -> Iterator[str]:
        yield "a"
        yield "b"
        raise KeyboardInterrupt

    with redirect_stderr(terminal), pytest.raises(KeyboardInterrupt):
        list(progress.shown(broken(), 4, "zh"))
    assert terminal.getvalue().endswith(" \r")


def test_what_is_done_at_once_needs_none(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 60)
    with redirect_stderr(terminal):
        assert list(progress.shown("abcd", 4, "en")) == list("abcd")
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("term", ["dumb", None])
def test_a_file_or_a_dumb_terminal_gets_none(
    term: str | None, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if term is None:
        monkeypatch.setattr(terminal, "isatty", lambda: False)
    else:
        monkeypatch.setenv("TERM", term)
    with redirect_stderr(terminal):
        assert list(progress.shown("abcd", 4, "en")) == list("abcd")
    assert terminal.getvalue() == ""


def test_it_is_no_part_of_what_is_said_and_kept(terminal: Terminal) -> None:
    with redirect_stderr(terminal), recorded() as said:
        list(progress.shown("abcd", 4, "en"))
    assert terminal.getvalue()
    assert said.pieces == []


def test_a_build_shows_it(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.perf").write_text("项目: 甲\n", encoding="utf-8")
    with redirect_stderr(terminal), pytest.raises(SystemExit):
        main(["build", "甲.perf", "--lang", "zh", "--no-cache"])
    shown, _, said = terminal.getvalue().rpartition("\r")
    assert "正在编 [##############################] 1/1" in shown
    assert said.endswith("已写入 build/甲.txt\n")
