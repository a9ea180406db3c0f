"""Sources to a checked publication."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field

from perflang.advice import advise
from perflang.diagnostics import Diagnostic, in_order
from perflang.model import Catalogue, OwnFile, Publication
from perflang.rules import FILE_RULES, PUBLICATION_RULES, SOUND_RULES
from perflang.semantics import FileModel, Settings, analyse, link
from perflang.semantics.file_model import DEFAULT_FORM
from perflang.source import Limits, SourceFile, Span
from perflang.source.classes import frozen
from perflang.syntax import Reading, Tree


@frozen
class Sources:
    """The files of one publication in their order; ``has_head`` says that the first is its head file.

    ``lost_head`` says that there is one and that it could not be read: what it sets is not known.
    ``own`` are the frameworks and forms of its bureau that its folder and those above it hold.
    """

    files: tuple[SourceFile, ...]
    has_head: bool = False
    lost_head: bool = False
    own: tuple[OwnFile, ...] = ()

    @property
    def texts(self) -> tuple[SourceFile, ...]:
        """Everything that findings can be about: the files, and the own files they name."""
        read = (one.content for one in self.own)
        return (*self.files, *(text for text in read if isinstance(text, SourceFile)))

    def catalogue(self, limits: Limits | None = None) -> Catalogue:
        """What the files can choose from."""
        return Catalogue(self.own, limits)


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
    catalogue: Catalogue = field(factory=Catalogue, eq=False, repr=False)
    limits: Limits = field(factory=Limits, repr=False)


def compile_publication(sources: Sources, limits: Limits | None = None) -> Compilation:
    """Parse, analyse, link and check ``sources``. Findings are values: no text raises."""
    limits = limits or Limits()
    catalogue = sources.catalogue(limits)
    inherited = Settings.unknown() if sources.lost_head else None
    models: list[FileModel] = []
    found: list[Diagnostic] = []
    for number, source in enumerate(sources.files):
        model, in_file = _read(source, catalogue, inherited, limits)
        models.append(model)
        found += in_file
        if number == 0 and sources.has_head:
            inherited = model.settings
    publication, between = link(models)
    found += between
    found += [finding for rule in PUBLICATION_RULES for finding in rule(models)]
    names = [name for model in models if (name := model.settings.framework)]
    in_own = catalogue.diagnostics(names if models else catalogue.frameworks.names())
    readable = all(model.readable for model in models) and not in_own
    if readable and not (publication.projects or publication.wholes) and not sources.lost_head:
        found += _empty(sources.files)
    in_forms = in_own_forms(models, catalogue, limits)
    return Compilation(
        publication,
        tuple(models),
        tuple(in_order([*in_own, *in_forms, *found], (one.path for one in sources.files))),
        readable,
        sources.files,
        catalogue,
        limits,
    )


def in_own_forms(
    models: Sequence[FileModel], catalogue: Catalogue, limits: Limits
) -> list[Diagnostic]:
    """What is wrong with the own forms that are named; without files, with all that there are.

    Checking needs no forms otherwise, so they are imported here.
    """
    chosen = {model.settings.form or DEFAULT_FORM for model in models}
    names = [one.name for one in catalogue.own_forms if not models or one.name in chosen]
    if not names:
        return []
    from perflang.forms.shelf import form_shelf

    return form_shelf(catalogue.own_forms, limits).diagnostics(names)


def _read(
    source: SourceFile, catalogue: Catalogue, inherited: Settings | None, limits: Limits
) -> tuple[FileModel, list[Diagnostic]]:
    """What one file says, and everything that can be found in it alone."""
    reading = Reading(source, limits)
    tree = Tree(reading, source)
    model, meaning = analyse(tree, catalogue, inherited, limits)
    found = advise(tree, catalogue, model.settings, [*reading.mistakes(), *meaning])
    return model, [*found, *check_lines(tree, found)]


def check_lines(tree: Tree, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """What rules find in the lines of a file; where there is something in ``found`` some of them are silent."""
    line_of = tree.source.line_of
    in_lines = [one for rule in FILE_RULES for one in rule(tree)]
    in_sound = [one for rule in SOUND_RULES for one in rule(tree)]
    if in_sound:  # hardly ever
        wrong = {line_of(one.at.start) for one in found}
        in_lines += [one for one in in_sound if line_of(one.at.start) not in wrong]
    return in_lines


def _empty(files: Sequence[SourceFile]) -> list[Diagnostic]:
    return [Diagnostic("PF228", files[0].path, Span(0, 0))] if files else []
