"""Two at the same moment: one decision is kept, one signature counts."""

import pytest
from django.utils import timezone

from rembuk.apps.audit.models import Event
from rembuk.apps.musrenbang.actions.agenda import decide_item
from rembuk.apps.musrenbang.actions.sign import sign
from rembuk.apps.musrenbang.models import Forum, ForumItem, Minutes
from rembuk.apps.proposals.models import Move
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
