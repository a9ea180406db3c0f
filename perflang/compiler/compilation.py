"""Sources to a checked publication."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field, frozen

from perflang.diagnostics import Diagnostic
from perflang.model import Publication
from perflang.rules import FILE_RULES, PUBLICATION_RULES, SOUND_RULES
from perflang.semantics import FileModel, Settings, analyse, link
from perflang.source import Limits, SourceFile, Span
from perflang.syntax import parse


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
        model, in_file = _read(source, inherited, limits)
        models.append(model)
        found += in_file
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


def _read(
    source: SourceFile, inherited: Settings | None, limits: Limits
) -> tuple[FileModel, list[Diagnostic]]:
    """What one file says, and everything that can be found in it alone."""
    tree, unreadable = parse(source, limits)
    model, meaning = analyse(tree, inherited, limits)
    found = [*unreadable, *meaning]
    if found:  # who has nothing wrong does not load what finds better words for it
        from perflang.advice import advise

        found = advise(tree, model.settings, found)
    wrong = {source.line_of(one.at.start) for one in found}
    found += [one for rule in FILE_RULES for one in rule(tree)]
    found += [
        one
        for rule in SOUND_RULES
        for one in rule(tree)
        if source.line_of(one.at.start) not in wrong
    ]
    return model, found


def _empty(files: Sequence[SourceFile]) -> list[Diagnostic]:
    return [Diagnostic("PF228", files[0].path, Span(0, 0))] if files else []


def _in_order(found: Sequence[Diagnostic], files: Sequence[SourceFile]) -> tuple[Diagnostic, ...]:
    order = {source.path: number for number, source in enumerate(files)}
    return tuple(sorted(found, key=lambda one: (order.get(one.path, 0), one.at, one.code)))
