"""The corpus of hostile and broken input against the real form: a sentence or inert text, never a 5xx."""

import io
import zlib
from struct import pack
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rembuk.apps.core.ids import uuid7
from rembuk.apps.proposals.models import Proposal
from tests.factories.places import VILLAGE
from tests.factories.proposals import open_year

NEW = "/usulan/baru/"
MARKS = "a" + "\u0301" * 1_000
TEXTS = {
    "surrogate": "jalan \ud83d rusak",
    "rtl": "jalan \u202erusak\u202c dan gelap",
    "emoji": "jalan rusak 🚧🏚️👩‍🌾 sejak lama",
    "marks": f"jalan {MARKS} rusak",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }} {% include 'x' %} %(name)s ${7*7}",
    "formula": "=cmd|'/C calc'!A0",
    "sql": "'; DROP TABLE proposals_proposal; --",
    "only marks": "\u200b\u200b\ufeff",
    "long": "jalan rusak " * 2_000,
}


def typed(**fields):
    given = {
        "uuid": str(uuid7()),
        "village": VILLAGE,
        "problem": "Jembatan ke sawah putus sejak Maret; anak-anak memutar dua kilometer.",
        "address": "Belakang pasar lama",
        "contact_phone": "0812-3456-7890",
        "truth": "on",
    }
    return {**given, **fields}


@pytest.fixture
def form(client, resident):
    open_year("hamlet_meeting")
    client.force_login(resident)
    client.raise_request_exception = False
    return client


def answered(form, given, *, is_typed=True):
    """The proposal, or None where the form came back with what was typed."""
    kinds = {"content_type": "application/x-www-form-urlencoded"} if isinstance(given, str) else {}
    answer = form.post(NEW, given, **kinds)
    assert answer.status_code in {302, 422}, answer.status_code
    if answer.status_code == 422:
        assert not is_typed or "Belakang pasar lama" in answer.content.decode()
        assert not Proposal.objects.exists()
        return None
    page = form.get(answer.headers["Location"])
    assert page.status_code == 200
    own = form.get("/usulan/saya/").content.decode()
    for text in (page.content.decode(), own):
        assert "<script>alert" not in text and "<img src=x" not in text
    return Proposal.objects.get()


