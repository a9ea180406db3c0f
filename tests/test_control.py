"""Control of a review: settings, comments and baselines show what is wanted, and never hide what is wrong."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from perflang.cli import program
from perflang.cli.controls import Controls
from perflang.compiler import Compilation
from perflang.compiler.formatting import format_source
from perflang.compiler.importing import import_document
from perflang.control import (
    Choice,
    Layer,
    cannot_be_left_out,
    code_of,
)
from perflang.control.baseline import Entry, baseline_text, plain_line, read_baseline
from perflang.control.settings import _PATH, _TOP, NAME, fits
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic, all_codes, page
from perflang.model import Catalogue
from perflang.review import Profile, review
from perflang.review.engine import opinions
from perflang.source import Limits, SourceFile
from perflang.syntax.printing import Style
from perflang.workspace import discover
from tests.markdown import blocks
from tests.settings_files import MISTAKES, Mistake, read
from tests.support import EXAMPLES, ROOT, compile_files, compile_text, run
from tests.test_language import Example, examples_of

PAGE = ROOT / "docs" / "settings.md"
# What other rules say of these texts is not the matter here.
OURS = re.compile("PF501|PF319|PF314|PF6..|PF[12]..")
TWO = """\
项目: 老旧小区改造
  数量指标: 改造小区 ≥ 6 个
  指标: 改造楼栋 ≥ 40 栋
