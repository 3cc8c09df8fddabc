"""The practice regency shows a whole result: counted, confirmed by two people, published."""

import pytest
from django.test import Client

from rembuk.apps.priorities.models import Adoption
from rembuk.apps.rounds.models import Round

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_closed_round_has_a_published_result_and_a_run_beside_it(nusawangi):
    closed = Round.objects.get(state="closed")
    adoption = Adoption.objects.get(round=closed)
    assert adoption.confirmed_by_id != adoption.proposed_by_id
    assert adoption.run.projects.filter(reason="FUNDED").exists()
    assert closed.runs.filter(state="done").count() == 2
    page = Client().get(f"/prioritas/hasil/{closed.code}/").content.decode()
    assert "usulan masuk rancangan" in page
