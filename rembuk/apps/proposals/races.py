"""Two decide at the same moment: one wins, and the other is told who was faster."""

from rembuk.rules.refusals import Refusal

from .models import Move, Proposal


class LostRace(Refusal):
    """Somebody else decided first; the page says who and shows the decision."""


def lost_race(proposal: Proposal) -> LostRace:
    """The sentence, with the office that took the latest step."""
    last = Move.objects.filter(proposal_id=proposal.pk).order_by("-id").first()
    who = last.office if last else ""
    return LostRace(
        "lost_race",
        f"{who or 'Petugas lain'} baru saja memutuskan usulan ini. Lihat keputusannya.",
        f"{who or 'Another officer'} has just decided on this proposal. See the decision.",
    )
