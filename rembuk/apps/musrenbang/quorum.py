"""Who is here, counted as the type of the forum asks: invited persons or constituencies."""

from rembuk.rules.forums import Quorum, quorum

from .models import Forum, Participant


def quorum_of(forum: Forum) -> Quorum:
    """One read of the participants."""
    people = list(
        Participant.objects.filter(forum=forum).values_list("constituency", "is_invited", "arrived_at")
    )
    invited = {constituency for constituency, is_invited, _ in people if is_invited}
    here = {constituency for constituency, _, arrived in people if arrived is not None}
    return quorum(
        forum.type,
        present=sum(1 for _, is_invited, arrived in people if is_invited and arrived is not None),
        invited=sum(1 for _, is_invited, _ in people if is_invited),
        constituencies_present=len(here & invited) if invited else len(here),
        constituencies_total=len(invited or here),
    )
