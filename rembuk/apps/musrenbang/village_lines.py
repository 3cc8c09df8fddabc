"""A proposal as a line of its village's lists: for the minutes that agree on it, and for the lists."""

from collections.abc import Mapping
from typing import Any, cast

from rembuk.algorithms.documents import Pattern, VillageLine, VillageListKind
from rembuk.apps.core.format import number
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.village_annual_plan import EXECUTION_PATTERN, VILLAGE_FIELD, village_field_of

# Who pays, where nobody has written it down.
OWN_MONEY, TRANSFER, REGENCY_MONEY = "APB Desa", "Bantuan keuangan khusus", "APBD Kabupaten"


def village_line_of(
    proposal: Proposal, kind: VillageListKind, *, line: Mapping[str, Any] | None = None, amount: Any = None
) -> VillageLine:
    """`line` is the line of the village's plan as the forum wrote it, else as the proposal keeps it."""
    found = line or proposal.references.get("village_plan_line") or {}
    own = found if kind == "village_annual_plan" else {}
    field = VILLAGE_FIELD.get(str(own.get("field", ""))) or village_field_of(proposal.category)
    year = own.get("year") or proposal.plan_year
    return VillageLine(
        field=field.label_id,
        field_number=field.number,
        activity=proposal.title,
        place=_within_the_village(proposal.place_line),
        amount=amount_of(proposal, amount),
        volume=f"{number(proposal.volume)} {proposal.unit}".strip() if proposal.volume is not None else "",
        benefit=f"{number(proposal.beneficiaries)} orang" if proposal.beneficiaries is not None else "",
        time=str(own.get("time") or f"Tahun {year}"),
        source=str(own.get("source") or _payer(proposal, kind)),
        pattern=cast(Pattern, own.get("pattern") if own.get("pattern") in EXECUTION_PATTERN else ""),
        carried_out_by=str(own.get("carried_out_by") or ""),
        code=proposal.code or "",
    )


def _within_the_village(place_line: str) -> str:
    """ "RT 03/RW 02" of "RT 03/RW 02, Desa Sukamaju, Kecamatan Cempaka": the list names the village once."""
    parts = place_line.split(", ")
    return ", ".join(parts[:-2]) or place_line


def amount_of(proposal: Proposal, decided: Any = None) -> int | None:
    """In rupiah: what the forum decided, else what was agreed before, else the estimate."""
    for amount in (decided, proposal.amount_agreed, proposal.estimated_cost):
        if amount not in (None, ""):
            return int(amount)
    return None


def _payer(proposal: Proposal, kind: VillageListKind) -> str:
    if kind == "village_upward_proposals":
        return REGENCY_MONEY
    return TRANSFER if "transfer_decision" in proposal.references else OWN_MONEY
