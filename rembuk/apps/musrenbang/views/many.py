"""`/musyawarah/<code>/kelola/usulan/banyak/`: choose many, see what an outcome would do, decide."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.rules.forums import Outcome, outcomes_of
from rembuk.rules.labels import in_language

from ..access import check_open, check_runs
from ..actions.at_once import MOST_AT_ONCE, Effect, clear_many, decide_many, effects
from ..forms.many import ManyForm, is_for_many
from ..models import ForumItem
from ..queries.items import Supposed, room_of
from .frame import WHO, Console, console_of, done_url, frame

CLEAR = "batalkan"


@page("POST", who=WHO)
def many(request: HttpRequest, code: str) -> HttpResponse:
    """Three looks at the same form: which outcome, what it would do, what could not be done."""
    table = console_of(request, code)
    check_runs(table.by, table.forum)
    check_open(table.forum)
    items = _chosen(request, table)
    if not items:
        return redirect("musrenbang:items", code=table.forum.code)
    if request.POST.get("hasil") == CLEAR:
        clear_many(table.forum, items, by=table.by, now=now())
        return redirect(done_url("items", table.forum, "dibatalkan"))
    outcomes = [row for row in outcomes_of(table.forum.type) if is_for_many(row)]
    outcome = next((row for row in outcomes if row.code == request.POST.get("hasil")), None)
    if outcome is None:
        context = {
            "outcomes": [(row.code, row.label(table.lang)) for row in outcomes],
            "any_decided": any(item.outcome for item in items),
        }
        return _show(request, table, items, context)
    return _decide(request, table, items, outcome)


def _decide(request: HttpRequest, table: Console, items: list[ForumItem], outcome: Outcome) -> HttpResponse:
    answered = "putuskan" in request.POST
    form = ManyForm(*(request.POST,) if answered else (), items=items, outcome=outcome, lang=table.lang)
    inputs = form.inputs() if answered and form.is_valid() else {}
    found, wrong = effects(items, outcome, by=table.by, now=now(), inputs=inputs)
    if answered and not form.errors and not wrong:
        return _done(request, table, items, outcome, inputs)
    if answered:
        for name, (text_id, text_en) in wrong.items():
            if name in form.fields and name not in form.errors:
                form.add_error(name, in_language(table.lang, text_id, text_en))
    goes = tuple(row.item.pk for row in found if row.refusal is None)
    context = {
        "outcome": outcome.code,
        "label": outcome.label(table.lang),
        "form": form,
        "preview": _told(found, table.lang),
        "goes": len(goes),
        "room": room_of(table.forum, table.lang, Supposed(goes, outcome.code)),
        "seen": request.POST.get("dilihat") or now().isoformat(),
    }
    return _show(request, table, items, context, status=422 if form.errors else 200)


def _done(
    request: HttpRequest, table: Console, items: list[ForumItem], outcome: Outcome, inputs: dict[str, Any]
) -> HttpResponse:
    """Back to the list; where something could not be written, first the page that says what and why."""
    done = decide_many(items, outcome, by=table.by, now=now(), inputs=inputs, seen=_seen(request))
    left = [row for row in _told(done, table.lang) if row[1]]
    if not left:
        return redirect(done_url("items", table.forum, "banyak"))
    return _show(request, table, items, {"left": left, "went": len(done) - len(left)})


def _show(
    request: HttpRequest,
    table: Console,
    items: list[ForumItem],
    context: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "musrenbang/many.html",
        frame(request, table, "items") | {"items": items} | context,
        status=status,
    )


def _told(rows: tuple[Effect, ...], lang: str) -> list[tuple[ForumItem, str]]:
    """Each item with the sentence that says why it stays as it is, or nothing."""
    return [(row.item, row.refusal.text(lang) if row.refusal else "") for row in rows]


def _seen(request: HttpRequest) -> datetime:
    """When the preview was shown; without a readable moment everything decided counts as newer."""
    try:
        found = parse_datetime(request.POST.get("dilihat", ""))
    except ValueError:
        found = None
    return (
        found if found is not None and found.tzinfo is not None else datetime.min.replace(tzinfo=now().tzinfo)
    )


def _chosen(request: HttpRequest, table: Console) -> list[ForumItem]:
    """Items of this forum's list in its order; an id from elsewhere is left out in silence."""
    texts = request.POST.getlist("pilih")[:MOST_AT_ONCE]
    ids = [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 16]
    rows = ForumItem.objects.listed(table.forum).filter(pk__in=ids)
    return list(rows.select_related("proposal__cycle", "forum__cycle").order_by("position", "id"))
