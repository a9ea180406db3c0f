"""What clerks get wrong in the file of a form: where it stands, what helps, and what is marked.

A case is a piece of a file. ``top`` pieces are lines at its top, ``section`` ones a section's lines, ``blocks``
the blocks of a section over projects, ``page`` those of one that is not repeated, and ``grid`` the rows of a table
in a section over projects. ``file`` is a whole file.
"""

from __future__ import annotations

from attrs import frozen

from perflang.diagnostics import Diagnostic
from perflang.forms.form import Form
from perflang.forms.form_file import read_form
from perflang.source import Limits, SourceFile

NAME = "区表"
TOP = f'id = "{NAME}"\nzh = "项目绩效目标表"\n'
SECTION = '[[section]]\nblocks = [{ paragraph = "附件" }]\n'


@frozen
class Case:
    """A mistake: the help that it gets, and the first line of what is marked."""

    where: str
    piece: str
    hint: str | None
    shown: str

    @property
    def text(self) -> str:
        """The whole file."""
        return form_file(self.where, self.piece)


def read(text: str, name: str = NAME) -> tuple[Form, list[Diagnostic]]:
    """The form that a text is, and what is wrong in it."""
    return read_form(SourceFile(f"{name}.form.toml", text), name, Limits())


def form_file(where: str, piece: str) -> str:
    """A piece in a form that is in order without it."""
    match where:
        case "top":
            return TOP + piece + "\n" + SECTION
        case "section":
            return TOP + "[[section]]\n" + piece + "\n"
        case "blocks":
            blocks = f'{{ heading = "{{项目名称}}绩效目标表" }},\n{piece}\n'
            return f'{TOP}[[section]]\neach = "projects"\nblocks = [\n{blocks}]\n'
        case "page":
            return f"{TOP}[[section]]\nblocks = [\n{piece}\n]\n"
        case "grid":
            return form_file("blocks", f"{{ grid = [\n{piece}\n] }},")
    return piece


ROWS = '{ header = ["一级指标", "指标", "值"] },\n'
TASK = 'cells = ["{任务名称}"]'
LONG = '{ each = "中期指标", cells = ["{指标名称}", "{中期指标值}"] }'
YEAR = '{ each = "年度指标", cells = ["{指标名称}", "{指标值}"] }'
TASKS = '{ each = "任务", cells = ["{任务名称}"] }'
FIXED = 'each = "年度指标", cells = ["合格", "{指标值}"]'
ROW = 'cells = ["{一级指标}", "{指标名称}", "{指标值}"]'

