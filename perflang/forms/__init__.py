"""Floor 3: a form is one data file; it lays a publication out and reads it back."""

from perflang.forms.form import Form, FormError, form, form_names, parse_form
from perflang.forms.layout import Layout, lay_out
from perflang.forms.reading import Reading, read_back

__all__ = [
    "Form",
    "FormError",
    "Layout",
    "Reading",
    "form",
    "form_names",
    "lay_out",
    "parse_form",
    "read_back",
]
