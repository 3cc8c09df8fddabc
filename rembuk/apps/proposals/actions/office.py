"""The name of the office that takes a step, as the public reads it: never a person's name."""

from rembuk.apps.places.queries import agency, region_line
from rembuk.rules.proposal_flow import Step
from rembuk.rules.roles import ROLE, Scope

from ..models import Proposal


def office_of(proposal: Proposal, step: Step, role: str) -> str:
    """ "Kecamatan Sukamaju", "Dinas Pekerjaan Umum", "Bappeda", "Sistem Rembuk" or "Pengusul"."""
    if role == "system":
        return "Rembuk (otomatis)"
    if step.relation == "proposer":
        return "Pengusul"
    if step.relation == "resident_of_place":
        return "Warga setempat"
    return office_for(proposal, role)


def office_for(proposal: Proposal, role: str) -> str:
    """The office in which a role is held over this proposal."""
    scope = ROLE[role].scope
    if scope in {Scope.VILLAGE, Scope.NEIGHBORHOOD}:
        return region_line(proposal.village_code).split(",")[0]
    if scope is Scope.DISTRICT:
        return region_line(proposal.district_code).split(",")[0]
    if scope is Scope.AGENCY:
        found = agency(proposal.tenant, proposal.agency_code)
        return found.name if found else ROLE[role].label_id
    return ROLE[role].label_id
