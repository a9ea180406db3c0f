"""Sources to a checked publication."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from perflang.diagnostics import Diagnostic
from perflang.model import Publication
from perflang.rules import PUBLICATION_RULES, TEXT_RULES
from perflang.semantics import FileModel, Settings, analyse, link
from perflang.source import Limits, SourceFile, Span
from perflang.syntax import Tree, parse


@frozen
class Sources:
    """The files of one publication in their order; ``has_head`` says that the first is its head file.

    ``lost_head`` says that there is one and that it could not be read: what it sets is not known.
    """

    files: tuple[SourceFile, ...]
    has_head: bool = False
    lost_head: bool = False


@frozen
class Compilation:
    """A publication and everything found in its files, in the order of the files and lines.

    ``readable`` is false where a line could not be read: nothing may be published then.
    """

    publication: Publication
    files: tuple[FileModel, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    readable: bool = True
    sources: tuple[SourceFile, ...] = field(default=(), repr=False)


def compile_publication(sources: Sources, limits: Limits | None = None) -> Compilation:
    """Parse, analyse, link and check ``sources``. Findings are values: no text raises."""
    limits = limits or Limits()
    inherited = Settings.unknown() if sources.lost_head else None
    models: list[FileModel] = []
    found: list[Diagnostic] = []
    for number, source in enumerate(sources.files):
        tree, unreadable = parse(source, limits)
        model, meaning = analyse(tree, inherited, limits)
        models.append(model)
        wrong = [*unreadable, *meaning]
        found += _advised(tree, model, wrong) if wrong else []
        found += [finding for rule in TEXT_RULES for finding in rule(source)]
        if number == 0 and sources.has_head:
            inherited = model.settings
    publication, between = link(models)
    found += between
    found += [finding for rule in PUBLICATION_RULES for finding in rule(models)]
    readable = all(model.readable for model in models)
    if readable and not publication.projects and not sources.lost_head:
        found += _empty(sources.files)
    return Compilation(
        publication, tuple(models), _in_order(found, sources.files), readable, sources.files
    )


def _advised(tree: Tree, model: FileModel, found: list[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with a file, with lines to write; who has nothing wrong does not load what finds them."""
    from perflang.advice import advise

    return advise(tree, model.settings, found)


def _empty(files: Sequence[SourceFile]) -> list[Diagnostic]:
    return [Diagnostic("PF228", files[0].path, Span(0, 0))] if files else []


def _in_order(found: Sequence[Diagnostic], files: Sequence[SourceFile]) -> tuple[Diagnostic, ...]:
    order = {source.path: number for number, source in enumerate(files)}
    return tuple(sorted(found, key=lambda one: (order.get(one.path, 0), one.at, one.code)))
