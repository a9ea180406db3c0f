"""What publications are generated for: a framework and a form, shipped ones or a bureau's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from perflang.compiler import Compilation, Sources, compile_publication
from perflang.diagnostics import Diagnostic, help_text, message
from perflang.forms.form import Form
from perflang.forms.shelf import form_shelf
from perflang.model import FORM, FRAMEWORK, Catalogue, Framework, OwnFile
from perflang.model.toml_file import read_table
from perflang.source import Fault, Limits, SourceFile
from perflang.source.classes import frozen
from perflang.testing.asked import one_of
from perflang.vocabulary import vocabulary
from perflang.workspace.heads import HEAD_NAMES
from perflang.workspace.own import OwnFinder, name_in

# The name of a shipped one or of an own file, the path of such a file, or the text of one.
Chosen = str | Path | None
_FLAT, _USUAL = "flat", "2021"
_FORMS = {"zh": "mof-2021", "en": "brief"}
HEADS = dict(zip(("zh", "en"), HEAD_NAMES, strict=True))


@frozen
class Schema:
    """A framework, a form, the language of sources, and the own files that sources need to name them."""

    framework: Framework
    form: Form
    language: str = "zh"
    own: tuple[OwnFile, ...] = ()

    def compile(self, sources: str | Mapping[str, str]) -> Compilation:
        """One source text, or files by their names with the head file among them, as a publication."""
        files = {"a.perf": sources} if isinstance(sources, str) else sources
        texts = {name: SourceFile(name, files[name]) for name in sorted(files)}
        return compile_publication(in_memory(texts, self.own))


def in_memory(read: Mapping[str, SourceFile | Fault], own: Iterable[OwnFile] = ()) -> Sources:
    """Texts by their paths as one publication: the head file first, the others as they are given."""
    heads = [path for path in read if PurePath(path).name in HEAD_NAMES]
    ordered = sorted(read, key=lambda path: path not in heads)
    return Sources(
        tuple(one for path in ordered if isinstance(one := read[path], SourceFile)),
        has_head=any(isinstance(read[path], SourceFile) for path in heads),
        lost_head=any(isinstance(read[path], Fault) for path in heads),
        own=tuple(own),
    )


def schema(
    framework: Chosen = None,
    form: Chosen = None,
    language: str = "zh",
    own: Iterable[OwnFile] = (),
) -> Schema:
    """The schema of a framework and a form, each a name, the path of a file, or the text of one.

    Names are those of what perflang ships and of the files ``own``. Without a form it is the usual one of the
    language, without a framework the one whose levels the form prints. Raises :class:`ValueError` with what
    ``check`` would say in that language, for a file with a mistake in it and for a name that there is not, and
    :class:`TypeError` for what is no name, path or text.
    """
    one_of("language", language, _FORMS)
    if not isinstance(own, Iterable):
        raise TypeError(f"own: OwnFile; 不是 not {own!r}")
    files = list(own)
    for chosen in (framework, form):
        if not isinstance(chosen, str | Path | None):
            raise TypeError(f"写名称、路径或者全文 a name, a path or a text; 不是 not {chosen!r}")
    for one in files:
        if not isinstance(one, OwnFile):
            raise TypeError(f"own: OwnFile; 不是 not {one!r}")
    shelf_name = _name(_FORMS[language] if form is None else form, FORM, files)
    shelf = form_shelf(files)
    shape = shelf.find(shelf_name)
    _refuse(shelf.diagnostics([shelf_name]), files, language)
    if shape is None:
        raise unknown(FORM, shelf_name, shelf.names(), language)
    usual = _USUAL if "level2" in shape.slots else _FLAT
    levels = _name(usual if framework is None else framework, FRAMEWORK, files)
    catalogue = Catalogue(files)
    found = catalogue.frameworks.find(levels)
    _refuse(catalogue.diagnostics([levels]), files, language)
    if found is None:
        raise unknown(FRAMEWORK, levels, catalogue.frameworks.names(), language)
    return Schema(found, shape, language, tuple(files))


def framework_of(wanted: Framework | Chosen) -> Framework:
    """A framework itself, or that of a name, a path or a text; raises as :func:`schema`."""
    return wanted if isinstance(wanted, Framework) else schema(wanted).framework


def _name(chosen: str | Path, kind: str, files: list[OwnFile]) -> str:
    """What sources call it; a path or a text is added to ``files``."""
    if isinstance(chosen, str) and "\n" in chosen:
        table, _ = read_table(SourceFile("", chosen), Limits(), "", ())
        said = (table or {}).get("id")
        name = said if isinstance(said, str) and said else "own"  # what is wrong the shelf tells
        called = f"{name}.{kind}.toml"
        files.append(OwnFile(name, called, SourceFile(called, chosen), kind=kind))
        return name
    path = Path(chosen)
    if name_in(path.name, kind) is None:
        return str(chosen)
    file = OwnFinder(Limits()).alone(path)
    files.append(file)
    return file.name


def _refuse(mistakes: Iterable[Diagnostic], files: Iterable[OwnFile], language: str) -> None:
    """Say what is wrong with own files, and on which lines."""
    texts = {one.path: one.content for one in files}
    said = []
    for one in mistakes:
        text = texts.get(one.path)
        line = f":{text.line_of(one.at.start)}" if isinstance(text, SourceFile) else ""
        said.append(f"{one.path}{line}: {message(one, language)}\n  {help_text(one, language)}")
    if said:
        raise ValueError("\n".join(said))


def unknown(kind: str, name: str, names: Iterable[str], language: str) -> ValueError:
    """That there is no form or framework of a name, and which ones there are."""
    known = ", ".join(names)
    is_text = "=" in name
    if language == "zh":
        hint = "。文件的全文至少要有一个换行" if is_text else ""
        return ValueError(f"没有 {name!r} 这个{vocabulary()[kind].zh}；有 {known}{hint}")
    hint = ". The text of a file has at least one line break" if is_text else ""
    return ValueError(f"no {kind} {name!r}; there are {known}{hint}")
