"""The rounds of priorities of the practice regency: one to take part in, one to count."""

import hashlib

import pytest

from rembuk.apps.people.models import User
from rembuk.apps.rounds.models import Participation, Round
from rembuk.apps.rounds.queries import counted
from rembuk.rules.rounds import check_choice

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_one_round_is_open_and_one_is_closed_and_adds_up(nusawangi):
    running, over = Round.objects.order_by("-state")

    assert (running.state, over.state) == ("open", "closed")
    for found in (running, over):
        assert found.ballots.count() == found.participations.count() > 10
        assert hashlib.sha256(found.parameters.encode()).hexdigest() == found.parameters_hash
        assert hashlib.sha256(found.seed.encode()).hexdigest() == found.seed_hash
        costs = dict(found.projects.values_list("project", "cost"))
        for choice in found.ballots.values_list("choice", flat=True):
            check_choice(choice, costs, found.limits)
    assert running.ballot_type == "knapsack"
    free = User.objects.exclude(password="!practice").exclude(confirmed_age=None)
    assert free.exists() and not Participation.objects.filter(round=running, person__in=free).exists()
    assert counted(over).election.ballots.voters == over.ballots.count()
