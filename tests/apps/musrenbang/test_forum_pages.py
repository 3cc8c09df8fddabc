"""The pages of forums: who may open them, what they say, how much they ask of the database."""

import pytest
from django.test import Client

from rembuk.apps.musrenbang.models import ForumItem, Participant
from tests.apps.musrenbang.conftest import WHY, sit
from tests.factories.musrenbang import ForumFactory, ForumItemFactory, ParticipantFactory
from tests.factories.people import holder
from tests.factories.places import OTHER_VILLAGE, TENANT, VILLAGE
from tests.factories.proposals import ProposalFactory, open_year

PUBLIC = ("", "{code}/")
CONSOLE = ("kelola/", "kelola/peserta/", "kelola/usulan/")


@pytest.fixture
def forum(year):
    return ForumFactory(cycle=year)


def said(answer):
    return answer.content.decode()


@pytest.mark.parametrize("page", PUBLIC)
def test_everybody_reads_forums_in_both_languages(client, forum, page):
    path = f"/musyawarah/{page.format(code=forum.code)}"
    assert forum.title in said(client.get(path))
    assert forum.title in said(client.get(f"/en{path}"))


def test_no_forum_is_an_answer_too(client, government):
    assert "Belum ada musyawarah" in said(client.get("/musyawarah/"))
    assert "Tidak ada musyawarah yang cocok" in said(client.get("/musyawarah/?jenis=agency_forum"))
    assert client.get("/musyawarah/tidak-ada/").status_code == 404


def test_the_list_is_narrowed_by_kind_state_and_place(client, year):
    ForumFactory(cycle=year, title="Musrenbang Sukamaju")
    ForumFactory(
        cycle=year,
        title="Musrenbang Mekarsari",
        region_code=OTHER_VILLAGE,
        state="called_off",
        opened_at=None,
    )
    ForumFactory(cycle=year, title="Forum RKPD", type="annual_plan_deliberation", region_code=TENANT)

    def titles(query):
        page = said(client.get(f"/musyawarah/?{query}"))
        return [
            name for name in ("Musrenbang Sukamaju", "Musrenbang Mekarsari", "Forum RKPD") if name in page
        ]

    assert titles("kecamatan=99.01.02&keadaan=selesai") == ["Musrenbang Mekarsari"]
    assert titles("keadaan=selesai") == ["Musrenbang Mekarsari"]
    assert titles("jenis=annual_plan_deliberation") == ["Forum RKPD"]
    odd = "jenis=x&kecamatan=&keadaan=x&sesudah=%C2%B2"
    assert titles(odd) == ["Musrenbang Sukamaju", "Forum RKPD"]


def test_small_numbers_of_people_are_not_told(client, forum):
    for number in range(12):
        ParticipantFactory(
            forum=forum, name=f"Petani {number}", constituency="farmers", arrived_at=forum.starts_at
        )
    ParticipantFactory(forum=forum, name="Satu orang", constituency="disability", arrived_at=forum.starts_at)

    page = said(client.get(f"/musyawarah/{forum.code}/"))
    assert "13 orang hadir" in page
    assert "kurang dari 10" in page
    assert page.index("kurang dari 10") < page.index("Penyandang disabilitas")
    assert '<dd class="number">' not in page  # the other number would tell this one
    assert "Petani 1" not in page
    assert "Satu orang" not in page


def test_decisions_are_public_once_the_forum_is_closed(client, year, village_admin):
    forum = ForumFactory(cycle=year)
    proposal = ProposalFactory(cycle=year, title="Jembatan putus")
    hidden = ProposalFactory(cycle=year, title="Jangan terlihat", state="safeguarded", is_public=False)
    ForumItemFactory(forum=forum, proposal=hidden)
    ForumItemFactory(
        forum=forum, proposal=proposal, outcome="not_agreed",
        inputs={"reason_code": "authority", "reason_text": WHY},
        decided_by=village_admin, decided_at=forum.starts_at,
    )  # fmt: skip
    page = said(client.get(f"/musyawarah/{forum.code}/"))
    assert "Jembatan putus" in page
    assert "Jangan terlihat" not in page
    assert WHY not in page

    forum.state = "closed"
    forum.code = "village-28-tutup"
    forum.closed_at = forum.opened_at
    forum.save()
    assert WHY in said(client.get("/musyawarah/village-28-tutup/"))


