"""What a review finds and does not show: all that it would say with every rule, less what was shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from perflang.compiler import Compilation
from perflang.control.choice import Choice
from perflang.control.codes import is_firm
from perflang.control.controlled import opinions_by_figures
from perflang.control.idle import OtherProfiles, unused
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic, in_order
from perflang.review.profile import OFF
from perflang.review.withheld import Withheld
from perflang.semantics import FileModel

_Key = tuple[str, str, int, int, str | None]


def withheld(
    compilation: Compilation, chosen: Callable[[str], Choice], shown: Iterable[Diagnostic]
) -> list[Withheld]:
    """The findings that are not among those ``shown``, each with the reason, in the order of a review.

    ``chosen`` says what holds for the file of a path. Whatever way a finding was kept back, it is here.
    """
    files = {file.source.path: file for file in compilation.files}
    choices = {path: chosen(path) for path in files}
    comments = {path: Suppressions(file.source) for path, file in files.items()}
    if not any(one.all for one in comments.values()) and not any(map(_chooses, choices.values())):
        return []
    first = next(iter(choices.values()))
    by_path: dict[str, list[Diagnostic]] = {}
    everything = opinions_by_figures(compilation, choices, everything=True)
    for one in in_order([*compilation.diagnostics, *everything], choices):
        by_path.setdefault(one.path, []).append(one)
    left = Counter(map(_key, shown))
    others = OtherProfiles(compilation)
    found: list[Withheld] = []
    for path in (*(path for path in by_path if path not in files), *files):
        choice = choices.get(path, first)
        causes = _Causes(choice, comments.get(path), files.get(path), others)
        for kept in causes.of(by_path.get(path, ())):
            if left[_key(kept.found)]:
                left[_key(kept.found)] -= 1
            else:
                found.append(kept)
    return found


class _Causes:
    """Why the findings of one file would not be shown; what nothing else keeps back, a baseline does."""

    def __init__(
        self,
        choice: Choice,
        comments: Suppressions | None,
        file: FileModel | None,
        others: OtherProfiles,
    ) -> None:
        self.choice = choice
        self.comments = comments
        self.file = file
        self.others = others

    def of(self, found: Sequence[Diagnostic]) -> Iterator[Withheld]:
        """Each finding with what would keep it back, also those about comments themselves."""
        for one in found:
            comment = None
            if self.comments is not None and not self._is_off(one.code):
                comment = self.comments.that_covers(one)
            if comment is not None:
                yield Withheld(one, "comment", comment.reason)
            elif (cause := self._cause(one.code)) is not None:
                yield Withheld(one, cause)
        if self.comments is None:
            return
        own = list(self.comments.found)
        if self.file is not None and self.file.readable:
            own += unused(self.comments, self.file, self.choice, found, self.others)
        for one in own:
            if (cause := self._cause(one.code)) is not None:
                yield Withheld(one, cause)

    def _cause(self, code: str) -> str | None:
        if self._is_off(code):
            return "off"
        if not self.choice.shows(code):
            return "choice"
        # what is wrong with a file that several publications have is said once, and in no baseline
        return "baseline" if self.file is not None else None

    def _is_off(self, code: str) -> bool:
        return not is_firm(code) and self.choice.profile.severity_of(code) == OFF


def _chooses(choice: Choice) -> bool:
    """Whether anything could be kept back by a choice."""
    return (
        choice.baseline is not None
        or any(layer.select is not None or layer.ignore is not None for layer in choice.layers)
        or OFF in choice.profile.severity.values()
    )


def _key(found: Diagnostic) -> _Key:
    return found.code, found.path, found.at.start, found.at.end, found.hint
