"""docs/language.md is the specification: every example of it says what perflang finds, and is run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from perflang.compiler import Compilation, Sources
from perflang.compiler.fixing import fix_publication
from perflang.compiler.formatting import format_source
from perflang.diagnostics import help_text, label_text, message
from perflang.model import Catalogue
from perflang.source import Limits, SourceFile
from perflang.syntax import parse
from perflang.vocabulary import LANGUAGES, vocabulary
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
# What may stand below an example and says more about it.
FACTS = ("cells", "built", "mended", "formatted")


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
        return check(files, folder, first.limits, building=first.building)


@cache
def examples() -> list[Example]:
    """The examples of the specification."""
    return examples_of(PAGE)


def examples_of(text: str) -> list[Example]:
    """The examples of a page."""
    everything = blocks(text)
    found = []
    for group in publications([block for block in everything if block.is_source]):
        files, expected = {}, []
        for block in group:
            path = block.path or ALONE
            files[path], codes = without_expectations(wrapped(block))
            expected += [(path, line, code) for line, code in codes]
        after = everything.index(group[-1]) + 1
        facts = []
        while after < len(everything) and everything[after].is_below:
            if everything[after].kind not in FACTS:
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
    for block in example.facts:
        if block.kind == "built":
            assert bare(block.text.replace("→", "\t")) in bare(built(compilations))
        elif block.kind == "cells":
            check_cells(block, compilations)
        else:
            rewritten = mended if block.kind == "mended" else formatted
            (source,) = (source for one in compilations for source in one.sources)
            assert rewritten(source, block) == example.blocks[0].encoded(block.text).decode()


def built(compilations: Sequence[Compilation]) -> str:
    return "".join(build_text(one) for one in compilations)


def check_cells(block: Block, compilations: Sequence[Compilation]) -> None:
    """A block ``cells``: a header and rows, which are those of the JSON export; what is printed is built."""
    header, *rows = [[cell.strip() for cell in row.split("|")] for row in lines_of(block)]
    projects = [
        project
        for one in compilations
        for project in json.loads(build_text(one, "json"))[
            "wholes" if "whole" in header else "projects"
        ]
    ]
    assert [header, *rows] == [header, *facts(projects, header)]
    if "printed" in header:
        column = header.index("printed")
        assert all(f"\t{unfolded(row[column])}\n" in built(compilations) for row in rows)


def mended(source: SourceFile, _below: Block) -> str:
    """The text as `perflang check --fix` leaves it."""
    sources = Sources((source,))
    fixed = fix_publication(sources, lambda compilation: compilation.diagnostics, Limits())
    return fixed.sources.files[0].text


def formatted(source: SourceFile, below: Block) -> str | None:
    """The text as `perflang format` leaves it, with `--lang` where the block says so."""
    languages = [word.removeprefix("lang=") for word in below.words]
    return format_source(source, Catalogue(), language=languages[0] if languages else None).text


def lines_of(block: Block) -> list[str]:
    return block.text.rstrip("\n").split("\n")


def bare(text: str) -> str:
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def facts(projects: Sequence[Any], columns: Sequence[str]) -> list[list[str]]:
    """The rows of a ``cells`` block from the JSON export; the name of a column says what a row is."""
    rows = {"project": _projects, "indicator": _indicators, "source": _sources}
    rows |= {"stage": _stages, "item": _items, "year": _years, "whole": _projects}
    rows |= {"yearly": _yearly, "task": _tasks, "other": _others, "column": _columns}
    kind = next(column for column in columns if column in rows)
    found = [row for project in projects for row in rows[kind](project)]
    return [[folded(row.get(column)) for column in columns] for row in found]


def folded(value: object) -> str:
    return "" if value is None else str(value).replace("\n", "⏎")


def unfolded(text: str) -> str:
    return text.replace("⏎", "\n")


def _projects(project: Any) -> Iterator[dict[str, object]]:
    unit = project["unit"] or {}
    named = {"project": project["name"], "whole": project["name"]}
    named["unit"] = " ".join(filter(None, unit.values()))
    yield project | named | {"period": _ends(project["period"] or {})}


def _yearly(project: Any) -> Iterator[dict[str, object]]:
    for one in project["yearly"]:
        yield {"yearly": one["year"], **(one["budget"]["total"] or {})}


def _tasks(project: Any) -> Iterator[dict[str, object]]:
    for task in project["tasks"]:
        total = (task["budget"] or {}).get("total") or {}
        yield {**total, **task, "task": task["name"], "period": _ends(task["period"] or {})}


def _others(project: Any) -> Iterator[dict[str, object]]:
    yield from ({"other": one["name"], "text": one["text"]} for one in project["others"])


def _columns(project: Any) -> Iterator[dict[str, object]]:
    for row in project["indicators"]:
        yield from ({"column": one["name"], "text": one["text"]} for one in row["others"])


def _indicators(project: Any) -> Iterator[dict[str, object]]:
    for row in project["indicators"]:
        for one in (row, *row["parts"]):
            levels = {name: (one[name] or {}).get("written") for name in ("level1", "level2")}
            chosen = {name: (one[name] or {}).get("name") for name in ("direction", "importance")}
            target, baseline = one["target"] or {}, one["baseline"] or {}
            named = {"indicator": one["name"], "printed": target.get("text"), "ends": _ends(target)}
            named["baseline"] = baseline.get("text")
            named["long_target"] = (one["long_target"] or {}).get("text")
            yield one | levels | chosen | target | named


def _years(project: Any) -> Iterator[dict[str, object]]:
    for row in project["indicators"]:
        for one in (row["history"] or {}).get("values") or ():
            yield {"year": one["year"], "indicator": row["name"], **one["target"]}


def _ends(target: Any) -> str:
    """What a target says that is no single number."""
    match target:
        case {"low": low, "high": high}:
            return f"{low['number']} {high['number']}"
        case {"to": None}:
            return ""
        case {"from": first, "to": last}:
            return f"{first or '—'} {last}"
        case {"answer": answer}:
            return str(answer)
        case {"grade": grade, "scale": scale}:
            return " ".join(filter(None, (grade, "/".join(scale))))
        case {"values": values}:
            return "，".join(f"{one['name']} {one['target']['text']}" for one in values)
    return ""


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


def test_the_examples_of_the_vocabulary_are_lines_of_the_language() -> None:
    for keyword in vocabulary():
        for language in LANGUAGES:
            _, found = parse(SourceFile(ALONE, keyword.example[language] + "\n"))
            assert found == [], keyword.id
