"""How findings are named in settings, options and comments: by a code, its beginning, or the name of a rule."""

from __future__ import annotations

from functools import cache

from perflang.diagnostics import all_codes, page
from perflang.source.regex import regex
from perflang.values import half_width
from perflang.vocabulary import nearest

_CODE = regex("PF[0-9]*")
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1"})
# Where errors are mistakes in a text, or in what controls its review, and no opinions.
_FIRM = ("PF1", "PF2", "PF6")
# What other commands find.
_ELSEWHERE = ("PF4", "PF9")


def code_of(word: str) -> str | None:
    """The code, or the beginning of several, that a word means; None where it means none."""
    plain = half_width(word).strip()
    if _CODE.fullmatch(plain.upper()):
        return plain.upper() if codes_from(plain.upper()) else None
    return _by_name().get(plain.lower())


def near_code(word: str) -> str | None:
    """The code or name that a word may be a slip of; of mere numbers none, since every code is near to another."""
    plain = half_width(word).strip().upper()
    if _CODE.fullmatch(plain):
        return None
    if plain.startswith("PF"):
        meant = plain[:2] + plain[2:].translate(_LOOKS_LIKE)
        return meant if code_of(meant) else nearest(plain, all_codes())
    return nearest(plain, _by_name())


def is_firm(code: str) -> bool:
    """Whether a finding is always shown: a table with it is wrong, whoever reviews it."""
    return code.startswith(_FIRM) and page(code).severity == "error"


def cannot_be_left_out(beginning: str) -> str | None:
    """Why none of the codes of a beginning can be left out: ``firm`` or ``elsewhere``; None where one can."""
    left = [code for code in codes_from(beginning) if not is_firm(code)]
    if not left:
        return "firm"
    return "elsewhere" if all(code.startswith(_ELSEWHERE) for code in left) else None


@cache
def codes_from(beginning: str) -> tuple[str, ...]:
    """The codes that begin so."""
    return tuple(code for code in all_codes() if code.startswith(beginning))


@cache
def _by_name() -> dict[str, str]:
    return {page(code).name: code for code in all_codes()}
