"""A form from its file (TOML), and what is wrong with it, each mistake at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from perflang.diagnostics import Diagnostic
from perflang.forms.fields import field_of, spelled_slot
from perflang.forms.form import BlockSpec, Form, GridSpec, ItemsSpec, SectionSpec, TextSpec
from perflang.forms.grid_file import GridReader, begins_with_label, called
from perflang.forms.slot_file import CODE, TARGET, WHOLE, Kinds, around
from perflang.forms.template import Template
from perflang.model.toml_file import names_of, read_table
from perflang.source import Limits, SourceFile
from perflang.values import OPERATORS, Gaps

if TYPE_CHECKING:
    from perflang.model.toml_places import Path


_TOP = {
    "id": "text",
    "zh": "text",
    "en": "text",
    "source": "text",
    "language": "language",
    "target": "target",
    "scale": "scale",
    "decimals": "decimals",
    "signs": "signs",
    "qualitative": "text",
    "title": "texts",
    "section": "sections",
}
_SECTION = {"each": "each-text", "blocks": "blocks"}
# Each block is one of these, and may have these keys besides.
_BLOCKS = {
    "paragraph": ("optional",),
    "heading": ("depth", "entry", "list", "level", "optional"),
    "items": (),
    "grid": ("caption", "widths"),
}
_BLOCK = {
    "paragraph": "line",
    "heading": "line",
    "items": "field",
    "grid": "grid",
    "depth": "depth",
    "entry": "line",
    "list": "list",
    "level": "level",
    "optional": "flag",
    "caption": "text",
    "widths": "widths",
}
# Every key that can stand in a file, for those who look one up.
KEYS = tuple(dict.fromkeys((*_TOP, *_SECTION, *_BLOCK)))
_ENTRY = ("entry", "list", "level")


def read_form(source: SourceFile, name: str, limits: Limits) -> tuple[Form, list[Diagnostic]]:
    """The form of a file that sources name ``name``; one with a mistake is not whole and lays out nothing."""
    table, found = read_table(source, limits, CODE, _TOP)
    if table is None:
        return broken_form(name), found
    reader = _Reader(source, table)
    form = reader.form(name)
    return (broken_form(name) if reader.found else form), reader.in_order()


def shipped_form(table: dict[str, Any]) -> Form:
    """A form that perflang ships; its file is in order, as a test holds."""
    reader = _Reader(SourceFile("", ""), table)
    form = reader.form(str(table["id"]))
    assert not reader.found, reader.found
    return form


def broken_form(name: str) -> Form:
    """What stands for a form whose file cannot be read."""
    return Form(name, name, name, "zh", (), whole=False)


class _Reader(GridReader):
    """Goes through the table of one form."""

    def form(self, name: str) -> Form:
        """The form that sources call ``name``."""
        top = self.fields((), self.table, _TOP)
        self.check_head(name, top)
        if self.table and not top.get("section") and not self.found:
            self.add("no-section", ("section",), {"text": "section"})
        sections = tuple(self._sections(top.get("section", [])))
        title = [
            self.template(("title", index), text, WHOLE, is_read=False)
            for index, text in enumerate(top.get("title", ()))
        ]
        zh, en = names_of(top) or (name, name)
        form = Form(
            name,
            zh,
            en,
            top.get("language", "zh"),
            sections,
            _gaps(top.get("target", "")),
            tuple(title),
            top.get("scale"),
            top.get("decimals", 0),
            top.get("qualitative", ""),
            tuple(top.get("signs", OPERATORS)),
            top.get("source", ""),
        )
        for slot, path in self.added_up.items() if not self.found else ():
            if slot not in form.slots:
                shown = {"slot": spelled_slot(slot, "zh"), "slot_en": spelled_slot(slot, "en")}
                self.add("sum-of", path, shown)
        return form

    def _sections(self, entries: list[Mapping[str, Any]]) -> Iterator[SectionSpec]:
        before: BlockSpec | None = None
        for index, entry in enumerate(entries):
            path: Path = ("section", index)
            found = len(self.found)
            fields = self.fields(path, entry, _SECTION)
            if len(self.found) == found and not fields.get("blocks"):
                self.add("no-blocks", path, {})
            kinds, each = self._repeated(path, fields, is_sure=len(self.found) == found)
            blocks: list[BlockSpec] = []
            for number, block in enumerate(fields.get("blocks", ())):
                place = (*path, "blocks", number)
                spec = self._block(place, block, kinds)
                if spec is None:
                    before = None
                    continue
                if number == 0 and each is not None:
                    self._check_start(place, spec)
                else:
                    self._check_end(place, before, spec)
                if not (isinstance(spec, TextSpec) and spec.optional):
                    before = spec
                blocks.append(spec)
                if isinstance(spec, GridSpec):
                    self._check_order(place, spec, each)
            yield SectionSpec(tuple(blocks), each)

    def _repeated(
        self, path: Path, fields: Mapping[str, Any], *, is_sure: bool
    ) -> tuple[Kinds, str | None]:
        if "each" not in fields and is_sure:
            return WHOLE, None
        repeat = self.repeat((*path, "each"), fields["each"], WHOLE) if "each" in fields else None
        # where it is not known what repeats, no field is called out of place for it
        return (around(repeat, WHOLE), repeat.id) if repeat else (("project", *WHOLE), None)

    def _block(self, path: Path, entry: Mapping[str, Any], kinds: Kinds) -> BlockSpec | None:
        """One block; None where it could not be read."""
        before = len(self.found)
        chosen = [name for name in _BLOCKS if name in entry]
        fields = self.fields(path, entry, _BLOCK)
        if len(chosen) == 1:
            self._check_keys(path, entry, chosen[0])
        elif len(self.found) == before:
            self.add("two-kinds" if chosen else "no-kind", path, {"known": tuple(chosen)})
        if len(chosen) != 1 or chosen[0] not in fields:
            return None
        if chosen[0] == "items":
            return self._items((*path, "items"), fields["items"], kinds)
        if chosen[0] == "grid":
            return self.grid(path, fields, kinds)
        spec = self._text(path, fields, chosen[0], kinds)
        return spec if len(self.found) == before else None

    def _check_keys(self, path: Path, block: Mapping[str, Any], chosen: str) -> None:
        """What only stands with blocks of another kind, or with other keys."""
        for name in block:
            owners = tuple(kind for kind, keys in _BLOCKS.items() if name in keys)
            if owners and chosen not in owners:
                self.add("key-of", (*path, name), {"text": name, "known": owners}, of_key=True)
        entry = [name for name in _ENTRY if name in block]
        if chosen == "heading" and 0 < len(entry) < len(_ENTRY):
            missing = tuple(name for name in _ENTRY if name not in entry)
            self.add("entry", (*path, entry[0]), {"text": entry[0], "known": missing}, of_key=True)

    def _items(self, path: Path, name: str, kinds: Kinds) -> ItemsSpec | None:
        field = self.field(path, name, kinds)
        if field is not None and field.lines != "items":
            self.add("no-list", path, {"text": name})
            field = None
        return ItemsSpec(field.id) if field is not None else None

    def _text(self, path: Path, fields: Mapping[str, Any], key: str, kinds: Kinds) -> TextSpec:
        found = self.template((*path, key), fields[key], kinds)
        if fields.get("optional") and found.is_literal and not found.unknown:
            self.add("optional", (*path, "optional"), {}, of_key=True)
        entry = fields.get("entry")
        return TextSpec(
            found,
            key == "heading",
            self.template((*path, "entry"), entry, kinds) if entry is not None else None,
            fields.get("list", ""),
            fields.get("level", 0),
            fields.get("depth", 1),
            fields.get("optional", False),
        )

    def _check_order(self, path: Path, spec: GridSpec, each: str | None) -> None:
        """Tables over the same things list them alike: a reader puts them together row by row."""
        for index, row in enumerate(spec.rows):
            for part in row.parts:
                order = (part.order, part.every_level)
                if self.orders.setdefault((each or part.each[0], part.each[-1]), order) != order:
                    self.add("other-order", (*path, "grid", index), called(part.each[-1]))

    # Where a reader sees that something else begins

    def _check_start(self, path: Path, spec: BlockSpec) -> None:
        """The first block of a page that is repeated says where the next one begins."""
        match spec:
            case TextSpec():
                fixed = not spec.optional and any(text.strip() for text in spec.template.literals)
            case ItemsSpec():
                fixed = False
            case GridSpec():
                fixed = begins_with_label(spec)
        if not fixed:
            self.add("section-start", path, {})

    def _check_end(self, path: Path, before: BlockSpec | None, spec: BlockSpec) -> None:
        """After rows or items of any number stands a fixed text."""
        if isinstance(before, GridSpec) and before.rows[-1].parts and not _begins_fixed(spec):
            self.add("after-grid", path, {})
        is_text = not isinstance(spec, GridSpec)
        if isinstance(before, ItemsSpec) and is_text and not _begins_fixed(spec):
            self.add("after-items", path, {})


def _begins_fixed(spec: BlockSpec) -> bool:
    match spec:
        case TextSpec():
            return _is_recognised(spec.template)
        case ItemsSpec():
            return False
        case GridSpec():
            return begins_with_label(spec)


def _is_recognised(template: Template) -> bool:
    """Whether fixed text stands before the first slot that may hold anything."""
    for literal, slot in zip(template.literals, (*template.slots, None), strict=True):
        if literal.strip():
            return True
        if slot is None or field_of(slot).pattern is None:
            return False
    return False


def _gaps(pattern: str) -> Gaps:
    match = TARGET.fullmatch(pattern)
    return (match[1], match[2]) if match else ("", "")
