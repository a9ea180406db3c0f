"""Texts: of plain letters, as real cells hold them, and such as would act if an output let them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve, fields, has
from hypothesis import strategies as st

PLAIN = "开发区招商引资数量完成率满意度按期支付abcXYZ"
AWKWARD = PLAIN + " 0123456789≥≤><=:：,，、;；。()（）“”\"#|-+/%％.{}\\…—'①一二"


def texts(alphabet: str = AWKWARD, longest: int = 12) -> st.SearchStrategy[str]:
    """Texts of one line that are not only blanks, of the characters of ``alphabet``."""
    return st.text(alphabet, min_size=1, max_size=longest).filter(str.strip)


def cells() -> st.SearchStrategy[str]:
    """What a cell may hold: a text, sometimes with line breaks and empty lines in it."""
    lines = st.lists(texts() | st.just(""), max_size=1)
    broken = st.builds(
        lambda above, one, below: "\n".join([*above, one, *below]), lines, texts(), lines
    )
    return texts() | broken


# Texts that would act if an output let them: in HTML, in Markdown, in a template, in a spreadsheet.
ACTS = "document.documentElement.setAttribute('acted','1')"
HOSTILE = (
    f"<script>{ACTS}</script>",
    f'"><img src=x onerror="{ACTS}">',
    f"'><svg onload={ACTS}>",
    f"' onmouseover='{ACTS}' autofocus onfocus='{ACTS}",
    "</td></tr></table><b>out</b>",
    f"</title></style></textarea><script>{ACTS}</script>",
    f"javascript:{ACTS}",
    f"[a](javascript:{ACTS}) ![b](http://example.com/b.png) [c]: http://example.com",
    "{{7*7}}{% for x in y %}{# c #}${7*7}#{7*7}",
    "&lt;b&gt; &amp; &#60; &#x3c; &copy &copy; &",
    "]]> <![CDATA[ ]]> <?php ?>",
    "<!--",
    "-->",
    "\u202eabc\u2066def",
    "# a",
    "a #",
    "- a",
    "+ a",
    "1. a",
    "1) a",
    "12.",
    "> a",
    "    a",
    "\ta\tb",
    "```",
    "~~~ a",
    "***",
    "---",
    "===",
    "| a | b |",
    "| --- | --- |",
    "*a* **b** _c_ __d__ ~~e~~ ~f~ `g` ``h`` ==i==",
    "[^1] [^1]: a [ ] [x] [[_TOC_]]",
    "http://example.com https://example.com/a?b=c&d=e ftp://example.com //example.com www.example.com",
    "<https://example.com> <a@example.com> a.b+c@example.com mailto:a@example.com 163.com a.xn--p1ai",
    "@someone #1 GH-1 !2 ~label %3 %milestone &4 ^5 $5 $x$ $$y$$ :smile: :+1: :100:",
    "@.x@.x",
    "mailto:@.mailto:@. xmpp:@.xmpp:@.",
    "\\",
    "a\\",
    "\\| \\* \\< \\\\|",
    "a|",
    "  two  blanks  ",
    "\u3000a\u3000",
    "a\n\nb",
    "a\n- b\n# c\n> d\n    e\n1. f\n| g |\n---",
    "\na",
    "a\n",
    "=SUM(A1)",
    "https://example.com/" + "x" * 300,
)
# What those are made of, to be put together anew.
MARKS = "abw1. \n\t\\`*_{}[]()#+-!|~<>&:@$%^/=\"'"
# What names something to the program and is printed nowhere.
_KEPT = {"framework", "form", "id"}


def hostile_texts() -> st.SearchStrategy[str]:
    """Texts that would act, as they are and in pieces; never only blanks."""
    pieces = st.sampled_from(HOSTILE) | st.text(MARKS, max_size=8) | st.sampled_from(MARKS)
    return st.lists(pieces, min_size=1, max_size=3).map("".join).filter(str.strip)


def with_texts(thing: Any, text: Callable[[], str]) -> Any:
    """An object of the model in which every text, wherever it is, is one that ``text`` gives."""
    if isinstance(thing, str):
        return text()
    if isinstance(thing, tuple):
        return tuple(with_texts(one, text) for one in thing)
    if not has(type(thing)):
        return thing
    return evolve(
        thing,
        **{
            field.name: with_texts(getattr(thing, field.name), text)
            for field in fields(type(thing))
            if field.name not in _KEPT
        },
    )
