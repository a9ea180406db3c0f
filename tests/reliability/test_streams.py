"""Rules 8 and 10: consoles of any kind, pipes that break, Ctrl-C; hostile text does nothing on a terminal."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from perflang.cli import main as command_line
from perflang.cli.options import OUTPUT_FORMATS
from perflang.compiler.formats import FORMATS
from perflang.source import visible
from tests.reliability.here import HEAD, PUBLISHED, folder_named, run_here
from tests.support import EXAMPLES

DINGZHOU = EXAMPLES / "dingzhou"
BAD = "项目: 修路é😀\n这一行什么都不是：—…“”\n".encode()
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell or POSIX signals")


def perflang(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    stdin: bytes = b"",
    prepare: str = "",
) -> subprocess.CompletedProcess[bytes]:
    """``perflang`` as a process with an environment that says little; ``prepare`` is Python run first."""
    kept = ("PATH", "PYTHONPATH", "SYSTEMROOT", "HOME")
    plain = {key: value for key, value in os.environ.items() if key in kept}
    start = ["-m", "perflang"]
    if prepare:
        start = ["-c", f"{prepare}\nfrom perflang.cli import main\nmain(sys.argv[1:])"]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        env={**plain, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0", **(env or {})},
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    """A line of shell in which ``perflang`` is the command."""
    command = f'perflang() {{ "{sys.executable}" -m perflang "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": ""},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏é.perf"
    path.write_bytes(BAD)
    return path


# Consoles


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *(("zh", name) for name in ("ascii", "ascii:strict", "gbk", "cp1252", "utf-8", "utf-16")),
        *(("en", name) for name in ("ascii", "gbk")),
    ],
)
def test_findings_reach_a_console_of_any_code_page(bad: Path, language: str, encoding: str) -> None:
    run = perflang("check", bad, "--lang", language, env={"PYTHONIOENCODING": encoding})
    assert run.returncode == 1
    out = run.stdout.decode(encoding.partition(":")[0])
    assert "PF201" in out
    assert run.stderr.decode(encoding.partition(":")[0])
    assert b"Traceback" not in run.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["check", "--help"], ["explain"], ["explain", "PF101"], ["chekc"], ["build", "--to", "x"],
     ["check", "没有é😀"], ["explain", "PF999"], ["check", "--limit", "行=1"]],
)  # fmt: skip
def test_every_command_speaks_to_a_console_of_any_code_page(
    arguments: list[str], encoding: str
) -> None:
    run = perflang(*arguments, env={"PYTHONIOENCODING": encoding})
    assert run.returncode in (0, 2)
    # click takes ASCII for a mistake of the system and writes its help in UTF-8
    is_help = "--help" in arguments and encoding == "ascii"
    assert (run.stdout + run.stderr).decode("utf-8" if is_help else encoding)
    assert b"Traceback" not in run.stderr
    assert b"PF901" not in run.stderr


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_json_is_json_on_every_console(bad: Path, encoding: str) -> None:
    run = perflang("check", bad, "--output-format", "json", env={"PYTHONIOENCODING": encoding})
    found = json.loads(run.stdout.decode("ascii"))
    assert found[0]["file"] == bad.as_posix()


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_an_output_is_bytes_and_not_the_consoles(encoding: str) -> None:
    for name in FORMATS:
        arguments = ["build", str(DINGZHOU), "--to", name, "-o", "-"]
        assert (
            perflang(*arguments, env={"PYTHONIOENCODING": encoding}).stdout
            == perflang(*arguments).stdout
        )


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "xx_YY"}, {"LANG": "zh_CN.GBK"}, {}]
)
def test_a_locale_that_is_missing_or_wrong_does_no_harm(bad: Path, locale: dict[str, str]) -> None:
    run = perflang("check", bad, env={"LC_ALL": ""} | locale)
    assert run.returncode == 1
    assert b"PF201" in run.stdout
    assert b"Traceback" not in run.stderr


@posix
def test_a_system_whose_file_names_are_ascii_gets_a_message(tmp_path: Path) -> None:
    (tmp_path / "published.txt").write_bytes(PUBLISHED)
    ascii_names = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    run = perflang("import", "published.txt", "-o", "new", env=ascii_names)
    assert run.returncode == 2
    assert b"error PF107: cannot be written: file names here are ascii" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["published.txt"]


# Streams that are closed, full or broken

CLOSED = [
    # line, exit status; files of the shell are `good` and `bad`
    ("perflang check good >&-", 0),
    ("perflang check bad >&-", 1),
    ("perflang check bad 2>&-", 1),
    ("perflang check bad >&- 2>&-", 1),
    ("perflang check lost >&- 2>&- <&-", 2),
    ("perflang build good -o - >&-", 2),
    ("perflang build good -o - >&- 2>&-", 2),
    ("perflang build good -o out.txt >&- 2>&- <&-", 0),
    ("perflang build bad -o out.txt 2>&-", 1),
    ("perflang check - <&-", 2),
    ("perflang build - -o out.txt <&-", 2),
    ("perflang import - <&-", 2),
    ("perflang check good <&-", 0),
    ("perflang explain >&-", 0),
    ("perflang explain PF000 >&- 2>&-", 2),
    ("perflang --help >&-", 0),
    ("perflang chekc 2>&-", 2),
    ("perflang check - <&1", 2),  # a descriptor that can only be written to
]


@posix
@pytest.mark.parametrize(("line", "status"), CLOSED)
def test_closed_streams_are_no_reason_to_fail(tmp_path: Path, line: str, status: int) -> None:
    (tmp_path / "good").write_bytes(f"{HEAD}项目: 一\n".encode())
    (tmp_path / "bad").write_bytes(BAD)
    run = shell(f"{line} | cat; exit ${{PIPESTATUS[0]}}" if "<&1" in line else line)
    assert b"Traceback" not in run.stderr
    assert b"PF901" not in run.stderr
    assert b"Exception" not in run.stderr
    assert run.returncode == status


@posix
@pytest.mark.parametrize(
    "command",
    ["build large -o -", "build large --to json -o -", "check many", "check many --limit diagnostics=0",
     "check many --output-format json", "explain", "explain PF101", "--help", "check one"],
)  # fmt: skip
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path, command: str) -> None:
    (tmp_path / "many").write_bytes(b"x\n" * 3000)
    (tmp_path / "one").write_bytes(b"x\n")
    projects = "".join(f"项目: 第{number}号水库\n" for number in range(2000))
    (tmp_path / "large").write_bytes(f"{HEAD}{projects}".encode())
    run = shell(f"perflang {command} | head -1; exit ${{PIPESTATUS[0]}}")
    assert run.returncode in (0, 1)
    said = run.stderr.decode()
    assert re.fullmatch(r"(\d+ file.*\n(not reviewed .*\n)?)?", said)


@posix
def test_messages_whose_reader_goes_away_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "many").write_bytes(b"x\n" * 3000)
    run = shell("{ perflang build many -o out.txt 2>&1 >&3 | true; exit ${PIPESTATUS[0]}; } 3>&1")
    assert run.returncode in (0, 1)
    assert run.stdout + run.stderr == b""
    assert not (tmp_path / "out.txt").exists()


# Interrupted


@posix
@pytest.mark.parametrize(
    ("moment", "arguments"),
    [
        ("sys.stdin.buffer.read", ["check", "-"]),
        ("sys.stdin.buffer.read", ["import", "-"]),
        ("os.open", ["check", str(DINGZHOU)]),
        ("os.fsync", ["build", str(DINGZHOU), "-o", "out.txt"]),
        ("sys.stdout.write", ["check", "bad"]),
        ("sys.stdout.flush", ["check", "bad"]),
    ],
)
def test_control_c_ends_it_without_a_word(
    tmp_path: Path, moment: str, arguments: list[str]
) -> None:
    (tmp_path / "bad").write_bytes(BAD)
    owner, _, name = moment.rpartition(".")
    prepare = f"""
