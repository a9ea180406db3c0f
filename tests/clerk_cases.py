"""The mistakes of a clerk, as data: ``clerk/*.md`` holds them, ``clerk/goldens/*.md`` what perflang says.

A case is a heading, its files (``perf`` blocks, with ``# expect: PFnnn`` above each line that is to be
reported) and its correction: ``diff`` blocks of lines that go (``-``), come (``+``) or stay, and ``rename``
blocks. The goldens are written by ``python3 dev.py generate``, never by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from tests.markdown import ALONE, SUFFIXES, Block, blocks, without_expectations
from tests.reliability.here import run_here
from tests.support import ROOT

FOLDER = ROOT / "tests" / "clerk"
GOLDENS = FOLDER / "goldens"
HEAD = "<!-- Generated from tests/clerk/{name} by `python3 dev.py generate`; do not edit. -->\n\n"
LANGUAGES = ("zh", "en")
_SAVED = re.compile("saved=([a-z0-9-]+)")


@frozen
class Case:
    """A mistake: its files, the ``(path, line, code)`` that its author expects, and what puts it right."""

    theme: str
    title: str
    prose: str
    blocks: tuple[Block, ...]
    expected: tuple[tuple[str, int, str], ...]

    @property
    def files(self) -> dict[str, bytes]:
        return {path: self._encoded(path, text) for path, text in self.texts.items()}

    @property
    def texts(self) -> dict[str, str]:
        """The sources as they were written, without what is expected of them."""
        return {path_of(block): without_expectations(block.text)[0] for block in self._sources}

    def corrected(self) -> dict[str, bytes]:
        """The files as the author puts them right, always saved in UTF-8."""
        texts = self.texts
        for block in self.blocks:
            if block.kind == "diff":
                path = path_of(block, next(iter(texts)))
                texts[path] = patched(texts[path], block.text)
            elif block.kind == "rename":
                for line in block.text.splitlines():
                    old, new = line.split(" → ")
                    texts[new] = texts.pop(old)
        return {path: self._source(path).encoded(text) for path, text in texts.items()}

    @property
    def _sources(self) -> list[Block]:
        return [block for block in self.blocks if block.is_source]

    def _source(self, path: str) -> Block:
        same = (block for block in self._sources if path_of(block) == path)
        return next(same, self._sources[0])

    def _encoded(self, path: str, text: str) -> bytes:
        saved = next(filter(None, map(_SAVED.fullmatch, self._source(path).words)), None)
        return text.encode(saved[1]) if saved else self._source(path).encoded(text)


def path_of(block: Block, otherwise: str = ALONE) -> str:
    """The file that a block is or corrects."""
    named = (word for word in block.words if any(suffix in word for suffix in SUFFIXES))
    return next(named, otherwise)


def patched(text: str, diff: str) -> str:
    """``text`` with each hunk of ``diff`` applied; hunks are parted by blank lines and found by their lines."""
    for hunk in diff.strip("\n").split("\n\n"):
        lines = hunk.split("\n")
        old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
        starts = [at.start() for at in re.finditer(f"(?m)^(?={re.escape(old)})", text)]
        assert len(starts) == 1, hunk
        text = text[: starts[0]] + new + text[starts[0] + len(old) :]
    return text


def themes() -> list[Path]:
    return sorted(FOLDER.glob("*.md"))


def cases() -> Iterator[Case]:
    for path in themes():
        yield from cases_of(path)


def cases_of(path: Path) -> Iterator[Case]:
    """The cases of one theme, in order."""
    _, *sections = path.read_text(encoding="utf-8").split("\n## ")
    for section in sections:
        title, _, body = section.partition("\n")
        found = blocks(body)
        expected = [
            (path_of(block), line, code)
            for block in found
            if block.is_source
            for line, code in without_expectations(block.text)[1]
        ]
        prose = body.partition("```")[0].strip()
        yield Case(path.stem, title, prose, tuple(found), tuple(expected))


def written(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def printed(case: Case, folder: Path) -> str:
    """The golden of a case: its files above what ``perflang check`` prints about them in either language."""
    written(case.files, folder)
    pieces = [f"## {case.title}\n", f"{case.prose}\n" if case.prose else ""]
    texts = case.texts
    for block in case.blocks:
        shown = texts.get(path_of(block), "") if block.is_source else block.text
        info = " ".join((block.kind, *block.words))
        if block.is_source:
            pieces.append(f"```{info}\n{shown}```\n")
    for language in LANGUAGES:
        with chdir(folder):
            outcome = run_here("check", "--profile", "none", "--lang", language)
        said = outcome.out + outcome.err
        pieces.append(f"```console\n$ perflang check --lang {language}\n{said}```\n")
    for block in case.blocks:
        if not block.is_source:
            info = " ".join((block.kind, *block.words))
            pieces.append(f"```{info}\n{block.text}```\n")
    return "\n".join(piece for piece in pieces if piece)


def golden(path: Path) -> str:
    """The golden of a theme, freshly made."""
    title = path.read_text(encoding="utf-8").partition("\n")[0]
    pieces = [HEAD.format(name=path.name) + title + "\n"]
    for case in cases_of(path):
        with TemporaryDirectory() as folder:
            pieces.append(printed(case, Path(folder)))
    return "\n".join(pieces)


def sections(text: str) -> list[str]:
    """A golden's sections, each with its heading."""
    return re.split(r"(?m)^(?=## )", text)[1:]


def generate() -> None:
    GOLDENS.mkdir(exist_ok=True)
    fresh = {path.name: golden(path) for path in themes()}
    for old in GOLDENS.glob("*.md"):
        if old.name not in fresh:
            old.unlink()
    for name, text in fresh.items():
        (GOLDENS / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"clerk/goldens/{name}")


if __name__ == "__main__":
    generate()
