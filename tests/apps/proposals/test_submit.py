"""Drafts, retries and words: what a submission stores, and for whom."""

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core.ids import uuid7
from rembuk.apps.core.rates import TooOften
from rembuk.apps.proposals.actions.submit import discard_draft, save_draft, submit
from rembuk.apps.proposals.models import Proposal, ProposerContact
from rembuk.rules.refusals import Refusal
from tests.factories.people import holder
from tests.factories.places import DISTRICT, VILLAGE
from tests.factories.proposals import NOW, open_year, sent_by, words_of


@pytest.fixture(autouse=True)
def year(government):
    return open_year("hamlet_meeting")


def keep(government, by, uuid, **fields):
    return save_draft(government=government, uuid=uuid, by=by, now=NOW, data=words_of(**fields))


def send(government, by, uuid, **fields):
    return sent_by(by, uuid=uuid, **fields)


def test_a_retry_finds_what_was_stored(government, resident):
    uuid = uuid7()
    first = sent_by(resident, uuid=uuid)
    again = sent_by(resident, uuid=uuid, problem="Sesuatu yang lain sama sekali, tetapi nomornya sama.")

    assert again.code == first.code
    assert Proposal.objects.get().problem.startswith("Jalan di depan sekolah")


def test_the_number_of_somebody_else_is_refused(government, resident, neighbour):
    uuid = uuid7()
    sent_by(resident, uuid=uuid)
    with pytest.raises(Refusal) as refused:
        sent_by(neighbour, uuid=uuid)
    assert refused.value.code == "not_yours"


def test_a_draft_becomes_the_proposal_with_its_number(government, resident):
    uuid = uuid7()
    draft = keep(government, resident, uuid, problem="Baru setengah")
    assert (draft.code, draft.is_public, draft.state) == (None, False, "draft")

    proposal = sent_by(resident, uuid=uuid)

    assert proposal.pk == draft.pk and proposal.code
    assert Proposal.objects.count() == 1


def test_a_late_save_of_a_draft_does_not_touch_what_was_sent(government, resident):
    uuid = uuid7()
    sent_by(resident, uuid=uuid)
    keep(government, resident, uuid, problem="Jendela lama yang masih terbuka")
    assert Proposal.objects.get().problem.startswith("Jalan di depan sekolah")


def test_a_discarded_draft_is_nobodys_business(government, resident):
    draft = keep(government, resident, uuid7())
    discard_draft(draft, by=resident, now=NOW)

    draft.refresh_from_db()
    assert (draft.state, draft.is_public, draft.code) == ("withdrawn", False, None)
    assert not ProposerContact.objects.exists()


def test_saving_a_draft_is_an_act_like_any_other(government, resident):
    draft = keep(government, resident, uuid7())
    event = Event.objects.get(action="proposal.submit.draft")
    assert (event.subject, event.actor) == (f"proposal:{draft.uuid}", f"user:{resident.pk}")


@pytest.mark.parametrize("go_on", [keep, send], ids=["kept as a draft", "sent"])
def test_a_window_that_is_still_open_loses_no_words_when_its_draft_was_discarded(government, resident, go_on):
    uuid = uuid7()
    discard_draft(keep(government, resident, uuid), by=resident, now=NOW)

    made = go_on(government, resident, uuid, problem="Kata-kata baru yang tidak boleh hilang.")
    made.refresh_from_db()
    assert made.uuid == uuid and made.problem.startswith("Kata-kata baru")
    assert (made.state == "draft") == (go_on is keep) == (made.code is None)
    assert Proposal.objects.exclude(pk=made.pk).get().state == "withdrawn"


def test_a_facilitator_enters_for_somebody_else(government, facilitator):
    proposal = sent_by(facilitator, assisted=True, contact_phone="", contact_name="Bu Sari")

    assert (proposal.proposer, proposal.assisted_by) == (None, facilitator)
    assert proposal.proposer_line == "Warga RT 03/RW 02"
    assert (proposal.contact.name, proposal.contact.consent) == ("Bu Sari", "spoken")


def test_a_name_is_shown_only_by_own_choice(government):
    assert sent_by(holder("citizen", VILLAGE, name="Siti Aminah")).proposer_line == "Warga RT 03/RW 02"
    shown = holder("citizen", VILLAGE, name="Siti Aminah", shows_name=True)
    assert sent_by(shown).proposer_line == "Siti Aminah"


def test_a_person_of_another_place_cannot_submit(government):
    with pytest.raises(Refusal) as refused:
        sent_by(holder("citizen", "99.01.02.2001"))
    assert refused.value.code == "role"
    assert not Proposal.objects.exists()


def test_a_submission_asks_few_questions(government, resident, queries_of):
    data = words_of()

    def send():
        return submit(government=government, uuid=uuid7(), by=resident, now=NOW, data=data)

    send()
    assert queries_of(send) <= 29


def test_the_office_reads_what_the_facilitator_may_enter(government):
    helper = holder("facilitator", DISTRICT)
    assert sent_by(helper, assisted=True).district_code == DISTRICT


def test_a_limit_counts_what_is_stored_and_never_a_retry(government, resident):
    numbers = [uuid7() for _ in range(10)]
    codes = [sent_by(resident, uuid=number).code for number in numbers]

    with pytest.raises(TooOften):
        sent_by(resident)

    assert [sent_by(resident, uuid=number).code for number in numbers] == codes
    assert Proposal.objects.count() == 10
