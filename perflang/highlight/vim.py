"""The machine as a Vim syntax file: a match for each piece of each rule, which names what may follow it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from perflang.highlight.machine import BLANK, ERROR, ESCAPE, START, Piece, Rule, State
from perflang.source.regex import regex

FILETYPE = "perf"
GROUPS = {
    "comment": "Comment",
    "opening": "Structure",
    "keyword": "Statement",
    "level": "Type",
    "marker": "Special",
    "bar": "Special",
    "code": "Constant",
    "title": "Title",
    "name": "Identifier",
    "source": "Identifier",
    "stage": "PreProc",
    "quoted": "String",
    "inside": "String",
    "escape": "SpecialChar",
    "operator": "Operator",
    "number": "Number",
    "unit": "Type",
    "nothing": "Constant",
    "punctuation": "Delimiter",
    "error": "Error",
}
# The pieces of a pattern; what is ``kept`` means the same in very magic.
_TOKEN = regex(
    r"(?P<characters>\[\^?(?:\\.|[^\]\\])+\])|\(\?(?P<group>[:=!])|(?P<end>\))"
    r"|(?P<kept>\{[0-9,]+\}|\\[a-z]|[*+?|$])|\\?(?P<literal>.)"
)
_BEHIND_GROUP = {":": ")", "=": ")@=", "!": ")@!"}
_LINE_START = "^[ \\t\\u00a0\\u3000]*\\zs"


def files(machine: Mapping[str, State], note: str) -> dict[str, str]:
    """The files of a Vim package by their paths; ``note`` is the first line of each."""
    contents = {
        f"syntax/{FILETYPE}.vim": "".join(_syntax(machine)),
        f"ftdetect/{FILETYPE}.vim": f"autocmd BufNewFile,BufRead *.perf setfiletype {FILETYPE}\n",
        f"ftplugin/{FILETYPE}.vim": _FTPLUGIN,
    }
    return {path: f'" {note}\n{content}' for path, content in contents.items()}


_FTPLUGIN = r"""if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1
setlocal comments=:# commentstring=#\ %s expandtab shiftwidth=2 softtabstop=2
let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop<'
"""
_HEAD = """\
scriptencoding utf-8
if exists('b:current_syntax') || &encoding !=# 'utf-8'
  finish
endif

syntax sync minlines=1
"""


def _syntax(machine: Mapping[str, State]) -> Iterator[str]:
    yield _HEAD
    yield f"syntax match {_group('escape')} `{ESCAPE}` contained\n"
    for state, rules in machine.items():
        yield "\n"
        yield from _state(state, rules)
    yield "\n"
    for kind, group in GROUPS.items():
        yield f"highlight default link {_group(kind)} {group}\n"
    yield f"\nlet b:current_syntax = '{FILETYPE}'\n"


def _state(state: str, rules: State) -> Iterator[str]:
    """What may come in a state, and its matches: of two that fit, Vim takes the one defined last."""
    error = Rule((Piece("error", ERROR),))
    blank = Rule((Piece("blank", f"{BLANK}+"),))
    expected = (*rules, error) if state == START else (*rules, error, blank)
    numbered = [(f"{state}{number}", rule) for number, rule in enumerate(expected)]
    firsts = ",".join(_group(name, rule.pieces[0].kind) for name, rule in numbered)
    if state != START:
        yield f"syntax cluster {_group(state)} contains={firsts}\n"
    for name, rule in reversed(numbered):
        yield from _matches(name, rule, state)


def _matches(name: str, rule: Rule, state: str) -> Iterator[str]:
    """A match for each piece of a rule; only the first of a line may stand where nothing led to it."""
    pieces = _without_gaps((*rule.pieces, *rule.tail))
    needed = len(_without_gaps(rule.pieces))
    groups = [_group(name, piece.kind) for piece in pieces]
    for index, (piece, group) in enumerate(zip(pieces, groups, strict=True)):
        rest = "".join(later.pattern for later in pieces[index + 1 : needed])
        following = groups[index + 1] if rest else f"@{_group(rule.then or state)}"
        if not rest and index + 1 < len(pieces):
            following = f"{groups[index + 1]},{following}"
        pattern = very_magic(f"{piece.pattern}(?={rest})" if rest else piece.pattern)
        if state == START and index == 0:
            yield f"syntax match {group} `\\v{_LINE_START}{pattern}`"
        else:
            yield f"syntax match {group} `\\v{pattern}` contained"
        if piece.kind == "inside":
            yield f" contains={_group('escape')}"
        yield f" nextgroup={following}\n" if rest or rule.then or state != START else "\n"
        if piece.kind in GROUPS:
            yield f"highlight default link {group} {_group(piece.kind)}\n"


def _without_gaps(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with the blanks that may stand between two added to the first."""
    joined: list[Piece] = []
    for piece in pieces:
        if piece.kind == "blank" and joined:
            before = joined.pop()
            joined.append(Piece(before.kind, before.pattern + piece.pattern))
        else:
            joined.append(Piece(piece.kind, f"(?:{piece.pattern})"))
    return joined


def _group(*words: str) -> str:
    return FILETYPE + "".join(word.capitalize() for word in words)


def very_magic(pattern: str) -> str:
    r"""A pattern of the machine as Vim writes it behind ``\v``: a look-ahead's sign follows its group."""
    written: list[str] = []
    ends: list[str] = []
    for match in _TOKEN.finditer(pattern):
        found = match[match.lastgroup or 0]
        match match.lastgroup:
            case "characters":
                written.append(_class(found))
            case "group":
                written.append("%(")
                ends.append(_BEHIND_GROUP[found])
            case "end":
                written.append(ends.pop())
            case "kept":
                written.append(found)
            case _:
                written.append(_literal(found))
    return "".join(written)


def _class(characters: str) -> str:
    """A class of characters; no line of a buffer holds its own line break."""
    plain = characters.replace("\\n", "")
    return plain.replace("\u00a0", "\\u00a0").replace("\u3000", "\\u3000")


def _literal(character: str) -> str:
    """Every sign of ASCII may mean something in very magic."""
    return character if character.isalnum() or not character.isascii() else f"\\{character}"
