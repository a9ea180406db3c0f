"""A report says what it leaves out: what comments, baselines and settings keep back, with reasons."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from perflang.backends import report_html
from perflang.control import Choice, Layer, controlled
from perflang.control.withheld import withheld
from perflang.document.remarks import Excuse, Report
from perflang.reports import report
from perflang.review import PLAIN, review
from perflang.review.withheld import CAUSES, Withheld
from tests.html_page import read_page, text_of
from tests.reports import harmless, page_of, read
from tests.support import EXAMPLES, compile_files, compile_text, run

TEXT = """\
项目: 老旧小区改造
  # perflang: 不查 PF501 上级批复里没有依据
  数量指标: 改造小区 ≥ 6 个
  指标: 改造楼栋 ≥ 40 栋
项目: 另一个项目
  数量指标: 数量 ≥ 80 数量
"""
BASELINE = 'version = 1\n\n["a.perf"."另一个项目".PF501]\n"数量指标: 数量 ≥ 80 数量" = 1\n'
SETTINGS = {
    "nothing": "",
    "ignore": 'ignore = ["PF501"]\n',
    "select": 'select = ["PF502"]\n',
    "off": '[severity]\nPF5 = "off"\n',
    "profile": 'profile = "none"\n',
    "baseline": 'baseline = "b.toml"\n',
    "of some files": '[[paths]]\npath = "a.perf"\nignore = ["PF502"]\n',
}


def written(folder: Path, settings: str = "", text: str = TEXT) -> Path:
    (folder / "a.perf").write_text(text, encoding="utf-8")
    (folder / "b.toml").write_text(BASELINE, encoding="utf-8")
    (folder / "perflang.toml").write_text(settings, encoding="utf-8")
    return folder


def page(folder: Path, *arguments: str) -> Element:
    done = run("review", "--lang", "zh", "-o", "-", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    root = read_page(done.stdout)
    harmless(root)
    return root


def rows(root: Element) -> list[list[str]]:
    """The rows below "what is left out": of the counts, then of what comments keep back."""
    (section,) = (one for one in root.iter("div") if one.get("id") == "omitted")
    bodies = section.iter("tbody")
    return [[text_of(cell) for cell in row] for body in bodies for row in body]


def tallies(root: Element) -> dict[str, int]:
    (found,) = (one for one in root.iter("dl") if one.get("class") == "tallies")
    return {text_of(one[0]): int(text_of(one[1])) for one in found}


def test_each_cause_is_counted_and_a_comment_gives_its_place_and_reason(tmp_path: Path) -> None:
    settings = 'baseline = "b.toml"\nignore = ["PF512"]\n[severity]\nPF502 = "off"\n'
    found = rows(page(written(tmp_path, settings), "--select", "PF5", "--ignore", "PF313"))
    counted = {(row[1], row[2]): int(row[3]) for row in found if len(row) == 4}
    assert counted["PF501", "源文件里注明不查"] == 1
    assert counted["PF501", "基线里已有记录"] == 1
    assert counted["PF502", "按审核口径或设置不查这类问题"] == 1
    assert [row for row in found if len(row) == 5] == [
        [
            "“改造小区”没有写指标值的依据",
            "PF501",
            "老旧小区改造",
            "a.perf 第 3 行",
            "上级批复里没有依据",
        ]
    ]


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_what_is_shown_and_what_is_left_out_are_all_that_there_is(
    tmp_path: Path, settings: str
) -> None:
    plain = TEXT.replace("不查", "")
    checked = run("check", "--output-format", "json", cwd=written(tmp_path, "", plain))
    every = [one for one in json.loads(checked.stdout) if one["code"] != "PF603"]
    found = tallies(page(written(tmp_path, settings)))
    assert found["错误"] + found["提醒"] + found["未列入"] == len(every)
    assert found["未列入"] > 0  # the comment at least


def test_a_page_that_hides_everything_does_not_look_clean(tmp_path: Path) -> None:
    root = page(written(tmp_path), "--profile", "none")
    found = tallies(root)
    assert (found["错误"] + found["提醒"], found["未列入"]) == (
        0,
        sum(int(row[3]) for row in rows(root)),
    )
    for article in root.iter("article"):
        said = text_of(article)
        assert "处未列入，见“未列入的问题”" in said
        assert "除未列入的以外，没有发现问题。" in said
    assert "审核发现的问题已全部列入" not in text_of(root)


def test_where_nothing_is_left_out_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.perf").write_text("项目: 甲\n  数量指标: 数量 ≥ 80 数量\n", encoding="utf-8")
    root = page(tmp_path)
    assert tallies(root)["未列入"] == 0
    assert rows(root) == []
    assert "没有。审核发现的问题已全部列入。" in text_of(root)


def test_markdown_says_it_too(tmp_path: Path) -> None:
    done = run("review", "--lang", "en", "-o", "r.md", cwd=written(tmp_path, SETTINGS["baseline"]))
    assert done.returncode == 0
    text = (tmp_path / "r.md").read_text(encoding="utf-8")
    section = text[text.index("## What is left out") : text.index("## Findings by project")]
    assert re.search(r"\| PF501 \| a comment in the source \| 1 \|\n", section)
    assert re.search(r"\| PF501 \| known in the baseline \| 1 \|\n", section)
    assert section.count("| 老旧小区改造 | a.perf, line 3 | 上级批复里没有依据 |") == 1
    assert text.count("1 more left out, see “What is left out”.") == 2


def test_a_comment_without_a_reason_is_told_to_have_none(tmp_path: Path) -> None:
    root = page(written(tmp_path, text=TEXT.replace(" 上级批复里没有依据", "")))
    assert [row[4] for row in rows(root) if len(row) == 5] == ["没有写"]


def test_files_that_were_not_asked_for_are_not_counted(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "部门.perf").write_text("年度: 2026\n", encoding="utf-8")
    (folder / "c.perf").write_text("项目: 丙\n  数量指标: 栋数 ≥ 6 栋\n", encoding="utf-8")
    assert tallies(page(folder))["未列入"] == 1
    assert tallies(page(folder, "c.perf"))["未列入"] == 0


# Straight from the engine

CHOICES: Sequence[tuple[Layer, ...]] = [
    (),
    (Layer(ignore=("PF501",)),),
    (Layer(select=("PF3",)), Layer(ignore=("PF31",))),
    (Layer(profile="none"), Layer(severity=(("PF501", "warning"),))),
    (Layer(profile="strict", severity=(("PF5", "off"),)),),
]


@pytest.mark.parametrize("layers", CHOICES, ids=range(len(CHOICES)))
@pytest.mark.parametrize("name", ["dingzhou", "harbour"])
def test_nothing_of_an_example_goes_unsaid(name: str, layers: tuple[Layer, ...]) -> None:
    compilation = compile_files(read(EXAMPLES / name))
    shown = controlled(compilation, lambda _path: Choice(layers))
    hidden = withheld(compilation, lambda _path: Choice(layers), shown)
    every = review(compilation)
    assert sorted((one.code, one.path, one.at) for one in every) == sorted(
        (one.code, one.path, one.at) for one in (*shown, *(one.found for one in hidden))
    )
    assert {one.cause for one in hidden} <= {"choice", "off"}


def test_a_finding_less_than_there_should_be_is_one_that_was_kept_back() -> None:
    compilation = compile_text("项目: 甲\n  数量指标: 数量 ≥ 80 数量\n")
    every = review(compilation)
    known = Choice((Layer(baseline="b.toml"),))
    hidden = withheld(compilation, lambda _path: known, every[1:])
    assert [(one.found.code, one.cause) for one in hidden] == [(every[0].code, "baseline")]


def test_every_cause_has_words_in_both_languages() -> None:
    compilation = compile_text("项目: 甲\n  数量指标: 数量 ≥ 80 数量\n")
    one = review(compilation)[0]
    for language in ("zh", "en"):
        made = report(
            compilation, [], PLAIN, language, None, [Withheld(one, cause) for cause in CAUSES]
        )
        assert {part.omitted for part in made.parts} == {len(CAUSES)}
        found = rows(page_of(made))
        assert len({row[2] for row in found if len(row) == 4}) == len(CAUSES)
        assert isinstance(made, Report)
        assert [isinstance(excuse, Excuse) for excuse in made.excuses] == [True]
        assert b"".join(report_html.render(made)) == b"".join(report_html.render(made))
