"""A spending schedule: cumulative percentages, in date order, never falling, ending at 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache, reduce
from itertools import pairwise

from perflang.model import Schedule, ScheduleStage
from perflang.semantics.report import Report
from perflang.semantics.texts import Places
from perflang.source import Limits, Span
from perflang.source.regex import regex
from perflang.syntax import Leaf, Stage
from perflang.values import (
    Percentage,
    half_width,
    is_stage_name,
    read_percentage,
    read_stage,
    split_stage,
)
from perflang.values import Stage as StageName
from perflang.values.money import EXACT

Read = tuple[StageName, Percentage | None]
_ALL = Decimal(100)
_FEW = 3  # so many words have stages that come again: 3月底 25 %


def read_schedule(report: Report, at: Span, stages: Sequence[Stage], limits: Limits) -> Schedule:
    """The schedule that a line says; what is wrong with it goes to ``report``, one finding a cause."""
    read = [_stage(stage.words, limits.digits) for stage in stages]
    if not _is_sound(read):
        _check(report, read)
    return Schedule(tuple(read), {"": at})


def _stage(words: Sequence[Leaf], digits: int) -> ScheduleStage:
    first, last = words[0], words[-1]
    whole, value = first.to(last), last.place
    if _sign_stands_alone(words) and not last.quoted:
        value = words[-2].to(last)
    plain = tuple([word.text for word in words if not word.quoted])
    if len(plain) == len(words) <= _FEW:
        name, percent = _read_again(plain, digits)
    else:
        name, percent = _name_and_percent(words, digits)
    return ScheduleStage(name, percent, Places({"": whole, "percent": value}))


@lru_cache(maxsize=1024)
def _read_again(words: tuple[str, ...], digits: int) -> Read:
    return _name_and_percent([Leaf(word) for word in words], digits)


def _is_sound(stages: Sequence[ScheduleStage]) -> bool:
    """Whether the order and the figures of a schedule are such that nothing can be wrong with it."""
    before: tuple[int, int, int] | None = None
    spent = Decimal(0)
    for one in stages:
        when, number = one.stage.when, one.percent.number if one.percent is not None else None
        if when is None or number is None or number.value < spent:
            return False
        if before is not None and before >= when:
            return False
        if _is_no_month(one.stage.name):
            return False
        before, spent = when, number.value
    return before is not None and spent == _ALL


def _check(report: Report, stages: Sequence[ScheduleStage]) -> None:
    sound = [_is_percentage(report, stage) for stage in stages]
    if not _in_date_order(report, stages):
        pass
    elif all(sound) and _are_shares(stages):
        _tell_shares(report, stages)
    elif _never_falls(report, stages, sound):
        _ends_at_hundred(report, stages, sound)


def _name_and_percent(words: Sequence[Leaf], digits: int) -> Read:
    """A name and a percentage; what is neither is kept as a name, so that nothing of it is lost."""
    percent: Percentage | None
    *before, last = words
    if last.quoted and before:
        read = read_percentage(last.text, digits)
        name, percent = _joined(before), Percentage(read.number, last.text)
    else:
        name, percent = _parted(words, digits)
    quoted = any(word.quoted for word in words)
    if not quoted and percent is not None and not is_stage_name(name):
        name, percent = _joined(words), None
    return read_stage(name), percent


_NO_MONTH = regex(
    "(?:[0-9]{4}年)?(?:0|00|1[3-9]|[2-9][0-9])月|第?[05-9]季度"
    # a slip of the input method for 底, or 月 left out: 12月低, 6底
    "|(?:[0-9]{4}年)?[0-9]{1,2}(?:月[低抵第地未抹]|[底末])(?![^前止])"
)
# The last column of a table of amounts, which is no stage of the year.
_TOTALS = ("合计", "总计", "共计", "小计")


def _parted(words: Sequence[Leaf], digits: int) -> tuple[str, Percentage | None]:
    """The last word is the percentage; in a single word it is what stands at its end."""
    if len(words) == 1:
        split = split_stage(words[0].text)
        if split is None:
            return words[0].text, None
        return split[0], read_percentage(split[1], digits)
    cut = -2 if _sign_stands_alone(words) else -1
    value = "".join(word.text for word in words[cut:])
    return _joined(words[:cut]), read_percentage(value, digits)


def _sign_stands_alone(words: Sequence[Leaf]) -> bool:
    return len(words) > 2 and words[-1].text in ("%", "％")


def _joined(words: Sequence[Leaf]) -> str:
    return " ".join(word.text for word in words)


@lru_cache(maxsize=256)
def _is_no_month(name: str) -> bool:
    return _NO_MONTH.match(half_width(name)) is not None


def _is_percentage(report: Report, stage: ScheduleStage) -> bool:
    at = stage.at["percent"]
    if stage.stage.name in _TOTALS:
        values = {"stage": stage.stage.name, "text": ""}
        report.add("PF210", stage.at[""], values, hint="total")
        return False
    if _is_no_month(stage.stage.name):
        values = {"stage": stage.stage.name, "text": ""}
        report.add("PF210", stage.at[""], values, hint="month")
        return False
    if stage.percent is None:
        hint = "missing" if is_stage_name(stage.stage.name) else "stage"
        report.add("PF210", at, {"stage": stage.stage.name, "text": ""}, hint=hint)
        return False
    value = stage.percent.value
    if value is None:
        values = {"stage": stage.stage.name, "text": stage.percent.spelling}
        sign = "sign" if read_percentage(stage.percent.spelling + "%").value is not None else None
        report.add("PF210", at, values, hint=sign)
        return False
    if not 0 <= value <= 100:
        report.add("PF214", at, {"percent": stage.percent.spelling})
        return False
    return True


def _are_shares(stages: Sequence[ScheduleStage]) -> bool:
    """Each stage's own share instead of what is spent by then: they add up to 100 % and do not end there."""
    values = [_value(stage) for stage in stages]
    return len(values) > 1 and values[-1] != 100 and reduce(EXACT.add, values) == 100


