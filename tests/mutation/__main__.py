"""Mutation testing of values, semantics and rules: judges a sample of the mutants and writes the page about it."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.mutation import page
from tests.mutation.runner import Mutant, key
from tests.mutation.swap import ROOT

WORK = ROOT / "build" / "mutation"
PAGE = ROOT / "docs" / "mutation.md"
SAMPLE, SEED = 300, 2
# The marks of the mutants in samples for whose survivors tests were added, one a line.
SEEN = Path(__file__).parent / "seen.txt"
# The tests of what the three packages do: quick, and the same each time. Browsers, processes of their own, other
# programs and floors are left out, which say nothing of it or take long.
TESTS = (
    "test_values", "test_targets", "test_attributes", "test_language", "test_pages", "test_clerk", "test_fixes",
    "test_mistakes", "test_superset", "test_breakdowns", "test_legitimate", "test_publications", "test_frameworks",
    "test_model_json", "test_round_trip", "test_format", "test_every_form", "test_importing", "test_seed",
    "test_examples", "test_review_rows", "test_review_tables", "test_completeness", "test_live", "test_forms",
    "test_classes", "test_said", "reliability/test_numbers_at_the_gate", "reliability/test_hostile_inputs",
)  # fmt: skip
# Thousands of generated files.
LEFT_OUT = (
    "not test_generated_files and not there_and_back_to_the_same_bytes and not a_lost_line_costs"
)


def main(arguments: list[str]) -> int:
    """Draw the sample, have it judged, write the page."""
    parser = argparse.ArgumentParser(prog="python3 dev.py mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many to judge; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED, help="which ones")
    parser.add_argument("--again", action="store_true", help="keep the verdicts there are")
    parser.add_argument(
        "--seen", action="store_true", help="tests were added for these: draw none again"
    )
    parser.add_argument("--minutes", type=float, help="the page is of what is judged by then")
    chosen = parser.parse_args(arguments)
    every = _read_lines(WORK / "mutants.jsonl")
    sample = draw(every, chosen.sample, chosen.seed)
    if chosen.seen:
        with SEEN.open("a", encoding="utf-8", newline="\n") as out:
            out.writelines(sorted(mark(one) + "\n" for one in sample))
        return 0
    lines = [json.dumps(one) + "\n" for one in sample]
    (WORK / "sample.jsonl").write_text("".join(lines), encoding="utf-8")
    verdicts = WORK / "verdicts.jsonl"
    if not chosen.again:
        verdicts.unlink(missing_ok=True)
        (WORK / "survey.json").unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-s", "-p", "tests.mutation.runner"),
        *("--mutants", str(WORK / "sample.jsonl"), "-k", LEFT_OUT),
        *(() if chosen.minutes is None else ("--minutes", str(chosen.minutes))),
        *(f"tests/{name}.py" for name in TESTS),
    ]
    if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
        return status
    drawn = {key(one) for one in sample}
    judged = [one for one in _read_lines(verdicts) if key(one) in drawn]
    text = page.page(every, judged, chosen.seed)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def draw(every: Sequence[Mutant], size: int, seed: int) -> list[Mutant]:
    """A sample of what is not ``SEEN``, in which a smaller one of the seed comes first; all of it for 0."""
    drawn = list(every)
    random.Random(seed).shuffle(drawn)
    seen = set(SEEN.read_text(encoding="utf-8").split())
    fresh = [one for one in drawn if mark(one) not in seen]
    return fresh[: size or len(fresh)]


def mark(mutant: Mutant) -> str:
    """A mutant in a few characters, which stay the same though lines move."""
    return hashlib.sha256(repr(page.key(mutant)).encode()).hexdigest()[:12]


def _read_lines(path: Path) -> list[Mutant]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
