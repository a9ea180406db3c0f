"""The tree: there always is one, it holds every character, and printing it gives it back."""

from __future__ import annotations

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from perflang.source import SourceFile
from perflang.syntax import Blank, Field, Leaf, Line, Row, TargetField, Tree, Unreadable, parse
from perflang.syntax.printing import Style, print_tree
from perflang.syntax.tokens import tokens
from perflang.values import half_width
from perflang.vocabulary import vocabulary
from tests.support import EXAMPLES

PIECES = [
    *(spelling + ":" for keyword in vocabulary() for spelling in keyword.spellings),
    *"：:≥≤><=＝＋+-－()（）|｜#＃\"“”，,、;；/—…%％.。 \t\u3000\n\r",
    "\r\n", "数量指标:", "产出指标:", "产出指标/数量指标:", "1.", "1、", "（一）", "目标1：", "①",
    "13068221BVFY9P459G8AD", "926001", "项目甲", "财政资金", "138.00", "2022年", "2022",
    "...", "\u00a0", "\u2003", "- ", "20万元", "25.00%", "3月底",
    "abc", "1e999999999", "\u202e", "\x00", "😀", "é", "\u0301", "👨‍👩‍👧",
]  # fmt: skip
sources = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


def tree_of(text: str) -> Tree:
    return parse(SourceFile("a.perf", text))[0]


@given(sources)
def test_every_text_gives_a_tree_of_all_its_lines(text: str) -> None:
    tree, found = parse(SourceFile("a.perf", text))
    assert len(tree.lines) == text.count("\n") + 1
    unreadable = [n for n, line in enumerate(tree.lines, 1) if isinstance(line, Unreadable)]
    assert [tree.source.line_of(one.at.start) for one in found] == unreadable


@given(sources)
def test_the_tokens_joined_are_the_source(text: str) -> None:
    pieces = list(tokens(tree_of(text)))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert piece.text == text[piece.at.start : piece.at.end]
        if piece.kind == "blank":
            assert not piece.text.strip(" \t\u00a0\u3000\r"), (
                "a character that no node accounts for"
            )


@given(sources)
@example("指标值:1、")
def test_a_printed_tree_is_read_as_the_same_tree(text: str) -> None:
    tree = tree_of(text)
    for language in ("zh", "en"):
        printed = print_tree(tree, Style(language, frozenset({"产出指标"})))
        again = tree_of(printed)
        assert statements(again) == statements(tree)
        assert print_tree(again, Style(language, frozenset({"产出指标"}))) == printed


def statements(tree: Tree) -> list[object]:
    """The lines that say something; a line that cannot be read counts with its text."""
    lines = (line for line in tree.lines if not isinstance(line, Blank))
    return [said(line) for line in lines]


def said(line: Line) -> object:
    """A line, or the text of one that cannot be read; blanks within a value are the printer's."""
    match line:
        case Unreadable():
            return line.text.text.rstrip("\r")
        case Field() if line.keyword.text != "history":
            return line
        case TargetField() | Row() | Field() if line.value is not None and not line.value.quoted:
            return evolve(line, value=Leaf("".join(half_width(line.value.text).split())))
    return line


def test_the_examples_are_printed_as_they_are_written() -> None:
    """They stand in the one style, comments and blank lines included."""
    titles = {
        "zh": {"产出指标", "效益指标", "满意度指标"},
        "en": {"costs", "output", "benefit", "satisfaction"},
    }
    for folder, language in (("dingzhou", "zh"), ("harbour", "en")):
        for path in sorted((EXAMPLES / folder).glob("*.perf")):
            text = path.read_text(encoding="utf-8")
            assert (
                print_tree(tree_of(text), Style(language, frozenset(titles[language]))) == text
            ), path.name


@given(st.integers(0, 30), sources)
def test_a_line_is_understood_alone(place: int, spoiled: str) -> None:
    """Whatever is put on a line of its own changes no other line's node."""
    lines = (EXAMPLES / "dingzhou" / "09-招商服务费.perf").read_text(encoding="utf-8").split("\n")
    before = list(tree_of("\n".join(lines)).lines)
    spoiled = spoiled.replace("\n", " ").replace("\r", " ")
    after = list(tree_of("\n".join([*lines[:place], spoiled, *lines[place:]])).lines)
    assert after[:place] + after[place + 1 :] == before
