"""A regency in which every address leads to something: one object at home, one elsewhere, one hidden."""

# ruff: noqa: E501  a row of a table is read as a row

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from rembuk.apps.audit.record import record
from rembuk.apps.core.media import save_media
from rembuk.apps.exchange.models import Message
from rembuk.apps.musrenbang.models import AgendaItem, Forum, ForumItem, Minutes, Participant
from rembuk.apps.people.models import Invitation, User
from rembuk.apps.people.queries import token_hash
from rembuk.apps.preparation.models import (
    ChecklistItem,
    Engagement,
    GameRules,
    PlanningCycle,
    Stage,
    StageChange,
    StageExtension,
    Stakeholder,
)
from rembuk.apps.priorities.actions.score import score_some
from rembuk.apps.priorities.models import Criterion
from rembuk.apps.proposals.models import (
    AffectedStatement,
    Explanation,
    Move,
    Photo,
    Proposal,
    ProposerContact,
    Referral,
    WaitingDecision,
)
from rembuk.apps.publishing.models import Article, PlanLine, PlanVersion
from rembuk.rules.actions import Action
from rembuk.rules.roles import ROLES, Scope
from rembuk.rules.stages import StageCode
from tests.factories.people import holder
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    PEOPLE_GROUP,
    SCHOOLS,
    TENANT,
    VILLAGE,
    WORKS,
    WORKS_GROUP,
    build_regency,
)
from tests.factories.preparation import CeilingFactory, QuotaRuleFactory
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year
from tests.security.world_results import build_results, names_of_results
from tests.security.world_rounds import build_rounds, names_of_rounds

GUEST = "guest"
TOKEN = "undangan-untuk-uji-1234567890"
_PLACES = {
    Scope.NEIGHBORHOOD: (VILLAGE, ""),
    Scope.VILLAGE: (VILLAGE, ""),
    Scope.FORUM: (VILLAGE, ""),
    Scope.DISTRICT: (DISTRICT, ""),
    Scope.AGENCY: (TENANT, WORKS),
    Scope.AGENCY_GROUP: (TENANT, WORKS_GROUP),
}
OWN, OTHER, HIDDEN, NOWHERE = "own", "other", "hidden", "nowhere"
# What stands in an address that says which object; all else stands for itself.
_NAMING = frozenset({"code", "pk", "name", "assignment"})


@dataclass(slots=True)
class World:
    """People by role, and for each kind of object what its address takes."""

    people: dict[str, User] = field(default_factory=dict)
    names: dict[str, dict[str, dict[str, Any]]] = field(
        default_factory=dict
    )  # app or view -> object -> arguments
    known: dict[str, Any] = field(default_factory=dict)  # what was found out about it once


def addresses() -> list[tuple[str, str]]:
    """(view, pattern) of every address: "portal:trace", "usulan/<str:code>/"."""
    found = []

    def walk(patterns: list[Any], prefix: str, space: str) -> None:
        for entry in patterns:
            if isinstance(entry, URLResolver):
                own = "" if entry.pattern.__class__.__name__ == "LocalePrefixPattern" else str(entry.pattern)
                walk(entry.url_patterns, prefix + own, entry.namespace or space)
            elif isinstance(entry, URLPattern):
                found.append((f"{space}:{entry.name}", prefix + str(entry.pattern)))

    walk(get_resolver().url_patterns, "", "")
    assert len(found) > 60, "the walk found too little"
    return found


def objects_of(world: World, view: str, pattern: str) -> dict[str, dict[str, Any]]:
    """The objects an address is asked for: own and other where it names one, else the address itself."""
    if "<" not in pattern:
        return {"-": {}}
    known = world.names.get(view) or world.names.get(view.partition(":")[0])
    assert known is not None, f"{view}: say in tests/security/world.py what stands for {pattern}"
    return known


def build() -> World:
    """Everything once at home (Desa Sukamaju, works) and once elsewhere (Desa Mekarsari, schools)."""
    build_regency()
    world = World()
    for role in ROLES:
        if role.code != "citizen_guest":
            place, agency = _PLACES.get(role.scope, (TENANT, ""))
            world.people[role.code] = holder(role.code, place, agency, username=role.code)
    far = holder("citizen_verified", OTHER_VILLAGE, username="far_resident")
    cycle = _year(world.people["planning_admin"])
    proposals = _proposals(world, far, cycle)
    forums = _forums(world, cycle, proposals)
    papers = _papers(world, cycle, proposals[OWN])
    rounds = names_of_rounds(build_rounds(cycle, world.people["planning_admin"]))
    results = names_of_results(
        build_results(cycle, world.people["planning_partner"], world.people["planning_head"])
    )
    world.names = _names(world, far, proposals, forums, papers) | rounds | results
    return world


