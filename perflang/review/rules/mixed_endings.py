"""PF522: an item of a list that ends in a comma, or items that end some in one mark and some in another.

Looks at every list. All but the last may end in a semicolon, and the last in a full stop; two items are too few
to speak of a style, and a colon leads over to what follows. A mark is put right without asking: it changes
nothing that is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Goal
from perflang.review.view import View
from perflang.semantics import FileModel
from perflang.source import Edit, SourceFile, Span

CODE = "PF522"
_COMMAS = frozenset("，,、")
_KINDS = {"。": "。", ".": "。", "；": "；", ";": "；"}
_CLOSING = '"”’』」 \t\u3000\n'
_LEADS_ON = frozenset(("", *"：:？?！!…"))  # nothing at all, too
_FEWEST = 3


def of_publication(view: View) -> Iterator[Diagnostic]:
    """A finding a list: at the comma, else at the first item that ends in another way than most."""
    for file in view.compilation.files:
        for goals in filter(None, _lists(file)) if file.readable else ():
            judged = [goal for goal in goals if _last(goal.text) not in _LEADS_ON]
            ends = [_end(goal.text) for goal in judged]
            if len(set(ends)) > 1 or not _COMMAS.isdisjoint(ends):
                yield from _check(file.source, judged, ends)


def _lists(file: FileModel) -> Iterator[Sequence[Goal]]:
    department = file.department
    yield from (department.overall, department.specific, department.safeguards)
    for project in (*file.projects, *file.wholes):
        yield from (project.long_goals, project.goals)


def _check(source: SourceFile, goals: Sequence[Goal], ends: Sequence[str]) -> Iterator[Diagnostic]:
    kinds = [_KINDS.get(end, "") for end in ends]
    common = _common(kinds, ends)
    commas = [at for at, end in enumerate(ends) if end in _COMMAS]
    unlike = _unlike_the_first(kinds) if common is None else _mixed(kinds, common)
    wrong = sorted({*commas, *unlike})
    # 加强监督检查。每月通报一次。 of several sentences an item may well end in a full stop where phrases do not.
    wrong = [at for at in wrong if common or ends[at] in _COMMAS or not _is_prose(goals[at])]
    if not wrong:
        return
    at, last = (commas or wrong)[0], len(goals) - 1
    if common is None:  # nobody can tell which of the marks is meant for all
        hint = "open" if commas else "several"
        yield Diagnostic(CODE, source.path, _place(source, goals[at]), {"mark": ends[at]}, hint)
        return
    fix = [
        edit
        for one in wrong
        for edit in _edit(source, goals[one], ends[one], _right(common, one == last))
    ]
    end, plain = ends[at], _right(common, at == last)
    values = {"mark": end or "", "right": plain}
    hint = "comma" if commas else "mark" if plain else "nothing"
    yield Diagnostic(CODE, source.path, _place(source, goals[at]), values, hint, fix=tuple(fix))


@lru_cache(maxsize=4096)
def _last(text: str) -> str:
    """The last character, that before a closing quotation mark; empty where nothing is said."""
    return text.rstrip(_CLOSING)[-1:]


def _end(text: str) -> str:
    """The mark at the end of an item; empty where there is none."""
    last = _last(text)
    return last if last in _KINDS or last in _COMMAS else ""


def _common(kinds: Sequence[str], ends: Sequence[str]) -> str | None:
    """The mark, or none, that more than half of the items that end in no comma have; None where there is no such.

    The full stop of the last one belongs to semicolons before it too.
    """
    said = [kind for kind, end in zip(kinds, ends, strict=True) if end not in _COMMAS]
    if len(said) < len(kinds):  # a comma shows that marks are meant, where any other item has one
        said = [kind for kind in said if kind] or said
    count = Counter(said)
    if "；" in count and kinds[-1] == "。":
        count["；"] += 1
    most = max(count, key=lambda kind: (count[kind], said.count(kind)), default="")
    return most if not said or count[most] * 2 > len(said) else None


def _mixed(kinds: Sequence[str], common: str) -> list[int]:
    """The items that end in another way than most; what the last one may end in is its own matter."""
    if len(kinds) < _FEWEST:
        return []
    wrong = [at for at, kind in enumerate(kinds[:-1]) if kind != common]
    if common in ("", "。") and kinds[-1] != common:
        wrong.append(len(kinds) - 1)
    return wrong


def _unlike_the_first(kinds: Sequence[str]) -> list[int]:
    """The items that end in another way than the first, but for the full stop behind semicolons."""
    if len(kinds) < _FEWEST:
        return []
    last = len(kinds) - 1
    closed = kinds[0] == "；" and kinds[-1] == "。"
    return [at for at, kind in enumerate(kinds) if kind != kinds[0] and not (closed and at == last)]


def _is_prose(goal: Goal) -> bool:
    return "。" in goal.text.rstrip()[:-1]


def _right(common: str, is_last: bool) -> str:
    return "。" if common == "；" and is_last else common


def _place(source: SourceFile, goal: Goal) -> Span:
    """The mark where it can be pointed at, else the last character of the text."""
    at = goal.at["text"]
    return at._replace(start=max(at.start, at.end - 1))


def _edit(source: SourceFile, goal: Goal, end: str, right: str) -> Iterator[Edit]:
    """What puts the mark right; nothing where the text is quoted or ends elsewhere."""
    at = goal.at["text"]
    written = source.text[at.start : at.end]
    last = end or goal.text.rstrip()[-1:]
    if written.endswith(last) and not written.startswith('"'):
        yield Edit(Span(at.end - len(end), at.end), right)
