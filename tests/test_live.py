"""A text under work: after each change just what ``check`` finds, and no more read than the change touches."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.compiler import Sources, compile_publication
from perflang.control import Choice, Layer, controlled
from perflang.diagnostics import Diagnostic
from perflang.live import LiveText, block, findings, parting
from perflang.live.block import Block
from perflang.model import OwnFile, Publication
from perflang.source import SourceFile
from perflang.syntax import Opening, parse
from perflang.testing import edits
from tests.bench.records import scaled
from tests.bench.sources import write
from tests.form_publications import full_publications
from tests.support import EXAMPLES, LIMITS
from tests.test_superset import written

PLAIN = Choice()
CHOICES = (
    PLAIN,
    Choice((Layer(ignore=("PF5",)),)),
    Choice((Layer(severity=(("PF3", "error"), ("PF508", "off"))),)),
    Choice((Layer(profile="hebei", select=("PF5", "PF6")),)),
)
HEAD = "年度: 2021\n指标体系: 2015\n金额单位: 万元\n预算单位: 310 甲局\n"
UNITLESS = "年度: 2021\n"
ROW = "  数量指标: 改造小区 ≥ 6 个\n"
OTHER = "  质量指标: 合格率 ≥ 95 %\n"
TWO = f"{HEAD}\n项目: 甲\n{ROW}\n项目: 乙\n{ROW}"


def from_scratch(text: str, choice: Choice = PLAIN) -> tuple[Diagnostic, ...]:
    """What ``check`` shows of a file with this text."""
    compilation = compile_publication(Sources((SourceFile("a.perf", text),)))
    return tuple(controlled(compilation, lambda _: choice))


def check(live: LiveText, choice: Choice = PLAIN) -> None:
    """What is found is what is found from scratch: places, labels, fixes, severities, order."""
    assert live.found == from_scratch(live.text, choice)


def source_of(publication: Publication, units: bool) -> str:
    """A publication as one file; units stand above each of its projects, or one above all."""
    pieces = [HEAD]
    for number, project in enumerate(publication.projects):
        unit = f"预算单位: {310 + number} {'甲乙'[number % 2]}局\n"
        pieces += [unit if units and number else "", "\n", written(project, "zh")]
    for whole in publication.wholes:
        pieces += ["\n", written(whole, "zh", is_whole=True)]
    return "".join(pieces)


@given(data=st.data())
@settings(max_examples=45)
def test_after_any_change_there_is_what_there_is_from_scratch(data: st.DataObject) -> None:
    publication = data.draw(full_publications())
    text = source_of(publication, data.draw(st.booleans()))
    text = text.replace("\n", data.draw(st.sampled_from(("\n", "\n", "\r\n"))))
    pieces = (TWO, text, written(publication.projects[0], "zh"), f"{UNITLESS}{ROW}")
    choice = data.draw(st.sampled_from(CHOICES))
    live = LiveText("a.perf", text, choice)
    check(live, choice)
    before = [text]
    for _ in range(data.draw(st.integers(1, 8))):
        edit = data.draw(edits(live.text, clipboard=pieces, before=before))
        text = edit.apply(live.text)
        before.append(text)
        live.set(text)
        assert live.text == text
        check(live, choice)


def large() -> str:
    """A text of a thousand lines: the example's projects, again and again."""
    text = write(list(scaled(38)))
    assert text.count("\n") >= 1000
    return text


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The blocks that are read, and ``whole`` for a text that is."""
    names: list[str] = []
    plain, whole = block.read_block, compile_publication

    def read_block(*given: object, **named: object) -> Block:
        names.append("block")
        return plain(*given, **named)  # type: ignore[arg-type]

    def compile_all(*given: object) -> object:
        names.append("whole")
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(findings, "read_block", read_block)
    monkeypatch.setattr(findings, "compile_publication", compile_all)
    return names


def test_a_changed_line_of_a_thousand_costs_one_project(read: list[str]) -> None:
    text = large()
    live = LiveText("a.perf", text)
    projects = text.count("\n项目: ")
    assert read == ["block"] * projects
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if "描述" in line]
    for number in starts[:: len(starts) // 3]:
        for changed in (lines[number] + "好", lines[number][:-1], "描 " + lines[number], ""):
            read.clear()
            live.set("\n".join([*lines[:number], changed, *lines[number + 1 :]]))
            assert read == ["block"], (number, changed)
            check(live)
            read.clear()
            live.set(text)
            assert read == ["block"]


def test_what_is_set_as_it_was_costs_no_project(read: list[str]) -> None:
    live = LiveText("a.perf", TWO)
    read.clear()
    live.replace(0, 0, "# 一审稿\n")
    live.set(live.text.replace("金额单位: 万元\n", "总体目标:\n1. 甲。\n金额单位: 万元\n"))
    assert read == []
    live.set(live.text.replace("年度: 2021", "年度: 2022"))
    assert read == ["block", "block"]
    check(live)


def test_a_project_that_is_cut_or_put_elsewhere_leaves_the_others(read: list[str]) -> None:
    text = f"{TWO}\n项目: 丙\n{OTHER}"
    live = LiveText("a.perf", text)
    read.clear()
    start = text.index("\n项目: 乙")
    live.replace(start, text.index("\n项目: 丙"), "")
    assert read == []
    check(live)
    live.replace(len(live.text), len(live.text), text[start : text.index("\n项目: 丙")])
    assert read == ["block"]
    check(live)


def test_no_text_but_the_present_one_is_kept() -> None:
    live = LiveText("a.perf", TWO)
    for number in range(50):
        live.set(f"{TWO}\n项目: {number}\n{ROW}  描述: {number}\n")
    live.set(TWO)
    gc.collect()
    kept = [one for one in gc.get_objects() if isinstance(one, Block)]
    sources = {one.source.text for one in kept}
    assert {f"\n项目: 甲\n{ROW}", f"\n项目: 乙\n{ROW}"} <= sources
    assert not any("描述" in text for text in sources)


@pytest.mark.parametrize(
    ("before", "after", "is_whole"),
    [
        (TWO, TWO + OTHER, False),
        (TWO, TWO + "  质量指标 合格率 95\n", False),  # a line that cannot be read
        (TWO, TWO + "  年度: 2022\n", True),  # a setting among the lines of a project
        (TWO, TWO.replace("\n项目: 乙", "\n总体目标:\n1. 甲\n\n项目: 乙"), True),
        (TWO, TWO.replace("\n项目: 乙", "\n预算单位: 311 乙局\n\n项目: 乙"), False),
        (TWO, TWO.replace("\n项目: 乙", "\n预算单位: 311 乙局\n用途: 甲\n项目: 乙"), True),
        (TWO.replace("预算单位: 310 甲局\n", ""), TWO.replace("预算单位: 310 甲局\n", "") + OTHER, False),
        (TWO, TWO.replace("预算单位: 310 甲局\n", "") + "预算单位: 310 甲局\n", True),
        (TWO, "年度 2021\n" + TWO, True),  # a line of the head that cannot be read
        (TWO, TWO + "<<<<<<< HEAD\n", True),
        (TWO, TWO.replace("项目: 乙", "项目 乙"), False),
        (TWO, TWO + "# perflang: 不查 PF501 上级批复\n" + OTHER, False),
        (TWO, HEAD, True),  # no project
    ],
)  # fmt: skip
def test_a_text_is_read_as_a_whole_where_a_part_is_more_than_a_project(
    read: list[str], before: str, after: str, is_whole: bool
) -> None:
    live = LiveText("a.perf", before)
    check(live)
    read.clear()
    live.set(after)
    assert ("whole" in read) == is_whole
    check(live)
    live.set(before)
    check(live)


@pytest.mark.parametrize(
    "text",
    [
        # said once a text, at the first of the projects
        f"{UNITLESS}\n项目: 甲\n  预算: 12\n{ROW}\n项目: 乙\n  预算: 13\t4\n{ROW}",
        # two codes, two names, labels in another project
        f"{HEAD}\n项目: 13068221BVFY9P459G8AD 甲\n{ROW}\n整体支出: 13068221BVFY9P459G8AD 乙\n{ROW}"
        f"\n项目: 13068221BVFY9P459G8AD 丙\n{ROW}\n项目: 丙\n{ROW}\n项目: 丙 \n{ROW}",
        # comments above a project, behind all lines, with a number of a line in what is said
        f"{HEAD}\n# perflang: 不查 PF5 上级批复\n项目: 甲\n{ROW}\n# perflang: 不查 PF504 上级批复\n项目: 乙\n"
        f"{ROW}  # perflang: 不查 PF501 见下\n{OTHER}{ROW}# perflang: 不查 PF501",
        f"# perflang: 不查 PF313 上级批复\n{HEAD}\n项目: 甲\n{ROW}预算单位: 310 乙局\n项目: 乙\n{ROW}",
        # a mark that a rule found in the project below
        f"{HEAD}\n项目: 甲\n{ROW}  其他栏目: 资: ）甲\n整体支出: 乙\n  立项依据: ）甲\n{ROW}",
        # a line that goes on with the one above, where what is meant stands in another project
        f"{HEAD}\n项目: 甲\n{ROW}  分年度预算: 2021年 3\n项目: 乙\n  + 财政\n  ≥ 3 个\n",
        f"{HEAD}\n项目: 甲\n{ROW}项目编码: 13068221BVFY9P459G8AD\n项目: 乙\n{ROW}",
        "",
        "\n",
        "项目: 甲",
        f"# 说明\n\n项目: 甲\n{ROW}\n#末",
    ],
)
def test_what_looks_beyond_a_project_is_found_as_in_a_file(text: str) -> None:
    check(LiveText("a.perf", text))
    for break_ in ("\n", "\r\n"):
        live = LiveText("a.perf", "")
        for line in text.replace("\n", break_).splitlines(keepends=True):
            live.replace(len(live.text), len(live.text), line)
            check(live)
        while live.text:
            live.replace(0, live.text.find("\n") + 1 or len(live.text), "")
            check(live)


def test_each_letter_that_is_typed_is_checked() -> None:
    live = LiveText("a.perf", TWO)
    for letter in "\n项目: 丙\n  预算: 12.00 = 财政资金 12\n  数量指标: 小区 ≥ 6 个\n":
        live.replace(len(live.text), len(live.text), letter)
        check(live)


def test_own_frameworks_are_known_and_what_is_wrong_with_them_comes_first() -> None:
    name = "河东区.framework.toml"
    text = (EXAMPLES / "district" / name).read_text(encoding="utf-8")
    for content in (text, text + "[[first]]\n"):
        own = OwnFile("河东区", name, SourceFile(name, content))
        source = f"指标体系: 河东区\n\n项目: 甲\n{ROW}"
        live = LiveText("a.perf", source, own=[own])
        for changed in (source + OTHER, source):
            live.set(changed)
            sources = Sources((SourceFile("a.perf", changed),), own=(own,))
            assert live.found == tuple(controlled(compile_publication(sources), lambda _: PLAIN))


def test_parts_make_up_the_text_and_open_where_the_grammar_does() -> None:
    for text in (TWO, large(), TWO.replace("项目: 乙", '项目: "'), *pairs(TWO)):
        parts = parting.parts_of(text, LIMITS)
        assert "".join(part.text for part in parts) == text
        opened = [line for part in parts for line in parse(SourceFile("", part.text))[0].lines]
        openings = [one for one in opened if isinstance(one, Opening)]
        blocks = [part for part in parts if part.kind == parting.BLOCK]
        assert len([one for one in openings if one.keyword.text != "unit"]) == len(blocks)


def pairs(text: str) -> Iterator[str]:
    """The text less each two lines that follow each other."""
    lines = text.splitlines(keepends=True)
    for one, other in pairwise(lines):
        yield text.replace(one + other, "", 1)
