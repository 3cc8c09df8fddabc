"""`/usulan/<code>/`, "Riwayat usulan": the answer first, then what happened, what comes next, the money."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.core.qr import draw
from rembuk.apps.priorities.published import standing_of
from rembuk.apps.proposals.access import public_proposal

from ..queries.trace import trace_of


@page("GET", who=PUBLIC, depends=("proposals", "calendar", "people", "places"))
def trace(request: HttpRequest, code: str) -> HttpResponse:
    """One address for each proposal: any other spelling of the code leads there."""
    proposal = public_proposal(code)
    if code != proposal.code:
        return redirect("portal:trace", code=proposal.code, permanent=True)
    shown = trace_of(proposal, now(), get_language() or "id")
    path, size = draw(shown.address)
    message = _("Follow this proposal: %(title)s (%(code)s)") % {
        "title": proposal.title,
        "code": proposal.code,
    }
    context = {
        "proposal": proposal,
        "trace": shown,
        "standing": standing_of(proposal.pk, get_language() or "id"),
        "qr_path": path,
        "qr_size": size,
        "share_url": f"https://wa.me/?text={quote(f'{message} {shown.address}', safe='')}",
        "above": ((_("Proposals"), reverse("portal:list")),),
        "printed": shown.address,
    }
    return render(request, "portal/trace.html", context)
