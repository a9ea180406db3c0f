"""Lines that cannot be read, and lines that stand where they do not belong."""

from __future__ import annotations

from perflang.testing.defects.example import CHECK, Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants


@plants("PF110")
def no_statement(ground: Ground) -> Example:
    """A keyword without its colon, or words without a keyword."""
    text, thing = ground.text(), ground.counted()
    kind, name = ground.key("purpose"), thing.name
    target = f"≥ {ground.number(2, 900)} {thing.unit}"
    pairs = (
        (f"{kind} {text}", f"{kind}: {text}"),
        (f"{name} {target}", ground.row("数量指标", name, target)),
    )
    faulty, sound = ground.one(*pairs)
    return ground.project([faulty], [sound])


@plants("PF111")
def not_its_shape(ground: Ground) -> Example:
    """A word before an amount."""
    amount = ground.amount()
    about = ground.say("约", "about")
    return ground.project(
        [ground.line("budget", f"{about} {amount}")], [ground.line("budget", amount)]
    )


@plants("PF112")
def second_sign(ground: Ground) -> Example:
    """A colon and a sign."""
    thing = ground.counted()
    name, sign = thing.name, ground.one("≥", "≤", "=")
    value = f"{sign} {ground.number(2, 900)} {thing.unit}"
    return ground.project(
        [ground.row("数量指标", f"{name}:", value)], [ground.row("数量指标", name, value)]
    )


@plants("PF113")
def list_with_text(ground: Ground) -> Example:
    """A goal on the line of its list's head."""
    text, key = ground.text(), ground.one("goals", "long_goals")
    return ground.project([ground.line(key, text)], [ground.line(key), f"  1. {text}"])


@plants("PF114")
def name_missing(ground: Ground) -> Example:
    """An indicator that begins with its target."""
    thing = ground.counted()
    target = f"≥ {ground.number(2, 900)} {thing.unit}"
    return ground.project(
        [ground.row("数量指标", target)], [ground.row("数量指标", thing.name, target)]
    )


@plants("PF115")
def value_missing(ground: Ground) -> Example:
    """A sign with nothing behind it."""
    thing, sign = ground.counted(), ground.one("≥", "≤", "<")
    whole = ground.counting(thing, sign)
    return ground.project([whole.partition(sign)[0] + sign], [whole])


@plants("PF116")
def too_deep(ground: Ground) -> Example:
    """Brackets in brackets."""
    depth, amount = ground.number(1, 4), ground.amount()
    names = ground.say(("财政资金", "上级", "本级", "专项", "当年", "提前下达"), "abcdef")
    parts = f" {amount} (".join(names[: depth + 2]) + f" {amount}" + ")" * (depth + 1)
    return ground.project(
        [ground.line("budget", f"{amount} = {parts}")],
        [ground.line("budget", f"{amount} = {names[0]} {amount}")],
        arguments=(*CHECK, "--limit", f"depth={depth}"),
    )


@plants("PF117")
def nothing_to_continue(ground: Ground) -> Example:
    """An item of no list, or a source of no budget."""
    text, key = ground.text(), ground.key("budget")
    amount = ground.amount()
    source = ground.say("财政资金", "state")
    pairs = (
        ([f"1. {text}"], [ground.line("goals"), f"  1. {text}"]),
        ([f"= {source} {amount}"], [f"{key}: {amount} = {source} {amount}"]),
    )
    return ground.project(*ground.one(*pairs))


@plants("PF118")
def text_too_long(ground: Ground) -> Example:
    """A text of several lines."""
    texts = ground.texts(4)
    limit = sum(map(len, texts))  # without what is between them
    first, *more = [ground.line("purpose", texts[0]), *texts[1:]]
    return ground.project(
        [first, *(f"  | {text}" for text in more)],
        [first],
        arguments=(*CHECK, "--limit", f"text={limit}"),
    )


@plants("PF119")
def number_too_long(ground: Ground) -> Example:
    """More digits than a number may have."""
    thing, limit = ground.counted(), ground.number(4, 12)
    digits = ground.number(10**limit, 10 ** (limit + 3))
    rows = [
        ground.row("数量指标", thing.name, f"≥ {number} {thing.unit}") for number in (digits, 60)
    ]
    return ground.project(rows[:1], rows[1:], arguments=(*CHECK, "--limit", f"digits={limit}"))


