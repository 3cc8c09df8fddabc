"""Scores by open criteria, lists cut at the ceiling, and who may set or judge."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from rembuk.algorithms.scoring import Candidate, rank
from rembuk.apps.audit.models import Event
from rembuk.apps.places.models import RegionProfile
from rembuk.apps.preparation.actions.usage import count_use
from rembuk.apps.priorities.actions.criteria import Setting, default_settings, set_criteria
from rembuk.apps.priorities.actions.score import score_next
from rembuk.apps.priorities.forms.criteria import CriteriaForm
from rembuk.apps.priorities.jobs import rescore, score_anew
from rembuk.apps.priorities.models import Criterion, Judgement, ProposalScore, Rescoring
from rembuk.apps.priorities.ranked import Scope, ranked_list
from rembuk.apps.proposals.models import Proposal
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_VILLAGE, TENANT, VILLAGE, WORKS
from tests.factories.preparation import CeilingFactory
from tests.factories.proposals import NOW, ProposalFactory, open_year


@pytest.fixture
def year(government):
    return open_year("district_deliberation")


@pytest.fixture
def scored(year, planner):
    """A year with the default criteria."""
    set_criteria(year, default_settings(), by=planner, now=NOW)
    return year


def said(answer):
    return answer.content.decode()


def score_everything(cycle):
    set_criteria(cycle, default_settings(), by=None, now=NOW)
    score_anew()


def waiting(cycle, **fields):
    return ProposalFactory(
        cycle=cycle, **{"state": "district_review", "estimated_cost": 100_000_000, **fields}
    )


def test_more_beneficiaries_of_a_poorer_village_score_higher(scored):
    RegionProfile.objects.create(region_id=VILLAGE, year=2026, poverty_rate=20)
    RegionProfile.objects.create(region_id=OTHER_VILLAGE, year=2026, poverty_rate=5)
    poor = waiting(scored, beneficiaries=400)
    rich = waiting(scored, beneficiaries=100, village_code=OTHER_VILLAGE)
    score_everything(scored)
    poor.refresh_from_db()
    rich.refresh_from_db()
    assert poor.score > rich.score
    bars = ProposalScore.objects.get(proposal=poor).bars
    assert sum(bar["points"] for bar in bars) == poor.score


def test_a_submission_is_scored_by_its_event(scored):
    proposal = waiting(scored, beneficiaries=400)
    event = Event(tenant=TENANT, subject=f"proposal:{proposal.code}", at=NOW)
    rescore(event)
    rescore(event)
    assert ProposalScore.objects.get().proposal == proposal
    proposal.refresh_from_db()
    assert proposal.score > 0


def test_a_year_without_criteria_scores_nothing(year):
    proposal = waiting(year)
    rescore(Event(tenant=TENANT, subject=f"proposal:{proposal.code}", at=NOW))
    assert not ProposalScore.objects.exists()


def test_the_list_goes_on_past_what_does_not_fit(year):
    first = waiting(year, score=900, estimated_cost=80)
    dear = waiting(year, score=800, estimated_cost=50)
    small = waiting(year, score=700, estimated_cost=20)
    unknown = waiting(year, score=600, estimated_cost=None)
    found = ranked_list(Scope(year, Proposal.objects.all(), 100))
    assert found.result == (str(first.pk), str(small.pk))
    assert [step.reason for step in found.steps] == ["fits", "too_dear", "fits", "cost_unknown"]
    assert [int(step.ranked.candidate.key) for step in found.steps] == [
        first.pk,
        dear.pk,
        small.pk,
        unknown.pk,
    ]


def test_lots_are_drawn_with_the_day_on_the_wall_here(year):
    """Opened at one in the morning of the first of February, when it is still January in UTC."""
    year.opened_at = datetime(2026, 1, 31, 18, tzinfo=UTC)
    rows = [waiting(year, score=500) for _ in range(8)]
    candidates = [Candidate(str(row.pk), 500, row.estimated_cost) for row in rows]
    expected = [one.candidate.key for one in rank(candidates, seed=f"{TENANT} 2028 2026-02-01")]
    listed = ranked_list(Scope(year, Proposal.objects.all())).steps
    assert [step.ranked.candidate.key for step in listed] == expected


def test_the_public_list_is_cut_at_what_is_left_of_the_ceiling(client, year):
    CeilingFactory(cycle=year, amount=250_000_000)
    count_use(year, DISTRICT, "road", amount=50_000_000)
    waiting(year, score=900, title="Jembatan putus", estimated_cost=150_000_000)
    waiting(year, score=800, title="Jalan desa", estimated_cost=80_000_000)
    waiting(year, score=700, title="Sumur bor", estimated_cost=30_000_000)
    page = said(client.get(f"/prioritas/{DISTRICT}/"))
    assert "Bahan musyawarah, bukan keputusan." in page
    assert "2 dari 3 usulan muat" in page
    assert "sisa Rp20 juta" in page
    assert "Melebihi sisa pagu" in page
    assert page.index("Jembatan putus") < page.index("Jalan desa") < page.index("Sumur bor")
    assert "Jembatan putus" in said(client.get(f"/en/prioritas/{DISTRICT}/"))


def test_a_hidden_proposal_stands_on_no_list(client, year):
    waiting(year, title="Terlihat")
    waiting(year, title="Rahasia", is_public=False, state="safeguarded")
    page = said(client.get(f"/prioritas/{DISTRICT}/"))
    assert "Terlihat" in page
    assert "Rahasia" not in page


def test_villages_and_agencies_have_lists_of_their_own(client, year):
    waiting(year, title="Jalan desa", state="village_review")
    waiting(year, title="Irigasi", state="agency_accepted", agency_code=WORKS)
    assert "Jalan desa" in said(client.get(f"/prioritas/{VILLAGE}/"))
    assert "Irigasi" in said(client.get(f"/prioritas/opd-{WORKS}/"))


@pytest.mark.parametrize("place", ["99", "99.01", "99.02.01", "tidak-ada", "opd-9.9", "99.01.01.9999"])
def test_a_place_that_is_not_here_has_no_list(client, year, place):
    assert client.get(f"/prioritas/{place}/").status_code == 404


@pytest.mark.parametrize("query", ["tahun=9999", "keadaan=x", "sesudah=-1", "sesudah=99999", "tahun=%C2%B2"])
def test_an_odd_address_shows_the_list_all_the_same(client, year, query):
    waiting(year)
    assert client.get(f"/prioritas/{DISTRICT}/?{query}").status_code == 200


@pytest.mark.parametrize("path", ["/prioritas/", "/prioritas/kriteria/", f"/prioritas/{DISTRICT}/"])
def test_an_empty_year_is_an_answer_too(client, government, path):
    assert client.get(path).status_code == 200
    assert client.get(f"/en{path}").status_code == 200


def test_everybody_reads_the_criteria(client, scored):
    page = said(client.get("/prioritas/kriteria/"))
    assert "Banyaknya penerima manfaat" in page
    assert "makin kecil makin tinggi" in page
    assert "25%" in page


def test_english_readers_read_their_own_name_of_a_criterion_if_it_has_one(team, scored):
    proposal = waiting(scored, beneficiaries=500)
    data = typed(scored, poverty_label_en="", support_label_en="Backed by neighbours")
    assert team.post("/prioritas/kriteria/2028/", data).status_code == 302
    score_anew()
    for path in ("/prioritas/kriteria/", f"/prioritas/{DISTRICT}/"):
        page = said(team.get(f"/en{path}"))
        assert "Backed by neighbours" in page and "How many benefit" in page
        assert "Kemiskinan di desa itu" in page and "Banyaknya penerima" not in page
        assert "Dukungan warga" in said(team.get(path))
    assert proposal.code in said(team.get(f"/prioritas/{DISTRICT}/"))


@pytest.fixture
def team(client, planner, scored):
    client.force_login(planner)
    return client


def typed(cycle, **changed):
    data = {}
    for row in Criterion.objects.filter(cycle=cycle):
        for part in ("label", "label_en", "lowest", "highest", "direction", "weight"):
            value = getattr(row, part)
            data[f"{row.code}_{part}"] = f"{value.normalize():f}" if isinstance(value, Decimal) else value
    return {**data, **changed}


def test_the_team_changes_a_weight_and_everything_is_scored_anew(team, scored):
    waiting(scored, beneficiaries=500)
    data = typed(scored, urgency_weight=0, beneficiaries_weight=45)
    answer = team.post("/prioritas/kriteria/2028/", data, follow=True)
    assert "Menghitung 0 dari 1 usulan" in said(answer)
    assert "Menghitung 0 dari 1 usulan" in said(team.get(f"/prioritas/{DISTRICT}/"))
    assert Criterion.objects.get(cycle=scored, code="beneficiaries").weight == 45
    assert Event.objects.latest("id").data["weights"]["beneficiaries"] == 45

    assert score_anew() == 1
    assert ProposalScore.objects.get().total > 0
    assert "Skor 1 usulan sudah menurut kriteria ini" in said(team.get("/prioritas/kriteria/2028/hitung/"))
    assert "Menghitung" not in said(team.get(f"/prioritas/{DISTRICT}/"))


@pytest.mark.parametrize(
    ("written", "kept"), [("1.000", "1000"), ("1.000,5", "1000.5"), ("12,125", None), ("12,1250", "12.125")]
)
def test_a_goalpost_is_read_as_indonesians_write_numbers(team, scored, written, kept):
    """And what is shown is read back as what it is."""
    data = typed(scored, beneficiaries_highest=written)
    answer = team.post("/prioritas/kriteria/2028/", data)
    assert answer.status_code == (422 if kept is None else 302)
    if kept is None:
        assert f'value="{written}"' in said(answer) and "titik untuk ribuan" in said(answer)
        return
    row = Criterion.objects.get(cycle=scored, code="beneficiaries")
    assert row.highest == Decimal(kept)
    form = CriteriaForm(settings=(Setting(row.code, "a", row.source, row.lowest, row.highest, "benefit", 1),))
    shown = form["beneficiaries_highest"].value()
    assert form.fields["beneficiaries_highest"].clean(shown) == row.highest


@pytest.fixture
def small_turns(monkeypatch):
    """Two proposals a batch, one batch a turn."""
    monkeypatch.setattr("rembuk.apps.priorities.actions.score.BATCH", 2)
    monkeypatch.setattr("rembuk.apps.priorities.jobs._TURN", 0)


def test_scoring_goes_on_where_it_stopped_and_tells_how_far_it_is(team, scored, small_turns):
    rows = [waiting(scored, beneficiaries=500) for _ in range(5)]
    waiting(scored, is_public=False, state="safeguarded")
    set_criteria(scored, default_settings(), by=None, now=NOW)

    assert [score_anew() for _ in range(2)] == [2, 2]
    page = said(team.get("/prioritas/kriteria/2028/hitung/"))
    assert "Menghitung 4 dari 5 usulan" in page and 'aria-valuenow="80"' in page

    assert [score_anew() for _ in range(3)] == [1, 0, 0]
    assert set(ProposalScore.objects.values_list("proposal", flat=True)) == {row.pk for row in rows}


def test_criteria_changed_once_more_begin_again(scored, small_turns):
    rows = [waiting(scored, beneficiaries=500) for _ in range(3)]
    set_criteria(scored, default_settings(), by=None, now=NOW)
    score_anew()
    seen = Rescoring.objects.select_related("cycle").get()
    urgent, *others = default_settings()
    alone = (replace(urgent, weight=100), *(replace(row, weight=0) for row in others))
    set_criteria(scored, alone, by=None, now=NOW + timedelta(hours=1))

    score_next(seen, now=NOW)
    assert Rescoring.objects.get().reached == 0
    while score_anew():
        pass
    assert {score.total for score in ProposalScore.objects.filter(proposal__in=rows)} == {0}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"urgency_weight": 30}, "Jumlah bobot harus 100"),
        ({"beneficiaries_lowest": 1000}, "harus di atas nilai terendah"),
        ({"beneficiaries_weight": "banyak"}, ""),
        ({"poverty_highest": "1e999"}, ""),
        ({"poverty_label": ""}, ""),
    ],
)
def test_criteria_that_cannot_be_are_refused_and_stay_typed(team, scored, changed, sentence):
    answer = team.post("/prioritas/kriteria/2028/", typed(scored, **changed))
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert Criterion.objects.get(cycle=scored, code="urgency").weight == 25


def test_of_two_who_set_the_criteria_the_slower_is_told(team, scored):
    def mark(answer):
        return re.search(r'name="dilihat" value="(\w+)"', said(answer))[1]

    seen = mark(team.get("/prioritas/kriteria/2028/"))
    faster = typed(scored, urgency_weight=0, beneficiaries_weight=45) | {"dilihat": seen}
    slower = typed(scored, urgency_weight=45, beneficiaries_weight=0) | {"dilihat": seen}
    assert [team.post("/prioritas/kriteria/2028/", faster).status_code for _ in range(2)] == [302, 302]

    answer = team.post("/prioritas/kriteria/2028/", slower)
    assert answer.status_code == 422 and "Rekan Anda baru saja menyimpan" in said(answer)
    assert "bobot 45% yang sekarang tersimpan" in said(answer) and 'value="45"' in said(answer)
    assert Criterion.objects.get(cycle=scored, code="urgency").weight == 0

    again = slower | {"dilihat": mark(answer)}
    assert team.post("/prioritas/kriteria/2028/", again).status_code == 302
    assert Criterion.objects.get(cycle=scored, code="urgency").weight == 45


@pytest.mark.parametrize("path", ["2028/", "2028/hitung/", "ubah/"])
@pytest.mark.parametrize("role", ["citizen_verified", "district_admin", "planning_head", "sysadmin"])
def test_only_the_team_sets_criteria(client, year, role, path):
    client.force_login(holder(role, TENANT))
    assert client.get(f"/prioritas/kriteria/{path}").status_code == 403
    assert Client().get(f"/prioritas/kriteria/{path}").status_code == 302


def test_the_team_is_led_to_the_latest_year(team):
    assert team.get("/prioritas/kriteria/ubah/").headers["Location"] == "/prioritas/kriteria/2028/"


def test_an_official_judges_what_no_figure_answers(client, scored, district_officer):
    proposal = waiting(scored)
    rescore(Event(tenant=TENANT, subject=f"proposal:{proposal.code}", at=NOW))
    before = ProposalScore.objects.get().total
    client.force_login(district_officer)
    path = f"/prioritas/nilai/{proposal.code}/"
    assert "Mendesak menurut petugas" in said(client.get(path))
    criterion = Criterion.objects.get(cycle=scored, code="urgency")
    assert client.post(path, {f"c{criterion.pk}": "6"}).status_code == 422
    assert client.post(path, {f"c{criterion.pk}": "5"}).status_code == 302
    assert ProposalScore.objects.get().total == before + 250
    assert Judgement.objects.get().by == district_officer
    assert client.post(path, {f"c{criterion.pk}": "1"}).status_code == 302
    assert ProposalScore.objects.get().total == before


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        ("village_admin", VILLAGE, 200), ("village_admin", OTHER_VILLAGE, 403),
        ("district_admin", DISTRICT, 200),
        ("citizen_verified", VILLAGE, 403), ("planning_admin", TENANT, 403), ("rt_rw_head", VILLAGE, 200),
    ],
)  # fmt: skip
def test_those_judge_who_rank_at_its_place(client, scored, role, place, status):
    proposal = waiting(scored)
    client.force_login(holder(role, place))
    assert client.get(f"/prioritas/nilai/{proposal.code}/").status_code == status


def test_nobody_judges_an_own_proposal(client, scored, village_admin):
    proposal = waiting(scored, assisted_by=village_admin)
    client.force_login(village_admin)
    assert client.get(f"/prioritas/nilai/{proposal.code}/").status_code == 403


@pytest.mark.parametrize("path", [f"/prioritas/{DISTRICT}/", "/prioritas/", "/prioritas/kriteria/"])
def test_a_list_asks_as_much_for_few_rows_as_for_many(client, scored, queries_of, path):
    CeilingFactory(cycle=scored)

    def asked(many):
        ProposalFactory.create_batch(many, cycle=scored, state="district_review", estimated_cost=10_000_000)
        score_everything(scored)
        return queries_of(lambda: client.get(path))

    asked(1)
    few = asked(3)
    assert asked(40) == few
    assert few <= 10
