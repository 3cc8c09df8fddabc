"""Hostile text in every place where people write: columns, and the texts inside JSON."""

# ruff: noqa: E501  a row of a table is read as a row

from django.apps import apps
from django.db import models

from tests.security.corpus import POISON, SHORT_POISON

# What the program itself writes and reads: codes, states, file names. Nobody types into these.
_CODES = frozenset({
    "code", "tenant", "state", "kind", "type", "role", "track", "channel", "level", "action", "actor",
    "region", "salt", "leaf", "category", "sector", "engagement", "variant", "status", "purpose", "token_hash",
    "password", "username", "second_role", "superior_role", "from_state", "to_state", "returned_from", "outcome",
    "theme", "file", "sha256", "slug", "sex", "step", "review", "direction", "source", "audience", "language", "group",
    "funding_source", "eligibility", "law_status", "constituency", "signing_path", "code_prefix", "time_zone", "link",
    "plan_year", "reader", "reaction", "key", "ballot_type", "age_band", "parameters", "seed", "project", "photo",
})  # fmt: skip
# The subject of a message is a sentence, that of an event an id; the reason of a run is a code.
_CODES_OF = {"Event": {"subject"}, "RunProject": {"reason"}, "AffectedStatement": {"touched", "stance"}}


def poison() -> int:
    """Fill every typed column; how many there were."""
    filled = 0
    for model in apps.get_models():
        if not model.__module__.startswith("rembuk."):
            continue
        once = {
            name
            for row in model._meta.constraints
            if isinstance(row, models.UniqueConstraint)
            for name in row.fields
        }
        for column in model._meta.get_fields():
            if isinstance(column, models.JSONField):
                filled += _poison_json(model, column.name)
            elif _is_typed(column):
                _poison_text(model, column, alone=column.unique or column.name in once)
                filled += 1
    return filled


def _is_typed(column: models.Field) -> bool:
    """Whether people write it."""
    if not isinstance(column, (models.CharField, models.TextField)) or column.choices or column.primary_key:
        return False
    name = column.name
    if name in _CODES or name in _CODES_OF.get(column.model.__name__, ()):
        return False
    return not name.endswith(("_code", "_file", "_sha256", "_hash", "_group"))


def _poison_text(model: type[models.Model], column: models.Field, *, alone: bool) -> None:
    room = column.max_length or 10_000
    text = POISON if room >= len(POISON) else SHORT_POISON[:room]
    if not alone:
        model.objects.exclude(**{column.name: ""}).update(**{column.name: text})
        return
    for row in model.objects.values_list("pk", flat=True):
        model.objects.filter(pk=row).update(**{column.name: f"{row}{text}"[:room]})


def _poison_json(model: type[models.Model], name: str) -> bool:
    """Sentences inside JSON; single words there are codes. Whether there was one."""
    found = False
    for row in model.objects.only("pk", name):
        before = getattr(row, name)
        after = _replaced(before)
        if after != before:
            found = True
            model.objects.filter(pk=row.pk).update(**{name: after})
    return found


def _replaced(value: object) -> object:
    if isinstance(value, dict):
        return {key: _replaced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner) for inner in value]
    return POISON if isinstance(value, str) and " " in value else value
