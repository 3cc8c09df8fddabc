"""What stands on every answer, and the language that the address names."""

import base64
import hashlib
import re

import pytest

from rembuk.apps.core import vendor
from rembuk.apps.core.middleware.headers import content_security_policy

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.core.sample_site")]
EVERY_KIND = (
    "/contoh/",
    "/contoh/isian/",
    "/contoh/gagal/refused/",
    "/tidak/ada/",
    "/sehat/",
    "/contoh/masuk/",
)


@pytest.mark.parametrize("path", EVERY_KIND)
def test_every_answer_carries_the_headers(client, government, path):
    answer = client.get(path)

    assert answer["Content-Security-Policy"].startswith(
        "default-src 'none'; base-uri 'none'; form-action 'self'"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Permissions-Policy"]
    assert "Cache-Control" in answer.headers


def test_nothing_inline_is_allowed_but_the_import_map(monkeypatch):
    text = '{"imports":{"htmx.org":"/static/vendor/x.js"}}'
    monkeypatch.setattr(vendor, "import_map", lambda: text)

    scripts = re.search(r"script-src ([^;]*)", content_security_policy())[1]
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert scripts == f"'self' 'sha256-{digest}'"

    monkeypatch.setattr(vendor, "import_map", lambda: "")
    policy = content_security_policy()
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_of_one_person_are_kept_nowhere(client, resident):
    client.force_login(resident)

    assert client.get("/contoh/masuk/")["Cache-Control"] == "private, no-store"


def test_hsts_follows_the_setting(client, government, settings):
    settings.SECURE_HSTS_SECONDS = 60

    answer = client.get("/contoh/", secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=60")


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/sehat/", "id"),
        ("/en/sehat/", "en"),
        ("/english/", "id"),
        ("/tidak/en/", "id"),
        ("/en/tidak/", "en"),
    ],
)
def test_the_address_names_the_language(client, government, path, language):
    client.cookies["django_language"] = "en" if language == "id" else "id"
    answer = client.get(path, headers={"Accept-Language": "en" if language == "id" else "id"})

    assert answer["Content-Language"] == language
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_the_short_english_address_leads_to_the_first_page(client, government):
    assert client.get("/en").headers.get("Location", "/en/") == "/en/"


def test_the_health_page_answers_and_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/sehat/").content == b"sehat\n"
