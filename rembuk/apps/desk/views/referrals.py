"""`/tugas/rujukan/`: disclosures handed over to the protection officer, and how to reach whom."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import moment_text, phone_text
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.queries import person_strip
from rembuk.apps.proposals.actions.refer import receive
from rembuk.apps.proposals.models import ProposerContact, Referral
from rembuk.rules.actions import Action

from ..waiting import referrals as referrals_of

_MOST = 50  # taken on lately; what waits is shown in full


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One disclosure, ready to show."""

    pk: int
    code: str
    place: str
    problem: str
    note: str
    office: str
    when: str
    contact: tuple[str, ...]
    received: str  # when it was taken on, or ""


@page("GET", "POST", who=Action.SAFEGUARD_RECEIVE)
def referrals(request: HttpRequest) -> HttpResponse:
    """What waits first; POST with `rujukan` takes one on."""
    by, lang = the_person(request.user), get_language() or "id"
    rows = referrals_of(by)
    if request.method == "POST":
        wanted = request.POST.get("rujukan", "")
        known = wanted.isascii() and wanted.isdecimal() and len(wanted) < 16
        found = rows.filter(pk=int(wanted)).first() if known else None
        if found is None:
            raise Http404
        receive(found, by=by, now=now())
        return redirect("desk:referrals")
    context = {
        "person": person_strip(by),
        "waiting": [_line(row, lang) for row in rows.filter(received_at=None)],
        "received": [
            _line(row, lang) for row in rows.exclude(received_at=None).order_by("-received_at", "-pk")[:_MOST]
        ],
    }
    return render(request, "desk/referrals.html", context)


def _line(row: Referral, lang: str) -> ReferralLine:
    proposal = row.proposal
    return ReferralLine(
        pk=row.pk,
        code=proposal.code or "",
        place=", ".join(part for part in (proposal.address, proposal.place_line) if part),
        problem=proposal.problem,
        note=row.note,
        office=row.office,
        when=moment_text(row.at, lang),
        contact=_contact(getattr(proposal, "contact", None)),
        received=moment_text(row.received_at, lang) if row.received_at else "",
    )


def _contact(row: ProposerContact | None) -> tuple[str, ...]:
    """How to reach whoever wrote it."""
    if row is None:
        return ()
    return tuple(part for part in (row.name, phone_text(row.phone) if row.phone else "", row.email) if part)
