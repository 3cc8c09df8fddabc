"""The line of a village's plan that pays for a work: what must be named, and what RKP Desa prints besides."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.apps.core.forms import CleanCharField, WholeField
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.village_annual_plan import EXECUTION_PATTERNS, VILLAGE_FIELDS, village_field_of

from ..village_lines import OWN_MONEY

_PREFIX = "plan_"
NAMED = ("document", "line", "year")
_BESIDES = ("field", "time", "pattern", "source", "carried_out_by")
# Prefilled or left empty in most cases: folded away.
BESIDES = tuple(f"{_PREFIX}{part}" for part in _BESIDES)


def line_fields(proposal: Proposal, before: Mapping[str, Any]) -> dict[str, forms.Field]:
    """Document, line and year; in a desa also the other columns of RKP Desa, none of them required."""
    year = (proposal.plan_year or 0) - (1 if proposal.track == "desa" else 0)
    named = {
        "plan_document": CleanCharField(
            label=_("Document"), max_length=120, initial=before.get("document"),
            help_text=_("For example: Peraturan Desa 4/2026."),
        ),
        "plan_line": CleanCharField(label=_("Line"), max_length=40, initial=before.get("line")),
        "plan_year": WholeField(
            label=_("Year of the line"), initial=before.get("year", year), min_value=2000, max_value=2200
        ),
    }  # fmt: skip
    return named | _columns(proposal, before) if proposal.track == "desa" else named


def _columns(proposal: Proposal, before: Mapping[str, Any]) -> dict[str, forms.Field]:
    lang = get_language() or "id"
    field = before.get("field") or village_field_of(proposal.category).code
    return {
        "plan_field": forms.ChoiceField(
            label=_("Field of the village plan"), required=False, initial=field,
            choices=[(row.code.value, f"{row.number}. {row.label(lang)}") for row in VILLAGE_FIELDS],
        ),
        "plan_time": CleanCharField(
            label=_("When it is carried out"), required=False, max_length=60, initial=before.get("time"),
            help_text=_("For example: April to June 2027."),
        ),
        "plan_pattern": forms.ChoiceField(
            label=_("How it is carried out"), required=False, initial=before.get("pattern"),
            choices=[("", "—"), *((row.code.value, row.label(lang)) for row in EXECUTION_PATTERNS)],
        ),
        "plan_source": CleanCharField(
            label=_("Paid from"), required=False, max_length=60, initial=before.get("source") or OWN_MONEY
        ),
        "plan_carried_out_by": CleanCharField(
            label=_("Who carries it out"), required=False, max_length=120,
            initial=before.get("carried_out_by"),
            help_text=_("For example: Tim Pelaksana Kegiatan. An office or a group, no telephone number."),
        ),
    }  # fmt: skip


def line_of(data: dict[str, Any]) -> dict[str, Any]:
    """Takes the parts out of cleaned data and puts them together; empty where none was asked for."""
    parts = (*NAMED, *_BESIDES)
    found = {part: data.pop(f"{_PREFIX}{part}") for part in parts if f"{_PREFIX}{part}" in data}
    return {part: value for part, value in found.items() if value not in (None, "")}
