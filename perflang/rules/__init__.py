"""Floor 4: checks over what was read, one file each; a file says what its rule looks at.

``FILE_RULES`` look at the lines of one file, ``SOUND_RULES`` at those of them in which nothing was found
before, ``PUBLICATION_RULES`` at the linked files of a publication.
"""

from collections.abc import Callable, Iterable, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules import (
    against_direction,
    code_in_name,
    confusable_names,
    contradiction,
    field_inside,
    letter_in_number,
    look_alike_characters,
    markup,
    mixed_scripts,
    note_behind,
    number_for_code,
    odd_blanks,
    over_a_hundred,
    page_number,
    part_over_whole,
    several_items,
    stray_punctuation,
    two_indicators,
    unknown_unit,
)
from perflang.semantics import FileModel
from perflang.syntax import Tree

FILE_RULES: tuple[Callable[[Tree], Iterable[Diagnostic]], ...] = (
    look_alike_characters.check,
    mixed_scripts.check,
    markup.check,
)
SOUND_RULES: tuple[Callable[[Tree], Iterable[Diagnostic]], ...] = (odd_blanks.check,)
PUBLICATION_RULES: tuple[Callable[[Sequence[FileModel]], Iterable[Diagnostic]], ...] = (
    confusable_names.check,
    over_a_hundred.check,
    several_items.check,
    field_inside.check,
    code_in_name.check,
    stray_punctuation.check,
    letter_in_number.check,
    number_for_code.check,
    page_number.check,
    note_behind.check,
    contradiction.check,
    two_indicators.check,
    unknown_unit.check,
    part_over_whole.check,
    against_direction.check,
)
# Those of them that hold one file against another; the rest looks at each file alone.
COMPARING_RULES = (confusable_names.check,)

__all__ = ["COMPARING_RULES", "FILE_RULES", "PUBLICATION_RULES", "SOUND_RULES"]
