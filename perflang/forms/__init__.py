"""Floor 3: a form is one data file; it lays a publication out and reads it back."""

from perflang.forms.form import Form
from perflang.forms.found import Reading
from perflang.forms.layout import Layout, lay_out
from perflang.forms.places import Place, Places, UnknownSource
from perflang.forms.plan import Origin
from perflang.forms.reading import read_back

__all__ = [
    "Form",
    "Layout",
    "Origin",
    "Place",
    "Places",
    "Reading",
    "UnknownSource",
    "lay_out",
    "read_back",
]
