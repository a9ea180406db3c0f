"""Generated examples reach everything there is: it is counted, shown with ``pytest -s``, and none is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args

import pytest
from attrs import fields, has
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import perflang.model
import perflang.values
from perflang.model import Publication
from perflang.source import SourceFile
from perflang.syntax import Blank, Line, parse
from perflang.testing import Source, sources
from perflang.testing.registration import STRATEGIES, register_package
from perflang.vocabulary import vocabulary
from tests.test_completeness import reduced, watched_parser

KEYWORDS = {keyword.id for keyword in vocabulary()}
# What a framework's file says, and no publication holds.
OF_FRAMEWORKS = {"Framework", "Level"}
# Tools that read and find, and pieces of texts.
NOT_IN_PUBLICATIONS = {"Kind", "Marker", "Measure", "OwnFile"}


@pytest.fixture(scope="module")
def reached() -> Counter[str]:
    """How often each thing was reached by sources of two frameworks in both languages, and by their targets."""
    found: Counter[str] = Counter()
    of = [
        sources(framework, language=language, fields="all", projects=(1, 2))
        for language in ("zh", "en")
        for framework in ("2021", "flat")
    ]

    @given(st.one_of(of))
    @settings(suppress_health_check=[], max_examples=500, phases=[Phase.generate])
    def count(source: Source) -> None:
        found.update(objects(source.publication))
        found.update(words(source))

    count()
    for name, number in sorted(found.items()):
        print(f"{number:8} {name}")
    return found


def objects(publication: Publication) -> Iterator[str]:
    """The class of every object of the model and of values that a publication holds."""
    stack: list[Any] = [publication]
    while stack:
        one = stack.pop()
        if isinstance(one, tuple):
            stack.extend(one)
        elif has(type(one)):
            yield type(one).__name__
            stack.extend(
                getattr(one, field.name) for field in fields(type(one)) if field.name != "at"
            )


def words(source: Source) -> Iterator[str]:
    """The keywords, the kinds of lines and the rules of the grammar in a source."""
    tree, unreadable = parse(SourceFile("", source))
    assert not unreadable
    for number, line in enumerate(tree.lines, 1):
        yield f"line {type(line).__name__}"
        if not isinstance(line, Blank):
            text = tree.source.line_text(number).strip()
            yield from (f"rule {name}" for name in {rule.origin.name for rule in reduced(text)[0]})
        for name in ("keyword", "head"):
            leaf = getattr(line, name, None)
            if leaf is not None and leaf.text in KEYWORDS:
                yield f"keyword {leaf.text}"


def test_every_class_of_the_model_and_of_values_is_reached(reached: Counter[str]) -> None:
    classes = {name for package in STRATEGIES.values() for name in package}
    assert sorted(classes - OF_FRAMEWORKS - set(reached)) == []


def test_every_class_that_is_public_has_a_strategy() -> None:
    public = {
        name
        for package in (perflang.model, perflang.values)
        for name, one in vars(package).items()
        if name in package.__all__ and isinstance(one, type) and has(one)
    }
    known = {name for package in STRATEGIES.values() for name in package}
    assert public - known == NOT_IN_PUBLICATIONS
    assert known <= public


def test_every_rule_of_the_grammar_and_every_kind_of_line_is_reached(reached: Counter[str]) -> None:
    rules = {f"rule {rule.origin.name}" for rule in watched_parser().rules}
    missed = {name for name in rules - set(reached) if not name.startswith("rule __")}
    assert sorted(missed) == []
    lines = {f"line {one.__name__}" for one in get_args(Line)}
    assert lines - set(reached) == {"line Unreadable"}


def test_every_keyword_is_reached(reached: Counter[str]) -> None:
    wanted = {f"keyword {keyword.id}" for keyword in vocabulary()}
    assert sorted(wanted - set(reached)) == []


@pytest.mark.parametrize(
    ("package", "name"), [(package, name) for package, all_ in STRATEGIES.items() for name in all_]
)
def test_a_class_is_found_by_its_type(package: str, name: str) -> None:
    register_package(import_module(package))
    one = getattr(import_module(package), name)
    once = settings(suppress_health_check=[], max_examples=1, phases=[Phase.generate])
    made = find(st.from_type(one), lambda _: True, settings=once)
    assert isinstance(made, one)
    assert type(made) is one
