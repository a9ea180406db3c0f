"""Budget units: declared in the head file, referred to by their code in the files below."""

from __future__ import annotations

from perflang.diagnostics import Values
from perflang.model import Unit
from perflang.semantics.file_model import Settings
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Span
from perflang.source.regex import regex
from perflang.syntax import Opening

_CODE = regex("[0-9]{3,6}")


class UnitReader:
    """The units of one file; those of its head file, which may have lost some, are in ``above``."""

    def __init__(self, report: Report, above: Settings | None, may_be_more: bool) -> None:
        self.report = report
        self.above = above or Settings()
        self.inherited = self.above.units
        self.opened: list[Unit] = []
        self.may_be_more = may_be_more
        self.by_code: dict[str | None, Unit] = {}
        self.by_name: dict[str, Unit] = {}
        self.without: tuple[str, Span] | None = None

    def lose_line(self) -> None:
        """A line could not be read that may have declared a unit: none is called unknown."""
        self.may_be_more = True

    def open(self, line: Opening, name: Text) -> None:
        """A line with a unit: what follows belongs to it."""
        at = {"": line.keyword.at, "name": name.at}
        if line.code is not None:
            at["code"] = line.code.at
            if not _CODE.fullmatch(line.code.text):
                self.report.add("PF205", line.code, {"code": line.code.text}, hint="unit")
        unit = Unit(line.code.text if line.code else None, name.text, at)
        self.opened.append(unit)
        if unit.name:
            self._know(unit)

    def of(self, project: str, at: Span) -> Unit | None:
        """The unit of a project: the one opened last in this file, else the only one of the head file."""
        if self.opened:
            return self._declared(self.opened[-1])
        if len(self.inherited) > 1:
            names = tuple(unit.key for unit in self.inherited)
            values: Values = {"project": project, "units": names}
            self.report.add("PF221", at, values, hint="which")
        elif not self.inherited:
            self.without = self.without or (project, at)
        return self.inherited[0] if len(self.inherited) == 1 else None

    def of_whole(self) -> Unit | None:
        """The unit opened last in this file, else the only one of the head file; several have a department."""
        if self.opened:
            return self._declared(self.opened[-1])
        return self.inherited[0] if len(self.inherited) == 1 else None

    def all(self) -> tuple[Unit, ...]:
        """The inherited units and this file's own; a line that only names a unit must find it."""
        if self.without is not None and self.opened and not self.may_be_more:
            self._tell_early(*self.without, self.opened[0])
        own: list[Unit] = []
        first: dict[str, Unit] = {}
        for unit in self.opened:
            same = self._declared(unit)
            is_early = not self._inherits(same) and same.at[""] > unit.at[""]
            if same is unit or (is_early and not unit.name):
                self._check_named(unit, self._first(unit.code, first))
                own.append(unit)
                if unit.code:
                    first.setdefault(unit.code, unit)
            elif unit.name and unit.name != same.name:
                self._named_twice(unit, same)
        return (*self.inherited, *own)

    def _first(self, code: str | None, own: dict[str, Unit]) -> Unit | None:
        """The first unit of a code, of the head file or of this one."""
        return (self.above.units_by_code.get(code) or own.get(code)) if code else None

    def _inherits(self, unit: Unit) -> bool:
        """Whether a unit is one of the head file's."""
        if unit.code is not None:
            return self.above.units_by_code.get(unit.code) == unit
        return self.above.units_by_name.get(unit.name) == unit

    def _tell_early(self, project: str, at: Span, unit: Unit) -> None:
        """A project above the first unit belongs to none; that the file has units makes it a slip."""
        values = {"project": project}
        self.report.add("PF221", at, values, hint="early", labels={"unit": unit.at[""]})

    def _check_named(self, unit: Unit, same: Unit | None) -> None:
        if (
            not unit.name
            and not self.may_be_more
            and (unit.code is None or _CODE.fullmatch(unit.code))
        ):
            hint = "unknown" if unit.code else "empty"
            self.report.add("PF221", unit.at[""], {"unit": unit.code or ""}, hint=hint)
        if same is not None and same.name and unit.name and same.name != unit.name:
            self._named_twice(unit, same)

    def _named_twice(self, unit: Unit, first: Unit) -> None:
        values = {"code": first.code or "", "name": unit.name, "first": first.name}
        path = self.above.path if self._inherits(first) else None
        self.report.add(
            "PF222", unit.at["name"], values, labels={"first": first.at["name"]}, path=path
        )

    def _declared(self, unit: Unit) -> Unit:
        """``unit`` as the head file declares it, where this line only refers to it."""
        if unit.code is not None:
            known = self.above.units_by_code.get(unit.code)
            return known or self.by_code.get(unit.code, unit)
        return self.above.units_by_name.get(unit.name) or self.by_name.get(unit.name, unit)

    def _know(self, unit: Unit) -> None:
        self.by_code.setdefault(unit.code, unit)
        self.by_name.setdefault(unit.name, unit)
