"""Mutation testing of values, semantics and rules: judges a sample of the mutants and writes the page about it."""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys

from tests.mutation.page import page
from tests.support import ROOT

WORK = ROOT / "build" / "mutation"
PAGE = ROOT / "docs" / "mutation.md"
SAMPLE, SEED = 300, 1
# The tests of what the three packages do: quick, and the same each time. Browsers, processes of their own, other
# programs and floors are left out, which say nothing of it or take long.
TESTS = (
    "test_values", "test_targets", "test_attributes", "test_language", "test_pages", "test_clerk", "test_fixes",
    "test_mistakes", "test_superset", "test_breakdowns", "test_legitimate", "test_publications", "test_frameworks",
    "test_model_json", "test_round_trip", "test_format", "test_every_form", "test_importing", "test_seed",
    "test_examples", "test_review_rows", "test_review_tables", "test_completeness", "test_live", "test_forms",
    "test_classes", "reliability/test_numbers_at_the_gate", "reliability/test_hostile_inputs",
)  # fmt: skip
# Thousands of generated files.
LEFT_OUT = (
    "not test_generated_files and not there_and_back_to_the_same_bytes and not a_lost_line_costs"
)


def main(arguments: list[str]) -> int:
    """Draw the sample, have it judged, write the page."""
    parser = argparse.ArgumentParser(prog="python3 dev.py mutants", description=__doc__)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants to judge; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED, help="which ones")
    parser.add_argument("--again", action="store_true", help="keep the verdicts there are")
    chosen = parser.parse_args(arguments)
    every = (WORK / "mutants.jsonl").read_text(encoding="utf-8").splitlines()
    drawn = list(every)
    random.Random(chosen.seed).shuffle(drawn)  # so that a larger sample has the smaller in it
    drawn = drawn[: chosen.sample or len(every)]
    (WORK / "sample.jsonl").write_text("\n".join(drawn) + "\n", encoding="utf-8")
    verdicts = WORK / "verdicts.jsonl"
    if not chosen.again:
        verdicts.unlink(missing_ok=True)
        (WORK / "survey.json").unlink(missing_ok=True)
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-s", "-p", "tests.mutation.runner"),
        *("--mutants", str(WORK / "sample.jsonl"), "-k", LEFT_OUT),
        *(f"tests/{name}.py" for name in TESTS),
    ]
    if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
        return status
    judged = [json.loads(line) for line in verdicts.read_text(encoding="utf-8").splitlines()]
    text = page([json.loads(line) for line in every], judged, chosen.seed)
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
