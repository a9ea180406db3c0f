"""Rule 6: whatever a project is called, its file has a name that every system takes, in its folder."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath, PureWindowsPath
from unicodedata import category, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perflang.cli.outputs import targets_of
from perflang.workspace import file_names
from tests.reliability.here import HEAD, PUBLISHED, folder_named, run_here, snapshot

DEVICES = [
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"),
]
HOSTILE = [
    "", " ", ".", "..", "...", "-", "../../etc/passwd", "/etc/passwd", "C:\\Windows\\system.ini", "C:a",
    "\\\\server\\share", "~/x", "$HOME", "`id`", "a\x00b", "a\nb", "\x1b[31m", "\u202egnp.exe", "a\u200b",
    "name.", "name ", "name. .", " name", ".hidden", "-rf", "--help", '<>:"/\\|?*', "a/b", "a\\b",
    "con", "con.txt", "NUL.perf", "aux .x", "部门", "department", "部门.perf", "字" * 300, "😀" * 100,
    "e\u0301" * 80, "x" * 1000, "\ud800", "a\udfff", "\u00a0", "\u3000", "\ufeff", "\uffff",
    "A", "a", "Ａ", "ß", "SS", "ſ", "é", "e\u0301", "K", "\u212a", "%2e%2e%2f", "a\tb",
]  # fmt: skip

# Any character at all, halves of pairs too; short runs of what file systems give a meaning to.
texts = st.one_of(
    st.text(max_size=120),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.text('.. /\\:*?"<>|-~ \t\n\u202e字aA', max_size=80),
    st.sampled_from([*HOSTILE, *DEVICES]),
)


def outputs_in(folder: Path) -> list[Path]:
    """What was built; what is kept for the next build lies beside it."""
    return [path for path in folder.iterdir() if path.name != ".perflang_cache"]


def is_legal(name: str) -> bool:
    """What Windows, macOS and Linux all take, and what nobody misreads."""
    stem = name.split(".", maxsplit=1)[0].rstrip(" ").upper()
    return (
        len(name) <= 60
        and len(name.encode("utf-8")) <= 100
        and not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
        and all(category(one) not in {"Cc", "Cs", "Zl", "Zp"} for one in name)
        and not any("\u200b" <= one <= "\u200f" or "\u202a" <= one <= "\u202e" for one in name)
        and name == name.strip(" .")
        and stem not in DEVICES
        and name not in (".", "..")
        and not name.startswith((".", "-", "~"))
        and PurePosixPath(name).name == name
        and PureWindowsPath(name).name == name
    )


def folded(name: str) -> str:
    """How a file system that ignores case and forms compares names."""
    return normalize("NFC", normalize("NFD", name).casefold())


@given(st.lists(texts, max_size=30))
@example(HOSTILE)
@example(DEVICES)
@example(["a"] * 120)
@example([".." * 30, "../" * 20])
def test_names_of_files_are_legal_and_no_two_are_twins(names: list[str]) -> None:
    made = file_names(names)
    assert len(made) == len(names)
    assert [name for name in made if not is_legal(name)] == []
    assert len({folded(name) for name in made}) == len(made)
    assert all(name.endswith(".perf") for name in made)
    assert made == file_names(names)
    # numbers of one width: every listing has them in the order of the publication
    assert made == sorted(made, key=lambda name: name.split("-")[0])


@given(texts)
def test_a_name_keeps_what_it_may(name: str) -> None:
    made = file_names([name])[0].removesuffix(".perf").removeprefix("01-")
    kept = [one for one in name if one.isalnum()]
    assert made == "project" or all(one in name or one == "-" for one in made)
    if kept and len(name) < 20 and name.isalnum() and name.isascii():
        assert made == name


@pytest.mark.parametrize("count", [1, 9, 10, 99, 100, 101, 1000])
def test_numbers_have_as_many_digits_as_the_last_one_needs(count: int) -> None:
    made = file_names(["字" * 100] * count)
    assert made == sorted(made)
    assert len(set(made)) == count
    assert all(is_legal(name) for name in made)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.isprintable() and name.strip()])
def test_an_import_writes_into_its_folder_only(tmp_path: Path, name: str) -> None:
    """Such a publication is imported into files with legal names, or refused and nothing is written."""
    published = tmp_path / "published.txt"
    published.write_bytes(PUBLISHED.replace("偿还企业垫付资金".encode(), name.encode()))
    inner = tmp_path / "a" / "b"
    outcome = run_here("import", published, "-o", inner)
    assert outcome.status in (0, 1)
    written = [tmp_path / path for path in snapshot(tmp_path) if path != "published.txt"]
    made = [path for path in written if path.is_file()]
    assert all(path.parent == inner for path in made)
    sources = [path for path in made if path.name != ".gitattributes"]
    assert all(is_legal(path.name) for path in sources)
    assert len(sources) == (12 if outcome.status == 0 else 0)


@given(st.lists(texts.filter(lambda text: "/" not in text and "\0" not in text), max_size=12))
@example(["a", "a", "a-2", "A", "a-2", "A-2"])
@example(["a-2", "a", "a"])
@example(["ß", "ss", "SS", "ẞ"])
def test_outputs_of_several_publications_have_names_of_their_own(names: list[str]) -> None:
    for output in (None, "out"):
        targets = targets_of(names, ".txt", output)
        if output is not None and len(names) == 1:
            continue
        assert all(
            target is not None and target.parent.name in ("build", "out") for target in targets
        )
        assert len({str(target).casefold() for target in targets}) == len(names)


def test_publications_whose_names_differ_by_case_do_not_overwrite_each_other(
    tmp_path: Path,
) -> None:
    for folder, project in (("x/a", "一"), ("y/A", "二"), ("z/a", "三"), ("u/a-2", "四")):
        place = tmp_path / folder
        place.mkdir(parents=True)
        (place / "部门.perf").write_bytes(f"{HEAD}项目: {project}\n".encode())
    outcome = run_here("build", "x", "y", "z", "u", "--to", "json")
    assert outcome.status == 0
    written = sorted(outputs_in(tmp_path / "build"))
    assert len({path.name.casefold() for path in written}) == 4
    said = "".join(path.read_text(encoding="utf-8") for path in written)
    assert all(project in said for project in "一二三四")


@pytest.mark.parametrize("given", ["..", ".", "../..", "a/..", "/", "//"])
def test_what_is_no_file_is_not_imported(given: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    before = snapshot(tmp_path)
    outcome = run_here("import", given)
    assert outcome.status == 2
    assert "PF106" in outcome.err
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["\x1b[31mred", "\u202eright", "a\nb", "-rf", "--help", "\udcff", "' $(id)", "字" * 60]
)
def test_a_folder_of_any_name_is_built(tmp_path: Path, name: str) -> None:
    place = folder_named(tmp_path / name)
    (place / "部门.perf").write_bytes(f"{HEAD}项目: 一\n".encode())
    outcome = run_here("build", place)
    assert outcome.status == 0
    assert [path.name for path in outputs_in(tmp_path / "build")] == [f"{name}.txt"]
    assert outcome.err.isprintable() or outcome.err.strip("\n").isprintable()
