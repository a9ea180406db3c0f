"""``check --fix``: what can be mended without a person is mended, and nothing else is touched."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.compiler import Compilation, Sources
from perflang.compiler.fixing import Fixed, fix_publication, fix_source
from perflang.diagnostics import Diagnostic
from perflang.review import Around, View, engine, review
from perflang.source import Edit, Limits, SourceFile, Span
from perflang.syntax import Comment, Unreadable, parse
from perflang.testing.writing.scribe import scribbled
from tests.markdown import blocks
from tests.reliability.here import run_here
from tests.support import ROOT, compile_text, run
from tests.test_tree import PIECES

HEAD = "项目: 甲\n"
CASES = [
    ("用途: 助\u200b餐\ufeff", "用途: 助餐"),
    ("用途: 助\u202e餐", "用途: 助餐"),
    ("用途: 助餐\x0b助浴", "用途: 助餐\n  | 助浴"),
    ("用途: 助餐\u2028助浴\u2029助洁", "用途: 助餐\n  | 助浴\n  | 助洁"),
    ("用途: 助餐\r数量指标: 乙", "用途: 助餐\n数量指标: 乙"),
    ("用途: 助餐\r\r\n数量指标: 乙", "用途: 助餐\r\n数量指标: 乙"),
    ("用途: 助\t餐\u00a0\u00a0点", "用途: 助 餐 点"),
    ("用途:\t助餐\n  数量指标\u00a0: 乙\t≥\t3 个", "用途:\t助餐\n  数量指标\u00a0: 乙\t≥\t3 个"),
    ("# 助\t餐\u00a0点", "# 助\t餐\u00a0点"),
    ("# 内部说明：\x0b勿公开", "# 内部说明：\n# 勿公开"),
    ("# 内部说明：\x0b勿公开\x0b勿外传", "# 内部说明：\n# 勿公开\n# 勿外传"),
    ("# 先不报：\x0b用途: 旧稿\u2028描述: 旧稿", "# 先不报：\n# 用途: 旧稿\n# 描述: 旧稿"),
    ("# 内部说明：\x0b\x0b勿公开", "# 内部说明：\n# \n# 勿公开"),
    ("# 说明\r用途: 助餐\x0b助浴", "# 说明\n用途: 助餐\n  | 助浴"),
    ("# 内部说明：\u2028# 勿公开\r勿外传", "# 内部说明：\n# 勿公开\n# 勿外传"),
    ("数量指标: a ≥ 5 人\x0b描述: x\x0by", "数量指标: a ≥ 5 人\n描述: x\n  | y"),
    ("绩效目标:\x0b1. 新建\x0b2. 改造\x0b及维修", "绩效目标:\n1. 新建\n2. 改造\n  | 及维修"),
    ("用途: 甲：\x0b1. 新建", "用途: 甲：\n  | 1. 新建"),
    ("用途: 养\u2f7c", "用途: 养老"),
    ("用途: e\u0301", "用途: é"),
    ("用途: \u2f7c\u200b\x0b\u00a0助\t餐", "用途: 老\n  | \u00a0助 餐"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_fix_mends_what_was_pasted(text: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes((HEAD + text).encode("utf-8"))
    done = run("check", "--fix", path)
    assert path.read_bytes().decode("utf-8") == HEAD + expected
    assert b"PF1" not in done.stdout
    assert run("check", path, "--profile", "none").stderr == b"1 file, nothing to report\n"


def test_a_quoted_value_is_left_to_a_person(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_text(HEAD + '用途: "场地\x0b改造"\n', encoding="utf-8")
    assert run("check", "--fix", path).returncode == 1
    assert path.read_text("utf-8") == HEAD + '用途: "场地\x0b改造"\n'


def test_a_file_that_is_no_text_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    path.write_bytes(b"SQLite format 3\x00" + bytes(300) + "项目: 甲\n".encode())
    done = run("check", "--fix", path)
    assert (done.returncode, b"PF101" in done.stdout) == (1, True)
    assert path.read_bytes().startswith(b"SQLite format 3\x00\x00")


def test_the_closing_line_says_what_could_be_mended_and_what_was(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text(HEAD + "用途: 助\u200b餐\t点\n", encoding="utf-8")
    before = run("check", "a.perf", cwd=tmp_path)
    assert before.stderr.decode().splitlines() == [
        "1 file: 1 error, 0 warnings",
        "`perflang check --fix` can mend 1 of them",
        "not reviewed because of lines that cannot be read: 1; mend them and check again",
    ]
    after = run("check", "--fix", "a.perf", cwd=tmp_path)
    assert after.stderr.decode().splitlines() == ["2 mended", "1 file, nothing to report"]


def test_a_file_that_cannot_be_written_keeps_its_findings(tmp_path: Path) -> None:
    (tmp_path / "a.perf").mkdir()
    assert run("check", "--fix", tmp_path / "a.perf").returncode == 2
    assert run("check", "--fix", "-").returncode == 2


def test_a_file_that_was_not_asked_for_is_not_written(tmp_path: Path) -> None:
    for name in ("部门.perf", "1.perf", "2.perf"):
        text = "年度: 2021\n# a\n" if name == "部门.perf" else f"项目: {name}\n用途: 助\u200b餐\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert run("check", "--fix", tmp_path / "1.perf").returncode == 0
    assert "\u200b" not in (tmp_path / "1.perf").read_text("utf-8")
    assert "\u200b" in (tmp_path / "2.perf").read_text("utf-8")


def test_fixes_that_touch_each_other_are_not_both_applied() -> None:
    source = SourceFile("a", "abcdef")
    found = [
        Diagnostic("PF301", "a", fix=(Edit(Span(1, 3), "X"), Edit(Span(5, 6), "Y"))),
        Diagnostic("PF301", "a", fix=(Edit(Span(2, 4), "Z"),)),
        Diagnostic("PF301", "b", fix=(Edit(Span(0, 1), "W"),)),
        Diagnostic("PF301", "a"),
    ]
    assert fix_source(source, found) == ("aXdeY", found[:1])


def line_of(found: Diagnostic, text: str) -> int:
    return SourceFile("", text).line_of(found.at.start)


PASTED = [
    "\u200b",
    "\u202e",
    "\x0b",
    "\u2028",
    "\r",
    "\t",
    "\u00a0",
    "\u2003",
    "⼤",
    "\ufeff",
    "\x00",
]


@given(st.lists(st.sampled_from([*PIECES, *PASTED]), max_size=30).map("".join))
def test_mending_ends_and_leaves_nothing_that_could_be_mended(text: str) -> None:
    for _ in range(10):
        compilation = compile_text(text)
        text, applied = fix_source(compilation.sources[0], compilation.diagnostics)
        if not applied:
            break
    left = compile_text(text).diagnostics
    assert not any(found.fix for found in left)
    quoted = {line for line in text.split("\n") if '"' in line}
    for found in left:
        if found.code in ("PF104", "PF105"):
            assert compile_text(text).sources[0].line_text(line_of(found, text)) in quoted


# --- Fixes that may change what is said, and those that would do harm

TABLE = "项目: 甲\n  # 上级批复\n  数量指标: 培训 ≥ 3 人次\n  质量指标: 合\u200b格率 ≥ 90 %\n"
REVIEWED = TABLE.replace("\u200b", "")


def rule(
    instead: Callable[[str], str], *, unsafe: bool, among: str = "", whole: bool = False
) -> SimpleNamespace:
    """A rule of a review that would write ``instead`` of the names of indicators that hold ``among``, or of
    all from there to the beginning of the file."""

    def of_project(around: Around) -> Iterator[Diagnostic]:
        for row in around.project.indicators:
            at = row.at["name"]
            text = instead(row.name)
            if among in row.name and text != row.name:
                place = Span(0, at.end) if whole else at
                edit = Edit(place, text)
                yield around.finding("PF501", at, {"name": row.name}, fix=[edit], unsafe=unsafe)

    return SimpleNamespace(CODE="PF501", of_project=of_project)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a safe fix in it and two that are none, found by a rule made for it."""
    made = (rule(lambda name: name.removesuffix("数") + "数", unsafe=True),)
    monkeypatch.setattr(engine, "all_rules", lambda: made)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.perf"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_an_unsafe_fix_waits_until_somebody_asks_for_it(table: Path) -> None:
    before = run_here("check", "a.perf")
    assert before.err.splitlines() == [
        "1 file: 1 error, 0 warnings",
        "`perflang check --fix` can mend 1 of them",
        "not reviewed because of lines that cannot be read: 1; mend them and check again",
    ]
    safe = run_here("check", "--fix", "a.perf")
    assert table.read_text("utf-8") == REVIEWED
    assert safe.err.splitlines() == [
        "1 mended",
        "1 file: 0 errors, 2 warnings",
        "2 more would change what is said, so look first: `perflang check --diff --unsafe-fixes`",
    ]
    unsafe = run_here("check", "--fix", "--unsafe-fixes", "a.perf")
    assert table.read_text("utf-8") == REVIEWED.replace("培训", "培训数").replace("率", "率数")
    assert unsafe.err.splitlines() == [
        "2 mended, 2 of them with a change of what is said: please look",
        "1 file, nothing to report",
    ]


