"""Whatever is in a file, there is an answer: no exception, a status of 0, 1 or 2, nothing half written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perflang.compiler import Sources, compile_publication
from perflang.compiler.building import build
from perflang.compiler.formats import FORMATS
from perflang.compiler.importing import import_document
from perflang.diagnostics import Diagnostic, help_text, label_text, message
from perflang.source import Fault, Limits, SourceFile, decode
from perflang.syntax.parser import parse
from perflang.syntax.printing import Style, print_tree
from perflang.syntax.tokens import tokens
from perflang.workspace.published import imported_files, read_published
from tests.reliability.here import HEAD, PUBLISHED, run_here, run_without_rights, snapshot
from tests.support import EXAMPLES, build_text, compile_files

LIMITS = Limits()
SMALL = Limits(file=5000, line=60, depth=3, digits=5, text=80, diagnostics=2, excerpt=20)


def read_as_source(data: bytes, limits: Limits = LIMITS) -> None:
    """All that ``check`` and ``build`` do with a file's bytes, and what must hold of it."""
    source = decode("a.perf", data, limits)
    if isinstance(source, Fault):
        assert source.code in ("PF101", "PF102")
        return
    tree, _ = parse(source, limits)
    assert len(tree.lines) == source.text.count("\n") + 1
    assert "".join(token.text for token in tokens(tree)) == source.text
    assert print_tree(tree, Style()) is not None
    compilation = compile_publication(Sources((source,)), limits)
    assert_speaks(compilation.diagnostics, source)
    if compilation.readable:
        for name in FORMATS:
            built = build(compilation, name)
            assert_speaks(built.diagnostics, source)
            b"".join(built.content).decode("utf-8")


def read_as_published(text: str, limits: Limits = LIMITS) -> None:
    """All that ``import`` does with a text: sources that give the text again, or a finding besides."""
    source = SourceFile("p.txt", text)
    imported = import_document(source, limits)
    assert_speaks(imported.diagnostics, source)
    assert imported.is_whole or imported.diagnostics
    if imported.is_whole:
        files = {name: data.decode("utf-8") for name, data in imported_files(imported).items()}
        again = build_text(compile_files(files))
        assert imported.diagnostics or again.rstrip() == text.replace("\r\n", "\n").rstrip().lstrip(
            " \n"
        )


def assert_speaks(found: tuple[Diagnostic, ...], source: SourceFile) -> None:
    """Every finding stands in the text and has its sentences in both languages."""
    for one in found:
        assert 0 <= one.at.start <= one.at.end <= len(source.text)
        for language in ("zh", "en"):
            assert message(one, language)
            help_text(one, language)
            assert all(label_text(one, label, language) for label in one.labels)


# Bytes of any kind

PIECES = [
    "\n", "\t", "\n\n", "\t\n", " ", "　", '"', '""', "(", ")", "（", "≥", "<", ":", "：", "=", "+", "-", "—", "/",
    "|", "#", "%", "％", "1", "１", "1e999999999", "9" * 31, "_", "٣", "NaN", "…", "①", "一、", "1.", "1、",
    "目标1：",
    "项目:", "预算:", "支出计划:", "指标:", "其中:", "描述:", "绩效目标:", "产出指标:", "数量指标:", "预算单位:",
    "年度:", "表样: brief", "指标体系: flat", "金额单位: 元", "万元", "元", "美元", " / ", " TC ", " \\f A \\l 1 ",
    "\r\n", "\r", "\x00", "\u202e", "{", "}", "{number}", "绩效目标表", "其中：", "⽬", "А", "e\u0301", "'",
    "单位：", "3月底", "25%",
    "\ufeff", "😀", "\U0010ffff", "\\", "130682210O53F1D4P4MYG", "926001", "goals:", "project:", "of which:",
]  # fmt: skip
sources = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\x00")
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example("中".encode()[:2])
@example(b"\r\n\r\r\n")
def test_any_bytes_are_read_as_a_source(data: bytes) -> None:
    for limits in (LIMITS, SMALL):
        read_as_source(data, limits)


