"""Ceilings are calculated from the income, kept as versions with their inputs, and recomputable by all."""

from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from rembuk.apps.audit.models import Event
from rembuk.apps.core.seen import ChangedMeanwhile, mark_of
from rembuk.apps.preparation.actions.ceiling_versions import adopt_ceilings
from rembuk.apps.preparation.actions.limits import ceilings_shown, set_ceilings
from rembuk.apps.preparation.calculation import Wish, calculate
from rembuk.apps.preparation.ceiling_formula import CannotShare, SetAside
from rembuk.apps.preparation.models import CeilingVersion
from rembuk.apps.preparation.queries.figures import district_figures
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_DISTRICT, TENANT, RegionFactory
from tests.factories.preparation import PlanningCycleFactory, StageFactory
from tests.factories.proposals import NOW

ASIDE = SetAside(10_000_000_000, 6_000_000_000, 2_000_000_000, 500_000_000, 60)
WISH = Wish(ASIDE, base_percent=40, weights=(("villages", 100),))
BASIS = "Keputusan Bupati Nomor 050/112/2026"
FORM = {
    "income": "10.000.000.000", "mandatory": "6.000.000.000", "minimum_service": "2.000.000.000",
    "earmarked": "500.000.000", "area_percent": "60", "base_percent": "40", "weight_villages": "100",
    "least": "", "most": "", "decision": BASIS,
}  # fmt: skip


@pytest.fixture
def cycle(government):
    RegionFactory(code=f"{DISTRICT}.2009")  # three villages against two
    return PlanningCycleFactory()


@pytest.fixture
def planner(government):
    return holder("planning_admin", TENANT)


def table(cycle):
    return reverse("preparation:suggest_ceilings", args=[cycle.plan_year])


def test_what_must_be_paid_is_set_aside_before_anything_is_shared():
    assert (ASIDE.free, ASIDE.shared) == (1_500_000_000, 900_000_000)
    assert SetAside(1_000_999, 0, 0, 0, 33).shared == 330_000  # 330.329 rounded down to a thousand


@pytest.mark.parametrize("mandatory", [10_000_000_000, 11_000_000_000])
def test_where_nothing_is_left_nothing_is_shared(mandatory):
    with pytest.raises(CannotShare, match="nothing_left"):
        _ = SetAside(10_000_000_000, mandatory, 0, 0, 100).shared


def test_a_version_keeps_all_inputs_and_gives_the_same_rupiah_again(cycle, planner):
    row = adopt_ceilings(cycle, WISH, basis=BASIS, by=planner, now=NOW)

    assert (row.version, row.shared) == (1, 900_000_000)
    assert dict(cycle.ceilings.values_list("region_code", "amount")) == {
        DISTRICT: 504_000_000,  # 180 + 540 * 3/5
        OTHER_DISTRICT: 396_000_000,
    }
    areas = {code: Fraction(line["villages"]) for code, line in row.inputs["areas"].items()}
    weight, whole = Fraction(row.inputs["weights"]["villages"]), sum(areas.values())
    assert weight == 100
    for line in row.result:  # by the published inputs alone
        equal = Fraction(row.shared * row.inputs["base_percent"], 100 * len(areas))
        need = Fraction(row.shared * (100 - row.inputs["base_percent"]), 100) * areas[line["code"]] / whole
        assert line["amount"] == equal + need
    assert calculate(WISH, district_figures(TENANT)).sha256 == row.sha256


def test_the_same_sent_twice_is_one_version_and_a_correction_is_the_next(cycle, planner):
    first = adopt_ceilings(cycle, WISH, basis=BASIS, by=planner, now=NOW)

    assert adopt_ceilings(cycle, WISH, basis=BASIS, by=planner, now=NOW).pk == first.pk
    other = Wish(ASIDE, base_percent=50, weights=(("villages", 100),))
    assert adopt_ceilings(cycle, other, basis=BASIS, by=planner, now=NOW).version == 2
    first.refresh_from_db()
    assert first.inputs["base_percent"] == 40
    assert Event.objects.filter(action="ceiling.manage", data__version=2).count() == 1


def test_a_colleague_who_was_faster_is_not_overwritten(cycle, planner):
    seen = mark_of([ceilings_shown(cycle, "")])
    set_ceilings(cycle, {(DISTRICT, ""): 7_000_000}, basis="SK", by=planner, now=NOW)

    with pytest.raises(ChangedMeanwhile):
        adopt_ceilings(cycle, WISH, basis=BASIS, by=planner, now=NOW, seen=seen)
    assert not CeilingVersion.objects.exists()


def test_the_database_shares_no_more_than_there_is(cycle):
    with pytest.raises(IntegrityError), transaction.atomic():
        CeilingVersion.objects.create(
            cycle=cycle, version=1, income=100, mandatory=60, minimum_service=30, earmarked=5,
            area_percent=100, shared=6, inputs={}, result=[], sha256="x", basis=BASIS, at=NOW,
        )  # fmt: skip


def test_publishing_from_the_page_needs_the_decision_and_keeps_what_was_typed(cycle, planner, client):
    client.force_login(planner)

    answer = client.post(table(cycle), FORM | {"simpan": "1", "decision": ""})
    assert answer.status_code == 422 and "Sebutkan keputusannya" in answer.content.decode()
    assert "6.000.000.000" in answer.content.decode() and not CeilingVersion.objects.exists()

    assert client.post(table(cycle), FORM | {"simpan": "1"}).status_code == 302
    assert CeilingVersion.objects.get().basis == BASIS


def test_too_much_set_aside_is_told(cycle, planner, client):
    client.force_login(planner)

    answer = client.post(table(cycle), FORM | {"mandatory": "9.000.000.000"})

    assert answer.status_code == 422 and "Tidak ada sisa untuk dibagi" in answer.content.decode()


def test_the_public_reads_what_is_set_aside_and_how_each_ceiling_came_about(cycle, planner, client):
    adopt_ceilings(cycle, WISH, basis=BASIS, by=planner, now=NOW)
    StageFactory(cycle=cycle, code="district_deliberation", opens_at=NOW.replace(year=2027))

    page = client.get(reverse("preparation:ceilings")).content.decode()
    assert "Rp6.000.000.000" in page and "pelayanan dasar" in page
    page = client.get(reverse("preparation:calculation")).content.decode()
    for text in (
        "Rp900.000.000",
        "Rp504.000.000",
        BASIS,
        "Jumlah desa dan kelurahan 100%",
        "sebelum musyawarah",
    ):
        assert text in page
    set_ceilings(cycle, {(DISTRICT, ""): 7_000_000}, basis="SK", by=planner, now=NOW)
    assert "diubah sesudah hitungan ini" in client.get(reverse("preparation:ceilings")).content.decode()


def test_the_annex_is_a_paper_of_that_version(cycle, planner, client):
    adopt_ceilings(cycle, WISH, basis=BASIS, by=planner, now=NOW)

    answer = client.get(reverse("preparation:annex") + "?tahun=2028&versi=1")

    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    assert "lampiran-pagu-2028-v1.pdf" in answer["Content-Disposition"]


def test_without_a_calculation_the_page_says_so_and_there_is_no_paper(cycle, client):
    page = client.get(reverse("preparation:calculation")).content.decode()

    assert "Belum ada hitungan yang terbit" in page
    assert client.get(reverse("preparation:annex")).status_code == 404
