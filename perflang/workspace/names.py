"""File names made from names of projects: legal everywhere, short, inside their folder, no twins."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.source.regex import regex

SUFFIX = ".perf"
CHARACTERS = 60
BYTES = 100
# What Windows, macOS or a shell gives a meaning to, and what cannot be seen.
_UNSAFE = regex(
    r'[\x00-\x1f\x7f<>:"/\\|?*\u0080-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\s]+'
)


def file_names(names: Sequence[str]) -> list[str]:
    """``01-name.perf`` for each name in turn; the number keeps them apart and in order."""
    width = max(2, len(str(len(names))))
    return [_file_name(f"{number:0{width}d}-", name) for number, name in enumerate(names, 1)]


def _file_name(number: str, name: str) -> str:
    slug = _UNSAFE.sub("-", name).strip("-. ")
    encoded = slug.encode("utf-8", errors="ignore")
    room = BYTES - len((number + SUFFIX).encode())
    slug = encoded[:room].decode("utf-8", errors="ignore")
    slug = slug[: CHARACTERS - len(number + SUFFIX)].rstrip("-. ")
    return f"{number}{slug or 'project'}{SUFFIX}"
