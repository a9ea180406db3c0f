"""Sources as people leave them behind: every construct, comments everywhere, and no two lines alike.

A generated source is one that can be read, so that the formatter has to take it.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hypothesis import strategies as st

from perflang.model import PROJECT_TEXTS
from perflang.testing.orderly.dice import Dice, Simplest
from perflang.testing.writing import touches
from perflang.vocabulary import vocabulary

TEXTS = ("招商引资", "运转 # 不是注释", "a | b", "3#楼：二期", '说"好"', "（一）期", "x = y + z")
NAMES = ("培训人次", "引进项目数量", "影响", "完成率（%≥）", '"7:30 前开餐"', "full depth")
VALUES = ("20 个", "95%", "５０ 人次", '"≧ 300 人次"', "1,000.50 元/人·月", "30  分钟", "改善", "—")
FIGURES = ("20 个", "95.50%", "5 元/人·次", "１，０００ 亩", "-3 度", '"300人次"')
MARKERS = ("N.", "N、", "N．", "（N）", "(N)", "N)", "目标N：", "-", "－", "①")
COMMENTS = (*touches.COMMENTS["zh"], "#  两格  ")
AMOUNTS = ("150.00", "1,000", "—", "/", "20万元", "１５０．０", '"150.00万元"', "+5")
YEARS = ("2022年", "2022", "2022年度：", "２０２３年", "2024:", "")
PERIODS = ("2022年1月—2024年12月", "2022-2024", "长期", "2022", "按计划", "")
STAGES = ("3月底 25%", "上半年50%", "10月底  75 ％", '"12月底(决算)" "100 %"', "中期验收 60.00%")
LEVELS = {
    "zh": ("数量指标", "质量指标", "成本指标", "社会效益指标", "服务对象满意度指标", "环境效益指标"),
    "en": ("quantity", "Quality", "COST", "social benefit", "satisfaction of those served", "timeliness"),
}  # fmt: skip
TITLES = {
    "zh": ("产出指标", "效益指标", "效果指标", "满意度指标"),
    "en": ("output", "Benefit", "SATISFACTION"),
}
BLANKS = ("", "", "", " ", "  ", "\t", "　", "\u00a0 ")
GAPS = (" ", " ", "", "  ", "\t", "　")


def wild_sources() -> st.SearchStrategy[str]:
    """Sources as people leave them behind, in either language or both: they can be read, but may have findings.

    :func:`perflang.testing.sources` are those that say what is in order.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> str:
        return _Scribe(Dice(draw)).source()

    return drawn()


def scribbled(random: Random) -> str:
    """One of them, of up to some thirty lines, where there are to be thousands."""
    return _Scribe(_Thrown(random)).source()


class _Thrown(Simplest):
    """Dice that are thrown, which is quick; nothing shrinks."""

    def __init__(self, random: Random) -> None:
        super().__init__()
        self.random = random

    def _number(self, most: int) -> int:
        return self.random.randint(0, most)

    def _flag(self) -> bool:
        return self.random.random() < 0.5


