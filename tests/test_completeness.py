"""docs/language.md leaves nothing out: every piece of the language has its example, and its table is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Any, cast, get_args

import attrs
import pytest
from lark import Token
from lark.grammar import NonTerminal, Rule

from perflang.compiler.formats import FORMATS
from perflang.diagnostics import all_codes
from perflang.model import Catalogue
from perflang.source import Limits, SourceFile
from perflang.syntax import Line, Tree, Unreadable, parse, tree
from perflang.syntax.grammar import build_parser
from perflang.values import OPERATORS, SCALES, Money, Nothing, Target
from perflang.vocabulary import Keyword, vocabulary
from perflang.vocabulary.keywords import folded
from tests.markdown import Checked, blocks, section
from tests.support import form_names
from tests.test_language import PAGE, Example, examples

# About files and folders, not about texts: their pages show the command lines that lead to them.
NOT_IN_TEXTS = {"PF106", "PF107", "PF108", "PF109", "PF120", "PF232"}
OWNERS = {
    "publication": "publication 文本",
    "project": "project 项目",
    "task": "task 任务",
    "indicator": "indicator 指标",
}
SHAPES = {
    "text": "a text",
    "unit": "code, name",
    "project": "code, name",
    "list": "items below",
    "equation": "an equation",
    "yearly": "year, equation",
    "schedule": "stages",
    "target": "sign, value",
    "row": "name, sign, value",
}
# The grammar takes them so that the finding can say what is missing; no such line is in order.
ALWAYS_WRONG = {
    "unit: UNIT_KEY",
    "yearly: YEARLY_KEY amount",
    "yearly: YEARLY_KEY amount EQUALS part",
    "yearly: YEARLY_KEY amount EQUALS part __equation_star_1",
    "yearly: YEARLY_KEY EQUALS part",
    "yearly: YEARLY_KEY EQUALS part __equation_star_1",
}
# A text to parse ends in a line break, and a quoted code is one only where a name follows.
NEVER_REACHED = {"file: ", "project: PROJECT_KEY QUOTED_CODE"}
# Made of the others; a line is read alone here, so that nothing is repeated.
FRAME = {"file", "line"}
REPEATED = NonTerminal("__file_star_0")
RULES = {
    tree.Comment: "comment",
    tree.Field: "field",
    tree.ListHead: "list_head",
    tree.Item: "item",
    tree.More: "more",
    tree.Amount: "amount",
    tree.Part: "part",
    tree.Equation: "equation",
    tree.Yearly: "yearly",
    tree.Parts: "parts",
    tree.Stage: "stage",
    tree.Schedule: "schedule",
    tree.Row: "row",
    tree.TargetField: "target",
}


@attrs.frozen
class Shown:
    """A line of an example: what it is in the tree, and the errors that are found in it."""

    text: str
    node: Line
    errors: tuple[tuple[int, int], ...]

    @property
    def keyword(self) -> Keyword | None:
        return vocabulary().find(re.split("[:：]", self.text, maxsplit=1)[0])


@pytest.fixture(scope="module")
def all_checked(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Example, Checked]]:
    """Every example of the specification, and what perflang makes of it."""
    return [(one, one.check(tmp_path_factory.mktemp("example"))) for one in examples()]


@pytest.fixture(scope="module")
def lines(all_checked: list[tuple[Example, Checked]]) -> list[Shown]:
    """Every line of every example."""
    found: list[Shown] = []
    for example, checked in all_checked:
        for source in (source for one in checked.compilations for source in one.sources):
            errors = [one.at for one in checked.found if one.is_error and one.path == source.path]
            for number, node in enumerate(read(source, example.blocks[0].limits).lines, 1):
                at = [(e.start, e.end) for e in errors if source.line_of(e.start) == number]
                found.append(Shown(source.line_text(number).strip(), node, tuple(at)))
    return found


def read(source: SourceFile, limits: Limits) -> Tree:
    return parse(source, limits)[0]


# --- Rules, terminals, keywords


@cache
def reduced(line: str) -> tuple[frozenset[Rule], tuple[Token, ...]]:
    """The productions of the grammar that a line is read by, and its tokens."""
    rules: set[Rule] = set()
    words: list[Token] = []

    def watched(rule: Rule, callback: Any) -> Any:
        def reduce(children: list[Any]) -> Any:
            rules.add(rule)
            words.extend(child for child in children if isinstance(child, Token))
            return callback(children)

        return reduce

    parser = watched_parser()
    lalr = parser.parser.parser.parser
    kept = lalr.callbacks
    lalr.callbacks = {rule: watched(rule, callback) for rule, callback in kept.items()}
    try:
        parser.parse(line + "\n")
    finally:
        lalr.callbacks = kept
    return frozenset(rules), tuple(words)


@cache
def watched_parser() -> Any:
    return build_parser()


def named(rule: Rule) -> str:
    return f"{rule.origin.name}: {' '.join(symbol.name for symbol in rule.expansion)}"


def test_every_production_of_the_grammar_has_a_line_that_is_in_order(lines: list[Shown]) -> None:
    readable = [line for line in lines if not isinstance(line.node, Unreadable)]
    everything = {named(rule) for rule in watched_parser().rules if rule.origin != REPEATED}
    reached = {named(rule) for line in readable for rule in reduced(line.text)[0]}
    in_order = {
        named(rule) for line in readable if not line.errors for rule in reduced(line.text)[0]
    }
    assert everything - reached == NEVER_REACHED
    assert everything - in_order == NEVER_REACHED | ALWAYS_WRONG


def test_every_rule_of_the_grammar_has_a_line_that_is_wrong(lines: list[Shown]) -> None:
    names = {rule.origin.name for rule in watched_parser().rules}
    wanted = {name for name in names if not name.startswith("_")} - FRAME
    assert sorted(wanted - {name for line in lines for name in wrong_in(line)}) == []


def wrong_in(line: Shown) -> Iterator[str]:
    """The rules that a finding in this line is about: those of its nodes that hold the place, or the
    rule that its beginning calls for."""
    if not line.errors:
        return
    if not isinstance(line.node, Unreadable):
        for node in nodes(line.node):
            if any(holds(node, error) for error in line.errors):
                yield rule_of(node)
        return
    if line.keyword:
        yield rule_of_shape(line.keyword.shape)
    elif line.text[0] in "=+":
        yield "parts"
    elif line.text[0] == "#":
        yield "comment"


def rule_of_shape(shape: str) -> str:
    return {"text": "field", "list": "list_head"}.get(shape, shape)


def rule_of(node: object) -> str:
    if isinstance(node, tree.Opening):
        return vocabulary()[node.keyword.text].shape
    return RULES[type(node)]


def nodes(node: object) -> Iterator[object]:
    """A node and those in it, leaves left out."""
    if isinstance(node, tuple):
        for inner in node:
            yield from nodes(inner)
    elif type(node).__module__ == tree.__name__ and not isinstance(node, tree.Leaf | tree.Blank):
        yield node
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(node))):
            yield from nodes(getattr(node, field.name))


def holds(node: object, at: tuple[int, int]) -> bool:
    spans = [leaf.at for leaf in leaves(node)]
    return min(one.start for one in spans) <= at[0] and at[1] <= max(one.end for one in spans)


def leaves(node: object) -> Iterator[tree.Leaf]:
    if isinstance(node, tree.Leaf):
        yield node
    elif isinstance(node, tuple):
        for inner in node:
            yield from leaves(inner)
    elif type(node).__module__ == tree.__name__:
        for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(node))):
            yield from leaves(getattr(node, field.name))


def test_every_spelling_of_a_terminal_is_shown(lines: list[Shown]) -> None:
    shown: dict[str, list[tuple[str, Token]]] = {}
    for line in lines:
        if not isinstance(line.node, Unreadable):
            for word in reduced(line.text)[1]:
                shown.setdefault(word.type, []).append((line.text + "\n", word))
    missing = [
        (terminal.name, spelling)
        for terminal in watched_parser().terminals
        if not terminal.name.endswith("_KEY") and terminal.name not in ("_NL", "BLANK")
        for spelling in spellings(terminal.pattern.value)
        if not any(spells(spelling, *place) for place in shown.get(terminal.name, ()))
    ]
    assert missing == []


def spells(pattern: str, line: str, word: Token) -> bool:
    assert word.start_pos is not None
    match = re.compile(pattern).match(line, word.start_pos)
    return match is not None and match[0] == word


def spellings(pattern: str) -> Iterator[str]:
    """Patterns for what a terminal stands for: its alternatives, a set of signs sign by sign."""
    for alternative in alternatives(pattern):
        one_set = re.fullmatch(r"\[((?:[^\\\]^-]|\\.)+)\]", alternative)
        signs = re.findall(r"\\?.", one_set[1]) if one_set else []
        yield from (re.escape(sign[-1]) for sign in signs)
        if not signs:
            yield alternative


def alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a regular expression that stand in no bracket."""
    depth, start = 0, 0
    for piece in re.finditer(r"\\.|\[(?:\\.|[^\]])*\]|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0] == "|" and not depth:
            yield pattern[start : piece.start()]
            start = piece.end()
    yield pattern[start:]


def test_the_alternatives_of_a_terminal_are_told_apart() -> None:
    assert list(spellings(r"[,，]")) == [",", "，"]
    assert list(spellings(r"a(?:b|[|)])|[—-]+|\|")) == [r"a(?:b|[|)])", "[—-]+", r"\|"]


def test_every_spelling_of_a_keyword_has_a_line_that_is_in_order(lines: list[Shown]) -> None:
    shown = {
        folded(re.split("[:：]", line.text, maxsplit=1)[0])
        for line in lines
        if line.keyword and not line.errors
    }
    wanted = {spelling for keyword in vocabulary() for spelling in keyword.spellings}
    assert sorted(wanted - shown) == []


def test_every_keyword_has_a_line_that_is_wrong(lines: list[Shown]) -> None:
    shown = {line.keyword.id for line in lines if line.keyword and line.errors}
    assert sorted({keyword.id for keyword in vocabulary()} - shown) == []


# --- Kinds of nodes and values


def test_every_kind_of_line_and_part_of_a_line_has_an_example(lines: list[Shown]) -> None:
    classes = {value for value in vars(tree).values() if isinstance(value, type)}
    wanted = {one for one in classes if one.__module__ == tree.__name__}
    shown = {type(node) for line in lines for node in nodes(line.node)}
    assert wanted - shown == {tree.Leaf, tree.Blank, tree.Tree}
    assert any(isinstance(line.node, tree.Blank) for line in lines)


def test_every_operator_is_shown_and_a_value_without_one(lines: list[Shown]) -> None:
    rows = [line.node for line in lines if isinstance(line.node, tree.Row) and not line.errors]
    assert {row.operator.text for row in rows if row.operator} == {*OPERATORS, ":"}


def test_every_kind_of_value_is_shown(all_checked: list[tuple[Example, Checked]]) -> None:
    compilations = [one for _, checked in all_checked for one in checked.compilations]
    projects = [project for one in compilations for project in one.publication.projects]
    rows = [row for project in projects for one in project.indicators for row in (one, *one.parts)]
    assert {type(row.target) for row in rows} == {*get_args(Target), NoneType}
    budgets = [project.budget for project in projects if project.budget]
    assert {type(budget.total) for budget in budgets} == {Money, Nothing, NoneType}
    stages = [stage for one in projects if one.schedule for stage in one.schedule.stages]
    assert {stage.stage.when is None for stage in stages} == {True, False}


def test_every_money_unit_is_shown_at_an_amount(lines: list[Shown]) -> None:
    amounts = [n for line in lines for n in nodes(line.node) if isinstance(n, tree.Amount)]
    shown = {amount.scale.text for amount in amounts if amount.scale}
    assert set(SCALES) <= shown


def test_every_choice_of_a_setting_is_named() -> None:
    for name in (*SCALES, *Catalogue().frameworks.names(), *form_names()):
        assert f"`{name}`" in PAGE, name


def test_every_level_of_the_frameworks_is_named() -> None:
    for found in Catalogue().frameworks:
        for level in (*found.first, *found.second):
            for spelling in (level.zh, level.en, *level.aliases):
                assert spelling in PAGE, spelling


# --- The page's own figures


def test_the_specification_is_at_least_a_hundred_examples() -> None:
    assert sum(block.kind == "perf" for block in blocks(PAGE)) >= 100


def test_every_code_that_a_text_can_have_has_an_example() -> None:
    shown = {code for example in examples() for _, _, code in example.expected}
    wanted = {code for code in all_codes() if code.startswith(("PF1", "PF2", "PF3"))}
    assert sorted(wanted - shown - NOT_IN_TEXTS) == []


def table_row(keyword: Keyword) -> str:
    also = "、".join(keyword.aliases)
    cells = (keyword.zh, keyword.en, also, OWNERS[keyword.owner], SHAPES[keyword.shape])
    return "| " + " | ".join(cells) + " |"


def test_the_table_of_keywords_is_that_of_the_grammar() -> None:
    table = "".join(f"{table_row(keyword)}\n" for keyword in vocabulary())
    assert table in PAGE, table


def test_every_output_is_named() -> None:
    assert re.findall(
        r"^\| `([a-z]+)` \| .* \|$", section(PAGE, "What comes out · 出表"), re.M
    ) == list(FORMATS)


def test_every_limit_of_the_language_is_named_with_its_default() -> None:
    for name, value in attrs.asdict(Limits()).items():
        row = re.search(rf"^\|.*\| (.*) \| `--limit {name}=", PAGE, re.MULTILINE)
        if name not in ("diagnostics", "excerpt"):  # of what is shown
            assert row is not None, name
            assert row[1] == ("16 MiB" if value == 16 * 1024**2 else str(value))
