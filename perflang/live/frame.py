"""What stands around the projects of a text: its head, and the lines that open the units of those below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import evolve, field

from perflang.advice import ADVISED
from perflang.compiler.compilation import check_lines, in_own_forms
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic, in_order
from perflang.model import Catalogue, Unit
from perflang.review import Around
from perflang.semantics import FileModel, Settings, analyse
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.semantics.units import UnitReader
from perflang.source import Limits, SourceFile
from perflang.source.classes import define
from perflang.syntax import Blank, Comment, Opening, Tree, parse


@define(eq=False)
class Frame:
    """The head and the units, read as one text of ``pieces``.

    ``inherited`` is what holds below each of the pieces; ``told`` the same where it has been told that no unit of
    money is set. ``alone`` is false where the text has to be read as a whole. ``in_own`` was found in the files of
    own frameworks and forms that the head names. ``starts`` is where the pieces begin.
    """

    pieces: tuple[str, ...]
    source: SourceFile
    model: FileModel
    alone: bool
    inherited: list[Settings]
    told: list[Settings]
    found: list[Diagnostic]
    in_own: list[Diagnostic]
    comments: Suppressions
    starts: list[int]
    said: dict[bool, list[Diagnostic]] = field(factory=dict)
    known: list[Around] = field(factory=list)

    def piece(self, offset: int) -> int:
        """The number of the piece that an offset lies in."""
        return bisect_right(self.starts, offset) - 1

    @property
    def has_comments(self) -> bool:
        """Whether there are comments for us in it."""
        return bool(self.comments.all or self.comments.found)


def read_frame(
    path: str,
    pieces: Sequence[str],
    catalogue: Catalogue,
    limits: Limits,
    before: Frame | None = None,
) -> Frame:
    """Parse and analyse the head and the units; what is set as it was ``before`` is the very same object."""
    source = SourceFile(path, "".join(pieces))
    tree, unreadable = parse(source, limits)
    model, meaning = analyse(tree, catalogue, None, limits)
    found = [*unreadable, *meaning]
    starts = [*accumulate(map(len, pieces[:-1]), initial=0)]
    units = _units(tree, starts)
    known = [*before.inherited, *before.told] if before else []
    inherited = [_same(evolve(model.settings, units=one), known) for one in units or ()]
    told = [_same(evolve(one, doubtful=one.doubtful | {"scale"}), known) for one in inherited]
    name = model.settings.framework
    in_own = [
        *catalogue.diagnostics([name] if name else []),
        *in_own_forms([model], catalogue, limits),
    ]
    return Frame(
        tuple(pieces),
        source,
        model,
        units is not None and ADVISED.isdisjoint([one.code for one in found]),
        inherited,
        told,
        [*found, *check_lines(tree, found)],
        in_order(in_own, ()),
        Suppressions(source),
        starts,
    )


def _same(settings: Settings, known: list[Settings]) -> Settings:
    same = next((one for one in known if one == settings), settings)
    known.append(same)
    return same


def _units(tree: Tree, starts: Sequence[int]) -> list[tuple[Unit, ...]] | None:
    """The unit that what stands below each piece belongs to, if there is one.

    None where anything else is opened, and where units below projects are not told by one line each, or are the
    first of the text: projects above them are found to lack one then.
    """
    reader = UnitReader(Report(tree.source.path), None, False)
    below: list[tuple[Unit, ...]] = [()] * len(starts)
    for line, at in zip(tree.lines, tree.source.line_starts, strict=True):
        number = bisect_right(starts, at) - 1
        if isinstance(line, Opening) and line.keyword.text == "unit":
            if number and not reader.opened:
                return None
            reader.open(line, Text(line.name))
            unit = reader.of_whole()
            below[number] = (unit,) if unit else ()
        elif isinstance(line, Opening) or (number and not isinstance(line, (Blank, Comment))):
            return None
    return below
