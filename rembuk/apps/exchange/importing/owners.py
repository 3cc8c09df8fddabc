"""Which agency a category points to, asked once for many rows.

Apart from the sheet, because the practice regency is written in bulk as well.
"""

from rembuk.apps.proposals.facts import take_category
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.categories import CATEGORIES


def owners(tenant: str) -> dict[str, tuple[str, str]]:
    """Category -> (code, group) of the agency that a proposal of this category gets at first; "" has none."""
    found = {"": ("", "")}
    for row in CATEGORIES:
        proposal = Proposal(tenant=tenant)
        take_category(proposal, row.code)
        found[str(row.code)] = (proposal.agency_code, proposal.agency_group)
    return found
