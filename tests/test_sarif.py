"""``--output-format sarif``: whole for Microsoft's own judge, true to the text, the same every time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflang.cli.render.sarif import _Results
from perflang.diagnostics import all_codes, page
from perflang.source import SourceFile
from tests.reliability.here import run_here
from tests.reliability.test_determinism import MISTAKES
from tests.support import EXAMPLES, ROOT

JUDGE = ROOT / ".ci" / "sarif"
SAYS_SO = "needs node and `.ci/sarif/install`"
# What the judge advises and we decided otherwise: no address of our own that would outlast the reader, the
# sentence in place, no copy of the sources.
DECIDED = {
    "SARIF2002",
    "SARIF2003",
    "SARIF2005",
    "SARIF2006",
    "SARIF2010",
    "SARIF2011",
    "SARIF2012",
}
# It is said of every log that was read. A log with an unknown word is not read, and nothing is said of it.
OF_EVERY_LOG = "SARIF2003"
TWICE = "项目: 甲\n用途: 乙\n用途: 三\n"
ODD = "项目: 甲\n  用途: 一😀\u200b餐\n  用途: 二[到这里](https://example.org) {0}\n  用途: 三\n  用途: 养⽼\n"


def judge() -> str:
    """The program of Microsoft; its own launcher hands what it is given to a shell."""
    installed = (JUDGE / "node_modules" / "@microsoft" / "sarif-multitool").is_dir()
    if not installed or shutil.which("node") is None:
        if os.environ.get("PERFLANG_JUDGE") == "required":
            pytest.fail(SAYS_SO)
        pytest.skip(SAYS_SO)
    asked = ["node", "-p", "require('@microsoft/sarif-multitool')"]
    return subprocess.check_output(asked, cwd=JUDGE, encoding="utf-8").strip()


def judged(text: str, folder: Path) -> set[tuple[str, str]]:
    """The level and the rule of everything that the judge has to say."""
    (folder / "log.sarif").write_text(text, encoding="utf-8")
    options = ["--level", "Error;Warning;Note", "--rule-kind", "Sarif;Ghas", "-o", "said.sarif"]
    asked = [judge(), "validate", "log.sarif", *options, "--log", "ForceOverwrite"]
    subprocess.run(asked, cwd=folder, check=True, capture_output=True, timeout=120)
    said = json.loads((folder / "said.sarif").read_text(encoding="utf-8-sig"))
    results = said["runs"][0]["results"]
    return {(one.get("level", "warning"), one["ruleId"]) for one in results}


def log(*arguments: str | Path, stdin: bytes = b"") -> tuple[str, Any]:
    text = run_here("check", *arguments, "--output-format", "sarif", stdin=stdin).out
    return text, json.loads(text)["runs"][0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A publication, mistakes, and odd texts, in places with Chinese names."""
    there = tmp_path / "定州 2021"
    shutil.copytree(EXAMPLES / "dingzhou", there, ignore=shutil.ignore_patterns("build"))
    (tmp_path / "错,误%").mkdir()
    (tmp_path / "错,误%" / "甲.perf").write_text(ODD, encoding="utf-8")
    (tmp_path / "错,误%" / "乙.perf").write_text(TWICE, encoding="utf-8")
    mistakes = "b.perf" if os.name == "nt" else "a:b.perf"
    (tmp_path / "错,误%" / mistakes).write_text(MISTAKES, encoding="utf-8")
    (tmp_path / "空.perf").write_bytes(b"\xff\xfe\x00")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return tmp_path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_judge_has_nothing_against_it(folder: Path, language: str) -> None:
    text, run = log("--lang", language)
    keys = {key for one in run["results"] for key in one}
    assert {"fixes", "relatedLocations", "partialFingerprints"} <= keys
    said = judged(text, folder)
    assert {rule for _, rule in said} <= DECIDED
    assert "error" not in {level for level, _ in said}
    assert OF_EVERY_LOG in {rule for _, rule in said}


def test_the_judge_has_nothing_against_a_log_without_findings(tmp_path: Path) -> None:
    text, run = log("-", stdin="项目: 甲\n".encode())
    assert run["results"] == []
    assert {rule for _, rule in judged(text, tmp_path)} <= DECIDED


def test_the_judge_would_find_what_is_wrong(folder: Path) -> None:
    text, _ = log("--lang", "zh")
    more = judged(text.replace('"columnKind"', '"columnKinds"'), folder)
    assert ("error", "JSON1005") in more
    unknown = judged(text.replace('"utf16CodeUnits"', '"characters"'), folder)
    assert OF_EVERY_LOG not in {rule for _, rule in unknown}
    unquoted = judged(text.replace("%2C%E8%AF%AF%25", ",误%"), folder)
    assert unquoted - judged(text, folder)


