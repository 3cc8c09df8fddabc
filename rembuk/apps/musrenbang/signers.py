"""How a signer's office is called under the paper: "Camat Cempaka", "Lurah Kenanga"."""

from rembuk.rules.forum_types import FORUM_TYPE
from rembuk.rules.roles import ROLE, Scope
from rembuk.rules.stages import STAGE, Track

from .models import Forum


def first_office(forum: Forum) -> str:
    """Who usually signs this forum: what stands under a draft."""
    return office_line(frozenset(FORUM_TYPE[forum.type].signed_by), forum)


def office_line(roles: frozenset[str], forum: Forum) -> str:
    """The first office held among those that sign this forum; a start that the signer may change."""
    held = next((ROLE[code] for code in FORUM_TYPE[forum.type].signed_by if code in roles), None)
    if held is None:
        return ""
    if held.scope is Scope.AGENCY:
        return f"Kepala {forum.organiser}"
    # "Kepala Desa/Lurah" are one role: which of them, the forum's track tells.
    label, _, of_a_town = held.label_id.partition("/")
    if of_a_town and STAGE[forum.type].track is Track.KELURAHAN:
        label = of_a_town
    label = label.partition(" (")[0]
    place = forum.organiser.partition(" ")[2] or forum.organiser
    return f"{label} {place}" if held.scope in {Scope.VILLAGE, Scope.DISTRICT} else label
