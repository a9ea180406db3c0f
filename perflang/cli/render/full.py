"""The format for people: each finding with its line, what to do about it, and repetition folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.cli.render import SEVERITIES, Scene
from perflang.cli.render.by_file import by_file
from perflang.diagnostics import Diagnostic, help_text, label_text, message
from perflang.source import SourceFile, Span, column_width, visible
from perflang.source.width import TAB

_MARGIN = 24  # columns kept on either side of the mark in a line that is too long to show


def show(scene: Scene, found: Sequence[Diagnostic], folded: bool) -> None:
    """Write ``found`` with excerpts."""
    by_file(scene, found, lambda one: _finding(scene, one), folded)


def _finding(scene: Scene, found: Diagnostic) -> None:
    language = scene.language
    tell(scene, found, message(found, language), help_text(found, language))


def tell(scene: Scene, found: Diagnostic, text: str, advice: str = "") -> None:
    """Write one finding in words that need not be those of its page."""
    printer = scene.printer
    severity = printer.coloured(SEVERITIES[scene.language][found.severity], found.severity)
    place = printer.coloured(scene.place(found), "place")
    printer.line(f"{place}: {severity} {visible(found.code)}: {visible(text)}")
    source = scene.texts.get(found.path)
    if source is not None and source.text:
        for line in _excerpt(scene, source, found):
            printer.line(line)
    if advice:
        printer.line(f"      = {printer.coloured(visible(advice), 'help')}")
    printer.line()


def _excerpt(scene: Scene, source: SourceFile, found: Diagnostic) -> Iterator[str]:
    """The line with the span marked under it, and every label at its own line."""
    marks = [(source, source.line_of(found.at.start), found.at, "^", "mark", "")]
    for label in found.labels:
        other = scene.texts.get(label.path)
        if other is not None:
            words = visible(label_text(found, label, scene.language))
            marks.append((other, other.line_of(label.at.start), label.at, "-", "label", words))
    # From top to bottom in the file of the finding, other files below; its own mark before labels.
    marks.sort(key=lambda mark: (mark[0] is not source, mark[1]))
    last: tuple[str, int] | None = None
    for text, line, at, sign, role, words in marks:
        shown, column, width = _shown(scene, text, line, at)
        if last != (text.path, line):
            if text is not source:
                yield f"     --> {visible(text.path)}:{line}"
            yield f"{line:5} | {shown}".rstrip()
            last = (text.path, line)
        mark = scene.printer.coloured(sign * width, role)
        yield f"      | {' ' * column}{mark} {scene.printer.coloured(words, role)}".rstrip()


def _shown(scene: Scene, source: SourceFile, line: int, at: Span) -> tuple[str, int, int]:
    """A line as it is shown, and the column (from 0) and width of the mark under it."""
    start, end = source.line_span(line)
    first = min(at.start, end)
    last = max(min(at.end, end), first)
    # Nothing farther from the mark is shown, and a line may have any length.
    room = max(scene.limits.excerpt, 2 * _MARGIN) + 1
    before, marked, after = _tabs(
        source.text[max(first - room, start) : first],
        source.text[first : min(last, first + room)],
        source.text[last : min(last + room, end)],
    )
    column = column_width(before)
    width = max(column_width(marked), 1)
    most = scene.limits.excerpt - column - width
    if 2 * len(after) > most and column_width(after) > most:  # no character is wider than two
        before, marked, after = _window(before, marked, after, scene.limits.excerpt)
        column = column_width(before)
        width = max(column_width(marked), 1)
    return before + marked + after, column, width


def _tabs(*pieces: str) -> list[str]:
    """Pieces of one line with tabs as blanks and without characters that act."""
    if not any(["\t" in piece for piece in pieces]):  # noqa: C419 - a list is quicker
        return list(map(visible, pieces))
    shown: list[str] = []
    column = 0
    for piece in pieces:
        words: list[str] = []
        for number, part in enumerate(piece.split("\t")):
            gap = " " * (TAB - column % TAB) if number else ""
            text = visible(part)
            column += len(gap) + column_width(text)
            words += [gap, text]
        shown.append("".join(words))
    return shown


def _window(before: str, marked: str, after: str, columns: int) -> tuple[str, str, str]:
    """The part of a long line around its mark."""
    before = before if len(before) <= _MARGIN else "…" + before[-_MARGIN:]
    room = max((columns - column_width(before)) // 2 - _MARGIN, _MARGIN)
    if len(marked) > room:
        return before, marked[:room], "…"
    return before, marked, after if len(after) <= _MARGIN else after[:_MARGIN] + "…"
