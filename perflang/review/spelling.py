"""Slips of writing in names: words that are never right, and names that differ as slips differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from operator import add

from perflang.review.words import squeezed
from perflang.source import packaged_table
from perflang.source.classes import frozen
from perflang.source.regex import regex

_DOUBLED = regex(r"(.)\1+")


@frozen
class _Slips:
    behind: Mapping[str, str]  # what has to follow each word, as a pattern
    beginnings: frozenset[str]  # the first two characters of the words
    words: Mapping[str, str]
    before: Mapping[str, str]
    alike: dict[int, str]


@cache
def _slips() -> _Slips:
    table = packaged_table("review/slips.toml")
    unless = {
        end: f"(?!{'|'.join(map(re.escape, behind))})" for end, behind in table["unless"].items()
    }
    behind = {word: unless.get(word[-1], "") for word in table["words"]}
    for word, entry in table["before"].items():
        # What stands before the word is looked at behind it: re is quick where every branch begins with a letter.
        after = "".join(f"(?<!{re.escape(one + word)})" for one in entry.get("after", ()))
        behind[word] = f"{after}(?={'|'.join(map(re.escape, entry['when']))})"
    before = {word: str(entry["right"]) for word, entry in table["before"].items()}
    alike = {ord(one): group[0] for group in table["alike"]["groups"] for one in group[1:]}
    beginnings = frozenset(word[:2] for word in behind)
    return _Slips(behind, beginnings, table["words"], before, alike)


def _any_of(behind: Mapping[str, str]) -> str:
    """A pattern for words with what has to follow each: by their first letters, so that re tries few of them."""
    by_first: dict[str, list[str]] = {}
    for word, what in behind.items():
        by_first.setdefault(word[0], []).append(re.escape(word[1:]) + what)
    return "|".join(f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in by_first.items())


def groups_alike() -> list[str]:
    """The groups of characters that are taken for each other."""
    groups: list[str] = packaged_table("review/slips.toml")["alike"]["groups"]
    return groups


def wrong_word(text: str) -> tuple[str, str] | None:
    """The first word of a text that is never right, and the right one."""
    return next(iter(wrong_words(text)), None)


@lru_cache(maxsize=4096)
def wrong_words(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a text that are never right, each with the right one, once."""
    slips = _slips()
    found = dict.fromkeys(match[0] for match in _matches(text))
    return tuple((word, slips.words.get(word) or slips.before[word]) for word in found)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Where words of a text are wrong: only those that are in it are compiled, all take a hundredth of a start."""
    slips = _slips()
    if slips.beginnings.isdisjoint(map(add, text, text[1:])):
        return iter(())
    words = tuple(word for word in slips.behind if word in text)
    return _pattern(words).finditer(text) if words else iter(())


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    behind = _slips().behind
    return re.compile(_any_of({word: behind[word] for word in words}))


def places_of(word: str, text: str) -> Iterator[int]:
    """Where ``word``, which :func:`wrong_word` found somewhere, is wrong in another text."""
    return (one.start() for one in _matches(text) if one[0] == word)


@lru_cache(maxsize=4096)
def spelled_alike(name: str) -> tuple[str, str]:
    """Two keys: names with one first key sound or look alike, those with one second have the same letters."""
    plain = squeezed(name)
    sound = _DOUBLED.sub(r"\1", plain.translate(_slips().alike))
    return sound, "".join(sorted(plain))


def is_slip_of(name: str, other: str) -> bool:
    """Whether two names of one key differ as slips do: by an alike or a doubled character, or two swapped."""
    one, two = squeezed(name), squeezed(other)
    if one == two:
        return False
    if spelled_alike(one)[0] == spelled_alike(two)[0]:
        return len(one) != len(two) or sum(a != b for a, b in zip(one, two, strict=True)) == 1
    apart = [at for at in range(len(one)) if one[at] != two[at]] if len(one) == len(two) else []
    if len(apart) != 2 or apart[0] + 1 != apart[1]:
        return False
    return one[apart[0]] == two[apart[1]] and one[apart[1]] == two[apart[0]]
