"""Examples in Markdown: the fenced blocks of a page, and what perflang finds in those that are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen

from perflang.cli.controls import Controls
from perflang.compiler import Compilation, Sources, compile_publication
from perflang.compiler.building import build
from perflang.control import Layer
from perflang.diagnostics import Diagnostic
from perflang.review import Profile, profile_of, review
from perflang.source import Limits
from perflang.workspace import discover

# As deep in a list as it stands, with an info string or without one.
_FENCE = re.compile(
    r"^(?P<indent>[ ]*)(?P<fence>```+|~~~+)(?P<info>[^`\n]*)\n(?P<text>(?:.*\n)*?)(?P=indent)(?P=fence)$",
    re.MULTILINE,
)
_ESCAPE = re.compile(rb"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})")
_LIMIT = re.compile(r"limit=([a-z]+):([0-9]+)")
_EXPECT = re.compile(r"^[ \t]*# expect: (PF[0-9]{3}(?: PF[0-9]{3})*)\n", re.MULTILINE)
ALONE = "example.perf"
SUFFIXES = (".perf", ".toml")


@frozen
class Block:
    """A fenced block: its info string in words, its text, the number of its first line.

    ``is_below`` says that nothing but blank lines stands between it and the block before.
    """

    kind: str
    words: tuple[str, ...]
    text: str
    line: int
    is_below: bool = False

    @property
    def path(self) -> str | None:
        """The file that this block is, where its info string names one."""
        return next((word for word in self.words if word.endswith(SUFFIXES)), None)

    @property
    def is_source(self) -> bool:
        """Whether it is a source, or what stands beside sources."""
        return self.kind == "perf" or (
            self.kind == "toml" and any(".toml" in word for word in self.words)
        )

    @property
    def limits(self) -> Limits:
        """The limits, with one lowered by ``limit=NAME:NUMBER``."""
        found = (_LIMIT.fullmatch(word) for word in self.words)
        return evolve(Limits(), **{match[1]: int(match[2]) for match in found if match})

    @property
    def building(self) -> str | None:
        """The form that it is laid out in by ``build=FORM``, empty for its own (``build``); None for neither."""
        words = (word.partition("=") for word in self.words)
        return next((form for name, _, form in words if name == "build"), None)

    @property
    def profile(self) -> str | None:
        """The profile that it is reviewed by (``profile=NAME``), if it says one."""
        words = (word.partition("=") for word in self.words)
        return next((profile for name, _, profile in words if name == "profile"), None)

    def encoded(self, text: str) -> bytes:
        """``text`` as bytes; in an ``escaped`` block ``\\xNN`` is a byte, ``\\uNNNN`` a character."""
        content = text.encode()
        return _ESCAPE.sub(_unescaped, content) if "escaped" in self.words else content


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)]) if match[1] else chr(int(match[2], 16)).encode()


def blocks(markdown: str) -> list[Block]:
    """The fenced blocks of a page in order."""
    found: list[Block] = []
    end = 0
    for match in _FENCE.finditer(markdown):
        kind, *words = match["info"].split() or [""]
        line = markdown.count("\n", 0, match.start("text")) + 1
        is_below = bool(found) and not markdown[end : match.start()].strip()
        text = re.sub(f"^{match['indent']}", "", match["text"], flags=re.MULTILINE)
        found.append(Block(kind, tuple(words), text, line, is_below))
        end = match.end()
    return found


def without_expectations(text: str) -> tuple[str, list[tuple[int, str]]]:
    """A text less its lines ``# expect: …``, and the codes for the lines that followed them."""
    expected, plain, end = [], "", 0
    for match in _EXPECT.finditer(text):
        plain += text[end : match.start()]
        expected += [(plain.count("\n") + 1, code) for code in match[1].split()]
        end = match.end()
    return plain + text[end:], expected


def publications(found: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks of sources that belong together: named files that stand below each other, else one alone."""
    group: list[Block] = []
    for block in found:
        if group and not (block.is_below and block.path and group[-1].path):
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def section(markdown: str, title: str) -> str:
    """What stands below the heading ``## title`` and above the next one."""
    _, _, after = markdown.partition(f"\n## {title}\n")
    return after.partition("\n## ")[0]


@frozen
class Checked:
    """What perflang makes of some files: its publications, and its findings with the text they are in."""

    compilations: tuple[Compilation, ...]
    found: tuple[Diagnostic, ...]
    sources: tuple[Sources, ...] = ()

    def places(self, folder: Path) -> list[tuple[str, int, str]]:
        """Path, line and code of every finding; 1 is also the line of what is about a whole file."""
        texts = {text.path: text for one in self.sources for text in one.texts}
        return [
            (
                Path(one.path).relative_to(folder).as_posix(),
                texts[one.path].line_of(one.at.start) if one.path in texts else 1,
                one.code,
            )
            for one in self.found
        ]


def check(
    files: Mapping[str, bytes],
    folder: Path,
    limits: Limits,
    *,
    building: str | None = None,
    rule: str | None = None,
    profile: str | None = None,
) -> Checked:
    """Write files into an empty folder and check it as the command line does; ``building`` lays it out.

    Of a review there is that one ``rule``, with the figures of a ``profile``, or none; what is said of its
    control comes without any.
    """
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    compilations: list[Compilation] = []
    found: list[Diagnostic] = []
    publications = discover([str(folder)], limits)
    for publication in publications:
        found += publication.diagnostics
        if publication.sources.files:
            compilation = compile_publication(publication.sources, limits)
            compilations.append(compilation)
            found += reviewed(compilation, folder, rule, limits, profile)
            if building is not None:
                found += build(compilation, "text", building or None).diagnostics
    return Checked(tuple(compilations), tuple(found), tuple(one.sources for one in publications))


def reviewed(
    compilation: Compilation,
    folder: Path,
    rule: str | None,
    limits: Limits,
    profile: str | None = None,
) -> list[Diagnostic]:
    """What the compiler found in all of ``folder``, and one rule of a review, with the figures of a profile."""
    if rule is None:
        return list(compilation.diagnostics)
    if rule.startswith("PF6"):
        controls = Controls(limits, Layer(profile="none"))
        controls.asked = [folder]
        left = controls.look_up(controls.review(compilation), compilation, (), whole=True)
        excused = {id(one) for one in controls.settle()}
        return [*controls.found, *(one for one in left if id(one) not in excused)]
    figures = profile_of(profile) if profile else Profile()
    return review(compilation, evolve(figures, severity={"PF5": "off", rule: "warning"}))