def _year(planner: User) -> PlanningCycle:
    cycle = open_year(*(code for code in StageCode))
    stage = Stage.objects.get(cycle=cycle, code="village_deliberation")
    moved = {
        f"{age}_{edge}": getattr(stage, edge) for age in ("old", "new") for edge in ("opens_at", "closes_at")
    }
    StageChange.objects.create(stage=stage, at=NOW, by=planner, reason=WHY, letter_number="050/1", **moved)
    StageExtension.objects.create(
        stage=stage, village_code=VILLAGE, closes_at=stage.closes_at + timedelta(days=9), letter_number="050/2",
        reason=WHY, at=NOW, by=planner,
    )  # fmt: skip
    GameRules.objects.create(cycle=cycle, version=1, text="Semua bicara.", note="pertama", at=NOW, by=planner)
    ChecklistItem.objects.create(cycle=cycle, code="rooms", label="Ruang siap", position=1, note="belum")
    Stakeholder.objects.create(
        tenant=TENANT, cycle=cycle, name="PKK", constituency="women", influence=3, interest=5,
        engagement=Engagement.INVOLVE, is_invited=True, note="aktif",
    )  # fmt: skip
    for code in (DISTRICT, OTHER_DISTRICT):
        CeilingFactory(cycle=cycle, region_code=code, basis="Per penduduk")
    QuotaRuleFactory(cycle=cycle)
    Criterion.objects.create(
        tenant=TENANT, cycle=cycle, code="need", label="Kebutuhan warga", source="judged", lowest=1, highest=5,
        direction="benefit", weight=50, position=1,
    )  # fmt: skip
    Article.objects.create(
        tenant=TENANT, kind="guide", slug="cara-mengusulkan", title="Cara mengusulkan", body="Tulis masalahnya.",
        title_en="How to propose", body_en="Write the problem.", edited_at=NOW, edited_by=planner,
    )  # fmt: skip
    Article.objects.create(
        tenant=TENANT, kind="question", slug="kapan", title="Kapan?", body="Sekarang.", edited_at=NOW
    )
    Article.objects.create(
        tenant=TENANT, kind="law", slug="uu-25", title="SPPN", law_number="UU 25/2004", law_status="in_force",
        law_url="https://jdih.example.go.id/uu25", edited_at=NOW,
    )  # fmt: skip
    return cycle


def _proposals(world: World, far: User, cycle: PlanningCycle) -> dict[str, Proposal]:
    near = world.people["citizen_verified"]
    there = {"village_code": OTHER_VILLAGE, "district_code": OTHER_DISTRICT, "proposer": far}
    found = {
        OWN: ProposalFactory(
            cycle=cycle, proposer=near, lat=-6.9, lon=107.2, own_words={"problem": "Jalan jelek sekali"}
        ),
        OTHER: ProposalFactory(cycle=cycle, agency_code=SCHOOLS, agency_group=PEOPLE_GROUP, **there),
        HIDDEN: ProposalFactory(cycle=cycle, state="safeguarded", is_public=False, **there),
    }
    ProposalFactory(cycle=cycle, state="draft", code=None, is_public=False, proposer=near, submitted_at=None)
    for proposal in found.values():
        ProposerContact.objects.create(proposal=proposal, name="Ibu Sari", phone="+62812", consent="form")
        record(
            Action.PROPOSAL_SUBMIT, by=proposal.proposer, subject=f"proposal:{proposal.code}", tenant=TENANT,
            region=proposal.village_code, at=NOW,
        )  # fmt: skip
        file = save_media(b"RIFF....WEBP", suffix=".webp", folder="photos")
        Photo.objects.create(
            proposal=proposal, kind="problem", file=file, width=10, height=10, sha256="a" * 64, at=NOW,
            caption="Jalan berlubang",
        )  # fmt: skip
    Referral.objects.create(
        proposal=found[HIDDEN], tenant=TENANT, note="Hubungi ibunya", by=world.people["village_admin"],
        office="Desa Mekarsari", at=NOW,
    )  # fmt: skip
    score_some(cycle, list(found.values()), now=NOW)
    refused = ProposalFactory(cycle=cycle, proposer=near, state="rejected")
    move = _move(refused, world.people["agency_verifier"], "reject_by_agency", "rejected")
    Explanation.objects.create(
        proposal=refused,
        move=move,
        superior_role="agency_head",
        question=WHY,
        asked_at=NOW,
        due_on=date(2026, 8, 1),
    )
    _move(found[OWN], world.people["village_admin"], "complete_details", "village_review")
    waiting = ProposalFactory(cycle=cycle, proposer=far, state="agency_review")
    WaitingDecision.objects.create(
        proposal=waiting, tenant=TENANT, step="reject_by_agency", second_role="agency_head", at=NOW,
        inputs={"reason_code": "technical", "reason_text": WHY}, by=world.people["agency_verifier"],
    )  # fmt: skip
    into = ProposalFactory(cycle=cycle, proposer=far)
    merged = ProposalFactory(cycle=cycle, proposer=near, state="merged", merged_into=into)
    _move(merged, world.people["village_admin"], "merge_in_village", "merged")
    done = ProposalFactory(
        cycle=cycle, proposer=near, state="in_progress", amount_budgeted=9_000_000, progress_percent=40
    )
    _move(done, world.people["agency_operator"], "report_progress", "in_progress")
    return {**found, "refused": refused, "waiting": waiting}