@given(st.text(max_size=120))
def test_any_text_is_read_as_a_source(text: str) -> None:
    read_as_source(text.encode())


@given(sources)
def test_pieces_of_the_language_in_any_order_are_read_as_a_source(text: str) -> None:
    for limits in (LIMITS, SMALL):
        read_as_source(text.encode(), limits)


@given(st.one_of(st.text(max_size=120), sources))
def test_any_text_is_read_as_a_published_one(text: str) -> None:
    for limits in (LIMITS, SMALL):
        read_as_published(text, limits)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_published_ones(data: bytes) -> None:
    place = Path("published.txt")
    place.write_bytes(data)
    read = read_published("published.txt", LIMITS)
    if isinstance(read, SourceFile):
        read_as_published(read.text)
    else:
        assert read.code == "PF406"


# Real files, spoiled

Spoil = Callable[[random.Random, list[str]], None]


def _lose_line(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]
    lines[:] = lines or [""]


def _double_line(chance: random.Random, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _swap_lines(chance: random.Random, lines: list[str]) -> None:
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]


def _insert(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    line = lines[number]
    at = chance.randint(0, len(line))
    lines[number] = line[:at] + chance.choice(PIECES) * chance.randint(1, 3) + line[at:]


def _cut(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    line = lines[number]
    start = chance.randint(0, len(line))
    lines[number] = line[:start] + line[chance.randint(start, len(line)) :]


def _replace_rest(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    lines[number] = lines[number][:1] + chance.choice(PIECES) * chance.randint(0, 2)


def _break_line(chance: random.Random, lines: list[str]) -> None:
    number = chance.randrange(len(lines))
    at = chance.randint(0, len(lines[number]))
    lines[number] = lines[number][:at] + "\n" + lines[number][at:]


SPOILS: list[Spoil] = [
    _lose_line,
    _double_line,
    _swap_lines,
    _insert,
    _insert,
    _cut,
    _replace_rest,
    _break_line,
]


def spoiled(texts: list[str], seed: int, runs: int) -> Iterator[str]:
    """Each text again and again, with one to four things done to it."""
    for run in range(runs):
        chance = random.Random(seed * 1_000_003 + run)
        lines = chance.choice(texts).split("\n")
        for _ in range(chance.randint(1, 4)):
            chance.choice(SPOILS)(chance, lines)
        yield "\n".join(lines)


def examples(pattern: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob(pattern))]


def shortened(published: str, tables: int) -> str:
    """The first tables of a publication: a whole one takes most of its time to read what is sound."""
    lines = published.split("\n")
    heads = [number for number, line in enumerate(lines) if "绩效目标表 TC" in line]
    return "\n".join(lines[: heads[tables]])


WHOLE = PUBLISHED.decode()
SHORT = shortened(WHOLE, 1)
IN_ENGLISH = build_text(
    compile_files(
        {
            "部门.perf": f"{HEAD}表样: brief\n部门: 一\n总体绩效目标:\n1. 一\n",
            "1.perf": examples("dingzhou/0[1-9]*.perf")[2],
            "2.perf": "项目: 一\n预算: 3 = a 1 + b 2 (c 1 + d 1)\n支出计划: 3月底 25%, 12月底 100%\n"
            "绩效目标:\n1. 一\n数量指标: a ≥ 1 个\n其中: b ≥ 1 个\n",
        }
    )
)


@pytest.mark.parametrize("seed", range(3))
def test_spoiled_sources_are_read(seed: int) -> None:
    for text in spoiled(examples("*/*.perf"), seed, 500):
        read_as_source(text.encode())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("texts", "runs"), [([SHORT], 350), ([IN_ENGLISH], 350), ([WHOLE], 25)])
def test_spoiled_publications_are_imported_or_refused(
    texts: list[str], runs: int, seed: int
) -> None:
    for text in spoiled(texts, seed, runs):
        read_as_published(text)


@pytest.mark.parametrize("seed", range(2))
def test_spoiled_bytes_are_read(seed: int) -> None:
    """Bytes and not characters: cut, doubled and replaced in the middle of one."""
    files = [path.read_bytes() for path in sorted(EXAMPLES.glob("*/*.perf"))]
    for run in range(400):
        chance = random.Random(seed * 1_000_003 + run)
        data = bytearray(chance.choice(files))
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(data))
            match chance.randrange(4):
                case 0:
                    del data[at : at + chance.randint(1, 4)]
                case 1:
                    data[at:at] = chance.randbytes(chance.randint(1, 3))
                case 2:
                    data[at : at + 2] = chance.randbytes(2)
                case _:
                    data[at:at] = data[max(at - 40, 0) : at]
        read_as_source(bytes(data))


