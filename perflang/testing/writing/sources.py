"""Publications as people write them down: with comments and blanks, other spellings, quotes, full-width signs.

What a source says is known, since it was written from a publication: nothing of what is done to it changes that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import strategies as st

from perflang.compiler import Compilation
from perflang.model import OwnFile, Publication
from perflang.source import visible
from perflang.testing.asked import flag
from perflang.testing.orderly.dice import Dice
from perflang.testing.orderly.publications import of_schema
from perflang.testing.schemas import Chosen, Schema, schema
from perflang.testing.writing.notes import noted, show_noted
from perflang.testing.writing.touches import TOUCHES, Lines, touch
from perflang.testing.writing.written import Written

_MOST = 12  # places of one source that are touched


class Source(str):
    """A source text that shows itself as the file it is; ``publication`` is what it says."""

    schema: Schema
    publication: Publication

    __slots__ = ("publication", "schema")

    def __new__(cls, text: str, schema: Schema, publication: Publication) -> Source:
        """A text of a publication of a schema."""
        made = super().__new__(cls, text)
        made.schema = schema
        made.publication = publication
        return made

    def __repr__(self) -> str:
        return f'"""\n{self}"""'

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What hypothesis shows of one in a test that fails."""
        if not show_noted(self, printer):
            printer.text(repr(self))

    def compile(self) -> Compilation:
        """What the compiler makes of it, with the frameworks and forms that it was written for."""
        return self.schema.compile(str(self))


class Files(dict[str, str]):
    """Texts by the names of their files, which show themselves as such."""

    def __str__(self) -> str:
        return "".join(f"\n--- {name}\n{readable(text)}" for name, text in self.items())

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What hypothesis shows of them in a test that fails."""
        if not show_noted(self, printer):
            printer.text(repr(self))


def sources(
    framework: Chosen = None,
    form: Chosen = None,
    *,
    language: str = "zh",
    projects: tuple[int, int] = (1, 3),
    quiet: bool = False,
    fields: str = "printed",
    tidy: bool = False,
    own: Iterable[OwnFile] = (),
) -> st.SearchStrategy[Source]:
    """Publications as source texts, each in one file; ``tidy`` ones are as the formatter leaves them.

    The other arguments are those of :func:`perflang.testing.publications`.
    """
    flag("tidy", tidy)
    wanted = schema(framework, form, language, own)
    found = of_schema(wanted, projects, quiet=quiet, fields=fields, shown=False)
    drawn = found.flatmap(lambda publication: _written(wanted, publication, tidy))
    return drawn.map(lambda source: noted(source, f"\n{readable(source)}"))


def files(
    framework: Chosen = None,
    form: Chosen = None,
    *,
    language: str = "zh",
    projects: tuple[int, int] = (1, 3),
    quiet: bool = False,
    fields: str = "printed",
    own: Iterable[OwnFile] = (),
) -> st.SearchStrategy[dict[str, str]]:
    """Publications as files by their names: a head file, one for each table, and the own files they need."""
    wanted = schema(framework, form, language, own)
    found = of_schema(wanted, projects, quiet=quiet, fields=fields, shown=False)
    drawn = found.map(lambda publication: Files(Written(wanted, publication).files()))
    return drawn.map(lambda texts: noted(texts, str(texts)))


def readable(text: str) -> str:
    """A text as a person reads it, with what acts on a terminal written out; of its line ends what they are."""
    kind = "(CRLF)\n" if "\r\n" in text else ""
    return kind + "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))


def _written(wanted: Schema, publication: Publication, tidy: bool) -> st.SearchStrategy[Source]:
    plain = Written(wanted, publication).source()
    if tidy:
        return st.just(Source(plain, wanted, publication))
    return touched(plain, wanted).map(lambda text: Source(text, wanted, publication))


def touched(text: str, wanted: Schema) -> st.SearchStrategy[str]:
    """A text that can be read, written otherwise: it says the same."""

    @st.composite
    def habits(draw: st.DrawFn) -> str:
        dice = Dice(draw)
        lines = Lines(text, wanted.framework, wanted.language)
        for at, kind, way in draw(_PLACES):
            touch(lines, at, kind, way)
        line_break = dice.pick(("\n", "\r\n"))
        return lines.text(wide=dice.flag(), indent=dice.upto(3), line_break=line_break)

    return habits()


_PLACES: st.SearchStrategy[Sequence[tuple[int, int, int]]] = st.lists(
    st.tuples(st.integers(0, 199), st.integers(0, len(TOUCHES) - 1), st.integers(0, 7)),
    max_size=_MOST,
)
