"""Lark's reductions to nodes. Embedded in the parser, so that no tree is walked and nothing recurses."""

from __future__ import annotations

from lark import Token, Transformer

from perflang.source import Place, SourceFile, place_of
from perflang.syntax import tree
from perflang.values import BLANKS, half_width, plain_operator
from perflang.vocabulary import vocabulary

_QUOTED = {"QUOTED", "QUOTED_CODE", "QUOTED_LINE", "QUOTED_NAME"}
_HALF_WIDTH = {"PROJECT_CODE", "UNIT_CODE", "NUMBER"}
_PLAIN = {
    "EQUALS": "=",
    "PLUS": "+",
    "OPEN": "(",
    "CLOSE": ")",
    "COMMA": ",",
    "BAR": "|",
    "COLON": ":",
}

Child = Token | tree.Amount | tree.Part | tree.Stage


class TreeBuilder(Transformer[Token, None]):
    """Collects the nodes of one text by line number; a line that fails leaves nothing behind."""

    def begin(self, source: SourceFile) -> None:
        self._source = source
        self._find = vocabulary().find
        self.lines: dict[int, tree.Line] = {}

    def file(self, children: list[object]) -> None:
        """The lines were collected one by one."""

    def comment(self, children: list[Token]) -> None:
        self._add(children, tree.Comment(_leaf(children[0])))

    def unit(self, children: list[Token]) -> None:
        self._open(children, {"UNIT_CODE"})

    def project(self, children: list[Token]) -> None:
        self._open(children, {"PROJECT_CODE", "QUOTED_CODE"})

    def field(self, children: list[Token]) -> None:
        self._add(children, tree.Field(self._keyword(children[0]), _second(children)))

    def list_head(self, children: list[Token]) -> None:
        self._add(children, tree.ListHead(self._keyword(children[0])))

    def item(self, children: list[Token]) -> None:
        self._add(children, tree.Item(_leaf(children[0]), _second(children)))

    def more(self, children: list[Token]) -> None:
        self._add(children, tree.More(_leaf(children[0]), _second(children)))

    def equation(self, children: list[Child]) -> None:
        keyword = children[0]
        assert isinstance(keyword, Token)
        total = children[1] if len(children) > 1 else None
        amount = total if isinstance(total, tree.Amount) else None
        parts = _signed(children[2 if amount else 1 :])
        self._add([keyword], tree.Equation(self._keyword(keyword), amount, parts))

    def yearly(self, children: list[Child]) -> None:
        keyword, *rest = children
        assert isinstance(keyword, Token)
        first = rest[0] if rest else None
        year = first if isinstance(first, Token) and first.type == "YEAR" else None
        line = tree.Yearly(self._keyword(keyword), _year(year) if year else None)
        behind = rest[1:] if year else rest
        if behind and isinstance(behind[0], tree.Amount):
            line.total = behind[0]
        line.parts = _signed(behind[1:] if line.total else behind)
        self._add([keyword], line)

    def parts(self, children: list[Child]) -> None:
        assert isinstance(children[0], Token)
        self._add([children[0]], tree.Parts(_signed(children)))

    def part(self, children: list[Child]) -> tree.Part:
        name, *rest = children
        assert isinstance(name, Token)
        amount = rest.pop(0) if rest and isinstance(rest[0], tree.Amount) else None
        assert amount is None or isinstance(amount, tree.Amount)
        if not rest:
            return tree.Part(None, _leaf(name), amount)
        opening, *inner, closing = rest
        assert isinstance(opening, Token)
        assert isinstance(closing, Token)
        return tree.Part(None, _leaf(name), amount, _leaf(opening), _signed(inner), _leaf(closing))

    def amount(self, children: list[Token]) -> tree.Amount:
        return tree.Amount(_leaf(children[0]), _second(children))

    def stage(self, children: list[Token]) -> tree.Stage:
        return tree.Stage(None, tuple(map(_leaf, children)))

    def schedule(self, children: list[Child]) -> None:
        keyword = children[0]
        assert isinstance(keyword, Token)
        stages: list[tree.Stage] = []
        comma = None
        for child in children[1:]:
            if isinstance(child, tree.Stage):
                stages.append(tree.Stage(comma, child.words))
            elif isinstance(child, Token):
                comma = _leaf(child)
        self._add([keyword], tree.Schedule(self._keyword(keyword), tuple(stages)))

    def row(self, children: list[Token]) -> None:
        is_keyword = children[0].type == "ROW_KEY"
        head = self._keyword(children[0]) if is_keyword else _level(children[0])
        self._add(children, tree.Row(head, is_keyword, *map(_leaf, children[1:])))

    def target(self, children: list[Token]) -> None:
        keyword, *rest = children
        operator = _leaf(rest.pop(0)) if rest and rest[0].type == "OPERATOR" else None
        value = _leaf(rest[0]) if rest else None
        self._add(children, tree.TargetField(self._keyword(keyword), operator, value))

    def _open(self, children: list[Token], codes: set[str]) -> None:
        keyword, *rest = children
        code = _leaf(rest.pop(0)) if rest and rest[0].type in codes else None
        name = _leaf(rest[0]) if rest else None
        self._add(children, tree.Opening(self._keyword(keyword), code, name))

    def _keyword(self, token: Token) -> tree.Leaf:
        keyword = self._find(token.rstrip(":：").rstrip(BLANKS))
        assert keyword is not None, token
        return tree.Leaf(keyword.id, _place(token))

    def _add(self, children: list[Token], line: tree.Line) -> None:
        start = children[0].start_pos
        assert start is not None
        self.lines[self._source.line_of(start)] = line


def _signed(children: list[Child]) -> tuple[tree.Part, ...]:
    """``= part + part`` as parts that carry their signs."""
    parts = []
    sign = None
    for child in children:
        if isinstance(child, tree.Part):
            parts.append(
                tree.Part(sign, child.name, child.amount, child.opening, child.parts, child.closing)
            )
        elif isinstance(child, Token):
            sign = _leaf(child)
    return tuple(parts)


def _second(children: list[Token]) -> tree.Leaf | None:
    return _leaf(children[1]) if len(children) > 1 else None


def _level(token: Token) -> tree.Leaf:
    """``产出指标 / 数量指标:`` as ``产出指标/数量指标``."""
    path = token.rstrip(":：").replace("／", "/")
    return tree.Leaf("/".join(part.strip(BLANKS) for part in path.split("/", 1)), _place(token))


def _year(token: Token) -> tree.Leaf:
    """``2022年度：`` as ``2022``, at the place of all of it."""
    text = token.rstrip(BLANKS)
    assert token.start_pos is not None
    return tree.Leaf(half_width(text[:4]), place_of(token.start_pos, token.start_pos + len(text)))


def _leaf(token: Token) -> tree.Leaf:
    kind = token.type
    if kind in _QUOTED:
        return tree.Leaf(token[1:-1].replace('""', '"'), _place(token), quoted=True)
    if kind in _PLAIN:
        return tree.Leaf(_PLAIN[kind], _place(token))
    if kind == "OPERATOR":
        return tree.Leaf(plain_operator(token), _place(token))
    if kind == "REST":
        return tree.Leaf("…", _place(token))
    return tree.Leaf(half_width(token) if kind in _HALF_WIDTH else str(token), _place(token))


def _place(token: Token) -> Place:
    assert token.start_pos is not None
    return place_of(token.start_pos, token.start_pos + len(token))
