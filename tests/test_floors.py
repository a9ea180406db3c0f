"""The house: imports go down only, one door for each library, no floor left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

PACKAGE = ROOT / "perflang"
FLOORS = (
    {"source", "cache"},
    {"vocabulary", "diagnostics", "values"},
    {"syntax", "model", "document"},
    {"semantics", "forms", "backends", "readers", "exports", "highlight"},
    {"rules", "advice"},
    {"compiler"},
    {"review"},
    {"reports"},
    {"workspace", "control"},
    {"live"},
    {"cli"},
    {"testing"},
)
FLOOR = {package: number for number, floor in enumerate(FLOORS) for package in floor}
# A library and the only packages that may import it.
DOORS = {
    "lark": {"syntax"},
    "jinja2": {"backends"},
    "click": {"cli"},
    "pygments": {"highlight"},
    "hypothesis": {"testing"},
    "pytest": {"testing"},
    "os": {"cache", "workspace", "cli"},
    "tempfile": set[str](),
    "subprocess": set[str](),
    "pickle": set[str](),
    "marshal": set[str](),
    "shelve": set[str](),
}
SHIPPED = {"lark", "attrs", "jinja2", "click", "perflang"}
# What no other package imports: it works with an extra library only.
ASIDE = {"highlight", "testing"}


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the floor"
            yield node.module or ""


def package_of(path: Path) -> str | None:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else None


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_every_package_has_its_floor() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages == set(FLOOR)


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    package = package_of(path)
    for module in imports(path):
        if not module.startswith("perflang."):
            continue
        other = module.split(".")[1]
        if package is None or other == package:
            continue
        assert FLOOR[other] < FLOOR[package], f"{package} imports {other}"


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_has_one_door(path: Path) -> None:
    package = package_of(path)
    for module in imports(path):
        library = module.split(".")[0]
        if library in DOORS:
            assert package in DOORS[library], f"{path.name} imports {library}"


def test_the_core_needs_nothing_but_its_four_libraries() -> None:
    import sys

    core = [path for path in sources() if package_of(path) not in ASIDE]
    used = {module for path in core for module in imports(path)}
    libraries = {module.split(".")[0] for module in used}
    assert libraries - set(sys.stdlib_module_names) <= SHIPPED
    assert not {
        module for module in used if module.split(".")[1:2] and module.split(".")[1] in ASIDE
    }


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_a_sitting_and_a_function_a_screen(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno < 45, node.name
