"""`/musyawarah/<code>/kelola/`: where the forum stands, and the one thing to do next."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.rules.forum_flow import FORUM_STATES, FORUM_STEP, ForumState, ForumStep, actors_of
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import labels_of

from ..access import steps_open
from ..actions.flow import note_quorum, take_step
from ..actions.notes import did_last
from ..forms.steps import ForumStepForm, QuorumNoteForm
from ..models import Minutes
from ..queries.detail import attendance_of, paper_line
from ..queries.forums import TONES
from ..quorum import quorum_of
from ..standing import SIGNED, changed_since
from .frame import WHO, Console, console_of, done_url, frame

_MAIN = {
    "scheduled": "open_forum", "open": "close", "suspended": "reconvene", "closed": "draft_minutes",
    "minutes_drafted": "read_aloud", "minutes_read": "sign_minutes", "minutes_signed": "send_minutes",
}  # fmt: skip
_WAY = (
    ForumState.SCHEDULED, ForumState.OPEN, ForumState.CLOSED, ForumState.MINUTES_DRAFTED,
    ForumState.MINUTES_READ,
    ForumState.MINUTES_SIGNED, ForumState.SENT,
)  # fmt: skip


@page("GET", who=WHO)
def console(request: HttpRequest, code: str) -> HttpResponse:
    """The forum's table."""
    return _show(request, console_of(request, code))


@page("POST", who=WHO)
def step(request: HttpRequest, code: str, step_id: str) -> HttpResponse:
    """One step of the forum; a refusal is said above the forms, and what was typed stays."""
    table = console_of(request, code)
    if step_id not in FORUM_STEP or step_id == "sign_minutes":
        raise Http404
    form = ForumStepForm(request.POST, step_id=step_id, forum=table.forum)
    if not form.is_valid():
        return _show(request, table, {step_id: form}, status=422)
    try:
        take_step(table.forum, step_id, by=table.by, now=now(), inputs=form.inputs())
    except Refusal as refusal:
        status = 409 if refusal.code in {"lost_race", "state"} else 422
        if status == 409 and did_last(table.forum, step_id, table.by):
            return redirect(done_url("console", table.forum, "langkah"))  # pressed twice
        table.forum.refresh_from_db()
        return _show(request, table, {step_id: form}, said=refusal.text(table.lang), status=status)
    return redirect(done_url("console", table.forum, "langkah"))


@page("POST", who=WHO)
def quorum_note(request: HttpRequest, code: str) -> HttpResponse:
    """Why the forum goes on although fewer came."""
    table = console_of(request, code)
    form = QuorumNoteForm(request.POST)
    if not form.is_valid():
        return _show(request, table, {"quorum_note": form}, status=422)
    note_quorum(table.forum, form.cleaned_data["quorum_note"], by=table.by, now=now())
    return redirect(done_url("console", table.forum, "tersimpan"))


def _show(
    request: HttpRequest,
    table: Console,
    typed: dict[str, Any] | None = None,
    *,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    forum, lang, given = table.forum, table.lang, typed or {}
    open_steps = steps_open(table.by, forum)
    found = quorum_of(forum)
    minutes = Minutes.objects.filter(forum=forum).first()
    context = frame(request, table, "console") | {
        "refusal": said,
        "way": _way(forum.state, lang),
        "steps": [_step_line(one, table, given) for one in open_steps],
        "waits_for": "" if open_steps else _waits_for(forum.state, forum.type, lang),
        "quorum": found,
        "quorum_text": found.text(lang),
        "quorum_form": given.get("quorum_note") or QuorumNoteForm(initial={"quorum_note": forum.quorum_note}),
        "asks_note": table.runs
        and found.effect == "reason_required"
        and forum.state in {"open", "suspended"},
        "attendance": attendance_of(forum, lang),
        "agenda": list(forum.agenda.all()),
        "paper": paper_line(forum, lang),
        "minutes": minutes,
        "changed": changed_since(forum, minutes) if minutes and forum.state not in SIGNED else 0,
    }
    return render(request, "musrenbang/console.html", context, status=status)


def _step_line(one: ForumStep, table: Console, given: dict[str, Any]) -> dict[str, Any]:
    """A step with its form; the main one of a state stands first and open."""
    form = given.get(one.id) or ForumStepForm(step_id=one.id, forum=table.forum)
    name = "sign" if one.id == "sign_minutes" else "step"
    args = [table.forum.code] if name == "sign" else [table.forum.code, one.id]
    return {
        "id": one.id, "label": one.label(table.lang), "form": form, "fields": list(form),
        "is_main": _MAIN.get(table.forum.state) == one.id, "url": reverse(f"musrenbang:{name}", args=args),
        "hint": _HINTS.get(one.id, ""), "is_link": name == "sign", "is_typed": one.id in given,
    }  # fmt: skip


_HINTS = {
    "open_forum": gettext_lazy("Open it when people are here. Decisions are recorded while it sits."),
    "close": gettext_lazy("When every proposal is decided. After that nothing on the list changes."),
    "reconvene": gettext_lazy("Tick who is here first; then go on."),
    "draft_minutes": gettext_lazy("List, attendance and decisions are filled in; add what was said."),
    "read_aloud": gettext_lazy("Read the draft to the forum. What it corrects can still be changed."),
    "sign_minutes": gettext_lazy("Read the minutes once more, then sign. Only then do the decisions count."),
    "send_minutes": gettext_lazy("The next level has its list already; the letter completes the file."),
}


def _way(state: str, lang: str) -> list[tuple[str, str, bool]]:
    """The life of a forum as a line: (label, tone, current)."""
    labels = {row.code: row.label(lang) for row in FORUM_STATES}
    row = [*_WAY] if state in _WAY else [ForumState.SCHEDULED, ForumState(state)]
    place = row.index(ForumState(state))
    return [
        (labels[one], TONES[one] if index == place else "padi" if index < place else "muted", index == place)
        for index, one in enumerate(row)
    ]


def _waits_for(state: str, forum_type: str, lang: str) -> str:
    """Who does what comes next, where it is not this person."""
    step_id = _MAIN.get(state)
    return ", ".join(labels_of(actors_of(FORUM_STEP[step_id], forum_type), lang)) if step_id else ""
