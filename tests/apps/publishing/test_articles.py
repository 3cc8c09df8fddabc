"""`/panduan/`, `/tanya-jawab/`: read by everybody, written by officials without a programmer."""

import re

import pytest
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext

from rembuk.apps.audit.models import Event
from rembuk.apps.places.models import Government
from rembuk.apps.publishing.actions.articles import write, write_first
from rembuk.apps.publishing.default_guides import GUIDES
from rembuk.apps.publishing.default_laws import LAWS
from rembuk.apps.publishing.default_questions import QUESTIONS
from rembuk.apps.publishing.models import Article
from rembuk.apps.publishing.queries import LAW_STATUS
from rembuk.apps.publishing.words import Words
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.readiness import ANSWER
from rembuk.rules.refusals import Refusal
from tests.factories.places import TENANT
from tests.factories.proposals import NOW

FIRST = (*GUIDES, *QUESTIONS, *LAWS)
# What the guides put in quotation marks because a button or a page is called so.
_NAMED = {
    "Criteria of the priorities", "Deliberations", "Documents", "Edit guides",
    "Forums at my level", "I forgot my password", "Material for deliberation, not a decision",
    "My proposals", "My tasks",
    "Prepare plan documents", "Prepare the year", "Priorities", "Proposals", "Residents of my village",
    "Rules of the game", "Save as a draft", "Write a proposal",
}  # fmt: skip
# And what the rules call so, and what people say.
_QUOTED = {
    STEP["withdraw_in_review"].label("id"), LAW_STATUS["unverified"][0], "RKPD", "Warga RT 03/RW 02",
    "Usulan melewati batas waktu tanggapan", "Apa yang paling menyulitkan setiap hari?",
    "Jalan ini milik provinsi", "di luar kewenangan", "jalan rusak parah",
    "jalan rusak sepanjang 120 meter", "penjaringan prioritas", "lembar pilihan",
    ANSWER["no"].label("id"), ANSWER["not_needed"].label("id"),
}  # fmt: skip


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/panduan/", "/tanya-jawab/", "/en/panduan/", "/en/tanya-jawab/"])
def test_an_empty_database_serves_the_page(client, db, path):
    assert client.get(path).status_code == 200


def test_a_new_installation_starts_with_texts_once(client, government):
    assert write_first(TENANT, now=NOW) == len(FIRST)
    assert write_first(TENANT, now=NOW) == 0

    assert "/panduan/cara-mengusulkan/" in text_of(client, "/panduan/")
    guide = text_of(client, "/panduan/cara-mengusulkan/")
    assert "<h2>Langkahnya</h2>" in guide and "<ol>" in guide and "##" not in guide
    assert "How to submit a proposal" in text_of(client, "/en/panduan/cara-mengusulkan/")
    assert "Apakah usulan saya pasti dibangun?" in text_of(client, "/tanya-jawab/")
    assert Event.objects.filter(action="guide.edit", actor="system:set_up").count() == len(FIRST)


def test_what_officials_wrote_is_never_written_over(government):
    write(Words("guide", "Panduan kami"), tenant=TENANT, by=None, now=NOW)

    assert write_first(TENANT, now=NOW) == 0
    assert Article.objects.count() == 1


@pytest.mark.parametrize("words", FIRST, ids=lambda words: words.title[:40])
def test_every_first_text_is_there_in_both_languages(words):
    assert words.title and words.title_en
    assert bool(words.body) == bool(words.body_en)
    if words.kind == "law":
        assert words.law_number and words.law_url.startswith("https://") and words.law_status in LAW_STATUS
    else:
        assert words.body


@pytest.mark.parametrize(
    "title", ["Cara mengusulkan", "Untuk fasilitator", "Untuk tim desa dan kelurahan", "Untuk tim perencana"]
)
def test_residents_facilitators_village_teams_and_planners_find_their_guide(title, client, government):
    write_first(TENANT, now=NOW)
    page = text_of(client, "/panduan/")
    assert title in page
    assert text_of(client, f"/panduan/{slugify(title)}/").count("<h2>") > 1


def test_guides_name_buttons_and_pages_as_they_are_called():
    with translation.override("id"):
        labels = {gettext(word) for word in _NAMED}
    assert _NAMED.isdisjoint(labels), "each has its Indonesian name"
    said = {name for words in (*GUIDES, *QUESTIONS) for name in re.findall(r'"([^"]+)"', words.body)}
    assert said <= labels | _QUOTED, said - labels - _QUOTED


def test_a_law_shows_its_number_status_and_link(client, government):
    write_first(TENANT, now=NOW)

    page = text_of(client, "/panduan/")
    assert '<a href="https://peraturan.go.id/id/uu-no-25-tahun-2004"' in page
    assert "UU 25/2004" in page and "Belum diperiksa" in page
    assert "Not verified" in text_of(client, "/en/panduan/")


@pytest.mark.parametrize("who", ["planner", "information_officer"])
def test_an_official_writes_looks_and_saves(request, client, who):
    by = request.getfixturevalue(who)
    client.force_login(by)
    form = {"kind": "question", "title": "Kapan?", "body": "## Jadwal\n- Januari\n- Februari"}

    shown = client.post("/panduan/kelola/baru/", form | {"lihat": "1"})
    assert "<li>Januari</li>" in shown.content.decode()
    assert not Article.objects.exists()

    assert client.post("/panduan/kelola/baru/", form).url == "/panduan/kelola/"
    article = Article.objects.get()
    assert (article.slug, article.edited_by) == ("kapan", by)
    assert "<li>Januari</li>" in text_of(client, "/tanya-jawab/")

    client.post(f"/panduan/kelola/{article.pk}/", form | {"title": "Kapan musyawarahnya?"})
    article.refresh_from_db()
    assert (article.slug, article.title) == ("kapan", "Kapan musyawarahnya?")  # its address stays

    client.post(f"/panduan/kelola/{article.pk}/", {"hapus": "1"})
    assert not Article.objects.exists()
    assert [event.data.get("step") for event in Event.objects.order_by("id")] == [None, None, "removed"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("kind", "poem"),
        ("law_url", "javascript:alert(1)"),
        ("position", "-4"),
        ("body", "a" * 20_001),
    ],
)
def test_a_wrong_field_is_told_and_nothing_is_lost(client, planner, field, value):
    client.force_login(planner)
    given = {"kind": "guide", "title": "Judul kami", "title_en": "Our title", field: value}

    answer = client.post("/panduan/kelola/baru/", given)

    assert answer.status_code == 422
    assert "Our title" in answer.content.decode()
    assert not Article.objects.exists()


