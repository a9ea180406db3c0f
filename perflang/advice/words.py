"""The words that a line may begin with, and those that are written for them: ``words.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from perflang.model import Framework
from perflang.source import packaged_table
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.vocabulary import nearest, vocabulary

_BLANKS = regex("[ \t\u00a0\u3000]+")
_BRACKETS = regex("[（(][^()（）]{0,20}[)）]$")
_LATIN = regex("[A-Za-z0-9]+")
_NUMBER = regex("[0-9０-９一二三四五六七八九十]{1,2}$")
_AROUND = "“”\"'‘’「」『』【】[]〔〕《》〈〉*_`~#>·•●◆■□▪►➢✓√☆★-—–=+ \t\u00a0\u3000"
_SUFFIX = "指标"
_LONGEST = 40  # no word of the language, nor what is written for one, is longer
_NEAR = 3  # how many of the words that look alike are tried


@frozen
class _Table:
    meant: dict[str, str]
    typed: dict[str, str]
    asides: dict[str, str]
    twins: dict[int, str]


@cache
def _table() -> _Table:
    read = packaged_table("advice/words.toml")
    meant = {said: word for word, row in read["meant"].items() for said in row}
    asides = {word: kind for kind, row in read["aside"].items() for word in row}
    pairs = read["characters"]["traditional"].split()
    return _Table(
        meant | read["typed"], read["typed"], asides, {ord(pair[0]): pair[1] for pair in pairs}
    )


class Words:
    """The words of one framework's lines."""

    def __init__(self, found: Framework) -> None:
        self.framework = found
        self._own = [spelling for word in vocabulary() for spelling in word.spellings]
        self._levels = found.spellings()
        self._known = frozenset([*self._own, *self._levels])
        self._bare = {
            name.removesuffix(_SUFFIX): name for name in self._levels if name.endswith(_SUFFIX)
        }
        starts = {*self._known, *self._bare, *_table().meant, *_table().asides}
        self._starts = sorted(starts, key=lambda word: (-len(word), word))

    def is_known(self, word: str) -> bool:
        return vocabulary().find(word) is not None or self._is_level(word)

    def _is_level(self, word: str) -> bool:
        found = self.framework
        return found.first_level(word) is not None or found.second_level(word) is not None

    def aside(self, word: str) -> str | None:
        """The kind of a word on the printed table that no line begins with, or None."""
        return _table().asides.get(simplified(word.strip(_AROUND)))

    def beginning(self, text: str) -> tuple[str, str] | None:
        """The longest known word at the start of ``text``, as it stands there, and what follows."""
        plain = simplified(text[:_LONGEST])
        for word in self._starts:
            if plain.lower().startswith(word.lower()):
                after = text[len(word) :]
                if not (word[-1].isascii() and after[:1].isascii() and after[:1].isalnum()):
                    return text[: len(word)], after
        return self._spaced_out(text)

    def _spaced_out(self, text: str) -> tuple[str, str] | None:
        """``用　途``: a Chinese word with blanks inside."""
        for length in range(3, min(len(text), 2 * _LONGEST) + 1):
            if text[length - 1] in " \t\u00a0\u3000":
                continue
            word = _BLANKS.sub("", text[:length])
            if word != text[:length] and not word.isascii() and simplified(word) in self._known:
                return text[:length], text[length:]
        return None

    def exact(self, word: str) -> str:
        """The word that is known, or is written for a known one; empty where it only resembles one."""
        return next(self._exactly(simplified(word)), "")

    def for_word(self, word: str) -> Iterator[str]:
        """The words that may have been meant by ``word``, the surest first."""
        if len(word) <= 2 * _LONGEST:
            yield from dict.fromkeys(self._meant(word))

    def _meant(self, word: str) -> Iterator[str]:
        plain = simplified(_BLANKS.sub("" if not word.isascii() else " ", word.strip(_AROUND)))
        shorter = _BRACKETS.sub("", plain).strip(_AROUND)
        for form in dict.fromkeys((plain, shorter, _NUMBER.sub("", shorter))):
            yield from self._exactly(form)
        yield from self._paths(shorter)
        without_latin = _LATIN.sub("", shorter)
        if without_latin and without_latin != shorter:
            yield from self._exactly(without_latin)
        yield from self._alike(shorter)
        if without_latin and without_latin != shorter:
            yield from self._alike(without_latin)

    def _exactly(self, word: str) -> Iterator[str]:
        """``word`` itself, or what it stands for, in the language that it was written in."""
        for known in self._same(word):
            yield self._english(known) if word.isascii() and word not in _table().typed else known

    def _english(self, word: str) -> str:
        keyword = vocabulary().find(word)
        level = self.framework.first_level(word) or self.framework.second_level(word)
        return (
            word
            if word.isascii()
            else keyword.en
            if keyword
            else level.en.lower()
            if level
            else word
        )

    def _same(self, word: str) -> Iterator[str]:
        if self.is_known(word):
            yield word
        meant = _table().meant.get(word) or _table().meant.get(word.lower())
        for known in (self._bare.get(word), meant):
            if known is not None and self.is_known(known):
                yield known

    def _paths(self, word: str) -> Iterator[str]:
        """``产出指标-数量指标`` and, the wrong way round, ``数量指标/产出指标``."""
        pieces = [piece for piece in re.split(r"[-—–_~、,，.。·>→\\|/／:：]", word) if piece]
        pieces = pieces if len(pieces) == 2 else self._glued(word)
        if len(pieces) != 2:
            return
        for above, below in (pieces, pieces[::-1]):
            for first in self._exactly(above):
                for second in self._exactly(below):
                    yield f"{first}/{second}"

    def _glued(self, word: str) -> list[str]:
        for level in self._levels:
            if word.startswith(level) and len(level) < len(word):
                return [level, word[len(level) :]]
        return []

    def _alike(self, word: str) -> Iterator[str]:
        remaining = [*self._levels, *self._own, *(w for w in _table().meant if len(w) > 3)]
        for _ in range(_NEAR):
            near = nearest(word, remaining)
            if near is None:
                return
            yield from self._exactly(near)
            remaining.remove(near)


def simplified(text: str) -> str:
    """``text`` with the traditional characters of the language's words in their simplified form."""
    return text.translate(_table().twins)


@lru_cache(maxsize=8)
def words_of(framework: Framework) -> Words:
    """The words of a framework, put together once."""
    return Words(framework)
