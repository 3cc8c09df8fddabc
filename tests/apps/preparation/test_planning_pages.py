"""The planning team's pages: who may open them, and what they do."""

from datetime import UTC, datetime

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.places.models import RegionProfile
from rembuk.apps.preparation.actions.cycle import open_cycle
from rembuk.apps.preparation.models import GameRules, Stakeholder
from rembuk.apps.preparation.queries import ceiling_left, quota_of
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_DISTRICT, TENANT, VILLAGE, WARD, RegionFactory

NOW = datetime(2026, 8, 1, 5, 0, tzinfo=UTC)
PAGES = ("", "tahapan/", "tahapan/execution/", "daftar-periksa/", "pemangku/", "kuota/", "pagu/", "aturan/")
STAKEHOLDER = {
    "name": "Aisyiyah Nusawangi",
    "constituency": "women",
    "influence": "2",
    "interest": "5",
    "engagement": "collaborate",
    "note": "",
}


def path(page):
    return f"/persiapan/2028/{page}" if page not in {"", "buka/"} else f"/persiapan/{page}"


@pytest.fixture
def cycle(planner):
    return open_cycle(tenant=TENANT, plan_year=2028, holidays=frozenset(), by=planner, now=NOW)


@pytest.fixture
def team(client, planner, cycle):
    """The client, signed in as the planning administrator."""
    client.force_login(planner)
    return client


@pytest.mark.parametrize("page", [*PAGES, "buka/"])
def test_the_planning_team_opens_every_page_in_both_languages(team, page):
    assert team.get(path(page)).status_code == 200
    english = team.get(f"/en{path(page)}")
    assert english.status_code == 200
    assert "private" in english.headers["Cache-Control"]


