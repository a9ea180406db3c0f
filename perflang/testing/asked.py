"""What a strategy is asked for, as far as any value can be wrong: told at once and not by an example."""

from __future__ import annotations

from collections.abc import Iterable


def counts(projects: object) -> tuple[int, int]:
    """How many projects there are, at least and at most. TypeError for what are no two numbers, ValueError for
    such as no publication can have.
    """
    match projects:
        case (int(least), int(most)) if bool not in (type(least), type(most)):
            if 0 <= least <= most:
                return least, most
            kind: type[Exception] = ValueError
        case _:
            kind = TypeError
    raise kind(
        "projects 写成“(最少, 最多)” is (at least, at most), such as (1, 3) or (50, 50), "
        f"不是 not {projects!r}"
    )


def flag(name: str, value: object) -> bool:
    """A value that is True or False; TypeError for another, a text such as ``"no"`` among them."""
    if not isinstance(value, bool):
        raise TypeError(f"{name}: True, False; 不是 not {value!r}")
    return value


def texts(name: str, value: object) -> tuple[str, ...]:
    """Several texts; TypeError for one alone, whose letters would be taken for them, and for what is none."""
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        found = tuple(value)
        if all(isinstance(one, str) for one in found):
            return found
    raise TypeError(f"{name}: 写成“[文字, 文字]” is [text, text]; 不是 not {value!r}")


def one_of(name: str, value: object, known: Iterable[str]) -> None:
    """ValueError for a value that is none of those there are."""
    names = list(known)
    if value not in names:
        raise ValueError(f"{name}: {', '.join(names)}; 不是 not {value!r}")
