"""A public page is made once for what it shows, and never older than a receipt."""

import gzip
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.handlers import base
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from rembuk.apps.core.middleware.public import PersonalPublicPage, PublicPages
from rembuk.apps.core.page_cache import FinishedPage, PageCache
from rembuk.apps.core.versions import bump
from rembuk.apps.places.queries import forget_government
from tests.apps.core import sample_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.core.sample_site")]


@pytest.fixture
def visitor(government):
    """A client whose server remembers no page yet."""
    sample_site.made.clear()
    return Client()


def made() -> int:
    return len(sample_site.made)


def is_gone(*_given: object) -> None:
    raise OperationalError("the server closed the connection")


@pytest.mark.parametrize("known", [True, False])
def test_while_the_database_is_silent_it_asks_to_come_again(visitor, known):
    if known:
        visitor.get("/contoh/")
    forget_government()

    with connection.execute_wrapper(is_gone):
        answer = visitor.get("/contoh/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "<h1>" in answer.text
    assert visitor.get("/contoh/").status_code == 200


class TestKept:
    def test_it_is_made_once_and_shown_again(self, visitor):
        first, second = visitor.get("/contoh/"), visitor.get("/contoh/")

        assert made() == 1
        assert first.content == second.content
        assert first.headers == second.headers

    def test_a_change_of_what_it_shows_is_seen_at_the_next_request(self, visitor):
        old = visitor.get("/contoh/")
        bump("99.01", "proposals")
        new = visitor.get("/contoh/", headers={"If-None-Match": old["ETag"]})

        assert new.status_code == 200
        assert (made(), new.content != old.content, new["ETag"] != old["ETag"]) == (2, True, True)

    def test_a_change_of_something_else_is_none(self, visitor):
        visitor.get("/contoh/")
        bump("99.01", "plans")
        visitor.get("/contoh/")

        assert made() == 1

    def test_the_name_of_the_government_stands_in_every_frame(self, visitor):
        visitor.get("/contoh/")
        bump("99.01", "places")
        visitor.get("/contoh/")

        assert made() == 2

    def test_a_new_day_is_a_new_page(self, visitor):
        with time_machine.travel(datetime(2027, 1, 31, 12, tzinfo=UTC), tick=False):
            visitor.get("/contoh/")
        with time_machine.travel(datetime(2027, 1, 31, 17, tzinfo=UTC), tick=False):
            visitor.get("/contoh/")

        assert made() == 2

    def test_who_has_it_already_is_told_so_in_few_bytes(self, visitor):
        etag = visitor.get("/contoh/")["ETag"]

        for header in (etag, f'"other", {etag}', etag.removeprefix("W/")):
            answer = visitor.get("/contoh/", headers={"If-None-Match": header})
            assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
            assert "Content-Type" not in answer.headers

    def test_a_server_that_was_restarted_still_knows_what_a_reader_has(self, visitor):
        etag = visitor.get("/contoh/")["ETag"]
        restarted = Client()

        assert restarted.get("/contoh/", headers={"If-None-Match": etag}).status_code == 304
        assert made() == 1

    def test_unknown_query_keys_are_dropped_and_the_order_does_not_matter(self, visitor):
        visitor.get("/contoh/?q=jalan&page=2")
        visitor.get("/contoh/?page=2&utm_source=wa&q=jalan&sessionid=1")

        assert sample_site.made == ["/contoh/?page=2&q=jalan"]

    def test_a_known_key_with_another_value_is_another_page(self, visitor):
        assert b"jalan" in visitor.get("/contoh/?q=jalan").content
        assert b"irigasi" in visitor.get("/contoh/?q=irigasi").content

    def test_a_page_without_keys_ignores_them_all(self, visitor):
        assert visitor.get("/contoh/satu/a/?q=1").content == b"a"

    def test_very_many_or_very_long_values_do_no_harm(self, visitor):
        assert visitor.get("/contoh/?" + "&".join(f"q={n}" for n in range(300))).status_code == 200
        assert visitor.get("/contoh/?q=" + "a" * 5_000).status_code == 200
        assert max(map(len, sample_site.made)) < 300

    def test_addresses_do_not_mix(self, visitor):
        assert visitor.get("/contoh/satu/a/").content == b"a"
        assert visitor.get("/contoh/satu/b/").content == b"b"

    def test_each_language_has_its_own(self, visitor):
        indonesian, english = visitor.get("/contoh/"), visitor.get("/en/contoh/")

        assert (indonesian["Content-Language"], english["Content-Language"]) == ("id", "en")
        assert indonesian["ETag"] != english["ETag"]
        assert made() == 2

    def test_hosts_do_not_mix(self, visitor):
        visitor.get("/contoh/", headers={"host": "localhost"})
        visitor.get("/contoh/", headers={"host": "127.0.0.1"})

        assert made() == 2

    def test_a_reader_who_only_asks_for_the_head_gets_the_same_headers(self, visitor):
        page, head = visitor.get("/contoh/"), visitor.head("/contoh/")

        assert made() == 1
        assert head.headers["ETag"] == page.headers["ETag"]

    def test_neither_cookies_nor_language_vary_it(self, visitor):
        plain = visitor.get("/contoh/")
        visitor.cookies["sessionid"] = "x"
        other = visitor.get("/contoh/", headers={"Accept-Language": "en-GB"})

        assert other.content == plain.content
        assert plain["Vary"] == "Accept-Encoding"
        assert plain["Cache-Control"] == "public, max-age=0, must-revalidate"

    def test_a_strange_cookie_of_the_reader_changes_nothing(self, visitor):
        visitor.cookies["csrftoken"] = visitor.cookies["sessionid"] = "strange"

        for _ in range(2):
            assert not visitor.get("/contoh/").cookies
        assert made() == 1

    def test_a_kept_page_costs_one_query(self, visitor, django_assert_num_queries):
        visitor.get("/contoh/")

        with django_assert_num_queries(1):
            visitor.get("/contoh/")

    def test_a_kept_page_passes_neither_session_nor_view(self, visitor, monkeypatch):
        visitor.get("/contoh/")
        monkeypatch.setattr(base.BaseHandler, "_get_response", lambda *_: pytest.fail("it went all the way"))

        assert visitor.get("/contoh/").status_code == 200


class TestPacked:
    def test_whoever_takes_gzip_gets_it_first_and_later(self, visitor):
        plain = visitor.get("/contoh/")
        for _ in range(2):
            packed = visitor.get("/contoh/", headers={"Accept-Encoding": "br, gzip"})

            assert packed["Content-Encoding"] == "gzip"
            assert gzip.decompress(packed.content) == plain.content
            assert len(packed.content) < len(plain.content) / 3
        assert "Content-Encoding" not in visitor.get("/contoh/").headers
        assert made() == 1


class TestNotKept:
    def test_a_page_that_is_not_there(self, visitor):
        for _ in range(2):
            assert visitor.get("/contoh/satu/tidak-ada/").status_code == 404

        assert visitor.get("/contoh/satu/tidak-ada/").headers.get("ETag") is None

    def test_what_is_streamed(self, visitor):
        for _ in range(2):
            assert b"".join(visitor.get("/contoh/aliran/")) == b"ab"

        assert made() == 2

    def test_a_page_that_was_not_declared_to_be_the_same_for_all(self, visitor):
        visitor.get("/contoh/isian/")

        assert "ETag" not in visitor.get("/contoh/isian/").headers

    @pytest.mark.parametrize("path", ["/contoh/usil/", "/contoh/token/"])
    def test_a_page_that_knows_its_reader_is_a_fault_that_tests_find(self, visitor, path):
        with pytest.raises(PersonalPublicPage):
            visitor.get(path)

    @pytest.mark.filterwarnings("ignore::rembuk.apps.core.middleware.public.PersonalPublicPage")
    def test_and_in_service_it_is_not_kept(self, visitor, resident):
        visitor.force_login(resident)
        for _ in range(2):
            answer = visitor.get("/contoh/usil/")
            assert "ETag" not in answer.headers
            assert "no-store" in answer["Cache-Control"]
        visitor.logout()
        assert str(resident) not in visitor.get("/contoh/usil/").text

    def test_another_method(self, visitor):
        visitor.get("/contoh/")

        assert visitor.post("/contoh/").status_code == 405


def test_paths_are_remembered_within_limits(monkeypatch):
    monkeypatch.setattr("rembuk.apps.core.middleware.public._MOST_PATHS", 10)
    layer = PublicPages(lambda request: None)
    for number in range(25):
        layer.process_view(RequestFactory().get(f"/contoh/satu/{number}/"), sample_site.one, (), {})

    assert len(layer._rules) <= 10


class TestPageCache:
    def page(self, size: int, etag: str = "1") -> FinishedPage:
        return FinishedPage(etag, b"x" * size, ())

    def test_what_was_not_asked_for_longest_goes_first(self):
        cache = PageCache(100_000)
        for key in "abcdefgh":
            cache.put(key, self.page(8_000))
        cache.get("a", "1")
        cache.put("i", self.page(8_000))

        assert cache.get("a", "1") is not None
        assert cache.get("b", "1") is None

    def test_it_never_holds_more_than_its_room(self):
        cache = PageCache(50_000)
        for number in range(200):
            cache.put(str(number % 40), self.page(number * 20))

        assert cache._bytes == sum(page.size for page in cache._pages.values()) <= 50_000

    def test_a_page_too_large_for_the_room_is_not_kept(self):
        cache = PageCache(10_000)
        cache.put("a", self.page(5_000))

        assert len(cache) == 0

    def test_an_old_version_is_no_answer(self):
        cache = PageCache(100_000)
        cache.put("a", self.page(10, etag="old"))

        assert cache.get("a", "new") is None
