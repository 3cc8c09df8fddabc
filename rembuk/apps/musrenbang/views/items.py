"""`/musyawarah/<code>/kelola/usulan/`: draw the list, set its order, decide item by item."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.proposals.prices import price_line
from rembuk.apps.proposals.readiness_lines import preparedness
from rembuk.rules.forums import Outcome, outcomes_of
from rembuk.rules.labels import in_language
from rembuk.rules.refusals import Refusal

from ..access import DELIBERATING
from ..actions.agenda import OutcomeRefused, clear_decision, decide_item, draw_list, due_here, move_item
from ..forms.item import ItemForm
from ..models import ForumItem
from ..queries.items import item_row, items_page, next_undecided
from .frame import WHO, Console, console_of, done_url, frame


@page("GET", "POST", who=WHO)
def items(request: HttpRequest, code: str) -> HttpResponse:
    """The list; sending the page draws it anew."""
    table = console_of(request, code)
    if request.method == "POST":
        draw_list(table.forum, by=table.by, now=now())
        return redirect(done_url("items", table.forum, "ditarik"))
    asked = request.GET.get("sesudah", "")
    after = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 12 else 0
    open_only = request.GET.get("sisa") == "1"
    rows, following = items_page(table.forum, table.lang, after=after, open_only=open_only)
    writes = table.runs and table.forum.state in DELIBERATING
    context = frame(request, table, "items") | {
        "items": rows,
        "open_only": open_only,
        "older": f"?sesudah={following}{'&sisa=1' if open_only else ''}" if following else "",
        "may_write": writes,
        "may_decide": table.runs and table.forum.state == "open",
        "decides": bool(outcomes_of(table.forum.type)),
        "waiting": due_here(table.forum).exclude(forum_items__forum=table.forum).count() if writes else 0,
    }
    return render(request, "musrenbang/items.html", context)


@page("POST", who=WHO)
def order(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One place up or down."""
    table = console_of(request, code)
    item = _item(table, pk)
    move_item(item, up=request.POST.get("arah") == "naik", by=table.by, now=now())
    return redirect(done_url("items", table.forum, "tersimpan", f"u{item.pk}"))


@page("GET", "POST", who=WHO)
def decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Choose the outcome, write what it asks; what a colleague decided meanwhile is never overwritten."""
    table = console_of(request, code)
    item, lang = _item(table, pk), table.lang
    clears = request.method == "POST" and "batalkan" in request.POST
    if clears and (_is_as_seen(request, item) or not item.outcome):
        clear_decision(item, by=table.by, now=now())
        return redirect(done_url("items", table.forum, "dibatalkan", f"u{item.pk}"))
    chosen = _chosen(request, item)
    form = (
        ItemForm(None if clears else request.POST or None, item=item, outcome=chosen, lang=lang)
        if chosen
        else None
    )
    said, status = (_meanwhile(item), 409) if clears else ("", 200)
    if request.method == "POST" and not clears and form is not None and chosen is not None:
        said, status = _decide(request, table, item, chosen, form)
        if status == 200:
            return redirect(_after(table, item))
    labels = {row.code: row.label(lang) for row in outcomes_of(table.forum.type)}
    context = frame(request, table, "items") | {
        "item": item_row(item, table.forum, labels, lang),
        "problem": item.proposal.problem,
        "price": price_line(item.proposal, lang),
        "price_reason": item.proposal.price_reason,
        "known": preparedness(item.proposal, lang),
        "outcomes": [(row.code, row.label(lang), row is chosen) for row in outcomes_of(table.forum.type)],
        "chosen": chosen,
        "form": form,
        "seen": item.decided_at.isoformat() if item.decided_at else "",
        "refusal": said,
        "may_decide": table.runs and table.forum.state == "open",
    }
    return render(request, "musrenbang/decide.html", context, status=status)


def _decide(
    request: HttpRequest, table: Console, item: ForumItem, chosen: Outcome, form: ItemForm
) -> tuple[str, int]:
    """(what to say, status): 200 where the decision is kept."""
    if not _is_as_seen(request, item):
        return _meanwhile(item), 409
    if not form.is_valid():
        return "", 422
    try:
        decide_item(
            item,
            chosen.code,
            by=table.by,
            now=now(),
            inputs=form.inputs(),
            rank=form.cleaned_data.get("rank"),
        )
    except OutcomeRefused as refused:
        for field, (text_id, text_en) in refused.problems.items():
            form.add_error(field if field in form.fields else None, in_language(table.lang, text_id, text_en))
        return "", 422
    except Refusal as refusal:
        return refusal.text(table.lang), 409 if refusal.code == "lost_race" else 422
    return "", 200


def _is_as_seen(request: HttpRequest, item: ForumItem) -> bool:
    return request.POST.get("dilihat", "") == (item.decided_at.isoformat() if item.decided_at else "")


def _after(table: Console, item: ForumItem) -> str:
    """The next proposal that waits, so that a long list is one decision a page; at its end the list."""
    following = next_undecided(item)
    if following is None:
        return done_url("items", table.forum, "diputuskan", f"u{item.pk}")
    return f"{reverse('musrenbang:decide', args=[table.forum.code, following])}?selesai=diputuskan"


def _meanwhile(item: ForumItem) -> str:
    name = item.decided_by.name if item.decided_by else ""
    return in_language(
        get_language() or "id",
        f"{name or 'Rekan Anda'} baru saja mengubah keputusan usulan ini. Lihat dulu keputusannya.",
        f"{name or 'A colleague'} has just changed the decision on this proposal. Look at it first.",
    )


def _chosen(request: HttpRequest, item: ForumItem) -> Outcome | None:
    wanted = request.POST.get("hasil") or request.GET.get("hasil") or item.outcome
    rows = {row.code: row for row in outcomes_of(item.forum.type)}
    if wanted and wanted not in rows:
        raise Http404
    return rows.get(wanted)


def _item(table: Console, pk: int) -> ForumItem:
    rows = ForumItem.objects.listed(table.forum)
    found = (
        rows.select_related("proposal__cycle", "forum__cycle", "merge_target", "decided_by")
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found
