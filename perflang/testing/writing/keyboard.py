"""The edits of a person at a keyboard: typed, pasted, moved, renamed, slipped, and saved by another editor.

An edit is a value. It is drawn for a text and can be applied to any: lines and columns that a text does not have
are its last ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve
from hypothesis import strategies as st

from perflang.source.classes import frozen
from perflang.testing.asked import texts
from perflang.vocabulary import LANGUAGES, vocabulary

# What people write that is no keyword's example: half a line, odd signs, marks of other programs.
ODD = (
    "项目 丁", '项目: "', "项目名称：丙", "\ufeff项目: 戊", "预算单位: 310", "年度: 明年",
    "用途：", "用途: 规⽬\t划", "描述", "1. 甲", "- 甲", "| 续", "= 财政资金 4", "+ 其他资金 3",
    "支出计划:", "3月底 25%", "12月底 100%", "≥ 80 %", "质量指标: 合格率", "满意度指标:", "产出指标:",
    "# 说明", "＃ 全角", "# perflang: 不查 PF5 上级批复", "# perflang: 不查 PF501", "# perflang: 查 什么",
    "<<<<<<< HEAD", "=======", ">>>>>>> theirs", "", "  ", "\u2003", "\x0b", "\x0c# 页",
)  # fmt: skip
# What is struck by mistake in the midst of a line, many of which make another kind of line of it, or none.
STRUCK = (
    *'":：x 　=|\t\r\n\u200b\u00a0≥≤+＋()（）“/／,，、.．；-－—…#>＜%0123年月目标一①其abcK项预算',
    "",
)
_FIGURE = re.compile("[0-9]+")
# What an input method that was left on makes of signs and figures; 、 is what the key of the slash gives.
_HALF = '0123456789:,;()=+-%#|<>/"'
_WIDE = str.maketrans(_HALF, "０１２３４５６７８９：，；（）＝＋－％＃｜＜＞、“")


@frozen
class Edit:
    """One edit. ``line`` and ``to`` are numbers of lines from 1, ``count`` counts lines, columns begin at 0.

    ``text`` is what is typed or pasted, or the name that is changed, ``other`` what it is changed to.
    """

    kind: str
    line: int = 1
    count: int = 1
    column: int = 0
    to: int = 1
    text: str = ""
    other: str = ""

    def apply(self, text: str) -> str:
        """The text after the edit."""
        return _KINDS[self.kind].done(self, text)

    def steps(self, text: str) -> Iterator[str]:
        """The texts on the way: what is typed comes letter by letter, anything else at once."""
        if self.kind in ("type", "insert", "replace"):
            for length in range(1, len(self.text)):
                yield evolve(self, text=self.text[:length]).apply(text)
        yield self.apply(text)

    def __str__(self) -> str:
        """What was done, in words."""
        last = self.line + self.count - 1
        lines = f"line {self.line}" if self.count == 1 else f"lines {self.line} to {last}"
        words = _KINDS[self.kind].words
        given = {
            "lines": lines,
            "line": str(self.line),
            "column": str(self.column),
            "to": str(self.to),
        }
        given |= {"text": repr(self.text), "other": repr(self.other)}
        return re.sub("<([a-z]+)>", lambda match: given[match[1]], words)


def edits(
    source: str, *, clipboard: Sequence[str] = (), before: Sequence[str] = ()
) -> st.SearchStrategy[Edit]:
    """Edits of a text: blocks of ``clipboard`` may be pasted, and undo may bring a text of ``before`` back.

    TypeError for what is no text, and for a text alone where there may be several.
    """
    if not isinstance(source, str):
        raise TypeError(f"source: 不是文字 no text: {source!r}")
    blocks, earlier = texts("clipboard", clipboard), texts("before", before)
    kinds = [
        kind for kind in _KINDS.values() if kind.name not in ("undo", "paste", "rename", "figure")
    ]
    if earlier:
        kinds.append(_KINDS["undo"])
    if blocks:
        kinds.append(_KINDS["paste"])
    if _NAME.search(source):
        kinds.append(_KINDS["rename"])
    if _FIGURE.search(source):
        kinds.append(_KINDS["figure"])
    return _drawn(source, kinds, blocks, earlier)


@st.composite
def _drawn(
    draw: st.DrawFn,
    source: str,
    kinds: list[_Kind],
    clipboard: tuple[str, ...],
    before: tuple[str, ...],
) -> Edit:
    kind = draw(st.sampled_from(kinds))
    lines = source.split("\n")
    places: Sequence[int] = range(1, len(lines) + 1)
    if kind.name == "figure":
        places = [n for n, line in enumerate(lines, 1) if _FIGURE.search(line)]
    line = draw(st.sampled_from(places))
    given: dict[str, str | int] = {"line": line}
    uses = kind.uses
    if "count" in uses:
        given["count"] = draw(st.integers(1, min(12, len(lines) - line + 1)))
    if "to" in uses:
        given["to"] = draw(st.integers(1, len(lines) + 1))
    if "column" in uses:
        given["column"] = draw(st.integers(0, len(lines[line - 1])))
    if "text" in uses:
        given["text"] = draw(_texts(kind.name, source, clipboard, before))
    if "other" in uses:
        given["other"] = draw(_others(kind.name, str(given.get("text", ""))))
    return Edit(kind.name, **given)  # type: ignore[arg-type]


def _texts(
    kind: str, source: str, clipboard: tuple[str, ...], before: tuple[str, ...]
) -> st.SearchStrategy[str]:
    match kind:
        case "undo":
            return st.sampled_from(before)
        case "paste":
            return st.sampled_from(clipboard)
        case "rename":
            return st.sampled_from([match["name"] for match in _NAME.finditer(source)])
        case "strike":
            return st.sampled_from(STRUCK)
    return st.sampled_from(LINES)


def _others(kind: str, text: str) -> st.SearchStrategy[str]:
    if kind == "figure":
        return st.integers(0, 99_999).map(str)
    return st.sampled_from((f"{text}二期", text[: len(text) // 2 + 1] + "改造", "道路养护"))


def _offset(text: str, line: int, column: int) -> int:
    """Where a column of a line is in a text."""
    lines = text.split("\n")
    number = min(line, len(lines)) - 1
    return sum(len(one) + 1 for one in lines[:number]) + min(column, len(lines[number]))


def _type(edit: Edit, text: str) -> str:
    place = _offset(text, edit.line, edit.column)
    return text[:place] + edit.text + text[place:]


def _strike(edit: Edit, text: str) -> str:
    place = _offset(text, edit.line, edit.column)
    return text[:place] + edit.text + text[place + edit.count - 1 :]


def _by_lines(change: Callable[[Edit, list[str], slice], None]) -> Callable[[Edit, str], str]:
    """An edit of the lines of a text, each without its line feed."""

    def done(edit: Edit, text: str) -> str:
        lines = text.split("\n")
        first = min(edit.line, len(lines)) - 1
        change(edit, lines, slice(first, first + edit.count))
        return "\n".join(lines)

    return done


def _insert(edit: Edit, lines: list[str], place: slice) -> None:
    lines.insert(place.start, edit.text)


def _replace(edit: Edit, lines: list[str], place: slice) -> None:
    lines[place.start] = edit.text


def _delete(_: Edit, lines: list[str], place: slice) -> None:
    del lines[place]


def _join(_: Edit, lines: list[str], place: slice) -> None:
    lines[place] = ["".join(lines[place])]


def _paste(edit: Edit, lines: list[str], place: slice) -> None:
    lines[place.start : place.start] = edit.text.split("\n")


def _copy(edit: Edit, lines: list[str], place: slice) -> None:
    lines[edit.to - 1 : edit.to - 1] = lines[place] * 2


def _move(edit: Edit, lines: list[str], place: slice) -> None:
    moved = lines[place]
    del lines[place]
    lines[edit.to - 1 : edit.to - 1] = moved


def _comment(_: Edit, lines: list[str], place: slice) -> None:
    lines[place] = [f"# {line}" for line in lines[place]]


def _widen(_: Edit, lines: list[str], place: slice) -> None:
    lines[place] = [line.translate(_WIDE) for line in lines[place]]


def _trail(_: Edit, lines: list[str], place: slice) -> None:
    lines[place] = [f"{line}  " for line in lines[place]]


def _indent(_: Edit, lines: list[str], place: slice) -> None:
    lines[place] = [f"\t{line.lstrip(' ')}" for line in lines[place]]


def _figure(edit: Edit, lines: list[str], place: slice) -> None:
    lines[place.start] = _FIGURE.sub(edit.other, lines[place.start], count=1)


def _crlf(_: Edit, text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _bom(_: Edit, text: str) -> str:
    return "\ufeff" + text.removeprefix("\ufeff")


def _undo(edit: Edit, _: str) -> str:
    return edit.text


def _rename(edit: Edit, text: str) -> str:
    return text.replace(edit.text, edit.other) if edit.text else text


@frozen
class _Kind:
    """A kind of edit: what it does, its words, and which fields of an edit are drawn for it."""

    name: str
    done: Callable[[Edit, str], str]
    words: str
    uses: tuple[str, ...] = ()


_KINDS = {
    kind.name: kind
    for kind in (
        _Kind("type", _type, "type <text> in line <line> at column <column>", ("column", "text")),
        _Kind("insert", _by_lines(_insert), "insert <text> as line <line>", ("text",)),
        _Kind("replace", _by_lines(_replace), "write <text> over line <line>", ("text",)),
        _Kind("delete", _by_lines(_delete), "delete <lines>", ("count",)),
        _Kind("join", _by_lines(_join), "join <lines>", ("count",)),
        _Kind("strike", _strike, "strike <text> in line <line> at column <column>", ("column", "text", "count")),
        _Kind("copy", _by_lines(_copy), "paste <lines> twice above line <to>", ("count", "to")),
        _Kind("move", _by_lines(_move), "move <lines> to line <to>", ("count", "to")),
        _Kind("comment", _by_lines(_comment), "comment <lines> out", ("count",)),
        _Kind("widen", _by_lines(_widen), "write <lines> with full-width signs", ("count",)),
        _Kind("trail", _by_lines(_trail), "leave blanks behind <lines>", ("count",)),
        _Kind("indent", _by_lines(_indent), "indent <lines> with a tab", ("count",)),
        _Kind("crlf", _crlf, "save with the line ends of Windows"),
        _Kind("bom", _bom, "save with a byte order mark"),
        _Kind("undo", _undo, "undo, back to an earlier text", ("text",)),
        _Kind("paste", _by_lines(_paste), "paste <text> above line <line>", ("text",)),
        _Kind("rename", _rename, "rename <text> to <other>", ("text", "other")),
        _Kind("figure", _by_lines(_figure), "change the first figure of line <line> to <other>", ("other",)),
    )
}  # fmt: skip
_OPENINGS = [one for key in ("project", "whole") for one in vocabulary()[key].spellings]
_NAME = re.compile(
    f"^[ \t]*(?:{'|'.join(map(re.escape, _OPENINGS))})[:：][ ]*(?P<name>[^ \r\n][^\r\n]*)$",
    re.MULTILINE,
)
# What is typed: an example of every keyword in either language, and what is odd.
LINES = (
    *ODD,
    *(word.example[language] for word in vocabulary() for language in LANGUAGES),
)
