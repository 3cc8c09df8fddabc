"""Every step of a proposal is told to those it concerns, once, and sent by e-mail where there is one."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django_tasks_db.models import DBTaskResult

from rembuk.apps.audit.models import Event
from rembuk.apps.core.clock import now
from rembuk.apps.exchange.jobs import send_messages, tell_people
from rembuk.apps.exchange.models import Message
from rembuk.apps.proposals.actions import explain
from rembuk.apps.proposals.actions.move import move
from rembuk.apps.proposals.actions.support import follow
from rembuk.apps.proposals.models import Move
from rembuk.site.reactions import REACTIONS
from tests.factories.people import holder
from tests.factories.places import VILLAGE
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year, sent_by


@pytest.fixture
def year(government):
    return open_year("village_deliberation")


@pytest.fixture
def proposal(year, resident):
    return ProposalFactory(cycle=year, proposer=resident)


def returned(proposal, by):
    """The event of a return."""
    move(proposal, "return_from_village", by=by, now=NOW, inputs={"reason_text": WHY})
    return Event.objects.latest("id")


@pytest.fixture
def mail_server(settings):
    """A mail server that takes everything."""
    settings.EMAIL_HOST = "mail.example.go.id"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


class SilentServer(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("no mail today")


class FussyServer(BaseEmailBackend):
    """A mail server that refuses one of its own, and never even sees what is no address, as Django's own."""

    def send_messages(self, email_messages):
        for letter in email_messages:
            if "penuh" in letter.to[0]:
                raise SMTPRecipientsRefused({letter.to[0]: (552, b"full")})
            sanitize_address(letter.to[0], "utf-8")
        return locmem.EmailBackend().send_messages(email_messages)


def test_proposer_and_followers_are_told_what_was_decided_why_and_what_comes_next(
    proposal, resident, neighbour, village_admin
):
    follow(proposal, by=neighbour, now=NOW)
    tell_people(returned(proposal, village_admin))

    to_proposer, to_follower = (Message.objects.get(user=user) for user in (resident, neighbour))
    assert proposal.title in to_proposer.body and WHY in to_proposer.body
    assert "Dikembalikan untuk diperbaiki" in to_proposer.body
    assert "Desa Sukamaju" in to_proposer.body
    assert "kirim lagi" in to_proposer.body and "kirim lagi" not in to_follower.body
    assert to_proposer.subject == f"Usulan Anda {proposal.code}: ada kabar"
    assert (to_proposer.audience, to_follower.audience) == ("proposer", "follower")
    assert to_proposer.link == f"/usulan/{proposal.code}/"


def test_each_reads_it_in_their_own_language(proposal, resident, village_admin):
    resident.language = "en"
    resident.save()
    tell_people(returned(proposal, village_admin))

    message = Message.objects.get()
    assert message.subject.startswith("Your proposal") and "send it again" in message.body
    assert message.link.startswith("/en/")


def test_told_twice_is_told_once(proposal, village_admin):
    event = returned(proposal, village_admin)
    tell_people(event)
    tell_people(event)

    assert Message.objects.count() == 1


def test_nobody_is_told_what_they_did_themselves_save_that_it_was_received(year, resident):
    proposal = sent_by(resident)
    for event in Event.objects.order_by("id"):
        tell_people(event)
    received = Message.objects.count()

    move(proposal, "withdraw_in_review", by=resident, now=NOW)
    tell_people(Event.objects.latest("id"))

    assert received >= 1
    assert Message.objects.count() == received


def test_who_has_no_account_is_told_at_the_address_they_left(year, facilitator):
    proposal = sent_by(
        facilitator, assisted=True, contact_name="Ibu Sari", contact_phone="", contact_email="sari@example.id"
    )
    assert proposal.proposer_id is None
    Message.objects.all().delete()
    tell_people(returned(proposal, holder("village_admin", VILLAGE)))

    message = Message.objects.get(user=None)
    assert (message.address, message.audience) == ("sari@example.id", "proposer")


def test_a_proposer_is_written_to_at_the_address_left_with_the_proposal(year, resident, village_admin):
    proposal = sent_by(resident, contact_email="cucu@example.id")
    Message.objects.all().delete()
    tell_people(returned(proposal, village_admin))

    message = Message.objects.get()
    assert (message.user, message.address) == (resident, "cucu@example.id")


def test_the_answer_to_a_question_is_told_to_who_asked(proposal, resident, neighbour, village_head):
    follow(proposal, by=neighbour, now=NOW)
    rejected = Move.objects.create(
        tenant=proposal.tenant, proposal=proposal, step="reject_in_village", from_state="village_review",
        to_state="rejected", at=NOW, by=village_head, role="village_head", review="lurah",
        reason_code="authority", reason_text=WHY,
    )  # fmt: skip
    type(proposal).objects.update(state="rejected")
    proposal.refresh_from_db()
    asked = explain.ask(proposal, question="Jalan siapakah itu?", by=resident, now=NOW)
    explain.answer(asked, text="Jalan itu milik provinsi.", by=village_head, now=NOW)
    tell_people(Event.objects.latest("id"))

    assert rejected.explanation == asked
    for person in (resident, neighbour):
        message = Message.objects.get(user=person)
        assert "Jalan siapakah itu?" in message.body and "Jalan itu milik provinsi." in message.body
    assert not Message.objects.filter(user=village_head).exists()


