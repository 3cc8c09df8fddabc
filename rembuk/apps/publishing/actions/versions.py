"""A plan version's way: prepared, verified by a second person, published at an address that never changes."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, Max, OuterRef, Q

from rembuk.algorithms.documents import Letterhead, Plan, PlanStatus, plan_pdf
from rembuk.algorithms.documents import PlanLine as PaperLine
from rembuk.algorithms.tabular import csv_chunks
from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.format import number
from rembuk.apps.core.media import save_media
from rembuk.apps.core.versions import bump
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government, SubActivity
from rembuk.apps.places.queries import agencies, government, region_lines
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import stages_open_for
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.actions import Action
from rembuk.rules.plan_versions import PLAN_VERSION, plan_title
from rembuk.rules.proposal_flow import STEP
from rembuk.rules.refusals import Refusal

from ..models import PlanLine, PlanVersion

# What stands in a plan, and what went on from it. Villages and grants build too: those never stood in it.
_IN_DRAFT = ("plan_draft",)
_BEYOND = ("rkpd", "kua_ppas", "apbd", "procurement", "in_progress", "completed", "checked_by_residents")
_HOPED_FOR = ("agency_accepted", "tapd_review", *_IN_DRAFT)
STATES = {"initial_draft": _HOPED_FOR, "draft": _HOPED_FOR, "final_draft": _IN_DRAFT, "adopted": _IN_DRAFT}
_PLANNING_FIELD = "5.01"  # Permendagri 90/2019
_TWICE = timedelta(minutes=2)  # within which a second click is no second act
COLUMNS = (
    "Kode", "Kegiatan", "Lokasi", "Kecamatan", "Desa/Kelurahan", "Perangkat Daerah", "Sub kegiatan", "Volume",
    "Anggaran (Rp)", "Sumber dana",
)  # fmt: skip


def prepare(
    cycle: PlanningCycle,
    status: str,
    *,
    by: User,
    now: datetime,
    note: str = "",
    regulation_number: str = "",
    regulation_year: int | None = None,
    jdih_url: str = "",
) -> PlanVersion:
    """Take the lines as they stand today; the version waits for a second person."""
    _check_right(by, Action.PLAN_VERSION)
    if status == "adopted" and not (regulation_number and regulation_year and jdih_url):
        raise Refusal(
            "regulation",
            "Versi yang ditetapkan menyebut nomor, tahun, dan tautan JDIH peraturannya.",
            "The adopted version names the number, year and JDIH link of its regulation.",
        )

    def work() -> PlanVersion:
        _check_order(cycle, status)
        words = {
            "status": status, "note": note, "regulation_number": regulation_number,
            "regulation_year": regulation_year, "jdih_url": jdih_url,
        }  # fmt: skip
        if again := _prepared_twice(cycle, words, by, now):
            return again
        last = PlanVersion.objects.filter(tenant=cycle.tenant, plan_year=cycle.plan_year).aggregate(
            n=Max("number")
        )["n"]
        version = PlanVersion(
            tenant=cycle.tenant, cycle=cycle, plan_year=cycle.plan_year, number=(last or 0) + 1,
            title=plan_title(status, cycle.plan_year, "id"), prepared_by=by, prepared_at=now, **words,
        )  # fmt: skip
        try:
            with transaction.atomic():
                version.save(force_insert=True)
        except IntegrityError as error:
            raise Refusal(
                "lost_race",
                "Versi ini baru saja disusun rekan Anda.",
                "A colleague has just prepared this version.",
            ) from error
        lines = _lines(version)
        PlanLine.objects.bulk_create(lines, batch_size=500)
        version.line_count, version.total = len(lines), sum(line.amount for line in lines)
        version.save(update_fields=["line_count", "total"])
        _note(Action.PLAN_VERSION, version, by, now, step="prepared", lines=len(lines), total=version.total)
        return version

    return commit_durably(work)


def _prepared_twice(
    cycle: PlanningCycle, words: Mapping[str, object], by: User, now: datetime
) -> PlanVersion | None:
    """What the same person has just prepared with the same words: it was sent twice."""
    rows = PlanVersion.objects.filter(cycle=cycle, prepared_by=by, published_at=None, verified_by=None)
    return rows.filter(prepared_at__gt=now - _TWICE, **words).order_by("-number").first()


def _published(cycle: PlanningCycle) -> dict[int, str]:
    """Number -> status; with the year locked, so that nobody publishes another one meanwhile."""
    PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
    rows = PlanVersion.objects.filter(cycle=cycle).exclude(published_at=None)
    return dict(rows.values_list("number", "status"))


def _check_order(cycle: PlanningCycle, status: str) -> None:
    """Statuses follow one another; the same one again is a correction."""
    reached = max((PLAN_VERSION[row].order for row in _published(cycle).values()), default=0)
    if not max(reached, 1) <= PLAN_VERSION[status].order <= reached + 1:
        raise Refusal(
            "order",
            "Terbitkan berurutan: rancangan awal, rancangan, rancangan akhir, lalu yang ditetapkan.",
            "The order is: first draft, draft, final draft, adopted. Publish the one before it first.",
        )


def _check_not_overtaken(version: PlanVersion) -> None:
    """It was prepared in its order, but something newer may have been published since."""
    rows, order = _published(version.cycle), PLAN_VERSION[version.status].order
    newer = [number for number in rows if number > version.number or PLAN_VERSION[rows[number]].order > order]
    if newer:
        raise Refusal(
            "overtaken",
            f"Versi {max(newer)} yang lebih baru sudah diterbitkan. Hapus versi {version.number}, lalu susun "
            "yang baru.",
            f"The newer version {max(newer)} is published already. Discard version {version.number} and "
            "prepare anew.",
        )


def _lines(version: PlanVersion) -> list[PlanLine]:
    went_through = Move.objects.filter(proposal=OuterRef("pk"), to_state="plan_draft")
    rows = Proposal.objects.filter(tenant=version.tenant, cycle=version.cycle).filter(
        Q(state__in=STATES[version.status]) | Q(Exists(went_through), state__in=_BEYOND)
    )
    return [
        PlanLine(
            version=version, position=place, proposal_code=row.code or "", title=row.title,
            district_code=row.district_code, village_code=row.village_code, place_line=row.place_line,
            agency_code=row.agency_code, sub_activity_code=row.sub_activity_code,
            volume=f"{number(row.volume)} {row.unit}".strip()[:60] if row.volume is not None else "",
            amount=row.amount_agreed or row.estimated_cost or 0, funding_source=row.funding_source,
        )
        for place, row in enumerate(rows.order_by("agency_code", "district_code", "rank", "id"), start=1)
    ]  # fmt: skip


def verify(version: PlanVersion, *, by: User, now: datetime) -> PlanVersion:
    """A second person has compared it; never the one who prepared it (also a fact of the database)."""
    _check_right(by, Action.PLAN_VERIFY)
    if version.prepared_by_id == by.pk:
        raise Refusal(
            "same_person",
            "Dokumen ini diperiksa orang lain daripada yang menyusunnya.",
            "This document is verified by another person than the one who prepared it.",
        )

    def work() -> PlanVersion:
        taken = PlanVersion.objects.filter(pk=version.pk, verified_by=None).update(
            verified_by=by, verified_at=now
        )
        if taken != 1:
            raise Refusal("lost_race", "Dokumen ini sudah diperiksa.", "This document was verified already.")
        _note(Action.PLAN_VERIFY, version, by, now, step="verified")
        version.refresh_from_db()
        return version

    return commit_durably(work)


def discard(version: PlanVersion, *, by: User, now: datetime) -> None:
    """Take back what is not published: a mistake found before anybody read it; the log keeps that it was."""
    _check_right(by, Action.PLAN_VERSION)

    def work() -> None:
        _note(Action.PLAN_VERSION, version, by, now, step="discarded")
        if not PlanVersion.objects.filter(pk=version.pk, published_at=None).delete()[0]:
            raise _published_already()

    commit_durably(work)


def _published_already() -> Refusal:
    return Refusal("lost_race", "Dokumen ini sudah diterbitkan.", "This document was published already.")


def publish(version: PlanVersion, *, by: User, now: datetime) -> PlanVersion:
    """Write both files, note their hashes, open the address. It is never written again."""
    _check_right(by, Action.PLAN_PUBLISH)
    served = government()
    if version.verified_at is None or served is None:
        raise Refusal(
            "not_verified",
            "Dokumen ini belum diperiksa orang kedua.",
            "This document is not verified by a second person yet.",
        )
    if version.published_at is not None:
        raise _published_already()
    _check_adoptable(version, now)
    pdf, sheet = _pdf(version, served, now), _csv(version)
    files = {
        "pdf_file": save_media(pdf, suffix=".pdf", folder="plans"),
        "pdf_sha256": hashlib.sha256(pdf).hexdigest(),
        "csv_file": save_media(sheet, suffix=".csv", folder="plans"),
        "csv_sha256": hashlib.sha256(sheet).hexdigest(),
    }

    def work() -> PlanVersion:
        _check_not_overtaken(version)
        taken = PlanVersion.objects.filter(pk=version.pk, published_at=None).update(published_at=now, **files)
        if taken != 1:
            raise _published_already()
        version.refresh_from_db()
        _note(Action.PLAN_PUBLISH, version, by, now, step="published", sha256=version.pdf_sha256)
        return version

    return commit_durably(work)


def _check_adoptable(version: PlanVersion, now: datetime) -> None:
    """What is adopted takes its proposals along, and they may go only while the plan is being finalised."""
    if version.status != "adopted":
        return
    waiting = Proposal.objects.filter(tenant=version.tenant, cycle=version.cycle, state__in=_IN_DRAFT)
    is_open = stages_open_for(version.cycle, "", "desa", now) & frozenset(STEP["adopt_plan"].during)
    if not is_open and waiting.exists():
        raise Refusal(
            "stage_closed",
            "Tahapan penetapan RKPD sedang tertutup. Buka dulu tahapannya, lalu terbitkan.",
            "The stage in which the plan is adopted is closed. Open it first, then publish.",
        )


def _words(version: PlanVersion) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Names of agencies, places and sub-activities, each in one read."""
    lines = list(version.lines.all())
    places = region_lines([line.village_code for line in lines] + [line.district_code for line in lines])
    codes = {line.sub_activity_code for line in lines}
    activities = dict(
        SubActivity.objects.filter(government_level="KABKOT", code__in=codes).values_list("code", "name")
    )
    return {row.code: row.name for row in agencies(version.tenant)}, places, activities


