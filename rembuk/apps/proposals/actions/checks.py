"""Checks of a step that the platform answers itself: is there quota left, does the ceiling hold?"""

from typing import Any

from rembuk.apps.preparation.queries import ceiling_left, quota_left
from rembuk.rules.proposal_flow import Step
from rembuk.rules.refusals import Refusal

from ..models import Proposal

LIMITS = frozenset({"within_quota", "within_ceiling"})


def check_facts(step: Step, proposal: Proposal, given: dict[str, Any]) -> None:
    """Put `within_quota` and `within_ceiling` among the given inputs, or refuse with what is left."""
    if "within_quota" in step.requires:
        given["within_quota"] = _within_quota(proposal)
    if "within_ceiling" in step.requires:
        given["within_ceiling"] = _within_ceiling(proposal, given)


def _within_quota(proposal: Proposal) -> bool:
    if proposal.cycle is None:
        return True
    left = quota_left(proposal.cycle, proposal.village_code)
    if left is not None and left <= 0:
        raise Refusal(
            "quota",
            "Kuota usulan desa/kelurahan ini ke kecamatan sudah terpakai semua. "
            "Pilih usulan lain untuk ditunda, atau minta Bappeda menambah kuota.",
            "This village has used its whole quota to the sub-district. Choose another proposal to defer, "
            "or ask Bappeda for more.",
        )
    return True


def _within_ceiling(proposal: Proposal, given: dict[str, Any]) -> bool:
    asked = int(given.get("amount") or proposal.amount_agreed or proposal.estimated_cost or 0)
    found = ceiling_left(proposal.cycle, proposal.district_code) if proposal.cycle else None
    if found is None:
        return True
    _ceiling, _used, left = found
    if asked > left:
        raise Refusal(
            "ceiling",
            f"Pagu kecamatan tersisa Rp{left:,}, usulan ini Rp{asked:,}.".replace(",", "."),
            f"The sub-district has Rp{left:,} left, this proposal needs Rp{asked:,}.",
        )
    return True
