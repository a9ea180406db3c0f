"""Settings say what is looked for and how severe it is, and a mistake in them has its place and its help."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from perflang.compiler import Compilation
from perflang.control import (
    Choice,
    Layer,
)
from perflang.control.settings import NAME, fits
from perflang.diagnostics import Diagnostic, page
from perflang.review import Profile
from perflang.review.engine import opinions
from tests.controlled import TWO, check, said, write
from tests.markdown import blocks
from tests.settings_files import MISTAKES, Mistake, read
from tests.support import ROOT, run


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
    text = next(
        one.text
        for one in blocks((ROOT / "docs" / "settings.md").read_text("utf-8"))
        if NAME in one.words
    )
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
