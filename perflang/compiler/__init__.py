"""Floor 5: the only place where the phases meet. It opens no file.

``building`` and ``importing`` are imported by who uses them: checking needs no forms.
"""

from perflang.compiler.compilation import Compilation, Sources, compile_publication
from perflang.compiler.formats import FORMATS, Format

__all__ = [
    "FORMATS",
    "Compilation",
    "Format",
    "Sources",
    "compile_publication",
]