def _tell_shares(report: Report, stages: Sequence[ScheduleStage]) -> None:
    """One finding for the cause: where the share first falls, else at the end."""
    for before, after in pairwise(stages):
        if _value(after) < _value(before):
            _falls(report, before, after, "shares")
            return
    _ends(report, stages[-1], "shares")


def _in_date_order(report: Report, stages: Sequence[ScheduleStage]) -> bool:
    dated = [stage for stage in stages if stage.stage.when is not None]
    for before, after in pairwise(dated):
        assert before.stage.when is not None
        assert after.stage.when is not None
        comparable = bool(before.stage.when[0]) == bool(after.stage.when[0])
        if comparable and after.stage.when <= before.stage.when:
            values = {"stage": after.stage.name, "earlier": before.stage.name}
            report.add("PF212", after.at[""], values, labels={"earlier": before.at[""]})
            return False
    return True


def _never_falls(report: Report, stages: Sequence[ScheduleStage], sound: Sequence[bool]) -> bool:
    highest: ScheduleStage | None = None
    whole = True
    for stage, fits in zip(stages, sound, strict=True):
        if not fits:
            continue
        if highest is not None and _value(stage) < _value(highest):
            _falls(report, highest, stage)
            whole = False
        else:
            highest = stage
    return whole


def _ends_at_hundred(
    report: Report, stages: Sequence[ScheduleStage], sound: Sequence[bool]
) -> None:
    if stages and sound[-1] and _value(stages[-1]) != 100:
        _ends(report, stages[-1])


def _falls(
    report: Report, before: ScheduleStage, stage: ScheduleStage, hint: str | None = None
) -> None:
    values = {
        "stage": stage.stage.name,
        "percent": _spelling(stage),
        "earlier_stage": before.stage.name,
        "earlier": _spelling(before),
    }
    report.add("PF211", stage.at[""], values, hint=hint, labels={"earlier": before.at[""]})


def _ends(report: Report, stage: ScheduleStage, hint: str | None = None) -> None:
    values = {"stage": stage.stage.name, "percent": _spelling(stage)}
    report.add("PF213", stage.at["percent"], values, hint=hint)


def _value(stage: ScheduleStage) -> Decimal:
    assert stage.percent is not None
    assert stage.percent.value is not None
    return stage.percent.value


def _spelling(stage: ScheduleStage) -> str:
    assert stage.percent is not None
    return stage.percent.spelling