MISTAKES = (
    # No TOML
    Case("file", "", "empty", ""),
    Case("file", "# 说明\n", "empty", ""),
    Case("top", "language", "equals", "language"),
    Case("top", "source = 财预", "quotes", "财预"),
    Case("top", 'source = "财预', "string", 'source = "财预'),
    Case("top", "source = “财预”", "curly", "“财预”"),
    Case("top", 'source = "财预”', "curly", '"财预”'),
    Case("top", "title = [‘a’, ‘b’]", "curly", "‘a’"),
    Case("top", "“source” = “财预”", "curly", "“source”"),
    Case("grid", '["主管部门", “{主管部门}”],', "curly", "“{主管部门}”"),
    Case("grid", '["主管部门”, "{主管部门}"],', "curly", '"主管部门”'),
    Case("top", "表样说明：照抄", "key", "表样说明：照抄"),
    Case("top", 'source ＝ "x"', "wide", '＝ "x"'),
    Case("top", 'title = ["a"，"b"]', "wide", '，"b"]'),
    Case("top", 'source = "x" // 出处', "note", "// 出处"),
    Case("top", "decimals = 2位", "unit", "位"),
    Case("top", 'zh = "又一个"', "again", 'zh = "又一个"'),
    Case("section", 'blocks = [{ paragraph = "附件" }', "bracket", "blocks = [{ paragraph"),
    Case("page", '{ paragraph = "附件", },', "braces", "},"),
    Case("top", "a" + ".a" * 30 + " = 1", "deep", "a" + ".a" * 30),
    Case("top", "decimals = " + "1" * 40, "digits", "1" * 40),
    # Keys and values
    Case("top", 'sorce = "x"', "key-near", "sorce"),
    Case("top", 'paper = "A4"', "key", "paper"),
    Case("top", 'lang = "zh"', "key-near", "lang"),
    Case("top", "source = 2021", "text", "2021"),
    Case("top", 'language = "中文"', "language", '"中文"'),
    Case("top", 'target = "{number}{unit}"', "target", '"{number}{unit}"'),
    Case("top", 'target = "{operator}、{number}{unit}"', "target", '"{operator}、{number}{unit}"'),
    Case("top", 'scale = "万"', "no-scale-near", '"万"'),
    Case("top", 'scale = "美金"', "no-scale", '"美金"'),
    Case("top", "scale = 10000", "scale", "10000"),
    Case("top", "decimals = 9", "decimals", "9"),
    Case("top", 'signs = ">="', "signs", '">="'),
    Case("top", 'signs = [">=", "<="]', "signs", '[">=", "<="]'),
    Case("top", 'signs = ["大于", "小于", "大于", "小于", "等于"]', "signs", '["大于"'),
    Case("top", "decimals = true", "decimals", "true"),
    Case("top", 'decimals = "2"', "decimals", '"2"'),
    Case("top", 'title = "绩效目标表"', "texts", '"绩效目标表"'),
    Case("top", 'source = "财预\\u200b"', "hidden", '"财预\\u200b"'),
    Case("page", '{ paragraph = "附\\t件" },', "hidden", '"附\\t件"'),
    Case("file", f'zh = "表"\n{SECTION}', "no-id", ""),
    Case("file", f'id = "市表"\nzh = "表"\n{SECTION}', "id", '"市表"'),
    Case("file", f'id = "{NAME}"\n{SECTION}', "no-name", ""),
    Case("file", TOP, "no-section", ""),
    Case("file", TOP + '[section]\nblocks = [{ paragraph = "附件" }]\n', "sections", "[section]"),
    Case("file", TOP + '[[sections]]\nblocks = [{ paragraph = "附件" }]\n', "key-near", "[[sections]]"),
    # Sections and blocks
    Case("section", "", "no-blocks", "[[section]]"),
    Case("section", "blocks = []", "no-blocks", "[[section]]"),
    Case("section", 'block = [{ paragraph = "附件" }]', "key-near", "block"),
    Case("section", 'blocks = ["附件"]', "blocks", '["附件"]'),
    Case("section", 'each = "项目们"\nblocks = [{ paragraph = "{项目}表" }]', "each-near", '"项目们"'),
    Case("section", 'each = "部门"\nblocks = [{ paragraph = "附件" }]', "each", '"部门"'),
    Case("section", 'each = "indicators"\nblocks = [{ paragraph = "表" }]', "each-within", '"indicators"'),
    Case("section", 'each = ["projects"]\nblocks = [{ paragraph = "附件" }]', "each-text", '["projects"]'),
    Case("page", '{ paragraf = "附件" },', "key-near", "paragraf"),
    Case("page", '{ optional = true },', "no-kind", "{ optional = true }"),
    Case("page", '{ paragraph = "附件", heading = "附件" },', "two-kinds", "{ paragraph"),
    Case("page", '{ paragraph = "附件", depth = 2 },', "key-of", "depth"),
    Case("page", '{ heading = "附件", caption = "附件" },', "key-of", "caption"),
    Case("page", '{ heading = "附件", entry = "附件" },', "entry", "entry"),
    Case("page", '{ heading = "附件", level = 1, list = "A" },', "entry", "list"),
    Case("page", '{ heading = "附件", depth = 6 },', "depth", "6"),
    Case("page", '{ heading = "附件", entry = "附", list = "目录", level = 1 },', "list", '"目录"'),
    Case("page", '{ heading = "附件", entry = "附", list = "A", level = 0 },', "level", "0"),
    Case("page", '{ heading = "第一部分\\n总体目标" },', "line-break", '"第一部分\\n总体目标"'),
    Case("page", '{ paragraph = " " },', "empty-text", '" "'),
    Case("page", "{ paragraph = 1 },", "line", "1"),
    Case("page", '{ paragraph = "附件", optional = "是" },', "flag", '"是"'),
    Case("page", '{ paragraph = "附件", optional = true },', "optional", "optional"),
    Case("page", '{ items = "年度" },', "no-list", '"年度"'),
    Case("page", '{ items = ["overall"] },', "field", '["overall"]'),
    Case("page", '{ items = "总体目标们" },', "slot-near", '"总体目标们"'),
    Case("page", '{ items = "绩效目标" },', "slot-here", '"绩效目标"'),
    # Slots
    Case("blocks", '{ paragraph = "单位：{预算单位名称}" },', "slot-near", "{预算单位名称}"),
    Case("blocks", '{ paragraph = "备案：{审批文号}" },', "slot", "{审批文号}"),
    Case("blocks", '{ paragraph = "共{项目预算}元" },', "slot-alias", "{项目预算}"),
    Case("blocks", '{ paragraph = "编码：{cod}" },', "slot-near", "{cod}"),
    Case("blocks", '{ paragraph = "项目：{name}" },', "slot-near", "{name}"),
    Case("blocks", '{ paragraph = "项目：{}" },', "no-slot", "{}"),
    Case("blocks", '{ paragraph = "指标：{指标名称}" },', "slot-here", "{指标名称}"),
    Case("blocks", '{ paragraph = "进度：{percent}" },', "slot-here", "{percent}"),
    Case("page", '{ paragraph = "项目：{项目名称}" },', "slot-here", "{项目名称}"),
    Case("page", '{ paragraph = "第{序号}页" },', "slot-here", "{序号}"),
    Case("top", 'title = ["{部门}", "{项目名称}"]', "slot-here", "{项目名称}"),
    Case("blocks", '{ paragraph = "用途：{用途:财政资金}" },', "no-colon", "{用途:财政资金}"),
    Case("blocks", '{ paragraph = "其他：{other}" },', "colon", "{other}"),
    Case("blocks", '{ paragraph = "预算：{预算：}" },', "colon-empty", "{预算：}"),
    Case("blocks", '{ paragraph = "预算：{预算:财政资金|}" },', "colon-empty", "{预算:财政资金|}"),
    Case("blocks", '{ paragraph = "用途：｛用途｝" },', "wide-brace", '"用途：｛用途｝"'),
    Case("blocks", '{ paragraph = "用途：{用途" },', "brace", '"用途：{用途"'),
    Case("blocks", '{ paragraph = "用途：{{用途}}" },', "brace", '"用途：{{用途}}"'),
    Case("blocks", '{ paragraph = "名称：{项目编码}{用途}" },', "side-by-side", '"名称：{项目编码}{用途}"'),
    Case("grid", '["预算", "{预算}{金额单位}"],', "side-by-side", '"{预算}{金额单位}"'),
    Case(
        "section",
        'each = "wholes"\nblocks = [{ heading = "整体" }, { grid = [{ each = "项目", cells = ["{项目}"] }] }]',
        "each-here",
        '"项目"',
    ),
    Case(
        "blocks",
        '{ heading = "附：{用途}", entry = "{用途}{项目编码}", list = "A", level = 1 },',
        "side-by-side",
        '"{用途}{项目编码}"',
    ),
    # Rows and cells
    Case("blocks", "{ grid = [] },", "empty-grid", "[]"),
    Case("blocks", '{ grid = "项目名称" },', "grid", '"项目名称"'),
    Case("grid", '"项目名称",', "row", '"项目名称"'),
    Case("grid", "[],", "empty-row", "[]"),
    Case("grid", '["年度", 2026],', "cell", "2026"),
    Case("grid", '["项目", "{项目名称}", "＞"],', "sign", '"＞"'),
    Case("grid", '["项目", "{项目名称}", "> "],', "sign", '"> "'),
    Case("grid", '[">", "项目", "{项目名称}"],', "first-right", '">"'),
    Case("grid", '["^", "{项目名称}"],', "first-above", '"^"'),
    Case("grid", '["项目", "{项目}"],\n["用途", "{用途}", ">"],\n["^", ">", "x"],', "columns", '["项目"'),
    Case("grid", '["项目", "{项目}"],\n["编码", "{code}"],\n["用途", "{用途}", ">"],', "columns", '["用途"'),
    Case("grid", '["项目", ">", "{项目名称}"],\n["^", "用途", "{用途}"],', "above", '"^"'),
    Case("grid", '["项目", ">", "{项目名称}"],\n["编码", "^", "{项目编码}"],', "above", '"^"'),
    Case("grid", '["项目", ">", "{项目名称}", "编码"],\n["用途", ">", "^", ">"],', "above", '"^"'),
    Case("grid", '["表"' + ', ">"' * 60 + "],", "too-wide", "["),
    Case("blocks", '{ grid = [["项目", "{项目名称}"]], widths = [1, 2, 3] },', "widths-columns", "[1, 2, 3]"),
    Case("blocks", '{ grid = [["项目", "{项目名称}"]], widths = [1, 0] },', "widths", "[1, 0]"),
    Case("blocks", '{ grid = [["项目", "{项目名称}"]], widths = "1:2" },', "widths", '"1:2"'),
    Case("grid", '["计划", { each = "stages", cell = "{阶段}" }, ">"],', "right-of-repeat", '">"'),
    Case(
        "grid",
        '["计划", { each = "stages", cell = "{阶段}" }, { each = "stages", cell = "{支出比例}" }],',
        "two-cells",
        '{ each = "stages", cell = "{支出比例}" }',
    ),
    Case("grid", '["计划", { each = "stages" }],', "repeated-cell", '{ each = "stages" }'),
    Case("grid", '["计划", { cell = "{阶段}" }],', "repeated-cell", '{ cell = "{阶段}" }'),
    Case("grid", '["计划", { each = "stages", cell = "阶段" }],', "no-field", '"阶段"'),
    Case("grid", '["计划", { each = "stages", cell = "{阶段}", heading = true }],', "key-near", "heading"),
    Case("grid", '["计划", { each = "years", cell = "{阶段}" }],', "slot-here", "{阶段}"),
    Case(
        "grid",
        '["计划", { each = "stages", cell = "{阶段}" }],\n["比例", "^"],',
        "above-repeat",
        '"^"',
    ),
    Case(
        "grid",
        '["计划", ">", ">", { each = "stages", cell = "{阶段}" }],\n["用途", "{用途}", ">"],',
        "columns",
        '["计划"',
    ),
    # Rows side by side
    Case("grid", '{ cells = ["{一级指标}"], beside = 2 },', "parts", "2"),
    Case("grid", f'{{ merge = ["一级指标"], beside = [{LONG}, {YEAR}] }},', "beside-key", "merge"),
    Case("grid", f"{{ beside = [{LONG}] }},", "beside-one", f"[{LONG}]"),
    Case("grid", f"{{ beside = [{LONG}, {{ {ROW} }}] }},", "no-each", f"{{ {ROW} }}"),
    Case("grid", f"{{ beside = [{LONG}, {{ {FIXED} }}] }},", "beside-cell", '"合格"'),
    Case("grid", f'{{ cells = ["{{项目名称}}"], beside = [{LONG}, {YEAR}] }},', "beside-common", '"{项目名称}"'),
    Case("grid", f"{{ beside = [{LONG}, {LONG}] }},", "twice", '"中期指标"'),
    Case("grid", f'{{ cells = ["{{指标名称}}"], beside = [{LONG}, {TASKS}] }},', "slot-here", "{指标名称}"),
    # Rows that are repeated
    Case("grid", '{ cells = ["{指标名称}"] },', "no-each", '{ cells = ["{指标名称}"] }'),
    Case("grid", '{ each = "indicators" },', "no-cells", '{ each = "indicators" }'),
    Case("grid", '{ each = "indicators", cell = ["{指标名称}"] },', "key-near", "cell"),
    Case("grid", '{ heder = ["指标"] },', "key-near", "heder"),
    Case("grid", '{ header = "指标" },', "cells", '"指标"'),
    Case("grid", '{ header = ["指标"], each = "indicators" },', "header-alone", "{ header"),
    Case("grid", f'{{ each = "指标们", {ROW} }},', "each-near", '"指标们"'),
    Case("grid", f'{{ each = 1, {ROW} }},', "each-row", "1"),
    Case("grid", f'{{ each = [], {ROW} }},', "each-row", "[]"),
    Case("grid", f'{{ each = ["projects", "indicators"], {ROW} }},', "each-here", '"projects"'),
    Case("grid", f'{{ each = ["indicators", "stages"], {ROW} }},', "each-here", '"stages"'),
    Case("grid", '{ each = "indicators", cells = ["{指标名称}", "{任务名称}"] },', "slot-here", "{任务名称}"),
    Case("grid", '{ each = "indicators", cells = ["指标", "{项目名称}"] },', "no-field", "{ each"),
    Case("page", f'{{ grid = [{{ each = ["projects", "indicators"], {ROW} }}] }},', "no-outer", "{ each"),
    Case("grid", f'{{ each = ["indicators", "recipients"], {ROW} }},', "each-here", '"recipients"'),
    Case("page", '{ paragraph = "共{合计}" },', "colon", "{合计}"),
    Case("page", '{ paragraph = "共{合计:预算}元" },', "sum-of", '"共{合计:预算}元"'),
    Case("grid", '["计划", { each = "stages", cell = "{阶段}" }, "备注"],', "last-cell", '"备注"'),
    Case("page", '{ paragraph = "共{合计:用途金额}" },', "slot-near", "{合计:用途金额}"),
    Case("grid", f'{{ each = "indicators", merge = "一级指标", {ROW} }},', "texts", '"一级指标"'),
    Case("grid", f'{{ each = "indicators", merge = ["一级指标级"], {ROW} }},', "slot-near", '"一级指标级"'),
    Case("grid", f'{{ each = "indicators", merge = ["二级指标"], {ROW} }},', "merge-cell", '"二级指标"'),
    Case(
        "grid",
        '{ each = "indicators", merge = ["level1"], cells = ["{level1}：{指标名称}", "{target}"] },',
        "merge-cell",
        '"level1"',
    ),
    Case("grid", f'{{ each = "indicators", breakdown = "", {ROW} }},', "breakdown", '""'),
    Case(
        "grid",
        '{ each = "indicators", breakdown = "其中：", cells = ["{一级指标}：{指标名称}", "{指标值}"] },',
        "breakdown-cell",
        '"其中："',
    ),
    Case("grid", f'{{ each = "tasks", breakdown = "其中：", {TASK} }},', "of-indicators", "breakdown"),
    Case("grid", f'{{ each = "tasks", order = "levels", {TASK} }},', "of-indicators", "order"),
    Case("grid", f'{{ each = "tasks", every_level = true, {TASK} }},', "of-indicators", "every_level"),
    Case("grid", f'{{ each = "indicators", order = "先后", {ROW} }},', "order", '"先后"'),
    Case("grid", f'{{ each = "indicators", least = -1, {ROW} }},', "least", "-1"),
    Case("grid", f'{{ each = "indicators", least = 1001, {ROW} }},', "least", "1001"),
    Case("page", '{ paragraph = "{合计:合计:预算}" },', "slot", "{合计:合计:预算}"),
    Case("grid", f'{{ each = "indicators", every_level = 1, {ROW} }},', "flag", "1"),
    Case(
        "grid",
        f'{{ each = "indicators", {ROW} }},\n["{{用途}}", "用途", "x"],',
        "after-rows",
        '["{用途}", "用途", "x"]',
    ),
    Case(
        "grid",
        '{ each = "funding", cells = ["其中", "{资金来源}", "{金额}"] },\n["其中", "本年", "{budget}"],',
        "after-rows",
        '["其中", "本年", "{budget}"]',
    ),
    Case(
        "grid",
        f'{{ each = "indicators", {ROW} }},\n["合计", ">", "^"],',
        "above-repeat",
        '"^"',
    ),
    Case(
        "grid",
        f'{{ each = "indicators", {ROW} }},\n["小计", "", ""],\n{{ each = "indicators", {ROW} }},',
        "twice",
        '"indicators"',
    ),
    Case(
        "blocks",
        f'{{ grid = [{ROWS[:-2]}, {{ each = "指标", {ROW} }}] }},\n'
        '{ grid = [["级别"], { each = "指标", order = "levels", cells = ["{二级指标}"] }] },',
        "other-order",
        '{ each = "指标", order',
    ),
    # Where something else begins
    Case(
        "section",
        'each = "projects"\nblocks = [{ heading = "{项目名称}" }, { paragraph = "附件" }]',
        "section-start",
        '{ heading = "{项目名称}" }',
    ),
    Case(
        "section",
        'each = "整体支出"\nblocks = [{ items = "绩效目标" }]',
        "section-start",
        '{ items = "绩效目标" }',
    ),
    Case(
        "section",
        'each = "projects"\nblocks = [{ grid = [["{项目名称}", "{用途}"]] }]',
        "section-start",
        '{ grid = [["{项目名称}", "{用途}"]] }',
    ),
    Case(
        "blocks",
        f'{{ grid = [{{ each = "indicators", {ROW} }}] }},\n{{ paragraph = "{{用途}}" }},',
        "after-grid",
        '{ paragraph = "{用途}" }',
    ),
    Case(
        "blocks",
        f'{{ grid = [{{ each = "indicators", {ROW} }}] }},\n{{ items = "绩效目标" }},',
        "after-grid",
        '{ items = "绩效目标" }',
    ),
    Case(
        "blocks",
        f'{{ grid = [{{ each = "indicators", {ROW} }}] }},\n{{ grid = [["{{用途}}"]] }},',
        "after-grid",
        '{ grid = [["{用途}"]] }',
    ),
    Case(
        "blocks",
        f'{{ grid = [{{ each = "indicators", {ROW} }}] }},\n'
        '{ paragraph = "注：{用途}", optional = true },\n{ paragraph = "{项目编码}" },',
        "after-grid",
        '{ paragraph = "{项目编码}" }',
    ),
    Case(
        "page",
        '{ items = "总体目标" },\n{ items = "分项目标" },',
        "after-items",
        '{ items = "分项目标" }',
    ),
    Case(
        "page",
        '{ items = "总体目标" },\n{ paragraph = "{部门}" },',
        "after-items",
        '{ paragraph = "{部门}" }',
    ),
)  # fmt: skip

