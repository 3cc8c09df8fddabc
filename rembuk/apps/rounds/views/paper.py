"""`/pilihan/kelola/<code>/kertas/`: paper ballots, typed by two people apart from each other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import rights, the_person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import printed_code, public_round
from ..actions.cast import Choice
from ..actions.paper import enter_paper
from ..forms.ballot import AboutForm, points_of, typed_numbers
from ..models import PrintedCode, Round
from ..queries import cards, differing, is_taking, limits_text, progress
from ..receipts import read_secret

WHO = (Action.ROUND_ENTER_PAPER, Action.CHECK_SECOND_READ)


@page("GET", "POST", who=WHO)
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The code on the sheet and what is ticked on it; the second reading tells whether both agree."""
    by, found, lang = the_person(request.user), public_round(code), get_language() or "id"
    typed = typed_numbers(found, request.POST)
    about = AboutForm(request.POST or None)
    said: tuple[tuple[str, str], ...] = ()
    status, kode = 200, request.POST.get("kode", "")[:60]
    if request.method == "POST":
        try:
            said = (_enter(by, found, kode, typed, about),)
            typed, about, kode = {}, AboutForm(), ""
        except Refusal as refusal:
            said, status = (("error", refusal.text(lang)),), 422
    context = {
        "person": person_strip(by),
        "round": found,
        "is_taking": is_taking(found, now()),
        "limits": limits_text(found, lang),
        "cards": cards(found, lang),
        "typed": typed,
        "about": about,
        "kode": kode,
        "said": said,
        "progress": progress(found, lang),
        "differing": differing(found, by),
        "one": found.ballot_type == "choose-one",
    }
    return render(request, "rounds/paper.html", context, status=status)


def _enter(by: User, found: Round, kode: str, typed: dict[str, str], about: AboutForm) -> tuple[str, str]:
    slip = printed_code(kode, found)
    _check_place(by, slip)
    about.is_valid()
    told = about.cleaned_data
    choice = Choice(points_of(found, typed), told.get("sex", ""), told.get("age_band", ""))
    counts = enter_paper(found, slip, read_secret(kode) or "", choice, by=by, now=now())
    if counts:
        return "success", _("Both readings agree: this ballot counts.")
    return "info", _("Saved. It counts once a second person has read the same.")


def _check_place(by: User, slip: PrintedCode) -> None:
    held = rights(by, today())
    if not any(held.may_at(action, slip.village_code) for action in WHO):
        raise Refusal(
            "other_place",
            "Lembar ini dari desa/kelurahan lain. Petugas di sana yang mengetiknya.",
            "This sheet is of another village. Its officers type it.",
        )
