"""Tasks that are no proposals: minutes to sign, plans to verify, residents to confirm. Each a link."""

from dataclasses import dataclass

from django.urls import reverse

from rembuk.apps.core.clock import today
from rembuk.apps.musrenbang.models import Forum
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import residents_of
from rembuk.apps.publishing.models import PlanVersion
from rembuk.rules.actions import Action
from rembuk.rules.labels import in_language

from .queries.failures import failures
from .queries.tasks import clock_of
from .waiting import questions, referrals

_MOST_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class OtherTask:
    """How many wait, in words, and where."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A rejection that this person has to explain, with its clock."""

    title: str
    url: str
    clock: str
    clock_tone: str


def question_lines(user: User, lang: str) -> tuple[QuestionLine, ...]:
    """Those that are due first."""
    found = []
    for row in questions(user)[:_MOST_QUESTIONS]:
        clock, tone = clock_of(row.due_on, row.asked_at, lang)
        found.append(QuestionLine(row.proposal.title, reverse("desk:explain", args=[row.pk]), clock, tone))
    return tuple(found)


def other_tasks(user: User, lang: str) -> tuple[OtherTask, ...]:
    """Only those with something in them: a calm desk shows no zeros."""
    held = rights(user, today())
    found = []
    if held.may(Action.ACCOUNT_CONFIRM_RESIDENCE):
        count = residents_of(held.regions_for(Action.ACCOUNT_CONFIRM_RESIDENCE), confirmed=False).count()
        found.append(
            (
                count,
                "warga menunggu konfirmasi tempat tinggal",
                "residents wait for confirmation",
                "people:residence",
            )
        )
    if held.may(Action.MINUTES_SIGN):
        count = sum(
            held.may_at(Action.MINUTES_SIGN, forum.region_code, forum.agency_code)
            for forum in Forum.objects.filter(tenant=user.tenant, state="minutes_read")
        )
        found.append(
            (count, "Berita Acara menunggu tanda tangan", "minutes wait for a signature", "musrenbang:own")
        )
    if held.may(Action.SAFEGUARD_RECEIVE):
        count = referrals(user).filter(received_at=None).count()
        found.append(
            (count, "rujukan pelindungan menunggu Anda", "referrals for protection wait", "desk:referrals")
        )
    if held.may(Action.PLAN_VERIFY):
        waiting = PlanVersion.objects.filter(tenant=user.tenant, verified_by=None).exclude(prepared_by=user)
        found.append(
            (
                waiting.count(),
                "dokumen rencana menunggu pemeriksaan",
                "plan documents wait for verification",
                "publishing:manage",
            )
        )
    if held.may(Action.EXCHANGE_RUN) or held.may(Action.CONFIG_MANAGE):
        found.append(
            (failures().count(), "pekerjaan sistem gagal", "things the system could not do", "desk:failures")
        )
    return tuple(
        OtherTask(f"{count} {in_language(lang, text_id, text_en)}", reverse(name))
        for count, text_id, text_en, name in found
        if count
    )
