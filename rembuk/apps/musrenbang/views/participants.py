"""`/musyawarah/<code>/kelola/peserta/`: invite one by one or by a list; tick who is here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import time_text
from rembuk.apps.core.pages import page
from rembuk.rules.refusals import Refusal

from ..access import DELIBERATING
from ..actions.call import add_participant, add_participants, mark_attendance
from ..constituencies import speaker_label
from ..forms.participants import AttendanceForm, GuestForm, PasteForm
from ..models import Participant
from ..quorum import quorum_of
from .frame import WHO, Console, console_of, done_url, frame

_PAGE = 100


@page("GET", "POST", who=WHO)
def participants(request: HttpRequest, code: str) -> HttpResponse:
    """Three forms on one page; `aksi` says which was sent."""
    table = console_of(request, code)
    if request.method != "POST":
        return _show(request, table)
    act = {"tambah": _add, "tempel": _paste, "hadir": _attend}.get(request.POST.get("aksi", ""), _add)
    return act(request, table)


def _add(request: HttpRequest, table: Console) -> HttpResponse:
    form = GuestForm(request.POST)
    if form.is_valid():
        try:
            present = form.cleaned_data["present"]
            add_participant(table.forum, form.guest(), by=table.by, now=now(), present=present)
            return redirect(done_url("participants", table.forum, "diundang"))
        except Refusal as refusal:
            form.add_error("name" if refusal.code == "twice" else None, refusal.text(table.lang))
    return _show(request, table, guest=form, status=422)


def _paste(request: HttpRequest, table: Console) -> HttpResponse:
    form = PasteForm(request.POST)
    if form.is_valid():
        add_participants(table.forum, form.guests(), by=table.by, now=now())
        return redirect(done_url("participants", table.forum, "diundang"))
    return _show(request, table, paste=form, status=422)


def _attend(request: HttpRequest, table: Console) -> HttpResponse:
    known = list(Participant.objects.filter(forum=table.forum).values_list("pk", flat=True))
    form = AttendanceForm(request.POST, known=known)
    if form.is_valid():
        data = form.cleaned_data
        mark_attendance(table.forum, data["here"], among=data["shown"], by=table.by, now=now())
        page_mark = request.POST.get("sesudah", "")
        after = f"&sesudah={page_mark}" if page_mark.isascii() and page_mark.isdecimal() else ""
        return redirect(done_url("participants", table.forum, f"hadir{after}"))
    return _show(request, table, status=422)


def _show(
    request: HttpRequest,
    table: Console,
    *,
    guest: GuestForm | None = None,
    paste: PasteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    forum, lang = table.forum, table.lang
    asked = request.GET.get("sesudah", "")
    after = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 12 else 0
    rows = list(Participant.objects.filter(forum=forum, pk__gt=after).order_by("pk")[: _PAGE + 1])
    found = quorum_of(forum)
    context = frame(request, table, "participants") | {
        "people": [_line(row, lang) for row in rows[:_PAGE]],
        "after": after,
        "older": f"?sesudah={rows[_PAGE - 1].pk}" if len(rows) > _PAGE else "",
        "quorum": found,
        "quorum_text": found.text(lang),
        "guest": guest or GuestForm(),
        "paste": paste or PasteForm(),
        "may_write": table.runs and forum.state in DELIBERATING,
    }
    return render(request, "musrenbang/participants.html", context, status=status)


def _line(row: Participant, lang: str) -> dict[str, Any]:
    return {
        "pk": row.pk, "name": row.name, "invited": row.is_invited,
        "about": " · ".join(filter(None, (row.institution, speaker_label(row.constituency, lang), row.sex))),
        "here": row.arrived_at is not None,
        "since": time_text(row.arrived_at, lang) if row.arrived_at else "",
    }  # fmt: skip
