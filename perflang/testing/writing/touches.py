"""What people do to a line without changing what it says."""

from __future__ import annotations

from collections.abc import Callable

from perflang.model import Framework
from perflang.source import SourceFile
from perflang.syntax import parse
from perflang.syntax.tokens import tokens
from perflang.vocabulary import vocabulary

COMMENTS = {
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

    def __init__(self, text: str, framework: Framework, language: str) -> None:
        self.framework = framework
        self.lines = _pieces(text)
        self.language = language
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


def touch(lines: Lines, at: int, kind: int, way: int) -> None:
    """Do one of the things that can be done, in one of its ways, to the next line that it can be done to."""
    count = len(lines.lines)
    for number in range(at, at + count):
        if TOUCHES[kind](lines, number % count, way):
            return


def _comment(lines: Lines, at: int, way: int) -> bool:
    among = COMMENTS[lines.language]
    lines.above.setdefault(at, []).append(among[way % len(among)])
    return True


def _blank_line(lines: Lines, at: int, way: int) -> bool:
    lines.above.setdefault(at, []).append(("", " ", "\t", "　")[way % 4])
    return True


def _trailing(lines: Lines, at: int, way: int) -> bool:
    if at in lines.behind:
        return False
    lines.behind[at] = (" ", "  ", "\t", "　")[way % 4]
    return True


def _spelling(lines: Lines, at: int, way: int) -> bool:
    """Another spelling of the keyword or the level that the line begins with."""
    for number, (kind, text) in enumerate(lines.lines[at]):
        word = text.rstrip(":：")
        keyword = vocabulary().find(word) if kind in ("keyword", "head") else None
        among = keyword.spellings if keyword else _of_level(lines, word) if kind == "head" else ()
        if among:
            spelling = among[way % len(among)]
            if way >= 4 and spelling.isascii():
                spelling = spelling.upper()
            lines.lines[at][number] = (kind, spelling + ":")
            return spelling != word
    return False


def _of_level(lines: Lines, word: str) -> tuple[str, ...]:
    """The ways of writing a level, where no other level has that name."""
    framework = lines.framework
    levels = [one for one in (*framework.first, *framework.second) if word.lower() in one.spellings]
    if len(levels) != 1:
        return ()
    (level,) = levels
    path = () if level.parent is None else (f"{level.parent}/{level.zh}",)
    return (level.zh, level.en.lower(), *level.aliases, *path)


def _widened(lines: Lines, at: int, way: int) -> bool:
    """Digits or signs in full width."""
    kinds = _NUMBERS if way % 2 else _SIGNS
    before = lines.lines[at]
    lines.lines[at] = [
        (kind, text.translate(_WIDE) if kind in kinds and '"' not in text else text)
        for kind, text in before
    ]
    return lines.lines[at] != before


def _quoted(lines: Lines, at: int, way: int) -> bool:
    """A name or a text in quotes, which change nothing where the whole of it stands in them."""
    kinds = [kind for kind, _ in lines.lines[at]]
    wanted = "text" if {"marker", "bar"} & {*kinds} else "name" if "head" in kinds else "value"
    if kinds[-1:] != [wanted] and not (wanted == "name" and "operator" in kinds):
        return False
    number = kinds.index(wanted)
    text = lines.lines[at][number][1]
    if '"' in text:
        return False
    lines.lines[at][number] = (wanted, f'"{text}"')
    return True


def _gaps(lines: Lines, at: int, way: int) -> bool:
    """Other blanks between the words of a line."""
    gap = ("  ", "\t", "　", " \t")[way % 4]
    lines.lines[at] = [
        (kind, gap if kind == "blank" and number else text)
        for number, (kind, text) in enumerate(lines.lines[at])
    ]
    return True


def _own_line(lines: Lines, at: int, way: int) -> bool:
    """The target of a row on a line of its own below it."""
    pieces = lines.lines[at]
    kinds = [kind for kind, _ in pieces]
    if not {"head", "name", "operator", "value"} <= {*kinds} or '"' in pieces[-1][1]:
        return False
    if at in lines.behind:
        return False
    cut = kinds.index("operator")
    operator, value = pieces[cut][1], pieces[-1][1]
    indent = pieces[0][1] if kinds[0] == "blank" else ""
    word = vocabulary()["target"].spelled(lines.language)
    sign = "" if operator == ":" else f"{operator} "
    lines.lines[at] = pieces[: cut - (kinds[cut - 1] == "blank")]
    lines.behind[at] = f"\n{indent}  {word}: {sign}{value}"
    return True


def _core(lines: Lines, at: int, way: int) -> bool:
    """How important an indicator is, said as whether it is a core one."""
    pieces = lines.lines[at]
    if [kind for kind, _ in pieces[-3:]] != ["keyword", "blank", "value"]:
        return False
    keyword = vocabulary().find(pieces[-3][1].rstrip(":"))
    if keyword is None or keyword.id != "importance" or pieces[-1][1] not in ("核心", "core"):
        return False
    core = vocabulary()["core"].spelled(lines.language)
    yes = "是" if lines.language == "zh" else "yes"
    lines.lines[at] = [*pieces[:-3], ("keyword", f"{core}:"), ("blank", " "), ("value", yes)]
    return True


# What can be done to a line; ``way`` chooses among the ways of doing it.
TOUCHES: tuple[Callable[[Lines, int, int], bool], ...] = (
    _comment, _spelling, _blank_line, _trailing, _widened, _quoted, _gaps, _own_line, _core
)  # fmt: skip
