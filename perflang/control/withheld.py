"""What a review finds and does not show: all that it would say with every rule, less what was shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve

from perflang.compiler import Compilation
from perflang.control.choice import Choice, is_off
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic
from perflang.review import Profile, review
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
    for one in _everything(compilation, choices):
        by_path.setdefault(one.path, []).append(one)
    left = Counter(map(_key, shown))
    found: list[Withheld] = []
    for path in (*(path for path in by_path if path not in files), *files):
        choice = choices.get(path, first)
        causes = _Causes(choice, choice.profile(), comments.get(path), files.get(path))
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
        profile: Profile,
        comments: Suppressions | None,
        file: FileModel | None,
    ) -> None:
        self.choice = choice
        self.profile = profile
        self.comments = comments
        self.file = file

    def of(self, found: Iterable[Diagnostic]) -> Iterator[Withheld]:
        """Each finding with what would keep it back, also those about comments themselves."""
        for one in found:
            comment = None
            if self.comments is not None and not is_off(self.profile, one.code):
                comment = self.comments.that_covers(one)
            if comment is not None:
                yield Withheld(one, "comment", comment.reason)
            elif (cause := self._cause(one.code)) is not None:
                yield Withheld(one, cause)
        if self.comments is None:
            return
        own = list(self.comments.found)
        if self.file is not None and self.file.readable:
            own += self.comments.unused(self._looks_for)
        for one in own:
            if (cause := self._cause(one.code)) is not None:
                yield Withheld(one, cause)

    def _cause(self, code: str) -> str | None:
        if is_off(self.profile, code):
            return "off"
        if not self.choice.shows(code):
            return "choice"
        # what is wrong with a file that several publications have is said once, and in no baseline
        return "baseline" if self.file is not None else None

    def _looks_for(self, code: str) -> bool:
        return self.choice.shows(code) and not is_off(self.profile, code)


def _everything(compilation: Compilation, choices: Mapping[str, Choice]) -> list[Diagnostic]:
    """What a review says that leaves nothing out, by the figures of each file's profile."""
    profiles = {choice: _outspoken(choice.profile()) for choice in dict.fromkeys(choices.values())}
    found: list[Diagnostic] = []
    done: list[Profile] = []
    for profile in profiles.values():
        if profile in done:
            continue
        mine = {path for path, choice in choices.items() if profiles[choice] == profile}
        found += [
            one
            for one in review(compilation, profile)
            if one.path in mine or (not done and one.path not in choices)
        ]
        done.append(profile)
    return found


def _outspoken(profile: Profile) -> Profile:
    """A profile that asks for silence about nothing."""
    said = {code: level for code, level in profile.severity.items() if level != OFF}
    return evolve(profile, severity=said)


def _chooses(choice: Choice) -> bool:
    """Whether anything could be kept back by a choice."""
    return (
        choice.baseline is not None
        or any(layer.select is not None or layer.ignore is not None for layer in choice.layers)
        or OFF in choice.profile().severity.values()
    )


def _key(found: Diagnostic) -> _Key:
    return found.code, found.path, found.at.start, found.at.end, found.hint
