"""Weights by comparing pairs, with the ratio at once; and how firm the list is under other weights."""

import pytest
from django.test import Client

from rembuk.apps.audit.models import Event
from rembuk.apps.priorities.actions.criteria import default_settings, set_criteria
from rembuk.apps.priorities.jobs import score_anew
from rembuk.apps.priorities.models import Criterion, PairAnswers
from tests.factories.proposals import NOW, ProposalFactory, open_year

ADDRESS = "/prioritas/kriteria/2028/berpasangan/"


@pytest.fixture
def year(government, planner):
    found = open_year("district_deliberation")
    set_criteria(found, default_settings(), by=planner, now=NOW)
    return found


def of(person):
    client = Client()
    client.force_login(person)
    return client


def said(answer):
    return answer.content.decode()


def answers(**changed):
    """All equal, but for some pairs: pasangan_0 is the first criterion with the second."""
    return {f"pasangan_{number}": "1/1" for number in range(28)} | changed


def test_consistent_answers_become_weights_and_are_kept(year, planner):
    first = {f"pasangan_{number}": "3/1" for number in range(7)}  # the first over each of the others
    sent = of(planner).post(ADDRESS, answers(**first, langkah="pakai"))
    assert sent.status_code == 302
    weights = dict(Criterion.objects.filter(cycle=year).values_list("code", "weight"))
    assert sum(weights.values()) == 100
    assert weights["urgency"] == 30
    assert PairAnswers.objects.get().ratio == 0
    assert Event.objects.filter(action="rules.manage").count() == 2


def test_contradictions_are_named_and_change_nothing(year, planner):
    loop = answers(pasangan_0="9/1", pasangan_1="1/9", pasangan_7="9/1", langkah="pakai")
    before = list(Criterion.objects.order_by("pk").values_list("weight", flat=True))
    answer = of(planner).post(ADDRESS, loop)
    assert answer.status_code == 422
    assert "saling bertentangan" in said(answer)
    assert list(Criterion.objects.order_by("pk").values_list("weight", flat=True)) == before
    assert not PairAnswers.objects.exists()


def test_the_ratio_comes_as_a_piece_while_answering(year, planner):
    loop = answers(pasangan_0="9/1", pasangan_1="1/9", pasangan_7="9/1")
    piece = of(planner).post(ADDRESS, loop, headers={"HX-Request": "true"})
    assert said(piece).lstrip().startswith('<div id="bobot"')
    assert "rasio konsistensi" in said(piece)
    assert "Anda menjawab" in said(piece)
    assert not PairAnswers.objects.exists()


def test_without_javascript_the_page_itself_shows_the_weights(year, planner):
    assert "Bobotnya muncul di sini" in said(of(planner).get(ADDRESS))
    page = said(of(planner).post(ADDRESS, answers(langkah="hitung")))
    assert "Jawaban Anda sejalan: rasio konsistensi 0,00" in page


def test_the_firmness_of_the_list_names_who_would_go_and_come(year, planner):
    for number in range(24):
        ProposalFactory(
            cycle=year, beneficiaries=40 * (number % 7) + number, times_proposed=1 + number % 4,
            support_count=9 * (number % 11), title=f"Usulan {number}",
        )  # fmt: skip
    set_criteria(year, default_settings(), by=planner, now=NOW)
    score_anew()
    page = said(of(planner).get("/prioritas/kriteria/2028/keteguhan/"))
    assert "Pada 10.000 susunan bobot yang diundi" in page
    assert "Bila bobot" in page


def test_with_nothing_to_compare_the_page_says_so(year, planner):
    assert "Belum ada yang dapat dibandingkan" in said(of(planner).get("/prioritas/kriteria/2028/keteguhan/"))
