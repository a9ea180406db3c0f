"""Writes ``docs/codes.md``, the index of all codes, from their pages.

Run it with ``python3 dev.py generate``. The pages stay the only place where a sentence stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from perflang.diagnostics.page import Page, all_codes, page
from perflang.source.regex import regex

TARGET = Path(__file__).parents[2] / "docs" / "codes.md"
HEADER = """\
<!-- Generated from perflang/diagnostics/codes by `python3 dev.py generate`; do not edit. -->

# Codes · 问题代码

检查、出表、整理、导入时发现的每个问题都有一个代码。下面是全部代码和提示，`…` 处是具体的内容。
点开代码，有原因、错例和正例，和 `perflang explain PF211` 显示的一样。错误要改；提醒请看一眼，不改也能出表。

Whatever is found has a code. This is all of them with what they say; `…` stands for what was found.
Behind a code are its reason and examples, the same as `perflang explain PF211` shows. An error has to be
mended; a warning wants a look, and the table is built all the same.
"""
HEADINGS = {
    "PF1": "读文件、读行 · Reading files and lines",
    "PF2": "填的内容 · What the lines say",
    "PF3": "容易看漏的地方 · What is easily overlooked",
    "PF4": "表样和导入 · Forms and import",
    "PF5": "审核意见 · What a reviewer would say",
    "PF6": "审核的设置 · Setting up the review",
    "PF9": "程序自身的错误 · Bugs of perflang",
}
SEVERITIES = {"error": "错误 error", "warning": "提醒 warning"}
# What would act in a table of Markdown.
_ACTING = regex(r"([\\|*_<\[`])")


def index() -> str:
    """The text of docs/codes.md."""
    return "".join([HEADER, *(line for start in HEADINGS for line in _group(start))])


def _group(start: str) -> Iterator[str]:
    yield f"\n## {start}xx {HEADINGS[start]}\n\n"
    yield "| 代码 code | 名称 name | 级别 severity | 提示 | message |\n"
    yield "| --- | --- | --- | --- | --- |\n"
    yield from (_row(page(code)) for code in all_codes() if code.startswith(start))


def _row(of: Page) -> str:
    link = f"[{of.code}](../perflang/diagnostics/codes/{of.code}.md)"
    titles = (_ACTING.sub(r"\\\1", of.title(language)) for language in ("zh", "en"))
    return f"| {link} | {of.name} | {SEVERITIES[of.severity]} | {' | '.join(titles)} |\n"


if __name__ == "__main__":
    TARGET.write_text(index(), encoding="utf-8", newline="\n")
    print(TARGET.name)
