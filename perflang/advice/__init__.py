"""Floor 4: what may have been meant by a line that is wrong, in the writer's own words.

Every line that is suggested has been read and analysed before: a suggestion works. What finds it is imported by
the first finding that it is for.
"""

from __future__ import annotations

from collections.abc import Sequence

from perflang.diagnostics import Diagnostic
from perflang.model import Catalogue
from perflang.semantics import Settings
from perflang.syntax import Tree

__all__ = ["ADVISED", "advise"]

# The codes that somebody advises on.
ADVISED = frozenset(
    (
        *("PF110", "PF111", "PF112", "PF113", "PF114", "PF115", "PF117", "PF201"),
        *("PF202", "PF204", "PF205", "PF207", "PF208", "PF209", "PF210", "PF211"),
        *("PF212", "PF213", "PF214", "PF216", "PF217", "PF218", "PF220", "PF223"),
        *("PF225", "PF230", "PF231", "PF240", "PF241", "PF242", "PF243", "PF249"),
        "PF250",
    )
)


def advise(
    tree: Tree, catalogue: Catalogue, settings: Settings, found: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """``found``, all of it in the file of ``tree``, with lines to write where these can be told."""
    if ADVISED.isdisjoint([one.code for one in found]):
        return list(found)
    from perflang.advice.adviser import Advice

    return Advice(tree, catalogue, settings, found).run()
