"""Fields of proposals that forgive how people type: numbers of people."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rembuk.apps.core.typed import amount_of

MOST_PEOPLE = 100_000_000
_LONGEST_TYPED = 60
_COUNTED = re.compile(r"\s*(?:orang|jiwa|warga|people|persons?)\.?\s*$", re.IGNORECASE)


class PeopleField(forms.CharField):
    """1200, 1.200 and "30 orang": how many people. Households are not people: "30 KK" is asked again."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        people = amount_of(_COUNTED.sub("", text)) if len(text) <= _LONGEST_TYPED else None
        if people is None or people > MOST_PEOPLE:
            raise forms.ValidationError(_("Write the number of people in digits, for example 30."))
        return people
