"""What a step was given, as JSON and back: amounts, days, the proposal merged into, the agency, photographs.

Apart from the history's `plain`, which is read by people and does not come back.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from rembuk.apps.core.photos import CleanPhoto
from rembuk.apps.places.models import Agency
from rembuk.apps.proposals.models import Proposal

_MARK = "~"  # {"~": kind, "v": value}; an input is never a mapping with this key


def kept(inputs: dict[str, Any]) -> dict[str, Any]:
    """Inputs of a step, photographs already stored, as JSON."""
    return {code: _kept(value) for code, value in inputs.items()}


def given_back(stored: dict[str, Any]) -> dict[str, Any]:
    """The inputs as they were given; Agency or Proposal rows are read anew."""
    return {code: _given_back(value) for code, value in stored.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, (Proposal, Agency)):
        return {_MARK: type(value).__name__, "v": value.pk}
    if isinstance(value, Decimal):
        return {_MARK: "Decimal", "v": str(value)}
    if isinstance(value, date):
        return {_MARK: "date", "v": value.isoformat()}
    if isinstance(value, list):  # photographs, each with the name of its file
        rows = [[photo.width, photo.height, photo.sha256, photo.suffix, name] for photo, name in value]
        return {_MARK: "photos", "v": rows}
    if isinstance(value, dict):
        return {key: _kept(item) for key, item in value.items()}
    return value


def _given_back(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if _MARK in value:
        return _READ[value[_MARK]](value["v"])
    return {key: _given_back(item) for key, item in value.items()}


def _photos(rows: list[list[Any]]) -> list[tuple[CleanPhoto, str]]:
    """The file is on the disk, so its bytes are not needed any more."""
    return [(CleanPhoto(b"", w, h, sha, suffix), name) for w, h, sha, suffix, name in rows]


_READ: dict[str, Callable[[Any], Any]] = {
    "Proposal": lambda pk: Proposal.objects.select_related("cycle").get(pk=pk),
    "Agency": lambda pk: Agency.objects.get(pk=pk),
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "photos": _photos,
}
