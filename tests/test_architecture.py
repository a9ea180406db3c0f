"""docs/architecture.md is true: it names every package, and tests and files that exist."""

from __future__ import annotations

import re

import pytest

from tests.markdown import blocks
from tests.support import ROOT
from tests.test_floors import FLOORS

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "perflang"


def test_every_package_stands_on_its_floor() -> None:
    rows = re.findall(r"^\| ([0-9]+) \| ([^|]*) \|", TEXT, re.MULTILINE)
    floors: dict[int, set[str]] = {}
    for number, names in rows:
        floors.setdefault(int(number), set()).update(re.findall("`([a-z]+)`", names))
    assert [floors[number] for number in sorted(floors)] == list(FLOORS)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", TEXT))))
def test_a_test_it_names_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_test_file_is_named() -> None:
    files = {f"tests/{path.name}" for path in (ROOT / "tests").glob("test_*.py")}
    assert files == set(re.findall(r"`(tests/test_[a-z_]+\.py)`", TEXT))


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([a-z]+/[a-z_]+\.py)`", TEXT))))
def test_a_module_it_names_exists(path: str) -> None:
    assert (PACKAGE / path).exists() or (ROOT / path).exists()


def test_every_phase_of_the_diagram_is_a_function_or_a_part_of_the_package() -> None:
    (diagram,) = (block for block in blocks(TEXT) if block.kind == "text")
    phase = "[a-z]+(?: [a-z]+)?"
    phases = re.findall(f"(?:[─└] ({phase}) ▶)|(?:◀ ({phase}) ─)", diagram.text)
    assert len(phases) > 8
    names = {part for path in PACKAGE.rglob("*.py") for part in (path.stem, path.parent.name)}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        names |= set(re.findall(r"^def ([a-z_]+)\(", text, re.MULTILINE))
    for words in ("".join(found).replace(" ", "_") for found in phases):
        assert {words, f"{words}s", f"{words}_tree"} & names, words
