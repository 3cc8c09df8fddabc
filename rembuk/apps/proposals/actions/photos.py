"""Keep photographs that were already decoded and encoded anew (core.photos), and count them."""

from datetime import datetime
from typing import Any

from django.db.models import F

from rembuk.apps.core.media import save_media
from rembuk.apps.core.photos import CleanPhoto

from ..models import Move, Photo, Proposal

_MOST = 5
_KIND = {
    "report_survey": "survey",
    "survey_early": "survey",
    "report_progress": "progress",
    "complete_works": "final",
}


def keep_photos(proposal: Proposal, move: Move, given: dict[str, Any], *, now: datetime) -> None:
    """Attach the photographs given with a step; files are on the disk before the row is."""
    files: list[tuple[CleanPhoto, str]] = [*given.get("photos", ()), *given.get("final_photos", ())]
    attach(proposal, files, kind=_KIND.get(move.step, "problem"), move=move, now=now)


def attach(
    proposal: Proposal, files: list[tuple[CleanPhoto, str]], *, kind: str, move: Move | None, now: datetime
) -> None:
    """Rows for photographs saved by `store`; the same picture twice is one row, and there is an end."""
    room = _MOST - Photo.objects.filter(proposal=proposal, kind=kind, move=move).count() if files else 0
    rows = [
        Photo(
            proposal=proposal, move=move, kind=kind, file=name, width=photo.width, height=photo.height,
            sha256=photo.sha256, at=now,
        )
        for photo, name in files[: max(room, 0)]
    ]  # fmt: skip
    if not rows:
        return
    before = Photo.objects.filter(proposal=proposal).count()
    Photo.objects.bulk_create(rows, ignore_conflicts=True)
    added = Photo.objects.filter(proposal=proposal).count() - before
    Proposal.objects.filter(pk=proposal.pk).update(photo_count=F("photo_count") + added)


def store(photos: list[CleanPhoto]) -> list[tuple[CleanPhoto, str]]:
    """Write photographs to the disk, synced, before the transaction: no row without its file."""
    return [(photo, save_media(photo.data, suffix=photo.suffix, folder="photos")) for photo in photos]
