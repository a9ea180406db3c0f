"""The reader of whole lines finds what lark finds in every text, and leaves it little to do."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile, packaged_text
from perflang.syntax import Blank, Line, Reading, Row, Tree, by_lark_alone, lines, parse
from perflang.syntax.lines import LINES, line_reader
from perflang.syntax.patterns import lines_text
from perflang.syntax.quoting import value_leaf
from perflang.syntax.tokens import Token, leaves, tokens
from perflang.testing import edits, wild_sources
from perflang.values.spelling import BLANKS
from perflang.vocabulary import vocabulary
from tests.support import EXAMPLES
from tests.test_tree import sources

SOURCES = sorted(EXAMPLES.rglob("*.perf"))


def read(text: str) -> tuple[Tree, list[Token], list[Diagnostic]]:
    tree, found = parse(SourceFile("a.perf", text))
    return tree, list(tokens(tree)), found


def agree(text: str) -> None:
    here = read(text)
    with by_lark_alone():
        there = read(text)
    assert here == there


@given(sources)
def test_any_text_gives_the_tree_the_places_and_the_findings_that_lark_gives(text: str) -> None:
    agree(text)


@given(wild_sources())
def test_so_does_any_source(text: str) -> None:
    agree(text)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_so_does_an_example_with_a_few_keys_hit_by_mistake(path: Path) -> None:
    whole = path.read_bytes().decode("utf-8")
    agree(whole)

    @given(st.data())
    @settings(max_examples=20)
    def hit(chance: st.DataObject) -> None:
        text = whole[:3000]
        for _ in range(chance.draw(st.integers(1, 5))):
            text = chance.draw(edits(text)).apply(text)
        agree(text)

    hit()


def left_to_lark(text: str) -> list[str]:
    """The lines of a text that the reader of lines does not read."""
    reader = line_reader(text)
    assert reader is not None
    starts: list[int] = []

    def left(start: int) -> Line:
        starts.append(start)
        return Blank()

    assert len(list(reader.read(text, left))) == text.count("\n")
    return [text[start : text.index("\n", start)] for start in starts]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_nothing_of_an_example_is_left_to_lark(path: Path) -> None:
    assert left_to_lark(path.read_text(encoding="utf-8")) == []


@given(sources, st.data())
def test_lines_that_are_not_kept_are_those_of_the_tree(text: str, chance: st.DataObject) -> None:
    """Whichever is asked for first, and however often: each with its place, and what is wrong."""
    tree, mistakes = parse(SourceFile("a.perf", text))
    reading = Reading(SourceFile("a.perf", text))
    assert len(reading) == len(tree.lines)
    for number in chance.draw(st.lists(st.integers(-len(reading), len(reading) - 1), max_size=3)):
        assert leaves_of(reading[number]) == leaves_of(tree.lines[number])
    if chance.draw(st.booleans()):
        assert reading.mistakes() == mistakes
    for _ in range(2):
        assert [*map(leaves_of, reading)] == [*map(leaves_of, tree.lines)]
        assert reading.mistakes() == mistakes
    assert reading[1:3] == tree.lines[1:3]
    with pytest.raises(IndexError):
        reading[len(reading)]


def leaves_of(line: Line) -> object:
    """A line with the places of its words, which do not count where lines are compared."""
    at = line.at if isinstance(line, Blank) else None
    return line, at, [(kind, leaf.text, leaf.at) for kind, leaf in leaves(line)]


def test_no_line_is_kept_that_has_been_gone_through() -> None:
    text = "指标: 数量 ≥ 1 个\n" * 100 + "这一行读不懂\n" + "指标: 数量 ≥ 1 个\n" * 100
    met: list[weakref.ref[Line]] = []
    reading = Reading(SourceFile("a.perf", text))
    for line in reading:
        if isinstance(line, Row):
            assert sum(one() is not None for one in met) <= 1
            met.append(weakref.ref(line))
    assert len(met) == 200
    assert len(reading.mistakes()) == 1


def test_the_patterns_are_fresh() -> None:
    assert packaged_text(LINES) == lines_text()


def test_patterns_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "grammar_print", lambda: "another grammar")
    lines._reader.cache_clear()
    try:
        assert line_reader() is None
        agree("项目: 甲\n  用途: 乙\n")
    finally:
        monkeypatch.undo()
        lines._reader.cache_clear()


def test_what_a_line_begins_with_is_forgotten_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "_MOST_HEADS", 10)
    reader = line_reader()
    assert reader is not None
    agree("".join(f"指标{number}: 数 ≥ 1 个\n" for number in range(50)))
    assert len(reader._heads) <= 10


def test_no_keyword_begins_like_a_marker_which_is_looked_for_first() -> None:
    reader = line_reader()
    assert reader is not None
    for keyword in vocabulary():
        for spelling in keyword.spellings:
            begun = reader._others.match(f"{spelling}:")
            assert begun is not None
            assert begun.lastindex == lines._WORD, spelling


@pytest.mark.parametrize("pair", ["(a)", "a1个；", "（甲）乙", '"'])
def test_whether_a_long_text_needs_quotes_is_seen_at_once(pair: str) -> None:
    """A pattern that tried each bracket in two ways took twice as long for every further one."""
    assert value_leaf(f"{pair * 5000}<").quoted


def test_patterns_for_a_text_without_rare_blanks_know_of_none() -> None:
    for text, known in (
        ("项目: 甲\n", False),
        ("项目:\u3000甲\n", True),
        ("项目:\u00a0甲\n", True),
    ):
        reader = line_reader(text)
        assert reader is not None
        patterns = [one.pattern for one in vars(reader).values() if hasattr(one, "pattern")]
        assert len(patterns) > 10
        held = [any(blank in one for one in patterns) for blank in BLANKS[2:]]
        assert held == [known, known]
