"""Two at the same moment: one decision is kept, one signature counts."""

import pytest
from django.utils import timezone

from rembuk.apps.audit.models import Event
from rembuk.apps.musrenbang.actions.agenda import decide_item, draw_list
from rembuk.apps.musrenbang.actions.sign import sign
from rembuk.apps.musrenbang.models import Forum, ForumItem, Minutes
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.refusals import Refusal
from tests.apps.musrenbang.conftest import WHY
from tests.factories.musrenbang import SITTING, ForumFactory, ForumItemFactory, ParticipantFactory
from tests.factories.people import holder
from tests.factories.places import VILLAGE, build_regency
from tests.factories.proposals import ProposalFactory, open_year
from tests.together import at_once

REFUSED = {"reason_code": "authority", "reason_text": WHY}


@pytest.fixture
def forum(transactional_db, media):
    build_regency()
    return ForumFactory(cycle=open_year("village_deliberation"))


def loaded(pk):
    return ForumItem.objects.select_related("forum__cycle", "proposal__cycle", "merge_target").get(pk=pk)


def test_of_two_who_decide_at_once_one_is_told(forum):
    people = [holder(role, VILLAGE) for role in ("village_admin", "village_secretary")]
    item = ForumItemFactory(forum=forum, proposal=ProposalFactory(cycle=forum.cycle))
    seen = [loaded(item.pk) for _ in people]

    def decide(one, by):
        return lambda: decide_item(one, "not_agreed", by=by, now=timezone.now(), inputs=REFUSED)

    found = at_once([decide(one, by) for one, by in zip(seen, people, strict=True)])
    assert sorted(isinstance(one, Refusal) for one in found) == [False, True]
    assert next(one for one in found if isinstance(one, Refusal)).code == "lost_race"
    assert Event.objects.filter(data__step="decided").count() == 1


def test_of_two_signatures_at_once_one_counts(forum):
    clerk, head, council = (
        holder(role, VILLAGE) for role in ("village_admin", "village_head", "village_council")
    )
    ParticipantFactory(forum=forum, arrived_at=SITTING)
    ForumItemFactory(
        forum=forum, proposal=ProposalFactory(cycle=forum.cycle), outcome="not_agreed", inputs=REFUSED,
        decided_by=clerk, decided_at=SITTING,
    )  # fmt: skip
    Minutes.objects.create(forum=forum, drafted_at=SITTING, drafted_by=clerk, read_at=SITTING, read_by="Siti")
    Forum.objects.update(state="minutes_read", closed_at=SITTING)

    def signed(by):
        return lambda: sign(Forum.objects.get(pk=forum.pk), by=by, now=timezone.now(), office="Kepala Desa")

    found = at_once([signed(head), signed(council)])
    assert sorted(isinstance(one, Refusal) for one in found) == [False, True]
    assert Move.objects.count() == 1
    assert Minutes.objects.get().signed_by in (head, council)


def test_a_list_drawn_by_two_at_once_holds_each_proposal_once(forum):
    people = [holder(role, VILLAGE) for role in ("village_admin", "village_secretary")] * 3
    for _ in range(20):
        ProposalFactory(cycle=forum.cycle)

    found = at_once(
        [lambda by=by: draw_list(Forum.objects.get(pk=forum.pk), by=by, now=timezone.now()) for by in people]
    )
    assert sorted(found) == [0, 0, 0, 0, 0, 20]
    assert sorted(ForumItem.objects.values_list("position", flat=True)) == list(range(1, 21))


def read_aloud(cycle, clerk, proposals, merged_into):
    """A forum whose list runs as given, each merged into a proposal that the other forum decides on too."""
    forum = ForumFactory(cycle=cycle)
    ParticipantFactory(forum=forum, arrived_at=SITTING)
    for proposal, target in zip(proposals, merged_into, strict=True):
        ForumItemFactory(
            forum=forum, proposal=proposal, outcome="merged", inputs={"reason_text": WHY},
            merge_target=target, decided_by=clerk, decided_at=SITTING,
        )  # fmt: skip
    Minutes.objects.create(forum=forum, drafted_at=SITTING, drafted_by=clerk, read_at=SITTING, read_by="Siti")
    Forum.objects.filter(pk=forum.pk).update(state="minutes_read", closed_at=SITTING)
    return forum


def test_two_signatures_that_touch_the_same_proposals_never_wait_for_each_other(transactional_db, media):
    """The lists run the other way round: locked one by one, each would hold what the other needs."""
    build_regency()
    cycle = open_year("village_deliberation")
    clerk, head = holder("village_admin", VILLAGE), holder("village_head", VILLAGE)
    targets = [ProposalFactory(cycle=cycle) for _ in range(6)]
    own = [[ProposalFactory(cycle=cycle) for _ in targets] for _ in range(2)]
    forums = [
        read_aloud(cycle, clerk, own[0], targets),
        read_aloud(cycle, clerk, own[1], targets[::-1]),
    ]

    found = at_once(
        [
            lambda pk=forum.pk: sign(Forum.objects.get(pk=pk), by=head, now=timezone.now(), office="Kades")
            for forum in forums
        ]
    )
    assert all(isinstance(one, Minutes) for one in found), found
    assert Proposal.objects.filter(state="merged").count() == 12
