"""`/pilihan/`: rounds open and past; `/pilihan/<code>/`: one of them, and the hashes that fix it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import moment_text, rupiah
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government, region_line
from rembuk.rules.rounds import BALLOT_TYPE, RoundState

from ..access import public_round
from ..models import Ballot
from ..queries import (
    ballots_text,
    cards,
    is_taking,
    limits_text,
    public_rounds,
    receipts,
    round_lines,
    standing,
    statistics,
)


@page("GET", who=PUBLIC, depends=("rounds",))
def index(request: HttpRequest) -> HttpResponse:
    """Every round that was announced, the open ones first."""
    served, lang = government(), get_language() or "id"
    rows = list(public_rounds(served.code)[:50]) if served else []
    lines = round_lines(rows, now(), lang)
    running = [line for row, line in zip(rows, lines, strict=True) if row.state == RoundState.OPEN]
    over = [line for row, line in zip(rows, lines, strict=True) if row.state == RoundState.CLOSED]
    return render(request, "rounds/index.html", {"running": running, "over": over})


@page("GET", who=PUBLIC, depends=("rounds",))
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """One round: how to take part, what stands on the ballot, and the hashes that hold it to its word."""
    found, lang = public_round(code), get_language() or "id"
    word, tone, sentence = standing(found, now(), lang)
    closed = found.state == RoundState.CLOSED
    context = {
        "round": found,
        "place": region_line(found.place_code, lang),
        "state": (word, tone),
        "sentence": sentence,
        "is_taking": is_taking(found, now()),
        "is_closed": closed,
        "budget": rupiah(found.budget, lang),
        "kind": BALLOT_TYPE[found.ballot_type].label(lang),
        "limits": limits_text(found, lang),
        "opens": moment_text(found.opens_at, lang),
        "closes": moment_text(found.closes_at, lang),
        "cards": cards(found, lang),
        "ballots": ballots_text(Ballot.objects.filter(round=found).count(), lang) if closed else "",
        "statistics": statistics(found, lang) if closed else {},
    }
    return render(request, "rounds/detail.html", context)


@page("GET", who=PUBLIC, depends=("rounds",))
def parameters(request: HttpRequest, code: str) -> HttpResponse:
    """All that was fixed at opening, byte for byte as it was hashed."""
    found = public_round(code)
    answer = HttpResponse(found.parameters, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.code}.json"'
    return answer


@page("GET", who=PUBLIC, depends=("rounds",))
def receipt_list(request: HttpRequest, code: str) -> HttpResponse:
    """The hash of every receipt, a line each, once the round is closed."""
    found = public_round(code)
    if found.state != RoundState.CLOSED:
        raise Http404
    return HttpResponse("\n".join(receipts(found)), content_type="text/plain; charset=utf-8")
