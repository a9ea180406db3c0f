"""The language's own files: the grammar has no conflict, the vocabulary is a table, both are fresh."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from perflang.source import packaged_text
from perflang.syntax.grammar import TABLES, build_parser, load_parser, tables_text
from perflang.vocabulary import vocabulary
from perflang.vocabulary.generate import grammar_of
from perflang.vocabulary.keywords import KINDS, OWNERS, SHAPES, folded
from tests.support import ROOT, compile_text


def test_the_grammar_has_no_conflict_and_no_two_terminals_that_collide() -> None:
    pytest.importorskip("interegular")  # strict mode asks it; a development dependency
    build_parser(strict=True)


def test_a_conflict_would_be_seen() -> None:
    from lark import Lark
    from lark.exceptions import LarkError

    with pytest.raises(LarkError):
        Lark("start: A | B\nA: /a+/\nB: /[ab]/", parser="lalr", strict=True)


def test_the_keyword_terminals_are_fresh() -> None:
    assert packaged_text("grammar/keywords.lark") == grammar_of(vocabulary())


def test_the_parser_tables_are_fresh() -> None:
    assert packaged_text(TABLES) == tables_text()


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_parser_tables_come_out_the_same_every_time(seed: str) -> None:
    program = "import sys; from perflang.syntax.grammar import tables_text as made; "
    program += "sys.stdout.buffer.write(made().encode())"
    made = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert made.stdout.decode("utf-8") == packaged_text(TABLES)


def test_tables_of_another_grammar_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from perflang.syntax import grammar

    monkeypatch.setattr(grammar, "_origin", lambda: ["another lark", "another grammar"])
    built = []
    monkeypatch.setattr(grammar, "build_parser", lambda transformer=None: built.append(1))
    load_parser()
    assert built == [1]


def test_the_file_is_flat() -> None:
    """Nesting is decided by owners: the grammar's one recursion is a budget's brackets."""
    rules = {rule.origin.name: rule for rule in build_parser().rules}
    assert {"file", "line", "row", "equation", "part"} <= set(rules)
    for rule in build_parser().rules:
        names = {symbol.name for symbol in rule.expansion}
        if rule.origin.name not in ("part", "file") and not rule.origin.name.startswith("__"):
            assert rule.origin.name not in names


def test_every_keyword_has_one_owner_and_spellings_of_its_own() -> None:
    seen: dict[str, str] = {}
    for keyword in vocabulary():
        assert keyword.owner in OWNERS
        assert keyword.shape in SHAPES
        assert keyword.kind in KINDS
        for spelling in keyword.spellings:
            assert seen.setdefault(folded(spelling), keyword.id) == keyword.id, spelling
            assert vocabulary().find(spelling) is keyword


@pytest.mark.parametrize(
    "head", ["unıt: 310 a", "baſis: x", "UNIT: 310 a", "Of  Which: a", "ＵＮＩＴ: a"]
)
def test_whatever_stands_before_a_colon_is_found_or_said_to_be_unknown(head: str) -> None:
    compile_text(f"项目: 甲\n数量指标: 乙\n{head}\n")


@pytest.mark.parametrize("keyword", list(vocabulary()), ids=lambda keyword: keyword.id)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_of_every_keyword_is_read_without_a_finding(keyword, language) -> None:
    above = {
        "publication": "",
        "project": "金额单位: 万元\n项目: 甲\n",
        "task": "金额单位: 万元\n项目: 甲\n任务: 乙\n",
        "indicator": "项目: 甲\n数量指标: 甲\n指标: 乙\n",  # the first has no weight
    }[keyword.owner]
    if keyword.id == "indicator":
        above += "数量指标: 乙\n"
    text = above + keyword.example[language] + "\n"
    codes = {found.code for found in compile_text(text).diagnostics}
    assert codes <= {"PF228"}  # a publication without a project, for settings alone
    assert keyword.spelled(language) in keyword.example[language]
