"""What stands on every answer of the whole site, errors and files included."""

# ruff: noqa: E501  a row of a table is read as a row

import pytest
from django.conf import settings
from django.test import Client, override_settings

from rembuk.apps.core.pages import PUBLIC
from tests.security.asking import answer_to, paths, sessions
from tests.security.world import GUEST

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'", "base-uri": "'none'", "form-action": "'self'", "style-src": "'self'",
    "font-src": "'self'", "img-src": "'self' data: blob:", "connect-src": "'self'", "frame-ancestors": "'none'",
}  # fmt: skip
ERRORS = ("/tidak/ada/", "/usulan/%00/", "/foto/../x", "/en/tidak/ada/")


def policy_of(answer) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _space, value in parts}


def problems(answer) -> list[str]:
    found = []
    policy = policy_of(answer)
    if not answer["Content-Security-Policy"].startswith("sandbox"):
        found += [name for name, value in POLICY.items() if policy.get(name) != value]
        script = policy.get("script-src", "").split()
        if (
            script[:1] != ["'self'"]
            or len(script) > 2
            or not all(w.startswith("'sha256-") for w in script[1:])
        ):
            found.append(f"script-src {script}")
    if "unsafe" in answer["Content-Security-Policy"]:
        found.append("unsafe")
    expected = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    found += [name for name, value in expected.items() if answer.get(name) != value]
    found += [name for name in ("Permissions-Policy", "Cache-Control") if name not in answer]
    if "Server" in answer or "X-Powered-By" in answer:
        found.append("names its program")
    return found


@pytest.mark.parametrize("role", [GUEST, "citizen", "planning_admin"])
def test_every_answer_carries_the_headers(filled, role):
    keys = sessions(filled)
    asked = [path for path, _view in paths(filled)] + list(ERRORS)
    found = {path: wrong for path in asked if (wrong := problems(answer_to(keys[role], "GET", path)))}
    assert not found


def test_no_html_holds_inline_code_or_style(filled):
    keys, found = sessions(filled), []
    for path, _view in paths(filled):
        answer = answer_to(keys["planning_admin"], "GET", path)
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        scripts = (
            text.count("<script") - text.count("<script src=") - text.count('<script type="module" src=')
        )
        scripts -= text.count('<script type="importmap"') + text.count("<script defer src=")
        if scripts or " style=" in text or "<style" in text or "javascript:" in text or " onclick" in text:
            found.append(path)
    assert not found


def test_kept_pages_know_no_cookie_and_others_are_kept_nowhere(filled):
    keys, found = sessions(filled), []
    for path, view in paths(filled):
        answer = answer_to(keys["citizen"], "GET", path)
        if (
            view.page.is_kept
            and answer.status_code == 200
            and (answer.cookies or "Cookie" in answer.get("Vary", ""))
        ):
            found.append(f"{path} is the same for all and sets a cookie")
        if view.page.who is not PUBLIC and "no-store" not in answer["Cache-Control"]:
            found.append(f"{path} is personal and may be kept")
    assert not found


def test_cookies_are_out_of_reach_and_secure_where_https_is(filled):
    client = Client()
    page = client.get("/masuk/")
    assert page.cookies["csrftoken"]["httponly"]
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"

    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True, SECURE_SSL_REDIRECT=True):
        assert Client().get("/masuk/").status_code == 301
        safe = Client().get("/masuk/", secure=True)
        assert safe.cookies["csrftoken"]["secure"] and safe.cookies["csrftoken"]["httponly"]


def test_a_form_from_another_site_is_refused(filled):
    client = Client(enforce_csrf_checks=True)
    client.force_login(filled.people["citizen"])
    code = filled.names["portal"]["own"]["code"]
    answer = client.post(f"/usulan/{code}/dukung/", headers={"Origin": "https://jahat.example"})
    assert answer.status_code == 403
    assert "<h1>" in answer.content.decode()


def test_sign_in_leads_nowhere_else(filled):
    for place in (
        "https://jahat.example/",
        "//jahat.example",
        "/\\jahat.example",
        "javascript:alert(1)",
        "http:jahat",
    ):
        client = Client()
        sent = {"login": "citizen", "password": "sawah-hijau-pagi-7", "next": place}
        answer = client.post("/masuk/", sent, query_params={"next": place})
        assert answer.status_code in {302, 303}
        assert "jahat" not in answer["Location"] and not answer["Location"].startswith("javascript")


def test_a_host_that_is_not_ours_is_refused(filled):
    answer = Client().get("/", headers={"Host": "jahat.example"})
    assert answer.status_code == 400
    assert "jahat" not in answer.content.decode()


def test_a_body_over_the_limit_is_refused_with_a_way_back(filled):
    client = Client(headers={"Referer": "http://testserver/usulan/baru/"})
    client.force_login(filled.people["citizen"])
    big = client.generic("POST", "/usulan/baru/", b"", CONTENT_LENGTH=str(2**31))
    assert big.status_code == 413
    assert 'href="/usulan/baru/"' in big.content.decode()
    text = client.post("/usulan/baru/", {"problem": "x" * (10 * 1024 * 1024)})
    assert text.status_code == 413
    assert 'href="/usulan/baru/"' in text.content.decode()
    many = client.post("/usulan/baru/", {f"f{n}": "1" for n in range(1_000)})
    assert many.status_code == 400
