"""The receipt and the history of a proposal on paper; in Indonesian whatever the language of the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rembuk.algorithms.documents import Receipt, Trace, TraceEvent, receipt_pdf, trace_pdf
from rembuk.apps.core.clock import now, today
from rembuk.apps.core.format import time_text
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government
from rembuk.apps.proposals.access import public_proposal
from rembuk.apps.proposals.models import Move, Proposal

from ..queries.trace import Trace as TracePage
from ..queries.trace import place_of, trace_of

_LANGUAGE = "id"


@page("GET", who=PUBLIC, depends=("proposals", "calendar"))
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Bukti usulan: what was received, when, and the code that finds it again."""
    proposal = public_proposal(code)
    if code != proposal.code:
        return redirect("portal:receipt", code=proposal.code, permanent=True)
    return _pdf(receipt_pdf(_receipt(proposal)), f"bukti-{proposal.code}.pdf")


@page("GET", who=PUBLIC, depends=("proposals", "calendar"))
def trace_paper(request: HttpRequest, code: str) -> HttpResponse:
    """Riwayat usulan: for a notice board, or for somebody without a telephone."""
    proposal = public_proposal(code)
    if code != proposal.code:
        return redirect("portal:trace_paper", code=proposal.code, permanent=True)
    return _pdf(trace_pdf(_trace(proposal)), f"riwayat-{proposal.code}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _receipt(proposal: Proposal) -> Receipt:
    served = government()
    page_of = trace_of(proposal, now(), _LANGUAGE)
    received = proposal.submitted_at or proposal.created_at
    kept = proposal.state == "recorded"
    return Receipt(
        code=proposal.code or "",
        url=page_of.address,
        government=served.name if served else "",
        received_on=today(received),
        received_at=time_text(received, _LANGUAGE),
        place=place_of(proposal),
        problem=proposal.problem,
        title=proposal.title if proposal.work else "",
        proposer=proposal.proposer_line,
        cycle=proposal.cycle.title if proposal.cycle else "",
        next_step=_next(page_of),
        note="Disimpan untuk musim usulan berikutnya." if kept else "",
        practice=bool(served and served.practice),
    )


def _trace(proposal: Proposal) -> Trace:
    served, at = government(), now()
    page_of = trace_of(proposal, at, _LANGUAGE)
    moves = Move.objects.filter(proposal=proposal).order_by("id").values_list("amount", flat=True)
    return Trace(
        code=proposal.code or "",
        url=page_of.address,
        government=served.name if served else "",
        received_on=today(proposal.submitted_at or proposal.created_at),
        place=place_of(proposal),
        title=proposal.title,
        problem=proposal.problem,
        status=page_of.answer,
        events=tuple(
            TraceEvent(
                on=today(entry.line.at),
                office=entry.line.office,
                decision=entry.line.what,
                reason=": ".join(part for part in (entry.line.reason, entry.line.note) if part),
                amount=amount,
            )
            for entry, amount in zip(page_of.entries, moves, strict=False)
        ),
        printed_on=today(at),
        cycle=proposal.cycle.title if proposal.cycle else "",
        proposer=proposal.proposer_line,
        next_step=_next(page_of),
        asked=proposal.estimated_cost,
        agreed=proposal.amount_agreed,
        spent=proposal.amount_spent,
        practice=bool(served and served.practice),
    )


def _next(page_of: TracePage) -> str:
    if page_of.next is None:
        return ""
    return ", ".join(part for part in (page_of.next.what, page_of.next.when) if part)
