"""The grammar's rules as regular expressions of whole lines, for the reader of ``lines.py``.

Each rule of ``grammar/perflang.lark`` becomes the pattern of what follows its first word, composed of the
grammar's own terminals: where several may stand, lark's order decides, and what has matched is never given up
again (possessive), as a lexer does. What would hold itself is left out: brackets are the reader's business.
Made by ``python3 dev.py generate`` into ``grammar/lines.json``; only then is lark asked for its rules.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lark.grammar import NonTerminal, Terminal
from lark.lexer import TerminalDef
from lark.load_grammar import Grammar, load_grammar
from lark.tree import Tree

from perflang.source import packaged_text
from perflang.syntax.grammar import build_parser, packaged_grammar
from perflang.syntax.lines import GRAMMARS, grammar_print

_BLANKS = "BLANK"
_END = "_NL"
# The rules of lines of which the first word is known already, and what they are put together from.
_LINES = ("unit", "project", "field", "list_head", "item", "more", "row", "target")
_PARTS = ("amount", "part", "stage")
_WORDS = (
    *("COMMENT", "MARKER", "BAR", "LEVEL", "YEAR", "EQUALS", "PLUS", "COMMA", "OPEN", "CLOSE"),
    _END,
)


class _Rules:
    """The rules and terminals of the grammar; a rule that begins with ``_`` is part of who names it."""

    def __init__(self) -> None:
        text = packaged_text(GRAMMARS[0])
        load: Callable[..., tuple[Grammar, object]] = load_grammar
        grammar, _ = load(text, GRAMMARS[0], [packaged_grammar], False)
        self.rules: dict[str, Tree[Any]] = {str(one[0]): one[2] for one in grammar.rule_defs}
        terminals = sorted(build_parser().terminals, key=_first_tried)
        self.order = {one.name: number for number, one in enumerate(terminals)}
        self.terminals = {one.name: one.pattern.to_regexp() for one in terminals}
        blanks = self.terminals[_BLANKS]
        assert blanks.endswith("]+"), "one set of characters, which a possessive star can follow"
        self.blanks = blanks.removesuffix("+") + "*+"

    def line(self, name: str) -> str:
        """What follows the first word of a line, and its end."""
        expansions = self.rules[name]
        (expansion,) = expansions.children
        rest = "".join(self._of(one, (name,)) or "" for one in expansion.children[1:])
        return f"{rest}{self.blanks}{self.terminals[_END]}"

    def part(self, name: str) -> str:
        """A rule that lines are put together from; of one that is repeated, one time."""
        node = self.rules[name]
        while node.data != "expr" and len(node.children) == 1:
            node = node.children[0]
        pattern = self._of(node.children[0] if node.data == "expr" else node, (name,))
        assert pattern is not None, name
        return pattern

    def _of(self, node: Any, within: tuple[str, ...]) -> str | None:
        """The pattern of a node of a rule; None for what would hold itself."""
        if isinstance(node, Tree):
            if node.data == "expansions":
                return self._choice(node.children, within)
            if node.data == "expansion":
                each = [self._of(one, within) for one in node.children]
                return None if None in each else "".join(filter(None, each))
            if node.data == "expr":
                of, repeat = node.children[0], str(node.children[1])
                inner = self._of(of, within)
                return "" if inner is None else f"(?:{inner}){repeat}+"
            (node,) = node.children
        if isinstance(node, Terminal):
            return f"{self.blanks}({self.terminals[str(node.name)]})"
        assert isinstance(node, NonTerminal), node
        name = str(node.name)
        return None if name in within else self._of(self.rules[name], (*within, name))

    def _choice(self, alternatives: list[Any], within: tuple[str, ...]) -> str | None:
        ordered = sorted(alternatives, key=self._last_tried)
        each = [pattern for one in ordered if (pattern := self._of(one, within)) is not None]
        if not each:
            return None
        if len(each) == 1:
            return each[0]
        if all(one.startswith(self.blanks) for one in each):
            # looked over once
            each = [one.removeprefix(self.blanks) for one in each]
            return f"{self.blanks}(?>{'|'.join(each)})"
        return f"(?>{'|'.join(each)})"

    def _last_tried(self, node: Any) -> int:
        """The place in lark's order of the terminal that a node begins with; of several that of the last."""
        if isinstance(node, Terminal):
            return self.order[str(node.name)]
        if isinstance(node, NonTerminal):
            return self._last_tried(self.rules[str(node.name)])
        if node.data == "expansions":
            return max(map(self._last_tried, node.children))
        return self._last_tried(node.children[0])


def _first_tried(terminal: TerminalDef) -> tuple[int, int, int, str]:
    """Lark's own order of terminals."""
    pattern = terminal.pattern
    return -terminal.priority, -pattern.max_width, -len(pattern.value), terminal.name


def lines_text() -> str:
    """The text of ``grammar/lines.json``."""
    rules = _Rules()
    table = {
        "//": "Generated from the grammar by `python3 dev.py generate`; do not edit.",
        "made by": grammar_print(),
        "lines": {name: rules.line(name) for name in _LINES},
        "parts": {name: rules.part(name) for name in _PARTS},
        "words": {name: rules.terminals[name] for name in _WORDS},
        "blanks": rules.blanks,
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"
