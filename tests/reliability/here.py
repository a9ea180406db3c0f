"""The command line inside the test's own process: a process of its own costs a quarter of a second."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from attrs import frozen

from perflang.cli import main

HEAD = "年度: 2021\n金额单位: 万元\n"
PUBLISHED = (Path(__file__).parents[2] / "examples" / "dingzhou" / "published.txt").read_bytes()


@frozen
class Outcome:
    """What a command left behind: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str


def run_here(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
    """Run ``perflang`` with English messages; an exception that leaves ``main`` fails the test."""
    out, err = io.BytesIO(), io.BytesIO()
    thresholds = gc.get_threshold()
    with _streams(stdin, out, err), patch.dict("os.environ", {"LC_ALL": "en_US.UTF-8"}):
        try:
            main([str(argument) for argument in arguments])
            raise AssertionError("main always leaves with a status")
        except SystemExit as leaving:
            status = leaving.code
        finally:
            gc.set_threshold(*thresholds)
    assert isinstance(status, int)
    return Outcome(status, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))


def found_in(*arguments: str | Path, stdin: bytes = b"") -> list[str]:
    """``line:column code`` for everything that ``check`` or another command finds."""
    outcome = run_here(*arguments, "--output-format", "json", stdin=stdin)
    listed = outcome.out if arguments[0] == "check" else outcome.err[: outcome.err.rfind("]") + 1]
    return [f"{one['line']}:{one['column']} {one['code']}" for one in json.loads(listed)]


# Root may do everything until it gives up the two capabilities that let it pass permissions.
_GIVE_UP = """
import ctypes, os, sys
for capability in (1, 2):
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, sys.argv[1:])
"""


def run_without_rights(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """``perflang`` as a process to which permissions apply, even when root runs the tests."""
    command = [sys.executable, "-m", "perflang", *map(str, arguments)]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        if not sys.platform.startswith("linux"):
            pytest.skip("root can give up its rights on Linux only")
        command = [sys.executable, "-c", _GIVE_UP, *command]
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"}
    return subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)


def folder_named(path: Path) -> Path:
    """A new folder with a name that not every system takes; those that do not are excused."""
    try:
        path.mkdir()
    except (OSError, ValueError):
        pytest.skip("this system takes no such name")
    return path


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything below ``folder``, hidden ones too: a file with its time and its bytes."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        if path.is_file()
        else (0, b"")
        for path in sorted(folder.rglob("*"))
    }


@contextmanager
def _streams(stdin: bytes, out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr
    writers = [io.TextIOWrapper(stream, "utf-8", write_through=True) for stream in (out, err)]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    sys.stdout, sys.stderr = writers
    try:
        yield
    finally:
        for writer in writers:
            writer.detach()  # flushed, and not closed together with what it wraps
        sys.stdin, sys.stdout, sys.stderr = before
