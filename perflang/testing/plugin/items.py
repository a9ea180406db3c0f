"""Files of perflang as items of pytest: what is registered by ``pytest --perf``."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import _pytest
import pluggy
import pytest

import perflang
from perflang.control.settings import NAME as SETTINGS
from perflang.source import visible
from perflang.testing.plugin.checks import Check
from perflang.testing.plugin.run import Run
from perflang.testing.plugin.shown import Mismatch, shown, summary
from perflang.testing.plugin.speech import begin, spoken
from perflang.workspace.heads import SUFFIX
from perflang.workspace.own import name_in

_CHECK = "check"
# Whose code is in nobody's way when a check raises.
_INNER = tuple(Path(one.__file__ or "").parent for one in (perflang, pytest, _pytest, pluggy))
_WARNED = "perflang"
_RUN = pytest.StashKey[Run]()
_UNCHECKED = {
    "zh": "这套文本里有读不懂的行，没有检查",
    "en": "a line of the publication cannot be read, so it was not checked",
}
_WARNINGS = {
    "zh": ("perflang 的提醒", "看提醒的全文：-rP；让提醒也算不通过：--perf-strict"),
    "en": ("warnings of perflang", "-rP shows them in full; with --perf-strict they fail, too"),
}
_NOT_READ = {
    "zh": "perflang check 不看这个文件",
    "en": "perflang check does not look at this file",
}
_NO_FILES = {
    "zh": "这个文件夹下面没有要检查的 .perf 文件",
    "en": "no .perf file of this folder is looked at",
}


class Wrong(Exception):
    """What is not as expected; it is shown as perflang shows it, without where in Python it was raised."""

    def __init__(self, found: Sequence[Mismatch]) -> None:
        super().__init__(found)
        self.found = found


class Shown:
    """A failure as ``perflang check`` shows it; pytest writes it by ``toterminal`` or as a text.

    ``reprcrash`` is what its summary in one line is taken from.
    """

    def __init__(self, run: Run, found: Sequence[Mismatch], *, folded: bool) -> None:
        self._run = run
        self._found = found
        self._folded = folded
        self.reprcrash = self
        self.message = summary(found, spoken())

    def toterminal(self, writer: Any) -> None:
        """Write it in colours where the terminal has any."""
        writer.write(self._text(coloured=writer.hasmarkup))

    def __str__(self) -> str:
        return self._text(coloured=False)

    def _text(self, *, coloured: bool) -> str:
        return shown(self._found, self._run.texts, coloured=coloured, folded=self._folded)


class Item(pytest.Item):
    """What is held against files when its turn comes."""

    @abstractmethod
    def wrong(self, run: Run) -> list[Mismatch]:
        """What is not as expected."""

    def places(self) -> Iterable[str]:
        """Where in Python that stands which is held against files, if it is a user's."""
        return ()

    def runtest(self) -> None:
        found = self.wrong(run_of(self.session))
        if found:
            raise Wrong(found)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings, or for a mistake in somebody's check where in Python it is."""
        error = excinfo.value
        if isinstance(error, Wrong):
            folded = self.config.get_verbosity() < 1
            return Shown(run_of(self.session), error.found, folded=folded)
        if not isinstance(error, pytest.fail.Exception) and not _of_users(excinfo):
            said = [f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())]
            return "\n".join(visible(line) for line in (*said, *self.places()))
        return super().repr_failure(excinfo, style)

    def _traceback_filter(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:
        """A traceback that begins in the code of whoever wrote the check; asked for by pytest."""
        return _of_users(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """What stands above a failure: the file, and the check if it is an own one."""
        return self.path, None, self.nodeid.removesuffix(f"::{_CHECK}").replace("::", " ")


class FileItem(Item):
    """What ``perflang check`` says of a file."""

    def wrong(self, run: Run) -> list[Mismatch]:
        path = shown_path(self.path)
        if not run.looked_at(path):
            pytest.fail(_NOT_READ[spoken()], pytrace=False)
        wrong = run.found_by_perflang(path)
        warnings = run.warnings(path)
        if warnings and not wrong:
            text = shown([Mismatch(path, warnings)], run.texts)
            self.add_report_section("call", "perflang", text)
            if not run.is_expected(path):
                counts = Counter(one.code for one in warnings)
                said = ", ".join(f"{code} × {count}" for code, count in counts.items())
                self.user_properties.append((_WARNED, said))
        return wrong


class CheckItem(Item):
    """What an own check says of some files."""

    check: Check

    def places(self) -> Iterable[str]:
        path, _, line = self.check.place.rpartition(":")
        return (f"{self.check.name}: {shown_path(Path(path))}:{line}",)

    def paths(self) -> Iterable[Path]:
        """The files that it is asked for."""
        return (self.path,)

    def wrong(self, run: Run) -> list[Mismatch]:
        paths = [shown_path(path) for path in self.paths()]
        if not paths:
            pytest.skip(_NO_FILES[spoken()])
        checked = [path for path in paths if run.was_checked(path, self.check)]
        found = [one for path in checked for one in run.found_by(self.check, path)]
        if not found and len(checked) < len(paths):
            pytest.skip(_UNCHECKED[spoken()])
        return found


class ModuleCheckItem(CheckItem):
    """An own check in a module of tests: it is asked for all files of the run below its folder."""

    def paths(self) -> Iterable[Path]:
        folder = self.path.parent
        return [path for path in files_of(self.session) if folder in path.parents]


class File(pytest.File):
    """A file of perflang: itself, and the own checks of the conftests above it and of plugins."""

    def collect(self) -> Iterator[Item]:
        yield FileItem.from_parent(self, name=_CHECK)
        if self.path.name.lower().endswith(SUFFIX):
            for check in checks_for(self.config, self.path):
                item: CheckItem = CheckItem.from_parent(self, name=check.name)
                item.check = check
                yield item


def pytest_configure(config: pytest.Config) -> None:
    """Speak as was asked for."""
    begin(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> File | None:
    """Sources, own frameworks and forms, settings."""
    name = file_path.name
    if name.startswith((".", "~$")):
        return None
    is_ours = name.lower().endswith(SUFFIX) or name == SETTINGS or name_in(name) is not None
    return File.from_parent(parent, path=file_path) if is_ours else None


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> Item | None:
    """A check that stands among tests, unless it is one of the files themselves."""
    if not isinstance(obj, Check) or obj in checks_for(collector.config, collector.path):
        return None
    item: ModuleCheckItem = ModuleCheckItem.from_parent(collector, name=name)
    item.check = obj
    return item


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell of warnings that do not fail, as one who looks at dots alone would never see them."""
    warned = [
        f"{visible(report.nodeid.partition('::')[0])}: {said}"
        for report in terminalreporter.getreports("passed")
        for name, said in report.user_properties
        if name == _WARNED
    ]
    if warned:
        words = _WARNINGS[spoken()]
        terminalreporter.section(words[0], "=", yellow=True)
        for line in (*warned, words[1]):
            terminalreporter.write_line(line)


def checks_for(config: pytest.Config, path: Path) -> list[Check]:
    """The checks of every plugin, and of each conftest for the files below its folder."""
    found: dict[Check, None] = {}
    for plugin in config.pluginmanager.get_plugins():
        named = str(getattr(plugin, "__file__", None) or "")
        if Path(named).name == "conftest.py" and Path(named).parent not in path.parents:
            continue
        inside = tuple(getattr(plugin, "__dict__", {}).values())
        found |= dict.fromkeys(one for one in inside if isinstance(one, Check))
    return sorted(found, key=lambda one: one.name)


def _of_users(excinfo: pytest.ExceptionInfo[BaseException]) -> Any:
    """The entries of a traceback that are neither perflang's nor pytest's."""
    return excinfo.traceback.filter(
        lambda entry: not any(inner in Path(entry.path).parents for inner in _INNER)
    )


def files_of(session: pytest.Session) -> list[Path]:
    """The files of perflang that a run looks at."""
    return list(dict.fromkeys(one.path for one in session.items if isinstance(one.parent, File)))


def run_of(session: pytest.Session) -> Run:
    """What was found in all of them, when it is asked for."""
    if _RUN not in session.stash:
        files = {shown_path(path): path for path in files_of(session)}
        asked: dict[str, dict[Check, None]] = {path: {} for path in files}
        for item in session.items:
            if isinstance(item, CheckItem):
                for path in item.paths():
                    asked[shown_path(path)][item.check] = None
        names = {
            path: frozenset(one.name for one in (*asked[path], *checks_for(session.config, file)))
            for path, file in files.items()
        }
        strict = bool(getattr(session.config.option, "perflang_strict", False))
        wanted = {path: tuple(found) for path, found in asked.items()}
        session.stash[_RUN] = Run(wanted, names, strict)
    return session.stash[_RUN]


def shown_path(path: Path) -> str:
    """A path as one would type it here."""
    here = Path.cwd()
    return (path.relative_to(here) if here in path.parents else path).as_posix()