class _Scribe:
    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.language = dice.pick(("zh", "en", "both"))
        self.break_ = dice.pick(("\n", "\n", "\r\n"))

    def source(self) -> str:
        dice = self.dice
        lines: list[str] = []
        for _ in range(1 + dice.upto(15)):
            lines += dice.apart(self.piece)
        lines += dice.pick(([], [""], ["", "", "# 末尾"], [dice.pick(COMMENTS)]))
        return self.break_.join(lines) + dice.pick(("", self.break_))

    def piece(self) -> list[str]:
        """A statement with the blank lines and comments above it."""
        dice = self.dice
        lines: list[str] = []
        while dice.once_in(3):
            lines.append(dice.pick(("", "", " \t", dice.pick(BLANKS) + dice.pick(COMMENTS))))
        return lines + [dice.pick(BLANKS) + line + dice.pick(BLANKS) for line in self.statement()]

    def statement(self) -> list[str]:
        dice = self.dice
        kinds = (self._setting, self._unit, self._list, self._project, self._budget, self._schedule)
        others = (self._whole, self._about, self._task, self._other)
        rows = (self._row, self._row, self._row, self._title, self._attribute)
        return dice.pick((*kinds, *others, *rows))()

    def head(self, identifier: str) -> str:
        """A keyword in any of its spellings, with either colon."""
        dice = self.dice
        keyword = vocabulary()[identifier]
        own = {"zh": keyword.zh, "en": keyword.en}.get(self.language)
        spelling = own if own and not dice.once_in(3) else dice.pick(keyword.spellings)
        if spelling.isascii() and dice.once_in(3):
            spelling = spelling.upper().replace(" ", dice.pick((" ", "  ")))
        return spelling + dice.pick(("", "", " ")) + dice.pick(":：") + dice.pick(GAPS)

    def more(self) -> list[str]:
        """Further lines of a text."""
        dice = self.dice
        count = dice.pick((0, 0, 0, 1, 2))
        return [dice.pick("|｜") + dice.pick(GAPS) + dice.pick((*TEXTS, "")) for _ in range(count)]

    def level(self, names: Mapping[str, tuple[str, ...]]) -> str:
        language = self.language if self.language != "both" else self.dice.pick(("zh", "en"))
        return self.dice.pick(names[language])

    def _setting(self) -> list[str]:
        name, value = self.dice.pick(
            (("year", "2021"), ("scale", "万元"), ("department", "某局"), ("form", "hebei"))
        )
        return [self.head(name) + value]

    def _unit(self) -> list[str]:
        return [
            self.head("unit") + self.dice.pick(("926001 某管委会", "", "９２ 甲", '"12345 热线"'))
        ]

    def _list(self) -> list[str]:
        dice = self.dice
        lines = [self.head(dice.pick(("overall", "specific", "safeguards", "goals", "long_goals")))]
        marker = dice.pick(MARKERS)
        for number in range(1, 1 + dice.upto(3)):
            text = dice.pick((*TEXTS, "5万亩", ""))
            gap = dice.pick(("", " ")) if text and not text[0].isdigit() else " "
            lines += [marker.replace("N", str(number)) + gap + text, *self.more()]
        return lines

    def _project(self) -> list[str]:
        code = self.dice.pick(("", "13068221BVFY9P459G8AD ", '"无 码" '))
        return [
            self.head("project") + code + self.dice.pick(("甲项目", "Dredging", "3#楼")),
            *self.more(),
        ]

    def _budget(self) -> list[str]:
        dice = self.dice
        names = ("财政资金", "其他资金", "state funds", '"2021年结转(含利息)"')
        parts = [
            dice.pick(names) + " " + dice.pick((*AMOUNTS, "")) + dice.pick(("", "", "（上级 100 ＋ 本级）"))
            for _ in range(dice.upto(4))
        ]  # fmt: skip
        plus = dice.pick((" + ", "+ ", " ＋ "))
        signed = (
            dice.pick(("=", "＝ ")) + plus.join([*parts, *dice.pick(([], ["…"]))]) if parts else ""
        )
        name = dice.pick(("budget", "budget", "long_budget", "task_budget", "yearly"))
        total = self.head(name)
        if name == "yearly":
            total += dice.pick(YEARS) + dice.pick((" ", "　"))
        total += dice.pick(AMOUNTS)
        return [total, signed] if parts and dice.once_in(3) else [f"{total} {signed}"]

    def _whole(self) -> list[str]:
        return [self.head("whole") + self.dice.pick(("", "甲局", "301001 甲馆")), *self.more()]

    def _about(self) -> list[str]:
        dice = self.dice
        name = dice.pick((*PROJECT_TEXTS, "period"))
        if name == "period":
            return [self.head(name) + dice.pick(PERIODS)]
        return [self.head(name) + dice.pick((*TEXTS, "")), *self.more()]

    def _task(self) -> list[str]:
        dice = self.dice
        lines = [self.head("task") + dice.pick((*TEXTS, "")), *self.more()]
        if dice.flag():
            lines += [self.head("task_content") + dice.pick(TEXTS), *self.more()]
        if dice.flag():
            lines.append(self.head("task_period") + dice.pick(PERIODS))
        return lines

    def _other(self) -> list[str]:
        dice = self.dice
        name = dice.pick(("管理办法", '"甲: 乙"', "Paid by", ""))
        return [
            self.head("other") + name + dice.pick((": ", "：", "")) + dice.pick(TEXTS),
            *self.more(),
        ]

    def _schedule(self) -> list[str]:
        stages = [self.dice.pick(STAGES) for _ in range(self.dice.upto(4))]
        return [self.head("schedule") + self.dice.pick((",", "，", " 、 ", "；")).join(stages)]

    def _row(self) -> list[str]:
        dice = self.dice
        path = self.level(TITLES) + dice.pick(("/", " ／ ")) + self.level(LEVELS)
        level = self.level(LEVELS)
        head = dice.pick(
            (level + ":", level + "：", path + ":", self.head("indicator"), self.head("part"))
        )
        sign, values = dice.pick(((dice.pick("≥≤><=≧＞"), FIGURES), (dice.pick(":："), VALUES)))
        gap = dice.pick(GAPS)
        target = gap + sign + dice.pick(GAPS) + dice.pick(values)
        lines = [f"{head} {dice.pick(NAMES)}{dice.pick((target, ''))}", *self.more()]
        for name in dice.some(("description", "basis", "remark", "weight")):
            lines.append(
                self.head(name)
                + (dice.pick(("22.5", "")) if name == "weight" else dice.pick((*TEXTS, "")))
            )
        return lines

    def _title(self) -> list[str]:
        return [
            self.level(TITLES if self.dice.flag() else LEVELS) + self.dice.pick((":", " ：", "： "))
        ]

    def _attribute(self) -> list[str]:
        name = self.dice.pick(("target", "long_target"))
        return [self.head(name) + self.dice.pick((*VALUES, "≥ 3 个", ""))]
