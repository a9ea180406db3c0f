"""A baseline knows findings by what is said, outlives moving, formatting and renaming, and hides nothing new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.compiler.formatting import format_source
from perflang.control import (
    cannot_be_left_out,
)
from perflang.control.baseline import Entry, baseline_text, plain_line, read_baseline
from perflang.control.settings import NAME
from perflang.diagnostics import all_codes
from perflang.model import Catalogue
from perflang.source import Limits, SourceFile
from perflang.syntax.printing import Style
from tests.controlled import TWO, check, said, write
from tests.support import run


def test_a_baseline_keeps_what_was_there_and_only_what_is_new_fails(tmp_path: Path) -> None:
    write(tmp_path, {"2021/a.perf": TWO, NAME: 'profile = "strict"\nbaseline = "旧.toml"\n'})
    assert said(tmp_path, "check", "--generate-baseline", "--ignore", "PF6")[0] == 0
    status, text = said(tmp_path, "check")
    assert (status, text) == (0, "1 file, nothing new to report\n2 more are in the baseline\n")
    write(tmp_path, {"2021/a.perf": TWO + "  指标: 加装电梯 ≥ 2 部\n"})
    assert check(tmp_path) == [("2021/a.perf", 4, "PF501")]
    assert said(tmp_path, "check")[0] == 1


def moved(text: str) -> str:
    return "# 说明\n\n" + text.replace("  数量", "  用途: 改造\n  数量")


def formatted(text: str, language: str | None = None) -> str:
    done = format_source(SourceFile("a.perf", text), Catalogue(), language=language).text
    assert done is not None
    return done


UGLY = "项目名称:老旧小区改造\n数量指标:改造小区>=6个\n指标:改造楼栋＞＝40栋\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TWO, moved(TWO)),
        (UGLY, formatted(UGLY)),
        (UGLY, formatted(UGLY, "en")),
        (formatted(UGLY, "en"), UGLY),
        (TWO, TWO.replace("\n", "\r\n")),
        (TWO, "\ufeff" + TWO),
    ],
)
def test_moving_formatting_and_translating_leave_a_baseline_as_it_is(
    tmp_path: Path, before: str, after: str
) -> None:
    write(tmp_path, {"a.perf": before})
    said(tmp_path, "check", "--generate-baseline", "--select", "PF5")
    write(tmp_path, {"a.perf": after})
    found = said(tmp_path, "check", "--baseline", "perflang-baseline.toml", "--select", "PF5")
    assert found == (0, "1 file, nothing new to report\n2 more are in the baseline\n")


def generated(folder: Path, *arguments: str) -> str:
    said(folder, "check", "--generate-baseline", "--select", "PF501", *arguments)
    return (folder / "perflang-baseline.toml").read_text("utf-8")


KNOWN = ("--baseline", "perflang-baseline.toml", "--select", "PF501,PF6")


def test_a_source_may_get_another_name_and_a_copy_is_new(tmp_path: Path) -> None:
    write(tmp_path, {"2021/a.perf": TWO})
    generated(tmp_path)
    (tmp_path / "2021").rename(tmp_path / "2022")
    (tmp_path / "2022" / "a.perf").rename(tmp_path / "2022" / "b.perf")
    assert check(tmp_path, *KNOWN) == []
    write(tmp_path, {"2021/a.perf": TWO})
    assert {path for path, _, _ in check(tmp_path, *KNOWN)} == {"2022/b.perf"}


def test_as_many_are_excused_as_were_there(tmp_path: Path) -> None:
    row = "  指标: 改造小区 ≥ 6 个\n"
    write(tmp_path, {"a.perf": "项目: 甲\n  数量指标: 乙 ≥ 1 个\n" + 2 * row})
    assert '"指标: 改造小区 ≥ 6 个" = 2\n' in generated(tmp_path)
    write(tmp_path, {"a.perf": "项目: 甲\n  数量指标: 乙 ≥ 1 个\n" + 3 * row})
    assert len(check(tmp_path, *KNOWN)) == 1


def test_what_is_there_no_more_is_counted_and_a_new_baseline_leaves_it_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, "b.perf": TWO})
    before = generated(tmp_path)
    write(tmp_path, {"a.perf": TWO.replace("个\n", "个\n    依据: 计划\n")})
    said_now = said(tmp_path, "check", *KNOWN)[1]
    assert "1 in the baseline are there no more" in said_now
    # only what was looked for
    assert "no more" not in said(tmp_path, "check", "b.perf", *KNOWN)[1]
    assert "no more" not in said(tmp_path, "check", *KNOWN[:2], "--select", "PF3")[1]
    assert generated(tmp_path, "b.perf") == before
    assert generated(tmp_path).count('" = 1\n') == 3
    (tmp_path / "b.perf").unlink()
    assert "2 in the baseline are there no more" in said(tmp_path, "check", *KNOWN)[1]
    assert generated(tmp_path).count('" = 1\n') == 1


def test_what_can_be_mended_is_mended_before_a_baseline_is_made(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": "项目: 甲\n  用途: 助\u00a0餐\n"})
    said(tmp_path, "check", "--fix", "--generate-baseline")
    assert (tmp_path / "a.perf").read_text("utf-8") == "项目: 甲\n  用途: 助 餐\n"
    assert "PF304" not in (tmp_path / "perflang-baseline.toml").read_text("utf-8")


def test_a_baseline_is_the_same_from_every_folder_and_every_time(tmp_path: Path) -> None:
    write(tmp_path, {"2021/a.perf": TWO, "2021/b.perf": TWO})
    text = generated(tmp_path)
    above = (*KNOWN[2:], "--baseline", "../perflang-baseline.toml")
    assert check(tmp_path / "2021", *above) == []
    said(tmp_path / "2021", "check", "--generate-baseline", *above, ".")
    assert (tmp_path / "perflang-baseline.toml").read_text("utf-8") == text


def test_errors_are_never_taken_into_a_baseline(tmp_path: Path) -> None:
    wrong = TWO + "  支出计划: 6月底 50%, 9月底 20%\n  用途 助餐\n"
    write(tmp_path, {"a.perf": wrong})
    status, text = said(tmp_path, "check", "--generate-baseline")
    assert (status, "PF211" in text, "PF110" in text) == (1, True, True)
    assert "PF2" not in (tmp_path / "perflang-baseline.toml").read_text("utf-8")
    forged = 'version = 1\n["a.perf"."老旧小区改造".PF211]\n"支出计划: 6月底 50%, 9月底 20%" = 1\n'
    write(tmp_path, {"perflang-baseline.toml": forged})
    assert "PF211" in said(tmp_path, "check", *KNOWN)[1]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('title = "x"\n', "it is neither read nor written over"),
        ("version = 2\n", "it is neither read nor written over"),
        ("version = 1\na = 1\n", "it is neither read nor written over"),
        ("version = 1\n[a.b.PF501]\nx = 0\n", "it is neither read nor written over"),
        ("version = 1\n[a.b.PF501]\nx = true\n", "it is neither read nor written over"),
        ("version = 1\n[a.b.c]\nx = 1\n", "it is neither read nor written over"),
        ("version = 1\n<<<<<<< HEAD\n", "a merge is unfinished"),
        ("\x00", "PF104"),
        ("a" * 400, "PF102"),
        ("[" * 50, "this baseline cannot be used"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_told_and_everything_is_shown(
    tmp_path: Path, content: str | None, says: str
) -> None:
    write(tmp_path, {"a.perf": TWO})
    if content is not None:
        write(tmp_path, {"b.toml": content})
    status, text = said(tmp_path, "check", "--baseline", "b.toml", "--limit", "file=300")
    assert (status, says in text, "PF501" in text) == (1, True, True)


@pytest.mark.parametrize("is_set", [True, False])
def test_a_baseline_that_is_missing_or_a_folder_is_as_any_file_that_cannot_be_read(
    tmp_path: Path, is_set: bool
) -> None:
    write(tmp_path, {"a.perf": TWO, NAME: 'baseline = "b.toml"\n' if is_set else ""})
    arguments = () if is_set else ("--baseline", "b.toml")
    for code in ("PF108", "PF106"):
        for more in ((), ("--exit-zero",)):
            status, text = said(tmp_path, "check", *arguments, *more)
            assert (status, code in text, "PF501" in text) == (2, True, True)
        (tmp_path / "b.toml").mkdir(exist_ok=True)


def test_a_file_that_is_no_baseline_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, "notes.toml": 'profile = "none"\n'})
    assert said(tmp_path, "check", "--generate-baseline", "--baseline", "notes.toml")[0] == 1
    assert (tmp_path / "notes.toml").read_text("utf-8") == 'profile = "none"\n'
    (tmp_path / "folder").mkdir()
    assert said(tmp_path, "check", "--generate-baseline", "--baseline", "folder")[0] == 2


@pytest.mark.parametrize(
    "name",
    ["a.perf", "new.PERF", "sub/x.perf", NAME, "Perflang.toml", "区.表样.toml", "a.framework.toml", "-", ""],
)  # fmt: skip
def test_a_baseline_never_has_the_name_of_a_source(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a.perf": TWO})
    done = run("check", "--generate-baseline", "--baseline", name, cwd=tmp_path)
    assert (done.returncode, "--baseline" in done.stderr.decode()) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.perf"]
    assert (tmp_path / "a.perf").read_text("utf-8") == TWO
    if name.endswith((".perf", "表样.toml")):
        write(tmp_path, {NAME: f'baseline = "{name}"\n'})
        assert said(tmp_path, "check", "--generate-baseline")[0] == 1
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.perf", NAME]


SHOPS = {
    f"{n:02}-{name}.perf": f"项目: {name}\n  数量指标: {name}改造 ≥ {n} 个\n"
    for n, name in enumerate(("甲区", "乙区", "丙区", "丁区"), 1)
}


def renumbered(files: Mapping[str, str]) -> dict[str, str]:
    """One source more at the beginning, and all others one further on."""
    moved = {f"{n:02}-{name[3:]}": text for n, (name, text) in enumerate(files.items(), 2)}
    return moved | {"01-新区.perf": "项目: 新区\n  用途: 助餐\n"}


def exchanged(files: Mapping[str, str]) -> dict[str, str]:
    """Each source under the name of another one."""
    return dict(zip(files, list(files.values())[::-1], strict=True))


@pytest.mark.parametrize("change", [renumbered, exchanged])
@pytest.mark.parametrize("head", [True, False])
def test_sources_may_be_numbered_anew_and_change_their_names(
    tmp_path: Path, change: Callable[[Mapping[str, str]], dict[str, str]], head: bool
) -> None:
    department = {"部门.perf": "年度: 2026\n"} if head else {}
    write(tmp_path, SHOPS | department)
    generated(tmp_path)
    for name in SHOPS:
        (tmp_path / name).unlink()
    write(tmp_path, change(SHOPS))
    status, text = said(tmp_path, "check", *KNOWN)
    assert (status, "nothing new" in text, "4 more are in" in text) == (0, True, True)
    assert "no more" not in text
    for name in change(SHOPS):
        assert check(tmp_path, name, *KNOWN) == []
    assert generated(tmp_path).count('" = 1\n') == 4
    written = ("review", ".", "-o", "out/", "--to", "markdown")
    assert run(*written, *KNOWN, cwd=tmp_path).returncode == 0
    pages = [path.read_text("utf-8") for path in (tmp_path / "out").iterdir()]
    assert len(pages) == (1 if head else len(change(SHOPS)))
    assert not any("PF501**" in page for page in pages)
    assert any("| PF501 | known in the baseline |" in page for page in pages)


def test_of_copies_those_are_known_that_were_there(tmp_path: Path) -> None:
    write(tmp_path, {"2.perf": TWO})
    generated(tmp_path)
    write(tmp_path, {"1.perf": TWO, "3.perf": TWO})
    assert [path for path, _, _ in check(tmp_path, *KNOWN)] == ["1.perf"] * 2 + ["3.perf"] * 2


@pytest.mark.parametrize(
    "broken", [b"\xff\xfe\xfd", "项目: 甲\n  用途 助餐\n".encode(), b"x" * 6000]
)
def test_nothing_is_called_mended_while_a_file_cannot_be_read(
    tmp_path: Path, broken: bytes
) -> None:
    write(tmp_path, SHOPS)
    text = generated(tmp_path)
    (tmp_path / "01-甲区.perf").write_bytes(broken)
    (tmp_path / "02-乙区.perf").unlink()
    limits = ("--limit", "file=5000")
    for arguments in ((), ("02-乙区.perf", "03-丙区.perf"), ("03-丙区.perf",)):
        assert "no more" not in said(tmp_path, "check", *arguments, *KNOWN, *limits)[1]
    assert generated(tmp_path, *limits) == text


def test_a_baseline_made_anew_for_a_file_holds_it_under_its_new_name_alone(tmp_path: Path) -> None:
    write(tmp_path, SHOPS)
    generated(tmp_path)
    (tmp_path / "01-甲区.perf").rename(tmp_path / "09-甲区.perf")
    text = generated(tmp_path, "09-甲区.perf")
    assert ("09-甲区.perf" in text, "01-甲区.perf" in text) == (True, False)
    assert text.count('" = 1\n') == 4


def test_only_lines_are_read_that_may_be_those_looked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = "".join(f"  指标: 第 {n} 处 ≥ 6 个\n" for n in range(50))
    write(
        tmp_path,
        {f"{n}.perf": f"项目: 第 {n} 项\n  数量指标: 改造小区 ≥ 6 个\n{rows}" for n in "123"},
    )
    generated(tmp_path)
    write(tmp_path, {"1.perf": "项目: 第 1 项\n  数量指标: 改造小区 ≥ 7 个\n"})
    read: list[str] = []

    def counted(text: str, style: Style) -> str:
        read.append(text)
        return plain_line(text, style)

    monkeypatch.setattr("perflang.control.baseline.plain_line", counted)
    assert check(tmp_path, *KNOWN) == [("1.perf", 2, "PF501")]
    # a line for each finding, and what is known of the one project with a new one, in its file and elsewhere
    assert len(read) <= 103 + 2 * 51 + 2


def test_a_baseline_that_a_merge_has_torn_can_be_written_anew(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO})
    text = generated(tmp_path)
    write(tmp_path, {"perflang-baseline.toml": text + "<<<<<<< HEAD\n"})
    assert generated(tmp_path) == text


ENTRIES = st.builds(
    Entry,
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from([code for code in all_codes() if cannot_be_left_out(code) is None]),
    st.text(st.characters(exclude_categories=["Cs"])),
)


@given(st.dictionaries(ENTRIES, st.integers(1, 99)))
def test_a_baseline_reads_back_as_it_was_written_in_one_order(entries: dict[Entry, int]) -> None:
    text = baseline_text(entries)
    again, found = read_baseline(SourceFile("b.toml", text), Limits())
    assert found == []
    assert dict(again.entries) == entries
    assert baseline_text(dict(reversed(entries.items()))) == text


def test_one_more_finding_is_one_more_line(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO})
    before = generated(tmp_path).splitlines()
    write(tmp_path, {"a.perf": TWO + "  指标: 加装电梯 ≥ 2 部\n"})
    after = generated(tmp_path).splitlines()
    assert [line for line in after if line not in before] == ['"指标: 加装电梯 ≥ 2 部" = 1']
    assert [line for line in after if line in before] == before


@pytest.mark.parametrize("code", ["PF999", "PF199"])
def test_a_baseline_with_a_code_that_there_is_not_holds_for_the_others(
    tmp_path: Path, code: str
) -> None:
    write(tmp_path, {"a.perf": TWO})
    said(tmp_path, "check", "--generate-baseline")
    path = tmp_path / "perflang-baseline.toml"
    good = path.read_text("utf-8")
    path.write_text(good + f'\n["a.perf"."甲".{code}]\n"用途: 乙" = 1\n', "utf-8")
    status, told = said(tmp_path, "check", "--baseline", path.name)
    assert (status, "PF606" in told, f"no code {code}" in told, "PF501" in told) == (
        1,
        True,
        True,
        False,
    )
    assert said(tmp_path, "check", "--generate-baseline")[0] == 0
    assert path.read_text("utf-8") == good
