"""Floor 9: a text that somebody is writing, and what ``check`` says of it after each change, at once."""

from perflang.live.text import LiveText

__all__ = ["LiveText"]
