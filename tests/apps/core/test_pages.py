"""One way to declare a view, and what it then answers to whom."""

from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.urls import path

from rembuk.apps.core import practice
from rembuk.apps.core.checks import every_view, undeclared
from rembuk.apps.core.pages import PUBLIC, SIGNED_IN, page, rule_of
from rembuk.rules.actions import Action

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.core.sample_site")]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


def test_a_view_carries_what_it_declared():
    @page("GET", who=PUBLIC, depends=("proposals",), keys=("q",))
    def view(request):
        """Words."""

    rule = rule_of(view)
    assert (rule.methods, rule.who, rule.depends, rule.keys) == (
        ("GET", "HEAD"),
        PUBLIC,
        ("proposals",),
        ("q",),
    )
    assert (view.__name__, view.__doc__) == ("view", "Words.")


@pytest.mark.parametrize(
    ("methods", "declared"),
    [
        ((), {"who": PUBLIC}),
        (("TRACE",), {"who": PUBLIC}),
        (("GET",), {"who": ()}),
        (("GET",), {"who": SIGNED_IN, "depends": ("proposals",)}),
        (("GET",), {"who": Action.ACCOUNTS_MANAGE, "depends": ("proposals",)}),
        (("GET", "POST"), {"who": PUBLIC, "depends": ("proposals",)}),
    ],
)
def test_a_declaration_that_makes_no_sense_fails_at_import(methods, declared):
    with pytest.raises(ValueError):
        page(*methods, **declared)


@pytest.mark.parametrize("method", METHODS)
def test_any_other_method_is_answered_405_with_a_page(client, government, method):
    answer = client.generic(method, "/contoh/")

    if method in ("GET", "HEAD"):
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert "<h1>" in answer.text


def test_guests_are_led_to_the_sign_in_page_and_back(client, government):
    answer = client.get("/contoh/masuk/?a=1&b=2")

    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=/contoh/masuk/%3Fa%3D1%26b%3D2")


def test_after_a_form_guests_come_back_to_the_page_that_held_it(client, government):
    sent = {"path": "/contoh/masuk/", "data": {}}

    answer = client.post(**sent, HTTP_REFERER="http://testserver/usulan/NSW-27-7K4M2P-X/?q=1#isi")
    assert answer["Location"] == "/masuk/?next=/usulan/NSW-27-7K4M2P-X/%3Fq%3D1"

    for foreign in (
        "",
        "https://jahat.example/contoh/",
        "//jahat.example/",
        "javascript:alert(1)",
        "http://[x",
    ):
        assert client.post(**sent, HTTP_REFERER=foreign)["Location"] == "/masuk/?next=/"


def test_an_account_is_enough_where_no_right_is_asked(client, resident):
    client.force_login(resident)

    assert client.get("/contoh/masuk/").text == resident.username


def test_without_the_right_a_sentence_says_who_holds_it(client, resident):
    client.force_login(resident)

    answer = client.get("/contoh/admin/")
    assert answer.status_code == 403
    assert "Halaman ini untuk" in answer.text


def test_one_of_several_rights_is_enough(client, resident):
    client.force_login(resident)

    assert client.get("/contoh/beberapa/").text == "several"


def test_who_holds_the_right_gets_in(client, sysadmin):
    client.force_login(sysadmin)

    assert client.get("/contoh/admin/").text == "admin"


def test_practice_pages_exist_in_the_practice_regency_alone(client, government, monkeypatch):
    monkeypatch.setattr(practice._Answer, "by", lambda: False)
    assert client.get("/contoh/latihan/").status_code == 404

    monkeypatch.setattr(practice._Answer, "by", lambda: True)
    assert client.get("/contoh/latihan/").text == "latihan"


def test_until_somebody_answers_it_is_no_practice(monkeypatch):
    monkeypatch.setattr(practice._Answer, "by", None)

    assert not practice.is_practice()


class TestTheCheckAtStart:
    def test_every_view_of_the_site_declares_who_may_open_it(self):
        assert len(list(every_view())) > 20
        assert [problem.msg for problem in run_checks(tags=["urls"]) if problem.id == "rembuk.E001"] == []

    def test_one_undeclared_view_is_an_error_that_names_it(self):
        def forgotten(request):
            return HttpResponse()

        patterns = [path("terbuka/", forgotten), path("baik/", page("GET", who=PUBLIC)(forgotten))]

        (problem,) = undeclared(every_view(patterns))
        assert problem.msg.startswith("terbuka/: ")
        assert "forgotten" in problem.msg
        assert problem.is_serious()

    def test_a_view_that_is_an_object_is_named_too(self):
        (problem,) = undeclared(iter([("x/", SimpleNamespace())]))

        assert problem.msg.startswith("x/: ")
