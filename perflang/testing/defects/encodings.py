"""Files that cannot be read as they are: bytes, characters, limits, and what stands in a file's place."""

from __future__ import annotations

from attrs import evolve

from perflang.testing.defects.example import BUILD, CHECK, IMPORT, Example
from perflang.testing.defects.ground import Ground
from perflang.testing.defects.table import plants

# What cannot be seen: from web pages, Word and chats.
_HIDDEN = ("\u200b", "\u200d", "\u202e", "\x07", "\x0b", "\x0c")


@plants("PF101")
def not_utf8(ground: Ground) -> Example:
    """A source in an encoding of other programs."""
    encoding = ground.one("gb18030", "utf-16") if ground.language == "zh" else "utf-16"
    other = [ground.opening(), f"  {ground.line('purpose', ground.text())}"]
    source = [ground.opening(), f"  {ground.counting()}"]
    sound = ground.files({}, {"01.perf": other, "02.perf": source}, "02.perf", None)
    content = sound.sound_files[sound.path].decode().encode(encoding)
    return evolve(sound, files={**sound.sound_files, sound.path: content})


@plants("PF102")
def file_too_large(ground: Ground) -> Example:
    """More than may be read."""
    sound = [ground.opening(), f"  {ground.line('purpose', ground.text())}"]
    pasted = [f"# {text}" for text in ground.texts(4)]
    example = ground.files({"a.perf": [*pasted, *sound]}, {"a.perf": sound}, "a.perf", None)
    size = len(example.sound_files["a.perf"])
    return evolve(example, arguments=(*CHECK, "--limit", f"file={size}"))


@plants("PF103")
def line_too_long(ground: Ground) -> Example:
    """A text that has lost its line breaks."""
    first, *more = ground.texts(4)
    long = ground.line("purpose", ground.say("，", ", ").join([first, *more]))
    example = ground.project(
        [long],
        [ground.line("purpose", first), *(f"  | {one}" for one in more)],
        others=False,
    )
    texts = (content.decode() for content in example.sound_files.values())
    limit = max(len(line) for text in texts for line in text.split("\n"))
    return evolve(example, arguments=(*CHECK, "--limit", f"line={limit}"))


@plants("PF104")
def forbidden_character(ground: Ground) -> Example:
    """A character that cannot be seen."""
    text, hidden = ground.text(), ground.one(*_HIDDEN)
    place = ground.number(1, len(text) - 1)
    return ground.project(
        [ground.line("purpose", text[:place] + hidden + text[place:])],
        [ground.line("purpose", text)],
    )


@plants("PF105")
def lone_carriage_return(ground: Ground) -> Example:
    """Half a line break between two fields."""
    fields = [ground.line("purpose", ground.text()), ground.line("grounds", ground.text())]
    return ground.project(["\r".join(fields)], fields)


@plants("PF106")
def cannot_read(ground: Ground) -> Example:
    """A folder in the place of a file."""
    path = f"{ground.one('published', '公开文本')}-{ground.number(2018, 2027)}.txt"
    published = ground.published()
    arguments = (IMPORT[0], f"./{path}", *IMPORT[2:])
    return ground.files({f"{path}/": b""}, {path: published}, path, None, arguments=arguments)


@plants("PF107")
def cannot_write(ground: Ground) -> Example:
    """A file in the place of the folder that is written to."""
    lines = [ground.opening()]
    example = ground.lines(lines, lines, others=False)
    blocked = ground.one("表", "out")
    target = f"{blocked}/{ground.number(2018, 2027)}.txt"
    return evolve(
        example,
        files={**example.sound_files, blocked: b""},
        path=target,
        line=None,
        arguments=(*BUILD[:3], f"./{target}", *BUILD[4:]),
    )


@plants("PF108")
def no_such_file(ground: Ground) -> Example:
    """The name of a file that is not there."""
    number = ground.number(1, 20)
    name, other = f"{number:02}.perf", f"{number + 1:02}.perf"
    text = [ground.opening(), f"  {ground.counting()}"]
    return ground.files({other: text}, {name: text}, name, None, arguments=("check", f"./{name}"))


@plants("PF109")
def would_overwrite(ground: Ground) -> Example:
    """A folder with a draft is imported to."""
    published = {IMPORT[1].removeprefix("./"): ground.published()}
    standing = f"imported/{ground.number(1, 20):02}.perf"
    draft = [ground.opening(), f"  {ground.counting()}"]
    return ground.files({**published, standing: draft}, published, standing, None, arguments=IMPORT)
