"""Put proposals on the ballot of a round, as they are at this moment."""

from collections.abc import Iterable

from rembuk.apps.proposals.models import Photo, Proposal

from .eligible import price_of
from .models import Round, RoundProject


def fill(row: Round, proposals: Iterable[Proposal]) -> int:
    """Part of preparing a round; returns how many."""
    found = list(proposals)
    photos: dict[int, str] = {}
    pictures = Photo.objects.filter(proposal__in=[one.pk for one in found], kind="problem", move=None)
    for proposal_id, file in pictures.order_by("-id").values_list("proposal_id", "file"):
        photos[proposal_id] = file
    RoundProject.objects.bulk_create(
        RoundProject(
            round=row, proposal=one, project=one.code or "", title=one.title, cost=price_of(one),
            need=min(one.score or 0, 1000), place_code=one.village_code, place_line=one.place_line,
            sector=one.category, photo=photos.get(one.pk, ""),
        )
        for one in found
    )  # fmt: skip
    return len(found)
