"""The kind of standard that a basis (指标值确定依据) names at its beginning."""

from __future__ import annotations

import re

from perflang.source.regex import regex
from perflang.values.spelling import half_width

# The standards of 财预〔2020〕10号 and 财预〔2021〕101号, and what an English source calls them.
STANDARDS = {
    "计划标准": "planned standard",
    "历史标准": "past standard",
    "行业标准": "sector standard",
    "预算支出标准": "spending standard",
    "其他标准": "other standard",
}
_ENGLISH = {english: chinese for chinese, english in STANDARDS.items()}
# Alone, or before a sign or a blank and the text; 行业标准化 and 计划标准、历史标准 name none.
_STANDARD = regex(
    f"[ \t]*({'|'.join([*STANDARDS, *_ENGLISH])})(?=[ \t\r\n:;,.()\\[。【〔《“-]|—|$)",
    re.IGNORECASE,
)


def standard_of(basis: str) -> str | None:
    """The standard, one of ``STANDARDS``; the text itself stays what it is."""
    match = _STANDARD.match(half_width(basis))
    return _ENGLISH.get(match[1].lower(), match[1]) if match else None
