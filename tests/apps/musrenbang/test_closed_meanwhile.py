"""A colleague closes the forum between the page and the click: nothing is written into it any more."""

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.musrenbang.actions.agenda import clear_decision, decide_item, draw_list, move_item
from rembuk.apps.musrenbang.actions.at_once import clear_many, decide_many
from rembuk.apps.musrenbang.actions.call import Guest, add_participant, add_participants, mark_attendance
from rembuk.apps.musrenbang.actions.flow import note_quorum, take_step
from rembuk.apps.musrenbang.models import Forum, ForumItem, Participant
from rembuk.rules.forums import find_outcome
from rembuk.rules.refusals import Refusal
from tests.apps.musrenbang.conftest import WHY
from tests.factories.musrenbang import SITTING, ForumFactory, ForumItemFactory, ParticipantFactory
from tests.factories.proposals import ProposalFactory, open_year

REFUSED = {"reason_code": "authority", "reason_text": WHY}
GUEST = Guest("Wayan", "", "disability", "L")


@pytest.fixture
def seen(village_admin, government):
    """(the forum, its decided item, its open item) as a page has loaded them, then it is closed."""
    cycle = open_year("village_deliberation")
    forum = ForumFactory(cycle=cycle)
    ParticipantFactory(forum=forum, name="Siti")
    decided = ForumItemFactory(
        forum=forum, proposal=ProposalFactory(cycle=cycle), position=1, outcome="not_agreed", inputs=REFUSED,
        decided_by=village_admin, decided_at=SITTING,
    )  # fmt: skip
    waiting = ForumItemFactory(forum=forum, proposal=ProposalFactory(cycle=cycle), position=2)
    ProposalFactory(cycle=cycle)
    Forum.objects.update(state="closed", closed_at=SITTING)
    assert forum.state == "open"
    return forum, decided, waiting


ACTS = {
    "draw the list": lambda forum, _done, _open, who: draw_list(forum, **who),
    "decide": lambda _forum, _done, one, who: decide_item(one, "not_agreed", inputs=REFUSED, **who),
    "clear": lambda _forum, done, _open, who: clear_decision(done, **who),
    "move": lambda _forum, _done, one, who: move_item(one, up=True, **who),
    "clear many": lambda forum, done, _open, who: clear_many(forum, [done], **who),
    "invite one": lambda forum, _done, _open, who: add_participant(forum, GUEST, **who),
    "invite many": lambda forum, _done, _open, who: add_participants(forum, [GUEST], **who),
    "note who came": lambda forum, _done, _open, who: mark_attendance(
        forum, Participant.objects.values_list("pk", flat=True), among=(), **who
    ),
    "note the quorum": lambda forum, _done, _open, who: note_quorum(forum, WHY, **who),
    "suspend": lambda forum, _done, _open, who: take_step(forum, "suspend", inputs={}, **who),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_written_into_a_forum_that_was_just_closed(seen, village_admin, act):
    before = list(ForumItem.objects.order_by("pk").values("position", "outcome", "rank"))
    with pytest.raises(Refusal) as refusal:
        ACTS[act](*seen, {"by": village_admin, "now": now()})
    assert refusal.value.code in {"closed", "lost_race"}
    assert list(ForumItem.objects.order_by("pk").values("position", "outcome", "rank")) == before
    assert Participant.objects.filter(arrived_at=None).count() == 1
    assert Forum.objects.get().quorum_note == "" and Forum.objects.get().state == "closed"
    assert not Event.objects.exists()


def test_many_decided_at_once_are_each_refused(seen, village_admin):
    forum, _decided, waiting = seen
    outcome = find_outcome(forum.type, "not_agreed")
    (effect,) = decide_many([waiting], outcome, by=village_admin, now=now(), inputs=REFUSED, seen=now())
    assert effect.refusal.code == "closed"
    waiting.refresh_from_db()
    assert waiting.outcome == ""


def test_a_forum_is_not_closed_over_a_proposal_that_was_just_listed(village_admin, government, monkeypatch):
    """Counted where it is closed: what comes onto the list before that is decided first."""
    forum = ForumFactory(cycle=open_year("village_deliberation"))
    ParticipantFactory(forum=forum, arrived_at=SITTING)
    held = "rembuk.apps.musrenbang.actions.flow.held"

    def listed_first(asked):
        ForumItemFactory(forum=forum, proposal=ProposalFactory(cycle=forum.cycle))
        return Forum.objects.get(pk=asked.pk)

    monkeypatch.setattr(held, listed_first)
    with pytest.raises(Refusal) as refusal:
        take_step(forum, "close", by=village_admin, now=now(), inputs={})
    assert refusal.value.code == "undecided"


def test_a_decision_of_a_colleague_is_not_cleared_unseen(village_admin, government):
    cycle = open_year("village_deliberation")
    item = ForumItemFactory(forum=ForumFactory(cycle=cycle), proposal=ProposalFactory(cycle=cycle))
    seen = ForumItem.objects.select_related("forum", "proposal__cycle").get(pk=item.pk)
    decide_item(item, "not_agreed", by=village_admin, now=now(), inputs=REFUSED)
    with pytest.raises(Refusal) as refusal:
        clear_decision(seen, by=village_admin, now=now())
    assert refusal.value.code == "lost_race"
    assert ForumItem.objects.get().outcome == "not_agreed"
