"""The publication of 2021 that must come back byte for byte, and documents made from it."""

from __future__ import annotations

import random
import re

import pytest

from perflang.compiler.importing import Imported, import_document
from perflang.source import SourceFile
from perflang.workspace.published import imported_files
from tests.support import EXAMPLES, HEADS, build_text, compile_files

FOLDER = EXAMPLES / "dingzhou"
SEED = (FOLDER / "published.txt").read_text(encoding="utf-8")
NAMES = "偿还企业垫付资金招商引资工作经费项目服务费国家农业科技园区建设用拆迁补偿基础设施"


def imported(text: str) -> Imported:
    result = import_document(SourceFile("published.txt", text))
    assert not result.diagnostics, [(one.code, dict(one.values)) for one in result.diagnostics]
    return result


def built(result: Imported) -> str:
    files = {name: content.decode("utf-8") for name, content in imported_files(result).items()}
    compilation = compile_files(files)
    assert compilation.readable
    return build_text(compilation)


def test_the_seed_comes_back_byte_for_byte() -> None:
    assert built(imported(SEED)).strip() == SEED.strip()


def test_the_example_builds_the_seed() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.perf")}
    compilation = compile_files(files)
    assert compilation.readable
    assert build_text(compilation).strip() == SEED.strip()


def test_the_imported_sources_are_what_a_person_wrote() -> None:
    """The example's files are the imported ones; only its head file also has comments and the year,
    which the published text does not say."""
    files = imported_files(imported(SEED))
    assert set(files) == {path.name for path in FOLDER.glob("*.perf")}
    for name, content in files.items():
        written = (FOLDER / name).read_text(encoding="utf-8")
        if name == HEADS[0]:
            lines = written.splitlines(keepends=True)
            written = "".join(line for line in lines if not line.startswith(("#", "年度:")))
        assert content.decode("utf-8") == written, name


def changed(seed: int) -> str:
    """The seed with every number, operator, name and code replaced by another of its kind."""
    chance = random.Random(seed)
    text = re.sub(r"[0-9]{8}[0-9A-Z]{13}", lambda _: code(chance), SEED)
    text = re.sub(r"(?<=\t)926001", f"{chance.randrange(100, 999_999)}", text)
    names = sorted(set(re.findall(r"^[0-9]+\.(.*)绩效目标表 TC", text, re.MULTILINE)), key=len)
    for name in reversed(names):
        other = "".join(chance.choices(NAMES, k=chance.randrange(2, 15)))
        text = re.sub(rf"(?<=[.、\t]){re.escape(name)}(?=绩效目标表|\n)", other, text)
    text = re.sub("≥([0-9]+)", lambda _: f"{chance.choice('≥≤><=')}{amount(chance)}", text)
    text = re.sub(r"(?<=\t)[0-9]+\.[0-9]{2}(?=\n)", lambda _: amount(chance), text)
    shares = sorted(chance.sample(range(1, 99), 3))
    for old, new in zip(("25.00%", "50.00%", "75.00%"), shares, strict=True):
        text = text.replace(old, f"{new}.{chance.randrange(10)}%")
    return text.replace("河北定州", "某省某市")


def code(chance: random.Random) -> str:
    tail = chance.choices("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ", k=13)
    return f"{chance.randrange(100_000_00, 999_999_99):08d}{''.join(tail)}"


def amount(chance: random.Random) -> str:
    number = chance.randrange(1, 10**7)
    return chance.choice([str(number), f"{number / 100:.2f}", f"{number:,}", "0", f"{number}.0000"])


@pytest.mark.parametrize("seed", range(12))
def test_documents_made_from_the_seed_come_back_too(seed: int) -> None:
    text = changed(seed)
    assert text != SEED
    assert built(imported(text)).strip() == text.strip()


def test_windows_line_ends_are_no_difference() -> None:
    assert built(imported(SEED.replace("\n", "\r\n"))).strip() == SEED.strip()


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("	项目编码\n", "	项目编号\n", "PF402", 42),
        ("	一级指标\n", "	一级\n", "PF402", 76),
        ("部门整体绩效目标\n", "部门绩效\n", "PF402", 2),
        ("	偿还企业垫付资金\n", "	偿还垫付资金\n", "PF404", 45),
        ("3.开发区招商引资工作经费绩效", "4.开发区招商引资工作经费绩效", "PF404", 256),
        ("单位：万元\n\n	项目编码", "单位：万元\n	项目编码", "PF403", 41),
    ],
)
def test_what_does_not_fit_the_form_is_named_by_its_line(
    old: str, new: str, code: str, line: int
) -> None:
    source = SourceFile("published.txt", SEED.replace(old, new, 1))
    result = import_document(source)
    found = [(one.code, source.line_of(one.at.start)) for one in result.diagnostics]
    assert (code, line) in found
    if code != "PF403":  # a blank line is nothing to be kept
        written = "".join([result.head, *(text for _, text in result.tables)])
        assert "未归位" in written
