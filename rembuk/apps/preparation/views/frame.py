"""What the team's pages of one year share: the person, the year, the tabs, what has just been done."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.seen import ChangedMeanwhile
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip

from ..models import PlanningCycle
from ..year_tabs import year_tabs

_SAID = {
    "dibuka": gettext_lazy("The planning year is open. Look through its stages."),
    "pindah": gettext_lazy("The window was moved. The calendar shows it with your reason."),
    "perpanjang": gettext_lazy("The extension is saved. The calendar shows it with the letter."),
    "tersimpan": gettext_lazy("Saved."),
    "sama": gettext_lazy("Nothing has changed."),
    "dihapus": gettext_lazy("Removed from the map."),
    "hitungan": gettext_lazy("The calculation is published, and the ceilings are set by it."),
    "terbit": gettext_lazy("The new version is published."),
}
_MOST_TOLD = 8


def tell(form: forms.Form, refusal: ChangedMeanwhile, present: Sequence[tuple[str | None, object]]) -> None:
    """Above the form: that a colleague was faster, and what stands now where something else was typed."""
    form.add_error(None, refusal.text(get_language() or "id"))
    for name, value in present[:_MOST_TOLD]:
        words = {"name": name or _("For every village"), "value": "—" if value in (None, "") else value}
        form.add_error(None, _("%(name)s: %(value)s is saved now.") % words)


def status_of(form: forms.Form) -> int:
    """Of the page that shows it: what was typed is right, but somebody was faster; or it is to be mended."""
    return 409 if form.non_field_errors() else 422 if form.errors else 200


def frame(request: HttpRequest, user: User, cycle: PlanningCycle, current: str) -> dict[str, Any]:
    """The context that `_year.html` asks for."""
    return {
        "person": person_strip(user),
        "cycle": cycle,
        "said": said(request),
        "tabs": year_tabs(user, cycle, current),
        "tabs_label": _("Preparation of %(cycle)s") % {"cycle": cycle.title},
    }


def said(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """What has just been done; the address carries a word, never a sentence."""
    word = request.GET.get("selesai", "")
    kind = "info" if word == "sama" else "success"
    return ((kind, str(_SAID[word])),) if word in _SAID else ()


def done_url(name: str, cycle: PlanningCycle, word: str, *rest: object) -> str:
    """Where a saved form leads: a page of the year, saying what was done."""
    return f"{reverse(f'preparation:{name}', args=[cycle.plan_year, *rest])}?selesai={word}"
