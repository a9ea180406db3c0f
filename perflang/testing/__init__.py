"""Floor 11: what a valid publication is, as strategies of hypothesis; nobody of perflang imports it.

It needs the extra ``testing``. A name is imported when it is asked for, so that importing the package costs
nothing and needs no hypothesis.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from perflang.testing.defects.example import Example as Example
    from perflang.testing.defects.example import Finding as Finding
    from perflang.testing.defects.invalid import UNREACHED as UNREACHED
    from perflang.testing.defects.invalid import invalid as invalid
    from perflang.testing.defects.invalid import invalid_codes as invalid_codes
    from perflang.testing.frameworks import framework_files as framework_files
    from perflang.testing.frameworks import frameworks as frameworks
    from perflang.testing.keyboard import Edit as Edit
    from perflang.testing.keyboard import edits as edits
    from perflang.testing.scribbled import scribbled as scribbled
    from perflang.testing.texts import hostile_texts as hostile_texts

# The modules and what each of them gives to users.
_NAMES = {
    "defects.example": ("Example", "Finding"),
    "defects.invalid": ("UNREACHED", "invalid", "invalid_codes"),
    "keyboard": ("Edit", "edits"),
    "frameworks": ("framework_files", "frameworks"),
    "scribbled": ("scribbled",),
    "texts": ("hostile_texts",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}
__all__ = list(_MODULES)


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return sorted(_MODULES)
