"""Load and check together: which round, who may take part in it, and with which weight."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from rembuk.apps.core.clock import today
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import CONFIRMED, RoleAssignment, User
from rembuk.apps.places.queries import government, within
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import ROLE, Scope
from rembuk.rules.rounds import RoundState, check_resident

from .models import PrintedCode, Round
from .receipts import code_hash, read_secret


@dataclass(frozen=True, slots=True)
class Voice:
    """Who takes part: a person or a printed code, from which village, with which weight."""

    person: User | None
    code: PrintedCode | None
    village_code: str
    weight: int


def any_round(code: str) -> Round:
    """A round for those who prepare it; 404 where there is none."""
    served = government()
    rows = Round.objects.filter(tenant=served.code, code=code) if served else Round.objects.none()
    found = rows.select_related("cycle").first()
    if found is None:
        raise Http404
    return found


def public_round(code: str) -> Round:
    """A round that the public may know of: no draft."""
    found = any_round(code)
    if found.state == RoundState.DRAFT:
        raise Http404
    return found


def voice_of(user: User | AnonymousUser, found: Round) -> Voice:
    """The voice of somebody signed in; Refusal with a sentence where they have none in this round."""
    held = rights(user, today()).held_for(Action.PROPOSAL_VOTE)
    homes = [row.region_code for row in held if row.role == CONFIRMED]
    home = next((place for place in homes if within(place, found.place_code)), "")
    age = user.confirmed_age if isinstance(user, User) else None
    check_resident(lives_here=bool(home), confirmed_age=age, minimum_age=found.minimum_age)
    sent = any(_is_delegate(row, found.place_code) for row in held)
    return Voice(user if isinstance(user, User) else None, None, home, found.delegate_weight if sent else 1)


def _is_delegate(row: RoleAssignment, place: str) -> bool:
    """Whether a forum of this place, or of one inside or around it, sent them."""
    here = within(row.region_code, place) or within(place, row.region_code)
    return here and ROLE[row.role].scope is Scope.FORUM


def printed_code(typed: str, found: Round) -> PrintedCode:
    """The slip somebody holds; Refusal where there is none with these signs."""
    secret = read_secret(typed)
    row = (
        PrintedCode.objects.filter(round=found, code_hash=code_hash(found.code, secret)).first()
        if secret
        else None
    )
    if row is None:
        raise Refusal(
            "unknown_code",
            "Kode ini tidak dikenal. Periksa lagi tulisannya: lima kelompok, masing-masing empat tanda.",
            "This code is not known. Please check it: five groups of four signs.",
        )
    return row


def voice_of_code(typed: str, found: Round) -> Voice:
    """The voice behind a printed code."""
    row = printed_code(typed, found)
    return Voice(None, row, row.village_code, 1)
