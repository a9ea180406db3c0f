"""A source in the one style there is, proved on every run to say what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from perflang.compiler.compilation import Sources
from perflang.diagnostics import Diagnostic
from perflang.model import Catalogue, Framework
from perflang.semantics import FileModel, Settings, analyse
from perflang.semantics.file_model import DEFAULT_FRAMEWORK
from perflang.source import Limits, SourceFile
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.syntax import Blank, Field, Leaf, Line, Row, Schedule, Stage, TargetField, Tree, parse
from perflang.syntax.printing import Style, print_tree
from perflang.values import half_width

_COMMAS = regex("[;、]")  # what may stand between the years of a history


@frozen
class Formatted:
    """A file's new text, or None and the reason: a line that cannot be read, or a failed proof."""

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


def head_settings(
    sources: Sources, catalogue: Catalogue, limits: Limits | None = None
) -> tuple[Settings | None, list[Diagnostic]]:
    """What the head file of a publication sets for the files below it, and what may have lost its framework.

    Where the framework is known, nothing that is wrong with the head file is wrong with the files below it.
    """
    if sources.lost_head:
        return Settings.unknown(), []
    if not sources.has_head:
        return None, []
    tree, unreadable = parse(sources.files[0], limits)
    meaning, wrong = analyse(tree, catalogue, None, limits)
    is_lost = "framework" in meaning.settings.doubtful
    return meaning.settings, [*unreadable, *wrong] if is_lost else []


def format_source(
    source: SourceFile,
    catalogue: Catalogue,
    inherited: Settings | None = None,
    language: str | None = None,
    limits: Limits | None = None,
    above: Iterable[Diagnostic] = (),
) -> Formatted:
    """``source`` in one style; ``language`` translates its keywords and levels, None leaves them.

    ``inherited`` is what the head file sets, ``above`` what may have lost its framework.

    Nothing comes back unless the new text is read as the same lines, comments included, with the same
    meaning, and would be formatted as it stands (PF902 otherwise).
    """
    tree, unreadable = parse(source, limits)
    if unreadable:
        return Formatted(None, tuple(unreadable))
    meaning, wrong = analyse(tree, catalogue, inherited, limits)
    frameworks = _frameworks(meaning.settings, catalogue)
    if not all(found.whole for found in frameworks):
        return Formatted(None, tuple(catalogue.diagnostics(found.id for found in frameworks)))
    style = style_of(language, frameworks)
    text = print_tree(tree, style)
    again, lost = parse(SourceFile(source.path, text), limits)
    names = style_of("zh", frameworks).words
    meant, still = analyse(again, catalogue, inherited, limits)
    same = (
        not lost
        and _statements(again, names) == _statements(tree, names)
        and _said(meant) == _said(meaning)
        and (language is None or _errors(still) == _errors(wrong))
        and print_tree(again, style) == text
    )
    if not same:
        # What is wrong may have no translation: levels of no framework, of one that is set too late or is lost.
        slips = tuple(one for one in (*above, *wrong) if one.is_error) if language else ()
        return Formatted(None, slips or (Diagnostic("PF902", source.path),))
    return Formatted(text.replace("\n", _line_end(source.text)))


def style_of(language: str | None, frameworks: Iterable[Framework]) -> Style:
    """The style of sources in ``language``, with the levels of ``frameworks``; the first one counts."""
    headings: set[str] = set()
    words: dict[str, str] = {}
    for found in frameworks:
        words = {**_words(found, language), **words}
        for level in found.first:
            headings |= {level.in_source("zh"), level.in_source("en"), *level.aliases}
    return Style(language, frozenset(headings), words)


def _words(framework: Framework, language: str | None) -> dict[str, str]:
    """How each name of a level is spelled; one that stands for levels of several names stays as it is."""
    spelled: dict[str, set[str]] = {}
    for level in (*framework.first, *framework.second):
        for own in ("zh", "en"):
            names = spelled.setdefault(level.in_source(own).lower(), set())
            names.add(level.in_source(language or own))
    return {name: next(iter(names)) for name, names in spelled.items() if len(names) == 1}


def _line_end(text: str) -> str:
    """The line end that most lines of a text have."""
    windows = text.count("\r\n")
    return "\r\n" if 2 * windows > text.count("\n") else "\n"


def _frameworks(settings: Settings, catalogue: Catalogue) -> list[Framework]:
    """The framework that a file's levels belong to; every one where it is not known."""
    chosen = catalogue.frameworks.find(settings.framework or DEFAULT_FRAMEWORK)
    every = catalogue.frameworks if "framework" in settings.doubtful else ()
    return [*([chosen] if chosen else []), *every]


def _statements(tree: Tree, names: Mapping[str, str]) -> list[Line]:
    """The lines that say something, with the names of levels in one spelling, values without blanks."""
    return [_plain(line, names) for line in tree.lines if not isinstance(line, Blank)]


def _plain(line: Line, names: Mapping[str, str]) -> Line:
    match line:
        case Row():
            words = [] if line.is_keyword else line.head.text.split("/", 1)
            head = "/".join(names.get(word.lower(), word) for word in words)
            return evolve(line, head=Leaf(head or line.head.text), value=_value(line.value))
        case Field() if line.keyword.text == "history":
            value = _value(line.value)
            return evolve(
                line, value=evolve(value, text=_COMMAS.sub(",", value.text)) if value else None
            )
        case TargetField():
            return evolve(line, value=_value(line.value))
        case Schedule():
            return evolve(line, stages=tuple(map(_in_one, line.stages)))
        case _:
            return line


def _value(value: Leaf | None) -> Leaf | None:
    return value if value is None or value.quoted else _close(value.text)


def _close(text: str) -> Leaf:
    """A value without its blanks and in half width: they are layout, its words are not."""
    return Leaf("".join(half_width(text).split()))


def _in_one(stage: Stage) -> Stage:
    if any(word.quoted for word in stage.words):
        return stage
    return evolve(stage, words=(_close("".join(word.text for word in stage.words)),))


def _errors(found: Iterable[Diagnostic]) -> list[str]:
    """The codes of errors: another level than was meant may be as wrong as that, and say nothing either."""
    return sorted(one.code for one in found if one.is_error)


def _said(model: FileModel) -> tuple[object, ...]:
    return model.settings, model.department, model.projects, model.wholes
