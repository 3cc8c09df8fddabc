"""Decisions that wait for a second person, explanations asked for, referrals: every desk has its work."""

from datetime import timedelta

from rembuk.apps.people.models import User
from rembuk.apps.proposals.actions.explain import answer, ask
from rembuk.apps.proposals.actions.refer import receive
from rembuk.apps.proposals.actions.second import ask_second
from rembuk.apps.proposals.models import Move, Proposal, Referral
from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import STEPS

from .calendar import Part
from .readiness import write_readiness
from .regency import Regency
from .words.answers import REASONS
from .words.offices import OFFICE
from .words.places import REGENCY_CODE

_QUESTION = "Kami ingin tahu syarat apa yang perlu dipenuhi supaya usulan ini dapat diterima tahun depan."
_ANSWER = (
    "Terima kasih sudah bertanya. Surat lahan perlu dilengkapi lebih dulu; petugas kecamatan siap membantu."
)
_NOTE = "Dalam usulan ini ada cerita tentang kekerasan di rumah. Mohon dihubungi dengan hati-hati dan segera."
_WAITING, _ASKED, _NOT_TAKEN_ON = 4, 10, 2
_HANDING_OVER = [step.id for step in STEPS if step.action is Action.SAFEGUARD_REPORT]


def write_waiting(regency: Regency) -> None:
    """A few of each, through the same actions that people use."""
    _second_persons(regency, "partner_review", "reject_by_partner", "planning_partner", OFFICE["PUPR"].group)
    _second_persons(regency, "agency_review", "reject_by_agency", "agency_verifier", OFFICE["PUPR"].code)
    _explanations(regency)
    _referrals(regency)
    write_readiness(regency)


def _referrals(regency: Regency) -> None:
    """What was handed over to the protection officer; the latest ones still wait."""
    officer = User.objects.get(pk=regency.people.acting("women_child_officer", REGENCY_CODE))
    handed = Move.objects.filter(tenant=REGENCY_CODE, step__in=_HANDING_OVER).order_by("id")
    made = Referral.objects.bulk_create(
        Referral(
            proposal=move.proposal, tenant=REGENCY_CODE, note=_NOTE, by=move.by, office=move.office,
            at=move.at,
        )
        for move in handed.select_related("proposal", "by")
    )  # fmt: skip
    for referral in made[:-_NOT_TAKEN_ON]:
        receive(referral, by=officer, now=min(referral.at + timedelta(hours=5), regency.now))


def _second_persons(regency: Regency, state: str, step: str, role: str, where: str) -> None:
    officer = User.objects.get(pk=regency.people.acting(role, where))
    column = "agency_group" if role == "planning_partner" else "agency_code"
    found = Proposal.objects.filter(tenant=REGENCY_CODE, state=state, **{column: where}).select_related(
        "cycle"
    )
    for number, proposal in enumerate(found.order_by("-id")[:_WAITING]):
        reason = [row for row in REASONS[step] if not row.only][number % 2]
        ask_second(
            proposal, step, by=officer, now=regency.now - timedelta(hours=number),
            inputs={"reason_code": reason.code, "reason_text": reason.text},
        )  # fmt: skip


def _explanations(regency: Regency) -> None:
    """Asked by residents whose proposal was refused lately; every other one is answered."""
    cycle = next(one for one in regency.cycles if one.part is Part.REVIEW)
    refused = (
        Proposal.objects.filter(tenant=REGENCY_CODE, cycle_id=cycle.id, state="rejected")
        .exclude(proposer=None)
        .select_related("proposer", "cycle")
        .order_by("-id")
    )
    for number, proposal in enumerate(refused[:_ASKED]):
        asked_at = max(proposal.state_since, regency.now - timedelta(days=4))
        assert proposal.proposer is not None
        row = ask(proposal, question=_QUESTION, by=proposal.proposer, now=asked_at)
        superior = _superior(regency, proposal, row.superior_role)
        if number % 2 and superior is not None:
            answer(row, text=_ANSWER, by=superior, now=max(asked_at, regency.now - timedelta(days=1)))


def _superior(regency: Regency, proposal: Proposal, role: str) -> User | None:
    people = regency.people
    for where in (proposal.village_code, proposal.district_code, proposal.agency_code, REGENCY_CODE):
        if people.at.get((role, where)):
            return User.objects.get(pk=people.acting(role, where))
    return None