@pytest.mark.parametrize(
    "limits", [SMALL, Limits(line=30), Limits(text=10), Limits(depth=0), Limits(digits=1)]
)
def test_spoiled_texts_are_read_under_any_limit(limits: Limits) -> None:
    for text in spoiled([*examples("*/*.perf")[:4]], 7, 60):
        read_as_source(text.encode(), limits)
    for text in spoiled([SHORT, IN_ENGLISH], 7, 60):
        read_as_published(text, limits)


def test_the_texts_that_are_spoiled_were_sound() -> None:
    for text in (WHOLE, SHORT, IN_ENGLISH):
        imported = import_document(SourceFile("a", text))
        assert imported.diagnostics == ()
        assert imported.tables


# As a process: what the project promised to stand

ACCEPTANCE: dict[str, bytes] = {
    "empty": b"",
    "arbitrary bytes": bytes(range(256)) * 20,
    "a line of ten megabytes": b"x" * 10_000_000,
    "a text of ten megabytes": "项目: a\n用途: ".encode() + "字".encode() * 3_333_333,
    "tabs of ten megabytes": "项".encode() + b"\t" * 10_000_000,
    "brackets": b"(" * 100_000,
    "brackets of a budget": "项目: a\n预算: 1 = ".encode() + b"a (" * 33_000,
    "a number": "项目: a\n预算: 1e999999999\n数量指标: a ≥ 1e999999999\n".encode(),
    "nul": "项目: a\x00\n".encode(),
    "nothing but nul": b"\x00" * 100_000,
    "utf-16": "项目: 修路\n".encode("utf-16"),
    "utf-16 without its mark": "项目: 修路\n用途: 修建农村道路\n".encode("utf-16-be"),
    "gb18030": "项目: 修路\n用途: 修建农村道路，方便群众出行\n".encode("gb18030"),
    "carriage returns": "项目: 修路\r用途: 修路\r".encode(),
    "larger than the limit": b"#" * (16 * 1024 * 1024 + 1),
    "a programme": b"\x7fELF\x02\x01\x01" + bytes(500),
    "an archive": b"PK\x03\x04" + bytes(range(256)),
}
# What the first finding is called, as a source and as a published text.
CODES = {
    "empty": ("PF228", "PF401"),
    "arbitrary bytes": ("PF101", "PF406"),
    "a line of ten megabytes": ("PF103", "PF103"),
    "a text of ten megabytes": ("PF103", "PF103"),
    "tabs of ten megabytes": ("PF103", "PF103"),
    "brackets": ("PF116", "PF401"),
    "brackets of a budget": ("PF116", "PF401"),
    "a number": ("PF111", "PF401"),
    "nul": ("PF104", "PF104"),
    "nothing but nul": ("PF101", "PF4"),
    "utf-16": ("PF101", "PF406"),
    "utf-16 without its mark": ("PF101", "PF4"),
    "gb18030": ("PF101", "PF401"),
    "carriage returns": ("PF105", "PF105"),
    "larger than the limit": ("PF102", "PF102"),
    "a programme": ("PF101", "PF4"),
    "an archive": ("PF101", "PF4"),
}