ROLES = [
    ("village_admin", VILLAGE, 200),
    ("village_secretary", VILLAGE, 200),
    ("village_head", VILLAGE, 200),
    ("village_council", VILLAGE, 200),
    ("facilitator", VILLAGE.rpartition(".")[0], 200),
    ("village_admin", OTHER_VILLAGE, 403),
    ("village_head", OTHER_VILLAGE, 403),
    ("district_officer", VILLAGE.rpartition(".")[0], 403),
    ("district_head", VILLAGE.rpartition(".")[0], 403),
    ("planning_admin", TENANT, 403),
    ("planning_head", TENANT, 403),
    ("citizen_verified", VILLAGE, 403),
    ("auditor", TENANT, 403),
    ("sysadmin", TENANT, 403),
]


@pytest.mark.parametrize(("role", "place", "status"), ROLES)
def test_the_console_is_for_those_who_run_or_sign(client, forum, role, place, status):
    client.force_login(holder(role, place))
    assert {client.get(f"/musyawarah/{forum.code}/{page}").status_code for page in CONSOLE} == {status}


@pytest.mark.parametrize(("role", "place", "status"), ROLES)
def test_a_stranger_changes_nothing(client, forum, role, place, status):
    client.force_login(holder(role, place))
    if status == 403:
        for rest in ("kelola/usulan/", "kelola/langkah/close/", "kelola/peserta/", "kelola/tanda-tangan/"):
            assert client.post(f"/musyawarah/{forum.code}/{rest}", {"aksi": "hadir"}).status_code == 403
    forum.refresh_from_db()
    assert forum.state == "open"


@pytest.mark.parametrize("page", [*CONSOLE, "kelola/tanda-tangan/", "kelola/rancangan.pdf", "arsip.pdf"])
def test_a_guest_is_asked_to_sign_in(client, forum, page):
    assert client.get(f"/musyawarah/{forum.code}/{page}").headers["Location"].startswith("/masuk/")


def test_the_signer_does_not_run_the_forum(table):
    page = said(table.signer.get(table.url()))
    assert "Langkah berikutnya dilakukan oleh" in page
    assert table.signer.post(table.url("usulan/")).status_code == 403
    assert table.signer.post(table.url("langkah/open_forum/")).status_code == 422
    assert table.forum.state == "scheduled"


def test_the_clerk_does_not_sign(table):
    sit(table)
    table.write_minutes()
    given = {"office": "Kepala Desa", "agrees": "on", "password": "x"}
    assert table.clerk.post(table.url("tanda-tangan/"), given).status_code == 403
    assert table.forum.state == "minutes_read"


@pytest.mark.parametrize("missing", [{"password": "salah"}, {"agrees": ""}, {"office": ""}])
def test_a_signature_asks_for_the_password_and_a_statement(table, missing):
    sit(table)
    table.write_minutes()
    answer = table.sign(**missing)
    assert answer.status_code == 422
    assert table.forum.state == "minutes_read"


def test_passwords_cannot_be_tried_without_end(table):
    sit(table)
    table.write_minutes()
    assert [table.sign(password="salah").status_code for _ in range(7)] == [422] * 6 + [429]
    assert table.sign().status_code == 429


def test_a_pasted_list_with_a_mistake_names_the_line_and_keeps_the_rest(table):
    lines = "Siti Aminah; PKK; perempuan; P; 0812-3456-7890\nBudi; Kelompok Tani; petani; entah"
    answer = table.clerk.post(table.url("peserta/"), {"aksi": "tempel", "lines": lines})
    assert answer.status_code == 422
    assert "Baris 2 (Budi)" in said(answer)
    assert "Siti Aminah" in said(answer)
    assert Participant.objects.count() == 0

    table.clerk.post(table.url("peserta/"), {"aksi": "tempel", "lines": lines.replace("entah", "L")})
    assert list(Participant.objects.order_by("id").values_list("constituency", "sex", "phone")) == [
        ("women", "P", "+6281234567890"), ("farmers", "L", ""),
    ]  # fmt: skip


