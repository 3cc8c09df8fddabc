"""Who may open what, compared with a table that people can read; what is not in it, is a change of rights."""

import csv
import os

import pytest
from django.http import HttpResponse

from rembuk.apps.core import errors
from rembuk.apps.core.checks import every_view, undeclared
from rembuk.apps.core.pages import rule_of
from rembuk.apps.core.versions import bump
from rembuk.apps.musrenbang.models import Forum
from rembuk.apps.proposals.models import Proposal
from tests.factories.places import TENANT
from tests.security.asking import TABLE, answer_to, as_text, path_of, paths, sessions, word_for
from tests.security.matrix import WRITE
from tests.security.world import addresses, objects_of

pytestmark = pytest.mark.django_db
NO_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW")


@pytest.mark.slow
def test_everybody_gets_the_answer_that_the_table_says(filled, monkeypatch):
    # Most answers are a no, and its page is looked at elsewhere: thousands of them cost half the time.
    monkeypatch.setattr(errors, "render", lambda *_args, status, **_kwargs: HttpResponse(status=status))
    found = as_text(filled)
    if os.environ.get(WRITE):
        TABLE.write_text(found, "utf-8")
    said = set(TABLE.read_text("utf-8").splitlines())
    new = [line for line in found.splitlines() if line not in said]
    gone = sorted(said.difference(found.splitlines()))
    assert not new and not gone, "\n".join(["new:", *new, "gone:", *gone])


def test_the_table_knows_no_failure_and_every_address():
    with TABLE.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert not [line for line in lines if line["answer"].startswith("5")]
    assert {line["address"] for line in lines} == {pattern for _view, pattern in addresses()}


@pytest.mark.parametrize("role", ["guest", "planning_admin"])
def test_no_address_takes_a_method_that_it_did_not_declare(filled, role):
    keys, wrong = sessions(filled), []
    for path, view in paths(filled):
        declared = rule_of(view).methods
        for method in NO_METHODS:
            answer = answer_to(keys[role], method, path)
            if answer.status_code != 405 or answer["Allow"] != ", ".join(declared):
                wrong.append(f"{method} {path}: {answer.status_code}")
    assert not wrong


def test_the_same_holds_in_english(filled):
    keys, different = sessions(filled), []
    for role in ("guest", "citizen", "village_admin"):
        for path, _view in paths(filled):
            ours, theirs = (answer_to(keys[role], "GET", address) for address in (path, f"/en{path}"))
            if word_for(ours) != word_for(theirs).replace("goes on", word_for(ours)):
                different.append(f"{role} {path}: {word_for(ours)} / {word_for(theirs)}")
    assert not different


def test_a_view_that_declares_nothing_stops_the_start():
    """Take one declaration away, and the check names the address."""
    views = list(every_view())
    assert undeclared(iter(views)) == []

    address, view = views[7]
    bare = view.__wrapped__
    problems = undeclared(iter([*views[:7], (address, bare), *views[8:]]))
    assert [problem.id for problem in problems] == ["rembuk.E001"]
    assert address in problems[0].msg


def test_what_belongs_to_another_government_is_not_there(filled):
    """Codes of theirs in our addresses: as if they did not exist."""
    Proposal.objects.filter(code=filled.names["portal"]["other"]["code"]).update(tenant="99.02")
    Forum.objects.filter(code=filled.names["musrenbang"]["other"]["code"]).update(tenant="99.02")
    bump(TENANT, "proposals", "forums")
    keys, found = sessions(filled), []
    for view, pattern in addresses():
        if view.partition(":")[0] not in {"portal", "proposals", "desk", "musrenbang"}:
            continue
        place = objects_of(filled, view, pattern).get("other")
        # A place of this government stays one, whosever proposals were moved away.
        if place is None or view in {"portal:region", "proposals:photo"} or ":village_" in view:
            continue
        path = path_of(view, place)
        for role in ("guest", "village_admin", "planning_admin", "sysadmin"):
            for method in ("GET", "POST"):
                word = word_for(answer_to(keys[role], method, path))
                if word not in {"not there", "wrong method", "no right", "sign in"}:
                    found.append(f"{role} {method} {path}: {word}")
    assert not found
