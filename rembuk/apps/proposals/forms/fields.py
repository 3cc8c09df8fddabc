"""Fields of proposals that forgive how people type: numbers of an RT, numbers of people."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import CleanCharField
from rembuk.apps.core.typed import amount_of

LONGEST_NUMBER = 3
MOST_PEOPLE = 100_000_000
_LONGEST_TYPED = 60
_COUNTED = re.compile(r"\s*(?:orang|jiwa|warga|people|persons?)\.?\s*$", re.IGNORECASE)


class NeighborhoodField(CleanCharField):
    """The number of an RT or RW, however it is written: 3, 03 and "RT 003" are 03."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        digits = "".join(sign for sign in text if sign.isdecimal()).lstrip("0")
        if not text or (digits == "" and text.strip("0") == ""):
            return ""
        if not digits or len(digits) > LONGEST_NUMBER:
            raise forms.ValidationError(_("Write the number, for example 03."))
        return str(int(digits)).zfill(2)


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
