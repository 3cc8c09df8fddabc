"""`/pilihan/<code>/lembar/`: the ballot on a phone, its review, and the receipt.

Choose, look again, hand in: three answers to one address. What was chosen stands in the page and nowhere else
until it is handed in; the receipt is made with the page, so that sending it twice finds the same ballot.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import moment_text, rupiah
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.people.access import person
from rembuk.apps.places.queries import region_line
from rembuk.rules.refusals import Refusal
from rembuk.rules.rounds import BallotType, RoundState

from ..access import Voice, printed_code, public_round, voice_of, voice_of_code
from ..actions.cast import Choice, cast, change, check, not_taking, unknown_receipt, withdraw
from ..forms.ballot import AboutForm, points_of, typed_numbers, typed_of
from ..models import Ballot, Participation, Round
from ..queries import cards, is_taking, limits_text, took_part
from ..receipts import new_secret, read_secret, receipt_hash


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds this page: a voice with a fresh receipt, or the receipt of a ballot that is in."""

    voice: Voice | None  # None: changing, and nobody asks who it is
    secret: str
    code: str  # as printed, where a slip was used

    @property
    def drawn_for(self) -> str:
        """What the order of the cards is drawn from."""
        if self.voice and self.voice.person:
            return f"person {self.voice.person.pk}"
        return self.code or self.secret


@page("GET", "POST", who=PUBLIC)
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """One box for the code on a slip and for a receipt: fill in, change, or see that it is counted."""
    found, lang = public_round(code), get_language() or "id"
    typed, error = request.POST.get("kode", ""), ""
    if request.method == "POST":
        try:
            return _entered(request, found, typed)
        except Refusal as refusal:
            error = refusal.text(lang)
    context = {"round": found, "typed": typed[:60], "error": error, "is_open": found.state == RoundState.OPEN}
    return render(request, "rounds/enter.html", context, status=422 if error else 200)


