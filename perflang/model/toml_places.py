"""Where the keys and values of a TOML text stand, and what in it would cost too much to read.

tomllib says what a text says and not where; this says where, and only that.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

from perflang.source import Fault, Limits, Span
from perflang.source.classes import define, frozen
from perflang.source.regex import regex

Path = tuple[str | int, ...]

_DEEPEST = 20  # brackets in brackets, and the parts of a key; tomllib goes down by calling itself
_TOKEN = regex(
    r'(?P<text>"""[^"\\]*+(?:(?:\\.|"{1,2}(?!"))[^"\\]*+)*+"{3,5}'
    r"|'''[^']*+(?:'{1,2}(?!')[^']*+)*+'{3,5}"
    r'|"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"'
    r"|'[^'\n]*+')"
    r"|(?P<bare>[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9:.Z+-]*+|[^\s\"'#,=\[\]{}]++)"
    r"|(?P<sign>[\n,=\[\]{}])"
    r"|#[^\n]*+|[ \t\r]++|.",
    re.DOTALL,
)
_NUMBER = regex("[+-]?[0-9]")


@frozen
class TomlPlace:
    """A key and its value; an element of an array and a table have one place for both."""

    key: Span
    value: Span


@frozen
class _Token:
    """A text in quotes (``"``), bare characters (``a``), or a sign, which is its own kind."""

    kind: str
    text: str
    at: Span


@define
class _Open:
    """An array or an inline table that is being read."""

    path: Path
    key: Span | None
    start: int
    is_array: bool
    index: int = 0


def costly(text: str, limits: Limits, code: str) -> Fault | None:
    """What tomllib should not be given: brackets or keys too deep, numbers with too many digits.

    ``code`` is that of the fault.
    """
    depth = parts = 0
    for token in _tokens(text):
        if token.kind in "[{":
            depth += 1
        elif token.kind in "]}":
            depth -= 1
        if token.kind == "a":
            parts += token.text.count(".")
            if _NUMBER.match(token.text) and _digits(token.text) > limits.digits:
                return Fault(code, token.at, {"text": token.text}, "digits")
        elif token.kind != '"':
            parts = 0
        if max(depth, parts) > _DEEPEST:
            return Fault(code, token.at, {"text": token.text}, "deep")
    return None


def toml_places(text: str) -> dict[Path, TomlPlace]:
    """The places of a text that tomllib has read, by the path to them: ``("level", 0, "zh")``."""
    return _Scan(text).places


def _digits(text: str) -> int:
    return sum("0" <= character <= "9" for character in text)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is not None:
            sign = {"text": '"', "bare": "a"}.get(kind, match[0])
            yield _Token(sign, match[0], Span(*match.span()))


class _Scan:
    """One pass over the tokens of a text, with a stack of what is open."""

    def __init__(self, text: str) -> None:
        self.places: dict[Path, TomlPlace] = {}
        self.tokens = _tokens(text)
        self.table: Path = ()
        self.counts: dict[Path, int] = {}
        for token in self.tokens:
            if token.kind == "[":
                self._header(token)
            elif token.kind in '"a':
                names, key = self._key(token)
                for length in range(1, len(names)):
                    above = (*self.table, *names[:length])
                    self.places.setdefault(above, TomlPlace(key, key))
                if names:
                    self._value((*self.table, *names), key)

    def _header(self, opening: _Token) -> None:
        """``[a.b]``, or ``[[a.b]]``, which is one more element of an array."""
        first = next(self.tokens)
        is_array = first.kind == "["
        names, _, end = self._parts(next(self.tokens) if is_array else first, "]")
        path: Path = ()
        above: list[Path] = []
        for name in names[:-1]:
            path = self._latest((*path, name))
            above.append(path)
        path = (*path, *names[-1:])
        if is_array:
            self.counts[path] = self.counts.get(path, 0) + 1
        self.table = self._latest(path)
        whole = Span(opening.at.start, next(self.tokens).at.end if is_array else end)
        for one in (*above, path):
            self.places.setdefault(one, TomlPlace(whole, whole))
        self.places[self.table] = TomlPlace(whole, whole)

    def _latest(self, path: Path) -> Path:
        """The element that a path to an array of tables means: its last one so far."""
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _key(self, first: _Token) -> tuple[Sequence[str], Span]:
        return self._parts(first, "=")[:2]

    def _parts(self, first: _Token, closing: str) -> tuple[Sequence[str], Span, int]:
        """The parts of a key, their place, and where the sign behind them ends; none without that sign."""
        names: list[str] = []
        token: _Token | None = first
        end = first.at.end
        while token is not None and token.kind not in (closing, "\n"):
            if token.kind == '"':
                names.append(tomllib.loads(f"a = {token.text}")["a"])
            else:
                names += [piece for piece in token.text.split(".") if piece]
            end = token.at.end
            token = next(self.tokens, None)
        closed = token.at.end if token is not None and token.kind == closing else 0
        return (names if closed else ()), Span(first.at.start, end), closed

    def _value(self, path: Path, key: Span) -> None:
        """A value, whatever is inside it."""
        inside: list[_Open] = []
        due: tuple[Path, Span | None] | None = (path, key)
        for token in self.tokens:
            if token.kind == "\n":
                pass
            elif token.kind in "[{" and due is not None:
                inside.append(_Open(*due, token.at.start, token.kind == "["))
                due = _element(inside[-1])
            elif token.kind in "]}" and inside:
                closed = inside.pop()
                self._keep(closed.path, closed.key, Span(closed.start, token.at.end))
                due = None
            elif token.kind == "," and inside:
                inside[-1].index += 1
                due = _element(inside[-1])
            elif due is not None:
                self._keep(*due, token.at)
                due = None
            elif inside:
                names, at = self._key(token)
                due = ((*inside[-1].path, *names), at)
            if not inside and due is None:
                return

    def _keep(self, path: Path, key: Span | None, value: Span) -> None:
        self.places[path] = TomlPlace(key or value, value)


def _element(inside: _Open) -> tuple[Path, Span | None] | None:
    """Where the next value of an array goes; in a table its key comes first."""
    return ((*inside.path, inside.index), None) if inside.is_array else None