@pytest.mark.parametrize(
    "role", ["citizen_verified", "village_admin", "district_admin", "agency_head", "executive", "sysadmin"]
)
@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_opens_them(client, cycle, role, page):
    client.force_login(
        holder(role, VILLAGE if role in {"citizen_verified", "village_admin"} else TENANT, "1.03.01")
    )

    assert client.get(path(page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_guest_is_asked_to_sign_in(client, cycle, page):
    answer = client.get(path(page))

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk/?next=")


@pytest.mark.parametrize("page", PAGES)
def test_the_planner_of_another_region_may_not(client, cycle, page):
    client.force_login(holder("planning_admin", "99.02"))

    assert client.get(path(page)).status_code == 403


@pytest.mark.parametrize(
    "missing", ["/persiapan/2031/tahapan/", "/persiapan/2028/tahapan/nothing/", "/persiapan/2028/pemangku/9/"]
)
def test_what_does_not_exist_is_not_found(team, missing):
    assert team.get(missing).status_code == 404


def test_a_line_is_ticked_with_a_note_and_unticked_again(team, cycle, planner):
    item = cycle.checklist.get(code="team")
    url = path(f"daftar-periksa/{item.pk}/")

    team.post(url, {"done": "on", "note": "SK 12/2026"})
    item.refresh_from_db()
    assert (item.done_by, item.note) == (planner, "SK 12/2026")
    assert "1 dari 15 hal sudah siap" in team.get(path("daftar-periksa/")).content.decode()

    team.post(url, {"note": ""})
    item.refresh_from_db()
    assert (item.done_at, item.done_by, item.note) == (None, None, "")
    assert Event.objects.filter(action="checklist.manage").count() == 2


def test_the_list_takes_lines_of_ones_own(team, cycle):
    team.post(path("daftar-periksa/"), {"label": "Undangan untuk Forum Anak"})

    assert cycle.checklist.order_by("position").last().label == "Undangan untuk Forum Anak"
    assert team.post(path("daftar-periksa/"), {"label": " "}).status_code == 422


def test_an_institution_is_added_changed_invited_and_removed(team, cycle):
    team.post(path("pemangku/"), STAKEHOLDER)
    row = Stakeholder.objects.get()
    own = path(f"pemangku/{row.pk}/")

    team.post(own, STAKEHOLDER | {"influence": "4"})
    team.post(f"{own}undang/", {"diundang": "ya"})
    row.refresh_from_db()
    assert (row.influence, row.is_invited) == (4, True)

    team.post(f"{own}undang/", {"diundang": "tidak"})
    row.refresh_from_db()
    assert row.is_invited is False

    team.post(own, {"langkah": "hapus"})
    assert not Stakeholder.objects.exists()
    told = Event.objects.filter(action="stakeholder.manage").order_by("id")
    assert [event.data["what"] for event in told] == ["added", "changed", "invited", "not_invited", "removed"]


def test_an_institution_stands_on_the_map_once(team, cycle):
    team.post(path("pemangku/"), STAKEHOLDER)

    answer = team.post(path("pemangku/"), STAKEHOLDER | {"influence": "4"})

    assert answer.status_code == 422
    assert "sudah ada di peta" in answer.content.decode()


@pytest.mark.parametrize(
    "change", [{"influence": "6"}, {"influence": ""}, {"name": ""}, {"engagement": "rule"}]
)
def test_a_wrong_institution_comes_back(team, cycle, change):
    assert team.post(path("pemangku/"), STAKEHOLDER | change).status_code == 422
    assert not Stakeholder.objects.exists()


def test_quotas_are_set_for_everybody_and_for_single_villages(team, cycle):
    given = {TENANT: "5", VILLAGE: "2", WARD: ""}

    team.post(f"{path('kuota/')}?kecamatan={DISTRICT}", given)
    assert (quota_of(cycle, VILLAGE), quota_of(cycle, WARD)) == (2, 5)

    team.post(f"{path('kuota/')}?kecamatan={DISTRICT}", given | {VILLAGE: "", TENANT: "0"})
    assert (quota_of(cycle, VILLAGE), quota_of(cycle, WARD)) == (0, 0)
    changed = [event.data["changed"] for event in Event.objects.filter(action="quota.manage").order_by("id")]
    assert changed == [{TENANT: 5, VILLAGE: 2}, {TENANT: 0, VILLAGE: -1}]


@pytest.mark.parametrize("typed", ["-1", "banyak", "1000", "3.5"])
def test_a_quota_is_a_small_whole_number(team, cycle, typed):
    answer = team.post(path("kuota/"), {TENANT: typed})

    assert answer.status_code == 422
    assert quota_of(cycle, VILLAGE) is None


def test_ceilings_are_typed_as_people_write_money(team, cycle):
    given = {DISTRICT: "Rp2.500.000.000", OTHER_DISTRICT: "900000000", "basis": "SK Bupati 12/2027"}

    team.post(path("pagu/"), given)
    team.post(f"{path('pagu/')}?bidang=road", {DISTRICT: "100.000.000", OTHER_DISTRICT: "", "basis": ""})

    assert ceiling_left(cycle, DISTRICT).ceiling == 2_500_000_000
    assert ceiling_left(cycle, DISTRICT, "road").ceiling == 100_000_000
    assert cycle.ceilings.get(region_code=OTHER_DISTRICT).basis == "SK Bupati 12/2027"

    team.post(path("pagu/"), given | {OTHER_DISTRICT: ""})
    assert ceiling_left(cycle, OTHER_DISTRICT) is None


def test_saving_the_same_ceilings_says_that_nothing_changed(team, cycle):
    given = {DISTRICT: "1.000", OTHER_DISTRICT: "", "basis": ""}
    team.post(path("pagu/"), given)

    answer = team.post(path("pagu/"), given, follow=True)

    assert "Tidak ada yang berubah." in answer.content.decode()
    assert Event.objects.filter(action="ceiling.manage").count() == 1


@pytest.mark.parametrize("typed", ["satu miliar", "-5", "99999999999999999"])
def test_a_wrong_amount_comes_back(team, cycle, typed):
    answer = team.post(path("pagu/"), {DISTRICT: typed, "basis": "SK"})

    assert answer.status_code == 422
    assert not cycle.ceilings.exists()


FORMULA = {
    "income": "1.000.000.000", "area_percent": "100", "base_percent": "40", "weight_villages": "100",
    "least": "", "most": "",
}  # fmt: skip


def test_the_formula_suggests_and_saves_nothing(team, cycle):
    RegionFactory(code=f"{DISTRICT}.2009")  # three villages against two

    answer = team.post(path("pagu/hitung/"), FORMULA)

    text = answer.content.decode()
    assert 'value="560.000.000"' in text  # 200 + 600 * 3/5
    assert 'value="440.000.000"' in text
    assert not cycle.ceilings.exists()


def test_measures_that_are_unknown_are_left_out_and_said(team, cycle):
    text = team.get(path("pagu/")).content.decode()

    assert "Sebagian angka belum ada" in text
    assert "Bobot: Jumlah desa dan kelurahan" in text
    assert "Bobot: Penduduk miskin" not in text


def test_known_measures_are_offered(team, cycle):
    for region in RegionFactory._meta.model.objects.filter(level="village"):
        region.population_male = region.population_female = 500
        region.area_km2 = 4
        region.save()
        RegionProfile.objects.create(region=region, year=2026, poverty_rate=10, people_with_disability=12)

    assert "Bobot: Penduduk miskin" in team.get(path("pagu/")).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"income": ""}, "Berapa pendapatan daerah yang diperkirakan?"),
        ({"weight_villages": "0"}, "bobot di atas 0"),
        ({"least": "900.000.000"}, "tidak cocok dengan dana"),
    ],
)
def test_wishes_that_cannot_be_met_are_told(team, cycle, change, sentence):
    answer = team.post(path("pagu/hitung/"), FORMULA | change)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_rules_are_previewed_then_published_as_a_version(team, cycle):
    given = {"text": "## Siapa boleh\n- Semua warga\n- Semua lembaga", "note": "Awal", "seen_version": "0"}

    preview = team.post(path("aturan/"), given | {"langkah": "lihat"}).content.decode()
    assert "<h3>Siapa boleh</h3>" in preview
    assert not GameRules.objects.exists()

    team.post(path("aturan/"), given | {"langkah": "terbit"})
    row = GameRules.objects.get()
    assert (row.version, row.note) == (1, "Awal")


