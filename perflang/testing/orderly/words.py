"""The words of generated tables: what departments do, and what is measured of it, in either language."""

from __future__ import annotations

from functools import cache
from itertools import count, islice

from perflang.source.classes import frozen
from perflang.values import Target, read_target


@frozen
class Measured:
    """What is measured: ``sign``, least value, step from one draw to the next, and unit of its target."""

    name: str
    sign: str
    least: int
    step: int
    unit: str

    def target(self, number: int) -> Target:
        """A target, further from the least one the greater ``number`` is."""
        return read_target(self.sign, f"{self.least + number * self.step} {self.unit}".strip())


@frozen
class Words:
    """The words of one language. ``measured`` are what is measured by the kind of level: see :func:`kind_of`.

    ``sorts`` are what is measured by the sort of target, where a level does not admit what it is called after.
    """

    departments: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    things: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]
    fields: dict[str, str]
    goals: tuple[str, ...]
    long_goals: tuple[str, ...]
    head_goals: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    attributes: dict[str, str]
    measured: dict[str, tuple[Measured, ...]]
    sorts: dict[str, str]
    parts: tuple[str, str]
    brackets: tuple[str, str]

    def numbered(self, name: str, number: int) -> str:
        """A name that is told apart from others by a number: no two of them are of the same digits."""
        before, behind = self.brackets
        return f"{name}{before}{_rising(number)}{behind}"

    def of_sort(self, sort: str) -> str:
        """What is measured by a target of a sort: of any sort that there is, compound ones included."""
        return self.sorts.get(sort, self.sorts["other"])


@cache
def _rising(at: int) -> int:
    """The first, second, third … number of which no digit is less than the one before it."""
    return next(islice((n for n in count(1) if list(str(n)) == sorted(str(n))), at - 1, None))


def kind_of(level: str) -> str:
    """What is measured under a level, by its name; ``effect`` where the name does not say."""
    low = level.lower()
    return next((kind for word, kind in _LEVELS.items() if word in low), "effect")


_LEVELS = {
    "满意": "content",
    "satisf": "content",
    "成本": "cost",
    "cost": "cost",
    "数量": "quantity",
    "quantity": "quantity",
    "质量": "quality",
    "quality": "quality",
    "时效": "time",
    "timel": "time",
}

_ZH = Words(
    departments=("某市民政局", "某市水利局", "某区住房和城乡建设局", "某县教育局"),
    units=(("301", "局机关"), ("302", "社会福利院"), ("303", "救助管理站")),
    things=(
        "农村公路养护",
        "社区养老服务",
        "校园食堂改造",
        "河道清淤",
        "职业技能培训",
        "图书馆免费开放",
        "老旧小区改造",
        "疫苗冷链配送",
        "森林防火巡护",
        "残疾人康复",
        "水质监测",
        "公园绿化管护",
    ),
    places=(
        "城东",
        "城西",
        "城南",
        "城北",
        "河东",
        "河西",
        "新区",
        "老城",
        "高新区",
        "开发区",
        "湖滨",
        "山前",
    ),
    sources=("财政资金", "其他资金"),
    fields={
        "category": "特定目标类",
        "nature": "延续项目",
        "authority": "市财政局",
        "implementer": "市公共服务中心",
        "leader": "业务科科长",
        "contact": "综合科",
        "phone": "0000-0000000",
        "summary": "{thing}的日常组织和实施",
        "grounds": "市政府年度重点工作安排",
        "necessity": "现有条件满足不了群众的需要",
        "feasibility": "人员和场地已经落实",
        "measures": "按月调度\n按季通报",
        "purpose": "{thing}所需的材料、设备和人工",
        "footnote": "金额按预算批复填列",
    },
    goals=(
        "{thing}按实施方案完成",
        "{thing}验收合格",
        "群众对{thing}满意",
        "{thing}的管理制度健全",
    ),
    long_goals=("{thing}形成长效机制", "{thing}覆盖全部街道"),
    head_goals=("民生项目按期完成", "公共服务质量提高", "资金使用规范", "预算执行均衡"),
    tasks=(("前期准备", "选址、招标"), ("组织实施", "施工、采购"), ("检查验收", "逐项核对")),
    others=(("资金管理办法", "按市级办法执行"), ("绩效目标审核人", "预算科")),
    attributes={
        "basis": "{year}年工作计划",
        "description": "反映{thing}的完成情况",
        "remark": "按季统计",
        "method": "按台账逐项统计",
        "source": "业务台账",
        "responsible": "业务科",
        "explanation": "口径与上年一致",
    },
    measured={
        "quantity": (
            Measured("维修点位数量", "≥", 12, 3, "处"),
            Measured("培训人次", "≥", 150, 25, "人次"),
            Measured("巡查次数", "≥", 24, 6, "次"),
            Measured("受益户数", "≥", 320, 40, "户"),
        ),
        "quality": (
            Measured("验收合格率", "≥", 96, 1, "%"),
            Measured("资料完整率", "≥", 95, 1, "%"),
            Measured("设备完好率", "≥", 92, 1, "%"),
        ),
        "time": (
            Measured("资金支付及时率", "≥", 94, 1, "%"),
            Measured("问题响应及时率", "≥", 93, 1, "%"),
        ),
        "cost": (
            Measured("单次服务成本", "≤", 180, 20, "元/次"),
            Measured("人均培训成本", "≤", 260, 15, "元/人"),
            Measured("户均改造成本", "≤", 900, 50, "元/户"),
        ),
        "effect": (
            Measured("带动就业人数", "≥", 35, 5, "人"),
            Measured("公众知晓率", "≥", 85, 1, "%"),
            Measured("受益居民人数", "≥", 2100, 100, "人"),
            Measured("服务覆盖率", "≥", 88, 1, "%"),
        ),
        "content": (
            Measured("服务对象满意度", "≥", 90, 1, "%"),
            Measured("周边群众满意度", "≥", 91, 1, "%"),
        ),
    },
    sorts={
        "comparison": "设施配置",
        "quantity": "设施配置",
        "count": "设施配置",
        "figure": "设施配置",
        "range": "设施配置",
        "recipients": "设施配置",
        "time": "完成时间",
        "date": "启用日期",
        "deadline": "完成时间",
        "period": "实施时间",
        "answer": "台账是否公开",
        "grade": "考核等级",
        "thresholds": "考核得分",
        "text": "运行管理",
        "percentage": "占比变化",
        "points": "占比变化",
        "money": "支付标准",
        "duration": "间隔时间",
        "length": "管护里程",
        "area": "占用面积",
        "volume": "用水量",
        "mass": "药剂重量",
        "energy": "用电量",
        "power": "设备功率",
        "temperature": "室内温度",
        "data": "数据存储量",
        "sound": "设备噪声",
        "score": "考核得分",
        "frequency": "检修频次",
        "number": "考核指数",
        "other": "单位定额",
    },
    parts=("城区{name}", "乡镇{name}"),
    brackets=("（", "）"),
)

