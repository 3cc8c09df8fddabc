"""The record is whole, or the first entry that is not is named: the newest too, and the forgotten's."""

import io

import pytest

from rembuk.algorithms.ledger import commitment, leaf_hash, read_log
from rembuk.apps.audit.entry import entry_bytes
from rembuk.apps.audit.models import Event, Seal
from rembuk.apps.audit.record import record
from rembuk.apps.audit.seal import checkpoint, seal_all
from rembuk.apps.audit.verify import export, verify_database
from rembuk.apps.core.clock import now
from tests.factories.places import TENANT

pytestmark = pytest.mark.django_db


def sealed(count: int) -> None:
    for number in range(count):
        record(
            "forum.call", by=None, rule="test", subject=f"forum:{number}", tenant=TENANT, at=now(), n=number
        )
    seal_all()


@pytest.fixture
def fifteen():
    """Fifteen entries; the last kept root is that of the first ten."""
    sealed(10)
    checkpoint()
    sealed(5)


def test_a_whole_log_fits(fifteen):
    assert verify_database() is None


def test_who_waits_hears_how_far_it_is(fifteen, monkeypatch):
    monkeypatch.setattr("rembuk.apps.audit.verify._A_READ", 6)
    heard = []

    verify_database(lambda done, total: heard.append((done, total)))

    assert heard == [(0, 15), (6, 15), (12, 15)]


def test_entries_cut_off_since_the_last_kept_root_are_missed(fifteen):
    Event.objects.filter(seq__gt=12).delete()

    misfit = verify_database()
    assert (misfit.kind, misfit.seq, misfit.last) == ("missing", 13, 15)


def test_an_entry_rewritten_with_its_hash_since_the_last_kept_root_is_noticed(fifteen):
    event = Event.objects.get(seq=14)
    event.data = {"n": 999}
    columns = ("action", "tenant", "subject", "region", "actor", "at", "data", "salt")
    event.leaf = leaf_hash(entry_bytes(**{name: getattr(event, name) for name in columns})).hex()
    event.save()

    misfit = verify_database()
    assert (misfit.kind, misfit.seq, misfit.last) == ("root", 11, 15)


def test_the_public_file_ends_with_the_newest_root(fifteen):
    stream = io.BytesIO()
    export(stream)
    stream.seek(0)

    *_, last = read_log(stream)
    assert last.size == 15 == Seal.objects.get().size


def test_an_empty_log_fits():
    assert verify_database() is None


def test_who_is_forgotten_leaves_a_whole_log(fifteen):
    event = Event.objects.get(seq=14)
    Event.objects.filter(seq=14).update(
        salt="", actor=commitment(bytes.fromhex(event.salt), {"actor": event.actor})
    )

    assert verify_database() is None


@pytest.mark.parametrize("salt", ["", "00" * 16])
def test_another_person_in_an_entry_is_noticed(fifteen, salt):
    Event.objects.filter(seq=14).update(salt=salt, actor="user:7")

    assert (verify_database().kind, verify_database().seq) == ("changed", 14)
