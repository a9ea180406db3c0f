"""Texts compiled in memory, for tests: what they say, what is found in them, what they are built to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from perflang.compiler import Compilation, compile_publication
from perflang.compiler.building import Built, build
from perflang.compiler.formats import FORMATS
from perflang.compiler.importing import import_document
from perflang.control import Choice, controlled
from perflang.diagnostics import Diagnostic, from_fault, message
from perflang.forms.shelf import form_shelf
from perflang.model import FORM, OwnFile, Publication
from perflang.source import Fault, Limits, SourceFile
from perflang.source.classes import frozen
from perflang.testing.asked import one_of
from perflang.testing.plugin.expectations import compare, expectations
from perflang.testing.plugin.given import Given, sorted_texts
from perflang.testing.plugin.shown import Mismatch, shown
from perflang.testing.plugin.speech import spoken
from perflang.testing.schemas import Chosen, Schema, in_memory, schema, unknown
from perflang.vocabulary import LANGUAGES
from perflang.workspace.published import imported_files


@frozen(slots=False)
class Compiled:
    """A publication that was compiled from texts, and what ``perflang check`` finds in them.

    ``texts`` are those that could be read, by path, and ``own`` the frameworks and forms they can choose.
    ``before`` was found before they were compiled; what a review finds is looked for as it is ``chosen``
    when it is asked for, since that takes longer than compiling.
    """

    compilation: Compilation
    texts: Mapping[str, SourceFile]
    own: tuple[OwnFile, ...] = ()
    before: tuple[Diagnostic, ...] = ()
    chosen: Callable[[str], Choice] = lambda _path: Choice()

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All that is found, in the order of the files and lines."""
        return (*self.before, *controlled(self.compilation, self.chosen))

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
        if language is not None:
            one_of("language", language, LANGUAGES)
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
        language = spoken()
        found = self._built(form, "text").diagnostics
        return [f"{one.code} {message(one, language)}" for one in found]

    def imported(self, form: str | None = None) -> Compiled:
        """What ``perflang import`` makes of the table, compiled; its findings come with what the import found.

        Raises as :meth:`build` does.
        """
        published = SourceFile("published.txt", self.build(form))
        found = import_document(published, own=self.own, form_name=form)
        return _compiled(sorted_texts(imported_files(found)), self.own, found.diagnostics)

    def _built(self, form: str | None, format_name: str) -> Built:
        one_of("format", format_name, FORMATS)
        if form is not None and form not in (names := form_shelf(self.own).names()):
            raise unknown(FORM, form, names, spoken())
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

    def __repr__(self) -> str:
        """The files and the codes, which is what a failing assertion has room for."""
        return f"<perf {', '.join(self.texts)}: {', '.join(self.codes) or 'in order'}>"


def perf(
    texts: str | bytes | Mapping[str, str | bytes],
    *,
    framework: Chosen = None,
    form: Chosen = None,
    profile: str | None = None,
) -> Compiled:
    """Compile a text, or texts by the names of their files, as one publication.

    The head file (``部门.perf``, ``department.perf``) comes first, the others follow as they are given. Own
    frameworks and forms and ``perflang.toml`` are among the files; a framework or form is also given as
    :func:`perflang.testing.publications` takes it: the path or the text of a file. What is found is what
    ``perflang check`` shows, by the figures of a ``profile`` if one is named.

    TypeError for what is no text, ValueError for files that make no publication: none, one of another ending, two
    head files.
    """
    found = sorted_texts(texts, profile)
    named = framework is not None or form is not None
    beside = schema(framework, form, spoken()).own if named else _own_of(texts)
    return _compiled(found, (*found.own, *beside))


def _compiled(
    found: Given, own: tuple[OwnFile, ...], before: Iterable[Diagnostic] = ()
) -> Compiled:
    """Sources and own files compiled; ``before`` was found before."""
    sources = in_memory(found.sources, own)
    compilation = compile_publication(sources, Limits())
    unread = [
        from_fault(path, one) for path, one in found.sources.items() if isinstance(one, Fault)
    ]
    known = {one.path: one for one in sources.texts} | dict(found.settings)
    return Compiled(compilation, known, own, (*before, *found.wrong, *unread), found.chosen)


def _own_of(texts: object) -> tuple[OwnFile, ...]:
    """The own files of a source that was drawn: it knows the schema that it was written for."""
    known = getattr(texts, "schema", None)
    return known.own if isinstance(known, Schema) else ()
