"""PF308: another field of the table inside a text: two lines have run together.

Looks at names, texts and items. 其中: and 备注: are said in running text too, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Values
from perflang.rules.walk import goals, texts
from perflang.semantics import FileModel
from perflang.source import SourceFile, Span

_WORDS = (
    "金额单位|预算单位|总体绩效目标|分项绩效目标|工作保障措施|项目名称|预算|预算数|用途|资金用途|支出计划|资金支出计划"
    "|绩效目标|指标值|描述|绩效指标描述|依据|指标值确定依据|[\u4e00-\u9fff]{2,7}指标"
)
_INSIDE = re.compile(f"[ \t\u3000]({_WORDS})[ ]?[:：]")
_BEGINS = re.compile(f"(?:{_WORDS})[ ]?[:：]")
_COMPARES = re.compile("[≥≤><＞＜]")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at the field inside, or at an item that is one."""
    for file in files:
        source = file.source
        for text, at in texts(file):
            if ":" in text or "：" in text:
                match = _INSIDE.search(text)
                if match is not None and "\n" not in text[: match.end()]:
                    yield _found(source, at, match[1], match[0])
        for goal in goals(file):
            match = _BEGINS.match(goal.text)
            if match is not None and (not goal.marker or _COMPARES.search(goal.text)):
                lines = goal.text.split("\n")[0]
                values = {"word": match[0].rstrip(" :："), "fixed": lines}
                yield Diagnostic("PF308", source.path, goal.at[""], values, "item")


def _found(source: SourceFile, at: Span, word: str, written: str) -> Diagnostic:
    line = source.line_of(at.start)
    text = source.line_text(line)
    start = text.index(written)
    lines = tuple(f"“{piece.strip()}”" for piece in (text[:start], text[start:]))
    first = source.line_starts[line - 1] + start + 1
    values: Values = {"word": word, "fixed": lines}
    return Diagnostic("PF308", source.path, Span(first, first + len(word)), values)