def _move(proposal: Proposal, by: User, step: str, to: str) -> Move:
    return Move.objects.create(
        tenant=TENANT, proposal=proposal, step=step, from_state="village_review", to_state=to, at=NOW, by=by,
        role=by.username, office="Kantor Desa Sukamaju", review="village", recommendation="Perlu segera",
        amount=9_000_000, coefficient="1,2", reason_code="technical", reason_text=WHY,
        inputs={"note": "Sudah dilihat di lapangan"},
    )  # fmt: skip


def _forums(world: World, cycle: PlanningCycle, proposals: dict[str, Proposal]) -> dict[str, Forum]:
    found = {}
    for key, place in ((OWN, VILLAGE), (OTHER, OTHER_VILLAGE)):
        forum = Forum.objects.create(
            tenant=TENANT, code=f"musrenbang-desa-{key}", cycle=cycle, type="village_deliberation",
            region_code=place, title="Musrenbang Desa", organiser="Pemerintah Desa", place="Balai Desa",
            starts_at=NOW, state="open", opened_at=NOW, created_by=world.people["village_admin"],
            quorum_note="Hujan deras",
        )  # fmt: skip
        AgendaItem.objects.create(forum=forum, position=1, title="Pembukaan", minutes=10)
        Participant.objects.create(
            forum=forum, user=world.people["delegate"] if key == OWN else None, name="Ibu Sari", institution="PKK",
            constituency="women", sex="P", phone="+62812", address="Jalan Mawar", arrived_at=NOW,
        )  # fmt: skip
        ForumItem.objects.create(forum=forum, proposal=proposals[key], position=1)
        found[key] = forum
    signed = Forum.objects.create(
        tenant=TENANT, code="musdes-selesai", cycle=cycle, type="village_assembly", region_code=VILLAGE,
        title="Musdes", organiser="BPD", place="Balai Desa", starts_at=NOW, state="minutes_signed", opened_at=NOW,
        closed_at=NOW,
    )  # fmt: skip
    pdf = [save_media(b"%PDF-1.7 contoh", suffix=".pdf", folder="minutes") for _ in range(2)]
    Minutes.objects.create(
        forum=signed, number="BA/1", notes="Lancar", objections="Satu keberatan", drafted_at=NOW,
        drafted_by=world.people["village_admin"], read_at=NOW, read_by="Ibu Sari", signed_at=NOW,
        signed_by=world.people["village_head"], signer_office="Kepala Desa", signing_path="wet",
        delegates=[{"name": "Ibu Sari", "constituency": "women", "sex": "P"}],
        archive_file=pdf[0], archive_sha256="a" * 64, public_file=pdf[1], public_sha256="b" * 64,
    )  # fmt: skip
    return {**found, "signed": signed}


def _papers(world: World, cycle: PlanningCycle, proposal: Proposal) -> dict[str, PlanVersion]:
    common = {
        "tenant": TENANT, "cycle": cycle, "plan_year": 2028, "status": "draft", "title": "Rancangan RKPD 2028",
        "note": "Versi awal", "prepared_by": world.people["planning_admin"], "prepared_at": NOW,
    }  # fmt: skip
    published = PlanVersion.objects.create(
        **common, number=1, verified_by=world.people["planning_head"], verified_at=NOW, published_at=NOW,
        pdf_file=save_media(b"%PDF-1.7 contoh", suffix=".pdf", folder="plans"), pdf_sha256="c" * 64,
        csv_file=save_media(b"kode\n", suffix=".csv", folder="plans"), csv_sha256="d" * 64, line_count=1, total=1,
    )  # fmt: skip
    PlanLine.objects.create(
        version=published, position=1, proposal_code=proposal.code, title=proposal.title, district_code=DISTRICT,
        village_code=VILLAGE, place_line=proposal.place_line, agency_code=WORKS, volume="200 m", amount=1,
    )  # fmt: skip
    work = PlanVersion.objects.create(**common, number=2)
    Message.objects.create(
        tenant=TENANT, user=world.people["citizen_verified"], audience="proposer", proposal_code=proposal.code,
        subject="Usulan Anda diperiksa", body="Desa memeriksa.", link=f"/usulan/{proposal.code}/", created_at=NOW,
    )  # fmt: skip
    Invitation.objects.create(
        token_hash=token_hash(TOKEN), tenant=TENANT, purpose="sign_up", role="village_admin", region_code=VILLAGE,
        created_at=NOW - timedelta(days=1), expires_at=NOW + timedelta(days=3650),
    )  # fmt: skip
    return {"published": published, "work": work}


