"""No form takes more than its column: SQLite would store it, PostgreSQL would lose what was typed."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.db import models

import rembuk.apps
from rembuk.apps.desk.forms.step import StepForm
from rembuk.apps.desk.waiting import is_desk_step
from rembuk.apps.musrenbang.forms.item import ItemForm
from rembuk.apps.musrenbang.models import ForumItem
from rembuk.apps.proposals.facts import COLUMN
from rembuk.apps.proposals.forms.step import ProposerStepForm
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.forums import OUTCOMES
from rembuk.rules.proposal_flow import STEP
from tests.factories.proposals import ProposalFactory, open_year

# The field cleans what is typed to something shorter: a number, a code, a telephone number.
MADE_SHORT = {"rt", "rw", "phone", "sub_activity"}


def columns(app: str, name: str) -> list[int]:
    """How long the columns of this name are in one app."""
    found = []
    for model in apps.get_app_config(app).get_models():
        for field in model._meta.get_fields():
            if field.name == name and isinstance(field, models.CharField):
                found.append(field.max_length)
    return found


def too_long(app: str, form_fields: dict[str, forms.Field]) -> list[str]:
    """Fields that take more than any column of their name holds."""
    found = []
    for name, field in form_fields.items():
        lengths = columns(app, name) if isinstance(field, forms.CharField) and name not in MADE_SHORT else []
        if lengths and (field.max_length is None or field.max_length > max(lengths)):
            found.append(name)
    return found


def test_no_form_takes_more_than_its_column():
    seen, wrong = 0, {}
    for module in pkgutil.walk_packages(rembuk.apps.__path__, "rembuk.apps."):
        if ".forms" not in module.name and ".views." not in module.name:
            continue
        app = module.name.split(".")[2]
        for name, form in vars(import_module(module.name)).items():
            if inspect.isclass(form) and issubclass(form, forms.Form) and form.__module__ == module.name:
                seen += 1
                if found := too_long(app, form.base_fields):
                    wrong[f"{app}.{name}"] = found
    assert seen > 25
    assert not wrong


def columns_of_inputs() -> dict[str, int]:
    """Input of a step -> the length of the column that keeps it."""
    found = {}
    for code, column in COLUMN.items():
        field = Proposal._meta.get_field(column)
        if isinstance(field, models.CharField):
            found[code] = field.max_length
    return found | {"coefficient": Move._meta.get_field("coefficient").max_length}


@pytest.mark.parametrize("kind", ["desk", "proposer", "forum"])
def test_no_step_takes_more_than_its_column(government, kind):
    proposal = ProposalFactory(cycle=open_year("village_deliberation"), eligibility="", unit="", work="")
    if kind == "forum":
        item = ForumItem(proposal=proposal)
        made = [ItemForm(item=item, outcome=row, lang="id") for rows in OUTCOMES.values() for row in rows]
    else:
        form, asked_of = (
            (StepForm, is_desk_step) if kind == "desk" else (ProposerStepForm, lambda step: step.relation)
        )
        made = [form(step=step, proposal=proposal, lang="id") for step in STEP.values() if asked_of(step)]
    lengths, asked = columns_of_inputs(), 0
    for one in made:
        for code in (set(lengths) & set(one.fields)) - MADE_SHORT:
            field = one.fields[code]
            if isinstance(field, forms.CharField):
                asked += 1
                assert field.max_length is not None and field.max_length <= lengths[code], code
    assert asked


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("coefficient", "2 unit x 30 m dan " * 9),
        ("sub_activity", "1.03.10.2.01.0001.0001.00011"),
        ("funding_source", "P" * 41),
    ],
)
def test_an_officer_who_writes_too_much_is_asked_again(client, agency_verifier, name, words):
    proposal = ProposalFactory(cycle=open_year("agency_forum"), state="agency_review")
    client.force_login(agency_verifier)
    given = {
        "langkah": "accept_by_agency", "sub_activity": "1.03.10.2.01.0001", "coefficient": "30 m",
        "amount": "150 juta", "funding_source": "PAD",
    }  # fmt: skip
    answer = client.post(f"/usulan/{proposal.code}/verifikasi/", given | {name: words})
    assert answer.status_code == 422 and words.strip() in answer.content.decode()
    assert not Move.objects.exists()
    assert client.post(f"/usulan/{proposal.code}/verifikasi/", given).status_code == 302


def test_a_link_longer_than_its_column_is_asked_again(client, planner):
    year = open_year("plan_finalisation")
    client.force_login(planner)
    given = {
        "cycle": year.pk,
        "status": "initial_draft",
        "jdih_url": "https://jdih.example.go.id/" + "a" * 300,
    }
    assert client.post("/dokumen/kelola/", given).status_code == 422
