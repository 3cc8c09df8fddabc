"""What holds for every public page: fast, small, the same for everybody, kind when there is nothing yet."""

import re
from functools import partial

import pytest
from django.urls import reverse

from rembuk.apps.core.remembered import forget_all
from rembuk.apps.core.versions import bump
from tests.factories.places import DISTRICT, TENANT, VILLAGE
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/usulan/", "/wilayah/", f"/wilayah/{DISTRICT}/", f"/wilayah/{VILLAGE}/", "/cari/?q=jalan", "/data/",
    "/usulan/?kecamatan=99.01.01&desa=99.01.01.2001&kelompok=review&kategori=road&tahun=2028&kata=jalan",
)  # fmt: skip
WITHOUT_DATA = ("/", "/usulan/", "/wilayah/", "/cari/?q=jalan", "/data/", "/data/usulan.csv",
"/data/usulan.xlsx",
                "/data/wilayah.csv")  # fmt: skip


def test_a_page_asks_as_often_with_a_thousand_proposals_as_with_ten(client, proposals, queries_of):
    def asked() -> dict[str, int]:
        forget_all()
        return {address: queries_of(partial(client.get, address)) for address in PAGES}

    proposals(10)
    client.get("/data/")  # the first page of a process also asks whose installation this is
    few = asked()
    proposals(990)
    bump(TENANT, "proposals", "places", "calendar")
    assert asked() == few
    assert max(few.values()) <= 10


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_answered_without_cookie_and_again_with_304(address, client, proposals):
    proposals(3)
    first = client.get(address)
    assert first.status_code == 200
    assert not first.cookies
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in first.get("Vary", "")
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", PAGES)
def test_a_new_proposal_is_seen_at_once(address, client, proposals):
    proposals(3)
    before = client.get(address)["ETag"]
    proposals(1)
    bump(TENANT, "proposals")
    after = client.get(address)["ETag"]
    assert (before != after) or address == "/data/"


@pytest.mark.parametrize("address", WITHOUT_DATA)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_empty_database_is_shown_kindly(address, prefix, client):
    answer = client.get(prefix + address)
    assert answer.status_code == 200
    if not answer.streaming:
        assert "None" not in answer.content.decode()


@pytest.mark.parametrize("address", WITHOUT_DATA)
def test_a_government_without_year_and_proposals_is_shown_kindly(address, client, government):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/", "/usulan/"])
def test_the_first_pages_weigh_little(address, proposals, weight):
    proposals(30)
    assert weight(address) <= 35_000


@pytest.mark.parametrize("address", PAGES)
def test_every_word_is_indonesian(address, client, proposals):
    proposals(8)
    page = client.get(address).content.decode()
    assert not re.search(r"\b(proposals|Sub-district|Village|Show all|Latest)\b", page)


def test_no_address_and_no_number_of_a_person_is_shown(client, neighbour):
    neighbour.phone, neighbour.email = "+6281234567890", "warga@contoh.id"
    neighbour.save()
    proposal = ProposalFactory(proposer=neighbour)
    for address in (*PAGES, reverse("portal:trace", args=[proposal.code])):
        page = client.get(address).content.decode()
        assert neighbour.name not in page
        assert "81234567890" not in page
        assert "warga@contoh.id" not in page


def test_unknown_keys_give_the_same_page(client, proposals):
    proposals(2)
    assert client.get("/usulan/?utm_source=x&fbclid=1")["ETag"] == client.get("/usulan/")["ETag"]
