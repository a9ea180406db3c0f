"""A mutant in place of what it was made of: in modules that are loaded, or before they are.

Imports nothing of perflang, so that a process can put a mutant in place before anything else.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

ROOT = Path(__file__).parent.parent.parent
# What is kept here says nothing of the packages that are mutated, and takes long to make.
_WARM = ("perflang.syntax", "perflang.vocabulary", "perflang.source")
_OURS = ("perflang", "tests", "test_")

Alive = dict[CodeType, list[FunctionType]]


def memos() -> list[Any]:
    """Every memo of ours in which a result of a function before its change may lie."""
    gc.unfreeze()
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, functools._lru_cache_wrapper)
        and (one.__module__ or "").startswith(_OURS)
        and not one.__module__.startswith(_WARM)
    ]


def functions() -> Alive:
    """The functions of perflang that are alive, by their code."""
    gc.unfreeze()
    package = str(ROOT / "perflang")
    found: Alive = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(package):
            found.setdefault(one.__code__, []).append(one)
    return found


def replacements(path: str, changed: str, alive: Alive) -> list[tuple[FunctionType, CodeType]]:
    """The functions of a file whose code is another in the changed text, each with that code.

    None of them where more is different than the insides of functions, or nothing is.
    """
    file = ROOT / path
    before = compile(file.read_text(encoding="utf-8"), str(file), "exec")
    after = compile(changed, str(file), "exec")
    found = []
    for old, new in _different(before, after):
        if new is None or old not in alive or new.co_freevars != old.co_freevars:
            return []
        found += [(function, new) for function in alive[old]]
    return found


def _different(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType | None]]:
    """The outermost functions whose code differs; with None what is run when a module is loaded."""
    old, new = _inner(before), _inner(after)
    if _own(before) != _own(after) or len(old) != len(new):
        yield before, None
        return
    for one, other in zip(old, new, strict=True):
        if one == other:
            continue
        if one.co_flags & _IS_FUNCTION:
            yield one, other
        else:
            yield from _different(one, other)


# A function has variables of its own (CO_NEWLOCALS and CO_OPTIMIZED); a module and a class body have not.
_IS_FUNCTION = 1


def _inner(code: CodeType) -> list[CodeType]:
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def _own(code: CodeType) -> tuple[object, ...]:
    consts = [
        "code" if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts
    ]
    return code.co_code, consts, code.co_names, code.co_varnames


class _Changed(SourceFileLoader):
    text: str

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


class _Finder(MetaPathFinder):
    def __init__(self, path: str, text: str) -> None:
        self.name, self.path, self.text = module_name(path), str(ROOT / path), text

    def find_spec(self, fullname: str, *_: Any) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Changed(fullname, self.path)
        loader.text = self.text
        return spec_from_file_location(fullname, self.path, loader=loader)


def module_name(path: str) -> str:
    """What a file is imported by."""
    return ".".join(Path(path).with_suffix("").parts).removesuffix(".__init__")


def put_before_load(path: str, changed: str) -> None:
    """Have a module that is not loaded yet loaded from a changed text."""
    assert module_name(path) not in sys.modules
    sys.meta_path.insert(0, _Finder(path, changed))
