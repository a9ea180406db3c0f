"""A review as it is to be shown: each file by what was chosen for it, less what its comments keep back."""

from __future__ import annotations

from collections.abc import Callable

from perflang.compiler import Compilation
from perflang.control.choice import Choice, is_off
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic
from perflang.review import Profile, review
from perflang.review.engine import weighed
from perflang.semantics import FileModel

Chosen = Callable[[str], Choice]


def controlled(compilation: Compilation, chosen: Chosen) -> list[Diagnostic]:
    """What was found in a publication and is wanted; ``chosen`` says what holds for the file of a path."""
    profiles: dict[Choice, Profile] = {}
    choices: dict[str, Choice] = {}
    for file in compilation.files:
        choice = choices[file.source.path] = chosen(file.source.path)
        profiles.setdefault(choice, choice.profile())
    by_path: dict[str, list[Diagnostic]] = {}
    for one in _reviewed(compilation, choices, profiles):
        by_path.setdefault(one.path, []).append(one)
    for file in compilation.files:
        path = file.source.path
        choice = choices[path]
        by_path[path] = _left(by_path.get(path, []), file, choice, profiles[choice])
    first = next(iter(choices.values()), Choice())
    found = [
        one
        for path, in_file in by_path.items()
        for one in in_file
        if choices.get(path, first).shows(one.code)
    ]
    order = {file.source.path: number for number, file in enumerate(compilation.files)}
    found.sort(key=lambda one: (order.get(one.path, -1), one.path, one.at, one.code))
    return found


def _reviewed(
    compilation: Compilation, choices: dict[str, Choice], profiles: dict[Choice, Profile]
) -> list[Diagnostic]:
    """A review by each profile that is chosen, of which the findings in its files are kept."""
    found: list[Diagnostic] = []
    # choices that differ in what is shown alone have one profile
    by_profile: list[tuple[Profile, set[str]]] = []
    for path, choice in choices.items():
        profile = profiles[choice]
        files = next((files for one, files in by_profile if one == profile), None)
        if files is None:
            by_profile.append((profile, {path}))
        else:
            files.add(path)
    for number, (profile, files) in enumerate(by_profile):
        found += [
            one
            for one in review(compilation, profile)
            if (one.path in files or (number == 0 and one.path not in choices))
            and not is_off(profile, one.code)
        ]
    return found


def _left(
    found: list[Diagnostic], file: FileModel, choice: Choice, profile: Profile
) -> list[Diagnostic]:
    """What the comments of a file leave of what was found in it, and what is wrong with them."""
    comments = Suppressions(file.source)
    if not comments.all and not comments.found:
        return found
    left = [one for one in found if not comments.covers(one)]
    own = list(comments.found)
    # rules leave a file alone in which a line cannot be read
    if file.readable:
        own += comments.unused(lambda code: choice.shows(code) and not is_off(profile, code))
    return left + [weighed(one, profile) for one in own if not is_off(profile, one.code)]