"""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def check(folder: Path, *arguments: str) -> list[tuple[str, int, str]]:
    """Path, line and code of what `perflang check` says."""
    found = json.loads(_invoked(folder, "check", "--output-format", "json", *arguments)[1])
    places = [(one["file"], one["line"], one["code"]) for one in found]
    return [place for place in places if OURS.fullmatch(place[2])]


def said(folder: Path, *arguments: str) -> tuple[int, str]:
    """How `perflang` ends, and all that it says."""
    status, *texts = _invoked(folder, *arguments)
    return status, "".join(texts)


def _invoked(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """In this process, which is a good deal faster: the status, standard output and standard error."""
    with contextlib.chdir(folder):
        done = CliRunner(env={"LC_ALL": "en_US.UTF-8"}).invoke(
            program._perflang, arguments, standalone_mode=False
        )
    if done.exception is not None:
        raise done.exception
    assert isinstance(done.return_value, int)
    return done.return_value, done.stdout, done.stderr


# --- Words


def test_a_finding_is_named_by_its_code_its_beginning_or_its_name() -> None:
    for code in all_codes():
        assert code_of(code) == code_of(code.lower()) == code_of(page(code).name) == code
    assert [code_of(word) for word in ("PF", "pf5", "ＰＦ５０１", " PF50 ")] == [
        "PF",
        "PF5",
        "PF501",
        "PF50",
    ]
    assert [code_of(word) for word in ("", "PF777", "P", "501", "basis", "PF501x")] == [None] * 6


def test_a_mistake_cannot_be_left_out() -> None:
    for code in all_codes():
        error = page(code).severity == "error"
        firm = error and code[:3] in ("PF1", "PF2", "PF6")
        assert (cannot_be_left_out(code) == "firm") == firm, code
        assert Choice((Layer(select=(), ignore=("PF",)),)).shows(code) == firm, code
    assert cannot_be_left_out("PF1") == "firm"
    assert cannot_be_left_out("PF4") == "elsewhere"
    assert [cannot_be_left_out(one) for one in ("PF", "PF2", "PF217", "PF5", "PF6")] == [None] * 5


# --- perflang.toml


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.text.strip()[:40])
def test_a_mistake_in_the_settings_has_its_place_and_its_help(mistake: Mistake) -> None:
    _, (found,) = read(mistake.text)
    assert found.hint == mistake.hint
    marked = mistake.text[found.at.start : found.at.end]
    assert marked.lstrip('"').startswith(mistake.shown.lstrip('"'))


def test_settings_that_are_in_order_are_what_they_say() -> None:
    text = (
        'profile = "strict"\nselect = ["PF5", "unknown-unit"]\nbaseline = "a/b.toml"\n'
        '[severity]\nPF501 = "off"\nPF211 = "error"\n'
        '[[paths]]\npath = "2021"\nignore = []\n[[paths]]\npath = "*.perf"\nprofile = "none"\n'
    )
    settings, found = read(text)
    assert found == []
    severity = (("PF501", "off"), ("PF211", "error"))
    top = Layer("strict", ("PF5", "PF319"), None, severity, "a/b.toml")
    assert settings.layers("2022/1.perf") == (top,)
    assert settings.layers("2021/1.perf") == (top, Layer(ignore=()))
    assert settings.layers("1.perf") == (top, Layer(profile="none"))
    assert read("")[1] == read("# nothing\n")[1] == []


def test_a_list_of_which_nothing_is_understood_does_not_switch_everything_off() -> None:
    settings, found = read('select = ["basis-emty"]\n')
    assert len(found) == 1
    assert Choice(settings.layers("a.perf")).shows("PF501")


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("2021", ["2021/a.perf", "2021/x/a.perf"], ["20211/a.perf", "x/2021/a.perf"]),
        ("2021/", ["2021/a.perf"], ["2021.perf"]),
        ("2021/**", ["2021/a.perf", "2021/x/a.perf"], ["2022/a.perf"]),
        ("**/2021", ["2021/a.perf", "x/y/2021/a.perf"], ["x2021/a.perf"]),
        ("*.perf", ["a.perf"], ["x/a.perf"]),
        ("**/0?-*.perf", ["01-a.perf", "x/02-b.perf"], ["x/03.perf", "011-a.perf"]),
        ("2021\\旧\\*", ["2021/旧/a.perf"], ["2021/a.perf"]),
        ("./a+b(1)[2].perf", ["a+b(1)[2].perf"], ["aab12.perf"]),
        ("**", ["a.perf", "x/y.perf"], []),
        (".", ["a.perf", "x/y.perf"], []),
    ],
)
def test_a_pattern_means_these_paths(pattern: str, inside: list[str], outside: list[str]) -> None:
    assert [fits(pattern, path) for path in inside] == [True] * len(inside)
    assert [fits(pattern, path) for path in outside] == [False] * len(outside)


def test_a_pattern_of_many_stars_is_soon_decided() -> None:
    assert not fits("*a" * 40 + "b", "a" * 200)
    assert not fits("**/" * 40 + "x", "a/" * 40 + "a")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_option_without_a_code_is_a_wrong_command_line(option: str, tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO})
    for empty in ("", " , "):
        done = run("check", option, empty, cwd=tmp_path)
        assert done.returncode == 2
        assert "没有写代码" in done.stderr.decode()


def test_a_file_whose_name_is_no_text_has_its_place_in_reports_and_baselines(
    tmp_path: Path,
) -> None:
    name = os.fsdecode(b"\xc6\xab.perf")
    try:
        (tmp_path / name).write_text(TWO, encoding="utf-8")
    except OSError:
        pytest.skip("names of files are text on this system")
    assert run("check", "--generate-baseline", cwd=tmp_path).returncode == 0
    done = run("check", "--baseline", "perflang-baseline.toml", cwd=tmp_path)
    assert b"PF606" not in done.stdout
    assert b"PF501" not in done.stdout
    for ending in ("html", "md"):
        assert run("review", "-o", f"r.{ending}", cwd=tmp_path).returncode == 0
        assert (tmp_path / f"r.{ending}").is_file()


@pytest.mark.parametrize(
    ("layers", "shown"),
    [
        ([], {"PF501": True, "PF319": True}),
        ([Layer(select=("PF5",))], {"PF501": True, "PF319": False}),
        ([Layer(select=("PF5",), ignore=("PF501",))], {"PF501": False}),
        ([Layer(select=("PF501",), ignore=("PF5",))], {"PF501": True}),
        ([Layer(select=("PF501",), ignore=("PF501",))], {"PF501": False}),
        ([Layer(ignore=("PF5",)), Layer(select=("PF501",))], {"PF501": True, "PF319": False}),
        ([Layer(select=("PF5",)), Layer(ignore=("PF501",))], {"PF501": False, "PF319": False}),
        ([Layer(ignore=("PF5",)), Layer()], {"PF501": False, "PF319": True}),
    ],
)
def test_the_longest_beginning_of_the_strongest_layer_counts(
    layers: list[Layer], shown: dict[str, bool]
) -> None:
    choice = Choice(tuple(layers))
    assert {code: choice.shows(code) for code in shown} == shown
    assert {code: choice.looks_for(code) for code in shown} == shown


def test_what_a_profile_or_a_severity_switches_off_is_not_looked_for() -> None:
    for layer in (Layer(profile="none"), Layer(severity=(("PF5", "off"), ("PF2", "off")))):
        choice = Choice((layer,))
        assert (choice.shows("PF501"), choice.looks_for("PF501")) == (True, False)
        assert choice.looks_for("PF319")
        assert choice.looks_for("PF211")


@pytest.mark.parametrize(
    ("chosen", "reviews"),
    [
        ('ignore = ["PF501"]', 1),
        ('select = ["PF3"]', 1),
        ('severity = { PF501 = "error" }', 1),
        ('severity = { PF5 = "off" }', 1),
        ('profile = "none"', 1),
        ('profile = "strict"', 2),
    ],
)
def test_the_rules_run_once_for_all_files_that_are_held_to_the_same_figures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str, reviews: int
) -> None:
    ran: list[Profile] = []

    def counted(
        compilation: Compilation, profile: Profile, wants: Callable[[str], bool]
    ) -> list[Diagnostic]:
        ran.append(profile)
        return opinions(compilation, profile, wants)

    monkeypatch.setattr(import_module("perflang.control.controlled"), "opinions", counted)
    settings = f'[[paths]]\npath = "1.perf"\n{chosen}\n'
    write(tmp_path, {"部门.perf": "年度: 2026\n", "1.perf": TWO, "2.perf": TWO, NAME: settings})
    found = check(tmp_path)
    assert len(ran) == reviews
    assert [path for path, _, code in found if code == "PF501"].count("2.perf") == 2


def test_settings_beat_the_profile_and_cannot_soften_what_is_firm() -> None:
    layer = Layer("strict", severity=(("PF5", "warning"), ("PF2", "off"), ("PF3", "off")))
    profile = Choice((layer,)).profile
    severities = {code: profile.severity_of(code) for code in ("PF501", "PF211", "PF217", "PF319")}
    assert severities == {"PF501": "warning", "PF211": None, "PF217": "off", "PF319": "off"}


@pytest.mark.parametrize("seed", range(10))
def test_whatever_is_done_to_settings_is_a_finding_at_a_place_or_nothing(seed: int) -> None:
    chance = random.Random(seed)
    text = next(one.text for one in blocks(PAGE.read_text("utf-8")) if NAME in one.words)
    signs = ["", "\n", '"', "'", "[", "]", "{", "}", "=", ",", ".", "9", "\\", "\x00", "inf", "“"]
    for _ in range(100):
        spoiled = list(text)
        for _ in range(chance.randrange(1, 4)):
            spoiled[chance.randrange(len(spoiled))] = chance.choice(signs)
        for one in read("".join(spoiled))[1]:
            assert 0 <= one.at.start <= one.at.end <= sum(map(len, spoiled))
            assert one.hint is None or one.hint in page(one.code).hints


def test_the_nearest_settings_count_and_none_above_the_repository(tmp_path: Path) -> None:
    off = 'ignore = ["PF501"]\n'
    write(tmp_path, {NAME: off, "repo/2021/a.perf": TWO, "repo/2022/a.perf": TWO})
    (tmp_path / "repo" / ".git").mkdir()
    assert len(check(tmp_path, "repo")) == 4
    write(tmp_path / "repo", {NAME: off, f"2022/{NAME}": 'ignore = ["PF319"]\n'})
    assert {path for path, _, _ in check(tmp_path, "repo")} == {"repo/2022/a.perf"}
    assert check(tmp_path / "repo" / "2021", "a.perf") == []
    assert check(tmp_path / "repo" / "2021", str(tmp_path / "repo" / "2021")) == []


def test_the_settings_of_the_folder_that_one_is_in_are_not_those_of_another(tmp_path: Path) -> None:
    off = '[[paths]]\npath = "a.perf"\nignore = ["PF501"]\n'
    write(tmp_path, {f"2026/{NAME}": off, "2025/a.perf": TWO, "2026/a.perf": TWO})
    here = tmp_path / "2026"
    assert {code for _, _, code in check(here, "../2025/")} == {"PF501"}
    assert check(here / ".." / "2025", "../2026") == []
    said(here, "check", "../2025", "--generate-baseline", "--baseline", "../2025/known.toml")
    assert check(tmp_path, "2025", "--baseline", "2025/known.toml") == []


def test_a_publication_has_one_file_of_settings_and_a_mistake_in_it_is_said_once(
    tmp_path: Path,
) -> None:
    files = {"部门.perf": "年度: 2026\n", "1.perf": TWO, "下/2.perf": TWO}
    write(tmp_path, files | {NAME: 'ignore = ["PF501"]\n', f"下/{NAME}": 'ignore = ["PF319"]\n'})
    assert check(tmp_path) == []
    write(tmp_path, {NAME: 'ignore = ["PF501"]\nselct = 1\n', "旁/3.perf": TWO})
    assert check(tmp_path) == [(NAME, 2, "PF601")]
    assert said(tmp_path, "check")[0] == 1
    assert said(tmp_path, "check", "--exit-zero")[0] == 0


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("perflang.toml.txt", True),
        ("Perflang.toml", True),
        ("perflang.TOML", True),
        (".perflang.toml", True),
        ("perflang.toml.toml", True),
        ("perflang.TOML.txt", True),
        ("ｐｅｒｆｌａｎｇ.toml", True),
        ("perflang.toml.bak", False),
        ("perflang.tomlx", False),
        ("my-perflang.toml", False),
        ("perflang-baseline.toml", False),
    ],
)
def test_settings_that_are_misnamed_are_told(tmp_path: Path, name: str, is_told: bool) -> None:
    if (ROOT / "PYPROJECT.toml").exists():
        pytest.skip("this system does not tell capitals from small letters")
    write(tmp_path, {f"a/{name}": 'ignore = ["PF501"]\n', "a/a.perf": TWO, "a/b.perf": TWO})
    named = [f"a/{name}"] if is_told else []
    assert [path for path, _, code in check(tmp_path) if code == "PF607"] == named
    assert said(tmp_path, "check")[0] == 0
    assert "PF607" not in said(tmp_path, "check", "--ignore", "PF607")[1]
    write(tmp_path, {f"a/{NAME}": ""})
    assert "PF607" not in said(tmp_path, "check")[1]


def test_a_folder_called_as_settings_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a/a.perf": TWO})
    (tmp_path / "a" / NAME).mkdir()
    assert [path for path, _, code in check(tmp_path) if code == "PF607"] == [f"a/{NAME}"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes and devices here")
def test_settings_that_are_a_pipe_a_device_or_a_lost_link_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"a/a.perf": TWO, "b/a.perf": TWO, "c/a.perf": TWO})
    os.mkfifo(tmp_path / "a" / NAME)
    (tmp_path / "b" / NAME).symlink_to("/dev/zero")
    (tmp_path / "c" / NAME).symlink_to("nowhere.toml")
    for name, reason in (("a", "regular"), ("b", "regular"), ("c", "link")):
        status, told = said(tmp_path, "check", name)
        assert (status, "PF106" in told, reason in told) == (2, True, True)
        assert said(tmp_path, "check", f"{name}/{NAME}")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), ["2012", "x.perf"]),
        (("2021",), []),
        (("2021/a.perf",), []),
        ((".", "-"), ["2012", "x.perf"]),
    ],
)
def test_a_path_that_is_that_of_no_file_is_told_when_all_files_are_looked_at(
    tmp_path: Path, arguments: tuple[str, ...], told: list[str]
) -> None:
    patterns = ["2021", "2012", "x.perf", "**/a.perf", "-"]
    text = "".join(f'[[paths]]\npath = "{one}"\nprofile = "none"\n' for one in patterns)
    write(tmp_path, {NAME: text, "2021/a.perf": TWO})
    found = [(line, code) for path, line, code in check(tmp_path, *arguments) if path == NAME]
    lines = [text[: text.index(f'"{one}"')].count("\n") + 1 for one in told]
    assert found == [(line, "PF608") for line in lines]
    write(tmp_path, {"2021/b.perf": "项目: \x00" + "\x00" * 30})
    assert "PF608" not in said(tmp_path, "check", *arguments)[1]


@pytest.mark.parametrize(
    ("content", "status", "code"), [(b"\xff\xfe\x00", 1, "PF101"), (b"x" * 400, 1, "PF102")]
)
def test_settings_that_cannot_be_read_are_told(
    tmp_path: Path, content: bytes, status: int, code: str
) -> None:
    write(tmp_path, {"a.perf": TWO})
    (tmp_path / NAME).write_bytes(content)
    found = said(tmp_path, "check", "--limit", "file=300")
    assert (found[0], code in found[1], "PF501" in found[1]) == (status, True, True)


def test_settings_in_gbk_are_to_be_saved_anew_as_no_command_converts_them(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO})
    for name, arguments in ((NAME, ()), ("b.toml", ("--baseline", "b.toml"))):
        (tmp_path / name).write_bytes("# 从严审核，不查依据\n".encode("gb18030"))
        status, text = said(tmp_path, "check", *arguments, "--lang", "zh")
        assert (status, "看起来是 GB18030 编码：用原来的软件打开" in text) == (1, True)
        assert "perflang format" not in text
        (tmp_path / name).unlink()


def test_settings_can_be_checked_alone(tmp_path: Path) -> None:
    write(tmp_path, {NAME: "selct = 1\n", "a.perf": TWO})
    assert check(tmp_path, NAME) == [(NAME, 1, "PF601")]
    status, text = said(tmp_path, "check", NAME)
    assert (status, "1 file: 1 error, 0 warnings" in text) == (1, True)
    assert said(tmp_path, "check", f"./{NAME}", "a.perf")[1].count("PF601") == 1
    write(tmp_path, {NAME: 'select = ["PF5"]\n'})
    assert said(tmp_path, "check", NAME) == (0, "1 file, nothing to report\n")
    assert said(tmp_path, "check", f"sub/{NAME}")[0] == 2


def test_a_mistake_in_the_settings_is_said_by_all_that_reviews(tmp_path: Path) -> None:
    write(tmp_path, {NAME: "selct = 1\n", "a.perf": TWO})
    for arguments in (("check",), ("check", "--diff"), ("review", "-o", "r.md")):
        status, text = said(tmp_path, *arguments)
        assert (status, text.count("PF601")) == (1, 1)
    assert "PF601" not in (tmp_path / "r.md").read_text("utf-8")
    assert said(tmp_path, "review", "-o", "r.md", "--baseline", "none.toml")[0] == 2


def test_showing_fixes_ends_as_was_asked(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": "项目: 甲\n  用途: 助\u00a0餐\n"})
    assert said(tmp_path, "check", "--diff")[0] == 1
    assert said(tmp_path, "check", "--diff", "--exit-zero")[0] == 0
    assert said(tmp_path, "check", "--diff", "--exit-zero", "b.perf")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--diff --generate-baseline", "--generate-baseline 写得不对：不能和 --diff 一起用"),
        ("--diff --statistics", "--statistics 写得不对：不能和 --diff 一起用"),
        ("--statistics --output-format sarif", "--statistics 写得不对：sarif 没有计数的写法"),
        ("--statistics --output-format github", "--statistics 写得不对：github 没有计数的写法"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tmp_path: Path, arguments: str, says: str
) -> None:
    write(tmp_path, {"a.perf": TWO})
    done = run("check", *arguments.split(), cwd=tmp_path, env={"LC_ALL": "zh_CN.UTF-8"})
    assert (done.returncode, done.stdout, says in done.stderr.decode()) == (2, b"", True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.perf"]


def test_each_file_of_a_publication_is_reviewed_by_its_own_profile(tmp_path: Path) -> None:
    paths = '[[paths]]\npath = "{0}"\nprofile = "{1}"\n'
    settings = paths.format("1.perf", "strict") + paths.format("2.perf", "none")
    files = {"部门.perf": "年度: 2026\n", "1.perf": TWO, "2.perf": TWO, "3.perf": TWO}
    write(tmp_path, files | {NAME: settings})
    done = json.loads(run("check", "--output-format", "json", cwd=tmp_path).stdout)
    severities = {(one["file"], one["severity"]) for one in done if one["code"] == "PF501"}
    assert severities == {("1.perf", "error"), ("3.perf", "warning")}
    assert {path for path, _, _ in check(tmp_path, "--profile", "strict")} == {
        "1.perf",
        "2.perf",
        "3.perf",
    }


def test_options_beat_the_settings(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, NAME: 'profile = "strict"\nignore = ["PF5"]\n'})
    assert check(tmp_path) == []
    assert [code for _, _, code in check(tmp_path, "--select", "basis-empty")] == ["PF501"] * 2
    assert said(tmp_path, "check", "--select", "PF501")[0] == 1
    assert said(tmp_path, "check", "--select", "PF501", "--exit-zero")[0] == 0
    assert check(tmp_path, "--select", "PF5,PF3", "--ignore", "PF501") == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("--select basis-emty", "没有“basis-emty” no such code or rule；是不是"),
        ("--select PF5O1", "是不是 did you mean “PF501”"),
        ("--select ＰＦ5o1", "是不是 did you mean “PF501”"),
        ("--select PF77l", "没有“PF77l” no such code or rule"),
        ("--select PF777", "没有“PF777” no such code or rule"),
        ("--ignore PF211", "PF211 是填错了，不是审核意见，不能不查"),
        ("--ignore PF405", "PF405 check 本来就不报"),
        ("--profile stric", "did you mean “strict”?"),
        ("--exit-zero --select", "选项 --select 后面要跟内容"),
    ],
)
def test_a_slip_in_an_option_is_a_mistake_of_usage(
    tmp_path: Path, arguments: str, says: str
) -> None:
    done = run("check", *arguments.split(), cwd=tmp_path, env={"LC_ALL": "zh_CN.UTF-8"})
    assert (done.returncode, says in done.stderr.decode()) == (2, True)


def test_usage_is_not_excused_by_exit_zero(tmp_path: Path) -> None:
    assert run("check", "--exit-zero", "missing.perf", cwd=tmp_path).returncode == 2


def test_what_builds_takes_no_notice_of_settings(tmp_path: Path) -> None:
    note = TWO.replace("6 个", "6 个 # 含在建")
    write(tmp_path, {"a.perf": note, NAME: 'ignore = ["PF3"]\nnonsense = 1\n'})
    status, text = said(tmp_path, "build", "-o", "-")
    assert (status, "PF314" in text, "PF601" in text) == (0, True, False)
    write(tmp_path, {NAME: '[severity]\nPF314 = "error"\n'})
    assert said(tmp_path, "check")[0] == 1
    assert said(tmp_path, "build", "-o", "-")[0] == 0


# --- Comments

ROW = "  数量指标: 改造小区 ≥ 6 个\n"


@pytest.mark.parametrize(
    ("comment", "codes", "reason"),
    [
        ("# perflang: 不查 PF501 上级批复如此", ["PF501"], "上级批复如此"),
        ("# perflang: ignore PF501 as approved", ["PF501"], "as approved"),
        ("# perflang: ignore PF501 PF319 as approved", ["PF501", "PF319"], "as approved"),
        ("#perflang:不查PF501上级批复如此", ["PF501"], "上级批复如此"),
        ("＃ Perflang：不查 ＰＦ５０１、pf319，上级批复", ["PF501", "PF319"], "上级批复"),
        ("# perflang: 忽略 PF5, PF3：上级批复", ["PF5", "PF3"], "上级批复"),
        ("# perflang: 不查 basis-empty 上级批复", ["PF501"], "上级批复"),
        ("# perflang: ignore basis-empty, unknown-unit as-is", ["PF501", "PF319"], "as-is"),
        ("# perflang: ignore PF501 up-to-date", ["PF501"], "up-to-date"),
        ("# perflang: ignore PF501 — see PF319", ["PF501"], "— see PF319"),
        ("# ｐｅｒｆｌａｎｇ: 不查 PF501 上级批复", ["PF501"], "上级批复"),
        ("# perflang 不查 PF501 上级批复", ["PF501"], "上级批复"),
        ("## perflang: 不查 PF501 上级批复", ["PF501"], "上级批复"),
        ("＃＃ perflang ignore basis-empty as approved", ["PF501"], "as approved"),
        ("# perflang: 不查 PF501 PF2021号文件规定", ["PF501"], "PF2021号文件规定"),
        ("# perflang: 不查 PF501，PF777号文件规定", ["PF501"], "PF777号文件规定"),
        ("# perflang: 不查 PF501 PF5号文件规定", ["PF501"], "PF5号文件规定"),
        ("# perflang: ignore PF501 pfizer said so", ["PF501"], "pfizer said so"),
        ("# perflang: 不查 PF501、PF319上级批复", ["PF501", "PF319"], "上级批复"),
        ("# perflang: 不查 PF501 PF5 上级批复", ["PF501", "PF5"], "上级批复"),
        ("# perflang: 不查 PF501 。。。", ["PF501"], ""),
        ("# perflang: 不查 PF501 --", ["PF501"], ""),
        ("# perflang: 不查 PF501 ！！？", ["PF501"], ""),
        ("# perflang: 不查 PF501", ["PF501"], ""),
        ("# perflang: 不查 PF501 。", ["PF501"], ""),
    ],
)
def test_a_comment_names_codes_and_a_reason(comment: str, codes: list[str], reason: str) -> None:
    found = Suppressions(SourceFile("a.perf", f"{comment}\n{ROW}"))
    (one,) = found.all
    assert [named.code for named in one.named] == codes
    assert one.reason == reason.strip("— ")
    assert [one.code for one in found.found] == ([] if reason else ["PF602"])
    assert one.target == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# perflang: 不查 PF777 理由\n", [("PF603", None, "PF777")]),
        ("# perflang: 不查 basis-emty 理由\n", [("PF603", "near", "basis-emty")]),
        ("# perflang: 不查 PF501，basis-emty 理由\n", [("PF603", "near", "basis-emty")]),
        ("# perflang: 不查 PF5O1 理由\n", [("PF603", "near", "PF5O1")]),
        ("# perflang: 不查\n", [("PF603", "no-code", "# perflang: 不查")]),
        ("# perflang: 不查 上级批复\n", [("PF603", "no-code", "# perflang: 不查 上级批复")]),
        ("# perflang: noqa PF501\n", [("PF603", "verb", "# perflang: noqa PF501")]),
        ("# perflang: ignored PF501\n", [("PF603", "verb", "# perflang: ignored PF501")]),
        ("# perflang 是什么\n", []),
        ("# perflang 不查 PF5O1 理由\n", [("PF603", "near", "PF5O1")]),
        ("# perflang: 不查 PF501 PF5O2 理由\n", [("PF603", "near", "PF5O2")]),
        ("# 不查 PF501 理由\n", [("PF603", "name", "# 不查 PF501 理由")]),
        ("##忽略：ＰＦ５０１ 理由\n", [("PF603", "name", "##忽略：ＰＦ５０１ 理由")]),
        (
            "# ignore basis-empty as approved\n",
            [("PF603", "name", "# ignore basis-empty as approved")],
        ),
        ("用途: 助餐 # 不查 PF501 a\n", [("PF603", "behind", "# 不查 PF501 a")]),
        (
            "用途: 助餐 ＃ ｐｅｒｆｌａｎｇ 不查 PF501\n",
            [("PF603", "behind", "＃ ｐｅｒｆｌａｎｇ 不查 PF501")],
        ),
        ("# 不查了，已经和财政核对\n", []),
        ("# 忽略下面一行\n", []),
        ("# ignore the next line\n", []),
        ("# 财政说 PF501 可以不查\n", []),
        ("# perflang 不查依据吗\n", []),
        ("# perflang-check 不查 PF501\n", []),
        ("# PF501 的依据在批复里\n", []),
        ("用途: 购买 perflang: 不查\n", []),
        ("用途: 助餐 # perflang: 不查 PF5 a\n", [("PF603", "behind", "# perflang: 不查 PF5 a")]),
        ("# perflang: 不查 PF211 理由\n", [("PF605", "firm", "PF211")]),
        ("# perflang: 不查 PF1 理由\n", [("PF605", "firm", "PF1")]),
        ("# perflang: 不查 PF405 理由\n", [("PF605", "elsewhere", "PF405")]),
        ("# perflang: 不查 PF6 理由\n", [("PF605", "own", "PF6")]),
    ],
)
def test_a_comment_that_says_nothing_that_can_be_done_is_told(
    text: str, found: list[tuple[str, str | None, str]]
) -> None:
    all_found = Suppressions(SourceFile("a.perf", text + ROW)).found
    marked = [(one.code, one.hint, text[one.at.start : one.at.end]) for one in all_found]
    assert marked == found


def reviewed(text: str, layer: Layer | None = None) -> list[str]:
    """``line:code`` of what a review of a text shows."""
    compilation = compile_text(text)
    found = Controls(Limits(), layer or Layer()).review(compilation)
    lines = [(compilation.sources[0].line_of(one.at.start), one.code) for one in found]
    return [f"{line}:{code}" for line, code in lines if OURS.fullmatch(code)]


SKIP = "  # perflang: 不查 PF501 上级批复\n"


@pytest.mark.parametrize(
    ("above", "between", "shown"),
    [
        (SKIP, "", []),
        (SKIP, "  # 又一句\n", []),
        (SKIP, "\n\n", []),
        (SKIP + "  # perflang: 不查 PF319 单位\n", "", ["3:PF604"]),
        (SKIP + SKIP, "", ["3:PF604"]),
        ("  # perflang: 不查 PF5 都不查\n", "", []),
        (SKIP, "  用途: 助餐\n", ["2:PF604", "4:PF501"]),
        ("  # perflang: 不查 PF319 单位\n", "", ["2:PF604", "3:PF501"]),
        ("  # perflang: 不查 PF501\n", "", ["2:PF602"]),
        ("  # perflang: 不查 PF501\n" + SKIP, "", ["2:PF602", "2:PF604"]),
        (SKIP + "  # perflang: 不查 PF501\n", "", ["3:PF602", "3:PF604"]),
    ],
)
def test_a_comment_is_about_the_next_line_that_is_none(
    above: str, between: str, shown: list[str]
) -> None:
    assert reviewed("项目: 老旧小区改造\n" + above + between + ROW) == shown


def test_a_mistake_is_shown_all_the_same() -> None:
    text = "项目: 甲\n  # perflang: 不查 PF2、PF3 上级批复\n  支出计划: 6月底 50%, 9月底 20%\n"
    assert "3:PF211" in reviewed(text)
    assert "3:PF211" in reviewed(text, Layer(select=("PF5",), ignore=("PF2",)))


def test_nothing_is_called_unused_that_this_run_does_not_look_for() -> None:
    unused = "项目: 甲\n" + SKIP + ROW + "    依据: 计划\n"
    assert reviewed(unused) == ["2:PF604"]
    assert reviewed(unused, Layer(profile="none")) == []
    assert reviewed(unused, Layer(ignore=("PF501",))) == []
    assert reviewed(unused, Layer(ignore=("PF6",))) == []
    several = unused.replace("不查 PF501", "不查 PF5")
    assert reviewed(several) == ["2:PF604"]
    assert reviewed(several, Layer(ignore=("PF501",))) == []
    # where a line cannot be read no rule speaks
    assert reviewed(unused + "  用途 助餐\n") == ["5:PF110"]


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("  # perflang: 不查 PF319 理由\n", ""),
        ("  # perflang: 不查 PF319、PF501 理由\n", "  # perflang: 不查 PF501 理由\n"),
        ("  # perflang: 不查 PF501、PF319 理由\n", "  # perflang: 不查 PF501 理由\n"),
        ("  # perflang: 不查 PF314, PF501 PF319 理由\n", "  # perflang: 不查 PF501 理由\n"),
        ("  # perflang: 不查 PF319 PF314 PF501 理由\r\n", "  # perflang: 不查 PF501 理由\r\n"),
    ],
)
def test_mending_takes_out_what_is_of_no_use_and_nothing_else(
    tmp_path: Path, comment: str, left: str
) -> None:
    write(tmp_path, {"a.perf": "项目: 甲\n" + comment + ROW})
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_bytes().decode() == "项目: 甲\n" + left + ROW


@pytest.mark.parametrize(
    ("rest", "profile"),
    [
        (
            "  # perflang: 不查 PF520 批复如此\n  支出计划: 6月底 5%, 9月底 10%, 12月底 100%\n",
            "hebei",
        ),
        (
            "  # perflang: 不查 PF538 批复如此\n  质量指标: 疫苗合格率 ≥ 100 %\n    依据: 规范\n",
            "strict",
        ),
    ],
)
def test_a_comment_that_another_profile_needs_is_left_alone(
    tmp_path: Path, rest: str, profile: str
) -> None:
    write(tmp_path, {"a.perf": "项目: 甲\n" + rest})
    code = rest[rest.index("PF") :][:5]
    for options in ((), ("--profile", "mof-2021"), ("--profile", profile)):
        assert not {"PF604", code} & set(
            re.findall("PF[0-9]{3}", said(tmp_path, "check", *options)[1])
        )
        said(tmp_path, "check", "--fix", *options)
        assert (tmp_path / "a.perf").read_text("utf-8") == "项目: 甲\n" + rest
    needless = "项目: 甲\n" + rest.splitlines(keepends=True)[0] + ROW
    assert reviewed(needless) == ["2:PF604", "3:PF501"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("项目: 甲\n  # perflang: 不查 PF508 理由\n" + ROW + "    依据: 无\n", "4"),
        ("项目: 甲\n  # perflang: 不查 PF319、PF508 理由\n" + ROW + "    依据: 无\n", "4"),
        ("项目: 甲\n" + ROW + "    依据: 无\n  # perflang: 不查 PF508 理由\n  用途: 助餐\n", "3"),
    ],
)
def test_a_comment_in_the_wrong_place_is_told_where_it_belongs_and_stays(
    tmp_path: Path, text: str, line: str
) -> None:
    write(tmp_path, {"a.perf": text})
    assert f"above line {line}" in said(tmp_path, "check", "--output-format", "full")[1]
    said(tmp_path, "check", "--fix")
    assert "PF508 理由" in (tmp_path / "a.perf").read_text("utf-8")
    other = text + "项目: 乙\n  # perflang: 不查 PF508 理由\n  用途: 助餐\n"
    write(tmp_path, {"a.perf": other})
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_text("utf-8").count("PF508") == 1


def test_it_is_said_how_many_files_were_not_reviewed(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, "b.perf": TWO + "  用途 助餐\n", "c.perf": "进度指标: 甲\n"})
    assert "not reviewed because of lines that cannot be read: 2;" in said(tmp_path, "check")[1]
    assert "not reviewed" not in said(tmp_path, "check", "a.perf")[1]
    assert "2 个文件里有读不懂的行，没有审核" in said(tmp_path, "check", "--lang", "zh")[1]
    one = said(tmp_path, "check", "b.perf", "--lang", "zh")[1]
    assert "1 个文件里有读不懂的行，没有审核" in one


@pytest.mark.parametrize("name", ["notes.md", "notes.html"])
def test_a_report_takes_the_place_of_a_report_alone(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"a.perf": TWO, name: "# 会议记录\n"})
    status, told = said(tmp_path, "review", "-o", name)
    assert (status, "PF107" in told, "no report made by perflang" in told) == (2, True, True)
    assert (tmp_path / name).read_text("utf-8") == "# 会议记录\n"
    for before in ("", None):  # an empty file, and a report in either language
        for language in ("zh", "en", "zh"):
            if before is not None:
                (tmp_path / name).write_text(before, "utf-8")
            assert said(tmp_path, "review", "-o", name, "--lang", language)[0] == 0
    assert "绩效目标审核报告" in (tmp_path / name).read_text("utf-8")


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


def test_of_two_comments_the_one_with_a_reason_stays(tmp_path: Path) -> None:
    bare = "  # perflang: 不查 PF501\n"
    for both in (bare + SKIP, SKIP + bare):
        write(tmp_path, {"a.perf": "项目: 甲\n" + both + ROW})
        said(tmp_path, "check", "--fix")
        assert (tmp_path / "a.perf").read_text("utf-8") == "项目: 甲\n" + SKIP + ROW


def test_nothing_but_what_is_kept_back_is_counted_as_left_out(tmp_path: Path) -> None:
    text = "项目: 甲\n  # perflang: 不查 PF508 理由\n" + ROW + "    依据: 无\n"
    shown = said(write(tmp_path, {"a.perf": text}), "review", "-o", "-", "--to", "markdown")[1]
    assert "put the comment above line 4" in shown
    assert "PF604" not in shown[shown.index("## What is left out") : shown.index("## Findings")]


def test_a_comment_of_no_use_at_the_end_of_a_file_is_taken_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO + "# perflang: 不查 PF508 没有了"})
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_text("utf-8") == TWO


def test_mending_leaves_alone_what_is_not_shown(tmp_path: Path) -> None:
    text = "项目: 甲\n  # perflang: 不查 PF304 原文\n  用途: 助\u00a0餐\n  负责人: 张\u00a0三\n"
    write(tmp_path, {"a.perf": text})
    said(tmp_path, "check", "--fix", "--ignore", "PF304")
    assert (tmp_path / "a.perf").read_text("utf-8") == text
    said(tmp_path, "check", "--generate-baseline")
    run("check", "--fix", "--baseline", "perflang-baseline.toml", cwd=tmp_path)
    assert (tmp_path / "a.perf").read_text("utf-8") == text
    said(tmp_path, "check", "--fix")
    assert (tmp_path / "a.perf").read_text("utf-8") == text.replace("张\u00a0三", "张 三")


def test_a_formatted_file_has_its_comments_at_the_same_lines() -> None:
    text = "项目名称:甲\n\n" + SKIP + "\n数量指标:改造小区>=6个\n#又一句\n指标:楼栋>=40栋\n"
    formatted = format_source(SourceFile("a.perf", text), Catalogue()).text
    assert formatted is not None
    assert [one.partition(":")[2] for one in reviewed(text)] == ["PF501"]
    assert [one.partition(":")[2] for one in reviewed(formatted)] == ["PF501"]


@pytest.mark.parametrize(
    "text", ["# perflang: 不查 PF501 原文", "perflang: ignore PF5 a", "\n# perflang: 不查 PF5 a"]
)
def test_an_import_writes_no_such_comment(text: str) -> None:
    published = (EXAMPLES / "dingzhou" / "published.txt").read_text("utf-8")
    first, _, rest = published.partition("\n")
    for spoiled in (f"{text}\n{published}", f"{first}\n{text}\n{rest}", f"{published}\n{text}\n"):
        imported = import_document(SourceFile("a.txt", spoiled))
        for source in (imported.head, *(table for _, table in imported.tables)):
            assert Suppressions(SourceFile("a.perf", source)).all == []


# --- Baselines


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


# --- Statistics


def test_statistics_count_codes_the_most_frequent_first(tmp_path: Path) -> None:
    text = TWO + "  用途: 助\u00a0餐\n  负责人: 张\u00a0三\n  指标: 加装电梯 ≥ 2 部\n"
    write(tmp_path, {"a.perf": text})
    chosen = ("check", "--statistics", "--select", "PF501,PF304")
    done = run(*chosen, cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines[:2]] == [["3", "PF501"], ["2", "PF304"]]
    assert "[*]  odd-blank" in lines[1]
    assert "[ ]  basis-empty" in lines[0]
    assert lines[-1] == "[*] can be mended by `perflang check --fix`"
    counted = json.loads(run(*chosen, "--output-format", "json", cwd=tmp_path).stdout)
    assert [(one["code"], one["count"], one["fixable"]) for one in counted] == [
        ("PF501", 3, 0),
        ("PF304", 2, 2),
    ]
    concise = run(*chosen, "--output-format", "concise", cwd=tmp_path).stdout.decode()
    assert [line.split("\t")[0] for line in concise.splitlines()] == ["3", "2"]
    assert run(*chosen, "--ignore", "PF501,PF304", cwd=tmp_path).stdout == b""


# --- The whole


def test_without_settings_all_of_a_review_is_shown() -> None:
    folder = EXAMPLES / "dingzhou"
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.perf"))}
    compilation = compile_files(files)
    assert Controls(Limits(), Layer()).review(compilation) == review(compilation)


def test_standard_input_is_controlled_by_the_settings_here(tmp_path: Path) -> None:
    write(tmp_path, {NAME: 'profile = "strict"\n'})
    assert run("check", "-", cwd=tmp_path, stdin=TWO.encode()).returncode == 1
    write(tmp_path, {NAME: 'profile = "strict"\n[[paths]]\npath = "-"\nprofile = "none"\n'})
    assert run("check", "-", cwd=tmp_path, stdin=TWO.encode()).returncode == 0


# --- The page


def examples() -> list[Example]:
    return examples_of(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", examples(), ids=lambda one: str(one.blocks[0].line))
def test_an_example_of_the_page_does_what_it_says(example: Example, tmp_path: Path) -> None:
    write(tmp_path, example.files)
    (name, text), *others = example.files.items()
    assert not others
    if name == NAME:
        assert read(text)[1] == []
    elif name.endswith(".toml"):
        assert read_baseline(SourceFile(name, text), Limits())[1] == []
    else:
        assert check(tmp_path) == list(example.expected)


def test_the_command_lines_of_the_page_work_one_after_the_other(tmp_path: Path) -> None:
    write(tmp_path, {"2021/甲.perf": TWO})
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        for line in block.text.splitlines() if block.kind == "console" else ():
            status, text = said(tmp_path, *line.removeprefix("$ perflang ").split())
            assert (status, "PF501" in text) == (0, False)


def test_the_page_names_every_key() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for key in {*_TOP, *_PATH}:
        assert text.count(f"`{key}`") + text.count(f"[{key}]") >= 2, key


def test_the_publications_of_one_run_are_found_as_before(tmp_path: Path) -> None:
    write(tmp_path, {"a.perf": TWO, NAME: "", "perflang-baseline.toml": "version = 1\n"})
    assert [one.name for one in discover([str(tmp_path)], Limits())] == ["a"]
