"""No form takes more than its column: SQLite would store it, PostgreSQL would lose what was typed."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

import rembuk.apps
from rembuk.apps.core.forms import DecimalVolumeField, RupiahField
from rembuk.apps.desk.forms.step import StepForm
from rembuk.apps.desk.waiting import is_desk_step
from rembuk.apps.musrenbang.forms.item import ItemForm
from rembuk.apps.musrenbang.models import ForumItem, Minutes, Participant
from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import Ceiling, ChecklistItem, GameRules, Stakeholder
from rembuk.apps.proposals.facts import COLUMN
from rembuk.apps.proposals.forms.fields import PeopleField
from rembuk.apps.proposals.forms.step import ProposerStepForm
from rembuk.apps.proposals.models import Move, Proposal, ProposerContact
from rembuk.apps.publishing.models import Article, PlanVersion
from rembuk.rules.forums import OUTCOMES
from rembuk.rules.proposal_flow import STEP
from tests.factories.proposals import ProposalFactory, open_year

# Where a form's field is kept, if no column of its app has its name, or columns of several lengths have.
KEPT_IN = {
    "AccountForm.phone": User, "ArticleForm.title": Article, "CeilingsForm.basis": Ceiling,
    "GameRulesForm.note": GameRules,
    "GuestForm.phone": Participant, "StakeholderForm.note": Stakeholder, "TickForm.note": ChecklistItem,
    "PrepareForm.note": PlanVersion,
    "SubmissionForm.contact_name": (ProposerContact, "name"),
    "SubmissionForm.contact_phone": (ProposerContact, "phone"),
    "SubmissionForm.contact_email": (ProposerContact, "email"),
    "SignForm.office": (Minutes, "signer_office"),
    "SignUpForm.contact": (User, "email"),
}  # fmt: skip
# Compared, looked up or read as something else; what is read is measured by the tests of what reads it.
NOT_KEPT = {
    "AccountForm.village", "AssignRoleForm.place", "ChangePasswordForm.new", "ChangePasswordForm.old",
    "CodeForm.code", "PasteForm.lines", "PointFields.lat", "PointFields.lon", "PostForm.place",
    "SetAsideForm.code", "SignForm.password", "SignInForm.login", "SignUpForm.village", "SubmissionForm.lat",
    "SubmissionForm.lon",
}  # fmt: skip
# No text: an amount, a number, an id.
NO_TEXT = (DecimalVolumeField, PeopleField, RupiahField, forms.UUIDField)


def kept_by(app: str, name: str, form: str, widget: forms.Widget) -> models.Field | None:
    """The column that keeps a field of a form; None if none has its name."""
    told = KEPT_IN.get(f"{form}.{name}")
    if told is not None:
        model, column = told if isinstance(told, tuple) else (told, name)
        return model._meta.get_field(column)
    found = [
        field
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.name == name and isinstance(field, models.CharField | models.TextField)
    ]
    if isinstance(widget, forms.Textarea):  # long words, in a column without an end if there is one
        found = [field for field in found if isinstance(field, models.TextField)] or found
    assert len({field.max_length for field in found}) <= 1, f"Which column keeps {form}.{name}?"
    return found[0] if found else None


def longest_kept(field: forms.Field) -> int:
    """How long the longest text is that a field lets through, as it would be stored."""
    most = field.max_length or 500
    letters = ["a" * most, "1" * most, "081" + "2" * most]
    letters += ["\u0958" * most, "\ufdfa" * most]  # NFC and NFKC write each as two and as eighteen
    hosts = [
        ".".join(["\u00df" * 31] * labels) + ".example" for labels in range(1, 7)
    ]  # small type writes ss
    letters += [f"a@{host}" for host in hosts]
    found = [0]
    for text in letters:
        for cut in (most, most // 2, 16, 12, 6, 3):
            try:
                kept = field.clean(text[:cut] if "@" not in text else text)
            except ValidationError:
                continue
            kept = getattr(kept, "email", None) or kept
            found.append(len(str(kept)))
    return max(found)


def all_forms():
    for module in pkgutil.walk_packages(rembuk.apps.__path__, "rembuk.apps."):
        if ".forms" not in module.name and ".views." not in module.name:
            continue
        for form in vars(import_module(module.name)).values():
            if inspect.isclass(form) and issubclass(form, forms.Form) and form.__module__ == module.name:
                yield module.name.split(".")[2], form


def test_every_text_of_a_form_has_a_limit_that_its_column_holds():
    seen, wrong = 0, []
    for app, form in all_forms():
        for name, field in form.base_fields.items():
            called = f"{form.__name__}.{name}"
            if not isinstance(field, forms.CharField) or isinstance(field, NO_TEXT) or called in NOT_KEPT:
                continue
            seen += 1
            column = kept_by(app, name, form.__name__, field.widget)
            if column is not None and column.max_length and f"clean_{name}" in vars(form):
                wrong.append(f"{called} is measured before it is changed")
            if column is None and field.max_length is None:
                wrong.append(f"{called} has no limit")
            elif column is not None and longest_kept(field) > (column.max_length or field.max_length or 0):
                wrong.append(f"{called} keeps {longest_kept(field)} signs in {column.max_length}")
    assert seen > 50
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
        for code in (set(lengths) & set(one.fields)) - {"sub_activity"}:  # a code, cut off from its words
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
