"""A build from its cache is the build without one, whatever has changed between two of them."""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from perflang.cache import manifest as manifests
from perflang.cache import seen
from perflang.cache.program import program
from perflang.cli import again, keeping, main, publishing, sharing
from tests.support import run

PROJECT = "项目: 社区养老服务\n  党建指标: 主题党日 = 12 次\n"
FRAMEWORK = """id = "甲区"
zh = "甲区指标体系"
[[level]]
zh = "产出指标"
second = [{ zh = "数量指标" }, { zh = "党建指标" }]
"""
BUILD = ("build", "project", "--to", "text", "-o", "out/")
CACHE = Path("project/.perflang_cache")
SHORT = 20_000_000  # nanoseconds, in the place of the seconds that a stamp takes to settle

Said = tuple[int, str]
Change = Callable[[], object]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with five publications, one of them of two files, and a framework that one chooses."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    write("project/.git/x", "")
    write("project/1.perf", PROJECT.replace("党建", "数量"))
    write("project/2.perf", PROJECT.replace("党建指标", "  数量指标"))
    write("project/a/3.perf", f"指标体系: 甲区\n{PROJECT}")
    write("project/b/部门.perf", "预算单位: 310 甲\n")
    write("project/b/4.perf", PROJECT.replace("党建", "数量"))
    write("project/c/5.perf", "项目 读不懂\n")
    write("project/甲区.framework.toml", FRAMEWORK)
    monkeypatch.setattr(seen, "COARSEST", SHORT)
    settle()
    return tmp_path / "project"


