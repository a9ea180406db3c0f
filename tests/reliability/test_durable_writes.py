"""Rule 5: an output is the old one or the new one, whole, and nothing else is left behind."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from perflang.workspace import WriteError, write_all, write_file
from tests.reliability.here import PUBLISHED, run_here, run_without_rights, snapshot
from tests.support import EXAMPLES, ROOT

DINGZHOU = EXAMPLES / "dingzhou"
OLD = b"as it was before\n"
NEW = run_here("build", DINGZHOU, "-o", "-").out.encode()

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals and modes")
ROOTS = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An output of an earlier build, older than any that a test makes."""
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "a.txt"
    target.write_bytes(OLD)
    os.utime(target, (1_000_000_000, 1_000_000_000))
    return target


@pytest.fixture
def published(tmp_path: Path) -> Path:
    file = tmp_path / "published.txt"
    file.write_bytes(PUBLISHED)
    return file


# What can go wrong, one step of a write after the other

Break = Callable[[pytest.MonkeyPatch, Callable[..., object]], None]


def _in_writing(name: str) -> Break:
    """Make a function of ``os`` fail as perflang calls it."""
    return lambda patch, fail: patch.setattr(os, name, fail)


class _HalfWritten:
    """A file that takes half of what it is given; then ``method`` fails."""

    def __init__(self, file: IO[bytes], method: str, fail: Callable[..., object]) -> None:
        self.file, self.method, self.fail = file, method, fail

    def __enter__(self) -> _HalfWritten:
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()

    def write(self, piece: bytes) -> None:
        self.file.write(piece[: len(piece) // 2])
        if self.method == "write":
            self.fail()

    def flush(self) -> None:
        self.file.flush()
        if self.method == "flush":
            self.fail()

    def fileno(self) -> int:
        return self.file.fileno()


def _in_file(method: str) -> Break:
    """Make a method of the file that is written fail."""

    def fails(patch: pytest.MonkeyPatch, fail: Callable[..., object]) -> None:
        plain = os.fdopen

        def opened(descriptor: int, mode: str, buffering: int = -1) -> object:
            file = plain(descriptor, mode, buffering)
            return _HalfWritten(file, method, fail) if mode == "wb" else file

        patch.setattr(os, "fdopen", opened)

    return fails


def _in_making_a_file(patch: pytest.MonkeyPatch, fail: Callable[..., object]) -> None:
    """Make ``os.open`` fail where it makes a new file."""
    plain = os.open

    def opened(path: str, flags: int, *mode: int) -> object:
        return fail() if flags & os.O_EXCL else plain(path, flags, *mode)

    patch.setattr(os, "open", opened)


STEPS: dict[str, Break] = {
    "making the temporary file": _in_making_a_file,
    "writing": _in_file("write"),
    "flushing": _in_file("flush"),
    "putting it on the disk": _in_writing("fsync"),
    "putting it in place": lambda patch, fail: patch.setattr(Path, "replace", fail),
}
# An old file hands on its mode.
STEPS_OVER_A_FILE: dict[str, Break] = STEPS | {
    "setting its mode": lambda patch, fail: patch.setattr(Path, "chmod", fail),
}
_NAMES = ("ENOSPC", "EACCES", "EIO", "EROFS", "EDQUOT")  # the last one not on every system
ERRORS = [getattr(errno, name) for name in _NAMES if hasattr(errno, name)]


def failing(number: int) -> Callable[..., object]:
    def fail(*_arguments: object, **_options: object) -> object:
        raise OSError(number, os.strerror(number))

    return fail


def interrupted(*_arguments: object, **_options: object) -> object:
    raise KeyboardInterrupt


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("step", STEPS_OVER_A_FILE)
def test_a_build_that_fails_leaves_the_old_output_and_nothing_else(
    target: Path, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(target.parent)
    STEPS_OVER_A_FILE[step](monkeypatch, failing(number))
    outcome = run_here("build", DINGZHOU, "-o", target)
    monkeypatch.undo()
    assert outcome.status == 2
    assert f"PF107: cannot be written: {os.strerror(number)}" in outcome.err
    assert "wrote" not in outcome.err
    assert snapshot(target.parent) == before


@pytest.mark.parametrize("number", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("step", [*STEPS, "making the folder"])
def test_an_import_that_fails_leaves_nothing(
    published: Path, step: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(published.parent)
    broken = STEPS | {"making the folder": lambda patch, fail: patch.setattr(Path, "mkdir", fail)}
    broken[step](monkeypatch, failing(number))
    outcome = run_here("import", published, "-o", published.parent / "a" / "b" / "c")
    monkeypatch.undo()
    assert outcome.status == 2
    assert f"PF107: cannot be written: {os.strerror(number)}" in outcome.err
    assert snapshot(published.parent) == before


@pytest.mark.parametrize("when", [1, 2, 7, 12])
@pytest.mark.parametrize("step", ["putting it on the disk", "putting it in place"])
def test_an_import_that_fails_in_the_middle_leaves_nothing(
    published: Path, step: str, when: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(published.parent)
    calls = 0
    plain = {"putting it on the disk": os.fsync, "putting it in place": Path.replace}[step]

    def later(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == when:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return plain(*arguments)  # type: ignore[operator]

    STEPS[step](monkeypatch, later)
    outcome = run_here("import", published, "-o", published.parent / "a" / "b")
    monkeypatch.undo()
    assert outcome.status == 2
    assert snapshot(published.parent) == before


def test_folders_that_were_half_made_are_taken_away(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(published.parent)
    plain = Path.mkdir

    def until_b(folder: Path) -> None:
        if folder.name == "b":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        plain(folder)

    monkeypatch.setattr(Path, "mkdir", until_b)
    for command, name in (("import", published), ("build", DINGZHOU)):
        output = published.parent / "a" / "b" / "c"
        outcome = run_here(command, name, "-o", output)
        assert outcome.status == 2
        assert snapshot(published.parent) == before


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupted_write_leaves_nothing(
    target: Path, published: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(published.parent)
    STEPS[step](monkeypatch, interrupted)
    built = run_here("build", DINGZHOU, "-o", target)
    imported = run_here("import", published, "-o", published.parent / "new")
    monkeypatch.undo()
    assert (built.status, imported.status) == (130, 130)
    assert snapshot(published.parent) == before


def test_an_error_while_the_output_is_made_leaves_nothing(target: Path) -> None:
    before = snapshot(target.parent)

    def pieces() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_file(target, pieces())
    with pytest.raises(RuntimeError):
        write_file(target.parent / "new" / "b.txt", pieces())
    assert snapshot(target.parent) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    "command",
    [["build", str(DINGZHOU), "-o", "-"], ["check", "a.perf"], ["explain"], ["explain", "PF101"]],
    ids=["build", "check", "list", "explain"],
)
def test_a_full_standard_output_is_told(
    tmp_path: Path, command: list[str], unbuffered: str
) -> None:
    (tmp_path / "a.perf").write_bytes(b"x\n")
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "perflang", *command],
            env={**os.environ, "LC_ALL": "en_US.UTF-8", "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert run.returncode == 2
    assert b"PF107 cannot be written: No space left on device\n" in run.stderr
    assert b"Traceback" not in run.stderr


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not ROOTS or mount is None or umount is None:
        pytest.skip("only root can mount a disk of 64 KiB")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk of 64 KiB can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run([umount, folder], check=True)


def test_a_disk_that_is_really_full_keeps_the_old_output(tiny_disk: Path, tmp_path: Path) -> None:
    target = tiny_disk / "a.txt"
    target.write_bytes(OLD)
    source = tmp_path / "a.perf"
    source.write_bytes("金额单位: 万元\n".encode() + "项目: 修路\n  用途: 修路\n".encode() * 500)
    before = snapshot(tiny_disk)
    outcome = run_here("build", source, "-o", target)
    assert outcome.status == 2
    assert "No space left on device" in outcome.err
    assert snapshot(tiny_disk) == before
    (tiny_disk / "filler").write_bytes(b"x" * 40_960)
    before = snapshot(tiny_disk)
    published = tmp_path / "published.txt"
    published.write_bytes(PUBLISHED)
    outcome = run_here("import", published, "-o", tiny_disk / "sources")
    assert outcome.status == 2
    assert "No space left on device" in outcome.err
    assert snapshot(tiny_disk) == before


# Killed

KILLED_AT = {
    # a function and the call of it that is the process's last, before or after it did its work
    "the temporary file": ("os.open", "after"),
    "the bytes": ("os.fdopen", "before"),
    "the disk": ("os.fsync", "before"),
    "the disk, done": ("os.fsync", "after"),
    "the mode": ("pathlib.Path.chmod", "before"),
    "the place": ("pathlib.Path.replace", "before"),
    "the place, taken": ("pathlib.Path.replace", "after"),
}
KILL = """
import os, pathlib, signal, sys
from perflang.cli import main
owner, _, name = {function!r}.rpartition(".")
owner = eval(owner)
plain = getattr(owner, name)
def last(*arguments, **options):
    if name == "open" and not arguments[1] & os.O_EXCL:  # of a file that is there
        return plain(*arguments, **options)
    if {when!r} == "after":
        plain(*arguments, **options)
    os.kill(os.getpid(), {signal})
setattr(owner, name, last)
main(sys.argv[1:])
"""


def killed(function: str, when: str, number: int, *arguments: str | Path) -> int:
    code = KILL.format(function=function, when=when, signal=number)
    run = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert b"Traceback" not in run.stderr
    return run.returncode


@posix
@pytest.mark.parametrize("point", KILLED_AT)
def test_a_build_killed_at_any_point_leaves_one_whole_output(target: Path, point: str) -> None:
    function, when = KILLED_AT[point]
    assert (
        killed(function, when, signal.SIGKILL, "build", DINGZHOU, "-o", target) == -signal.SIGKILL
    )
    assert target.read_bytes() == (NEW if point == "the place, taken" else OLD)
    # what a killed process could not take away is no output and no source, and does no harm
    assert run_here("build", DINGZHOU, "-o", target).status == 0
    assert target.read_bytes() == NEW
    left = [path for path in target.parent.iterdir() if path != target]
    assert all(path.name.startswith(".") and path.suffix == ".tmp" for path in left)


@posix
def test_an_import_killed_before_all_is_on_the_disk_leaves_no_source(
    published: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    assert killed("os.fsync", "after", signal.SIGKILL, "import", published, "-o", folder) < 0
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []
    assert run_here("import", published, "-o", folder).status == 0
    assert run_here("build", folder, "-o", "-").out.encode().strip() == PUBLISHED.strip()


@posix
def test_builds_killed_at_any_time_never_leave_half_an_output(target: Path) -> None:
    chance = random.Random(20_210_101)
    command = [sys.executable, "-m", "perflang", "build", str(DINGZHOU), "-o", str(target)]
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    whole = time.monotonic() - started
    for _ in range(8):
        target.write_bytes(OLD)
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(whole * chance.uniform(0.3, 1.1))
        build.kill()
        build.wait(timeout=60)
        assert target.read_bytes() in (OLD, NEW)
        left = [path for path in target.parent.iterdir() if path != target]
        assert all(path.suffix == ".tmp" for path in left)
    assert run_here("build", DINGZHOU, "-o", target).status == 0
    assert target.read_bytes() == NEW


@posix
@pytest.mark.parametrize("function", ["os.fsync", "pathlib.Path.replace"])
def test_control_c_while_writing_leaves_nothing(target: Path, function: str) -> None:
    before = snapshot(target.parent)
    assert killed(function, "before", signal.SIGINT, "build", DINGZHOU, "-o", target) == 130
    assert snapshot(target.parent) == before


# Side by side


def test_builds_at_the_same_time_leave_one_whole_output(target: Path) -> None:
    command = [sys.executable, "-m", "perflang", "build", str(DINGZHOU), "-o", str(target)]
    builds = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    for build in builds:
        _, said = build.communicate(timeout=60)
        assert build.returncode == 0, said
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


def test_an_output_that_changes_meanwhile_is_one_of_the_two(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = NEW.replace("绩效".encode(), "成绩".encode())
    plain = os.fsync

    def while_another_writes(descriptor: int) -> None:
        monkeypatch.undo()
        write_file(target, [other])
        plain(descriptor)

    monkeypatch.setattr(os, "fsync", while_another_writes)
    assert run_here("build", DINGZHOU, "-o", target).status == 0
    assert target.read_bytes() == NEW
    assert list(target.parent.iterdir()) == [target]


# The target


def test_an_output_that_would_not_change_is_not_written(target: Path) -> None:
    target.write_bytes(NEW)
    os.utime(target, (1_000_000_000, 1_000_000_000))
    before = target.stat()
    assert run_here("build", DINGZHOU, "-o", target).status == 0
    after = target.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list(target.parent.iterdir()) == [target]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_an_output_is_kept(target: Path, mode: int) -> None:
    target.chmod(mode)
    assert run_here("build", DINGZHOU, "-o", target).status == 0
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert target.read_bytes() == NEW


@posix
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o644)])
def test_a_new_output_has_the_mode_that_the_umask_allows(
    tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        assert run_here("build", DINGZHOU, "-o", tmp_path / "a.txt").status == 0
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == mode


def test_a_folder_named_as_output_takes_the_file(tmp_path: Path) -> None:
    assert run_here("build", DINGZHOU, "-o", tmp_path).status == 0
    assert (tmp_path / "dingzhou.txt").read_bytes() == NEW


def test_a_folder_in_the_place_of_the_output_stays(tmp_path: Path) -> None:
    inside = tmp_path / "dingzhou.txt" / "precious"
    inside.mkdir(parents=True)
    before = snapshot(tmp_path)
    outcome = run_here("build", DINGZHOU, "-o", tmp_path)
    assert outcome.status == 2
    assert "a folder of this name is in the way" in outcome.err
    assert snapshot(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_stays(target: Path, published: Path) -> None:
    before = snapshot(published.parent)
    for output in (target / "a.txt", target / "below" / "a.txt"):
        assert "PF107" in run_here("build", DINGZHOU, "-o", output).err
    for output in (target, target / "below"):
        outcome = run_here("import", published, "-o", output)
        assert outcome.status == 2
        assert "PF107" in outcome.err
    assert snapshot(published.parent) == before


@posix
def test_a_link_in_the_place_of_the_output_is_not_followed(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    assert run_here("build", DINGZHOU, "-o", link).status == 0
    assert target.read_bytes() == OLD
    assert not link.is_symlink()
    assert link.read_bytes() == NEW
    lost = tmp_path / "lost.txt"
    lost.symlink_to(tmp_path / "nowhere")
    assert run_here("build", DINGZHOU, "-o", lost).status == 0
    assert not (tmp_path / "nowhere").exists()
    assert lost.read_bytes() == NEW


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_place_of_the_output_stays(tmp_path: Path) -> None:
    """The same holds for a device: root would turn it into a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    outcome = run_here("build", DINGZHOU, "-o", pipe)
    assert outcome.status == 2
    assert "not a regular file" in outcome.err
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


@posix
def test_a_folder_that_may_not_be_written_to_stays_as_it_is(target: Path, published: Path) -> None:
    before = snapshot(published.parent)
    target.parent.chmod(0o555)
    commands: list[tuple[str, Path, str, Path]] = [
        ("build", DINGZHOU, "-o", target),
        ("import", published, "-o", target.parent),
        ("import", published, "-o", target.parent / "new"),
    ]
    try:
        runs = [run_without_rights(*command) for command in commands]
    finally:
        target.parent.chmod(0o755)
    for run in runs:
        assert run.returncode == 2
        assert b"error PF107: cannot be written: Permission denied" in run.stderr
    assert snapshot(published.parent) == before


def test_nothing_is_written_where_a_line_cannot_be_read(target: Path, tmp_path: Path) -> None:
    before = snapshot(target.parent)
    source = tmp_path / "a.perf"
    for text in (b"x\n", "项目: a\n金鹅: b\n".encode(), b"\xff", "项目: a\x00\n".encode()):
        source.write_bytes(text)
        outcome = run_here("build", source, "-o", target)
        assert outcome.status == 1
        assert snapshot(target.parent) == before


# Import


def test_an_import_into_a_folder_with_other_sources_changes_nothing(published: Path) -> None:
    folder = published.parent / "sources"
    folder.mkdir()
    (folder / "99-mine.perf").write_bytes(b"# mine\n")
    (folder / "note.txt").write_bytes(b"mine too\n")
    before = snapshot(published.parent)
    outcome = run_here("import", published, "-o", folder)
    assert outcome.status == 2
    assert outcome.err.count("PF109") == 1
    assert snapshot(published.parent) == before


def test_an_import_over_a_changed_source_changes_nothing(published: Path) -> None:
    folder = published.parent / "sources"
    assert run_here("import", published, "-o", folder).status == 0
    changed = folder / "03-开发区招商引资工作经费.perf"
    changed.write_bytes(changed.read_bytes() + b"# my note\n")
    before = snapshot(published.parent)
    outcome = run_here("import", published, "-o", folder)
    assert outcome.status == 2
    assert "03-开发区招商引资工作经费.perf: error PF109" in outcome.err
    assert snapshot(published.parent) == before


def test_a_second_import_of_the_same_writes_nothing(published: Path) -> None:
    folder = published.parent / "sources"
    (folder / "keep").mkdir(parents=True)
    assert run_here("import", published, "-o", folder).status == 0
    before = snapshot(published.parent)
    assert run_here("import", published, "-o", folder).status == 0
    assert snapshot(published.parent) == before


def test_a_failed_import_takes_away_no_file_that_stood_there(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = published.parent / "sources"
    assert run_here("import", published, "-o", folder).status == 0
    (folder / "11-开发区管委会房屋租赁费.perf").unlink()
    before = snapshot(published.parent)
    monkeypatch.setattr(Path, "replace", failing(errno.ENOSPC))
    outcome = run_here("import", published, "-o", folder)
    monkeypatch.undo()
    assert outcome.status == 2
    assert snapshot(published.parent) == before


def test_an_import_with_a_finding_keeps_in_comments_what_has_no_place(published: Path) -> None:
    published.write_bytes(PUBLISHED.replace("项目编码".encode(), "项目代码".encode(), 1))
    outcome = run_here("import", published, "-o", published.parent / "new")
    assert outcome.status == 1
    written = "".join(path.read_text("utf-8") for path in (published.parent / "new").iterdir())
    assert "：项目代码\n" in written


def test_an_import_of_no_form_writes_nothing(published: Path) -> None:
    published.write_bytes("关于公开部门预算的通知\n".encode())
    before = snapshot(published.parent)
    assert run_here("import", published, "-o", published.parent / "new").status == 1
    assert snapshot(published.parent) == before


def test_the_error_names_the_place_and_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"")
    for write in (lambda: write_file(file / "b", [b""]), lambda: write_all(file, {"b": b""})):
        with pytest.raises(WriteError) as caught:
            write()
        assert caught.value.reason
