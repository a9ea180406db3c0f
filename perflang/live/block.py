"""One project, or one whole, read as a small file below the head of its text, as files stand below a head file."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field

from perflang.advice import ADVISED
from perflang.compiler.compilation import check_lines
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic
from perflang.live.places import moved
from perflang.model import Catalogue
from perflang.review import Around
from perflang.semantics import FileModel, Settings, analyse
from perflang.source import Limits, SourceFile
from perflang.source.classes import define
from perflang.syntax import Blank, Comment, Field, Line, ListHead, Opening, Tree, parse
from perflang.vocabulary import vocabulary

_GOES_ON = tuple("=＝+＋")  # a budget that may stand above


@define(eq=False)
class Block:
    """What a part says by itself, its places counted from its beginning; ``inherited`` holds at its first line.

    ``alone`` is false where more flows out of it than a project, or into it than settings: then the text has to be
    read as a whole. ``opens`` is where its first statement begins. ``found`` is what was found in reading. Where
    advice may be given on it that is not all, its first ``lost`` are of lines that could not be read, and the
    ``tree`` is kept.
    """

    source: SourceFile
    inherited: Settings
    model: FileModel
    alone: bool
    opens: int
    comments: Suppressions
    found: Sequence[Diagnostic]
    lost: int = 0
    tree: Tree | None = None
    advised: tuple[str, str, list[Diagnostic] | None] | None = None
    # all that is said of it, by whether every line of the text can be read
    said: dict[bool, list[Diagnostic]] = field(factory=dict)
    known: list[Around] = field(factory=list)
    # of that what is shown where there are no comments, in order; and the same at its place in the text
    shown: dict[bool, list[Diagnostic]] = field(factory=dict)
    placed: tuple[int, list[Diagnostic], list[Diagnostic]] | None = None

    @property
    def has_comments(self) -> bool:
        """Whether there are comments for us in it."""
        return bool(self.comments.all or self.comments.found)

    @property
    def guesses(self) -> int:
        """How many findings advice may be looked for."""
        return sum(one.code in ADVISED for one in self.found) if self.tree else 0


def read_block(
    source: SourceFile, inherited: Settings, catalogue: Catalogue, limits: Limits
) -> Block:
    """Parse and analyse one part."""
    tree, unreadable = parse(source, limits)
    model, meaning = analyse(tree, catalogue, inherited, limits)
    found = [*unreadable, *meaning]
    opens = _opens_at(tree)
    alone = opens is not None and model.settings.doubtful == inherited.doubtful
    block = Block(source, inherited, model, alone, opens or 0, Suppressions(source), found)
    if ADVISED.isdisjoint([one.code for one in found]):
        block.found = [*found, *check_lines(tree, found)]
    else:
        block.lost, block.tree = len(unreadable), tree
    return block


def _opens_at(tree: Tree) -> int | None:
    """Where the only project or whole of a part begins; None where there is anything that is none of its lines."""
    opens: int | None = None
    for line in tree.lines:
        if isinstance(line, (Blank, Comment)):
            continue
        if isinstance(line, Opening):
            if opens is not None or line.keyword.text == "unit":
                return None
            opens = line.keyword.at.start
        elif opens is None or _is_of_publication(line):
            return None
    return opens


def _is_of_publication(line: Line) -> bool:
    """Whether a line belongs to no project: what it says may hold for those below."""
    return (
        isinstance(line, (Field, ListHead))
        and vocabulary()[line.keyword.text].owner == "publication"
    )


def found_in_reading(
    block: Block, above: str, below: str, catalogue: Catalogue, limits: Limits
) -> Sequence[Diagnostic] | None:
    """What was found in a part, with advice; None where the advice is about lines below the part as well.

    What may have been meant by a line is read from those ``above`` and ``below`` the part too.
    """
    if block.tree is None:
        return block.found
    if block.advised is None or block.advised[:2] != (above, below):
        found = _advised(block, block.tree, above, below, (catalogue, limits))
        block.advised = above, below, found
        block.said.clear()
        block.shown.clear()
    return block.advised[2]


def _advised(
    block: Block, tree: Tree, above: str, below: str, known: tuple[Catalogue, Limits]
) -> list[Diagnostic] | None:
    from perflang.advice.adviser import Advice
    from perflang.advice.unreadable import is_mark_of_merge

    catalogue, limits = known
    read = tree.lines
    path, text, by, first = block.source.path, block.source.text, 0, 0
    wrong: Sequence[Diagnostic] = block.found[: block.lost]
    lines = [block.source.line_text(block.source.line_of(one.at.start)).strip() for one in wrong]
    if any(map(is_mark_of_merge, lines)):
        return None
    if any(line[:1] in _GOES_ON for line in lines):
        source = SourceFile(path, above + text)
        by, first = len(above), above.count("\n")
        whole, unreadable = parse(source, limits)
        read = whole.lines
        wrong = [one for one in unreadable if source.line_of(one.at.start) > first]
    last = first + text.count("\n") + (not text.endswith("\n"))
    # of the lines below only their text is looked at
    around = Tree(read, SourceFile(path, (above if by else "") + text + below))
    found = [*wrong, *moved(block.found[block.lost :], by, path)]
    advice = Advice(around, catalogue, block.model.settings, found)
    told = moved(advice.run(), -by, path)
    if advice.merged_up_to > last:
        return None
    return [*told, *check_lines(tree, told)]
