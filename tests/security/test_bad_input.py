"""Every address and every form gets every bad value: a sentence or a page, never a fault of ours."""

import inspect
import re
import sys
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import pytest

from rembuk.apps.core.ids import uuid7
from rembuk.apps.core.pages import rule_of
from rembuk.apps.proposals.models import Proposal
from tests.factories.places import VILLAGE
from tests.security.asking import answer_to, paths, sessions
from tests.security.corpus import PATHS, QUERIES, ROWS, TEXTS
from tests.security.forms import ROLES, Form, every_form
from tests.security.hostile_files import NO_IMPORTS, NO_PHOTOGRAPHS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = {
    "village": VILLAGE, "problem": "Jalan di depan sekolah berlubang dan banjir.", "truth": "on",
    "contact_phone": "0812-3456-7890",
}  # fmt: skip
_READS = re.compile(r"""GET(?:\.get|\.getlist)?[(\[]"(\w+)\"""")
MOST_USED = {"/usulan/", "/cari/", "/usulan/baru/", "/daftar/", "/masuk/"}
SHARE = 9


def test_each_row_of_the_corpus_is_used_somewhere():
    tests = "".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    known = {*TEXTS, *QUERIES, *PATHS, *NO_IMPORTS, *NO_PHOTOGRAPHS}
    missing = [
        f"{row}: {place}"
        for row, places in ROWS.items()
        for place in places
        if place not in known and f"def test_{place}(" not in tests
    ]
    assert not missing


def test_the_corpus_is_that_of_the_design(shared):
    text = (
        (shared / "design/trust.md")
        .read_text("utf-8")
        .partition("### 3.3")[2]
        .partition("Expected for all")[0]
    )
    design = " ".join(text.partition("\n")[2].split()).removesuffix(".").split("; ")
    assert set(design) == set(ROWS)


@cache
def keys_of(view: object) -> tuple[str, ...]:
    """The query keys that the module of a view reads."""
    source = inspect.getsource(sys.modules[inspect.unwrap(view).__module__])
    known = {*_READS.findall(source), *rule_of(view).keys}
    return tuple(sorted(known)) if known or ".GET" in source else ()


def first_who_opens(keys: dict[str, str], path: str) -> str:
    return next((role for role in ROLES if answer_to(keys[role], "GET", path).status_code == 200), "guest")


def wrong(answer, text: str) -> bool:
    """A fault of ours, or markup that came back as markup."""
    if answer.status_code >= 500:
        return True
    body = b"" if answer.streaming else answer.content
    return answer.get("Content-Type", "").startswith("text/html") and b"<img src=x" in body


def test_no_query_makes_a_fault(filled):
    keys, found, asked = sessions(filled), [], 0
    texts, queries = cycle(TEXTS.items()), cycle(QUERIES)
    for path, view in paths(filled):
        if "GET" not in rule_of(view).methods or not keys_of(view):
            continue
        session = keys[first_who_opens(keys, path)]
        searched = path in MOST_USED
        for name, text in TEXTS.items() if searched else islice(texts, 2 * SHARE):
            query = {key: text.encode("utf-8", "surrogatepass") for key in keys_of(view)}
            asked += 1
            if wrong(answer_to(session, "GET", path, data=query), text):
                found.append(f"{path} {name}")
        for query in QUERIES if searched else islice(queries, SHARE):
            if wrong(answer_to(session, "GET", f"{path}?{query}"), query):
                found.append(f"{path}?{query[:40]}")
    assert asked > 300
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", PATHS)
def test_no_path_makes_a_fault(filled, path):
    keys = sessions(filled)
    for role in ("guest", "planning_admin"):
        for method in ("GET", "POST"):
            assert answer_to(keys[role], method, path).status_code in {200, 301, 302, 400, 403, 404, 405, 410}


def test_a_strange_query_key_changes_nothing(filled):
    keys, different = sessions(filled), []
    for path, view in paths(filled):
        if not rule_of(view).is_kept:
            continue
        plain = answer_to(keys["guest"], "GET", path)
        strange = answer_to(keys["guest"], "GET", f"{path}?zz=1&utm_source=a&__proto__=b")
        if (plain.status_code, plain.get("ETag")) != (strange.status_code, strange.get("ETag")):
            different.append(path)
    assert not different


def values_of(form: Form, text: str, only: str = "") -> dict[str, str]:
    return {
        name: text if name in form.typed and only in {"", name} and name != "csrfmiddlewaretoken" else value
        for name, value in form.values.items()
    }


def test_no_form_makes_a_fault(filled):
    keys, found, forms = sessions(filled), [], 0
    rotation = cycle(TEXTS.items())
    for role, form in every_form(filled, keys):
        forms += 1
        # Everything at once into the form of residents; the others share the texts among themselves.
        whole = TEXTS.items() if form.action in MOST_USED else islice(rotation, SHARE)
        sent = [(name, text, "") for name, text in whole]
        sent += [(*next(rotation), field) for field in form.typed]
        for name, text, only in sent:
            data = values_of(form, text.encode("utf-8", "replace").decode(), only)
            answer = answer_to(keys[role], "POST", form.action, data=data)
            if wrong(answer, text):
                found.append(f"{role} {form.action} {name} {only}: {answer.status_code}")
    assert forms > 25
    assert not found, "\n".join(found)


def test_a_form_that_is_refused_comes_back_with_everything_typed(filled):
    keys, lost, refused = sessions(filled), [], 0
    for role, form in every_form(filled, keys):
        for name in form.comes_back:
            typed = f"kata khas {name}"
            answer = answer_to(keys[role], "POST", form.action, data={**form.values, name: typed})
            if answer.status_code == 422:
                refused += 1
                if typed not in answer.content.decode():
                    lost.append(f"{role} {form.action} {name}")
    assert refused > 40
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize(
    "body", [b"problem=%00", b"problem=%ED%A0%80", b"problem=\xff\xfe", b"%00=1", b"=&&=%", b"\x00", b"{}"]
)
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/x"]
)
def test_a_body_that_no_browser_sends_is_answered_with_a_page(filled, body, kind):
    keys = sessions(filled)
    for role, path in (("citizen_verified", "/usulan/baru/"), ("guest", "/daftar/"), ("guest", "/masuk/")):
        answer = answer_to(keys[role], "POST", path, data=body, content_type=kind)
        assert answer.status_code in {400, 422}, (path, answer.status_code)
        assert "<h1" in answer.content.decode()


def test_a_field_that_comes_twice_does_no_harm(filled, client):
    client.force_login(filled.people["citizen_verified"])
    number = uuid7()
    twice = {name: ["", value] for name, value in FORM.items()} | {"state": ["rkpd", "draft"]}

    answer = client.post("/usulan/baru/", {**twice, "uuid": [str(uuid7()), str(number)]})

    assert answer.status_code == 302
    assert Proposal.objects.get(uuid=number).state == "village_review"


@pytest.mark.parametrize(
    ("lat", "lon"), [("107.14", "-6.81"), ("NaN", "Infinity"), ("1e309", "107"), ("91", "181")]
)
def test_coordinates_the_wrong_way_round_are_asked_about(filled, lat, lon):
    sent = {**FORM, "uuid": str(uuid7()), "lat": lat, "lon": lon}
    answer = answer_to(sessions(filled)["citizen_verified"], "POST", "/usulan/baru/", data=sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert lat in page and lon in page and FORM["problem"] in page
