"""`/kotak-surat/`: one's own messages; in the practice regency, everybody's."""

import pytest

from rembuk.apps.exchange.models import Message
from rembuk.apps.places.queries import forget_government
from tests.factories.people import UserFactory
from tests.factories.places import TENANT
from tests.factories.proposals import NOW


def letter_to(user, n=1, **fields):
    given = {
        "subject": f"Kabar {n}",
        "body": "Judul usulan\n\nDesa Sukamaju: Disepakati.",
        "link": "/usulan/X/",
    }
    return Message.objects.create(
        tenant=TENANT, event_id=n, user=user, audience="proposer", created_at=NOW, **{**given, **fields}
    )


@pytest.fixture
def practice(government):
    government.practice = True
    government.save()
    forget_government()


def text_of(client, path="/kotak-surat/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_reads_ones_own_and_it_counts_as_read(client, resident, neighbour):
    mine, other = letter_to(resident), letter_to(neighbour, subject="Bukan untuk saya")
    client.force_login(resident)

    page = text_of(client)
    assert (
        "Kabar 1" in page and "<p>Desa Sukamaju: Disepakati.</p>" in page and "Bukan untuk saya" not in page
    )
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.read_at is not None and other.read_at is None


def test_an_empty_mailbox_says_what_comes_here(client, resident):
    client.force_login(resident)

    assert "Belum ada pesan." in text_of(client)
    assert "No message yet." in text_of(client, "/en/kotak-surat/")


def test_a_guest_signs_in_first(client, government):
    assert client.get("/kotak-surat/").url == "/masuk/?next=/kotak-surat/"


def test_where_people_are_real_nobody_reads_the_messages_of_others(client, resident, neighbour):
    letter_to(neighbour, subject="Bukan untuk saya")
    client.force_login(resident)

    page = text_of(client, "/kotak-surat/?semua=1")
    assert "Bukan untuk saya" not in page and "Untuk semua orang" not in page


def test_in_practice_everybodys_are_shown_and_searched(client, practice, resident, neighbour):
    letter = letter_to(neighbour, subject="Untuk tetangga", proposal_code="NSW-28-AAAAAA-A")
    letter_to(UserFactory(name="Pak Budi"), 2)
    client.force_login(resident)

    assert "Untuk tetangga" in text_of(client, "/kotak-surat/?semua=1")
    assert "Untuk tetangga" in text_of(client, "/kotak-surat/?semua=1&cari=nsw-28-aaa")
    found = text_of(client, "/kotak-surat/?semua=1&cari=Budi")
    assert "Kabar 2" in found and "Untuk tetangga" not in found
    assert "Tidak ada pesan yang cocok." in text_of(client, "/kotak-surat/?semua=1&cari=tiada")
    letter.refresh_from_db()
    assert letter.read_at is None


def test_many_messages_come_page_by_page_with_the_same_queries(client, practice, resident, queries_of):
    client.force_login(resident)
    letter_to(resident)
    text_of(client)
    few = queries_of(lambda: text_of(client))
    for n in range(2, 40):
        letter_to(resident, n)

    assert queries_of(lambda: text_of(client)) == few <= 10
    page = text_of(client)
    assert page.count('class="mail"') == 30 and "?sebelum=" in page
    assert "cari=a%26b" not in page
    first = Message.objects.order_by("-id")[29].pk
    assert text_of(client, f"/kotak-surat/?sebelum={first}").count('class="mail"') == 9


@pytest.mark.parametrize("odd", ["abc", "-1", "9" * 40, "٣", "0"])
def test_an_odd_address_shows_the_first_page(client, resident, odd):
    letter_to(resident)
    client.force_login(resident)

    assert client.get("/kotak-surat/", {"sebelum": odd}).status_code == 200