def test_unsafe_fixes_alone_do_nothing_and_say_so(table: Path) -> None:
    assert run_here("check", "--unsafe-fixes", "a.perf").status == 2
    assert table.read_text("utf-8") == TABLE


@pytest.mark.parametrize("unsafe", [[], ["--unsafe-fixes"]])
def test_a_diff_is_what_would_be_written_and_nothing_is(table: Path, unsafe: list[str]) -> None:
    shown = run_here("check", "--diff", *unsafe, "a.perf")
    assert shown.status == 1
    assert table.read_text("utf-8") == TABLE
    count = 3 if unsafe else 1
    assert shown.err.startswith(f"{count} could be mended")
    assert shown.err.endswith("; no file was touched\n")
    run_here("check", "--fix", *unsafe, "a.perf")
    written = table.read_text("utf-8").splitlines()
    kept = [line[1:] for line in shown.out.splitlines()[3:] if line[:1] in " +"]
    assert kept == written
    again = run_here("check", "--diff", *unsafe, "a.perf")
    assert (again.status, again.out, again.err) == (0, "", "nothing to mend\n")


def test_a_diff_writes_nothing_even_with_fix_and_takes_standard_input(table: Path) -> None:
    assert run_here("check", "--diff", "--fix", "a.perf").status == 1
    assert table.read_text("utf-8") == TABLE
    piped = run_here("check", "--diff", "-", stdin=TABLE.encode())
    assert (piped.status, "+  质量指标: 合格率 ≥ 90 %\n" in piped.out) == (1, True)
    assert run_here("check", "--diff", "lost.perf").status == 2


