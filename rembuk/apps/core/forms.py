"""Form fields that forgive how people type, and answer with a sentence when they cannot."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .photos import LARGEST_FILE, CleanPhoto, PhotoRefused, clean_photo
from .text import clean_line, clean_text, is_storable
from .typed import (
    amount_of,
    decimal_of,
    degrees_of,
    hundredths,
    neighbourhood_of,
    phone_of,
    whole_of,
)

LARGEST_AMOUNT = 10**15
LARGEST_VOLUME = 10**12
# Indonesia with a margin of half a degree, as the database has it.
_SOUTH, _NORTH, _WEST, _EAST = -11.5, 6.5, 94.5, 141.5
_PASTED = re.compile(r"\s*(-?\d{1,3}\.\d+)\s*[,; ]\s*(-?\d{1,3}\.\d+)\s*", re.ASCII)  # as maps copy a point


class CleanCharField(forms.CharField):
    """Text as it is kept: cleaned first, then measured. What is typed into one line stays one line."""

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        if not is_storable(text):
            raise forms.ValidationError(
                _("This text holds signs that cannot be stored. Please type it again.")
            )
        one_line = getattr(self.widget, "input_type", "") == "text"
        return str(super().to_python(clean_line(text) if one_line else clean_text(text)))


class RupiahField(forms.CharField):
    """Rp1.200.000, 1200000 or 1,2 juta: whole rupiah from 0 to 10^15."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        amount = amount_of(text)
        if amount is None:
            raise forms.ValidationError(_("Write the amount in digits, for example 1.200.000."))
        if amount > LARGEST_AMOUNT:
            raise forms.ValidationError(_("This amount is larger than any budget. Please check it."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class WholeField(forms.IntegerField):
    """5, 1000 and 1.000: a whole number. Where a part of one is typed it is asked again, never cut off."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"invalid": gettext_lazy("Write a whole number, for example 5.")}

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        number = whole_of(text)
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class DecimalVolumeField(forms.CharField):
    """120, 12,5 or 1.500,25: above 0, kept to the hundredth."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        number = decimal_of(text)
        if number is None:
            raise forms.ValidationError(
                _("Write the number like 120, 12,5 or 1.500: a point for thousands, a comma for a part.")
            )
        if number >= LARGEST_VOLUME or not 0 < hundredths(number) < LARGEST_VOLUME:
            raise forms.ValidationError(_("This cannot be the volume. Please check the number."))
        return hundredths(number)

    def prepare_value(self, value: Any) -> Any:
        return format(value.normalize(), "f").replace(".", ",") if isinstance(value, Decimal) else value


class NeighbourhoodField(CleanCharField):
    """The number of an RT or RW, however it is written: 3, 03 and "RT 003" are 03."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 10, **kwargs})

    def to_python(self, value: Any) -> str:
        number = neighbourhood_of(super().to_python(value))
        if number is None:
            raise forms.ValidationError(_("Write the number, for example 03."))
        return number


class PhoneField(forms.CharField):
    """0812-3456-7890, 62812..., +62 (0)812...: all +6281234567890."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def to_python(self, value: Any) -> str:
        text = str(value if value is not None else "").strip()
        if not text:
            return ""
        phone = phone_of(text)
        if phone is None:
            raise forms.ValidationError(_("Write the telephone number like 0812-3456-7890."))
        return phone


class PointFields(forms.Form):
    """A place in Indonesia; latitude and longitude exchanged are asked about, never swapped in silence."""

    lat = forms.CharField(label=gettext_lazy("Latitude"), required=False, max_length=60)
    lon = forms.CharField(label=gettext_lazy("Longitude"), required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = str(data.get("lat") or ""), str(data.get("lon") or "")
        data["lat"] = data["lon"] = None
        if not any(typed):
            return data
        if (pasted := _PASTED.fullmatch(typed[0])) and not typed[1]:
            typed = pasted[1], pasted[2]
        lat, lon = map(degrees_of, typed)
        if lat is None or lon is None:
            sentence = _("Write both numbers, for example -7,1234 and 108,9876, or leave both empty.")
        elif in_indonesia(lat, lon):
            data["lat"], data["lon"] = lat, lon
            return data
        elif in_indonesia(lon, lat):
            sentence = _("Latitude and longitude seem to be exchanged. Please swap them.")
        else:
            sentence = _("This point is not in Indonesia. Please check the numbers, or leave them empty.")
        self.add_error("lat", sentence)
        return data


def in_indonesia(lat: float, lon: float) -> bool:
    return _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotosField(forms.FileField):
    """Up to `most` photographs, each decoded and encoded anew."""

    def __init__(self, *, most: int = 5, **kwargs: Any) -> None:
        accepted = {"accept": "image/jpeg,image/png,image/webp", "multiple": True}
        super().__init__(widget=_ManyFiles(attrs=accepted), **kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[CleanPhoto]:
        files: list[UploadedFile[Any]] = [file for file in (data or []) if file]
        if not files and self.required:
            raise forms.ValidationError(_("Please add at least one photograph."))
        if len(files) > self.most:
            raise forms.ValidationError(_("At most %(most)s photographs, please.") % {"most": self.most})
        try:
            return [clean_photo(file.read(LARGEST_FILE + 1)) for file in files]
        except PhotoRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
