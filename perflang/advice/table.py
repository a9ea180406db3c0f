"""A row of a printed table, pasted as it is: its cells as the lines of an indicator."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.advice.place import Place
from perflang.advice.targets import with_operator
from perflang.advice.words import words_of
from perflang.source.regex import regex

_CELL = regex("</?t[dhr][^<>]*>|[\t|]")
_TAG = regex("<[^<>]*>|&nbsp;")
_HEADER = {
    "序号",
    "项目",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标名称",
    "绩效指标",
    "绩效指标描述",
    "指标描述",
    "指标内容",
    "描述",
    "指标值",
    "目标值",
    "年度指标值",
    "指标值确定依据",
    "确定依据",
    "依据",
    "权重",
    "分值",
    "备注",
    "指标说明",
    "指标解释",
    "计算方法",
    "计算公式",
    "数据来源",
    "责任人",
    "指标方向",
    "指标性质",
    "计量单位",
    "基准值",
    "历年值",
    "历史值",
    "重要性",
    "是否核心指标",
    "level",
    "indicator",
    "target",
    "basis",
}
_SIGN = regex("[≥≤><=＞＜＝≧≦:：]")
_VALUE = regex("[≥≤><=＞＜＝≧≦]|[0-9０-９]")


def cells_of(text: str) -> list[str]:
    """The cells of a row that came with tabs, bars or the tags of a web page; empty where it is none."""
    pieces = [_TAG.sub("", piece).strip(" \u00a0\u3000\r") for piece in _CELL.split(text)]
    if "|" in text or "<" in text:
        pieces = pieces[1:-1] if len(pieces) > 2 and not pieces[0] and not pieces[-1] else pieces
    if "<" in text:
        pieces = [piece for piece in pieces if piece]
    return pieces if len(pieces) > 1 else []


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the titles of columns."""
    titles = [cell.replace(" ", "").lower() for cell in cells if cell]
    return len(titles) > 1 and all(title in _HEADER for title in titles)


def is_total(cells: Sequence[str]) -> bool:
    """Whether this is the row that adds the others up."""
    return bool(cells) and cells[0].replace(" ", "") in ("合计", "总计", "小计", "共计", "total")


def indicator(cells: Sequence[str], place: Place) -> list[str]:
    """The row as lines: the level, the name and the target, then description and basis."""
    level, rest = _level(list(cells), place)
    cells = [cell for cell in rest if cell]
    if not level or not cells:
        return []
    name, *cells = cells
    description, target, basis = _columns(cells)
    lines = [f"{level}: {_with_target(name, target)}"]
    lines += [f"描述: {description}"] if description else []
    return lines + ([f"依据: {basis}"] if basis else [])


def _level(cells: list[str], place: Place) -> tuple[str, list[str]]:
    """The level that begins the line, and the cells behind it; merged cells go on with the level above."""
    words = words_of(place.framework)
    level = ""
    while cells:
        meant = words.exact(cells[0])
        is_level = place.framework.first_level(meant) or place.framework.second_level(meant)
        number = cells[0].isdigit() and not level
        if cells[0] and not is_level and not number:
            break
        level = meant or level
        cells = cells[1:]
    if place.framework.second_level(level):
        return level, cells
    return ("指标", cells) if not level and place.row else ("", cells)


def _columns(cells: Sequence[str]) -> tuple[str, str, str]:
    """Description, target and basis: the target is the cell with a sign or a figure, else the last but one."""
    for number, cell in enumerate(cells):
        if _VALUE.match(cell) or with_operator(f"x {cell}"):
            return " ".join(cells[:number]), cell, " ".join(cells[number + 1 :])
    match cells:
        case []:
            return "", "", ""
        case [target]:
            return "", target, ""
        case [description, target]:
            return description, target, ""
        case [description, target, *basis]:
            return description, target, " ".join(basis)
    return "", "", ""


def _with_target(name: str, target: str) -> str:
    name = f'"{name}"' if _SIGN.search(name) else name
    if not target:
        return name
    compared = with_operator(f"x {target}")
    return name + compared.removeprefix("x") if compared else f"{name}: {target}"