def test_markup_is_shown_and_never_run(client, planner):
    client.force_login(planner)
    evil = "<script>alert(1)</script>"
    client.post(
        "/panduan/kelola/baru/", {"kind": "guide", "title": f"Judul {evil}", "body": f"## {evil}\n- {evil}"}
    )

    slug = Article.objects.get().slug
    for path in ("/panduan/", f"/panduan/{slug}/", "/panduan/kelola/"):
        page = text_of(client, path)
        assert evil not in page and "&lt;script&gt;" in page


def test_two_guides_of_one_title_have_two_addresses(government):
    slugs = [write(Words("guide", "Panduan"), tenant=TENANT, by=None, now=NOW).slug for _ in range(3)]

    assert slugs == ["panduan", "panduan-2", "panduan-3"]


def test_an_article_of_emoji_alone_has_an_address(client, government):
    article = write(Words("guide", "🌾🌾"), tenant=TENANT, by=None, now=NOW)

    text_of(client, f"/panduan/{article.slug}/")


def test_a_change_is_read_at_once_although_the_page_is_kept(client, government):
    article = write(Words("guide", "Sebelum"), tenant=TENANT, by=None, now=NOW)
    assert "Sebelum" in text_of(client, "/panduan/")

    write(Words("guide", "Sesudah"), tenant=TENANT, by=None, now=NOW, article=article)

    assert "Sesudah" in text_of(client, "/panduan/")


@pytest.mark.parametrize("who", ["neighbour", "village_admin", "planning_head"])
def test_others_write_nothing(request, client, government, who):
    other = request.getfixturevalue(who)
    client.force_login(other)

    text_of(client, "/panduan/kelola/", status=403)
    with pytest.raises(Refusal):
        write(Words("guide", "Judul"), tenant=TENANT, by=other, now=NOW)


@pytest.mark.parametrize("path", ["/panduan/", "/tanya-jawab/", "/panduan/hak-anda/"])
def test_pages_take_few_queries(client, government, queries_of, path):
    write_first(TENANT, now=NOW)

    assert queries_of(lambda: client.get(path)) <= 10


def test_an_unknown_guide_is_not_there(client, government):
    text_of(client, "/panduan/tidak-ada/", status=404)


@pytest.fixture
def writer(client, planner):
    client.force_login(planner)
    return client


def test_of_two_who_change_an_article_the_slower_is_told(writer, planner):
    article = write(Words("guide", "Cara mengusulkan", "Datang."), tenant=TENANT, by=planner, now=NOW)
    path = f"/panduan/kelola/{article.pk}/"
    words = {"kind": "guide", "title": "Cara mengusulkan", "position": "0"}
    mark = re.search(r'name="dilihat" value="(\w+)"', text_of(writer, path))[1]
    faster = words | {"body": "Datang ke balai desa.", "dilihat": mark}
    typed = words | {"body": "Isi formulir.", "dilihat": mark}
    assert [writer.post(path, faster).status_code for _ in range(2)] == [302, 302]

    answer = writer.post(path, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Rekan Anda baru saja menyimpan" in page
    assert "Isi formulir." in page and "<p>Datang ke balai desa.</p>" in page
    article.refresh_from_db()
    assert article.body == "Datang ke balai desa."

    mark = re.search(r'name="dilihat" value="(\w+)"', page)[1]
    assert writer.post(path, typed | {"dilihat": mark}).status_code == 302
    article.refresh_from_db()
    assert article.body == "Isi formulir."


def test_what_a_colleague_removed_does_not_come_back(government, planner):
    article = write(Words("guide", "Cara mengusulkan"), tenant=TENANT, by=planner, now=NOW)
    Article.objects.all().delete()
    with pytest.raises(Refusal, match="removed"):
        write(Words("guide", "Cara lain"), tenant=TENANT, by=planner, now=NOW, article=article)
    assert not Article.objects.exists()


def test_the_first_guides_show_a_code_of_this_region(client, government):
    Government.objects.update(code_prefix="BTL")
    write_first(TENANT, now=NOW)
    for lang in ("", "/en"):
        guide = text_of(client, f"{lang}/panduan/cara-mengusulkan/")
        assert "BTL-27-" in guide and "NSW" not in guide
        assert "BTL-27-" in text_of(client, f"{lang}/") and "NSW" not in text_of(client, f"{lang}/")
        assert "NSW" not in text_of(client, f"{lang}/panduan/tidak-ada/", status=404)


def test_a_new_article_sent_twice_is_written_once(writer, government):
    words = {"kind": "guide", "title": "Jadwal", "body": "Setiap Senin.", "position": "0"}
    for _ in range(2):
        assert writer.post("/panduan/kelola/baru/", words).status_code == 302
    assert Article.objects.count() == 1
    assert writer.post("/panduan/kelola/baru/", words | {"body": "Setiap Selasa."}).status_code == 302
    assert Article.objects.count() == 2
