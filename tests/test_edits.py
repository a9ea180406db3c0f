"""``edits(source)``: what a person at a keyboard does to a text, applied, said in words, and none left out."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from perflang.testing import Edit, edits
from perflang.testing.writing.keyboard import _KINDS

TEXT = "年度: 2021\n\n项目: 社区养老服务\n  数量指标: 助餐人次 ≥ 20000 人次\n"


def after(kind: str, **given_: object) -> str:
    return Edit(kind, **given_).apply(TEXT)  # type: ignore[arg-type]


def test_each_edit_does_what_it_says() -> None:
    lines = TEXT.split("\n")
    assert after("type", line=1, column=2, text="数") == TEXT.replace("年度:", "年度数:")
    assert after("insert", line=3, text="# 说明") == TEXT.replace("项目", "# 说明\n项目")
    assert after("replace", line=1, text="年度: 2022") == TEXT.replace("2021", "2022")
    assert after("delete", line=2, count=3) == "年度: 2021\n"
    assert after("join", line=1, count=3) == TEXT.replace("2021\n\n", "2021")
    assert after("strike", line=1, column=2, count=2, text="：") == TEXT.replace("年度:", "年度：")
    assert after("copy", line=4, count=1, to=4) == "\n".join([*lines[:3], *[lines[3]] * 3, ""])
    assert after("move", line=1, count=2, to=3) == "\n".join([*lines[2:4], "年度: 2021", "", ""])
    assert after("comment", line=4) == TEXT.replace("  数量", "#   数量")
    assert after("widen", line=1) == TEXT.replace("年度: 2021", "年度： ２０２１")
    assert after("trail", line=1) == TEXT.replace("2021", "2021  ")
    assert after("indent", line=4) == TEXT.replace("  数量", "\t数量")
    assert after("crlf") == TEXT.replace("\n", "\r\n")
    assert after("bom") == "\ufeff" + TEXT
    assert after("undo", text="") == ""
    assert after("paste", line=3, text="项目: 乙\n") == TEXT.replace("项目", "项目: 乙\n\n项目")
    assert after("rename", text="社区养老服务", other="助餐") == TEXT.replace(
        "社区养老服务", "助餐"
    )
    assert after("figure", line=4, other="7") == TEXT.replace("20000", "7")


def test_an_edit_says_what_it_does() -> None:
    assert str(Edit("move", 2, 3, to=1)) == "move lines 2 to 4 to line 1"
    assert str(Edit("comment", 2)) == "comment line 2 out"
    assert str(Edit("rename", text="甲", other="乙")) == "rename '甲' to '乙'"


def test_what_is_typed_comes_letter_by_letter() -> None:
    edit = Edit("type", line=1, column=8, text="abc")
    year = TEXT.partition("\n")[0]
    steps = [text.partition("\n")[0] for text in edit.steps(TEXT)]
    assert steps == [f"{year}a", f"{year}ab", f"{year}abc"]
    assert list(Edit("bom").steps(TEXT)) == ["\ufeff" + TEXT]


@given(st.data(), st.text("项目:\n \r2年", max_size=20))
@settings(suppress_health_check=[], max_examples=50)
def test_an_edit_can_be_applied_to_any_text(data: st.DataObject, other: str) -> None:
    edit = data.draw(edits(TEXT, clipboard=[TEXT], before=[""]))
    for text in (TEXT, other, ""):
        *_, last = edit.steps(text)
        assert last == edit.apply(text)


def test_every_kind_of_edit_is_drawn() -> None:
    drawn: Counter[str] = Counter()

    @given(edits(TEXT, clipboard=[TEXT], before=[""]))
    @settings(suppress_health_check=[], max_examples=300)
    def count(edit: Edit) -> None:
        drawn[edit.kind] += 1
        assert "\n" not in str(edit)

    count()
    print(dict(drawn))
    assert set(drawn) == set(_KINDS)
