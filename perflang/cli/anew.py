"""Publications of which a few files have changed, built anew; of the others holds what was said of them then.

Nothing is looked for: the folders are as they were. So all that this costs is what the changed ones cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from perflang.cache.manifest import parts_of
from perflang.cli import publishing
from perflang.cli.keeping import Kept, order_of
from perflang.cli.placing import is_source, told_of
from perflang.cli.progress import shown
from perflang.cli.publishing import HELD_BACK, NO_FORM, WRITTEN, Order
from perflang.cli.session import ERRORS
from perflang.workspace import Found
from perflang.workspace.own import OwnFinder

if TYPE_CHECKING:
    from perflang.cache.manifest import Entry, Manifest
    from perflang.cli.publishing import Outcome

    Part = dict[str, Any]


def with_changes(manifest: Manifest, changed: list[int], young: list[Entry]) -> Manifest | None:
    """What is to be remembered and said once the ``changed`` files have been built; None where that needs more.

    Entries with new stamps are added to ``young``.
    """
    parts = parts_of(manifest)
    if manifest["order"] is None or not parts:
        return None
    order = order_of(manifest["order"])
    kept = Kept()
    states: set[str] = set()
    written = []
    pieces: list[bytes | memoryview] = []
    status = start = 0
    entries, told = manifest["files"], memoryview(manifest["told"])
    outcomes = shown(_outcomes(order, parts, set(changed)), len(parts), order.language)
    for part, (is_known, outcome) in zip(parts, outcomes, strict=True):
        end = start + part["length"]
        if is_known:
            kept.add(part, [entries[number] for number in part["files"]], end - start)
            pieces.append(told[start:end])
        elif outcome is None or outcome.told is None or not outcome.whole:
            return None
        else:
            seen = [[path, *found] for path, found in outcome.seen.items()]
            young += seen
            part |= {"state": outcome.state, "status": outcome.status}
            pieces.append(outcome.told.encode("utf-8", "surrogatepass"))
            kept.add(part, seen, len(pieces[-1]))
        start = end
        states.add(part["state"])
        status = max(status, part["status"])
        if part["state"] == WRITTEN:
            written.append(part["of"]["target"])
    held_back, no_form = HELD_BACK in states, NO_FORM in states
    lines = told_of(written, order.language, held_back=held_back, no_form=no_form)
    closing = "".join(f"{line}\n" for line in lines)
    status = max(status, ERRORS if held_back or no_form else status)
    said = b"".join((*pieces, closing.encode("utf-8", "surrogatepass")))
    return manifest | kept.manifest(said, 0) | {"status": status}


def _outcomes(
    order: Order, parts: list[Part], changed: set[int]
) -> Iterator[tuple[bool, Outcome | None]]:
    """For each of ``parts`` whether it still holds, else what becomes of it; None where that is not for us."""
    own = OwnFinder(order.limits, watched=True)
    for part in parts:
        if changed.isdisjoint(part["files"]):
            yield True, None
            continue
        one, target = _found(part, own), Path(part["of"]["target"])
        sources = (
            *part["of"]["paths"],
            *(path for _, _, *paths in part["of"]["own"] for path in paths),
        )
        if one is None or is_source(target, sources):
            yield False, None
            return
        yield False, publishing.publish(order, one, target)


def _found(part: Part, own: OwnFinder) -> Found | None:
    """A publication as it was found then; None where something was wrong before it was read."""
    of = part["of"]
    if of["before"]:
        return None
    folder, head = Path(of["folder"]), None if of["head"] is None else Path(of["head"])
    own.know(folder, {(kind, name): list(map(Path, near)) for kind, name, *near in of["own"]})
    paths = tuple(map(Path, of["paths"]))
    return Found(part["name"], own, folder, paths, head, of["of_folder"])
