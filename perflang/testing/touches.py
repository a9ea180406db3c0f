"""What people do to a line without changing what it says."""

from __future__ import annotations

from collections.abc import Callable

from perflang.model import Framework
from perflang.source import SourceFile
from perflang.syntax import parse
from perflang.syntax.tokens import tokens
from perflang.vocabulary import vocabulary

_COMMENTS = {
    "zh": ("# 以批复为准", "#", "＃ 待核对", "#  数量指标: 注释掉的 ≥ 1 个", "# “”≥\t制表"),
    "en": ("# as approved", "#", "# quantity: not yet ≥ 1", "#  two  blanks", "＃ wide"),
}
_WIDE = str.maketrans("0123456789=+,()≥≤><|", "０１２３４５６７８９＝＋，（）≧≦＞＜｜")
_INDENTS = (None, "", "\t", "　　")
_NUMBERS = frozenset(("number", "year", "code"))
_SIGNS = frozenset(("operator", "sign", "comma", "opening", "closing", "bar"))
Piece = tuple[str, str]


class Lines:
    """The lines of a text as their tokens, and the lines that stand above each of them."""

    def __init__(self, text: str, framework: Framework, parsed: Lines | None = None) -> None:
        self.framework = framework
        self.lines: list[list[Piece]]
        self.language: str
        if parsed is not None:
            self.lines = [list(line) for line in parsed.lines]
            self.language = parsed.language
        else:
            self.lines = _pieces(text)
            self.language = "zh" if "年度" in text else "en"
        self.above: dict[int, list[str]] = {}
        self.behind: dict[int, str] = {}

    def text(self, *, wide: bool, indent: int, line_break: str) -> str:
        """The text: with ``wide`` colons, other indentation, other line breaks."""
        found: list[str] = []
        for number, pieces in enumerate(self.lines):
            found += self.above.get(number, [])
            found.append(_joined(pieces, wide, _INDENTS[indent]) + self.behind.get(number, ""))
        return line_break.join([*"\n".join(found).split("\n"), ""])


def _pieces(text: str) -> list[list[Piece]]:
    tree, unreadable = parse(SourceFile("", text))
    assert not unreadable
    lines: list[list[Piece]] = [[]]
    for token in tokens(tree):
        if token.kind == "break":
            lines.append([])
        else:
            lines[-1].append((token.kind, token.text))
    return lines if lines[-1] else lines[:-1]


def _joined(pieces: list[Piece], wide: bool, indent: str | None) -> str:
    if pieces and pieces[0][0] == "blank" and indent is not None:
        pieces = [("blank", indent), *pieces[1:]]
    first = next((at for at, (kind, _) in enumerate(pieces) if kind in ("keyword", "head")), None)
    if wide and first is not None and pieces[first][1].endswith(":"):
        pieces = [*pieces[:first], ("", pieces[first][1][:-1] + "："), *pieces[first + 1 :]]
    return "".join(text for _, text in pieces)


def _comment(lines: Lines, at: int, way: int) -> None:
    among = _COMMENTS[lines.language]
    lines.above.setdefault(at, []).append(among[way % len(among)])


def _blank_line(lines: Lines, at: int, way: int) -> None:
    lines.above.setdefault(at, []).append(("", " ", "\t", "　")[way % 4])


def _trailing(lines: Lines, at: int, way: int) -> None:
    lines.behind[at] = (" ", "  ", "\t", "　")[way % 4]


def _spelling(lines: Lines, at: int, way: int) -> None:
    """Another spelling of the keyword or the level that the line begins with."""
    for number, (kind, text) in enumerate(lines.lines[at]):
        word = text.rstrip(":：")
        if kind == "keyword" and (keyword := vocabulary().find(word)) is not None:
            among = keyword.spellings
        elif kind == "head" and (known := _row_word(lines, word)):
            among = known
        else:
            continue
        spelling = among[way % len(among)]
        if way >= 4 and spelling.isascii():
            spelling = spelling.upper()
        lines.lines[at][number] = (kind, spelling + ":")


def _row_word(lines: Lines, word: str) -> tuple[str, ...]:
    keyword = vocabulary().find(word)
    if keyword is not None:
        return keyword.spellings
    framework = lines.framework
    levels = [one for one in (*framework.first, *framework.second) if word.lower() in one.spellings]
    if len(levels) != 1 or len(framework.second) != len({one.zh for one in framework.second}):
        return ()
    (level,) = levels
    if level.parent is not None:
        return (level.zh, level.en.lower(), *level.aliases, f"{level.parent}/{level.zh}")
    return (level.zh, level.en.lower(), *level.aliases)


def _widened(lines: Lines, at: int, way: int) -> None:
    """Digits or signs in full width."""
    kinds = _NUMBERS if way % 2 else _SIGNS
    lines.lines[at] = [
        (kind, text.translate(_WIDE) if kind in kinds and '"' not in text else text)
        for kind, text in lines.lines[at]
    ]


def _quoted(lines: Lines, at: int, way: int) -> None:
    """A name or a text in quotes, which change nothing where the whole of it stands in them."""
    kinds = [kind for kind, _ in lines.lines[at]]
    wanted = (
        "text" if "marker" in kinds or "bar" in kinds else "name" if "head" in kinds else "value"
    )
    if kinds[-1:] == [wanted] or (wanted == "name" and "operator" in kinds):
        number = kinds.index(wanted)
        kind, text = lines.lines[at][number]
        if '"' not in text:
            lines.lines[at][number] = (kind, f'"{text}"')


def _gaps(lines: Lines, at: int, way: int) -> None:
    """Other blanks between the words of a line."""
    gap = ("  ", "\t", "　", " \t")[way % 4]
    lines.lines[at] = [
        (kind, gap if kind == "blank" and number else text)
        for number, (kind, text) in enumerate(lines.lines[at])
    ]


def _own_line(lines: Lines, at: int, way: int) -> None:
    """The target of a row on a line of its own below it."""
    pieces = lines.lines[at]
    kinds = [kind for kind, _ in pieces]
    if (
        "head" not in kinds
        or "operator" not in kinds
        or "name" not in kinds
        or '"' in pieces[-1][1]
    ):
        return
    cut = kinds.index("operator")
    operator, value = pieces[cut][1], pieces[-1][1]
    indent = pieces[0][1] if kinds[0] == "blank" else ""
    word = vocabulary()["target"].spelled(lines.language)
    sign = "" if operator == ":" else f"{operator} "
    lines.lines[at] = [*pieces[: cut - (kinds[cut - 1] == "blank")]]
    lines.behind[at] = f"\n{indent}  {word}: {sign}{value}"


def _core(lines: Lines, at: int, way: int) -> None:
    """How important an indicator is, said as whether it is a core one."""
    pieces = lines.lines[at]
    if [kind for kind, _ in pieces[-3:]] != ["keyword", "blank", "value"]:
        return
    keyword = vocabulary().find(pieces[-3][1].rstrip(":"))
    if keyword is None or keyword.id != "importance" or pieces[-1][1] not in ("核心", "core"):
        return
    core = vocabulary()["core"].spelled(lines.language)
    yes = "是" if lines.language == "zh" else "yes"
    lines.lines[at] = [*pieces[:-3], ("keyword", f"{core}:"), ("blank", " "), ("value", yes)]


# What can be done to a line; ``way`` chooses among the ways of doing it.
TOUCHES: tuple[Callable[[Lines, int, int], None], ...] = (
    _comment, _spelling, _blank_line, _trailing, _widened, _quoted, _gaps, _own_line, _core
)  # fmt: skip
