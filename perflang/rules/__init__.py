"""Floor 4: checks over what was read, one file each; a file says what its rule looks at.

``FILE_RULES`` look at the lines of one file, ``SOUND_RULES`` at those of them in which nothing was found
before, ``PUBLICATION_RULES`` at the linked files of a publication, which are walked through once for all of them.
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
from perflang.rules.characters import only_plain
from perflang.rules.walk import Parts
from perflang.semantics import FileModel
from perflang.syntax import Tree

_OF_CHARACTERS = (look_alike_characters.check, mixed_scripts.check)
_COMPARING = (confusable_names.check,)
_OF_PARTS: tuple[Callable[[Sequence[Parts]], Iterable[Diagnostic]], ...] = (
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


def _of_characters(tree: Tree) -> Iterable[Diagnostic]:
    """What rules about single characters find; they are not asked where all are plain."""
    if only_plain(tree.source.text):
        return ()
    return [one for check in _OF_CHARACTERS for one in check(tree)]


def _of_parts(files: Sequence[FileModel]) -> Iterable[Diagnostic]:
    """What rules about the parts of files find."""
    parts = [Parts.of(file) for file in files]
    return [one for check in (*_COMPARING, *_OF_PARTS) for one in check(parts)]


def of_one_file(file: FileModel) -> list[Diagnostic]:
    """What ``PUBLICATION_RULES`` find in a file whatever stands in the others."""
    parts = [Parts.of(file)]
    return [one for check in _OF_PARTS for one in check(parts)]


def between_files(files: Sequence[FileModel]) -> list[Diagnostic]:
    """What they find where files are held against each other."""
    parts = [Parts.of(file) for file in files]
    return [one for check in _COMPARING for one in check(parts)]


FILE_RULES: tuple[Callable[[Tree], Iterable[Diagnostic]], ...] = (_of_characters, markup.check)
SOUND_RULES: tuple[Callable[[Tree], Iterable[Diagnostic]], ...] = (odd_blanks.check,)
PUBLICATION_RULES: tuple[Callable[[Sequence[FileModel]], Iterable[Diagnostic]], ...] = (_of_parts,)

__all__ = ["FILE_RULES", "PUBLICATION_RULES", "SOUND_RULES", "between_files", "of_one_file"]