import os, signal, sys
class Wrapped:
    def __init__(self, inner): self.inner = inner
    def __getattr__(self, name): return getattr(self.inner, name)
if {owner!r} == "sys.stdout":
    sys.stdout = Wrapped(sys.stdout)
elif {owner!r} != "os":
    sys.stdin = Wrapped(sys.stdin)
    sys.stdin.buffer = Wrapped(sys.stdin.inner.buffer)
owner = {owner}
plain = owner.{name}
def strike(*arguments, **options):
    owner.{name} = plain  # once is enough
    os.kill(os.getpid(), signal.SIGINT)
    return plain(*arguments, **options)
owner.{name} = strike
"""
    run = perflang(*arguments, prepare=prepare)
    assert run.returncode == 130
    # a line break, because the terminal shows ^C without one, or what was said before
    assert re.fullmatch(r"\s*|1 file.*\n(not reviewed .*\n)?", run.stderr.decode())
    assert [path.name for path in tmp_path.iterdir()] == ["bad"]


@posix
def test_a_signal_while_it_waits_for_input_ends_it(tmp_path: Path) -> None:
    """No hook here: the process is stopped while it really waits."""
    waiting = subprocess.Popen(
        [sys.executable, "-c", "from perflang.cli import main\nprint('.', flush=True)\nmain(['check', '-'])"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert waiting.stdout is not None
    assert waiting.stdout.read(2) == b".\n"
    try:
        waiting.wait(0.5)  # time to get as far as reading
    except subprocess.TimeoutExpired:
        waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=30)
    assert waiting.returncode == 130
    assert (out, err.strip()) == (b"", b"")


# Terminals


@posix
@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        (
            {"TERM": "xterm", "NO_COLOR": ""},
            True,
        ),  # an empty one says nothing, as no-color.org has it
        ({"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals(bad: Path, env: dict[str, str], coloured: bool) -> None:
    import pty

    leader, follower = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "perflang", "check", bad],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8"} | {"NO_COLOR": ""} | env,
    )
    os.close(follower)
    said = b""
    try:
        while piece := os.read(leader, 4096):
            said += piece
    except OSError:
        pass  # how Linux tells that the other end is closed
    finally:
        os.close(leader)
    assert run.wait(timeout=60) == 1
    assert b"PF201" in said
    assert (b"\x1b[" in said) == coloured


def test_there_is_no_colour_in_a_file(bad: Path) -> None:
    for output in OUTPUT_FORMATS:
        run = perflang(
            "check", bad, "--output-format", output, env={"TERM": "xterm", "FORCE_COLOR": "1"}
        )
        assert b"\x1b" not in run.stdout + run.stderr


# Hostile text

ACTING = [
    "\x1b[2J\x1b[1;1H",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\u202e\u2066",
    "\u200b\ufeff",
    "\x08\x08\x08",
    "\r",
    "\x7f",
    "\u2028",
    "\U000e0041",
]


def is_harmless(text: str) -> bool:
    return visible(text.replace("\n", "")) == text.replace("\n", "")


@pytest.mark.parametrize("hostile", ACTING, ids=ascii)
@pytest.mark.parametrize("output", OUTPUT_FORMATS)
def test_hostile_text_is_written_out_wherever_it_stands(
    tmp_path: Path, hostile: str, output: str
) -> None:
    folder = folder_named(tmp_path / f"文件夹{hostile}")
    source = (
        f"{HEAD}项目: 一{hostile}\n  数量指标: a ≥ {hostile}\n{hostile}\n产出{hostile}指标: a\n"
    )
    (folder / f"a{hostile}.perf").write_bytes(source.encode())
    (folder / "部门.perf").write_bytes(f"预算单位: {hostile}\n".encode())
    published = folder / f"p{hostile}.txt"
    published.write_bytes(PUBLISHED.replace("招商".encode(), f"招{hostile}商".encode()))
    commands: list[tuple[str | Path, ...]] = [
        ("check", folder),
        ("build", folder, "-o", folder / f"out{hostile}"),
        ("import", published, "-o", folder / f"new{hostile}"),
        ("check", folder / f"lost{hostile}"),
        ("import", folder / f"lost{hostile}"),
    ]
    for command in commands:
        outcome = run_here(*command, "--output-format", output)
        assert outcome.status in (1, 2)
        assert is_harmless(outcome.out)
        assert is_harmless(outcome.err)


@pytest.mark.parametrize("hostile", ACTING, ids=ascii)
def test_a_hostile_path_is_written_out_when_all_goes_well(tmp_path: Path, hostile: str) -> None:
    folder = folder_named(tmp_path / f"好{hostile}")
    (folder / "部门.perf").write_bytes(f"{HEAD}项目: 一\n".encode())
    outcome = run_here("build", folder)
    assert outcome.status == 0
    assert outcome.err.startswith("wrote build/好")
    assert is_harmless(outcome.err)


def test_a_line_break_in_a_path_makes_no_line_of_its_own(tmp_path: Path) -> None:
    """A folder may be called like a finding of another file."""
    name = "a\nb.perf:1:1: error PF101"
    folder_named(tmp_path / name)
    (tmp_path / name / "x.perf").write_bytes(b"x\n")
    outcome = run_here("check", tmp_path / name, "--output-format", "concise")
    assert outcome.out.count("\n") == 1
    assert "PF110" in outcome.out
    for arguments in (
        ["check", f"lost{name}"],
        ["build", f"lost{name}"],
        ["import", f"lost{name}"],
    ):
        outcome = run_here(*arguments, "--output-format", "concise")
        assert (outcome.out + outcome.err).count("\n") == 1


# Errors of perflang itself


@pytest.mark.parametrize(
    "error", [RuntimeError, RecursionError, MemoryError, KeyError, AssertionError]
)
def test_an_error_of_its_own_is_one_line_with_a_code(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> object:
        raise error("with the user's own text in it")

    monkeypatch.setattr("perflang.cli.session.compile_publication", fails)
    monkeypatch.delenv("PERFLANG_TRACEBACK", raising=False)
    outcome = run_here("check", "-", stdin=HEAD.encode())
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith("perflang: PF901 ")
    assert error.__name__ in outcome.err
    assert "own text" not in outcome.err


def test_the_traceback_comes_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> object:
        raise RuntimeError("here")

    monkeypatch.setattr("perflang.cli.session.compile_publication", fails)
    monkeypatch.setenv("PERFLANG_TRACEBACK", "1")
    with pytest.raises(RuntimeError, match="here"):
        run_here("check", "-", stdin=HEAD.encode())
    assert callable(command_line)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", str(DINGZHOU)], 0),
        (["build", str(DINGZHOU), "-o", "-"], 0),
        (["check", "-"], 1),
        (["check", "lost.perf"], 2),
        (["import", "lost.txt"], 2),
        (["explain", "PF999"], 2),
        (["explain", "PF101"], 0),
        (["--version"], 0),
        (["chekc"], 2),
        (["check", "--colour"], 2),
        (["build", str(DINGZHOU), "--to", "docx2"], 2),
        (["import"], 2),
    ],
)
def test_the_exit_status_says_what_happened(arguments: list[str], status: int) -> None:
    assert run_here(*arguments, stdin=BAD).status == status