# What looks like one of those mistakes and is in order.
LEGITIMATE = (
    (
        "grid",
        """{ header = ["任务", "内容", "年度", "资金"] },
        { beside = [
          { each = "任务", cells = ["{任务名称}", "{任务内容}"] },
          { each = "分年度", cells = ["{分年度}", "{分年度预算}"] },
        ] },""",
    ),
    (
        "grid",
        """{ header = ["级别", "二级", "中期", "中期值", "年度", "年度值", "依据"] },
        { cells = ["{一级指标}", "{二级指标}"], beside = [
          { each = "中期指标", order = "levels", cells = ["{指标名称}", "{中期指标值}"] },
          { each = "年度指标", order = "levels", cells = ["{指标名称}", "{指标值}", "{依据}"] },
        ] },
        ["合计", ">", ">", ">", ">", ">", "{预算}"],""",
    ),
    ("top", 'target = "{operator} {number} {unit}"\ndecimals = 0\nscale = "亿元"'),
    ("top", 'title = ["{部门}{年度}"]'),
    ("blocks", '{ paragraph = "{单位编码}{预算单位}" },'),
    ("top", 'source = "“十四五”规划"'),
    ("top", 'signs = [">=", "<=", ">", "<", "="]'),
    ("grid", '["绩效\\n指标", "{用途}"],\n["项目资金\\n（{金额单位}）", "{预算}"],'),
    ("blocks", '{ paragraph = "{ 用途 }，{预算:财政资金|财政拨款}元" },\n{ items = "绩效目标" },'),
    ("blocks", '{ paragraph = "{用途}", optional = true },'),
    (
        "page",
        """{ paragraph = "共{合计：预算}元" },
        { grid = [{ each = "项目", cells = ["{项目名称}", "{预算}"] }, ["合计", "{合计:预算}"]] },""",
    ),
    ("grid", '["项目", "{项目名称}"],\n["^", "{项目编码}"],'),
    ("grid", '["绩效\\n目标", ">", "{用途}"],\n["^", ">", "{绩效目标}"],'),
    ("grid", '["项目", "{用途}", ""],\n["编码", "^", "{项目编码}"],'),
    ("grid", '["预算", "{预算}（{金额单位}）"],'),
    ("top", 'qualitative = "="'),
    (
        "blocks",
        """{ grid = [{ header = ["指标", "值"] }, { each = "指标", cells = ["{指标名称}", "{指标值}"] }] },
        { grid = [{ header = ["级别", "说明"] }, { each = "指标", cells = ["{一级指标}", "{说明}"] }] },""",
    ),
    (
        "grid",
        """["指标", "值"],
        { each = "中期指标", cells = ["{指标名称}", "{中期指标值}"] },
        ["年度", ""],
        { each = "年度指标", cells = ["{指标名称}", "{指标值}"] },""",
    ),
    (
        "grid",
        """["计划", { each = "支出计划", cell = "{阶段}", header = true }],
        ["^", { each = "stages", cell = "{percent}" }],
        ["用途", "{用途}", ">", ">"],""",
    ),
    (
        "grid",
        f"""{ROWS}
        {{ each = "指标", merge = ["一级指标"], breakdown = "其中：", least = 3, {ROW} }},
        ["合计", "", ""],""",
    ),
    (
        "grid",
        """{ header = ["指标", { each = "地区", cell = "{地区}", header = true }] },
        { each = "indicators", cells = ["{指标名称}", { each = "地区", cell = "{share}" }] },""",
    ),
    (
        "grid",
        """["绩效指标", "指标", "值"],
        { each = "indicators", cells = ["^", "{指标名称}", "{指标值}"] },""",
    ),
    (
        "page",
        """{ grid = [
          { header = ["项目", "指标"] },
          { each = ["项目", "指标"], merge = ["项目名称"], cells = ["{项目名称}", "{指标名称}"] },
        ] },""",
    ),
    ("page", '{ items = "总体目标" },\n{ grid = [["部门", "{部门}"]] },'),
    ("section", 'each = "整体支出"\nblocks = [{ grid = [["部门名称", "{部门}"]] }]'),
)
