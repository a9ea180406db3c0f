"""Floor 5: the only place where the phases meet. It opens no file.

``building``, ``formats`` and ``importing`` are imported by who uses them: checking needs no forms.
"""

from perflang.compiler.compilation import Compilation, Sources, compile_publication

__all__ = [
    "Compilation",
    "Sources",
    "compile_publication",
]
