"""Floor 4: checks over what was read, one file each; a file says what its rule looks at.

``TEXT_RULES`` look at one source text, ``PUBLICATION_RULES`` at the linked files of a publication.
"""

from collections.abc import Callable, Iterable, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules import confusable_names, look_alike_characters, mixed_scripts
from perflang.semantics import FileModel
from perflang.source import SourceFile

TEXT_RULES: tuple[Callable[[SourceFile], Iterable[Diagnostic]], ...] = (
    look_alike_characters.check,
    mixed_scripts.check,
)
PUBLICATION_RULES: tuple[Callable[[Sequence[FileModel]], Iterable[Diagnostic]], ...] = (
    confusable_names.check,
)

__all__ = ["PUBLICATION_RULES", "TEXT_RULES"]
