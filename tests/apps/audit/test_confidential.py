"""Of a disclosure the public log tells nothing but that something was noted; the log stays whole."""

import io

import pytest

from rembuk.algorithms.ledger import commitment
from rembuk.apps.audit.models import Event
from rembuk.apps.audit.seal import seal_all
from rembuk.apps.audit.verify import export, verify_database
from rembuk.apps.proposals.actions.move import move
from tests.factories.proposals import NOW, ProposalFactory, open_year


@pytest.fixture
def diverted(government, village_admin):
    """The event of a proposal that was handed over to the protection officer."""
    proposal = ProposalFactory(cycle=open_year("village_deliberation"))
    note = {"safeguard_note": "Segera dirujuk ke UPTD PPA, hubungi ibunya."}
    move(proposal, "divert_disclosure_in_review", by=village_admin, now=NOW, inputs=note)
    seal_all()
    return Event.objects.latest("id")


def public_log() -> str:
    stream = io.BytesIO()
    export(stream)
    return stream.getvalue().decode()


def test_neither_what_happened_nor_to_which_proposal_nor_where_is_told(diverted):
    log = public_log()
    for word in (diverted.action, "safeguard", diverted.subject, diverted.region, "divert"):
        assert word not in log


def test_a_confidential_entry_that_was_changed_is_noticed_all_the_same(diverted):
    assert verify_database() is None
    Event.objects.filter(pk=diverted.pk).update(subject="proposal:NSW-28-000000-0")
    assert (verify_database().kind, verify_database().seq) == ("changed", diverted.seq)


def test_it_stays_whole_when_its_salt_is_erased(diverted):
    salt = bytes.fromhex(diverted.salt)
    case = {
        "data": diverted.data,
        "event": diverted.action,
        "region": diverted.region,
        "subject": diverted.subject,
    }
    Event.objects.filter(pk=diverted.pk).update(
        salt="", actor=commitment(salt, {"actor": diverted.actor}), subject=commitment(salt, case)
    )
    assert verify_database() is None
