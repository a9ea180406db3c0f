"""A review as it is to be shown: each file by what was chosen for it, less what its comments keep back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import field

from perflang.compiler import Compilation
from perflang.control.choice import Choice
from perflang.control.idle import OtherProfiles, unused
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic, in_order
from perflang.review import Profile
from perflang.review.engine import opinions
from perflang.semantics import FileModel
from perflang.source.classes import define

Chosen = Callable[[str], Choice]


def controlled(compilation: Compilation, chosen: Chosen) -> list[Diagnostic]:
    """What was found in a publication and is wanted; ``chosen`` says what holds for the file of a path."""
    choices = {file.source.path: chosen(file.source.path) for file in compilation.files}
    by_path: dict[str, list[Diagnostic]] = {}
    for one in (*compilation.diagnostics, *opinions_by_figures(compilation, choices)):
        by_path.setdefault(one.path, []).append(one)
    others = OtherProfiles(compilation)
    for file in compilation.files:
        path = file.source.path
        by_path[path] = left(by_path.get(path, []), file, choices[path], others)
    first = next(iter(choices.values()), Choice())
    found: list[Diagnostic] = []
    asked: dict[Choice, _Asked] = {}
    for path, in_file in by_path.items():
        choice = choices.get(path, first)
        looks_for = asked.setdefault(choice, _Asked(choice))
        shown = [one for one in in_file if looks_for[one.code]]
        found += map(choice.weighed, shown) if choice.profile.severity else shown
    return in_order(found, choices)


class _Asked(dict[str, bool]):
    """Which codes a choice looks for: asked once a code, there are many findings of each."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice

    def __missing__(self, code: str) -> bool:
        answer = self[code] = self._choice.looks_for(code)
        return answer


@define
class _Group:
    """Files that are reviewed by the same figures, and what was chosen for them."""

    profile: Profile
    choices: list[Choice] = field(factory=list)
    paths: set[str] = field(factory=set)

    def wants(self, code: str) -> bool:
        """Whether the rule of a code is to be run."""
        return any(choice.looks_for(code) for choice in self.choices)


def opinions_by_figures(
    compilation: Compilation, choices: Mapping[str, Choice], *, everything: bool = False
) -> list[Diagnostic]:
    """What a review says of each file. There is one by each set of figures: the rest is weighed afterwards.

    ``everything`` runs also the rules that nobody looks for.
    """
    groups: list[_Group] = []
    for path, choice in choices.items():
        tables = choice.profile.tables
        group = next((one for one in groups if one.profile.tables == tables), None)
        if group is None:
            groups.append(group := _Group(choice.profile))
        group.paths.add(path)
        if choice not in group.choices:
            group.choices.append(choice)
    if len(groups) == 1:
        return _of_group(compilation, groups[0], everything=everything)
    return [
        one
        for number, group in enumerate(groups)
        for one in _of_group(compilation, group, everything=everything)
        if one.path in group.paths or (number == 0 and one.path not in choices)
    ]


def _of_group(compilation: Compilation, group: _Group, *, everything: bool) -> list[Diagnostic]:
    wants = (lambda _code: True) if everything else group.wants
    return opinions(compilation, group.profile, wants)


def left(
    found: list[Diagnostic],
    file: FileModel,
    choice: Choice,
    others: OtherProfiles,
    above: int = 0,
) -> list[Diagnostic]:
    """What the comments of a file leave of what was found in it, and what is wrong with them.

    ``above`` counts the lines above the file's text where that is a piece of a longer one.
    """
    comments = Suppressions(file.source, above)
    if not comments.all and not comments.found:
        return found
    left = [one for one in found if not comments.covers(one)]
    # rules leave a file alone in which a line cannot be read
    idle = unused(comments, file, choice, found, others) if file.readable else ()
    return [*left, *comments.found, *idle]