@pytest.mark.parametrize("field", ["problem", "work", "address", "contribution", "unit"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_stored_inert_or_answered_with_a_sentence(form, field, text):
    body = urlencode(typed(**{field: text}), errors="surrogatepass")
    proposal = answered(form, body, is_typed=field != "address")
    if proposal is not None:
        kept = proposal.problem + proposal.work + proposal.address + proposal.unit
        assert "\x00" not in kept and "\u202e" not in kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("beneficiaries", str(2**63 + 1)),
        ("beneficiaries", "9" * 5_000),
        ("beneficiaries", "-1"),
        ("beneficiaries", "NaN"),
        ("volume", "Infinity"),
        ("volume", "-3"),
        ("volume", "1e400"),
        ("volume", "0"),
        ("estimated_cost", "-1"),
        ("estimated_cost", "9" * 30),
        ("estimated_cost", "gratis"),
        ("lat", "NaN"),
        ("lat", "91"),
        ("village", "99.01.99.9999"),
        ("village", "../../etc"),
        ("category", "nothing"),
        ("rt", "dua belas ribu"),
        ("contact_phone", "bukan nomor"),
        ("contact_email", "a@b@c"),
        ("uuid", "not-a-number"),
        ("uuid", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_what_cannot_be_meant_comes_back_with_a_sentence(form, field, value):
    assert answered(form, typed(**{field: value})) is None


def test_a_sign_that_no_browser_sends_is_refused_with_a_sentence(form):
    answer = form.post(NEW, typed(problem="jalan\x00rusak sejak lama"))
    assert answer.status_code == 400 and "lang=" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_swapped_coordinates_are_asked_about(form):
    page = form.post(NEW, typed(lat="108.5", lon="-7.1"))
    assert page.status_code == 422
    assert "108.5" in page.content.decode()


def test_a_form_whose_number_is_too_old_gets_a_new_one(form):
    page = form.post(NEW, typed(uuid="not-a-number")).content.decode()
    assert "not-a-number" not in page
    assert 'name="uuid" value="0' in page


@pytest.mark.parametrize("number", ["٣", "３", "RT 003", "3", "03"])
def test_the_number_of_an_rt_is_understood_however_it_is_written(form, number):
    assert answered(form, typed(rt=number)).rt == "03"


def test_duplicated_and_unknown_fields_do_no_harm(form):
    given = typed(problem=["Satu " * 10, "Dua " * 10], is_public="0", state="rkpd", proposer="1")
    proposal = answered(form, given)
    assert proposal.problem.startswith("Dua") and proposal.state == "village_review"


def test_a_thousand_fields_and_ten_megabytes_are_refused(form):
    many = typed(**{f"x{n}": "1" for n in range(1_200)})
    assert form.post(NEW, many).status_code == 400
    assert form.post(NEW, typed(problem="x" * 10_000_000)).status_code == 413


def picture(kind="JPEG", size=(64, 48)):
    made = io.BytesIO()
    Image.new("RGB", size, "green").save(made, kind)
    return made.getvalue()


def bomb():
    """A PNG of a few kilobytes that claims 30,000 x 30,000 points."""

    def chunk(name, data):
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 40,
        b"\xff\xd8\xff" + b"\0" * 400,
        b"%PDF-1.4 not a picture",
        b"",
        bomb(),
    ],
    ids=["svg", "gif", "torn jpeg", "pdf", "empty", "bomb"],
)
def test_what_is_no_photograph_is_refused_with_a_sentence(form, media, data):
    answer = form.post(NEW, typed(photos=SimpleUploadedFile("foto.jpg", data, "image/jpeg")))
    assert answer.status_code in {302, 422}
    if data:
        assert answer.status_code == 422
        assert "Belakang pasar lama" in answer.content.decode()
    assert not list(media.glob("photos/*"))


def test_up_to_five_photographs_are_kept_and_no_more(form, media):
    photos = [SimpleUploadedFile(f"{n}.jpg", picture(size=(40 + n, 30)), "image/jpeg") for n in range(6)]
    assert form.post(NEW, typed(photos=photos)).status_code == 422

    photos = [SimpleUploadedFile(f"{n}.jpg", picture(size=(40 + n, 30)), "image/jpeg") for n in range(5)]
    proposal = answered(form, typed(photos=photos))
    assert (proposal.photo_count, proposal.photos.count()) == (5, 5)
    shown = form.get("/foto/" + proposal.photos.first().file.removeprefix("photos/"))
    assert shown.status_code == 200 and shown.headers["Content-Type"] == "image/webp"
    assert "must-revalidate" in shown.headers["Cache-Control"]
    assert b"".join(shown.streaming_content)


@pytest.mark.parametrize(
    "path",
    [
        "/usulan/baru/?draf=%00",
        "/usulan/baru/?draf=00000000-0000-7000-8000-000000000000",
        "/usulan/NSW-99-XXXXXX-X/diterima/",
        "/usulan/%00/saya/",
        "/usulan/a%2Fb/saya/",
        "/foto/..%2F..%2Fetc%2Fpasswd",
        "/foto/%00.webp",
        "/foto/x.webp",
    ],
)
def test_an_address_that_leads_nowhere_is_a_page_with_a_way_back(form, path):
    assert form.get(path).status_code in {400, 404}


def test_who_sends_too_often_keeps_what_was_typed(form, resident):
    for _ in range(10):
        assert form.post(NEW, typed()).status_code == 302
    answer = form.post(NEW, typed(address="Belakang pasar lama"))
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Belakang pasar lama" in page and "Tunggu beberapa menit" in page
