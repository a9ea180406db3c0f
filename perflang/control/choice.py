"""What was chosen for one file: layers of settings, of which a later one beats those before it."""

from __future__ import annotations

from functools import cached_property

from perflang.control.codes import is_firm
from perflang.diagnostics import Diagnostic, all_codes
from perflang.review import PLAIN, Profile, profile_of
from perflang.review.engine import weighed
from perflang.review.profile import OFF, longest
from perflang.source.classes import frozen


@frozen
class Layer:
    """One place that chooses: the top of a ``perflang.toml``, an entry of its ``paths``, a command line.

    ``select`` and ``ignore`` are beginnings of codes, None where nothing is said. ``severity`` pairs
    a beginning with ``error``, ``warning`` or ``off``. ``baseline`` is the path of a file from here.
    """

    profile: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: tuple[tuple[str, str], ...] = ()
    baseline: str | None = None

    def shows(self, code: str) -> bool | None:
        """Whether this layer wants a code; None where it leaves that to the one below.

        The longest beginning counts, of equals that to ignore. Where some are selected, others are not.
        """
        wanted = longest(code, self.select or ())
        unwanted = longest(code, self.ignore or ())
        if wanted or unwanted:
            return len(wanted) > len(unwanted)
        return None if self.select is None else False

    def level(self, code: str) -> str | None:
        """How severe this layer wants a code to be."""
        named = longest(code, (beginning for beginning, _ in self.severity))
        return dict(self.severity)[named] if named else None


@frozen(slots=False)  # attrs writes a lot of code for a kept property of an object with slots
class Choice:
    """What holds for a file, the strongest layer last: what is shown of it, and the profile that it is held to."""

    layers: tuple[Layer, ...] = ()

    def shows(self, code: str) -> bool:
        """Whether findings of a code are wanted; those that must be seen always are."""
        if not self.layers or is_firm(code):
            return True
        said = (layer.shows(code) for layer in reversed(self.layers))
        return next((one for one in said if one is not None), True)

    def looks_for(self, code: str) -> bool:
        """Whether findings of a code are wanted and no profile or severity switches them off."""
        return is_firm(code) or (self.shows(code) and self.profile.severity_of(code) != OFF)

    def weighed(self, found: Diagnostic) -> Diagnostic:
        """A finding as severe as was chosen."""
        return weighed(found, self.profile)

    @property
    def baseline(self) -> str | None:
        """The path of the file with what is known already."""
        return next((one.baseline for one in reversed(self.layers) if one.baseline), None)

    @cached_property
    def profile(self) -> Profile:
        """The profile to review by, with the severities that were chosen beside it."""
        names = (layer.profile for layer in reversed(self.layers))
        name = next((one for one in names if one is not None), None)
        base = PLAIN if name is None else profile_of(name)
        if not any(layer.severity for layer in self.layers):
            return base
        return Profile(base.id, base.zh, base.en, base.source, self._severity(base), base.tables)

    def _severity(self, base: Profile) -> dict[str, str]:
        """How severe each code is where somebody said so: a profile knows the least of what is wanted here."""
        found: dict[str, str] = {}
        for code in all_codes():
            said = (layer.level(code) for layer in reversed(self.layers))
            level = next((one for one in said if one is not None), base.severity_of(code))
            if level is not None and (not is_firm(code) or level == "error"):
                found[code] = level
        return found
