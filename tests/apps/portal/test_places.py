"""Home, places and search: what leads a resident from a name to a proposal."""

import pytest

from rembuk.algorithms.tiles import bounds, scatter, to_geojson, voronoi
from rembuk.algorithms.tiles import land as draw_land
from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Boundary, RegionProfile
from rembuk.apps.portal.queries.parts import legend_of, level_of, steps_of
from rembuk.apps.proposals.models import Move
from tests.factories.places import DISTRICT, OTHER_DISTRICT, TENANT, VILLAGE, WARD
from tests.factories.preparation import CeilingFactory
from tests.factories.proposals import NOW, WHY, ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boundaries(government):
    outline = draw_land(108.0, -7.0, radius_km=10, seed=1)
    shapes = voronoi(scatter(outline, 2, seed=1), outline)
    for code, shape in zip((DISTRICT, OTHER_DISTRICT), shapes, strict=True):
        west, south, east, north = bounds([shape])
        Boundary.objects.create(
            region_id=code, geometry=to_geojson(shape), west=west, south=south, east=east, north=north,
            label_lon=west, label_lat=south,
        )  # fmt: skip


def test_home_says_what_can_be_done_today(client, cycle):
    page = client.get("/").content.decode()
    assert "Musim usulan sedang terbuka" in page
    assert "Pengumpulan Aspirasi" in page
    assert page.count("button-primary") == 1


@pytest.mark.parametrize("address", ["/prioritas/", "/pagu/", "/wilayah/", "/tanya-jawab/", "/data/"])
def test_home_leads_to_whatever_the_menu_has_no_room_for(address, client, cycle):
    assert f'href="{address}"' in client.get("/").content.decode()


@pytest.mark.parametrize("code", [DISTRICT, VILLAGE])
def test_a_place_leads_to_its_priorities_and_to_a_proposal(code, client, cycle):
    page = client.get(f"/wilayah/{code}/").content.decode()
    assert f'href="/prioritas/{code}/"' in page and 'href="/usulan/baru/"' in page


def test_home_out_of_season_still_takes_words(client, government):
    page = client.get("/").content.decode()
    assert "Tulis usulan untuk musim berikutnya" in page


def test_a_figure_without_a_source_is_left_out(client, cycle):
    assert 'class="figures"' not in client.get("/").content.decode()
    ProposalFactory(state="completed")
    bump(TENANT, "proposals")
    page = client.get("/").content.decode()
    assert "usulan sudah selesai dikerjakan" in page
    assert "masuk rencana" not in page


def test_home_tells_the_latest_decisions_with_their_reasons(client, government):
    proposal, hidden = (
        ProposalFactory(state="rejected"),
        ProposalFactory(state="safeguarded", is_public=False),
    )
    for row in (proposal, hidden):
        Move.objects.create(
            tenant=TENANT, proposal=row, step="reject_in_village", from_state="village_review",
            to_state="rejected", at=NOW, role="system", office="Desa Sukamaju", reason_code="technical",
            reason_text=WHY,
        )  # fmt: skip
    page = client.get("/").content.decode()
    assert page.count(WHY) == 1
    assert proposal.code in page
    assert hidden.code not in page


def test_the_map_links_every_sub_district_by_name_and_number(client, boundaries, proposals):
    proposals(3)
    page = client.get("/").content.decode()
    assert page.count('class="area level-') >= 2
    assert 'aria-label="Kecamatan Cempaka: 2 usulan"' in page
    assert f'href="/wilayah/{DISTRICT}/"' in page


def test_places_without_boundaries_are_a_list(client, government):
    page = client.get("/wilayah/").content.decode()
    assert "<svg viewBox" not in page.split("<main")[1].split("</main")[0]
    assert "Cempaka" in page


def test_a_sub_district_shows_its_villages_its_ceiling_and_its_proposals(client, proposals, cycle):
    rows = proposals(6)
    CeilingFactory(cycle=cycle)
    page = client.get(f"/wilayah/{DISTRICT}/").content.decode()
    assert "Rp2.000.000.000" in page
    assert f"/wilayah/{VILLAGE}/" in page
    assert rows[0].code in page


def test_a_village_shows_its_figures_with_their_source_and_counts_nobody_out(client, government):
    RegionProfile.objects.create(
        region_id=VILLAGE,
        year=2026,
        households=412,
        poverty_rate="9.50",
        people_with_disability=4,
        source="BPS",
    )
    page = client.get(f"/wilayah/{VILLAGE}/").content.decode()
    assert "kurang dari 10" in page
    assert "Sumber: BPS, 2026" in page
    assert "9,5%" in page


@pytest.mark.parametrize("code", ["99.02", "99", "99.01.77", "abc", "%27", "99.01.01.2001.1"])
def test_other_places_are_not_found(code, client, government):
    assert client.get(f"/wilayah/{code}/").status_code == 404


@pytest.mark.parametrize("lang", ["", "/en"])
def test_the_code_of_the_regency_leads_to_its_page(client, government, lang):
    assert client.get(f"{lang}/wilayah/{TENANT}/").headers["Location"] == f"{lang}/wilayah/"


def test_a_code_leads_to_its_proposal_however_it_is_typed(client, government):
    proposal = ProposalFactory()
    answer = client.get("/cari/", {"q": proposal.code.lower().replace("-", " ")})
    assert answer["Location"] == f"/usulan/{proposal.code}/"


def test_a_hidden_code_is_as_unknown_as_any(client, government):
    hidden = ProposalFactory(state="safeguarded", is_public=False)
    page = client.get("/cari/", {"q": hidden.code}).content.decode()
    assert "Tidak ada usulan dengan kode ini" in page


def test_one_village_found_is_opened_and_many_are_listed(client, government):
    assert client.get("/cari/", {"q": "sukamaju"})["Location"] == f"/wilayah/{VILLAGE}/"
    page = client.get("/cari/", {"q": "kelurahan"}).content.decode()
    assert f"/wilayah/{WARD}/" in page


def test_words_lead_to_proposals(client, proposals):
    proposals(12)
    page = client.get("/cari/", {"q": "sekolah"}).content.decode()
    assert "Lihat semua usulan dengan kata ini" in page


@pytest.mark.parametrize(
    "words", ["", "x", "tidakadaapaapa", "\x00", "%", "<script>", "' OR 1=1 --", "a" * 500]
)
def test_a_search_for_nothing_is_answered_kindly(words, client, proposals):
    proposals(1)
    answer = client.get("/cari/", {"q": words})
    assert answer.status_code == (400 if words == "\x00" else 200)
    assert "<script>alert" not in answer.content.decode()


def test_shades_reach_to_the_largest_number():
    assert steps_of(0) == ()
    assert steps_of(4) == (1, 2, 3, 4)
    assert steps_of(812) == (250, 500, 750, 1000)
    assert [level_of(count, steps_of(812)) for count in (0, 1, 250, 251, 812)] == [0, 1, 1, 2, 4]
    assert legend_of(steps_of(812), "id")[1] == (1, "1–250")