def test_two_people_cannot_publish_over_each_other(team, cycle):
    given = {"text": "Naskah pertama.", "note": "", "seen_version": "0", "langkah": "terbit"}
    team.post(path("aturan/"), given)

    answer = team.post(path("aturan/"), given | {"text": "Naskah kedua."})

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "baru saja diterbitkan orang lain" in text
    assert "Naskah kedua." in text
    assert 'name="seen_version" value="1"' in text
    assert GameRules.objects.count() == 1


def test_the_same_text_makes_no_new_version(team, cycle):
    given = {"text": "Naskah.", "note": "", "langkah": "terbit"}
    team.post(path("aturan/"), given | {"seen_version": "0"})
    team.post(path("aturan/"), given | {"seen_version": "0"})

    assert GameRules.objects.count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_of_the_team_does_not_grow(team, cycle, planner, queries_of, page):
    team.get(path(page))  # what the process remembers is asked once
    few = queries_of(lambda: team.get(path(page)))
    for n in range(10):
        RegionFactory(code=f"{DISTRICT}.{2020 + n}")
        team.post(path("pemangku/"), STAKEHOLDER | {"name": f"Lembaga {n}"})
        team.post(path("daftar-periksa/"), {"label": f"Hal {n}"})
    open_cycle(tenant=TENANT, plan_year=2029, holidays=frozenset(), by=planner, now=NOW)

    many = queries_of(lambda: team.get(path(page)))

    assert many == few
    assert many <= 12  # two of them are the session and the account
