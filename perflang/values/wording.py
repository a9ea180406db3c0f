"""The words of ``wording.toml``: comparisons, and what is said around an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from perflang.source import packaged_table
from perflang.source.classes import frozen
from perflang.source.regex import regex


@frozen
class Wording:
    """``before`` and ``behind`` map words to the operators they mean, the longest first, so that 大于等于 is
    not read as 大于; patterns match one of the words, tuples are endings of a phrase."""

    before: Mapping[str, str]
    behind: Mapping[str, str]
    leading: re.Pattern[str]
    scope: re.Pattern[str]
    deed: re.Pattern[str]
    changes: tuple[str, ...]
    quantities: tuple[str, ...]
    rates: tuple[str, ...]
    unset: frozenset[str]


@cache
def wording() -> Wording:
    """The words, read when the first text needs them."""
    table = packaged_table("values/wording.toml")
    before, around = _by_word(table["before"]), table["around"]
    return Wording(
        before,
        _by_word(table["behind"]),
        _any_of(before),
        _any_of(around["scope"]),
        _any_of(around["deeds"]),
        tuple(around["changes"]),
        tuple(around["quantities"]),
        tuple(around["rates"]),
        frozenset(table["unset"]["words"]),
    )


def leading_comparison(text: str) -> tuple[str, int] | None:
    """The operator that the words at the start of ``text`` mean, and where they end."""
    known = wording()
    match = known.leading.match(text)
    return (known.before[match[0].lower()], match.end()) if match else None


def comparison_inside(text: str) -> tuple[str, int] | None:
    """The same for a comparison behind a phrase without digits: 满意度达到 90%."""
    known = wording()
    for match in known.leading.finditer(text):
        denied = match.start() and text[match.start() - 1] in "不未没非"
        if match.end() < len(text) and text[match.end()] in "0123456789" and not denied:
            return known.before[match[0].lower()], match.end()
    return None


def split_comparison(unit: str) -> tuple[str, str, str]:
    """A unit without the words behind it, those words, and the operator they mean: ``%``, ``及以上``, ``≥``."""
    for word, sign in wording().behind.items():
        if unit.endswith(word):
            rest = unit[: -len(word)].rstrip()
            return rest, unit[len(rest) :], sign
    return unit, "", ""


def _by_word(signs: Mapping[str, Iterable[str]]) -> dict[str, str]:
    pairs = [(word, sign) for sign, words in signs.items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return regex("|".join(map(re.escape, longest_first)), re.IGNORECASE)
