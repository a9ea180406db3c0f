"""Fields of a form's own (其他栏目): a name up to the first colon, and a text; read and written here."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.model import OtherField
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Span
from perflang.source.regex import regex
from perflang.syntax import Leaf
from perflang.values import BLANKS

_QUOTED = '"((?:[^"]|"")*)"'
_QUOTED_NAME = regex(f"{_QUOTED}[{BLANKS}]*[:：]")
_WHOLE = regex(_QUOTED)


def read_others(report: Report, written: Sequence[tuple[Leaf, Text]]) -> tuple[OtherField, ...]:
    """The fields of one project; one without a name, and a name that is given twice, are findings."""
    read = [_read(keyword, text) for keyword, text in written if text.text.strip()]
    first: dict[str, Span] = {}
    for one in read:
        if not one.name:
            report.add("PF251", one.at["text"])
        elif one.name in first:
            labels = {"first": first[one.name]}
            report.add("PF252", one.at["name"], {"name": one.name}, labels=labels)
        else:
            first[one.name] = one.at["name"]
    return tuple(read)


def _read(keyword: Leaf, text: Text) -> OtherField:
    line, broken, more = text.text.partition("\n")
    name, rest = _parted(line)
    places = {"": keyword.at, "name": text.at, "text": text.at}
    return OtherField(name, rest + broken + more, places)


def _parted(line: str) -> tuple[str, str]:
    """A name and the text behind its colon, either of which may stand in quotes; no colon, no name."""
    quoted = _QUOTED_NAME.match(line)
    if quoted is not None:
        name, rest = quoted[1].replace('""', '"'), line[quoted.end() :]
    else:
        before, colon, behind = line.replace("：", ":").partition(":")
        if not colon:
            return "", line
        name, rest = before.strip(BLANKS), line[len(line) - len(behind) :] if behind else ""
    rest = rest.strip(BLANKS)
    whole = _WHOLE.fullmatch(rest)
    return name, whole[1].replace('""', '"') if whole else rest


def written_other(name: str, line: str) -> str:
    """A name and the first line of its text as a source has them, in quotes where they would not be read back."""
    plain = bool(name) and not set(name) & set(':："') and name.strip(BLANKS) == name
    head = name if plain else _in_quotes(name)
    odd = line.strip(BLANKS) != line or _WHOLE.fullmatch(line) is not None
    return f"{head}: {_in_quotes(line) if odd else line}".rstrip(" ")


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
