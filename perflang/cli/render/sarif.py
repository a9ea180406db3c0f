"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from perflang import __version__
from perflang.cli.render import Scene
from perflang.cli.render.paths import uri
from perflang.diagnostics import Diagnostic, label_text, page
from perflang.source import SourceFile, Span, visible
from perflang.source.regex import regex

Object = dict[str, object]
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}
# What would be read as a link to somewhere, in a message that quotes what somebody wrote.
_LINK = regex(r"\[(?=[^\]]*\]\()")
_WIDE = regex("[\U00010000-\U0010ffff]")
_FIXES = {
    "zh": {False: "自动改好这一处。", True: "改这一处，写的内容会变，请看过再用。"},
    "en": {
        False: "Mend it.",
        True: "Change it. What is said may change too, so look at it first.",
    },
}


def show(scene: Scene, found: Sequence[Diagnostic], _folded: bool) -> None:
    """Write ``found`` as the log of one run."""
    codes = sorted({one.code for one in found})
    numbers = {code: number for number, code in enumerate(codes)}
    results = _Results(scene, numbers)
    driver = {"name": "perflang", "version": __version__, "rules": [_rule(code) for code in codes]}
    run: Object = {
        "tool": {"driver": driver},
        "language": _LANGUAGES[scene.language],
        # What editors count in, and what a reader takes for granted that does not look here.
        "columnKind": "utf16CodeUnits",
        "results": [results.result(one) for one in found],
    }
    # ASCII, as in the format json.
    scene.printer.line(
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)
    )


def _rule(code: str) -> Object:
    """What a code means, in both languages: the log is read by others than those who made it."""
    of = page(code)
    manual = of.manual(None)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in of.name.split("-")),
        "shortDescription": {"text": f"{of.title('zh')}。 {_sentence(of.title('en'))}"},
        "fullDescription": {"text": f"{of.reason('zh')} {of.reason('en')}"},
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": of.severity},
    }


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _region(start: tuple[int, int], end: tuple[int, int]) -> Object:
    names = ("startLine", "startColumn", "endLine", "endColumn")
    return dict(zip(names, (*start, *end), strict=True))


class _Results:
    """Findings as results; what several of one line or one file need is worked out once."""

    def __init__(self, scene: Scene, rules: Mapping[str, int]) -> None:
        self.scene = scene
        self.rules = rules
        self._uris: dict[str, str] = {}
        self._wide: dict[str, list[int]] = {}
        self._lines: dict[tuple[str, int], str] = {}
        self._seen: Counter[tuple[str, str]] = Counter()

    def result(self, found: Diagnostic) -> Object:
        said = _LINK.sub(r"\\[", self.scene.in_a_line(found))
        result: Object = {
            "ruleId": found.code,
            "ruleIndex": self.rules[found.code],
            "level": found.severity,
            "message": {"text": said},
            "locations": [{"physicalLocation": self._place(found.path, found.at)}],
        }
        labels = [one for one in found.labels if one.path in self.scene.texts]
        if labels:
            result["relatedLocations"] = [
                {
                    "id": number,
                    "physicalLocation": self._place(label.path, label.at),
                    "message": {"text": visible(label_text(found, label, self.scene.language))},
                }
                for number, label in enumerate(labels)
            ]
        source = self.scene.texts.get(found.path)
        if source is not None:
            if found.fix:
                result["fixes"] = [self._fix(found, source)]
            result["partialFingerprints"] = {"perflangLine/v1": self._fingerprint(found, source)}
        return result

    def _place(self, path: str, at: Span) -> Object:
        source = self.scene.texts.get(path)
        # What could not be read is shown at its beginning: a result without a place is dropped by services.
        region = _region((1, 1), (1, 1)) if source is None else self._region(source, at)
        return {"artifactLocation": self._artifact(path), "region": region}

    def _artifact(self, path: str) -> Object:
        if path not in self._uris:
            self._uris[path] = uri(path)
        return {"uri": self._uris[path]}

    def _region(self, source: SourceFile, at: Span) -> Object:
        return _region(self._position(source, at.start), self._position(source, at.end))

    def _position(self, source: SourceFile, offset: int) -> tuple[int, int]:
        """The line and the column in UTF-16 code units; it costs the same anywhere in a line."""
        if source.path not in self._wide:
            self._wide[source.path] = [match.start() for match in _WIDE.finditer(source.text)]
        wide = self._wide[source.path]
        line, column = source.line_and_column(offset)
        start = source.line_starts[line - 1]
        before = bisect_left(wide, start + column - 1) - bisect_left(wide, start)
        return line, column + before

    def _fix(self, found: Diagnostic, source: SourceFile) -> Object:
        replacements = [
            {
                "deletedRegion": self._region(source, edit.at),
                "insertedContent": {"text": edit.text},
            }
            for edit in found.fix
        ]
        return {
            "description": {"text": _FIXES[self.scene.language][found.unsafe]},
            "artifactChanges": [
                {"artifactLocation": self._artifact(found.path), "replacements": replacements}
            ],
        }

    def _fingerprint(self, found: Diagnostic, source: SourceFile) -> str:
        """The same as long as the line says the same, wherever in the file it stands."""
        number = source.line_of(found.at.start)
        line = (source.path, number)
        if line not in self._lines:
            text = source.line_text(number).strip().encode("utf-8", "surrogatepass")
            self._lines[line] = hashlib.sha256(text).hexdigest()
        digest = hashlib.sha256(f"{found.code} {self._lines[line]}".encode()).hexdigest()[:32]
        self._seen[source.path, digest] += 1
        return f"{digest}:{self._seen[source.path, digest]}"