def _statement(proposal: Proposal, by: User) -> AffectedStatement:
    """What an affected resident said, as they may take it back."""
    return AffectedStatement.objects.create(
        proposal=proposal, touched="trees", stance="objects", people=3, what="Tiga pohon kelapa",
        statement="Pohon itu sumber nafkah.", at=NOW, by=by, office="Desa",
    )  # fmt: skip


def _names(world, far, proposals, forums, papers) -> dict[str, dict[str, dict[str, Any]]]:
    codes = {key: {"code": proposals[key].code} for key in (OWN, OTHER, HIDDEN)}
    item = {key: forums[key].items.get().pk for key in (OWN, OTHER)}
    forum = {key: {"code": forums[key].code} for key in (OWN, OTHER)}
    signed = {"signed": {"code": forums["signed"].code}}
    year = {"year": 2028}
    villages = {OWN: {"code": VILLAGE}, OTHER: {"code": OTHER_VILLAGE}}
    stakeholder, line = Stakeholder.objects.get().pk, ChecklistItem.objects.get().pk
    resident = world.people["citizen"]
    users = {
        OWN: {"pk": resident.pk, "assignment": resident.assignments.get().pk},
        OTHER: {"pk": far.pk, "assignment": far.assignments.get().pk},
    }
    user = {key: {"pk": row["pk"]} for key, row in users.items()}
    photos = {
        key: {"name": proposals[key].photos.get().file.partition("/")[2]} for key in (OWN, OTHER, HIDDEN)
    }
    return {
        "portal": codes, "proposals": codes, "desk": codes, "musrenbang": forum, "people": user,
        "portal:region": {OWN: {"code": VILLAGE}, OTHER: {"code": OTHER_VILLAGE}},
        "proposals:step": {key: {**row, "step_id": "withdraw_in_review"} for key, row in codes.items()},
        "proposals:photo": photos,
        "proposals:withdraw_statement": {
            key: {**codes[key], "pk": _statement(proposals[key], resident).pk} for key in (OWN, OTHER)},
        "desk:export": {"-": {"kind": "csv"}},
        "desk:explain": {OWN: {"pk": Explanation.objects.get().pk}},
        "musrenbang:minutes": {**forum, **signed}, "musrenbang:archive": {**forum, **signed},
        "musrenbang:detail": {**forum, **signed}, "musrenbang:console": {**forum, **signed},
        "musrenbang:step": {key: {**row, "step_id": "close"} for key, row in forum.items()},
        "musrenbang:decide": {key: {**row, "pk": item[key]} for key, row in forum.items()},
        "musrenbang:order": {key: {**row, "pk": item[key]} for key, row in forum.items()},
        "musrenbang:village_newest": villages,
        "musrenbang:village_lists": {key: {**row, **year} for key, row in villages.items()},
        "musrenbang:village_file": {
            key: {**row, **year, "slug": "rkp-desa", "kind": "csv"} for key, row in villages.items()},
        "people:invitation": {"-": {"token": TOKEN}},
        "people:end_role": users,
        "preparation": {"-": year},
        "preparation:stage": {"-": {**year, "code": "village_deliberation"}},
        "preparation:extend": {"-": {**year, "code": "village_deliberation"}},
        "preparation:tick": {"-": {**year, "pk": line}},
        "preparation:stakeholder": {"-": {**year, "pk": stakeholder}},
        "preparation:invite": {"-": {**year, "pk": stakeholder}},
        "priorities": codes,
        "priorities:edit": {"-": year},
        "priorities:scoring": {"-": year},
        "priorities:list": {OWN: {"place_code": VILLAGE}, OTHER: {"place_code": OTHER_VILLAGE}},
        "publishing:version": {"-": {**year, "number": 1}, "unpublished": {**year, "number": 2}},
        "publishing:file": {
            "-": {**year, "number": 1, "kind": "pdf"}, "unpublished": {**year, "number": 2, "kind": "csv"}},
        "publishing": {"-": {"pk": papers["work"].pk}},
        "publishing:edit": {"-": {"pk": Article.objects.filter(kind="guide").get().pk}},
        "publishing:guide": {"-": {"slug": "cara-mengusulkan"}},
    }  # fmt: skip
