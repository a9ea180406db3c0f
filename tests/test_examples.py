"""The examples: in order, complete, and their published texts come back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from perflang.compiler import Compilation
from perflang.compiler.importing import import_document
from perflang.source import Limits, SourceFile
from perflang.workspace import discover
from perflang.workspace.own import OwnFinder
from perflang.workspace.published import imported_files
from tests.support import EXAMPLES, HEADS, build_text, compile_files, run

# What is wrong with a publication that was really published: all of its costs are to be as high as can be,
# and some of its targets have a phrase where their unit should be. (Most have a name: that is told by a review.)
FOUND = {"dingzhou": {"PF318": 11, "PF319": 6}}
FOLDERS = sorted(path.parent for path in EXAMPLES.rglob("*.perf") if path.name in HEADS)


def sources(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.perf")}


def compiled(folder: Path, files: Mapping[str, str]) -> Compilation:
    """Files that stand in a folder, with the frameworks that they can choose there."""
    return compile_files(files, own=OwnFinder(Limits()).find(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_is_in_order_and_builds_what_stands_beside_it(folder: Path) -> None:
    compilation = compiled(folder, sources(folder))
    assert Counter(one.code for one in compilation.diagnostics) == FOUND.get(folder.name, {})
    published = (folder / "published.txt").read_text(encoding="utf-8")
    assert build_text(compilation).strip() == published.strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_published_text_of_an_example_is_imported_as_its_sources(folder: Path) -> None:
    """What is imported says the same as the example; its JSON differs in nothing a form can show."""
    published = (folder / "published.txt").read_text(encoding="utf-8")
    own = OwnFinder(Limits()).find(folder)
    imported = import_document(SourceFile("published.txt", published), own=own)
    assert not imported.diagnostics
    texts = {name: content.decode("utf-8") for name, content in imported_files(imported).items()}
    again = json.loads(build_text(compiled(folder, texts), "json"))
    written = json.loads(build_text(compiled(folder, sources(folder)), "json"))
    assert again["projects"] == written["projects"]


def test_discovery_finds_a_publication_in_each_example() -> None:
    found = discover([str(EXAMPLES)], Limits())
    assert [one.name for one in found] == [
        "-".join(one.relative_to(EXAMPLES).parts) for one in FOLDERS
    ]
    assert [len(one.sources.files) for one in found] == [len(sources(folder)) for folder in FOLDERS]
    assert all(one.sources.has_head and not one.diagnostics for one in found)


def test_a_county_holds_two_departments_and_two_years_each_a_publication(tmp_path: Path) -> None:
    done = run("build", EXAMPLES / "county", "-o", tmp_path)
    assert done.returncode == 0
    names = {f"{folder.parent.name}-{folder.name}" for folder in (EXAMPLES / "county").glob("*/*")}
    assert len(names) == 4
    built = {path.stem: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(built) == names
    for name, content in built.items():
        assert (
            content == (EXAMPLES / "county" / name.replace("-", "/") / "published.txt").read_bytes()
        )


def test_harbour_shows_what_the_seed_lacks() -> None:
    """English keywords, another framework, units of measure, and the constructs below."""
    model = json.loads(build_text(compile_files(sources(EXAMPLES / "harbour")), "json"))
    rows = [row for project in model["projects"] for row in project["indicators"]]
    kinds = {row["target"]["kind"] for row in rows if row["target"]}
    assert kinds == {"comparison", "figure", "text", "unset"}
    assert any(":" in row["name"] for row in rows)
    assert any(not row["name"] for row in rows), "an empty row"
    assert any(row["parts"] for row in rows), "breakdown rows"
    levels = [row["level2"]["name"] for row in model["projects"][0]["indicators"]]
    assert len(levels) > len(set(levels)), "a second indicator under one level 2"
    assert any(part["parts"] for part in model["projects"][0]["budget"]["parts"])
    assert model["department"]["framework"] == "2021"
    assert {goal["marker"] for goal in model["department"]["overall"]} == {""}