@page("GET", "POST", who=PUBLIC)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The ballot of somebody signed in; sent to, it is reviewed, handed in, changed or taken back."""
    found, lang = public_round(code), get_language() or "id"
    if request.method == "GET" and person(request.user) is None:
        return redirect(f"{reverse('people:sign_in')}?next={quote(request.path)}")
    try:
        if request.method == "GET":
            return _fresh(request, found)
        holder = _holder(request, found)
    except Refusal as refusal:
        return _no(request, found, refusal.text(lang))
    do = request.POST.get("do", "")
    return _take_back(request, found, holder) if do == "withdraw" else _sent(request, found, holder, do)


def _fresh(request: HttpRequest, found: Round) -> HttpResponse:
    """An empty ballot with a receipt of its own; for whoever has one in already, how to change it."""
    if took_part(request.user, found):
        return render(request, "rounds/done.html", {"round": found, "sentence": "", "is_in": True})
    voice = voice_of(request.user, found)
    if not is_taking(found, now()):
        raise not_taking(found, now())
    return _choose(request, found, Holder(voice, new_secret(), ""), {})


def _sent(request: HttpRequest, found: Round, holder: Holder, do: str) -> HttpResponse:
    """A choice: shown again, reviewed, or handed in."""
    typed = typed_numbers(found, request.POST)
    if do == "edit":
        return _choose(request, found, holder, typed)
    try:
        choice = _choice(request, found, typed)
        check(found, choice)
        if do != "cast":
            return _review(request, found, holder, typed, choice)
        if holder.voice is None:
            change(found, choice, holder.secret, now=now())
        else:
            cast(found, holder.voice, choice, holder.secret, now=now())
    except Refusal as refusal:
        return _choose(request, found, holder, typed, error=refusal.text(get_language() or "id"))
    return _receipt(request, found, holder, choice)


def _entered(request: HttpRequest, found: Round, typed: str) -> HttpResponse:
    secret = read_secret(typed)
    mark = receipt_hash(found.code, secret) if secret else ""
    ballot = Ballot.objects.filter(round=found, receipt_hash=mark).first()
    if ballot is not None and secret is not None:
        if not is_taking(found, now()):
            return _counted(request, found, ballot)
        told = {"sex": ballot.sex, "age_band": ballot.age_band}
        return _choose(request, found, Holder(None, secret, ""), typed_of(found, ballot.choice), told=told)
    if found.state != RoundState.OPEN or secret is None:
        raise unknown_receipt()
    voice = voice_of_code(secret, found)
    if Participation.objects.filter(code=voice.code).exists():
        raise Refusal(
            "already",
            "Kode ini sudah dipakai. Untuk mengubah lembarnya, ketik bukti yang Anda terima waktu itu.",
            "This code has been used. To change its ballot, type the receipt you got then.",
        )
    return _choose(request, found, Holder(voice, new_secret(), secret), {})


def _holder(request: HttpRequest, found: Round) -> Holder:
    """Who sends the page: by the receipt it carries, its code, or the account."""
    secret = read_secret(request.POST.get("receipt", ""))
    if secret is None:
        raise unknown_receipt()
    if request.POST.get("mode") == "change":
        return Holder(None, secret, "")
    typed = request.POST.get("code", "")
    if typed:
        return Holder(voice_of_code(typed, found), secret, typed)
    return Holder(voice_of(request.user, found), secret, "")


def _choice(request: HttpRequest, found: Round, typed: dict[str, str]) -> Choice:
    about = AboutForm(request.POST)
    about.is_valid()
    told = about.cleaned_data
    return Choice(points_of(found, typed), told.get("sex", ""), told.get("age_band", ""))


def _frame(found: Round, holder: Holder, typed: dict[str, str]) -> dict[str, Any]:
    lang = get_language() or "id"
    return {
        "round": found,
        "holder": holder,
        "mode": "new" if holder.voice else "change",
        "typed": typed,
        "lang": lang,
        "place": region_line(found.place_code, lang),
        "limits": limits_text(found, lang),
        "closes": moment_text(found.closes_at, lang),
    }


def _choose(
    request: HttpRequest,
    found: Round,
    holder: Holder,
    typed: dict[str, str],
    *,
    error: str = "",
    told: dict[str, str] | None = None,
) -> HttpResponse:
    lang = get_language() or "id"
    rows = cards(found, lang, drawn_for=holder.drawn_for)
    used = sum(card.cost for card in rows if card.project in typed)
    left = found.budget - used
    about = told or {name: request.POST.get(name, "") for name in ("sex", "age_band")}
    context = _frame(found, holder, typed) | {
        "cards": rows,
        "error": error,
        "about": about,
        "one": found.ballot_type == BallotType.CHOOSE_ONE,
        "money": {
            "ceiling": rupiah(found.budget, lang), "used": rupiah(used, lang), "over": left < 0,
            "left": rupiah(abs(left), lang), "percent": min(100, used * 100 // found.budget),
        },
    }  # fmt: skip
    return render(request, "rounds/sheet.html", context, status=422 if error else 200)


def _review(
    request: HttpRequest, found: Round, holder: Holder, typed: dict[str, str], choice: Choice
) -> HttpResponse:
    lang = get_language() or "id"
    chosen = sorted(
        (card for card in cards(found, lang) if card.project in choice.points),
        key=lambda card: (-choice.points[card.project], card.project),
    )
    context = _frame(found, holder, typed) | {
        "chosen": chosen,
        "total": rupiah(sum(card.cost for card in chosen), lang),
        "about": AboutForm(initial={"sex": choice.sex, "age_band": choice.age_band}),
    }
    return render(request, "rounds/review.html", context)


def _receipt(request: HttpRequest, found: Round, holder: Holder, choice: Choice) -> HttpResponse:
    context = _frame(found, holder, {}) | {"count": len(choice.points)}
    return render(request, "rounds/receipt.html", context)


def _take_back(request: HttpRequest, found: Round, holder: Holder) -> HttpResponse:
    lang = get_language() or "id"
    try:
        slip = request.POST.get("slip", "").strip()
        voice = (
            Voice(None, printed_code(slip, found), "", 1)
            if slip
            else Voice(person(request.user), None, "", 1)
        )
        withdraw(found, voice, holder.secret, now=now())
    except Refusal as refusal:
        return _no(request, found, refusal.text(lang))
    return render(request, "rounds/done.html", {"round": found, "sentence": "", "is_in": False})


def _counted(request: HttpRequest, found: Round, ballot: Ballot) -> HttpResponse:
    lang = get_language() or "id"
    context = {
        "round": found,
        "is_closed": found.state == RoundState.CLOSED,
        "chosen": [card for card in cards(found, lang) if card.project in ballot.choice],
        "mark": ballot.receipt_hash,
    }
    return render(request, "rounds/counted.html", context)


def _no(request: HttpRequest, found: Round, sentence: str) -> HttpResponse:
    return render(
        request, "rounds/done.html", {"round": found, "sentence": sentence, "is_in": False}, status=403
    )