_EN = Words(
    departments=("Harbour Authority", "Parks Department", "County Library Service", "Roads Office"),
    units=(("301", "Head Office"), ("302", "Works Division"), ("303", "Service Centre")),
    things=(
        "Road maintenance",
        "Home care",
        "Dredging",
        "School meals",
        "Skills training",
        "Library opening hours",
        "Street lighting",
        "Flood defence",
        "Forest patrols",
        "Water testing",
        "Park upkeep",
        "Vaccine transport",
    ),
    places=(
        "North",
        "South",
        "East",
        "West",
        "Riverside",
        "Hillside",
        "Old Town",
        "New Town",
        "Lakeside",
        "Upland",
        "Harbour",
        "Meadows",
    ),
    sources=("state funds", "other funds"),
    fields={
        "category": "service",
        "nature": "continued",
        "authority": "Treasury",
        "implementer": "Public Works",
        "leader": "head of works",
        "contact": "works office",
        "phone": "0000 000000",
        "summary": "{thing} as it is organised day by day",
        "grounds": "annual work plan of the council",
        "necessity": "present means fall short of what is needed",
        "feasibility": "staff and sites are there",
        "measures": "progress is reported every month\nmoney is checked every quarter",
        "purpose": "material, machines and labour for {thing}",
        "footnote": "amounts as in the approved budget",
    },
    goals=(
        "{thing} is done as planned",
        "{thing} passes its inspection",
        "Residents are content with {thing}",
    ),
    long_goals=("{thing} goes on by itself", "{thing} reaches every ward"),
    head_goals=("Works are done in time", "Services get better", "Money is spent by the rules"),
    tasks=(
        ("Preparation", "sites and tenders"),
        ("Works", "building and buying"),
        ("Inspection", "item by item"),
    ),
    others=(("Paid by", "the treasury"), ("Checked by", "budget office")),
    attributes={
        "basis": "work plan {year}",
        "description": "how far {thing} got",
        "remark": "counted every quarter",
        "method": "counted from the register",
        "source": "register of works",
        "responsible": "works office",
        "explanation": "counted as last year",
    },
    measured={
        "quantity": (
            Measured("staff trained", "≥", 150, 25, "persons"),
            Measured("distance maintained", "≥", 24, 6, "km"),
            Measured("hours of service", "≥", 1200, 40, "hours"),
        ),
        "quality": (
            Measured("works that passed inspection", "≥", 96, 1, "%"),
            Measured("records complete", "≥", 95, 1, "%"),
            Measured("machines in working order", "≥", 92, 1, "%"),
        ),
        "time": (
            Measured("payments in time", "≥", 94, 1, "%"),
            Measured("answers in time", "≥", 93, 1, "%"),
        ),
        "cost": (
            Measured("cost of training a person", "≤", 260, 15, "yuan/person"),
            Measured("cost of a kilometre", "≤", 900, 50, "yuan/km"),
        ),
        "effect": (
            Measured("residents served", "≥", 2100, 100, "persons"),
            Measured("wards reached", "≥", 88, 1, "%"),
            Measured("people in work", "≥", 35, 5, "persons"),
        ),
        "content": (
            Measured("residents content", "≥", 90, 1, "%"),
            Measured("users content", "≥", 91, 1, "%"),
        ),
    },
    sorts={
        "comparison": "items in use",
        "quantity": "items in use",
        "count": "items in use",
        "figure": "items in use",
        "range": "items in use",
        "recipients": "items in use",
        "time": "time of completion",
        "date": "day of opening",
        "deadline": "time of completion",
        "period": "time of works",
        "answer": "register is public",
        "grade": "grade of the inspection",
        "thresholds": "score of the inspection",
        "text": "running of the site",
        "percentage": "change of the share",
        "points": "change of the share",
        "money": "standard payment",
        "duration": "time between visits",
        "length": "length of path",
        "area": "area taken",
        "volume": "water used",
        "mass": "weight of salt",
        "energy": "electricity used",
        "power": "power of the plant",
        "temperature": "indoor temperature",
        "data": "data stored",
        "sound": "noise of the plant",
        "score": "score of the inspection",
        "frequency": "frequency of visits",
        "number": "price index",
        "other": "standard of use",
    },
    parts=("{name} in town", "{name} in the country"),
    brackets=(" (", ")"),
)

WORDS = {"zh": _ZH, "en": _EN}
