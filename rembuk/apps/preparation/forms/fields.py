"""Fields that several pages of the year share: a moment in local time, a reason, the number of a letter."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rembuk.apps.core.clock import zone
from rembuk.apps.core.forms import CleanCharField

from ..actions.stages import SHORTEST_REASON
from ..moments import ONE_MINUTE, closing, is_midnight

_FORMATS = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_LAST_MINUTE = (23, 59)


class LocalMomentField(forms.Field):
    """A day and a time as the clock on the wall shows them, for `datetime-local`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateTimeInput(attrs={"step": 60}), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        text = str(value or "").strip()
        if not text:
            return None
        for pattern in _FORMATS:
            try:
                moment = datetime.strptime(text, pattern).replace(tzinfo=zone())
            except ValueError:
                continue
            if _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                return moment
        raise forms.ValidationError(_("Give a day and a time, for example 2027-02-07 16:00."))

    def prepare_value(self, value: Any) -> Any:
        return value.astimezone(zone()).strftime(_FORMATS[0]) if isinstance(value, datetime) else value


class ClosingMomentField(LocalMomentField):
    """Until when: 23.59 is the whole of that day, because nobody says 00.00 of the next one."""

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        return closing(moment.date()) if moment and (moment.hour, moment.minute) == _LAST_MINUTE else moment

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and is_midnight(value):
            value = value - ONE_MINUTE
        return super().prepare_value(value)


class SeenMomentField(forms.Field):
    """A moment as the page showed it: so that two people cannot overwrite each other unseen."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError as error:
            raise forms.ValidationError(_("Please open this page again and repeat your change.")) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=zone())

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else value


class ReasonField(CleanCharField):
    """Why, for everybody to read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": gettext_lazy("Reason"),
                "help_text": gettext_lazy("Residents read this on the calendar. At least 20 characters."),
                "min_length": SHORTEST_REASON,
                "max_length": 600,
                "widget": forms.Textarea,
                "error_messages": {
                    "required": gettext_lazy("Say why: residents read it on the calendar."),
                    "min_length": gettext_lazy(
                        "Say a little more: at least 20 characters, residents read it."
                    ),
                },
                **kwargs,
            }
        )


class LetterField(CleanCharField):
    """The number of a letter."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": gettext_lazy("Number of the letter"),
                "max_length": 80,
                "widget": forms.TextInput(attrs={"placeholder": "050/123/Bappeda/2027"}),
                **kwargs,
            }
        )
