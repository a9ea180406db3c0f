"""Floor 4: checks over what was read, one file each; a file says what its rule looks at.

``FILE_RULES`` look at the lines of one file, ``PUBLICATION_RULES`` at the linked files of a publication.
"""

from collections.abc import Callable, Iterable, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules import confusable_names, look_alike_characters, mixed_scripts, odd_blanks
from perflang.semantics import FileModel
from perflang.syntax import Tree

FILE_RULES: tuple[Callable[[Tree], Iterable[Diagnostic]], ...] = (
    look_alike_characters.check,
    mixed_scripts.check,
    odd_blanks.check,
)
PUBLICATION_RULES: tuple[Callable[[Sequence[FileModel]], Iterable[Diagnostic]], ...] = (
    confusable_names.check,
)

__all__ = ["FILE_RULES", "PUBLICATION_RULES"]
