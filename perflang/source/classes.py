"""Classes of fields: attrs makes them, but for how their objects are compared and shown.

attrs writes, and Python compiles, such methods anew for each class, which is half of what a class takes to be
imported. Here they are one for all classes, and do the same; to mypy these are attrs' own decorators.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from attrs import define, frozen
else:

    def define(cls=None, **options):
        """``attrs.define``."""
        return _made(cls, options) if cls is not None else lambda cls: _made(cls, options)

    def frozen(cls=None, **options):
        """``attrs.frozen``."""
        return define(cls, frozen=True, **options)


__all__ = ["define", "frozen"]


def _made(cls: type[Any], options: dict[str, Any]) -> type[Any]:
    hashes = options.pop("unsafe_hash", False) or options.get("frozen", False)
    own = vars(cls)
    compares = options.get("eq", True) and "__eq__" not in own
    shows = "__repr__" not in own
    made: Any = attrs.define(cls, **options | {"eq": False, "repr": False})
    if compares:
        made.__eq__ = _same(made)
        if "__hash__" not in own:
            made.__hash__ = _hash(made) if hashes else None
    if shows:
        made.__repr__ = _shown(made)
    return made  # type: ignore[no-any-return]


def _same(cls: type[Any]) -> Callable[[Any, object], bool]:
    compared = _values([field.name for field in attrs.fields(cls) if field.eq])

    def __eq__(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(compared(self) == compared(other))

    return __eq__


def _hash(cls: type[Any]) -> Callable[[Any], int]:
    fields = attrs.fields(cls)
    hashed = _values(
        [field.name for field in fields if (field.eq if field.hash is None else field.hash)]
    )

    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    return __hash__


def _values(names: list[str]) -> Callable[[Any], object]:
    return attrgetter(*names) if names else lambda _: ()


def _shown(cls: type[Any]) -> Callable[[Any], str]:
    names = [field.name for field in attrs.fields(cls) if field.repr]
    fields = ", ".join(f"{name}={{!r}}" for name in names)
    shape = f"{cls.__qualname__.rsplit('>.', 1)[-1]}({fields})"

    def __repr__(self: Any) -> str:
        return shape.format(*[getattr(self, name) for name in names])

    return __repr__
