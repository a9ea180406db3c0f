"""A document that somebody has gone through: its parts, each with what was remarked about it."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.document.blocks import Block
from perflang.source.classes import frozen


@frozen
class Place:
    """One of the places that a remark is about.

    ``name`` is what stands there, ``source`` where it was written, ``anchor`` the id of the mark beside it, empty
    where none could be set. ``text`` is its own sentence, where the remark's does not say it all, and ``others``
    are the places that it has to do with.
    """

    name: str = ""
    source: str = ""
    anchor: str = ""
    text: str = ""
    others: tuple[str, ...] = ()


@frozen
class Remark:
    """What was found, once or at several places; ``severity`` is ``error`` or ``warning``.

    ``is_lost`` says that it is about lines that did not get into the blocks of its part.
    """

    number: int
    anchor: str
    code: str
    severity: str
    text: str
    advice: str
    places: tuple[Place, ...]
    is_lost: bool = False


@frozen
class Part:
    """What belongs together: its blocks as they are published, and the remarks about them.

    ``notices`` are said before everything else; ``source`` is the file that it was written in, and ``omitted``
    counts what was remarked and is not shown.
    """

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    remarks: tuple[Remark, ...] = ()
    number: int | None = None
    source: str = ""
    notices: tuple[str, ...] = ()
    omitted: int = 0

    def count(self, severity: str) -> int:
        """How many places of remarks of a severity there are."""
        return sum(len(one.places) for one in self.remarks if one.severity == severity)


@frozen
class Kind:
    """One kind of remark: in how many places it stands, and in how many of the numbered parts."""

    code: str
    severity: str
    text: str
    places: int
    parts: int


@frozen
class Omitted:
    """How many remarks of a kind are not shown for a ``cause``.

    That is ``comment``, ``baseline``, ``choice`` where the kind was not chosen, or ``off``: not looked for.
    """

    cause: str
    code: str
    text: str
    places: int


@frozen
class Excuse:
    """A remark that a comment keeps back: which, where (``anchor`` is that of its part), and why."""

    code: str
    text: str
    title: str
    anchor: str
    source: str
    reason: str


@frozen
class Report:
    """A whole one. ``language`` is that of its own words, ``printed_in`` that of what is published.

    ``general`` is what is about no numbered part, None where there is nothing of that sort. ``omitted`` is what is
    not shown, and ``excuses`` say why of each that a comment keeps back.
    """

    title: str
    language: str
    printed_in: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    kinds: tuple[Kind, ...] = ()
    general: Part | None = None
    omitted: tuple[Omitted, ...] = ()
    excuses: tuple[Excuse, ...] = ()

    @property
    def left_out(self) -> int:
        """How many places of remarks are not shown."""
        return sum(one.places for one in self.omitted)

    @property
    def all_parts(self) -> Sequence[Part]:
        """The general part, where there is one, and the numbered ones."""
        return ((self.general,) if self.general else ()) + self.parts

    def count(self, severity: str) -> int:
        """How many places of remarks of a severity there are."""
        return sum(part.count(severity) for part in self.all_parts)

    @property
    def remarked(self) -> int:
        """How many of the numbered parts have remarks."""
        return sum(bool(part.remarks) for part in self.parts)
