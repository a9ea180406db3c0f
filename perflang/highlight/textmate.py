"""The machine as a TextMate grammar, with what else VS Code wants in the folder of an extension.

A rule that leads to another state opens a region up to the end of the line, so regions stand in each
other as deep as there are states, however long the line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from perflang import __version__
from perflang.highlight.machine import BLANK, ESCAPE, INK, START, Rule, State

LANGUAGE = "perflang"
SCOPES = {
    "comment": "comment.line.number-sign",
    "opening": "storage.type",
    "keyword": "keyword.control",
    "level": "entity.name.type",
    "marker": "keyword.other.marker",
    "bar": "keyword.other.continuation",
    "code": "constant.numeric.code",
    # the first of the two for themes that know headings of Markdown only
    "title": "markup.heading.perflang entity.name.section",
    "name": "variable.other.indicator",
    "source": "variable.other.source",
    "stage": "variable.other.stage",
    "text": "meta.text",
    "quoted": "string.quoted.double",
    "inside": "string.quoted.double",
    "escape": "constant.character.escape",
    "operator": "keyword.operator",
    "number": "constant.numeric",
    "unit": "keyword.other.unit",
    "nothing": "constant.language",
    "punctuation": "punctuation.separator",
    "error": "invalid.illegal",
}


def files(machine: Mapping[str, State], note: str) -> dict[str, str]:
    """The files of the extension's folder by their names; ``note`` is the first thing in each."""
    contents = {
        "package.json": _PACKAGE,
        "language-configuration.json": _CONFIGURATION,
        "perflang.tmLanguage.json": _grammar(machine),
    }
    return {name: _json({"//": note} | content) for name, content in contents.items()}


def _grammar(machine: Mapping[str, State]) -> dict[str, Any]:
    states = {name: {"patterns": _patterns(name, rules)} for name, rules in machine.items()}
    return {
        "name": LANGUAGE,
        "scopeName": f"source.{LANGUAGE}",
        "fileTypes": ["perf"],
        "patterns": [{"include": f"#{START}"}],
        "repository": states,
    }


def _patterns(state: str, rules: State) -> list[dict[str, Any]]:
    """The rules of a state. An engine looks for each all along the line, so they are tied to a place.

    Where no rule leads back that is the end of the last match, ``\\G``. Else a rule has but what it is
    never after: an engine forgets what it found for a rule with ``\\G``, and would look at each match again.
    """
    line_start = f"^{BLANK}*" if state == START else ""
    if line_start:
        ties = [line_start for _ in rules]
    elif any(rule.then is None for rule in rules):
        ties = [f"(?<!{rule.never_after})" if rule.never_after else "" for rule in rules]
    else:
        ties = [f"\\G{BLANK}*" for _ in rules]
    patterns = [_pattern(tie, rule) for tie, rule in zip(ties, rules, strict=True)]
    return [*patterns, _error(line_start)]


def _error(tie: str) -> dict[str, Any]:
    """A region up to the end of the line: a match would be looked for, all of it, at every token."""
    scope = _capture("error")
    content = {"contentName": scope["name"], "end": "$"}
    return {"begin": f"{tie}({INK})", "beginCaptures": {"1": scope}} | content


def _pattern(tie: str, rule: Rule) -> dict[str, Any]:
    pattern = tie + rule.pattern
    captures = {
        str(number): _capture(piece.kind)
        for number, piece in enumerate((*rule.pieces, *rule.tail), 1)
        if piece.kind != "blank"
    }
    if rule.then is None:
        return {"match": pattern, "captures": captures}
    inner = [{"include": f"#{rule.then}"}]
    return {"begin": pattern, "beginCaptures": captures, "end": "$", "patterns": inner}


def _capture(kind: str) -> dict[str, Any]:
    scope = {"name": f"{SCOPES[kind]}.{LANGUAGE}"}
    if kind != "inside":
        return scope
    return scope | {"patterns": [{"match": ESCAPE, "name": f"{SCOPES['escape']}.{LANGUAGE}"}]}


def _json(content: Mapping[str, Any]) -> str:
    """As text in which no blank is taken for another."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return text.replace("\u00a0", "\\u00a0").replace("\u3000", "\\u3000") + "\n"


_PACKAGE: dict[str, Any] = {
    "name": LANGUAGE,
    "displayName": "perflang 预算绩效目标",
    "description": "Colours for .perf sources 给 .perf 源文件上色",
    "version": __version__,
    "publisher": LANGUAGE,
    "license": "MIT",
    "engines": {"vscode": "^1.75.0"},
    "categories": ["Programming Languages"],
    "contributes": {
        "languages": [
            {
                "id": LANGUAGE,
                "aliases": [LANGUAGE, "预算绩效目标"],
                "extensions": [".perf"],
                "configuration": "./language-configuration.json",
            }
        ],
        "grammars": [
            {
                "language": LANGUAGE,
                "scopeName": f"source.{LANGUAGE}",
                "path": "./perflang.tmLanguage.json",
            }
        ],
        "configurationDefaults": {
            f"[{LANGUAGE}]": {
                "files.encoding": "utf8",
                "editor.insertSpaces": True,
                "editor.tabSize": 2,
                # Full-width commas and colons are no strangers here.
                "editor.unicodeHighlight.allowedLocales": {
                    "_os": True,
                    "_vscode": True,
                    "zh-hans": True,
                },
            }
        },
    },
}
_PAIRS = [["(", ")"], ["（", "）"], ['"', '"'], ["“", "”"], ["《", "》"]]
_CONFIGURATION: dict[str, Any] = {
    "comments": {"lineComment": "#"},
    "brackets": [["(", ")"], ["（", "）"]],
    "autoClosingPairs": _PAIRS,
    "surroundingPairs": _PAIRS,
}