def _pdf(version: PlanVersion, served: Government, now: datetime) -> bytes:
    names, places, activities = _words(version)
    return plan_pdf(
        Plan(
            government=served.name, plan_year=version.plan_year, status=cast(PlanStatus, version.status),
            version=version.number, dated=today(now),
            url=f"{settings.REMBUK_PUBLIC_URL}/dokumen/{version.plan_year}/v{version.number}/",
            letterhead=Letterhead(
                government=f"Pemerintah {served.name}", office=_planning_office(version.tenant)
            ),
            regulation_number=version.regulation_number, regulation_year=version.regulation_year,
            note=version.note, practice=served.practice,
            lines=tuple(
                PaperLine(
                    code=line.proposal_code, title=line.title, agency=names.get(line.agency_code, ""),
                    district=places.get(line.district_code, ""), place=line.place_line, amount=line.amount,
                    volume=line.volume, sub_activity_code=line.sub_activity_code,
                    sub_activity=activities.get(line.sub_activity_code, ""),
                    funding_source=line.funding_source,
                )
                for line in version.lines.all()
            ),
        ),
        settings.REMBUK_PAPER,
    )  # fmt: skip


def _planning_office(tenant: str) -> str:
    """The office that carries the field of planning, as it is called in this region."""
    carrying = (row.name for row in agencies(tenant) if _PLANNING_FIELD in row.sectors)
    return next(carrying, "Badan Perencanaan Pembangunan Daerah")


def _csv(version: PlanVersion) -> bytes:
    names, places, activities = _words(version)
    rows = (
        [
            line.proposal_code, line.title, line.place_line, places.get(line.district_code, ""),
            places.get(line.village_code, "").split(",")[0], names.get(line.agency_code, ""),
            f"{line.sub_activity_code} {activities.get(line.sub_activity_code, '')}".strip(), line.volume,
            line.amount, line.funding_source,
        ]
        for line in version.lines.all()
    )  # fmt: skip
    return b"".join(csv_chunks(list(COLUMNS), rows))


def _check_right(by: User, action: Action) -> None:
    if not rights(by, today()).may(action):
        raise Refusal(
            "no_right",
            "Akun Anda tidak memegang hak untuk langkah dokumen ini.",
            "Your account does not hold the right for this step of the document.",
        )


def _note(action: Action, version: PlanVersion, by: User, now: datetime, **data: object) -> None:
    record(
        action, by=by, subject=f"plan:{version.plan_year}/v{version.number}", tenant=version.tenant,
        region=version.tenant, at=now, rule="", **data,
    )  # fmt: skip
    bump(version.tenant, "plans")
