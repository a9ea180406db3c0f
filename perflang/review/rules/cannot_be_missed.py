"""PF509: a target that is met whatever happens, or that contradicts the budget.

Looks at bounds that say nothing (≥ 0, 差错率 ≤ 100 %), at rates that are to be high and have ≤, at complaints and
accidents that have ≥, and at costs in money beside the money of their project. What may fall below nought or rise
over 100 % is left alone, so is a whole investment of which this year's budget is a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perflang.diagnostics import Diagnostic
from perflang.model import Budget, BudgetPart, Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.wanted import DEALT_WITH, MISHAPS, NOT_TO_BE_HIGH, TO_BE_HIGH, TO_BE_LOW
from perflang.review.words import bare, bounds, in_unit, levels_of
from perflang.rules.walk import budgets
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import (
    SCALES,
    Comparison,
    Figure,
    Money,
    Quantity,
    Range,
    Timing,
    half_width,
    measure,
)

CODE = "PF509"
_HUNDRED = 100
_LONGEST = 20_000
_MAY_FALL = regex(
    "增[长幅加减速值量]|提[升高]|变[化动]|改变|下降|降低|减少|浮动|同比|环比|结余|盈|利润|收益|净|余额|差|涨|温度|气温|高程|海拔|偏离|较|弹性"
    "|[Gg]rowth|[Cc]hange|[Bb]alance|[Pp]rofit|[Tt]emperature"
)
# The money of the project itself, and no part or price of it.
_ITS_BUDGET = regex(
    "(?:本?项目|本?年度?|当年|全年)?(?:项目)?(?:总?预算|预算总|总成本|成本总|预算成本|成本预算|预算控制|总成本控制"
    "|预算资金|总支出|支出总|总投入|投入总|总经费|经费总)(?:额|数|金额|总额|总数|规模|限额|控制数|控制额|控制)?"
)
_SAYS_BUDGET = regex("预算(?:数|金额|总?额|控制数|资金)?$")
_COST = regex("成本|费用|经费|支出|预算|投入")
_OVER_YEARS = regex("总投资|概算|合同|周期|造价|三年|两年|五年|累计")
_WHOLE_SUM = regex("总投资|概算|总成本")
_CLAUSE = regex("[，。；;\n]|,(?![0-9]{3})")
_SUM = regex("([0-9][0-9,]{0,20}(?:[.][0-9]{1,6})?)[ ]?(亿元|万元|元)")
_NEAR = Decimal("1.01")


def concerns(outline: Outline) -> bool:
    """A bound of nought or of what is to be high, low or not at all; a range; a cost in money."""
    kind, sign, name = outline.kind, outline.operator, bare(outline.name)
    if not outline.units or outline.is_satisfaction:
        return False
    if kind in ("range", "recipients") or outline.has_nought:
        return True
    if sign in ("≥", ">"):
        return _is_mishap(name)
    if sign in ("≤", "<") and (TO_BE_LOW.search(name) or _is_to_be_high(name)):
        return True
    known = [measure(outline.unit_of(unit)) for unit in outline.units]
    is_money = any(one is not None and one.dimension == "money" for one in known)
    return is_money and _COST.search(name + outline.levels) is not None


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    target = row.target
    if target is None:
        return
    hint = _says_nothing(row)
    if not hint and isinstance(target, (Comparison, Figure)):
        hint = _beside_the_budget(row, target, around)
    if hint:
        values = {"name": row.name, "target": target.printed(), "budget": ""}
        total = around.project.budget.total if around.project.budget else None
        if isinstance(total, Money):
            scale = around.file.settings.scale or ""
            values["budget"] = total.cell(scale) + (total.scale or scale)
        yield around.finding(CODE, row.at["target"], values, hint=hint)


def _says_nothing(row: Indicator) -> str:
    name, target = bare(row.name), row.target
    if isinstance(target, Range):
        low, high = _percent(row, target.low), _percent(row, target.high)
        return "all" if low == 0 and high == _HUNDRED else ""
    for operator, amount in bounds(target):
        is_nought = operator in ("≥", ">") and amount.number.value == 0
        if is_nought and "成本" not in "".join(levels_of(row)) and not _MAY_FALL.search(name):
            return "nought"
        if operator in ("≤", "<"):
            if TO_BE_LOW.search(name):
                return "all" if (_percent(row, amount) or 0) >= _HUNDRED else ""
            if _is_to_be_high(name):
                return "turned"
        is_more = operator in ("≥", ">") and amount.number.value > 0
        if is_more and _is_mishap(name):
            return "mishaps"
    return ""


def _is_to_be_high(name: str) -> bool:
    return TO_BE_HIGH.search(name) is not None and not NOT_TO_BE_HIGH.search(name)


def _is_mishap(name: str) -> bool:
    return MISHAPS.search(name) is not None and not DEALT_WITH.search(name)


def _percent(row: Indicator, amount: Quantity) -> Decimal | None:
    return in_unit(row, amount, "%", "percentage")


def _beside_the_budget(row: Indicator, target: Comparison | Figure, around: Around) -> str:
    """``over`` for a cost that may be more than all the money there is, ``budget`` for another amount than it."""
    name = bare(row.name)
    if target.operator in ("≥", ">") or not _COST.search(name + "".join(levels_of(row))):
        return ""
    yuan = in_unit(row, target.amount, "元", "money")
    money = _money_of(around) if yuan is not None else None
    if money is None or yuan is None or money.is_near(yuan):
        return ""
    if _OVER_YEARS.search(name) and around.project.long_budget is None:
        return ""
    is_its_budget = bool(_ITS_BUDGET.fullmatch(name))
    if target.operator in ("≤", "<"):
        if yuan > money.most * _NEAR:
            return "" if _runs_on(around) or _is_the_whole(around, yuan) else "over"
        return "budget" if is_its_budget and _SAYS_BUDGET.search(name) else ""
    return "budget" if is_its_budget else ""


def _runs_on(around: Around) -> bool:
    """Whether a project runs for more than one year, and what it has for all of them is not written."""
    period = around.project.period
    if around.project.long_budget is not None or not isinstance(period, Timing):
        return False
    first, last = period.first, period.last
    return first is not None and None not in (first.year, last.year) and first.year != last.year


def _is_the_whole(around: Around, yuan: Decimal) -> bool:
    """Whether the goals or the summary call an amount the whole investment: 总投资 9000 万元."""
    project = around.project
    goals = (goal.text for goal in (*project.goals, *project.long_goals))
    for text in (project.summary or "", *goals):
        if len(text) > _LONGEST or not _WHOLE_SUM.search(text):
            continue
        for clause in filter(_WHOLE_SUM.search, _CLAUSE.split(half_width(text))):
            for number, scale in _SUM.findall(clause):
                said = Decimal(number.replace(",", "")) * SCALES[scale]
                if yuan / _NEAR <= said <= yuan * _NEAR:
                    return True
    return False


@frozen
class _MoneyOf:
    """Every amount of a project's budgets, in yuan."""

    amounts: tuple[Decimal, ...]

    @property
    def most(self) -> Decimal:
        return max(self.amounts)

    def is_near(self, yuan: Decimal) -> bool:
        """Whether it is one of them, perhaps rounded."""
        return any(yuan / _NEAR <= one <= yuan * _NEAR for one in self.amounts)


def _money_of(around: Around) -> _MoneyOf | None:
    """None where this year's total, or the scale of an amount, is not known."""
    if around.project.budget is None or not isinstance(around.project.budget.total, Money):
        return None
    found: list[Decimal] = []
    for budget in budgets(around.project):
        for money in _amounts(budget):
            scale = money.scale or around.file.settings.scale
            if money.number is None or scale not in SCALES:
                return None
            found.append(money.number.value * SCALES[scale])
    return _MoneyOf(tuple(found)) if found and max(found) > 0 else None


def _amounts(budget: Budget) -> Iterator[Money]:
    if isinstance(budget.total, Money):
        yield budget.total
    rest: list[BudgetPart] = list(budget.parts)
    while rest:
        part = rest.pop()
        rest += part.parts
        if isinstance(part.amount, Money):
            yield part.amount
