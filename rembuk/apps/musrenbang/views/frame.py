"""What the pages of one forum's console share: who, which forum, the tabs, what has just been done."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.people.access import the_person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.forum_types import FORUM_TYPE
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import labels_of

from ..access import acting, forum_by_code
from ..models import Forum
from ..queries.forums import head_of
from ..queries.items import counts_of, room_of

WHO = (Action.FORUM_RUN, Action.MINUTES_SIGN)
_SAID = {
    "dipanggil": gettext_lazy("The forum is on the calendar. Invite people and draw its list."),
    "langkah": gettext_lazy("Saved."),
    "tersimpan": gettext_lazy("Saved."),
    "hadir": gettext_lazy("Attendance is saved."),
    "diundang": gettext_lazy("The list of participants is saved."),
    "ditarik": gettext_lazy("The list is up to date, best score first."),
    "diputuskan": gettext_lazy("The decision is kept. It counts once the minutes are signed."),
    "banyak": gettext_lazy("The decisions are kept. They count once the minutes are signed."),
    "dibatalkan": gettext_lazy("The decision is taken back."),
    "ditandatangani": gettext_lazy("Signed. The next level has its list now, and every proposer is told."),
}


@dataclass(frozen=True, slots=True)
class Console:
    """One person at one forum's table."""

    by: User
    forum: Forum
    lang: str
    runs: bool


def console_of(request: HttpRequest, code: str) -> Console:
    """The forum for those who run or sign it; a sentence for everybody else."""
    by, forum = the_person(request.user), forum_by_code(code)
    row, roles = FORUM_TYPE[forum.type], acting(by, forum).roles
    if roles.isdisjoint({*row.run_by, *row.signed_by}):
        raise Refusal(
            "role",
            f"Musyawarah ini dijalankan oleh: {', '.join(labels_of(row.run_by, 'id'))}.",
            f"This forum is run by: {', '.join(labels_of(row.run_by, 'en'))}.",
        )
    return Console(by, forum, get_language() or "id", not roles.isdisjoint(row.run_by))


def frame(request: HttpRequest, console: Console, current: str) -> dict[str, Any]:
    """The context that `_console.html` asks for."""
    forum = console.forum
    pages = (("console", _("Progress")), ("participants", _("Participants")), ("items", _("List")))
    said = _SAID.get(request.GET.get("selesai", ""))
    return {
        "person": person_strip(console.by),
        "forum": head_of(forum, console.lang),
        "runs": console.runs,
        "counts": counts_of(forum),
        "room": room_of(forum, console.lang),
        "said": (("success", str(said)),) if said else (),
        "tabs": [
            (label, reverse(f"musrenbang:{name}", args=[forum.code]), name == current)
            for name, label in pages
        ],
    }


def done_url(name: str, forum: Forum, word: str, mark: str = "") -> str:
    """Where a saved form leads, saying what was done."""
    return f"{reverse(f'musrenbang:{name}', args=[forum.code])}?selesai={word}{f'#{mark}' if mark else ''}"
