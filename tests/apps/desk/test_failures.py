"""What the system gave up is shown to whoever can mend the cause, and done once it is mended."""

import pytest
from django.test import Client

from rembuk.apps.audit.deliver import deliver, register, retry
from rembuk.apps.audit.models import Event, FailedReaction
from rembuk.apps.audit.record import record
from rembuk.apps.audit.seal import SEALING, seal_all
from rembuk.apps.core.clock import now
from rembuk.site.tasks import run_ready_tasks
from tests.factories.places import TENANT

FAILURES = "/tugas/gagal/"
ACT = "proposal.reject"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


class Reaction:
    """Fails until its cause is mended."""

    def __init__(self) -> None:
        self.is_mended, self.seen = False, []
        self.__qualname__ = "tell_everybody"

    def __call__(self, event: Event) -> None:
        if not self.is_mended:
            raise LookupError("siti@example.id is unknown")
        self.seen.append(event.pk)


@pytest.fixture
def reaction() -> Reaction:
    found = Reaction()
    register({ACT: (found,)})
    return found


@pytest.fixture
def event(government, reaction) -> Event:
    """An event whose reaction was given up."""
    made = record(ACT, by=None, rule="test", subject="proposal:NSW-28-7K4M2P-X", tenant=TENANT, at=now())
    seal_all()
    deliver("test", {ACT: (reaction,)})
    for _ in range(7):
        retry.func(FailedReaction.objects.get().reaction, made.pk)
    assert FailedReaction.objects.get().given_up
    return made


@pytest.mark.django_db
def test_whoever_plans_finds_it_among_the_tasks(event, planner):
    page = signed_in(planner).get("/tugas/").text

    assert "1 pekerjaan sistem gagal" in page
    assert f'href="{FAILURES}"' in page


@pytest.mark.django_db
def test_who_keeps_the_system_finds_it_from_the_account(event, sysadmin):
    assert f'href="{FAILURES}"' in signed_in(sysadmin).get("/akun/").text


@pytest.mark.django_db
def test_a_desk_without_failures_shows_none(government, planner):
    assert "gagal" not in signed_in(planner).get("/tugas/").text
    assert "Semuanya sudah dikerjakan." in signed_in(planner).get(FAILURES).text


@pytest.mark.django_db
def test_it_says_what_had_happened_and_no_word_of_the_error(event, sysadmin):
    page = signed_in(sysadmin).get(FAILURES).text

    assert "Menolak dengan alasan" in page and "proposal:NSW-28-7K4M2P-X" in page
    assert "tell_everybody: LookupError" in page
    assert "siti@example.id" not in page


@pytest.mark.django_db
def test_of_a_confidential_act_it_says_nothing(government, sysadmin):
    made = record(
        "safeguard.report", by=None, rule="test", subject="proposal:NSW-28-7K4M2P-X", tenant=TENANT, at=now()
    )
    FailedReaction.objects.create(
        reaction="tell", event_id=made.pk, error="KeyError()", last_at=now(), given_up=True
    )

    page = signed_in(sysadmin).get(FAILURES).text
    assert "Tindakan rahasia" in page
    assert "NSW-28-7K4M2P-X" not in page


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_once_the_cause_is_mended_one_button_does_it_all(event, reaction, planner):
    reaction.is_mended = True

    assert signed_in(planner).post(FAILURES).status_code == 302
    run_ready_tasks()

    assert reaction.seen == [event.pk]
    assert not FailedReaction.objects.exists()
    told = Event.objects.latest("pk")
    assert (told.action, told.actor, told.data) == ("config.manage", f"user:{planner.pk}", {"tried_again": 1})


@pytest.mark.django_db
def test_an_event_that_could_not_be_sealed_is_sealed_once_it_can(government, planner):
    broken = record(
        "forum.call", by=None, rule="test", subject="forum:1", tenant=TENANT, at=now(), amount=1.5
    )
    seal_all()
    assert FailedReaction.objects.get().reaction == SEALING
    Event.objects.filter(pk=broken.pk).update(data={"amount": 1})

    signed_in(planner).post(FAILURES)
    seal_all()

    broken.refresh_from_db()
    assert broken.seq is not None
    assert not FailedReaction.objects.exists()
