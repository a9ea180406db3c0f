"""Writes ``grammar/keywords.lark`` from ``grammar/keywords.toml``: one terminal a shape.

Run it with ``python3 dev.py generate``. A terminal holds the colon, or 目标值 would be read as 目标.
"""

from __future__ import annotations

import re
from pathlib import Path

from perflang.vocabulary.keywords import SHAPES, Vocabulary, vocabulary

TARGET = Path(__file__).parents[2] / "grammar" / "keywords.lark"
HEADER = """\
// Generated from keywords.toml by `python3 dev.py generate`; do not edit.
// One terminal for each shape of value: any spelling of any keyword of that shape, and its colon.

"""
BLANK = "[ \\t\\u00a0\\u3000]"


def grammar_of(words: Vocabulary) -> str:
    """The text of keywords.lark for these keywords."""
    return HEADER + "".join(_terminal(shape, words) for shape in SHAPES)


def _terminal(shape: str, words: Vocabulary) -> str:
    spellings = {spelling for word in words if word.shape == shape for spelling in word.spellings}
    longest_first = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    alternatives = "|".join(_pattern(spelling) for spelling in longest_first)
    return f"{shape.upper()}_KEY.9: /(?:{alternatives}){BLANK}*[:：]/\n"


def _pattern(spelling: str) -> str:
    return f"{BLANK}+".join("".join(map(_either_case, word)) for word in spelling.split())


def _either_case(character: str) -> str:
    """A Latin letter in both cases; the flag for it would take ſ for s and ı for i."""
    if character.isascii() and character.isalpha():
        return f"[{character.upper()}{character.lower()}]"
    return re.escape(character)


if __name__ == "__main__":
    TARGET.write_text(grammar_of(vocabulary()), encoding="utf-8", newline="\n")
    print(TARGET.name)
