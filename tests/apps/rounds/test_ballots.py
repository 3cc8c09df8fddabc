"""One ballot each, changed until closing, found again by its receipt alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rembuk.apps.audit.models import Event
from rembuk.apps.rounds.access import voice_of, voice_of_code
from rembuk.apps.rounds.actions.cast import Choice, cast, change, withdraw
from rembuk.apps.rounds.actions.paper import print_codes
from rembuk.apps.rounds.models import Ballot, Participation
from rembuk.apps.rounds.receipts import new_secret, read_secret, receipt_hash
from rembuk.rules.refusals import Refusal
from tests.factories.people import RoleAssignmentFactory
from tests.factories.places import DISTRICT, OTHER_VILLAGE, VILLAGE
from tests.factories.proposals import NOW
from tests.factories.rounds import ids, of_age, opened
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(government, planner):
    return opened(planner)


def hand_in(found, person, *projects, secret=None, now=NOW):
    mark = secret or new_secret()
    cast(found, voice_of(person, found), Choice(dict.fromkeys(projects, 1)), mark, now=now)
    return mark


def refusal_of(call):
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.code


def test_a_resident_hands_in_one_ballot(found):
    person, one = of_age(), ids(found)

    mark = hand_in(found, person, one[0], one[2])

    ballot = Ballot.objects.get()
    assert ballot.choice == {one[0]: 1, one[2]: 1}
    assert (ballot.receipt_hash, ballot.village_code) == (receipt_hash(found.code, mark), VILLAGE)
    assert Participation.objects.get().person == person
    assert refusal_of(lambda: hand_in(found, person, one[1])) == "already"
    assert Ballot.objects.get().choice == {one[0]: 1, one[2]: 1}


def test_the_same_sheet_sent_twice_is_one_ballot_and_no_error(found):
    person, mark = of_age(), new_secret()

    hand_in(found, person, secret=mark)
    hand_in(found, person, secret=mark)

    assert (Ballot.objects.count(), Participation.objects.count()) == (1, 1)


def test_a_receipt_is_never_shared_by_two_ballots(found):
    mark = hand_in(found, of_age())

    assert refusal_of(lambda: hand_in(found, of_age(), secret=mark)) == "receipt_taken"
    assert (Ballot.objects.count(), Participation.objects.count()) == (1, 1)


def test_the_receipt_changes_the_ballot_and_nothing_else_does(found):
    one = ids(found)
    mark, other = hand_in(found, of_age(), one[0]), hand_in(found, of_age(), one[1])

    change(found, Choice({one[3]: 1}), mark, now=NOW)

    choices = {row.receipt_hash: row.choice for row in Ballot.objects.all()}
    assert choices == {
        receipt_hash(found.code, mark): {one[3]: 1},
        receipt_hash(found.code, other): {one[1]: 1},
    }
    assert refusal_of(lambda: change(found, Choice(), new_secret(), now=NOW)) == "unknown_receipt"


def test_who_takes_a_ballot_back_may_hand_in_another(found):
    person = of_age()
    mark = hand_in(found, person, ids(found)[0])

    assert refusal_of(lambda: withdraw(found, voice_of(of_age(), found), mark, now=NOW)) == "unknown_receipt"
    assert refusal_of(lambda: withdraw(found, voice_of(person, found), new_secret(), now=NOW))
    assert (Ballot.objects.count(), Participation.objects.count()) == (1, 1)
    withdraw(found, voice_of(person, found), mark, now=NOW)
    hand_in(found, person, ids(found)[1])

    assert [row.choice for row in Ballot.objects.all()] == [{ids(found)[1]: 1}]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"village": OTHER_VILLAGE}, "not_resident"),
        ({"confirmed_age": None}, "age_not_confirmed"),
        ({"confirmed_age": 16}, "age_not_confirmed"),
    ],
)
def test_others_are_told_why_they_cannot_take_part(found, fields, code):
    person = of_age(**fields)

    assert refusal_of(lambda: voice_of(person, found)) == code


def test_a_registered_resident_without_a_confirmed_home_is_told_so(found, resident):
    assert refusal_of(lambda: voice_of(resident, found)) == "not_resident"


def test_a_delegate_speaks_for_as_many_as_the_round_says(planner, government):
    found = opened(planner, delegate_weight=25)
    person = of_age()
    RoleAssignmentFactory(user=person, role="delegate", region_code=DISTRICT)

    assert (voice_of(person, found).weight, voice_of(of_age(), found).weight) == (25, 1)


@pytest.mark.parametrize(("after", "code"), [(timedelta(days=-1), "not_yet"), (timedelta(days=7), "closed")])
def test_ballots_are_taken_in_the_time_that_was_announced(found, after, code):
    assert refusal_of(lambda: hand_in(found, of_age(), now=NOW + after)) == code
    assert Participation.objects.count() == 0


def test_a_ballot_over_its_limits_is_refused_with_a_sentence(found):
    assert refusal_of(lambda: hand_in(found, of_age(), *ids(found))) == "too_many"
    assert refusal_of(lambda: hand_in(found, of_age(), "NSW-27-XXXXXX-X")) == "unknown_project"


def test_a_printed_code_is_good_for_one_ballot(found, planner):
    (code,) = print_codes(found, VILLAGE, 1, by=planner, now=NOW)
    typed = code.lower().replace("-", " ").replace("0", "o")

    cast(found, voice_of_code(typed, found), Choice(), new_secret(), now=NOW)

    assert Ballot.objects.get().village_code == VILLAGE
    again = lambda: cast(found, voice_of_code(code, found), Choice(), new_secret(), now=NOW)  # noqa: E731
    assert refusal_of(again) == "already"
    assert refusal_of(lambda: voice_of_code(new_secret(), found)) == "unknown_code"
    assert refusal_of(lambda: voice_of_code("\x00" * 9_000, found)) == "unknown_code"


def test_a_secret_is_read_as_it_may_be_typed():
    secret = new_secret()

    assert read_secret(f"  {secret.lower().replace('-', '')}\n") == secret
    assert [read_secret(bad) for bad in ("", secret[:-1], secret + "7", "U" * 20)] == [None] * 4


def test_one_person_one_ballot_is_a_fact_of_the_database(found):
    person = of_age()
    Participation.objects.create(round=found, person=person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(round=found, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(round=found)


def test_the_log_hears_that_somebody_took_part_and_neither_who_nor_what(found):
    person, one = of_age(), ids(found)
    before = set(Event.objects.values_list("pk", flat=True))

    change(found, Choice({one[1]: 1}), hand_in(found, person, one[0]), now=NOW)

    events = Event.objects.exclude(pk__in=before)
    assert [(row.action, row.actor) for row in events.order_by("id")] == [
        ("proposal.vote", "system:ballot"),
        ("proposal.vote", "system:change"),
    ]
    text = " ".join(f"{row.subject} {row.data} {row.region}" for row in events)
    assert not [word for word in (*one, f"user:{person.pk}", "receipt") if word in text]


@pytest.mark.django_db(transaction=True)
def test_sixty_four_ballots_of_one_person_at_once_are_one(government, planner):
    found, person = opened(planner), of_age()
    voice = voice_of(person, found)
    secrets = [new_secret() for _ in range(64)]

    answers = at_once([lambda mark=mark: cast(found, voice, Choice(), mark, now=NOW) for mark in secrets])

    assert answers.count(None) == 1, answers[:3]
    assert {answer.code for answer in answers if answer is not None} == {"already"}
    assert (Ballot.objects.count(), Participation.objects.count()) == (1, 1)
