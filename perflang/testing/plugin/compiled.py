"""Texts compiled in memory, for tests: what they say, what is found in them, what they are built to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import field

from perflang.cli.terminal import language_of
from perflang.compiler import Compilation, compile_publication
from perflang.compiler.building import Built, build
from perflang.compiler.formats import FORMATS
from perflang.compiler.importing import import_document
from perflang.control import Choice, Layer, controlled
from perflang.diagnostics import Diagnostic, from_fault, message
from perflang.forms.shelf import form_shelf
from perflang.model import OwnFile, Publication
from perflang.source import Fault, Limits, SourceFile, decode
from perflang.source.classes import frozen
from perflang.testing.plugin.expectations import compare, expectations
from perflang.testing.plugin.shown import Mismatch, shown
from perflang.testing.schemas import Chosen, Schema, in_memory, schema
from perflang.vocabulary import LANGUAGES
from perflang.workspace.own import kind_in, name_in
from perflang.workspace.published import imported_files

_ALONE = "a.perf"


@frozen(slots=False)
class Compiled:
    """A publication that was compiled from texts, and what ``perflang check`` finds in them without settings.

    ``texts`` are those that could be read, by path, and ``own`` the frameworks and forms they can choose.
    ``before`` was found before they were compiled; what a review finds is looked for by ``choice`` when it is
    asked for, since that takes longer than compiling.
    """

    compilation: Compilation
    texts: Mapping[str, SourceFile]
    own: tuple[OwnFile, ...] = ()
    before: tuple[Diagnostic, ...] = ()
    choice: Choice = field(factory=Choice)

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that is found, in the order of the files and lines."""
        return (*self.before, *controlled(self.compilation, lambda _path: self.choice))

    @property
    def publication(self) -> Publication:
        """What the texts say."""
        return self.compilation.publication

    @property
    def codes(self) -> list[str]:
        """The code of every finding, in the order of the files and lines."""
        return [one.code for one in self.findings]

    @property
    def errors(self) -> list[str]:
        """The codes of errors: with them ``perflang check`` fails."""
        return [one.code for one in self.findings if one.is_error]

    @property
    def unexpected(self) -> str:
        """What is not as comments ``# expect: PF204`` say, as ``perflang check`` shows it; empty if nothing is."""
        paths = dict.fromkeys([*(one.path for one in self.findings), *self.texts])
        wrong = [one for path in paths if (one := self._compared(path))]
        return shown(wrong, self.texts)

    def shown(self, language: str | None = None) -> str:
        """The findings as ``perflang check`` shows them, in ``zh`` or ``en``, else in that of the system."""
        if language is not None and language not in LANGUAGES:
            raise ValueError(f"no language {language!r}; there are {', '.join(LANGUAGES)}")
        return shown([Mismatch("", self.findings)], self.texts, language=language)

    def build(self, form: str | None = None, format_name: str = "text") -> str:
        """The table in ``text``, ``html``, ``markdown`` or ``json``; another ``form`` than the chosen one.

        ``ValueError`` with what is wrong where that keeps it from being built.
        """
        made = self._built(form, format_name)
        return b"".join(made.content).decode("utf-8")

    def lost(self, form: str | None = None) -> list[str]:
        """What a form has no place for, and which cells of another ``form`` stay empty, each with its code.

        Raises as :meth:`build` does.
        """
        language = language_of(None)
        found = self._built(form, "text").diagnostics
        return [f"{one.code} {message(one, language)}" for one in found]

    def imported(self, form: str | None = None) -> Compiled:
        """What ``perflang import`` makes of the table, compiled; its findings come with what the import found.

        Raises as :meth:`build` does.
        """
        published = SourceFile("published.txt", self.build(form))
        found = import_document(published, own=self.own, form_name=form)
        read = {path: decode(path, text, Limits()) for path, text in imported_files(found).items()}
        return _compiled(read, self.own, found.diagnostics)

    def _built(self, form: str | None, format_name: str) -> Built:
        if format_name not in FORMATS:
            raise ValueError(f"no format {format_name!r}; there are {', '.join(FORMATS)}")
        if form is not None and form not in (names := form_shelf(self.own).names()):
            raise ValueError(f"no form {form!r}; there are {', '.join(names)}")
        unread = any(one.is_error and one.path not in self.texts for one in self.before)
        if unread or not self.compilation.readable:
            raise ValueError(f"不能生成表 cannot be built:\n{self.shown()}")
        made = build(self.compilation, format_name, form)
        if not made.is_whole:
            raise ValueError(f"表样有错 the form is wrong:\n{self.shown()}")
        return made

    def _compared(self, path: str) -> Mismatch:
        found = [one for one in self.findings if one.path == path]
        source = self.texts.get(path)
        if source is None:
            return Mismatch(path, found)
        return Mismatch(path, *compare(source, expectations(source), found))

    def __str__(self) -> str:
        return self.shown()


def perf(
    texts: str | bytes | Mapping[str, str | bytes],
    *,
    framework: Chosen = None,
    form: Chosen = None,
    profile: str | None = None,
) -> Compiled:
    """Compile a text, or texts by the names of their files, as one publication.

    The head file (``部门.perf``, ``department.perf``) comes first, the others follow as they are given. Own
    frameworks and forms are among the files, or are given as :func:`perflang.testing.publications` takes them: the
    path or the text of a file. What is found is what ``perflang check`` shows without settings, by the figures of
    a ``profile`` if one is named.
    """
    if not isinstance(texts, (str, bytes, Mapping)):
        raise TypeError(f"neither a text nor texts by the names of their files: {texts!r}")
    files = texts if isinstance(texts, Mapping) else {_ALONE: texts}
    read = {path: decode(path, _bytes(text), Limits()) for path, text in files.items()}
    given = schema(framework, form).own if framework or form else _own_of(texts)
    own = [
        OwnFile(name, path, one, kind=kind_in(path) or "")
        for path, one in read.items()
        if (name := name_in(path)) is not None
    ]
    sources = {path: one for path, one in read.items() if name_in(path) is None}
    return _compiled(sources, (*own, *given), profile=profile)


def _compiled(
    read: Mapping[str, SourceFile | Fault],
    own: tuple[OwnFile, ...],
    before: Iterable[Diagnostic] = (),
    profile: str | None = None,
) -> Compiled:
    """Sources and own files compiled; ``before`` was found before."""
    limits = Limits()
    sources = in_memory(read, own)
    compilation = compile_publication(sources, limits)
    unread = [from_fault(path, one) for path, one in read.items() if isinstance(one, Fault)]
    known = {one.path: one for one in sources.texts}
    choice = Choice((Layer(profile=profile),))
    return Compiled(compilation, known, own, (*before, *unread), choice)


def _own_of(texts: object) -> tuple[OwnFile, ...]:
    """The own files of a source that was drawn: it knows the schema that it was written for."""
    known = getattr(texts, "schema", None)
    return known.own if isinstance(known, Schema) else ()


def _bytes(text: str | bytes) -> bytes:
    """What a file would hold; half a character of UTF-16 alone has no bytes in UTF-8 and is refused as such."""
    if isinstance(text, bytes):
        return text
    return text.encode("utf-8", errors="surrogatepass")