def test_nobody_hears_of_what_is_protected(proposal, village_admin):
    event = returned(proposal, village_admin)
    type(proposal).objects.update(is_public=False)
    tell_people(event)

    assert not Message.objects.exists()


def test_an_event_without_a_step_is_passed_over(proposal):
    tell_people(Event(pk=1, tenant=proposal.tenant, action="proposal.submit", data={}))

    assert not Message.objects.exists()


def test_every_step_of_the_rules_is_told():
    steps = {action for action, reactions in REACTIONS.items() if tell_people in reactions}

    assert {"proposal.submit", "proposal.reject", "proposal.merge", "works.complete"} <= steps


@pytest.mark.usefixtures("mail_server")
def test_with_a_mail_server_it_is_sent_once(proposal, resident, village_admin):
    resident.email = "warga@example.id"
    resident.save()
    event = returned(proposal, village_admin)
    tell_people(event)
    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs["args"] == [event.pk, 1]
    send_messages.func(event.pk, 1)
    send_messages.func(event.pk, 1)

    assert [letter.to for letter in mail.outbox] == [["warga@example.id"]]
    assert WHY in mail.outbox[0].body and f"/usulan/{proposal.code}/" in mail.outbox[0].body
    assert Message.objects.get().sent_at is not None


@pytest.mark.usefixtures("mail_server")
def test_what_could_not_be_sent_is_tried_again_later_and_then_arrives(
    settings, proposal, resident, village_admin
):
    resident.email = "warga@example.id"
    resident.save()
    event = returned(proposal, village_admin)
    arriving, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.SilentServer"
    tell_people(event)
    DBTaskResult.objects.all().delete()
    send_messages.func(event.pk, 1)

    message = Message.objects.get()
    assert (message.sent_at, message.error) == (None, "no mail today")
    again = DBTaskResult.objects.get()
    assert now() < again.run_after < now() + timedelta(minutes=5)

    settings.EMAIL_BACKEND = arriving
    send_messages.func(event.pk, 2)
    message.refresh_from_db()
    assert message.sent_at is not None and message.error == ""


@pytest.mark.usefixtures("mail_server")
def test_after_many_tries_it_stays_in_the_mailbox_and_is_not_sent_again(
    settings, proposal, resident, village_admin
):
    resident.email = "warga@example.id"
    resident.save()
    event = returned(proposal, village_admin)
    settings.EMAIL_BACKEND = f"{__name__}.SilentServer"
    tell_people(event)
    DBTaskResult.objects.all().delete()

    send_messages.func(event.pk, 8)

    assert Message.objects.get().error == "no mail today"
    assert not DBTaskResult.objects.exists()


def letters(proposal, *addresses):
    """Messages of one event that wait to be sent."""
    return [
        Message.objects.create(
            tenant=proposal.tenant, event_id=7, address=address, audience="proposer", subject="Kabar",
            body="Kabar", link="/", created_at=NOW,
        )
        for address in addresses
    ]  # fmt: skip


@pytest.mark.usefixtures("mail_server")
def test_one_letter_that_cannot_be_sent_stops_no_other_and_is_tried_again(settings, proposal):
    settings.EMAIL_BACKEND = f"{__name__}.FussyServer"
    wrong, full, right = letters(proposal, "andi@desa, 0812-333", "penuh@example.id", "siti@example.id")
    send_messages.func(7, 1)

    assert [letter.to for letter in mail.outbox] == [["siti@example.id"]]
    for message in (wrong, full, right):
        message.refresh_from_db()
    assert wrong.error and full.error and right.sent_at
    assert DBTaskResult.objects.get().args_kwargs["args"] == [7, 2]


@pytest.mark.usefixtures("mail_server")
def test_where_the_server_is_silent_no_further_letter_is_tried(settings, proposal):
    settings.EMAIL_BACKEND = f"{__name__}.SilentServer"
    first, second = letters(proposal, "siti@example.id", "budi@example.id")
    send_messages.func(7, 1)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.error, second.error) == ("no mail today", "")


@pytest.mark.usefixtures("mail_server")
def test_many_letters_go_out_a_few_a_task(proposal):
    letters(proposal, *(f"warga{n}@example.id" for n in range(45)))
    send_messages.func(7, 1)
    assert len(mail.outbox) == 20

    for _ in range(2):
        waiting = DBTaskResult.objects.latest("enqueued_at")
        send_messages.func(*waiting.args_kwargs["args"])
    assert len({letter.to[0] for letter in mail.outbox}) == len(mail.outbox) == 45
    assert DBTaskResult.objects.count() == 2


def test_without_a_mail_server_nothing_is_queued(proposal, resident, village_admin):
    resident.email = "warga@example.id"
    resident.save()
    tell_people(returned(proposal, village_admin))

    assert not DBTaskResult.objects.exists()
    assert Message.objects.get().address == "warga@example.id"
