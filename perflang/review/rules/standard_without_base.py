"""PF535: a standard of payment that does not say for whom or what: 补助标准 ≤ 500 元.

Looks at names that end in such a standard and are counted in money alone. Where the name, the description or the
method says 每, 人均, 元/, nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import amounts, bare, unit_of
from perflang.source.regex import regex
from perflang.values import measure

CODE = "PF535"
_STANDARD = regex(
    "(?:补助|补贴|奖励|奖补|资助|救助|发放|收费|培训费?|住宿费?|伙食费?|生活费|津贴|慰问|缴费|供养|抚恤|报酬|误餐费?|保障|补偿)标准$"
)
# The name says who gets it, so that it is for each of them: 高新技术企业奖励标准.
_EACH_OF = regex(
    "(?:企业|机构|学校|单位|农户|合作社|平台|基地|协会|家庭|项目|人员|教师|学生|村)(?:奖励|奖补)标准$"
)
_BASE = regex(
    "[每/／]|[人户亩生日月年村校]均|单[人户个位件处]|一次性|一人|一户|按(?:学[期年]|[人户亩月年次天日季档件])|分档|平均"
)


def concerns(outline: Outline) -> bool:
    """A standard of payment, not one that says who each is."""
    name = bare(outline.name)
    if outline.kind == "" or not name.endswith("标准"):
        return False
    return _STANDARD.search(name) is not None and _EACH_OF.search(name) is None


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the target of such a row."""
    if row.target is None:
        return
    texts = (
        row.name,
        row.description,
        row.explanation,
        row.method,
        row.remark,
        row.target.printed(),
    )
    if any(_BASE.search(text or "") for text in texts):
        return
    units = [unit_of(row, amount) for amount in amounts(row.target)]
    known = [measure(unit) for unit in units]
    if known and all(one is not None and one.dimension == "money" for one in known):
        yield around.finding(CODE, row.at["target"], {"name": row.name, "unit": units[0]})
