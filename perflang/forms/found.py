"""What a form finds in a document: the texts of its slots, what does not fit, and what has no place."""

from __future__ import annotations

from attrs import field

from perflang.forms.lines import Texts
from perflang.source.classes import frozen


@frozen
class Owner:
    """Whose a piece of the document is: the department's (no ``each``), or that of one table by its index."""

    each: str = ""
    index: int = 0


@frozen
class Misfit:
    """A place where the document is not what the form says; ``line`` counts from 1.

    ``code`` is PF402 (another text is expected), PF404 (a field was printed before with another text)
    PF408 (a line break where a source has no room for one) or PF410 (a row without its tabs).
    """

    code: str
    line: int
    values: dict[str, str]


@frozen
class Unplaced:
    """A paragraph or a cell that has no place in the form, from its line on."""

    line: int
    text: str
    owner: Owner


@frozen
class Placed:
    """A text that stands in a field now, and the line of the document that it was read from."""

    line: int
    text: str
    owner: Owner


@frozen
class Reading:
    """What a form found: the department's texts, those of each project and each whole, and what did not fit."""

    department: Texts = field(factory=dict)
    projects: tuple[Texts, ...] = ()
    wholes: tuple[Texts, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    placed: tuple[Placed, ...] = ()
