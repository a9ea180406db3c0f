"""All mutants of three packages as lines of JSON, by mutmut's operators; runs where mutmut is installed.

The operators alone are mutmut's. Its own way to run mutants copies each function beside itself, which leaves out
what stands outside of functions or has a decorator: here the patterns, the tables and what is memoised.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import libcst
from libcst.metadata import MetadataWrapper, WhitespaceInclusivePositionProvider
from mutmut.mutation.file_mutation import NEVER_MUTATE_FUNCTION_NAMES, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

PACKAGES = ("perflang/rules", "perflang/semantics", "perflang/values")
MUTANTS = Path("build/mutation/mutants.jsonl")


class _Visitor(MutationVisitor):
    """mutmut's, which looks into functions with a decorator too, and not at what a module exports."""

    def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
        if isinstance(node, libcst.FunctionDef):
            return str(node.name.value) in NEVER_MUTATE_FUNCTION_NAMES
        if isinstance(node, libcst.Assign):
            target = node.targets[0].target
            if isinstance(target, libcst.Name) and target.value == "__all__":
                return True
        return bool(super()._skip_node_and_children(node))


def mutants(path: str, text: str) -> Iterator[dict[str, object]]:
    """Each mutant of a file: its line, and where which characters are written for which others."""
    whole = MetadataWrapper(libcst.parse_module(text))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    module = whole.visit(visitor)
    spans = whole.resolve(WhitespaceInclusivePositionProvider)
    starts = [0, *accumulate(map(len, text.splitlines(keepends=True)))]
    seen = {text}
    for mutation in visitor.mutations:
        span = spans[mutation.original_node].start
        start = starts[span.line - 1] + span.column
        old, new = map(module.code_for_node, (mutation.original_node, mutation.mutated_node))
        if text.startswith(old, start):
            changed = text[:start] + new + text[start + len(old) :]
        else:  # it goes over lines that are indented, which its own code does not know; slow
            changed = module.deep_replace(mutation.original_node, mutation.mutated_node).code
        if changed not in seen:
            seen.add(changed)
            start, old, new = _change(text, changed)
            line = text.count("\n", 0, start) + 1
            yield {"path": path, "line": line, "start": start, "old": old, "new": new}


def _change(before: str, after: str) -> tuple[int, str, str]:
    """Where two texts differ, and what stands there in each, whole words."""
    start = 0
    while before[start : start + 1] == after[start : start + 1]:
        start += 1
    end = 0
    rest = min(len(before), len(after)) - start
    while end < rest and before[-1 - end] == after[-1 - end]:
        end += 1
    while start and _in_word(before[start - 1]):
        start -= 1
    while end and _in_word(before[len(before) - end]):
        end -= 1
    return start, before[start : len(before) - end], after[start : len(after) - end]


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def main() -> None:
    """Write down the mutants of all files in their order."""
    MUTANTS.parent.mkdir(parents=True, exist_ok=True)
    with MUTANTS.open("w", encoding="utf-8") as out:
        for path in (path for package in PACKAGES for path in sorted(Path(package).glob("*.py"))):
            for mutant in mutants(path.as_posix(), path.read_text(encoding="utf-8")):
                print(json.dumps(mutant), file=out)


if __name__ == "__main__":
    main()
