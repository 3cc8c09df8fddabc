"""What a proposal already knows of the inputs that a step asks for, and where a given input is kept.

Apart from `move`, because forms show the same facts and imports write the same columns.
"""

from decimal import Decimal

from rembuk.apps.places.queries import agency_for_field
from rembuk.rules.categories import CATEGORY
from rembuk.rules.inputs import INPUT

from .models import Proposal

# input code -> column of Proposal
COLUMN = {
    "problem_statement": "problem",
    "proposed_work": "work",
    "volume": "volume",
    "unit": "unit",
    "beneficiaries": "beneficiaries",
    "estimated_cost": "estimated_cost",
    "measured_volume": "volume",
    "sub_activity": "sub_activity_code",
    "funding_source": "funding_source",
    "eligibility_rating": "eligibility",
    "rank": "rank",
    "progress_percent": "progress_percent",
}
# Asked once: what is known need not be asked again. Opinions, reasons and proofs are asked each time.
_KNOWN = (
    "problem_statement", "proposed_work", "volume", "unit", "beneficiaries", "estimated_cost",
    "eligibility_rating", "sub_activity", "funding_source", "rank",
)  # fmt: skip
# Kept as they were given, shown in the history.
REFERENCES = frozenset(
    {
        "village_plan_line", "transfer_decision", "budget_line", "procurement_plan_id",
        "contract_or_self_managed", "handover_proof", "handover_date", "dispute_reference", "change_basis",
        "regulation_reference",
        "legal_standing", "grant_documents", "minutes", "agency_forum_minutes",
        "annual_plan_minutes", "target_government", "gps_position",
    }
)  # fmt: skip
# Nothing can be merged into these.
ENDED = frozenset({"draft", "safeguarded", "merged", "rejected", "cancelled", "withdrawn"})
# Never public, never in the history's inputs.
PRIVATE = frozenset({"contact", "assisted_entry", "safeguard_note", "guardian_consent", "child_assent"})


def known(proposal: Proposal) -> dict[str, object]:
    """Inputs that the proposal itself answers."""
    found: dict[str, object] = {code: getattr(proposal, COLUMN[code]) for code in _KNOWN}
    found["location"] = proposal.village_code or None
    found["truth_declaration"] = proposal.submitted_at is not None or None
    found["assisted_entry"] = proposal.assisted_by_id
    found["contact"] = proposal.submitted_at is not None or None
    for code in ("legal_standing", "grant_documents", "village_plan_line", "agency_forum_minutes"):
        found[code] = proposal.references.get(code)
    return {code: value for code, value in found.items() if value not in (None, "")}


def apply_inputs(proposal: Proposal, given: dict[str, object]) -> list[str]:
    """Write given inputs into the proposal's columns; returns the names of the columns that changed."""
    changed = []
    for code, value in given.items():
        column = COLUMN.get(code)
        if column and value == getattr(proposal, column):
            continue
        if column and value not in (None, ""):
            if column in {"problem", "work"}:
                _keep_own_words(proposal, column)
                changed.append("own_words")
            setattr(proposal, column, value)
            changed.append(column)
        elif code in REFERENCES and value not in (None, ""):
            proposal.references = {**proposal.references, code: plain(value)}
            changed.append("references")
    line = given.get("village_plan_line")
    if isinstance(line, dict) and line.get("year"):
        proposal.village_plan_year = int(line["year"])
        changed.append("village_plan_year")
    return changed


def take_category(proposal: Proposal, code: str) -> list[str]:
    """Write the category and the agency that owns its field; returns the names of the columns written.

    The agency is a first guess: it may speak early, and the planning partner names the one that reviews.
    """
    proposal.category = code
    row = CATEGORY.get(code)  # type: ignore[call-overload]
    owner = agency_for_field(proposal.tenant, row.field_code) if row and row.field_code else None
    proposal.agency_code, proposal.agency_group = (owner.code, owner.group) if owner else ("", "")
    return ["category", "agency_code", "agency_group"]


def _keep_own_words(proposal: Proposal, column: str) -> None:
    if column not in proposal.own_words and getattr(proposal, column):
        proposal.own_words = {**proposal.own_words, column: getattr(proposal, column)}


def plain(value: object) -> object:
    """A value as JSON and the log keep it: text, integers, mappings; never a float."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value)


def public_inputs(given: dict[str, object]) -> dict[str, object]:
    """The inputs of a step that its history shows: known to the rules, not private, not columns of Move."""
    own = {"reason_code", "reason_text", "recommendation", "amount", "coefficient", "photos", "final_photos"}
    return {
        code: plain(value)
        for code, value in given.items()
        if (code in INPUT or code == "price_reason") and code not in own | PRIVATE and value not in (None, "")
    }
