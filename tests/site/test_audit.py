"""The record of acts: sealed in order, checked by one command, handed on until everybody has heard."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django_tasks_db.models import DBTaskResult

from rembuk.algorithms.ledger import leaf_hash
from rembuk.apps.audit.deliver import deliver, register
from rembuk.apps.audit.entry import entry_bytes
from rembuk.apps.audit.models import Checkpoint, Event, FailedReaction
from rembuk.apps.audit.seal import checkpoint, seal_all
from rembuk.apps.proposals.actions.support import support
from rembuk.site.cli import main
from rembuk.site.tasks import run_ready_tasks
from tests.factories.proposals import NOW, open_year, sent_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts(government, resident, neighbour, village_admin) -> list[Event]:
    """Three proposals sent, routed and supported, sealed; a checkpoint was kept after the sixth act."""
    open_year("hamlet_meeting", "neighborhood_meeting")
    for _ in range(2):
        support(sent_by(resident), by=neighbour, now=NOW)
    seal_all()
    assert checkpoint() is not None
    support(sent_by(resident), by=neighbour, now=NOW)
    seal_all()
    return list(Event.objects.order_by("seq"))


Verified = Callable[..., tuple[int, str]]


@pytest.fixture
def verified(capsys) -> Verified:
    """`verified()` runs `rembuk audit verify`: exit status, and what it says."""

    def run(*words: str) -> tuple[int, str]:
        status = main(["audit", "verify", *words])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def test_acts_are_sealed_once_in_the_order_in_which_they_were_done(acts):
    assert [event.seq for event in acts] == list(range(1, len(acts) + 1))
    assert [event.pk for event in acts] == sorted(event.pk for event in acts)
    assert seal_all() == 0


def test_a_record_that_nobody_touched_fits(acts, verified):
    status, said = verified()
    assert status == 0
    assert f"{len(acts)} entri" in said


def _change(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(subject="proposal:NSW-28-000000-0")


def _remove(event: Event) -> None:
    event.delete()


def _replace(event: Event) -> None:
    """With a hash that fits: only what was written after it tells."""
    columns = ("tenant", "subject", "region", "actor", "at", "data", "salt")
    content = {name: getattr(event, name) for name in columns}
    leaf = leaf_hash(entry_bytes(action="proposal.withdraw", **content)).hex()
    Event.objects.filter(pk=event.pk).update(action="proposal.withdraw", leaf=leaf)


def _lengthen(event: Event) -> None:
    event.data = {**event.data, "amount": 1}
    event.save()


@pytest.mark.parametrize("place", [1, 4, 6, 7, 9])
@pytest.mark.parametrize("tamper", [_change, _remove, _replace, _lengthen], ids=lambda row: row.__name__[1:])
def test_the_first_entry_that_does_not_fit_is_named_also_the_last_one(acts, verified, tamper, place):
    assert len(acts) == 9
    tamper(acts[place - 1])

    status, said = verified()

    assert status == 1
    # Where content and hash were replaced together, a root speaks for all entries since the one before it.
    since = "Entri 1 sampai 6" if place <= 6 else "Entri 7 sampai 9"
    assert (since if tamper is _replace else f"Entri {place} ") in said


def test_a_checkpoint_that_was_changed_is_named(acts, verified):
    Checkpoint.objects.update(root="0" * 64)
    status, said = verified()
    assert status == 1
    assert "titik periksa 6" in said


def test_the_public_file_is_checked_without_the_database_and_names_no_person(
    acts, verified, tmp_path, resident, neighbour
):
    file = tmp_path / "catatan.jsonl"
    assert main(["audit", "export", str(file)]) == 0
    text = file.read_text("utf-8")

    Event.objects.all().delete()

    assert verified(str(file))[0] == 0
    for person in (resident, neighbour):
        assert f"user:{person.pk}" not in text and person.name not in text and person.username not in text
    assert '"commitments":{"actor":"' in text


def test_a_public_file_of_which_one_letter_was_changed_does_not_fit(acts, verified, tmp_path):
    file = tmp_path / "catatan.jsonl"
    main(["audit", "export", str(file)])
    lines = file.read_text("utf-8").splitlines(keepends=True)
    (changed,) = (n for n, line in enumerate(lines) if '"seq":3,' in line)
    lines[changed] = lines[changed].replace("proposal.support", "proposal.supporT")
    file.write_text("".join(lines), "utf-8")

    status, said = verified(str(file))

    assert status == 1
    assert "Entri 3" in said


def test_an_entry_has_the_same_bytes_for_ever():
    """What was sealed once must fit as long as anybody keeps it: canonical JSON, the person a commitment."""
    salt = bytes(range(16))
    entry = entry_bytes(
        action="proposal.submit", tenant="99.01", subject="proposal:NSW-28-7K4M2P-X", region="99.01.01.2001",
        actor="user:7", at=datetime(2026, 7, 15, 3, tzinfo=UTC), data={"b": 2, "a": "e\u0301"},
        salt=salt.hex(),
    )  # fmt: skip

    person = hashlib.sha256(salt + b'{"actor":"user:7"}').hexdigest()
    assert entry.decode() == (
        f'{{"commitments":{{"actor":"{person}"}},"data":{{"a":"\u00e9","b":2}},"event":"proposal.submit",'
        '"ids":{"region":"99.01.01.2001","subject":"proposal:NSW-28-7K4M2P-X","tenant":"99.01"},'
        '"time":"2026-07-15T03:00:00.000000+00:00"}'
    )
    assert leaf_hash(entry) == hashlib.sha256(b"\x00" + entry).digest()


class Deaf:
    """A reaction that fails until it listens."""

    def __init__(self) -> None:
        self.listens, self.heard = False, []
        self.__qualname__ = "deaf"

    def __call__(self, event: Event) -> None:
        if not self.listens:
            raise ConnectionError("not today")
        self.heard.append(event.seq)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_reaction_that_fails_stops_no_other_and_is_tried_again(acts):
    deaf, heard = Deaf(), []
    reactions = {str(event.action): (deaf, lambda event: heard.append(event.seq)) for event in acts}
    register({action: (several[0],) for action, several in reactions.items()})

    assert deliver("test", reactions) == len(acts)

    assert heard == [event.seq for event in acts]
    assert FailedReaction.objects.filter(given_up=False).count() == len(acts)
    deaf.listens = True
    DBTaskResult.objects.update(run_after=NOW)  # its time has come
    run_ready_tasks()
    assert sorted(deaf.heard) == heard
    assert not FailedReaction.objects.exists()
    assert deliver("test", reactions) == 0
