"""What made-up projects are about, in both languages: names, what is counted in them, and texts."""

from __future__ import annotations

from perflang.source.classes import frozen


@frozen
class Thing:
    """What an indicator is about and its unit of measure, in Chinese and in English."""

    zh: str
    zh_unit: str
    en: str
    en_unit: str


COUNTED = (
    Thing("助餐人次", "人次", "meals served", "meals"),
    Thing("培训护理员", "人", "nurses trained", "people"),
    Thing("改造小区", "个", "blocks renewed", "blocks"),
    Thing("加装电梯", "部", "lifts added", "lifts"),
    Thing("购置电脑", "台", "computers bought", "computers"),
    Thing("维修道路", "公里", "roads repaired", "公里"),
    Thing("新增图书", "册", "books added", "books"),
    Thing("组织宣讲", "场", "talks held", "talks"),
)
RATES = (
    Thing("抽检合格率", "%", "samples passed", "%"),
    Thing("验收合格率", "%", "works accepted", "%"),
    Thing("设备完好率", "%", "machines in order", "%"),
    Thing("按期办结率", "%", "cases closed in time", "%"),
)
COSTS = (
    Thing("每餐补助", "元", "grant for a meal", "元"),
    Thing("户均成本", "元/户", "cost of a household", "元/户"),
    Thing("每场经费", "元", "cost of a talk", "元"),
)
CONTENT = (
    Thing("老人满意度", "%", "old people content", "%"),
    Thing("居民满意度", "%", "residents content", "%"),
    Thing("读者满意度", "%", "readers content", "%"),
)
PLACES = (
    ("东关街道", "East Quay"),
    ("西城街道", "West Town"),
    ("南湖片区", "South Lake"),
    ("北山林场", "North Hill"),
    ("城关镇", "Market Square"),
    ("开发区", "Harbour Front"),
)
WORKS = (
    ("养老服务", "care of the old"),
    ("老旧小区改造", "renewal of old blocks"),
    ("道路养护", "upkeep of roads"),
    ("河道清淤", "dredging"),
    ("图书馆免费开放", "free libraries"),
    ("公园绿化", "planting of parks"),
    ("农技推广", "advice to farmers"),
)
TEXTS = (
    ("为独居老人送餐上门", "meals for those who live alone"),
    ("更换超期服役的设备", "new machines in the place of old ones"),
    ("按月巡查，及时修补破损路面", "broken surfaces are mended within the month"),
    ("组织技术人员下乡指导", "experts who visit the villages"),
    ("延长周末开放时间", "longer opening hours on Sundays"),
    ("完善台账，专人负责", "records that somebody keeps"),
    ("清理淤积河段，疏通排水口", "clear what has silted up"),
    ("补植苗木，清理枯枝", "trees in the place of dead ones"),
)
# Fields of a project that say nothing to the rules, whatever else it has.
COMPANY = ("implementer", "category", "leader", "summary", "measures")
