"""Sources as people leave them behind: every construct, comments everywhere, and no two lines alike.

A generated source is one that can be read, so that the formatter has to take it.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from perflang.model import PROJECT_TEXTS
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


def scribbled(seed: int) -> str:
    """A source of five to twenty-five lines; the same seed gives the same source."""
    return _Scribe(Random(seed)).source()


class _Scribe:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.language = random.choice(("zh", "en", "both"))
        self.break_ = random.choice(("\n", "\n", "\r\n"))

    def source(self) -> str:
        pick = self.random
        lines: list[str] = []
        for _ in range(pick.randint(4, 16)):
            while pick.random() < 0.3:
                lines.append(
                    pick.choice(("", "", " \t", pick.choice(BLANKS) + pick.choice(COMMENTS)))
                )
            lines += [pick.choice(BLANKS) + line + pick.choice(BLANKS) for line in self.statement()]
        lines += pick.choice(([], [""], ["", "", "# 末尾"], [pick.choice(COMMENTS)]))
        return self.break_.join(lines) + pick.choice(("", self.break_))

    def statement(self) -> list[str]:
        pick = self.random
        kinds = (self._setting, self._unit, self._list, self._project, self._budget, self._schedule)
        others = (self._whole, self._about, self._task, self._other)
        rows = (self._row, self._row, self._row, self._title, self._attribute)
        return pick.choice((*kinds, *others, *rows))()

    def head(self, identifier: str) -> str:
        """A keyword in any of its spellings, with either colon."""
        pick = self.random
        keyword = vocabulary()[identifier]
        own = {"zh": keyword.zh, "en": keyword.en}.get(self.language)
        spelling = own if own and pick.random() < 0.7 else pick.choice(keyword.spellings)
        if spelling.isascii() and pick.random() < 0.3:
            spelling = spelling.upper().replace(" ", pick.choice((" ", "  ")))
        return spelling + pick.choice(("", "", " ")) + pick.choice(":：") + pick.choice(GAPS)

    def more(self) -> list[str]:
        """Further lines of a text."""
        pick = self.random
        count = pick.choice((0, 0, 0, 1, 2))
        return [
            pick.choice("|｜") + pick.choice(GAPS) + pick.choice((*TEXTS, "")) for _ in range(count)
        ]

    def level(self, names: Mapping[str, tuple[str, ...]]) -> str:
        language = self.language if self.language != "both" else self.random.choice(("zh", "en"))
        return self.random.choice(names[language])

    def _setting(self) -> list[str]:
        name, value = self.random.choice(
            (("year", "2021"), ("scale", "万元"), ("department", "某局"), ("form", "hebei"))
        )
        return [self.head(name) + value]

    def _unit(self) -> list[str]:
        return [
            self.head("unit")
            + self.random.choice(("926001 某管委会", "", "９２ 甲", '"12345 热线"'))
        ]

    def _list(self) -> list[str]:
        pick = self.random
        lines = [
            self.head(pick.choice(("overall", "specific", "safeguards", "goals", "long_goals")))
        ]
        marker = pick.choice(MARKERS)
        for number in range(1, pick.randint(1, 4)):
            text = pick.choice((*TEXTS, "5万亩", ""))
            gap = pick.choice(("", " ")) if text and not text[0].isdigit() else " "
            lines += [marker.replace("N", str(number)) + gap + text, *self.more()]
        return lines

    def _project(self) -> list[str]:
        code = self.random.choice(("", "13068221BVFY9P459G8AD ", '"无 码" '))
        return [
            self.head("project") + code + self.random.choice(("甲项目", "Dredging", "3#楼")),
            *self.more(),
        ]

    def _budget(self) -> list[str]:
        pick = self.random
        names = ("财政资金", "其他资金", "state funds", '"2021年结转(含利息)"')
        parts = [
            pick.choice(names) + " " + pick.choice((*AMOUNTS, "")) + pick.choice(("", "", "（上级 100 ＋ 本级）"))
            for _ in range(pick.randint(0, 4))
        ]  # fmt: skip
        plus = pick.choice((" + ", "+ ", " ＋ "))
        signed = (
            pick.choice(("=", "＝ ")) + plus.join([*parts, *pick.choice(([], ["…"]))])
            if parts
            else ""
        )
        name = pick.choice(("budget", "budget", "long_budget", "task_budget", "yearly"))
        total = self.head(name)
        if name == "yearly":
            total += pick.choice(YEARS) + pick.choice((" ", "　"))
        total += pick.choice(AMOUNTS)
        return [total, signed] if parts and pick.random() < 0.3 else [f"{total} {signed}"]

    def _whole(self) -> list[str]:
        return [self.head("whole") + self.random.choice(("", "甲局", "301001 甲馆")), *self.more()]

    def _about(self) -> list[str]:
        pick = self.random
        name = pick.choice((*PROJECT_TEXTS, "period"))
        if name == "period":
            return [self.head(name) + pick.choice(PERIODS)]
        return [self.head(name) + pick.choice((*TEXTS, "")), *self.more()]

    def _task(self) -> list[str]:
        pick = self.random
        lines = [self.head("task") + pick.choice((*TEXTS, "")), *self.more()]
        if pick.random() < 0.5:
            lines += [self.head("task_content") + pick.choice(TEXTS), *self.more()]
        if pick.random() < 0.5:
            lines.append(self.head("task_period") + pick.choice(PERIODS))
        return lines

    def _other(self) -> list[str]:
        pick = self.random
        name = pick.choice(("管理办法", '"甲: 乙"', "Paid by", ""))
        return [
            self.head("other") + name + pick.choice((": ", "：", "")) + pick.choice(TEXTS),
            *self.more(),
        ]

    def _schedule(self) -> list[str]:
        stages = [self.random.choice(STAGES) for _ in range(self.random.randint(0, 4))]
        return [self.head("schedule") + self.random.choice((",", "，", " 、 ", "；")).join(stages)]

    def _row(self) -> list[str]:
        pick = self.random
        path = self.level(TITLES) + pick.choice(("/", " ／ ")) + self.level(LEVELS)
        level = self.level(LEVELS)
        head = pick.choice(
            (level + ":", level + "：", path + ":", self.head("indicator"), self.head("part"))
        )
        sign, values = pick.choice(
            ((pick.choice("≥≤><=≧＞"), FIGURES), (pick.choice(":："), VALUES))
        )
        gap = pick.choice(GAPS)
        target = gap + sign + pick.choice(GAPS) + pick.choice(values)
        lines = [f"{head} {pick.choice(NAMES)}{pick.choice((target, ''))}", *self.more()]
        for name in pick.sample(("description", "basis", "remark", "weight"), pick.randint(0, 2)):
            lines.append(
                self.head(name)
                + (pick.choice(("22.5", "")) if name == "weight" else pick.choice((*TEXTS, "")))
            )
        return lines

    def _title(self) -> list[str]:
        return [
            self.level(TITLES if self.random.random() < 0.5 else LEVELS)
            + self.random.choice((":", " ：", "： "))
        ]

    def _attribute(self) -> list[str]:
        name = self.random.choice(("target", "long_target"))
        return [self.head(name) + self.random.choice((*VALUES, "≥ 3 个", ""))]
