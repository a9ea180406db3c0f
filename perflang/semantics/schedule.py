"""A spending schedule: cumulative percentages, in date order, never falling, ending at 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from perflang.model import Schedule, ScheduleStage
from perflang.semantics.report import Report
from perflang.source import Limits, Span
from perflang.syntax import Leaf, Stage
from perflang.values import Percentage, read_percentage, read_stage, split_stage

_SIGNS = tuple("+-−＋－")


def read_schedule(report: Report, at: Span, stages: Sequence[Stage], limits: Limits) -> Schedule:
    """The schedule that a line says; what is wrong with it goes to ``report``, one finding a cause."""
    read = [_stage(stage, limits) for stage in stages]
    sound = [_is_percentage(report, stage) for stage in read]
    if _in_date_order(report, read) and _never_falls(report, read, sound):
        _ends_at_hundred(report, read, sound)
    return Schedule(tuple(read), {"": at})


def _stage(stage: Stage, limits: Limits) -> ScheduleStage:
    words = list(stage.words)
    at = {"": Span(words[0].at.start, words[-1].at.end)}
    if len(words) == 1:
        word = words[0]
        split = None if word.quoted else split_stage(word.text)
        if read_percentage(word.text).value is not None and not word.quoted:
            return ScheduleStage(read_stage(""), None, at | {"percent": word.at})
        if split is None:
            return ScheduleStage(read_stage(word.text), None, at | {"percent": word.at})
        return ScheduleStage(
            read_stage(split[0]),
            read_percentage(split[1], limits.digits),
            at | {"percent": word.at},
        )
    if words[-1].text in ("%", "％") and not words[-1].quoted and len(words) > 2:
        sign = words.pop()
        value = Leaf(words[-1].text + sign.text, Span(words[-1].at.start, sign.at.end))
    else:
        value = words[-1]
    before = words[-2]
    if before.text.endswith(_SIGNS) and not before.quoted:  # 3月底 - 5% is not 5%
        start = before.at.end - 1
        value = Leaf(f"{before.text[-1]} {value.text}", Span(start, value.at.end), value.quoted)
    early = next((n for n, word in enumerate(words[:-1]) if n and _ends_in_percent(word)), None)
    if early is not None:  # a comma is missing: 3月底 25% 12月底 100%
        text = " ".join(word.text for word in (*words[early:-1], value))
        value = Leaf(text, Span(words[early].at.start, value.at.end))
        words = words[: early + 1]
    name = " ".join(word.text for word in words[:-1])
    return ScheduleStage(read_stage(name), _percentage(value, limits), at | {"percent": value.at})


def _ends_in_percent(word: Leaf) -> bool:
    return word.text.endswith(("%", "％")) and not word.quoted


def _percentage(leaf: Leaf, limits: Limits) -> Percentage:
    read = read_percentage(leaf.text, limits.digits)
    return Percentage(read.number, leaf.text) if leaf.quoted else read


def _is_percentage(report: Report, stage: ScheduleStage) -> bool:
    at = stage.at["percent"]
    if stage.percent is None:
        hint = "missing" if stage.stage.name else "stage"
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
            values = {
                "stage": stage.stage.name,
                "percent": _spelling(stage),
                "earlier_stage": highest.stage.name,
                "earlier": _spelling(highest),
            }
            report.add("PF211", stage.at[""], values, labels={"earlier": highest.at[""]})
            whole = False
        else:
            highest = stage
    return whole


def _ends_at_hundred(
    report: Report, stages: Sequence[ScheduleStage], sound: Sequence[bool]
) -> None:
    if stages and sound[-1] and _value(stages[-1]) != 100:
        values = {"stage": stages[-1].stage.name, "percent": _spelling(stages[-1])}
        report.add("PF213", stages[-1].at["percent"], values)


def _value(stage: ScheduleStage) -> Decimal:
    assert stage.percent is not None
    assert stage.percent.value is not None
    return stage.percent.value


def _spelling(stage: ScheduleStage) -> str:
    assert stage.percent is not None
    return stage.percent.spelling
