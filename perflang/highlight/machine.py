"""How a line is coloured: a machine of a few states, whose patterns are the grammar's own terminals.

A line begins in the state ``line``. The first rule of a state that matches colours its pieces and leads
on to another state or stays; a state that was left is not entered again. What no rule matches is an
error up to the end of the line; a line that the grammar reads never holds one. Blanks count nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from perflang.source.classes import frozen
from perflang.syntax.grammar import load_parser
from perflang.values.amount import GOES_ON
from perflang.vocabulary.keywords import SHAPES

START = "line"
BLANK = "[ \\t\u00a0\u3000]"
INK = "[^ \\t\u00a0\u3000\\r\\n]"
ERROR = f"{INK}[^\\r\\n]*"
ESCAPE = '""'
# ``inside`` is the rest of a ``quoted`` text behind its first quote, where ``""`` is an ``escape``.
KINDS = (
    "blank",
    "comment",
    "opening",
    "keyword",
    "level",
    "marker",
    "bar",
    "code",
    "title",
    "name",
    "source",
    "stage",
    "text",
    "quoted",
    "inside",
    "escape",
    "operator",
    "number",
    "unit",
    "nothing",
    "punctuation",
    "error",
)


@frozen
class Piece:
    """A piece of a line and its colour; ``pattern`` captures nothing. A ``blank`` may be missing."""

    kind: str
    pattern: str


@frozen
class Rule:
    """Pieces that follow each other, what may follow them, and the state that they lead to.

    ``then`` is None where they lead nowhere else. ``never_after`` is a class of characters that do not
    stand before the first piece unless the state was just entered. It says nothing new, but keeps an
    engine that looks for its next match all along a line from trying at each character.
    """

    pieces: tuple[Piece, ...]
    then: str | None = None
    tail: tuple[Piece, ...] = ()
    never_after: str | None = None

    @property
    def pattern(self) -> str:
        """All of it as one regular expression, a group for each piece and then for each of the tail."""
        pieces, tail = (
            "".join(f"({one.pattern})" for one in of) for of in (self.pieces, self.tail)
        )
        return f"{pieces}(?:{tail})?" if tail else pieces


State = tuple[Rule, ...]


def machine() -> dict[str, State]:
    """The states by name; each leads to later ones only."""
    word = _terminals()
    title = _rule("title", word["TEXT"], "end")
    quoted_line = _quoted(word["QUOTED_LINE"], "end")
    return {
        START: tuple(_line(word)),
        "path": (
            _rule("punctuation", word["COLON"], "row"),
            _rule("punctuation", "[/／]"),
            _rule("level", _LEVEL),
        ),
        "unit": (quoted_line, _rule("code", word["UNIT_CODE"], "title"), title),
        "project": (
            quoted_line,
            _quoted(word["QUOTED_CODE"], "title"),
            _rule("code", word["PROJECT_CODE"], "title"),
            title,
        ),
        "title": (quoted_line, title),
        "text": (quoted_line, _rule("text", word["TEXT"], "end")),
        "list": (),
        "yearly": (_rule("stage", word["YEAR"], "equation"), *_equation(word, "equation")),
        "equation": tuple(_equation(word)),
        "schedule": tuple(_stages(word, "stages")),
        "stages": tuple(_stages(word)),
        "row": (_quoted(word["QUOTED_NAME"], "sign"), _rule("name", word["PHRASE"], "sign")),
        "sign": (
            _rule("operator", word["OPERATOR"], "value"),
            _rule("punctuation", word["COLON"], "value"),
        ),
        "target": (_rule("operator", word["OPERATOR"], "value"), *_value(word)),
        "value": tuple(_value(word)),
        "measure": (_rule("unit", word["PHRASE"], "end"),),
        "end": (),
    }


# One of the names in a path; at the start of the line it was seen that the path ends in a colon.
_LEVEL = "[^/／:：\\r\\n]+"
_GAP = Piece("blank", f"{BLANK}*")


def _line(word: Mapping[str, str]) -> Iterator[Rule]:
    colon = Piece("punctuation", word["COLON"])
    yield _rule("comment", word["COMMENT"])
    for shape in SHAPES:
        kind = "opening" if shape in ("unit", "project") else "keyword"
        keywords = word[f"{shape.upper()}_KEY"].removesuffix(_GAP.pattern + colon.pattern)
        yield Rule((Piece(kind, keywords), _GAP, colon), shape)
    yield _rule("marker", word["MARKER"], "text")
    yield _rule("bar", word["BAR"], "text")
    yield _rule("level", f"(?={word['LEVEL']}){_LEVEL}", "path")
    yield _rule("operator", f"{word['EQUALS']}|{word['PLUS']}", "equation")


def _equation(word: Mapping[str, str], then: str | None = None) -> Iterator[Rule]:
    number = Piece("number", word["NUMBER"])
    unit = Piece("unit", word["SCALE"])
    if then is not None:  # a tail would have to be told from what the next state begins with
        yield Rule((number, _GAP, unit), then)
    yield Rule((number,), then, tail=() if then else (_GAP, unit))
    yield _rule("nothing", f"{word['NIL']}|{word['REST']}", then)
    yield _rule("operator", f"{word['EQUALS']}|{word['PLUS']}", then)
    yield _rule("punctuation", f"{word['OPEN']}|{word['CLOSE']}", then)
    yield _quoted(word["QUOTED"], then)
    yield _rule("source", word["SOURCE"], then)


def _stages(word: Mapping[str, str], then: str | None = None) -> Iterator[Rule]:
    number = Piece("number", "[0-9０-９]+(?:[.．][0-9０-９]+)?")
    sign = Piece("unit", f"[%％](?={BLANK}|{word['COMMA']}|\\r?$)")
    # 上半年50%: what stands before the figure is a name if it ends in a character of another script
    inside = word["WORD"].removesuffix("+")
    name = Piece("stage", f"{inside}*[^ -~\\t\\r\\n\u00a0\u3000，；、％．０-９]")
    yield Rule((number, _GAP, sign), then, never_after="[0-9０-９]")
    yield Rule((name, number, _GAP, sign), then, never_after=inside)
    yield _rule("punctuation", word["COMMA"], then)
    yield _quoted(word["QUOTED"], then)
    yield _rule("stage", word["WORD"], then)


def _value(word: Mapping[str, str]) -> Iterator[Rule]:
    digit = "[0-9０-９]"
    number = f"[-－+＋]?{digit}+(?:[,，.．]{digit}+)*"
    # A date or a range is text, and so is every shorter piece of it.
    ends = f"(?!{digit}|[,，.．]{digit}|{BLANK}*(?:{GOES_ON.pattern}))"
    yield _quoted(word["QUOTED_LINE"], "end")
    yield _rule("number", number + ends, "measure")
    yield _rule("text", word["PHRASE"], "end")


def _rule(kind: str, pattern: str, then: str | None = None) -> Rule:
    return Rule((Piece(kind, pattern),), then)


def _quoted(terminal: str, then: str | None = None) -> Rule:
    return Rule((Piece("quoted", '"'), Piece("inside", terminal.removeprefix('"'))), then)


def _terminals() -> dict[str, str]:
    """The terminals of the grammar as patterns that also fit a last line without a line break."""
    patterns = {one.name: one.pattern.to_regexp() for one in load_parser().terminals}
    return {name: _within_a_line(pattern) for name, pattern in patterns.items()}


def _within_a_line(pattern: str) -> str:
    """A pattern with the line break it looks ahead to as ``$``, and its controls written as escapes."""
    written = pattern.replace("\r?\n", "\\r?$").replace("\\/", "/")
    for control, escape in (("\r", "\\r"), ("\n", "\\n"), ("\t", "\\t")):
        written = written.replace(control, escape)
    return written
