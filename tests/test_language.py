"""docs/language.md is the specification: every example of it says what perflang finds, and is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import attrs
import pytest

from perflang.diagnostics import all_codes, help_text, label_text, message
from perflang.forms import form_names
from perflang.model import framework, framework_names
from perflang.source import Limits, SourceFile
from perflang.syntax import parse, tree
from perflang.values import SCALES
from perflang.vocabulary import LANGUAGES, Keyword, vocabulary
from tests.markdown import (
    ALONE,
    Block,
    Checked,
    blocks,
    check,
    publications,
    without_expectations,
)
from tests.support import ROOT, build_text

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
# A block "in project" or "in indicator" goes on from these lines.
PROJECT = "年度: 2022\n金额单位: 万元\n项目: 社区养老服务\n"
AROUND = {"project": PROJECT, "indicator": PROJECT + "  数量指标: 培训人次 ≥ 300 人次\n"}
# About files and folders, not about texts: their pages show the command lines that lead to them.
NOT_IN_TEXTS = {"PF106", "PF107", "PF108", "PF109", "PF232"}

OWNERS = {
    "publication": "publication 文本",
    "project": "project 项目",
    "indicator": "indicator 指标",
}
SHAPES = {
    "text": "a text",
    "unit": "code, name",
    "project": "code, name",
    "list": "items below",
    "equation": "an equation",
    "schedule": "stages",
    "target": "sign, value",
    "row": "name, sign, value",
}


@attrs.frozen
class Example:
    """Files, the findings they say they have, and the blocks of facts below them."""

    files: Mapping[str, str]
    expected: Sequence[tuple[str, int, str]]
    blocks: Sequence[Block]
    facts: Sequence[Block]

    def check(self, folder: Path) -> Checked:
        first = self.blocks[0]
        files = {path: first.encoded(text) for path, text in self.files.items()}
        return check(files, folder, first.limits)


@cache
def examples() -> list[Example]:
    everything = blocks(PAGE)
    perf = [block for block in everything if block.kind == "perf"]
    found = []
    for group in publications(perf):
        files, expected = {}, []
        for block in group:
            path = block.path or ALONE
            files[path], codes = without_expectations(wrapped(block))
            expected += [(path, line, code) for line, code in codes]
        after = everything.index(group[-1]) + 1
        facts = []
        while after < len(everything) and everything[after].is_below:
            if everything[after].kind not in ("cells", "built"):
                break
            facts.append(everything[after])
            after += 1
        found.append(Example(files, expected, group, facts))
    return found


def wrapped(block: Block) -> str:
    around = AROUND[block.words[block.words.index("in") + 1]] if "in" in block.words else ""
    return around + block.text


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"line{one.blocks[0].line}")
def test_an_example_is_reported_as_it_says(example: Example, tmp_path: Path) -> None:
    checked = example.check(tmp_path)
    assert sorted(checked.places(tmp_path)) == sorted(example.expected)
    for found in checked.found:
        for language in LANGUAGES:
            assert message(found, language)
            assert help_text(found, language)
            assert all(label_text(found, label, language) for label in found.labels)


@pytest.mark.parametrize(
    "example",
    [one for one in examples() if one.facts],
    ids=lambda one: f"line{one.blocks[0].line}",
)
def test_the_facts_below_an_example_hold(example: Example, tmp_path: Path) -> None:
    compilations = example.check(tmp_path).compilations
    projects = [
        project
        for one in compilations
        for project in json.loads(build_text(one, "json"))["projects"]
    ]
    built = "".join(build_text(one) for one in compilations)
    for block in example.facts:
        if block.kind == "built":
            assert bare(block.text.replace("→", "\t")) in bare(built)
        else:
            header, *rows = [[cell.strip() for cell in row.split("|")] for row in lines_of(block)]
            assert [header, *rows] == [header, *facts(projects, header)]
            if "printed" in header:
                column = header.index("printed")
                assert all(f"\t{unfolded(row[column])}\n" in built for row in rows)


def lines_of(block: Block) -> list[str]:
    return block.text.rstrip("\n").split("\n")


def bare(text: str) -> str:
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def facts(projects: Sequence[Any], columns: Sequence[str]) -> list[list[str]]:
    """The rows of a ``cells`` block from the JSON export; the name of a column says what a row is."""
    rows = {"project": _projects, "indicator": _indicators, "source": _sources}
    rows |= {"stage": _stages, "item": _items}
    kind = next(column for column in columns if column in rows)
    found = [row for project in projects for row in rows[kind](project)]
    return [[folded(row.get(column)) for column in columns] for row in found]


def folded(value: object) -> str:
    return "" if value is None else str(value).replace("\n", "⏎")


def unfolded(text: str) -> str:
    return text.replace("⏎", "\n")


def _projects(project: Any) -> Iterator[dict[str, object]]:
    unit = project["unit"] or {}
    yield project | {"project": project["name"], "unit": " ".join(filter(None, unit.values()))}


def _indicators(project: Any) -> Iterator[dict[str, object]]:
    for row in project["indicators"]:
        for one in (row, *row["parts"]):
            levels = {name: (one[name] or {}).get("written") for name in ("level1", "level2")}
            target = one["target"] or {}
            yield one | levels | target | {"indicator": one["name"], "printed": target.get("text")}


def _sources(project: Any) -> Iterator[dict[str, object]]:
    budget = project["budget"]
    yield {"source": "total", **(budget["total"] or {})}
    stack = [("", part) for part in reversed(budget["parts"])]
    while stack:
        above, part = stack.pop()
        yield {"source": above + part["name"], **(part["amount"] or {})}
        stack += [(f"{above}{part['name']} / ", inner) for inner in reversed(part["parts"])]


def _stages(project: Any) -> Iterator[dict[str, object]]:
    yield from (stage | {"printed": stage["text"]} for stage in project["schedule"])


def _items(project: Any) -> Iterator[dict[str, object]]:
    yield from ({"item": goal["text"], "marker": goal["marker"]} for goal in project["goals"])


def trees() -> Iterator[tree.Tree]:
    for example in examples():
        for path, text in example.files.items():
            yield parse(SourceFile(path, text), example.blocks[0].limits)[0]


def nodes(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        for inner in node:
            yield from nodes(inner)
    elif type(node).__module__ == tree.__name__:
        yield node
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(node))):
            yield from nodes(getattr(node, field.name))


def test_the_specification_is_at_least_sixty_examples() -> None:
    assert sum(block.kind == "perf" for block in blocks(PAGE)) >= 60


def test_every_kind_of_line_and_part_of_a_line_has_an_example() -> None:
    classes = {value for value in vars(tree).values() if isinstance(value, type)}
    wanted = {one.__name__ for one in classes if one.__module__ == tree.__name__}
    assert wanted == {type(node).__name__ for one in trees() for node in nodes(one)} & wanted


def test_every_keyword_has_an_example_in_either_language() -> None:
    text = "\n".join(text for example in examples() for text in example.files.values())
    for keyword in vocabulary():
        for spelling in (keyword.zh, keyword.en):
            assert re.search(rf"^\s*{spelling}[ \t]*[:：]", text, re.MULTILINE), spelling


def test_every_code_that_a_text_can_have_has_an_example() -> None:
    shown = {code for example in examples() for _, _, code in example.expected}
    wanted = {code for code in all_codes() if code.startswith(("PF1", "PF2"))} - NOT_IN_TEXTS
    assert sorted(wanted - shown) == []


def table_row(keyword: Keyword) -> str:
    also = "、".join(keyword.aliases)
    cells = (keyword.zh, keyword.en, also, OWNERS[keyword.owner], SHAPES[keyword.shape])
    return "| " + " | ".join(cells) + " |"


def test_the_table_of_keywords_is_that_of_the_grammar() -> None:
    table = "".join(f"{table_row(keyword)}\n" for keyword in vocabulary())
    assert table in PAGE, table


def test_every_choice_of_a_setting_is_named() -> None:
    for name in (*SCALES, *framework_names(), *form_names()):
        assert f"`{name}`" in PAGE, name


def test_every_level_of_the_frameworks_is_named() -> None:
    for name in framework_names():
        found = framework(name)
        assert found is not None
        for level in (*found.first, *found.second):
            for spelling in (level.zh, level.en, *level.aliases):
                assert spelling in PAGE, spelling


def test_every_limit_of_the_language_is_named_with_its_default() -> None:
    for name, value in attrs.asdict(Limits()).items():
        row = re.search(rf"^\|.*\| (.*) \| `--limit {name}=", PAGE, re.MULTILINE)
        if name not in ("diagnostics", "excerpt"):  # of what is shown
            assert row is not None, name
            assert row[1] == ("16 MiB" if value == 16 * 1024**2 else str(value))


def test_the_examples_of_the_vocabulary_are_lines_of_the_language() -> None:
    for keyword in vocabulary():
        for language in LANGUAGES:
            _, found = parse(SourceFile(ALONE, keyword.example[language] + "\n"))
            assert found == [], keyword.id
