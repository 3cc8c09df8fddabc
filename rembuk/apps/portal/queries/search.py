"""What somebody's words may mean: a code, a place, a proposal."""

import re
from dataclasses import dataclass

from django.urls import reverse

from rembuk.apps.core.codes import looks_like_code, normalise
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import VillageLine, find_in, village_lines
from rembuk.apps.proposals.access import by_code
from rembuk.apps.proposals.queries import Filters, ProposalLine, public_list

from ..remembered import Versions, remembered
from .choices import place_choices

_MOST_PLACES = 12
_BETWEEN = re.compile(r"[\s/()<>]+")  # a message or an address that was pasted as a whole


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place whose name was meant."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that a search found; `code` is the one proposal that was meant exactly."""

    code: str = ""
    wrong_code: bool = False
    places: tuple[PlaceFound, ...] = ()
    more_places: bool = False
    proposals: tuple[ProposalLine, ...] = ()
    more_proposals: bool = False
    goes_on: bool = False  # older proposals were not looked through


def code_in(words: str) -> str:
    """The code that somebody typed, in any case and with or without dashes, alone or in what they pasted."""
    return normalise(words) or next(filter(None, map(normalise, _BETWEEN.split(words))), "")


def public_code(words: str) -> str:
    """The code of the one proposal that these words mean; empty where they mean none that may be seen."""
    code = code_in(words)
    proposal = by_code(code) if code else None
    return code if proposal is not None and proposal.is_public else ""


def found_for(at: Versions, served: Government, words: str, lang: str) -> Found:
    """Codes first, because they mean one thing only."""
    if code := code_in(words):
        return Found(code=code) if public_code(code) else Found(wrong_code=True)
    places = _places(at, served.code, words, lang)
    shown = public_list(served.code, Filters(words=words), lang)
    return Found(
        wrong_code=looks_like_code(words),
        places=places[:_MOST_PLACES],
        more_places=len(places) > _MOST_PLACES,
        proposals=shown.rows[:10],
        more_proposals=len(shown.rows) > 10,
        goes_on=shown.goes_on,
    )


def _places(at: Versions, tenant: str, words: str, lang: str) -> tuple[PlaceFound, ...]:
    asked = words.casefold().split()
    districts = [
        PlaceFound(name, reverse("portal:region", args=[code]))
        for code, name in place_choices(at, tenant, lang)
        if all(part in name.casefold() for part in asked)
    ]
    villages = [
        PlaceFound(row.line, reverse("portal:region", args=[row.code]))
        for row in find_in(_villages(at, tenant, lang), words)
    ]
    return (*districts, *villages)


@remembered("places")
def _villages(tenant: str, lang: str) -> tuple[VillageLine, ...]:
    return tuple(village_lines(tenant, lang))
