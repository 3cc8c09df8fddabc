"""`/tugas/`: Tugas Saya. What waits for me, oldest first, with its clock."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now, today
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import rights, the_person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.queries import region_lines
from rembuk.rules.actions import Action
from rembuk.rules.categories import CATEGORIES

from ..access import DESK_ACTIONS, STEP_ACTIONS
from ..queries.held import own_held
from ..queries.tasks import Counts, Narrow, counts_of, page_of
from ..sources import other_tasks, question_lines
from ..waiting import waiting_for
from .address import narrow_of, query_of


@page("GET", who=DESK_ACTIONS)
def inbox(request: HttpRequest) -> HttpResponse:
    """One list; the counts above it are its filters."""
    by, lang = the_person(request.user), get_language() or "id"
    narrow, held = narrow_of(request.GET), rights(by, today())
    everything = waiting_for(by)
    lines, after = page_of(everything, narrow, lang)
    if not lines and narrow.after:  # the last of a page was decided
        return redirect(reverse("desk:inbox") + query_of(request.GET, sesudah=""))
    counts = counts_of(everything, lang)
    names = region_lines(list(counts.villages), lang) if len(counts.villages) > 1 else {}
    undoable, not_done = own_held(by, lang, now=now())
    context = {
        "person": person_strip(by),
        "lines": lines,
        "counts": counts,
        "tabs": _tabs(request, counts, narrow),
        "late_url": reverse("desk:inbox") + "?lewat=1",
        "narrow": narrow,
        "orders": _orders(request, narrow),
        "categories": [("", _("All kinds")), *((row.code, row.label(lang)) for row in CATEGORIES)],
        "places": [("", _("All villages")), *sorted(names.items(), key=lambda row: row[1])],
        "older": query_of(request.GET, sesudah=after) if after else "",
        "reset_url": reverse("desk:inbox") + query_of(request.GET, **_NO_FILTER)
        if narrow.is_narrowed
        else "",
        "may_decide_many": any(held.may(action) for action in STEP_ACTIONS),
        "undoable": undoable,
        "not_done": not_done,
        "said": request.GET.get("tersimpan", ""),
        "questions": question_lines(by, lang) if held.may(Action.PROPOSAL_ANSWER_EXPLANATION) else (),
        "others": other_tasks(by, lang),
        "list_query": query_of(request.GET),
        "all_query": query_of(request.GET, sesudah=""),
        "keys": (
            ("j", _("next")),
            ("k", _("previous")),
            ("Enter", _("open it")),
            ("x", _("choose")),
            ("u", _("undo the latest decision")),
            ("/", _("search")),
            ("Esc", _("back to the list")),
            ("?", _("show these keys")),
        ),
    }
    return render(request, "desk/inbox.html", context)


_NO_FILTER = {"wilayah": "", "bidang": "", "lewat": "", "q": "", "sesudah": ""}


def _tabs(request: HttpRequest, counts: Counts, narrow: Narrow) -> list[tuple[str, str, bool]]:
    def address(state: str) -> str:
        return reverse("desk:inbox") + query_of(request.GET, keadaan=state, sesudah="")

    tabs = [(f"{_('All')} {counts.total}", address(""), not narrow.state)]
    return tabs + [
        (f"{label} {count}", address(state), narrow.state == state) for state, label, count in counts.by_state
    ]


def _orders(request: HttpRequest, narrow: Narrow) -> list[tuple[str, str, bool]]:
    """Ways to sort: words, address, and whether it is this one."""
    ways = (("", _("Oldest")), ("batas", _("Deadline")), ("biaya", _("Cost")))
    here = reverse("desk:inbox")
    return [
        (words, here + query_of(request.GET, urut=sort, sesudah=""), narrow.sort == sort)
        for sort, words in ways
    ]