def test_every_place_is_that_of_the_text_and_every_path_that_of_a_file(folder: Path) -> None:
    _, run = log()
    listed = json.loads(run_here("check", "--output-format", "json").out)
    assert len(listed) == len(run["results"]) > 100
    for result, one in zip(run["results"], listed, strict=True):
        place = result["locations"][0]["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not {*" ,:"} & {*uri}
        assert (folder / unquote(uri)).is_file()
        assert (result["ruleId"], unquote(uri)) == (one["code"], one["file"])
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == one["code"]
        assert result["level"] == one["severity"]
        assert place["region"]["startLine"] == (one["line"] or 1)


def test_columns_are_utf_16_code_units(folder: Path) -> None:
    _, run = log("错,误%/甲.perf")
    assert run["columnKind"] == "utf16CodeUnits"
    (found,) = (one for one in run["results"] if one["ruleId"] == "PF104")
    region = found["locations"][0]["physicalLocation"]["region"]
    line = ODD.split("\n")[1].encode("utf-16-le")
    start, end = (2 * (region[name] - 1) for name in ("startColumn", "endColumn"))
    assert line[start:end].decode("utf-16-le") == "\u200b"


@given(st.text("a中😀\n\r\t", max_size=30), st.integers(0, 30))
def test_a_position_is_that_of_an_editor(text: str, offset: int) -> None:
    source = SourceFile("a.perf", text)
    scene: Any = None
    position = source.position(offset)
    found = _Results(scene, {})._position(source, offset)
    assert found == (position.line, position.utf16)


def applied(text: str, fix: Mapping[str, Any]) -> str:
    """A text after a fix of the log, as an editor would apply it."""
    lines = [line.encode("utf-16-le") for line in text.split("\n")]
    starts = [sum(len(line) + 2 for line in lines[:number]) for number in range(len(lines))]
    whole = text.encode("utf-16-le")
    (change,) = fix["artifactChanges"]
    for one in reversed(change["replacements"]):
        at = one["deletedRegion"]
        start = starts[at["startLine"] - 1] + 2 * (at["startColumn"] - 1)
        end = starts[at["endLine"] - 1] + 2 * (at["endColumn"] - 1)
        whole = whole[:start] + one["insertedContent"]["text"].encode("utf-16-le") + whole[end:]
    return whole.decode("utf-16-le")


def test_a_fix_of_the_log_is_the_fix(folder: Path) -> None:
    _, run = log("错,误%/甲.perf")
    fixes = [fix for one in run["results"] for fix in one.get("fixes", ())]
    text = ODD
    for fix in reversed(fixes):
        text = applied(text, fix)
    run_here("check", "--fix", "错,误%/甲.perf")
    assert text == (folder / "错,误%" / "甲.perf").read_text("utf-8")
    assert len(fixes) == 2


def test_what_somebody_wrote_is_no_link(folder: Path) -> None:
    (folder / "b.perf").write_text("项目: 甲\n  [到](https://example.org): 1\n", encoding="utf-8")
    _, run = log("b.perf")
    said = [one["message"]["text"] for one in run["results"]]
    assert any("example.org" in text for text in said)
    assert all("](" not in text or "\\[" in text for text in said)


def fingerprints(run: Any) -> list[str]:
    return [one["partialFingerprints"]["perflangLine/v1"] for one in run["results"]]


def test_a_fingerprint_outlives_lines_above_it_and_no_change_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.perf"
    text = "项目: 甲\n  描术: 乙\n  描术: 乙\n  描述2: 丙\n"
    seen = []
    for one in (
        text,
        f"# 说明\n\n{text}",
        text.replace("  描术", "\t描术"),
        text.replace("乙", "丁"),
    ):
        path.write_text(one, encoding="utf-8")
        _, run = log(path, "--profile", "none")
        seen.append(fingerprints(run))
        assert len(set(seen[-1])) == len(seen[-1]) == 3
    assert seen[0] == seen[1] == seen[2]
    assert seen[3][2] == seen[0][2]
    assert not {*seen[3][:2]} & {*seen[0]}


def test_a_rule_is_explained_in_both_languages(folder: Path) -> None:
    _, run = log()
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == sorted({one["ruleId"] for one in run["results"]})
    for one in rules:
        of = page(one["id"])
        assert of.reason("zh") in one["fullDescription"]["text"]
        assert of.reason("en") in one["fullDescription"]["text"]
        assert one["help"]["markdown"].startswith(f"# {one['id']}")
        assert "```toml" not in one["help"]["markdown"]


@pytest.mark.parametrize("code", all_codes())
def test_every_page_gives_a_reason_that_fits(code: str) -> None:
    for language in ("zh", "en"):
        assert 10 < len(page(code).reason(language)) < 1000


def test_places_are_told_from_the_repository_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    monkeypatch.chdir(folder / "错,误%")
    _, run = log("甲.perf")
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "错,误%/甲.perf"
    said = run_here("check", "甲.perf", "--output-format", "github").out
    assert said.startswith("::error file=错%2C误%25/甲.perf,line=2,")


# --- The judge


def test_the_judge_is_locked_and_its_lock_names_no_place() -> None:
    text = (JUDGE / "package-lock.json").read_text(encoding="utf-8")
    wanted = json.loads((JUDGE / "package.json").read_text(encoding="utf-8"))
    locked = json.loads(text)["packages"]
    assert "://" not in text
    for name, version in wanted["dependencies"].items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, one in locked.items():
        assert not name or one["integrity"].startswith("sha512-")


def test_the_pipeline_installs_the_judge() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "PERFLANG_JUDGE=required; .ci/sarif/install" in script
    assert os.name == "nt" or os.access(JUDGE / "install", os.X_OK)
