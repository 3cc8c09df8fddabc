"""`/pengguna/`: accounts and roles, kept by those who hold `accounts.manage`."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.format import moment_text
from rembuk.apps.core.pages import page
from rembuk.apps.places.queries import agencies, districts, place_name, region_line, village_lines
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import the_person
from ..actions.assign_role import assign_role, end_role
from ..actions.close_account import set_active
from ..actions.invite import GOOD_FOR_RESET, GOOD_FOR_SIGN_UP, invite, make_reset_link
from ..actions.second_factor import remove_for
from ..forms.roles import AssignRoleForm, Places, PostForm
from ..models import RoleAssignment, User
from ..queries import PAGE, people, person_lines, person_strip, role_lines
from .link import show_link
from .said import said


@page("GET", who=Action.ACCOUNTS_MANAGE, keys=("q", "semua", "setelah"))
def users(request: HttpRequest) -> HttpResponse:
    """Officers first; everybody by searching."""
    by, lang = the_person(request.user), get_language() or "id"
    words, everybody = request.GET.get("q", "")[:100].strip(), request.GET.get("semua") == "1"
    rows = people(by.tenant, words, only_officials=not everybody and not words)
    after = request.GET.get("setelah", "")
    if after.isdecimal() and len(after) < 16:
        rows = rows.filter(pk__lt=int(after))
    found = person_lines(rows[: PAGE + 1], today(), lang)
    keep = ({"q": words} if words else {}) | ({"semua": "1"} if everybody else {})
    here = reverse("people:users")
    older = f"{here}?{urlencode(keep | {'setelah': str(found[PAGE - 1].pk)})}" if len(found) > PAGE else ""
    context = {
        "person": person_strip(by),
        "people": found[:PAGE],
        "words": words,
        "everybody": everybody,
        "older": older,
        "said": said(request),
    }
    return render(request, "people/users.html", context)


@page("GET", "POST", who=Action.ACCOUNTS_MANAGE)
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One account with its roles; POST gives a further role."""
    by, lang = the_person(request.user), get_language() or "id"
    whom = _of_tenant(by, pk)
    form = AssignRoleForm(
        request.POST or None, places=_places(by.tenant, lang), lang=lang, initial={"starts_on": today()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            assign_role(
                user=whom,
                by=by,
                now=now(),
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                **form.post(),
            )
        except Refusal as refusal:
            form.add_error(_field_of(refusal), refusal.text(lang))
        else:
            return _back(whom, "tugas")
    context = {
        "person": person_strip(by),
        "whom": whom,
        "home": region_line(whom.village_code, lang),
        "joined": moment_text(whom.joined_at, lang),
        "last_seen": moment_text(whom.last_login, lang) if whom.last_login else _("never yet"),
        "roles": role_lines(whom.assignments_held, today(), lang),
        "form": form,
        "is_oneself": whom.pk == by.pk,
        "said": said(request),
    }
    return render(request, "people/user.html", context, status=422 if form.errors else 200)


@page("POST", who=Action.ACCOUNTS_MANAGE)
def end(request: HttpRequest, pk: int, assignment: int) -> HttpResponse:
    by = the_person(request.user)
    row = RoleAssignment.objects.filter(pk=assignment, user=_of_tenant(by, pk)).first()
    if row is None:
        raise Http404
    end_role(row, by=by, now=now())
    return _back(row.user, "berakhir")


@page("POST", who=Action.ACCOUNTS_MANAGE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    by = the_person(request.user)
    whom, active = _of_tenant(by, pk), request.POST.get("do") == "open"
    set_active(whom, active=active, by=by, now=now())
    return _back(whom, "dibuka" if active else "ditutup")


@page("POST", who=Action.ACCOUNTS_MANAGE)
def lose_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    by = the_person(request.user)
    whom = _of_tenant(by, pk)
    remove_for(whom, by=by, now=now())
    return _back(whom, "kode-lepas")


@page("POST", who=Action.ACCOUNTS_MANAGE)
def reset_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link stands on this answer alone: it is kept nowhere."""
    by = the_person(request.user)
    whom = _of_tenant(by, pk)
    path = make_reset_link(whom, by=by, now=now())
    title = _("Link for a new password of %(name)s") % {"name": whom.name}
    return _show_link(request, by, path, title=title, good_for=GOOD_FOR_RESET)


@page("GET", "POST", who=Action.ACCOUNTS_MANAGE)
def invite_officer(request: HttpRequest) -> HttpResponse:
    """A link with which an officer opens an account that holds a role from then on."""
    by, lang = the_person(request.user), get_language() or "id"
    form = PostForm(request.POST or None, places=_places(by.tenant, lang), lang=lang)
    if request.method == "POST" and form.is_valid():
        try:
            path = invite(tenant=by.tenant, by=by, now=now(), **form.post())
        except Refusal as refusal:
            form.add_error(_field_of(refusal), refusal.text(lang))
        else:
            return _show_link(request, by, path, title=_("Invitation"), good_for=GOOD_FOR_SIGN_UP)
    context = {"person": person_strip(by), "form": form}
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


def _show_link(request: HttpRequest, by: User, path: str, *, title: str, good_for: timedelta) -> HttpResponse:
    back = (_("Accounts and roles"), reverse("people:users"))
    return show_link(request, by, path, title=title, good_for=good_for, back=back)


def _of_tenant(by: User, pk: int) -> User:
    whom = User.objects.filter(pk=pk, tenant=by.tenant).first()
    if whom is None:
        raise Http404
    return whom


def _back(whom: User, word: str) -> HttpResponse:
    return redirect(f"{reverse('people:user', args=[whom.pk])}?selesai={word}")


def _field_of(refusal: Refusal) -> str:
    return {"wrong_place": "place", "letter_needed": "letter_number", "dates_reversed": "ends_on"}.get(
        refusal.code, "role"
    )


def _places(tenant: str, lang: str) -> Places:
    areas = [(row.code, place_name(row.kind, row.name, lang)) for row in districts(tenant)]
    return Places(village_lines(tenant, lang), areas, agencies(tenant))
