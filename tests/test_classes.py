"""Classes of fields compare, hash and show themselves as those that attrs writes out one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from perflang.source import classes

Decorator = Callable[..., Any]


def _plain(decorator: Decorator) -> type[Any]:
    @decorator
    class Point:
        x: int
        y: object = None

    return Point


def _partly(decorator: Decorator) -> type[Any]:
    @decorator
    class Point:
        x: int
        y: object = attrs.field(default=None, eq=False, repr=False)

    return Point


def _hashed_partly(decorator: Decorator) -> type[Any]:
    @decorator
    class Point:
        x: int
        y: object = attrs.field(default=None, hash=False)

    return Point


def _without_fields(decorator: Decorator) -> type[Any]:
    @decorator
    class Point:
        def __init__(self, *_: object) -> None:
            self.__attrs_init__()  # type: ignore[attr-defined]

    return Point


def _with_its_own(decorator: Decorator) -> type[Any]:
    @decorator
    class Point:
        x: int
        y: object = None

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "mine"

    return Point


def _of_identity(decorator: Decorator) -> type[Any]:
    @decorator(eq=False)
    class Point:
        x: int
        y: object = None

    return Point


def _with_a_hash(decorator: Decorator) -> type[Any]:
    @decorator(unsafe_hash=True, slots=False)
    class Point:
        x: int
        y: object = None

    return Point


SHAPES = [
    _plain,
    _partly,
    _hashed_partly,
    _without_fields,
    _with_its_own,
    _of_identity,
    _with_a_hash,
]
PAIRS = [((1, 2), (1, 2)), ((1, 2), (1, 3)), ((1, 2), (2, 2)), ((1, "a"), (1, "a"))]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["define", "frozen"])
def test_a_class_behaves_as_one_of_attrs(
    shape: Callable[[Decorator], type[Any]], name: str
) -> None:
    ours, theirs = shape(getattr(classes, name)), shape(getattr(attrs, name))
    for one, other in PAIRS:
        here, there = (cls(*one) == cls(*other) for cls in (ours, theirs))
        assert here == there
        assert (ours(*one) != ours(*other)) == (theirs(*one) != theirs(*other))
        assert hashes(ours(*one), ours(*other)) == hashes(theirs(*one), theirs(*other))
        assert repr(ours(*one)) == repr(theirs(*one))
    assert (ours(1, 2) == theirs(1, 2)) == (shape is _with_its_own)
    assert vars(ours).get("__slots__") == vars(theirs).get("__slots__")


def hashes(one: object, other: object) -> object:
    """Whether two objects hash alike; None where such have no hash."""
    try:
        return hash(one) == hash(other)
    except TypeError:
        return None


def test_an_object_in_another_is_shown_and_compared_with_it() -> None:
    point = _plain(classes.frozen)
    assert point(point(1), 2) == point(point(1), 2) != point(point(2), 2)
    assert repr(point(point(1), "a")) == "Point(x=Point(x=1, y=None), y='a')"
