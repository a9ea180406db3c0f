"""PF504: a target in words that nobody can measure: 较好, 明显提高, 大力推进.

Looks at targets that are texts, or a grade of degree without its scale, where a number is to be expected: costs
and output, and whatever is called a rate, a count, an amount. A benefit may be told in words; a profile with
``[measurable] everywhere = true`` looks at all. A cost that only keeps a rule is told, and with
``costs = true`` one that only keeps its budget. A text that says what it is measured by is left alone. A
percentage of a deed (维护社会稳定 ≥ 95 %) is told too, unless the row says what it is a share of.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import TIMES, Outline
from perflang.review.view import Around
from perflang.review.words import bare, bounds, in_unit, levels_of, squeezed
from perflang.source.regex import regex
from perflang.values import Grade, Prose, Timing, half_width

CODE = "PF504"
_MEASURED = regex("产出|成本|完成指标|数量|质量|时效|进度")
# A name that asks for a number, wherever it stands.
_NUMBER = regex(
    "(?:(?<!效)率|(?<![参少多岁])数|(?<![质力能考测计商衡])量|人次|场次|金额|面积|里程|比例|比重|占比)$"
)
# Words of degree and of effort: how much, nobody knows.
# Not 无明显裂缝, 较大及以上事故, 证书有效, 不断电, 持续供水.
_VAGUE = regex(
    "较(?:[好高强快多低少小为优明广深佳]|大(?!及?以上|安全|质量|生产|火灾|事故|舆情|损失|投诉|影响))"
    "|(?<![无不])(?<!没有)(?<!未见)(?:明显|显著)|大力|积极(?!分子|性)|努力|不断(?![电水供网线流链粮气货药档])"
    "|逐[步渐年]|进一步|持续(?!供|(?:稳定)?运行|开放|监测|在线|经营)|稳步|适[当时度]|尽快|尽早|尽量|尽可能|大幅|有力|有所"
    "|^(?:定性)?有效$|有效(?:[提改控推缓解支遏维促增降减防带管]|保障|落实|发挥|利用|执行|完成|实施)|切实|深入|扎实|充分"
    "|良好(?!及?以上|等[级次]|农业)|一定(?:程度|提[升高])|若干|大量|高效(?=$|[完运推开办服保])|优质(?=$|完成)"
)
# A direction and no more: 提升, 得到控制.
_DIRECTION = regex(
    "(?:得到|有|予以)?(?:提[升高]|增[加强长]|改善|优化|加[强快大]|强化|推[进动]|促进|深化|减少|降低|下降|控制|节[约省]"
    "|扩大|巩固|改进|好转)(?:了|的)?"
)
_IN_TIME = regex("及时(?:性|完成|支付|拨付|发放|到位|处理|办理)?|按时|尽快|迅速|快速")
_CHEAP = regex(
    "(?:投资|建设|项目|运行|有效)?(?:成本|费用|经费|资金|开支|支出)(?:有所)?(?:节[约俭省]|降低|下降|减少|合理|可控|控制)"
    "|(?:节[约俭省]|降低|减少|控制)(?:投资|建设|项目|运行)?(?:成本|费用|经费|资金|开支|支出)"
    "|合理(?:控制|范围内|性)?|可控|节[约俭省]|适中|经济|低(?:成本)?|较低"
)
# A rate told by what is done, or by when: nobody knows how much of it.
_RATE = regex("(?<![效频利速税汇功概])率$")
_AS_PLANNED = regex(
    "(?:严格|全部|均)?(?:按照?|符合|依据|根据)[^0-9上去]{0,12}(?:计划|要求|规定|合同|进度|标准|方案|时间|期|时)[^0-9率]{0,6}|及时[^0-9]{0,4}"
)
# How long an effect lasts says nothing of how much it is.
_FOR_LONG = regex("(?:中?长期|长久|永久|持续|长远|可持续)(?:性|有效|影响|发挥(?:作用|效益))?")
_COSTS_MONEY = regex("^(?!.*(?:社会|环境|生态)).*成本")
# A cost that keeps some rule, and says no amount; of one that keeps its budget a profile may ask for the amount.
_BY_RULE = regex(
    "(?:严格)?(?:符合|遵守|执行|按照?)(?:国家|财政|财务|政府|有关|相关|制度|财经|资金|管理|法律|法规|政策|文件|市场|行业|单位|的)*"
    "(?:规定|要求|制度|标准|法规|纪律)?(?:执行)?|合规(?:合法)?|合法(?:合规)?|规范"
)
_WITHIN = regex(
    "(?:严格)?(?:控制在?|保持在?|均?不超过?|未超过?|不突破|小于等于|≤|在|低于)?(?:项目|年度|财政|批复|批准|总)*(?:的)?"
    "(?:预算|概算|计划)(?:批复|批准)?(?:成本|资金|金额|数|额度|范围|控制数|指标|总额)*(?:以?之?内|范围内|以下)?(?:控制|执行)?"
    "|(?:不|未|无)超(?:支|出预算|预算)?"
)
# What it is measured by: a figure, last year, a plan, a contract.
_PROVEN = regex(
    "[0-9]|百分之|[零一二两三四五六七八九十百][个次家项名人户成倍处]|全覆盖|全部|[上去]年|同期|不发生|不[低高]于|不超|不少于"
    "|预算[内范数批]|按照?(?:计划|合同|要求|规定|标准|方案|进度)|符合"
)
_GRADES_OF_DEGREE = frozenset(
    ("较好", "好", "良好", "一般", "较高", "高", "较低", "低", "大", "小", "强")
)
# Deeds and no rates: of what 95 % of 维护社会稳定 are, nobody knows.
_NAMES_A_DEED = regex(
    "(?:维护|促进|保护|保障|提升|提高|改善|推动|推进|增强|加强|确保|带动|完善)(?!.*(?:[率比度幅增减降升占]|覆盖面|份额))"
)
_SAYS_OF_WHAT = ("占", "/", "÷", "率", "比例", "比重", "除以", "百分比")


def concerns(outline: Outline) -> bool:
    """A target in words, or a share of a deed."""
    if outline.is_satisfaction:
        return False
    if outline.kind in TIMES:
        return _RATE.search(bare(outline.name)) is not None
    in_words = outline.kind in ("text", "grade")
    return in_words or (outline.units != () and _NAMES_A_DEED.match(bare(outline.name)) is not None)


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    if _is_share_of_nothing(row):
        values = {"name": row.name, "text": row.target.printed() if row.target else ""}
        yield around.finding(CODE, row.at["target"], values, hint="share")
    text = _text(row)
    if not text or squeezed(text) == squeezed(row.name):
        return  # told by PF505, PF526
    if _COSTS_MONEY.search("".join(levels_of(row))) and _is_no_amount(squeezed(text), around):
        values = {"name": row.name, "text": text}
        yield around.finding(CODE, row.at["target"], values, hint="cost")
        return
    everywhere = bool(around.profile.table("measurable").get("everywhere"))
    if everywhere and _is_a_rate_in_words(row, text):
        values = {"name": row.name, "text": text}
        yield around.finding(CODE, row.at["target"], values, hint="number")
        return
    if _PROVEN.search(text):
        return
    if _is_vague(text, row, everywhere=everywhere):
        values = {"name": row.name, "text": text}
        hint = "number" if _NUMBER.search(bare(row.name)) else None
        yield around.finding(CODE, row.at["target"], values, hint=hint)


def _is_a_rate_in_words(row: Indicator, text: str) -> bool:
    if not _RATE.search(bare(row.name)):
        return False
    return isinstance(row.target, Timing) or bool(_AS_PLANNED.fullmatch(squeezed(text)))


def _is_no_amount(text: str, around: Around) -> bool:
    """Whether a cost is told by a rule; or by its budget alone, where the profile asks for an amount."""
    if _BY_RULE.fullmatch(text):
        return True
    return bool(around.profile.table("measurable").get("costs")) and bool(_WITHIN.fullmatch(text))


def _is_share_of_nothing(row: Indicator) -> bool:
    if not _NAMES_A_DEED.match(bare(row.name)):
        return False
    texts = (row.description or "", row.explanation or "", row.method or "")
    if any(word in text for text in texts for word in _SAYS_OF_WHAT):
        return False
    found = bounds(row.target)
    return bool(found) and all(
        in_unit(row, amount, "%", "percentage") is not None for _, amount in found
    )


def _text(row: Indicator) -> str:
    target = row.target
    if isinstance(target, Timing) and _RATE.search(bare(row.name)):
        return target.printed()
    if isinstance(target, Prose):
        return half_width(target.text).strip()
    if isinstance(target, Grade) and target.grade in _GRADES_OF_DEGREE:
        said = squeezed(target.printed()).removeprefix("定性")
        return target.grade if said == target.grade else ""
    return ""


def _is_vague(text: str, row: Indicator, *, everywhere: bool) -> bool:
    levels = "".join(levels_of(row))
    if not everywhere and not _NUMBER.search(bare(row.name)) and not _MEASURED.search(levels):
        return False
    plain = squeezed(text)
    if _VAGUE.search(text) or _DIRECTION.fullmatch(plain) or plain in _GRADES_OF_DEGREE:
        return True
    if everywhere and _FOR_LONG.fullmatch(plain):
        return True
    if "时效" in levels or "进度" in levels:
        return bool(_IN_TIME.fullmatch(plain))
    return "成本" in levels and bool(_CHEAP.fullmatch(plain))
