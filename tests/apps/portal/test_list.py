"""The list of proposals: narrowing, neighbours, and whatever somebody types into its address."""

import re
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rembuk.apps.proposals.queries import Filters, public_list
from tests.factories.places import DISTRICT, OTHER_DISTRICT, OTHER_VILLAGE, TENANT, VILLAGE
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
_CODE = re.compile(r'class="code">(NSW-[^<]+)<')


def codes(client, address: str) -> list[str]:
    return _CODE.findall(client.get(address).content.decode())


def test_pages_follow_one_another_without_gap_or_repetition(client, proposals):
    expected = [row.code for row in reversed(proposals(45))]
    seen, address, pages = [], "/usulan/", []
    while address:
        pages.append(address)
        page = client.get(address).content.decode()
        seen += _CODE.findall(page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == expected
    back = re.search(r'rel="prev" href="([^"]+)"', client.get(pages[2]).content.decode())
    assert codes(client, back[1]) == expected[20:40]


def test_the_last_full_page_leads_no_further(client, proposals):
    proposals(20)
    assert 'rel="next"' not in client.get("/usulan/").content.decode()


def test_the_list_narrows_to_place_state_kind_year_and_words(client, cycle):
    wanted = ProposalFactory(state="apbd", category="bridge", canonical="jembatan gantung lama")
    ProposalFactory(state="submitted")
    ProposalFactory(district_code=OTHER_DISTRICT, village_code=OTHER_VILLAGE)
    for query in (
        f"kecamatan=99.01.01&desa={VILLAGE}&kelompok=planned", "kelompok=planned", "kategori=bridge",
        "kata=Jembatan+GANTUNG", "tahun=2028&kata=lama",
    ):  # fmt: skip
        assert codes(client, f"/usulan/?{query}") == [wanted.code], query
    assert codes(client, "/usulan/?tahun=2031") == []


def test_a_group_is_listed_in_order_over_all_its_states_and_pages(client, cycle):
    states = ("apbd", "rkpd", "submitted", "kua_ppas")
    rows = [ProposalFactory(state=states[number % 4]) for number in range(60)]
    expected = [row.code for row in reversed(rows) if row.state != "submitted"]
    first = client.get("/usulan/?kelompok=planned").content.decode()
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = client.get(older).content.decode()
    newer = re.search(r'rel="prev" href="([^"]+)"', second)[1].replace("&amp;", "&")
    assert _CODE.findall(first) + _CODE.findall(second) == expected[:40]
    assert codes(client, newer) == expected[:20]


@pytest.mark.parametrize("spelling", ["{}", "{} ", "usulan {} ya", "https://rembuk.example/usulan/{}/"])
@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", "")])
def test_a_code_among_the_words_leads_to_its_proposal(spelling, change, client, government):
    proposal = ProposalFactory()
    answer = client.get("/usulan/", {"kata": spelling.format(change(proposal.code))})
    assert (answer.status_code, answer["Location"]) == (302, f"/usulan/{proposal.code}/")


def test_a_code_that_holds_a_mistake_is_answered_with_a_sentence(client, proposals):
    proposals(2)
    page = client.get("/usulan/?kata=NSW-27-AAAAAA-B").content.decode()
    assert "Periksa huruf demi huruf" in page and "cocok dengan" not in page


def test_several_words_are_looked_for_in_any_order_and_signs_alone_find_nothing(client, cycle):
    wanted = ProposalFactory(canonical="jembatan gantung lama di sukamaju")
    ProposalFactory(canonical="jembatan beton baru di sukamaju")
    assert codes(client, "/usulan/?kata=SUKAMAJU,+gantung!+jembat") == [wanted.code]
    assert codes(client, "/usulan/?kata=%25") == codes(client, "/usulan/?kata=%3F%3F") == []


def test_words_are_looked_for_in_so_many_at_a_time_and_further_back_on_demand(client, cycle, monkeypatch):
    monkeypatch.setattr("rembuk.apps.proposals.queries.LOOKED_THROUGH", 10)
    wanted = ProposalFactory(canonical="jembatan gantung")
    for _ in range(25):
        ProposalFactory(canonical="jalan")
    address, seen = "/usulan/?kata=gantung", []
    while address:
        page = client.get(address).content.decode()
        seen.append(_CODE.findall(page))
        found = re.search(r'href="([^"]+)" rel="next"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert seen == [[], [], [wanted.code]]
    assert "Cari kata ini di usulan yang lebih lama" in client.get("/cari/?q=gantung").content.decode()


@pytest.mark.parametrize(
    "narrowed",
    [{}, {"region_code": VILLAGE}, {"region_code": DISTRICT}, {"group": "done"}, {"plan_year": 2028},
     {"category": "road"}, {"region_code": DISTRICT, "group": "ended"}, {"before": 900}, {"after": 3}],
)  # fmt: skip
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of the embedded database")
def test_no_list_is_sorted_to_show_twenty(narrowed, government):
    with CaptureQueriesContext(connection) as asked:
        public_list(TENANT, Filters(**narrowed))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    reads = [line for line in plan if "proposals_proposal" in line]
    assert reads and all("USING INDEX" in line for line in reads), plan
    sorted_after = {before for before, line in pairwise(plan) if "TEMP B-TREE" in line}
    assert all(line.startswith("SCAN part") for line in sorted_after), plan  # twenty of each state


def test_hidden_proposals_are_not_listed(client, government):
    ProposalFactory(state="safeguarded", is_public=False)
    ProposalFactory(state="draft", is_public=False, code=None)
    assert codes(client, "/usulan/") == []


def test_a_list_that_fits_nothing_shows_the_way_back(client, proposals):
    proposals(1)
    page = client.get("/usulan/?kategori=culture_tourism").content.decode()
    assert "Tidak ada usulan yang cocok" in page
    assert 'href="/usulan/"' in page


@pytest.mark.parametrize(
    "query",
    ["sebelum=abc", "sebelum=-1", "sebelum=99999999999999999999999", "sesudah=0", "tahun=20x8", "tahun=%00",
     "kata=%00%FF", "kecamatan=' OR 1=1", "desa=99.01.01.2001", "kelompok=<script>", "kata=" + "a" * 5000,
     "sebelum=%D9%A1", "kategori[]=1"],
)  # fmt: skip
def test_whatever_stands_in_the_address_is_answered_calmly(query, client, proposals):
    proposals(2)
    answer = client.get(f"/usulan/?{query}")
    assert answer.status_code == (
        400 if "%00" in query else 200
    )  # NUL is refused everywhere, with a sentence
    assert "<script>" not in answer.content.decode().replace('<script type="importmap">', "")


def test_hostile_words_are_shown_inert(client, government):
    ProposalFactory(title="<img src=x onerror=alert(1)>\"'", proposer_line="<b>x</b>", place_line="{{ 7*7 }}")
    page = client.get("/usulan/").content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "{{ 7*7 }}" in page