def test_the_same_person_is_on_the_list_once(table):
    row = {
        "aksi": "tambah",
        "name": "Siti",
        "institution": "PKK",
        "constituency": "women",
        "sex": "P",
        "kind": "resident",
    }
    assert [table.clerk.post(table.url("peserta/"), row).status_code for _ in range(2)] == [302, 302]
    answer = table.clerk.post(table.url("peserta/"), row | {"sex": "L"})
    assert answer.status_code == 422
    assert "sudah ada di daftar" in said(answer)
    table.invite(("Siti", "women", "P"))  # of another institution
    assert Participant.objects.count() == 2


def test_a_name_that_looks_like_markup_stays_text(table):
    table.invite(("<script>alert(1)</script>", "women", "P"))
    page = said(table.clerk.get(table.url("peserta/")))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_the_draft_is_read_aloud_before_it_is_signed(table):
    sit(table)
    table.step("close")
    assert table.sign().status_code == 403
    table.step("draft_minutes", notes="Ramai.")
    answer = table.clerk.get(table.url("rancangan.pdf"))
    assert answer.content.startswith(b"%PDF")
    assert table.sign().status_code == 403
    assert table.step("read_aloud", read_by="").status_code == 422
    assert table.step("read_aloud", read_by="Siti").status_code == 302
    assert table.step("correct_draft").status_code == 302
    assert table.sign().status_code == 403


def test_forums_at_work_stand_on_the_own_list(client, year, village_admin, village_head):
    mine = ForumFactory(cycle=year)
    other = ForumFactory(cycle=year, region_code=OTHER_VILLAGE, title="Musrenbang Mekarsari")
    for person in (village_admin, village_head):
        client.force_login(person)
        page = said(client.get("/musyawarah/kerja/"))
        assert mine.title in page
        assert other.title not in page


def test_only_open_stages_can_be_called(client, government, village_admin):
    open_year("execution")
    client.force_login(village_admin)
    assert "Belum ada tahapan musyawarah" in said(client.get("/musyawarah/baru/"))
    data = {
        "forum": f"2028|village_deliberation|{VILLAGE}|",
        "starts_at": "2026-07-20T09:00",
        "place": "Balai",
    }
    assert client.post("/musyawarah/baru/", data).status_code == 422


def test_a_village_forum_cannot_be_called_for_another_village(client, year, village_admin):
    client.force_login(village_admin)
    data = {
        "forum": f"2028|village_deliberation|{OTHER_VILLAGE}|",
        "starts_at": "2026-07-20T09:00",
        "place": "Balai",
    }
    assert client.post("/musyawarah/baru/", data).status_code == 422


def test_a_facilitator_chooses_among_the_villages(client, year, facilitator):
    client.force_login(facilitator)
    page = said(client.get("/musyawarah/baru/"))
    assert f"|village_deliberation|{VILLAGE}|" in page
    assert f"|village_deliberation|{OTHER_VILLAGE}|" not in page
    assert "|district_deliberation|99.01.01|" in page


def filled(year, many):
    forum = ForumFactory(cycle=year)
    proposals = ProposalFactory.create_batch(many, cycle=year)
    ForumItem.objects.bulk_create(
        ForumItem(forum=forum, proposal=row, position=place) for place, row in enumerate(proposals, start=1)
    )
    Participant.objects.bulk_create(
        Participant(forum=forum, name=f"Orang {n}", constituency="women", sex="P", arrived_at=forum.starts_at)
        for n in range(many)
    )
    ForumFactory.create_batch(many, cycle=year)
    return forum


@pytest.mark.parametrize("page", [*CONSOLE, "", "../"])
def test_a_page_asks_as_much_for_few_rows_as_for_many(year, village_admin, queries_of, page):
    client = Client()
    client.force_login(village_admin)

    def asked(many):
        forum = filled(year, many)
        path = "/musyawarah/" if page == "../" else f"/musyawarah/{forum.code}/{page}"
        return queries_of(lambda: client.get(path, {"sesudah": "0", "x": many}))

    asked(1)  # what a process remembers is read once
    few = asked(3)
    many = asked(60)
    assert few == many
    assert few <= 10, few
