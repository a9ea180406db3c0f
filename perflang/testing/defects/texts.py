"""Texts with characters, marks and pieces that do not belong into them."""

from __future__ import annotations

from perflang.testing.defects.example import Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants

# Kangxi radicals, as PDF files have them, and the characters that they look like.
_RADICALS = (
    ("老", "\u2f7c"),
    ("水", "\u2f54"),
    ("文", "\u2f42"),
    ("用", "\u2f64"),
    ("生", "\u2f63"),
)
# Words with an accent, in one character and in two.
_ACCENTS = (("café", "cafe\u0301"), ("fête", "fe\u0302te"), ("crèche", "cre\u0300che"))
_LETTERS = (("a", "\u0430"), ("e", "\u0435"), ("o", "\u043e"), ("i", "\u0456"), ("p", "\u0440"))


def _purpose(ground: Ground, wrong: str, right: str) -> Example:
    return ground.project([ground.line("purpose", wrong)], [ground.line("purpose", right)])


def _inside(ground: Ground, text: str) -> tuple[str, str]:
    """A text in two."""
    place = ground.number(2, len(text) - 2)
    return text[:place].rstrip(), text[place:].lstrip()


@plants("PF301")
def look_alike_character(ground: Ground) -> Example:
    """A radical in the place of a character, or a letter and its accent apart."""
    text = ground.text()
    if ground.language == "en":
        plain, other = ground.one(*_ACCENTS)
        return _purpose(ground, f"{text}, with a {other}", f"{text}, with a {plain}")
    plain, radical = ground.one(*_RADICALS)
    before, behind = _inside(ground, text)
    return _purpose(ground, before + radical + behind, before + plain + behind)


@plants("PF302")
def mixed_scripts(ground: Ground) -> Example:
    """A Cyrillic letter in a Latin word."""
    word = ground.one("WiFi server", "open data", "help point")
    places = [n for n, letter in enumerate(word) if letter in dict(_LETTERS)]
    place = ground.one(*places)
    wrong = word[:place] + dict(_LETTERS)[word[place]] + word[place + 1 :]
    text = ground.text()
    return _purpose(ground, f"{text} {wrong}", f"{text} {word}")


@plants("PF303")
def confusable_names(ground: Ground) -> Example:
    """Two units whose names differ in the width of their brackets."""
    name, number = ground.say("市图书馆", "City Library"), ground.number(1, 5)
    first, *names = f"{name}（{number}）", f"{name}({number})", f"{name}({number + 1})"
    above = [ground.line("unit", f"301 {first}"), ground.opening()]
    below, *units = ground.opening(), *(ground.line("unit", f"302 {one}") for one in names)
    faulty, sound = ([*above, unit, below] for unit in units)
    return ground.lines(faulty, sound, len(above), others=False)


@plants("PF304")
def odd_blank(ground: Ground) -> Example:
    """A tab or a blank of web pages between words."""
    one, other = ground.texts(2)
    return _purpose(
        ground, f"{one}{ground.one(chr(9), chr(0xA0), chr(0x2003))}{other}", f"{one}；{other}"
    )


@plants("PF305")
def markup(ground: Ground) -> Example:
    """What makes a web page or Markdown bold, or breaks a line."""
    one, other = ground.texts(2)
    bold, rest = _inside(ground, one[:20])
    wrong = ground.one(
        f"**{bold}**{rest}{one[20:]}；{other}", f"{one}<br>{other}", f"<b>{one}</b>{other}"
    )
    return _purpose(ground, wrong, f"{one}；{other}")


@plants("PF307")
def several_items(ground: Ground) -> Example:
    """Two items on one line."""
    one, other = ground.texts(2)
    pattern = ground.one("{}.", "{}、", "（{}）")
    first, second = (pattern.replace("{}", n) + text for n, text in (("1", one), ("2", other)))
    head, gap = ground.line("goals"), ground.one("；", "。", ";")
    return ground.project(
        [head, f"  {first}{gap}{second}"], [head, f"  {first}{gap}", f"  {second}"], 1
    )


@plants("PF308", chinese_only="in English the names of fields are words of running text")
def field_inside(ground: Ground) -> Example:
    """Two fields on one line."""
    first = ground.line("purpose", ground.text())
    second = ground.line("schedule", f"6月底 {ground.number(20, 80)}%, 12月底 100%")
    return ground.project([f"{first} {second}"], [first, second])


@plants("PF309")
def code_in_name(ground: Ground) -> Example:
    """A code behind the name."""
    code, name = ground.project_code(), ground.project_name()
    return ground.lines(
        [ground.line("project", f"{name} {code}")], [ground.line("project", f"{code} {name}")]
    )


@plants("PF310")
def stray_punctuation(ground: Ground) -> Example:
    """A colon too many, or a mark behind a target."""
    text, row = ground.text(), ground.counting()
    wrong, right = ground.one(
        (ground.line("purpose", f"：{text}"), ground.line("purpose", text)),
        (f"{row}{ground.one('；', ';', '，')}", row),
    )
    return ground.project([wrong], [right])


@plants("PF311")
def letter_in_number(ground: Ground) -> Example:
    """A letter in the place of a zero."""
    thing, number = ground.counted(), ground.number(1, 99)
    wrong, right = (
        ground.row("数量指标", thing.name, f"≥ {number}{zeros} {thing.unit}")
        for zeros in (ground.one("O", "OO", "o"), "00")
    )
    return ground.project([wrong], [right])


@plants("PF312", chinese_only="a number grown together with a name is Chinese")
def number_for_code(ground: Ground) -> Example:
    """A name that begins with a number."""
    name = ground.one("120急救中心", "110指挥中心", "12345热线中心", "119指挥中心")
    below = [ground.opening(), f"  {ground.counting()}"]
    return ground.lines(
        [ground.line("unit", name), *below],
        [ground.line("unit", f'"{name}"'), *below],
        others=False,
    )


@plants("PF313")
def page_number(ground: Ground) -> Example:
    """A page number among the items of a list."""
    items = [f"  {n}. {text}" for n, text in enumerate(ground.texts(ground.number(1, 4)), 1)]
    place, head = ground.number(0, len(items)), ground.line("goals")
    page = f"  - {ground.number(1, 90)} -"
    return ground.project([head, *items[:place], page, *items[place:]], [head, *items], 1 + place)


@plants("PF314")
def note_behind(ground: Ground) -> Example:
    """A comment behind a target."""
    row, note = ground.counting(), ground.say("含线上", "with those online")
    return ground.project([f"{row} # {note}"], [f"# {note}", row])