def process(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "perflang", *map(str, arguments)],
        env={**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("kind", ACCEPTANCE)
def test_the_acceptance_list_ends_in_a_clear_message(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.perf").write_bytes(ACCEPTANCE[kind])
    before = snapshot(tmp_path)
    as_source, as_published = CODES[kind]
    for command, code in (("build", as_source), ("import", as_published)):
        run = process(command, "a.perf", "-o", "out")
        said = (run.stdout + run.stderr).decode("utf-8")
        is_warning = code == "PF228"
        assert run.returncode == (0 if is_warning else 1)
        assert f" {code}" in said
        assert "Traceback" not in said
        assert "PF901" not in said
        assert len(said) < 20_000
        if is_warning:
            Path("out").unlink(missing_ok=True)
        assert snapshot(tmp_path) == before


def test_what_is_not_there_is_a_clear_message(tmp_path: Path) -> None:
    for command in ("check", "build", "import"):
        run = process(command, "lost.perf")
        assert run.returncode == 2
        assert b"error PF108: there is no" in run.stdout + run.stderr
        assert b"Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes")
@pytest.mark.parametrize("mode", [0o000, 0o200, 0o400, 0o600], ids=oct)
def test_a_folder_without_permission_is_a_clear_message(tmp_path: Path, mode: int) -> None:
    """Neither to be listed nor entered, only listed, and so on."""
    locked = tmp_path / "locked"
    locked.mkdir()
    for name in ("部门.perf", "1.perf"):
        (locked / name).write_bytes(HEAD.encode())
    locked.chmod(mode)
    try:
        runs = [
            run_without_rights("check", locked),
            run_without_rights("check", tmp_path),
            run_without_rights("check", locked / "1.perf"),
            run_without_rights("import", locked / "1.perf", "-o", tmp_path / "out"),
        ]
    finally:
        locked.chmod(0o700)
    for run in runs:
        assert run.returncode == 2
        assert b"Permission denied" in run.stdout + run.stderr
        assert b"Traceback" not in run.stderr
        assert b"PF901" not in run.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes")
def test_a_file_without_permission_holds_back_its_publication(tmp_path: Path) -> None:
    for name in ("部门.perf", "1.perf", "2.perf"):
        (tmp_path / name).write_bytes(HEAD.encode() + f"项目: {name}\n".encode())
    (tmp_path / "2.perf").chmod(0o000)
    run = run_without_rights("build", tmp_path, "-o", tmp_path / "out.txt")
    (tmp_path / "2.perf").chmod(0o600)
    assert run.returncode == 2
    assert b"2.perf: error PF106: cannot be read: Permission denied" in run.stderr
    assert not (tmp_path / "out.txt").exists()


def test_a_folder_that_is_gone_is_a_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    before = Path.cwd()
    os.chdir(gone)
    try:
        gone.rmdir()
    except OSError:
        pytest.skip("this system keeps a folder that somebody stands in")
    try:
        for arguments in (["check"], ["check", "a.perf"], ["build"], ["import", "a.txt"]):
            outcome = run_here(*arguments)
            assert outcome.status == 2
            assert "PF108" in outcome.out + outcome.err
    finally:
        os.chdir(before)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "loop.perf").symlink_to(tmp_path / "loop.perf")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a.perf").write_bytes(f"{HEAD}项目: a\n".encode())
    outcome = run_here("check", tmp_path, "--output-format", "concise")
    assert outcome.status == 2
    assert outcome.out.count("PF106") == 1
    assert run_here("check", tmp_path / "loop.perf").status == 2
    assert run_here("import", tmp_path / "loop.perf").status == 2
