"""What tests share: compiling texts in memory, and running the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from perflang.compiler import Compilation, Sources, compile_publication
from perflang.compiler.building import build
from perflang.diagnostics import Diagnostic, help_text, label_text, message
from perflang.document import Document
from perflang.forms.form import Form
from perflang.forms.form_file import shipped_form
from perflang.forms.layout import lay_out
from perflang.forms.shelf import form_shelf
from perflang.model import Catalogue, Framework, OwnFile, Publication
from perflang.model.toml_file import table_of
from perflang.source import Limits, SourceFile
from perflang.testing.schemas import in_memory
from perflang.workspace.heads import HEAD_NAMES

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
HEADS = HEAD_NAMES
LIMITS = Limits()


def compile_text(text: str, limits: Limits = LIMITS) -> Compilation:
    """One file, which is a publication of its own."""
    return compile_publication(Sources((SourceFile("a.perf", text),)), limits)


def compile_files(
    files: Mapping[str, str], limits: Limits = LIMITS, own: Sequence[OwnFile] = ()
) -> Compilation:
    """Several files by their path; a head file, if there is one, comes first."""
    texts = {path: SourceFile(path, files[path]) for path in sorted(files)}
    return compile_publication(in_memory(texts, own), limits)


def build_text(compilation: Compilation, format_name: str = "text") -> str:
    return b"".join(build(compilation, format_name).content).decode("utf-8")


def laid_out(publication: Publication) -> Document:
    """A publication as the document that every backend is given."""
    shape = form(publication.department.form)
    return lay_out(publication, shape, shipped(publication.department.framework)).document


def form(name: str | None) -> Form:
    """A form that perflang ships."""
    found = form_shelf().find(name)
    assert found is not None
    return found


def form_names() -> list[str]:
    """The ids of the forms that perflang ships."""
    return form_shelf().names()


def parse_form(text: str) -> Form:
    """A form from a text that is in order."""
    return shipped_form(table_of(text))


def shipped(name: str | None) -> Framework:
    """A framework that perflang ships."""
    found = Catalogue().frameworks.find(name)
    assert found is not None
    return found


def example(name: str) -> Publication:
    """The publication that one of the examples is."""
    folder = EXAMPLES / name
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.perf")}
    return compile_files(files).publication


def findings(compilation: Compilation) -> list[str]:
    """``line:code`` of every diagnostic, in order; each has its sentences in both languages."""
    texts = {source.path: source for source in compilation.sources}
    for found in compilation.diagnostics:
        said(found)
    return [f"{line_of(found, texts)}:{found.code}" for found in compilation.diagnostics]


def said(found: Diagnostic) -> list[str]:
    """All that is said of a finding; what its page lacks, or the finding, is an error."""
    return [
        text
        for language in ("zh", "en")
        for text in (
            message(found, language),
            help_text(found, language),
            *(label_text(found, label, language) for label in found.labels),
        )
    ]


def line_of(found: Diagnostic, texts: Mapping[str, SourceFile]) -> int:
    return texts[found.path].line_of(found.at.start)


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """``perflang`` as a process of its own; messages in English unless ``env`` says otherwise."""
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONIOENCODING": "", **(env or {})}
    environment.pop("PYTHONIOENCODING", None)
    environment["PYTHONUTF8"] = environment.get("PYTHONUTF8", "1")
    return subprocess.run(
        [sys.executable, "-m", "perflang", *map(str, arguments)],
        cwd=cwd,
        input=stdin if stdin is not None else b"",
        env=environment,
        capture_output=True,
        timeout=120,
        check=False,
    )
