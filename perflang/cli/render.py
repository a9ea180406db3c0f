"""Diagnostics for people and programs: ``full``, ``concise``, ``json``. The one gate out to a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from perflang.cli.terminal import Printer
from perflang.diagnostics import Diagnostic, help_text, label_text, message
from perflang.source import Limits, SourceFile, Span, column_width, visible
from perflang.source.width import TAB

_WORDS = {
    "zh": {
        "error": "错误",
        "warning": "提醒",
        "more": "……另有 {count} 条（--all 全部列出）",
        "again": "{code} 还有 {count} 处：第 {lines} 行（--all 全部列出）",
        "comma": "、",
        "then": "；",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "more": "… and {count} more (--all shows all)",
        "again": "{code} {count} more times: line {lines} (--all shows all)",
        "comma": ", ",
        "then": "; ",
    },
}
_REPEATED = 3  # a code is shown so many times a file when repetition is folded
_LINES = 10  # and so many lines of the others are named
_MARGIN = 24  # columns kept on either side of the mark in a line that is too long to show


class Renderer:
    """Writes diagnostics of known texts to a printer in one language."""

    def __init__(
        self, printer: Printer, language: str, texts: Mapping[str, SourceFile], limits: Limits
    ) -> None:
        self.printer = printer
        self.language = language
        self.words = _WORDS[language]
        self.texts = texts
        self.limits = limits

    def show(
        self, found: Sequence[Diagnostic], output_format: str, *, folded: bool = False
    ) -> None:
        """Write ``found``, file by file; ``folded`` shows a code three times a file in the full format."""
        if output_format == "json":
            import json

            # ASCII, so that it is JSON on every console and nothing in it acts on a terminal.
            self.printer.line(json.dumps([self._object(one) for one in found], indent=2))
            return
        for path, findings in groupby(found, lambda one: one.path):
            self._file(path, list(findings), output_format, folded and output_format == "full")

    def _file(
        self, path: str, found: Sequence[Diagnostic], output_format: str, folded: bool
    ) -> None:
        shown = 0
        seen: dict[str, list[Diagnostic]] = {}
        for one in found:
            if self.limits.diagnostics and shown >= self.limits.diagnostics:
                break
            same = seen.setdefault(one.code, [])
            same.append(one)
            if folded and len(same) > _REPEATED:
                continue
            shown += 1
            if output_format == "full":
                self._full(one)
            else:
                self.printer.line(f"{self._place(one)}: {one.code} {self._in_a_line(one)}")
        counted = sum(map(len, seen.values()))
        for code, same in seen.items():
            if folded and len(same) > _REPEATED:
                self._again(path, code, same[_REPEATED:])
        if counted < len(found):
            more = self.words["more"].format(count=len(found) - counted)
            self.printer.line(f"{visible(path)}: {more}")

    def _again(self, path: str, code: str, others: Sequence[Diagnostic]) -> None:
        """What was folded: how often, and on which lines."""
        lines = dict.fromkeys(self._line(one) for one in others[: 10 * _LINES])
        named = self.words["comma"].join(list(lines)[:_LINES])
        named += "…" if len(lines) > _LINES else ""
        again = self.words["again"].format(code=code, count=len(others), lines=named)
        self.printer.line(f"{visible(path)}: {again}")

    def _line(self, found: Diagnostic) -> str:
        source = self.texts.get(found.path)
        return str(source.line_of(found.at.start)) if source else "1"

    def _place(self, found: Diagnostic) -> str:
        source = self.texts.get(found.path)
        if source is None:
            return visible(found.path)
        line, column = source.line_and_column(found.at.start)
        return f"{visible(found.path)}:{line}:{column}"

    def _in_a_line(self, found: Diagnostic) -> str:
        """What is wrong and what to do about it: nothing else of the finding may be seen."""
        said = filter(None, (message(found, self.language), help_text(found, self.language)))
        return visible(self.words["then"].join(said))

    def _object(self, found: Diagnostic) -> dict[str, object]:
        source = self.texts.get(found.path)
        start = source.line_and_column(found.at.start) if source else (None, None)
        end = source.line_and_column(found.at.end) if source else (None, None)
        return {
            "code": found.code,
            "severity": found.severity,
            "message": message(found, self.language),
            "help": help_text(found, self.language),
            "file": found.path,
            "line": start[0],
            "column": start[1],
            "end_line": end[0],
            "end_column": end[1],
        }

    def _full(self, found: Diagnostic) -> None:
        severity = self.printer.coloured(self.words[found.severity], found.severity)
        text = visible(message(found, self.language))
        place = self.printer.coloured(self._place(found), "place")
        self.printer.line(f"{place}: {severity} {found.code}: {text}")
        source = self.texts.get(found.path)
        if source is not None and source.text:
            for line in self._excerpt(source, found):
                self.printer.line(line)
        advice = visible(help_text(found, self.language))
        if advice:
            self.printer.line(f"      = {self.printer.coloured(advice, 'help')}")
        self.printer.line()

    def _excerpt(self, source: SourceFile, found: Diagnostic) -> Iterator[str]:
        """The line with the span marked under it, and every label at its own line."""
        marks = [(source, found.at, "^", "mark", "")]
        for label in found.labels:
            other = self.texts.get(label.path)
            if other is not None:
                words = visible(label_text(found, label, self.language))
                marks.append((other, label.at, "-", "label", words))
        # From top to bottom in the file of the finding, other files below; its own mark before labels.
        marks.sort(key=lambda mark: (mark[0] is not source, mark[0].line_of(mark[1].start)))
        last: tuple[str, int] | None = None
        for text, at, sign, role, words in marks:
            line = text.line_of(at.start)
            if last != (text.path, line):
                if text is not source:
                    yield f"     --> {visible(text.path)}:{line}"
                yield f"{line:5} | {self._shown(text, line, at)[0]}".rstrip()
                last = (text.path, line)
            _, column, width = self._shown(text, line, at)
            mark = self.printer.coloured(sign * width, role)
            yield f"      | {' ' * column}{mark} {self.printer.coloured(words, role)}".rstrip()

    def _shown(self, source: SourceFile, line: int, at: Span) -> tuple[str, int, int]:
        """A line as it is shown, and the column (from 0) and width of the mark under it."""
        start, end = source.line_span(line)
        first = min(at.start, end)
        last = max(min(at.end, end), first)
        # Nothing farther from the mark is shown, and a line may have any length.
        room = max(self.limits.excerpt, 2 * _MARGIN) + 1
        before, marked, after = _tabs(
            source.text[max(first - room, start) : first],
            source.text[first : min(last, first + room)],
            source.text[last : min(last + room, end)],
        )
        column = column_width(before)
        width = max(column_width(marked), 1)
        if column + width + column_width(after) > self.limits.excerpt:
            before, marked, after = _window(before, marked, after, self.limits.excerpt)
            column = column_width(before)
            width = max(column_width(marked), 1)
        return before + marked + after, column, width


def _tabs(*pieces: str) -> list[str]:
    """Pieces of one line with tabs as blanks and without characters that act."""
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
