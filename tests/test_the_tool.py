"""The tool in one hand for an afternoon: whatever order its commands are used in, each keeps its laws.

A folder of sources is edited, formatted, translated, built, imported, fixed, and put back as it was. After each
step: what the tool rewrites says what it said; a build from the cache is the build without one; what is imported
builds what was published; an editor is told what ``check`` says.

    pytest tests/test_the_tool.py --hypothesis-profile long
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, cast
from unittest.mock import patch

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from perflang.cache import seen
from perflang.compiler import Compilation
from perflang.compiler.formats import FORMATS
from perflang.live import LiveText
from perflang.model import Publication
from perflang.testing import edits
from perflang.testing.orderly.publications import of_schema
from perflang.testing.schemas import schema
from perflang.testing.writing.written import Written
from perflang.vocabulary import LANGUAGES
from tests.reliability.here import Outcome, run_here
from tests.support import compile_files, form_names
from tests.test_format import comments, words
from tests.test_live import check as same_as_check

SUFFIXES = {name: one.suffix for name, one in FORMATS.items()}
SETTLED = (
    5_000_000  # nanoseconds, in the place of the seconds that the stamp of a file takes to settle
)
STEPS = 8
DONE: Counter[str] = Counter()  # what came to its end, of all examples
# What other programs leave in a text: no space, a space of another kind, a line that ends in their way, a radical.
PASTED = (
    "\u200b",
    "\u202e",
    "\u00a0\u00a0",
    "\t",
    "\x0b",
    "\u2028",
    "\r",
    "\u2f7c",
    "e\u0301",
    "：",
    "５０％",
)
BOM = "\ufeff"


class Tool(RuleBasedStateMachine):
    """A folder of sources, in the hands of a person and of the tool."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.folder = self.root / "sources"
        (self.folder / ".git").mkdir(parents=True)  # beside which the cache is
        self.patched = patch.object(seen, "COARSEST", SETTLED)
        self.patched.start()
        self.live: dict[str, LiveText] = {}
        self.past: list[dict[str, str]] = []
        self.built: dict[tuple[str, tuple[tuple[str, str], ...]], bytes] = {}

    def teardown(self) -> None:
        self.patched.stop()
        shutil.rmtree(self.root)

    def files(self) -> dict[str, str]:
        """The sources as they are on the disk."""
        paths = sorted(self.folder.glob("*.perf"))
        return {path.name: path.read_bytes().decode("utf-8").removeprefix(BOM) for path in paths}

    def write(self, files: dict[str, str]) -> None:
        for path in self.folder.glob("*.perf"):
            if path.name not in files:
                path.unlink()
        for name, text in files.items():
            (self.folder / name).write_bytes(text.encode("utf-8"))

    def compiled(self) -> Compilation:
        """What the sources say, without a command."""
        return compile_files(self.files())

    @initialize(
        data=st.data(),
        form=st.sampled_from(form_names()),
        language=st.sampled_from(LANGUAGES),
        in_one=st.booleans(),
    )
    def begin(self, data: st.DataObject, form: str, language: str, in_one: bool) -> None:
        self.form = form
        wanted = schema(form=form, language=language)
        written = Written(wanted, data.draw(of_schema(wanted)))
        self.write({"1.perf": written.source()} if in_one else written.files())

    def edit(self, data: st.DataObject) -> None:
        """What a person does before the next command: some edits, or what another program left is pasted."""
        files = self.files()
        name = data.draw(st.sampled_from(sorted(files)))
        text = files[name]
        for _ in range(data.draw(st.integers(0, 3))):
            text = data.draw(edits(text, clipboard=tuple(files.values()))).apply(text)
        if data.draw(st.integers(0, 3)) == 3:
            at = data.draw(st.integers(0, len(text)))
            text = text[:at] + data.draw(st.sampled_from(PASTED)) + text[at:]
        self.past.append(files)
        self.write(files | {name: text})
        self.an_editor_is_told_what_check_says()

    @precondition(lambda self: self.past)
    @rule(steps=st.integers(1, 4), name=st.sampled_from(sorted(SUFFIXES)))
    def undo(self, steps: int, name: str) -> None:
        """Back to an earlier state, which is built as it was then."""
        at = max(0, len(self.past) - steps)
        self.write(self.past[at])
        del self.past[at:]
        self.build_both(name)

    @rule(data=st.data(), language=st.sampled_from((None, "zh", "en")))
    def format(self, data: st.DataObject, language: str | None) -> None:
        self.edit(data)
        before, meant = self.files(), self.compiled()
        asked = ("--lang", language) if language else ()
        done = tool("format", self.folder, *asked)
        after = self.files()
        event(f"format {language}: {done.status}")
        assert before.keys() == after.keys()
        for name, text in after.items():
            assert comments(text) == comments(before[name])
            assert words(text) == words(before[name])
        now = self.compiled()
        assert now.publication == meant.publication
        assert errors(now) == errors(meant)
        again = tool("format", self.folder, *asked)
        assert (again.status, self.files()) == (done.status, after)

    @rule(data=st.data(), here=st.sampled_from(("zh", "en")))
    def translate_there_and_back(self, data: st.DataObject, here: str) -> None:
        self.edit(data)
        there = "en" if here == "zh" else "zh"
        while tool("format", self.folder, "--lang", here).status:
            self.write(self.past.pop())  # what cannot be read is taken back
        once, is_wrong = self.files(), bool(errors(self.compiled()))
        if tool("format", self.folder, "--lang", there).status == 0:
            twice = self.files()
            back = tool("format", self.folder, "--lang", here)
            DONE["translate"] += back.status == 0
            # A level of no framework, or of one that is lost, may have no translation.
            assert back.status == 0 or is_wrong
            assert self.files() == (once if back.status == 0 else twice)
        self.past.append(once)

    @rule(data=st.data(), unsafe=st.booleans())
    def fix(self, data: st.DataObject, unsafe: bool) -> None:
        self.edit(data)
        before, found = self.files(), self.compiled()
        asked = ("--unsafe-fixes",) if unsafe else ("--fix",)
        tool("check", self.folder, *asked)
        after, left = self.files(), self.compiled()
        event(f"fix: {'some' if before != after else 'nothing'}")
        if found.readable:
            assert left.readable
            assert not errors(left) - errors(found)
        self.past.append(before)
        tool("check", self.folder, *asked)
        assert self.files() == after

    @rule(data=st.data(), name=st.sampled_from(sorted(SUFFIXES)))
    def build(self, data: st.DataObject, name: str) -> None:
        self.edit(data)
        self.build_both(name)

    def build_both(self, name: str) -> None:
        """A build with the cache, twice, is the build without, and that of an earlier time."""
        cold = self.out(name, "cold", "--no-cache")
        assert self.out(name, "warm") == cold
        assert self.out(name, "warm") == cold
        event(f"build: {cold[0]}")
        if cold[0] == 0:
            DONE["build"] += 1
            state = name, tuple(sorted(self.files().items()))
            assert self.built.setdefault(state, cold[2]) == cold[2]

    def out(self, name: str, stem: str, *more: str) -> tuple[int, str, bytes]:
        """What a build says, and the file that stands there then."""
        time.sleep(3 * SETTLED / 1e9)
        target = self.root / f"{stem}{SUFFIXES[name]}"
        done = tool("build", self.folder, "--to", name, "-o", target, *more)
        content = target.read_bytes() if target.exists() else b""
        return done.status, done.err.replace(str(target), ""), content

    @rule(data=st.data(), is_told=st.booleans())
    def import_what_was_built(self, data: st.DataObject, is_told: bool) -> None:
        """What keeps the text from being built is taken back; what is printed is imported and built again."""
        self.edit(data)
        failed, said, published = self.published()
        while not published:
            self.write(self.past.pop())
            failed, said, published = self.published()
        target = self.root / "imported"
        shutil.rmtree(target, ignore_errors=True)
        meant = self.compiled().publication
        form = meant.department.form
        asked = ("--form", form) if is_told and form else ()
        done = tool("import", self.root / "published.txt", "-o", target, *asked)
        event(f"import: {done.status}")
        # The form prints all that the text has; what stands in headings must be of one line.
        is_due = not failed and "PF405" not in said and "\n" not in "".join(names(meant))
        assert done.status == 0 or not is_due, done.err
        if done.status == 0:
            DONE["import"] += 1
            self.past.append(self.files())
            self.write(
                {one.name: one.read_bytes().decode("utf-8") for one in target.glob("*.perf")}
            )
            # Its figures may not add up: a form need not print that there is more than the parts.
            _, _, again = self.published()
            assert again.decode().strip() == published.decode().strip()

    def published(self) -> tuple[int, str, bytes]:
        """The table as it is built without a cache, which is there afterwards if it could be."""
        (self.root / "published.txt").unlink(missing_ok=True)
        return self.out("text", "published", "--no-cache")

    @invariant()
    def an_editor_is_told_what_check_says(self) -> None:
        for name, text in self.files().items():
            live = self.live.setdefault(name, LiveText("a.perf"))
            live.set(text)
            same_as_check(live)


def tool(*arguments: str | Path) -> Outcome:
    """A command, which never says that perflang itself is wrong."""
    done = run_here(*arguments)
    assert not re.search("PF9[0-9]{2}", done.out + done.err), done.err
    return done


def names(publication: Publication) -> list[str]:
    """Those of the department and of the tables."""
    tables = (*publication.projects, *publication.wholes)
    return [publication.department.name or "", *(one.name for one in tables)]


def errors(compilation: Compilation) -> Counter[str]:
    """How many errors there are of each code."""
    return Counter(one.code for one in compilation.diagnostics if one.is_error)


_PROFILE = settings.default
assert _PROFILE is not None


EXAMPLES = _PROFILE.max_examples // 2


class TestTheTool(cast("Any", Tool.TestCase)):  # type: ignore[misc]
    settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS)

    def runTest(self) -> None:
        """Few laws would be held if hardly anything came to its end."""
        DONE.clear()
        super().runTest()
        assert all(DONE[name] > EXAMPLES // 10 for name in ("build", "import", "translate")), DONE