def fixed(text: str, *rules: SimpleNamespace, unsafe: bool = True) -> tuple[str, Fixed]:
    """A text after its fixes, those of the compiler and of rules made for a test."""

    def find(compilation: Compilation) -> list[Diagnostic]:
        if not rules:
            return review(compilation)
        projects = View(compilation).projects
        made = [one for of in rules for around in projects for one in of.of_project(around)]
        return [*compilation.diagnostics, *made]

    sources = Sources((SourceFile("a.perf", text),))
    done = fix_publication(sources, find, Limits(), unsafe=unsafe)
    return done.sources.files[0].text, done


def test_a_fix_that_would_make_an_error_is_given_up_and_the_others_are_not() -> None:
    broken = rule(lambda name: f"{name} ≥ 1 ≥ 2\n读不懂", unsafe=False, among="培训")
    sound = rule(lambda name: "合格", unsafe=True, among="合格率")
    text, done = fixed(REVIEWED, broken, sound)
    assert text == REVIEWED.replace("合格率", "合格")
    assert (done.given_up, dict(done.applied)) == (1, {("a.perf", True): 1})


def test_what_was_given_up_is_said(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = (rule(lambda name: "\n读不懂", unsafe=False),)
    monkeypatch.setattr(engine, "all_rules", lambda: made)
    done = run_here("check", "--fix", "a.perf")
    assert table.read_text("utf-8") == REVIEWED
    assert done.err.splitlines() == [
        "1 mended",
        "2 left alone: an error would come of it",
        "1 file: 0 errors, 2 warnings",
    ]


def test_what_could_not_be_read_may_show_an_error_behind_it() -> None:
    text, done = fixed("项目: 甲\n  用途: 一\n  用\u200b途: 二\n")
    assert "\u200b" not in text
    assert done.given_up == 0
    assert [one.code for one in compile_text(text).diagnostics] == ["PF203"]


def test_no_fix_takes_a_comment_away() -> None:
    text, done = fixed(
        REVIEWED, rule(lambda name: "项目: 乙\n数量指标: 丙", unsafe=True, whole=True)
    )
    assert text == REVIEWED
    assert not done.applied


def comments(text: str) -> list[str]:
    lines = parse(SourceFile("a.perf", text))[0].lines
    return [line.text.text for line in lines if isinstance(line, Comment)]


def is_in_order(some: Iterable[str], among: Iterable[str]) -> bool:
    rest = iter(among)
    return all(one in rest for one in some)


def pasted_over(text: str, seed: int) -> str:
    """A text with characters in it that come with what is pasted, not in its comments."""
    chance = random.Random(seed)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip(" \t\u3000\u00a0")[:1] not in ("#", "＃", "") and chance.random() < 0.3:
            at = chance.randint(0, len(line.rstrip("\r")))
            lines[number] = line[:at] + chance.choice(PASTED) + line[at:]
    return "\n".join(lines)


def keeps_the_laws(text: str) -> None:
    """Every fix there is, applied: comments and whatever no fix is about stay, and nothing gets worse."""
    before = compile_text(text)
    found = [one for one in review(before) if one.fix]
    once, applied = fix_source(before.sources[0], found)
    touched = {
        number
        for one in applied
        for edit in one.fix
        for number in range(
            line_of_offset(text, edit.at.start), line_of_offset(text, edit.at.end) + 1
        )
    }
    lines = text.split("\n")
    kept = [line for number, line in enumerate(lines, 1) if number not in touched]
    assert is_in_order(kept, once.split("\n"))
    last, done = fixed(text)
    assert is_in_order(comments(text), comments(last))
    after = compile_text(last)
    assert unreadable(last) <= unreadable(text)
    left = [one for one in review(after) if one.fix]
    assert len(left) == done.given_up


def line_of_offset(text: str, offset: int) -> int:
    return SourceFile("", text).line_of(offset)


def unreadable(text: str) -> int:
    lines = parse(SourceFile("a.perf", text))[0].lines
    return sum(isinstance(line, Unreadable) for line in lines)


@pytest.mark.parametrize("shard", range(4))
def test_generated_sources_keep_what_no_fix_is_about(shard: int) -> None:
    for seed in range(shard, 300, 4):
        keeps_the_laws(scribbled(Random(seed)))
        keeps_the_laws(pasted_over(scribbled(Random(seed)), seed))


PAGES = sorted((ROOT / "perflang" / "diagnostics" / "codes").glob("*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_examples_of_every_code_keep_what_no_fix_is_about(path: Path) -> None:
    for block in blocks(path.read_text("utf-8")):
        if block.kind == "perf":
            keeps_the_laws(block.encoded(block.text).decode("utf-8", "replace"))
