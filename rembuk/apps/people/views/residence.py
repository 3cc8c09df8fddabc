"""`/warga/`: the village office confirms who lives in the village."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.pages import page
from rembuk.apps.places.queries import region_lines
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import DEFAULT_MINIMUM_AGE

from ..access import rights, the_person
from ..actions.confirm_residence import confirm_age, confirm_residence, undo_confirmation
from ..actions.invite import GOOD_FOR_RESET, make_reset_link
from ..models import User
from ..queries import PAGE, person_strip, residence_counts, resident_lines, residents_of
from .link import show_link

_MOST_AT_ONCE = 100


@page("GET", "POST", who=Action.ACCOUNT_CONFIRM_RESIDENCE, keys=("tampil", "q", "setelah"))
def residence(request: HttpRequest) -> HttpResponse:
    """Two lists, those who wait and those confirmed; choose people, then confirm or take back."""
    by, lang = the_person(request.user), get_language() or "id"
    villages = rights(by, today()).regions_for(Action.ACCOUNT_CONFIRM_RESIDENCE)
    done: tuple[tuple[str, str], ...] = ()
    if request.method == "POST":
        done = _decide(request, by, villages, lang)
    return _show(request, by, villages, lang, done)


@page("GET", "POST", who=Action.ACCOUNT_CONFIRM_RESIDENCE)
def resident_password(request: HttpRequest, pk: int) -> HttpResponse:
    """A resident who stands in the office forgot the password: a link for them, on this answer alone."""
    by, lang = the_person(request.user), get_language() or "id"
    villages = rights(by, today()).regions_for(Action.ACCOUNT_CONFIRM_RESIDENCE)
    whom = User.objects.filter(pk=pk, village_code__in=villages, is_active=True).first()
    if whom is None:
        raise Http404
    context = {"person": person_strip(by), "whom": resident_lines([whom], lang)[0]}
    if request.method != "POST":
        return render(request, "people/resident_password.html", context)
    path = make_reset_link(whom, by=by, now=now())
    title = _("Link for a new password of %(name)s") % {"name": whom.name}
    back = (_("Residents"), reverse("people:residence"))
    return show_link(request, by, path, title=title, good_for=GOOD_FOR_RESET, back=back)


def _decide(
    request: HttpRequest, by: User, villages: tuple[str, ...], lang: str
) -> tuple[tuple[str, str], ...]:
    do = request.POST.get("do", "")
    of_age = request.POST.get("of_age") == "ya"
    acts: dict[str, Callable[..., None]] = {"undo": undo_confirmation, "age": confirm_age}
    act = acts.get(do, partial(confirm_residence, of_age=of_age))
    chosen = {
        int(pk) for pk in request.POST.getlist("pilih")[:_MOST_AT_ONCE] if pk.isdecimal() and len(pk) < 16
    }
    if not chosen:
        return (("error", _("Nobody was chosen. Tick the residents first.")),)
    count, refused = 0, {}
    for resident in User.objects.filter(pk__in=chosen, village_code__in=villages):
        try:
            act(resident, by=by, now=now())
            count += 1
        except Refusal as refusal:
            refused[refusal.code] = ("error", f"{resident.name}: {refusal.text(lang)}")
    if do == "age":
        words = ngettext("The age of %(n)s resident is noted.", "The age of %(n)s residents is noted.", count)
    elif do == "undo":
        words = ngettext("%(n)s confirmation taken back.", "%(n)s confirmations taken back.", count)
    else:
        words = ngettext(
            "The home of %(n)s resident is confirmed.", "The homes of %(n)s residents are confirmed.", count
        )
    good = (("success", words % {"n": count}),) if count else ()
    return (*good, *refused.values())


def _show(
    request: HttpRequest,
    by: User,
    villages: tuple[str, ...],
    lang: str,
    done: tuple[tuple[str, str], ...],
) -> HttpResponse:
    confirmed = request.GET.get("tampil") == "dipastikan"
    words = request.GET.get("q", "")[:100].strip()
    rows = residents_of(villages, confirmed=confirmed, words=words)
    after = request.GET.get("setelah", "")
    if after.isdecimal() and len(after) < 16:
        rows = rows.filter(pk__lt=int(after)) if confirmed else rows.filter(pk__gt=int(after))
    found = list(rows[: PAGE + 1])
    waiting, sure = residence_counts(villages)
    here = reverse("people:residence")
    keep = {"tampil": "dipastikan"} if confirmed else {}
    older = (
        urlencode({**keep, **({"q": words} if words else {}), "setelah": found[PAGE - 1].pk})
        if len(found) > PAGE
        else ""
    )
    context = {
        "person": person_strip(by),
        "places": " · ".join(sorted(region_lines(list(villages), lang).values())),
        "residents": resident_lines(found[:PAGE], lang),
        "is_confirmed": confirmed,
        "words": words,
        "age": DEFAULT_MINIMUM_AGE,
        "tabs": (
            (_("Waiting (%(n)s)") % {"n": waiting}, here, not confirmed),
            (_("Confirmed (%(n)s)") % {"n": sure}, f"{here}?tampil=dipastikan", confirmed),
        ),
        "here": f"{here}?{urlencode(keep)}" if keep else here,
        "older": f"{here}?{older}" if older else "",
        "said": done,
    }
    return render(request, "people/residence.html", context)