def write(path: str, text: str) -> None:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def settle() -> None:
    time.sleep(3 * SHORT / 1e9)


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def build(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as left:
            main(list(arguments or BUILD))
        out, err = capsys.readouterr()
        assert out == ""
        return int(str(left.value.code)), err

    return build


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The publications that were really compiled."""
    names: list[str] = []
    publish = publishing.publish

    def noting(order: Any, one: Any, target: Any) -> Any:
        names.append(one.name)
        return publish(order, one, target)

    monkeypatch.setattr(publishing, "publish", noting)
    return names


def outputs() -> dict[str, bytes]:
    return {
        path.as_posix(): path.read_bytes()
        for path in sorted(Path("out").rglob("*"))
        if path.is_file()
    }


def edit(path: str, old: str, new: str) -> Change:
    def change() -> None:
        text = Path(path).read_text(encoding="utf-8")
        assert old in text
        Path(path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def edit_and_turn_back_the_clock() -> None:
    """The same size and the same time of the last change."""
    path = Path("project/1.perf")
    before = path.stat()
    edit(path.as_posix(), "12", "13")()
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


def swap() -> None:
    Path("project/1.perf").rename("project/x")
    Path("project/2.perf").rename("project/1.perf")
    Path("project/x").rename("project/2.perf")


def link(path: str, target: str) -> Change:
    def change() -> None:
        Path(path).unlink(missing_ok=True)
        Path(path).symlink_to(target)

    return change


def replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


# What changes, and how many publications are compiled because of it.
CHANGES: dict[str, tuple[Change, int]] = {
    "nothing": (lambda: None, 0),
    "a file that was touched": (lambda: Path("project/1.perf").touch(), 0),
    "a file": (edit("project/1.perf", "12", "13"), 1),
    "a file of the same size and time": (edit_and_turn_back_the_clock, 1),
    "a head file": (edit("project/b/部门.perf", "310", "311"), 1),
    "a file below a head file": (edit("project/b/4.perf", "12", "13"), 1),
    "a file that could not be read as one": (edit("project/c/5.perf", "项目 读", "项目: 读"), 1),
    "a file more": (lambda: write("project/a/30.perf", PROJECT), 1),
    "a file more under a head file": (lambda: write("project/b/5.perf", PROJECT), 1),
    "a file in a new folder": (lambda: write("project/d/5.perf", PROJECT), 1),
    "a head file more": (lambda: write("project/a/部门.perf", "预算单位: 1 甲\n"), 1),
    "a second head file": (lambda: write("project/b/department.perf", ""), 1),
    "a head file under another name": (lambda: write("project/a/部门(1).perf", ""), 1),
    "a file with a hidden ending": (lambda: write("project/a/6.perf.txt", PROJECT), 1),
    "a head file above": (lambda: write("project/部门.perf", "预算单位: 1 甲\n"), 1),
    "a file less": (lambda: Path("project/1.perf").unlink(), 0),
    "a folder less": (lambda: shutil.rmtree("project/a"), 0),
    "a file renamed": (lambda: Path("project/1.perf").rename("project/9.perf"), 1),
    "a folder renamed": (lambda: Path("project/a").rename("project/z"), 1),
    "two files that change places": (swap, 2),
    "the framework": (edit("project/甲区.framework.toml", "党建", "妇女"), 1),
    "a framework that is nearer": (lambda: write("project/a/甲区.framework.toml", FRAMEWORK), 1),
    "a framework that nobody names": (lambda: write("project/乙.framework.toml", FRAMEWORK), 5),
    "the framework gone": (lambda: Path("project/甲区.framework.toml").unlink(), 5),
    "settings": (lambda: write("project/perflang.toml", 'ignore = ["PF3"]\n'), 0),
    "an output edited": (lambda: write("out/2.txt", "2"), 1),
    "an output emptied": (lambda: write("out/2.txt", ""), 1),
    "an output deleted": (lambda: Path("out/2.txt").unlink(), 1),
    # It fails alone, and then the whole command says so.
    "an output that is a folder now": (lambda: replaced_by_folder(Path("out/2.txt")), 2),
    "all outputs deleted": (lambda: shutil.rmtree("out"), 4),
    "a link to another file": (link("project/1.perf", "2.perf"), 0),
    "a link to a file elsewhere": (link("project/1.perf", "a/3.perf"), 0),
    "no cache any more": (lambda: shutil.rmtree(CACHE), 5),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_a_build_is_what_it_would_be_without_a_cache(
    name: str, project: Path, told: Callable[..., Said], published: list[str]
) -> None:
    told()
    settle()
    told()  # what has just been written is looked at once more
    change, count = CHANGES[name]
    change()
    published.clear()
    said = told()
    assert len(published) == count
    kept = outputs()
    assert told() == said
    for path in kept:
        Path(path).unlink()
    assert not outputs()
    assert told(*BUILD, "--no-cache") == said
    # An output of what is there no more stays, as it does without a cache.
    assert outputs().items() <= kept.items()
    assert project.is_dir()


SOUND = PROJECT.replace("党建", "数量")
# What may stand in a file: in order, with an error, with a warning, not to be read, naming an own framework.
CONTENTS = (
    SOUND,
    PROJECT,
    SOUND.replace("12 次", "十 次"),
    "项目 读不懂\n",
    f"指标体系: 甲区\n{PROJECT}",
    f"指标体系: 乙区\n{SOUND}",
    SOUND + SOUND.replace("养老", "教育"),
    "",
    "\xad",
)
PLACES = (
    "project/1.perf",
    "project/2.perf",
    "project/a/3.perf",
    "project/b/4.perf",
    "project/9.perf",
)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_row_of_edits_a_build_is_what_it_would_be_without_a_cache(
    seed: int, project: Path, told: Callable[..., Said]
) -> None:
    chance = random.Random(seed)
    arguments = (*BUILD, "--output-format", chance.choice(("full", "concise", "github", "json")))
    told(*arguments)
    for _ in range(8):
        for _ in range(chance.choice((1, 1, 1, 2, 4))):
            place = Path(chance.choice((*PLACES, "out/1.txt", "project/甲区.framework.toml")))
            content = FRAMEWORK if place.suffix == ".toml" else chance.choice(CONTENTS)
            content = content.replace("党建", chance.choice(("党建", "妇女")))
            if chance.random() < 0.1:
                place.unlink(missing_ok=True)
            else:
                write(place.as_posix(), content)
        if chance.random() < 0.3:
            settle()
        said = told(*arguments)
        built = outputs()
        assert told(*arguments) == said
        assert outputs() == built
        assert told(*arguments, "--no-cache") == said
        assert outputs() == built, "an output is not what it is without a cache"
    assert project.is_dir()


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_every_format_of_findings_is_said_again(
    form: str,
    jobs: str,
    project: Path,
    told: Callable[..., Said],
    published: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sharing, "WORTH", 1)
    arguments = (*BUILD, "--output-format", form)
    whole = told(*arguments, "--no-cache")
    assert whole[1]
    published.clear()
    assert told(*arguments, "--jobs", jobs) == whole
    assert told(*arguments, "--jobs", jobs) == whole
    assert len(published) == (5 if jobs == "1" else 0)
    edit("project/1.perf", "12", "13")()
    changed = told(*arguments, "--jobs", jobs)
    assert told(*arguments, "--no-cache") == changed
    assert project.is_dir()


@pytest.mark.parametrize(
    "option", [("--lang", "zh"), ("--limit", "diagnostics=1"), ("--to", "json")]
)
def test_other_options_are_another_build(
    option: tuple[str, str], project: Path, told: Callable[..., Said], published: list[str]
) -> None:
    told()
    published.clear()
    said = told(*BUILD, *option)
    assert len(published) == 5
    assert told(*BUILD, "--no-cache", *option) == said
    assert project.is_dir()


def test_the_language_and_the_terminal_are_part_of_the_question(
    project: Path, told: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    english = told()
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = told()
    assert english != chinese
    assert told() == chinese
    before = again.key(BUILD)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert again.key(BUILD) != before
    monkeypatch.chdir(project)
    assert again.key(BUILD)[0] != before[0]


def test_another_perflang_takes_nothing_over(
    project: Path, told: Callable[..., Said], published: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told()
    published.clear()
    monkeypatch.setattr("perflang.__version__", "9.9")
    assert told() == said
    assert len(published) == 5
    assert project.is_dir()


def test_a_data_file_that_changed_is_another_perflang(tmp_path: Path) -> None:
    from perflang.cache.program import _files

    assert program() == program()
    path = tmp_path / "a" / "x.toml"
    path.parent.mkdir()
    path.write_text("1")
    before = [(one.st_size, one.st_mtime_ns) for one in _files([str(tmp_path)])]
    path.write_text("12")
    assert [(one.st_size, one.st_mtime_ns) for one in _files([str(tmp_path)])] != before


def test_what_changed_just_now_is_compared_by_content(
    project: Path, told: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes within what a file system can tell apart leave one stamp."""
    monkeypatch.setattr(seen, "COARSEST", 2_500_000_000)
    told()
    kept = manifest()
    assert all(stamp is None for _, stamp, _ in kept["files"])
    stamp = "{0} {0} 99 1 1".format(time.time_ns())
    assert not seen.is_settled(stamp, time.time_ns())
    assert seen.is_settled(stamp, time.time_ns() + 3_000_000_000)
    assert project.is_dir()


def manifest() -> dict[str, Any]:
    """What a run has seen."""
    (path,) = CACHE.glob("*.json")
    kept = json.loads(path.read_bytes().partition(b"\n")[0])
    assert isinstance(kept, dict)
    return kept


def test_a_file_that_changed_between_two_publications_is_looked_at_again() -> None:
    kept = keeping.Kept()
    assert kept.see([["a", "1 1 1 1 1", "x"], ["b", None, "y"]]) == [0, 1]
    assert kept.see([["b", None, "y"], ["a", "2 2 2 2 2", "z"]]) == [1, 0]
    assert kept.manifest(b"", 0)["files"] == [["a", None, ""], ["b", None, "y"]]


def test_stamps_are_enough_once_they_are_settled(
    project: Path, told: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told()
    settle()
    told()
    assert all(stamp for _, stamp, _ in manifest()["files"])
    monkeypatch.setattr(manifests, "file_now", None)
    monkeypatch.setattr(manifests, "folder_now", None)
    assert told() == said
    assert project.is_dir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "empty": lambda path: path.write_bytes(b""),
    "no JSON": lambda path: path.write_bytes(b"\x80\x04K\x01."),
    "another JSON": lambda path: path.write_bytes(b"[1, 2]\n"),
    "deep JSON": lambda path: path.write_bytes(b"[" * 100_000),
    "JSON without what is needed": lambda path: path.write_bytes(
        b'{"format": 1, "place": %s, "key": %s}\n'
        % tuple(
            json.dumps(json.loads(path.read_bytes().partition(b"\n")[0])[name]).encode()
            for name in ("place", "key")
        )
    ),
    "a folder": replaced_by_folder,
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_cache_is_ignored_without_a_word(
    name: str, project: Path, told: Callable[..., Said]
) -> None:
    said = told()
    for path in CACHE.glob("*.json"):
        DAMAGES[name](path)
    assert told() == said
    assert told() == said
    assert project.is_dir()


def test_a_cache_that_was_copied_is_not_believed(
    project: Path, told: Callable[..., Said], published: list[str]
) -> None:
    """One that came with somebody's sources could say of them whatever it likes."""
    said = told()
    shutil.copytree(CACHE, "copy")
    shutil.rmtree(CACHE)
    Path("project/other").mkdir()  # so that the folder is not given the number of the old one
    shutil.copytree("copy", CACHE)
    published.clear()
    assert told() == said
    assert len(published) == 5
    assert project.is_dir()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="only POSIX tells whose a folder is")
def test_nothing_is_kept_in_a_folder_of_somebody_else(
    project: Path, told: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    told()
    assert not CACHE.exists()
    monkeypatch.setattr(os, "geteuid", lambda: owner)
    said = told()
    CACHE.chmod(0o777)
    assert manifests.load(CACHE.as_posix(), again.key(BUILD), program()) is None
    assert told() == said
    assert project.is_dir()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_that_cannot_be_written_to_is_no_mistake(
    project: Path, told: Callable[..., Said]
) -> None:
    project.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert told() == told()
        assert not CACHE.exists()
    finally:
        project.chmod(0o700)


def test_the_cache_ignores_itself_and_lies_beside_the_settings(
    project: Path, told: Callable[..., Said]
) -> None:
    told("build", "project/a", "--to", "text", "-o", "out/")
    assert (CACHE / ".gitignore").read_text() == "*\n"
    write("project/b/perflang.toml", "")
    told("build", "project/b", "--to", "text", "-o", "out/")
    assert (project / "b/.perflang_cache").exists()
    assert not Path("out/.perflang_cache").exists()
    names = sorted(path.name for path in CACHE.iterdir())
    assert names[0] == ".gitignore"
    assert len(names) == 2  # and no temporary file


def test_sources_that_are_no_project_are_left_alone(
    project: Path, told: Callable[..., Said], published: list[str]
) -> None:
    (project / ".git").rename("elsewhere")
    before = sorted(project.rglob("*"))
    told("build", "project", "--to", "text", "-o", "out/")
    assert sorted(project.rglob("*")) == before
    assert Path("out/.perflang_cache/.gitignore").exists()
    settle()
    published.clear()
    told("build", "project", "--to", "text", "-o", "out/")
    assert published == []


def test_a_project_keeps_the_last_builds_only(project: Path, told: Callable[..., Said]) -> None:
    for number in range(20):
        told("build", "project/1.perf", "--to", "text", "-o", f"out/{number}.txt")
    assert len(list(CACHE.glob("*.json"))) == 16
    assert project.is_dir()


WITHOUT: Sequence[tuple[str, ...]] = (
    (*BUILD, "--no-cache"),
    ("build", "project/1.perf", "missing.perf", "--to", "text", "-o", "out/"),
    ("build", "missing", "-o", "out/"),
)


@pytest.mark.parametrize("arguments", WITHOUT, ids=lambda one: one[-1])
def test_what_failed_or_was_not_to_be_kept_is_not_kept(
    arguments: tuple[str, ...], project: Path, told: Callable[..., Said]
) -> None:
    told(*arguments)
    assert not list(project.glob(".perflang_cache/*.json"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes that have names")
def test_a_pipe_in_the_place_of_a_file_is_found_and_not_waited_for(
    project: Path, told: Callable[..., Said]
) -> None:
    told()
    (project / "1.perf").unlink()
    os.mkfifo(project / "1.perf")
    status, said = told()
    assert status == 2
    assert "PF106" in said
    assert told() == (status, said)


def test_standard_output_and_input_are_never_kept(project: Path) -> None:
    once = run("build", "1.perf", "-o", "-", cwd=project)
    assert once.stdout
    assert run("build", "1.perf", "-o", "-", cwd=project).stdout == once.stdout
    assert run("build", "-", "-o", "x.txt", cwd=project, stdin=b"").returncode == 0
    assert not list(project.glob(".perflang_cache/*.json"))


def test_two_builds_at_once_leave_a_cache_that_holds(
    project: Path, told: Callable[..., Said], published: list[str]
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: run(*BUILD, cwd=project.parent), range(4)))
    assert len({(one.returncode, one.stderr) for one in done}) == 1
    again_said = run(*BUILD, cwd=project.parent)
    assert again_said.stderr == done[0].stderr
    assert not list(CACHE.glob("*.tmp"))
    assert told(*BUILD, "--no-cache")[0] == done[0].returncode
    assert len(published) == 5


def test_an_answer_needs_none_of_the_libraries_and_one_change_no_more_than_it_has_to(
    project: Path,
) -> None:
    import subprocess

    run(*BUILD, cwd=project.parent)
    program = f"""
import sys
from perflang.cli import main
try:
    main({list(BUILD)!r})
except SystemExit:
    pass
print(" ".join(sorted(sys.modules)))
"""
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUTF8": "1"}
    environment.pop("PYTHONIOENCODING", None)
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=project.parent,
        env=environment,
    )
    loaded = set(ran.stdout.split())
    assert not loaded & {"lark", "attr", "jinja2", "click", "typing", "perflang.cli.program"}
    edit("project/1.perf", "12", "13")()
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=project.parent,
        env=environment,
    )
    loaded = set(ran.stdout.split())
    assert "perflang.compiler.building" in loaded
    unwanted = {"lark", "jinja2", "click", "perflang.cli.program", "perflang.backends.html"}
    assert not loaded & unwanted, "only what one publication needs is loaded"


@pytest.fixture(autouse=True)
def _nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "project" in request.fixturenames:
        assert not list(Path("out").rglob(".*.tmp"))
