"""Every no is a page with a sentence and a way back; nothing that is sent makes a 5xx."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rembuk.apps.core import errors

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.core.sample_site")]


@pytest.fixture(autouse=True)
def _served(government):
    """Pages name the government in their frame."""


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("busy", 503, ""),
        ("database", 503, ""),
        ("refused", 403, "Minta petugas lain memeriksa."),
        ("denied", 403, "Hanya kantor desa yang boleh."),
        ("silent", 403, ""),
        ("lost", 409, "Bu Sari baru saja memutuskan."),
        ("often", 429, "Tunggu beberapa menit."),
        ("overflow", 400, ""),
        ("data", 400, ""),
        ("surrogate", 400, ""),
        ("missing", 404, ""),
    ],
)
def test_what_a_view_raises_becomes_a_page(client, kind, status, sentence):
    answer = client.get(f"/contoh/gagal/{kind}/")

    assert answer.status_code == status
    assert sentence in answer.text
    assert "<h1>" in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_a_refusal_speaks_the_language_of_the_page(client):
    assert "Ask another officer." in client.get("/en/contoh/gagal/refused/").text


@pytest.mark.parametrize(("kind", "seconds"), [("busy", "5"), ("database", "5"), ("often", "60")])
def test_who_should_come_again_is_told_when(client, kind, seconds):
    assert client.get(f"/contoh/gagal/{kind}/")["Retry-After"] == seconds


def test_a_fault_of_ours_is_a_page_too(client):
    client.raise_request_exception = False

    answer = client.get("/contoh/gagal/broken/")
    assert answer.status_code == 500
    assert "<h1>" in answer.text


def test_when_even_that_page_fails_a_sentence_is_left(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(errors, "render", lambda *_, **__: 1 / 0)

    answer = client.get("/contoh/gagal/broken/")
    assert answer.status_code == 500
    assert "Coba lagi sebentar lagi" in answer.text


def test_the_way_back_leads_to_our_own_page_only(client):
    kinds = {"http://testserver/usulan/?q=a": "/usulan/?q=a", "https://jahat.example/x/": "", "http://[x": ""}
    for referer, back in kinds.items():
        page = client.get("/contoh/gagal/refused/", headers={"Referer": referer}).text
        assert (f'href="{back}"' in page) if back else "jahat" not in page


@pytest.mark.parametrize("path", ["/contoh/%00/", "/contoh/?q=%00", "/contoh/?%00=1", "/contoh/gagal/a%00/"])
def test_a_nul_in_the_address_is_refused_with_a_sentence(client, path):
    answer = client.get(path)

    assert answer.status_code == 400
    assert "<h1>" in answer.text


@pytest.mark.parametrize("body", [b"words=a%00b", b"a%00b=1"])
def test_a_nul_in_a_form_is_refused_before_any_view(client, body):
    answer = client.post("/contoh/isian/", body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_half_a_sign_never_reaches_a_view(client):
    answer = client.post(
        "/contoh/isian/", b"words=a%ED%A0%80b", content_type="application/x-www-form-urlencoded"
    )

    assert answer.text == "a\ufffd\ufffd\ufffdb"


def test_text_that_is_strange_but_text_arrives(client):
    words = "\u202egnp.exe 🙂 a" + "\u0301" * 1_000 + " =cmd|' /C calc'!A0 <script>"

    assert client.post("/contoh/isian/", {"words": words}).text == words


class Unread:
    """A body that nobody may touch."""

    def read(self, *_):
        raise AssertionError("the body was read")

    readline = read


def large(client, path, size=3_000_000, **headers):
    """Somebody sends a photograph, of which not one byte is read."""
    kind = "multipart/form-data; boundary=x"
    sent = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    return client.generic("POST", path, b"", content_type=kind, headers=headers, **sent)


def test_a_page_without_files_refuses_a_large_body_unread(client):
    answer = large(client, "/contoh/isian/", Referer="http://testserver/usulan/baru/")

    assert answer.status_code == 413
    assert 'href="/usulan/baru/"' in answer.text


def test_a_page_that_takes_files_reads_a_large_body_of_nobody_who_may_not_send_it(client):
    assert large(client, "/contoh/masuk/").headers["Location"].startswith("/masuk/")


def test_a_page_that_takes_files_takes_them_up_to_its_limit(client, settings, resident):
    client.force_login(resident)
    photo = SimpleUploadedFile("a.jpg", b"x" * 3_000_000)
    assert client.post("/contoh/masuk/", {"photo": photo}).text == resident.username

    assert large(client, "/contoh/masuk/", settings.REMBUK_LARGEST_BODY + 1).status_code == 413


def test_too_much_text_and_too_many_fields_are_refused(client, settings, resident):
    client.force_login(resident)

    assert (
        client.post("/contoh/masuk/", {"words": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}).status_code
        == 413
    )
    answer = client.post("/contoh/masuk/", {f"f{n}": "1" for n in range(1_000)})
    assert answer.status_code == 400
    files = {f"f{n}": SimpleUploadedFile("a", b"x") for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)}
    assert client.post("/contoh/masuk/", files).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary="),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"a=%ED%A0%80", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"a=1", "application/x-www-form-urlencoded; charset=nonsense"),
    ],
)
def test_bodies_that_are_no_forms_make_no_5xx(client, body, kind):
    assert client.generic("POST", "/contoh/isian/", body, content_type=kind).status_code < 500


@pytest.mark.parametrize("length", ["-1", "abc", "", "99999999999999999999"])
def test_a_length_that_is_no_length_makes_no_5xx(client, length):
    assert (
        client.post("/contoh/isian/", b"", content_type="text/plain", CONTENT_LENGTH=length).status_code < 500
    )


def test_an_unknown_host_is_refused_with_a_page(client):
    answer = client.get("/contoh/", headers={"host": "jahat.example", "Referer": "http://jahat.example/"})

    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_a_form_without_its_token_is_refused_with_a_sentence(client, resident):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/contoh/isian/", {"words": "x"})
    assert answer.status_code == 403
    assert "muat ulang" in answer.text.lower()