@plants("PF201")
def unknown_word(ground: Ground) -> Example:
    """The name of a level or a field less one of its letters."""
    sound = ground.one(ground.counting(), ground.rating(), ground.line("purpose", ground.text()))
    if ground.language == "zh" and sound.startswith(ground.key("purpose")):
        faulty = "用处" + sound[2:]
    else:
        faulty = sound[0] + sound[2:]
    return ground.project([faulty], [sound])


@plants("PF202")
def outside_its_block(ground: Ground) -> Example:
    """What belongs to an indicator, and stands above all of them."""
    row, field = (
        ground.counting(),
        ground.line(ground.one("description", "basis", "remark"), ground.text()),
    )
    return ground.project([field, row], [row, f"  {field}"])


@plants("PF203")
def doubled(ground: Ground) -> Example:
    """A field twice."""
    key = ground.one("purpose", "nature", "grounds")
    one, other = (ground.line(key, text) for text in ground.texts(2))
    return ground.project([one, other], [one], 1)


@plants("PF204")
def threshold_not_a_number(ground: Ground) -> Example:
    """A sign before words."""
    name = ground.say(
        ground.one("村容村貌", "营商环境", "居民生活"), ground.one("street life", "air in town")
    )
    words, sign = ground.say("明显改善", "clearly better"), ground.one("≥", "≤", ">")
    counted = ground.counting()
    return ground.project(
        [counted, ground.row("社会效益指标", name, f"{sign} {words}")],
        [counted, ground.row("社会效益指标", f"{name}:", words)],
        1,
    )


@plants("PF205")
def malformed_code(ground: Ground) -> Example:
    """A code that is too short, or in small letters."""
    code, name = ground.project_code(), ground.project_name()
    wrong = ground.one(code[:-1], code[:9] + code[9:].lower() + "a"[: code[9:].isdigit()])
    return ground.lines(
        [ground.line("project", f"{wrong} {name}")], [ground.line("project", f"{code} {name}")]
    )


@plants("PF206")
def duplicate_code(ground: Ground) -> Example:
    """Two projects of one code."""
    code, other = ground.project_code(), ground.project_code()
    first = ground.line("project", f"{code} {ground.project_name()}")
    name = ground.project_name()
    second, right = (ground.line("project", f"{one} {name}") for one in (code, f"{other[:-1]}Z"))
    between = [f"  {ground.counting()}"] * ground.number(0, 1)
    return ground.lines([first, *between, second], [first, *between, right], 1 + len(between))


@plants("PF207")
def level_disagrees(ground: Ground) -> Example:
    """A level 2 below a level 1 of others."""
    row = ground.row("社会效益指标", ground.rate().name, f"≥ {ground.number(60, 90)} %")
    return ground.project(
        [f"{ground.level('产出指标')}:", f"  {ground.counting()}", f"  {row}"],
        [f"{ground.level('效益指标')}:", f"  {row}"],
        2,
    )


@plants("PF208")
def unknown_level(ground: Ground) -> Example:
    """A level 2 that is none, behind one that is."""
    first, row = ground.level("产出指标"), ground.one(ground.counting(), ground.rating())
    wrong = f"{first}/{row[0]}{row[2:]}"
    return ground.project(ground.based(wrong), ground.based(f"{first}/{row}"))


@plants("PF209")
def level_missing(ground: Ground) -> Example:
    """An indicator of a level 1, or of none."""
    row = ground.counting()
    rest = row.partition(":")[2]
    head = ground.one(ground.level("产出指标"), ground.key("indicator"))
    return ground.project(ground.based(f"{head}:{rest}"), ground.based(row))


@plants("PF225")
def project_without_name(ground: Ground) -> Example:
    """A code and nothing else."""
    code = ground.project_code()
    below = [f"  {ground.line('purpose', ground.text())}"]
    return ground.lines(
        [ground.line("project", code), *below],
        [ground.line("project", f"{code} {ground.project_name()}"), *below],
    )


@plants("PF231")
def target_in_the_name(ground: Ground) -> Example:
    """A sign that was forgotten, or one of another kind."""
    row = ground.counting(sign="≥")
    wrong = ground.one("⩾", "") if ground.language == "zh" else "⩾"
    return ground.project([row.replace("≥", wrong)], [row])
