"""Reads of plan documents and articles, ready to show."""

from dataclasses import dataclass

from django.db.models import Q

from rembuk.apps.core.blocks import Block, blocks_of
from rembuk.apps.core.format import date_text, rupiah, rupiah_short
from rembuk.apps.proposals.models import Move
from rembuk.rules.labels import in_language
from rembuk.rules.plan_versions import PLAN_VERSION, PLAN_VERSIONS, plan_title
from rembuk.rules.reasons import REASON

from .models import Article, PlanLine, PlanVersion

PAGE = 50
TONES = {"initial_draft": "muted", "draft": "langit", "final_draft": "langit", "adopted": "padi"}
LAW_STATUS = {
    "in_force": ("Berlaku", "In force"), "amended": ("Diubah", "Amended"), "revoked": ("Dicabut", "Revoked"),
    "unverified": ("Belum diperiksa", "Not verified"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a plan, as a line or the head of a page."""

    pk: int
    year: int
    number: int
    title: str
    status: str
    tone: str
    published: str
    lines: int
    total: str
    pdf_sha256: str
    csv_sha256: str
    note: str
    regulation: str
    jdih_url: str
    waits_for: str  # "verify", "publish" or ""


def version_line(row: PlanVersion, lang: str) -> VersionLine:
    """A row in words; the word RKPD alone only where the rules allow it."""
    regulation = ""
    if row.regulation_number:
        regulation = in_language(
            lang,
            f"Nomor {row.regulation_number} Tahun {row.regulation_year}",
            f"Number {row.regulation_number} of {row.regulation_year}",
        )
    return VersionLine(
        pk=row.pk, year=row.plan_year, number=row.number, title=plan_title(row.status, row.plan_year, lang),
        status=PLAN_VERSION[row.status].label(lang), tone=TONES[row.status],
        published=date_text(row.published_at, lang) if row.published_at else "", lines=row.line_count,
        total=rupiah_short(row.total, lang), pdf_sha256=row.pdf_sha256, csv_sha256=row.csv_sha256,
        note=row.note, regulation=regulation, jdih_url=row.jdih_url,
        waits_for="" if row.published_at else "publish" if row.verified_at else "verify",
    )  # fmt: skip


def published(tenant: str, lang: str) -> tuple[VersionLine, ...]:
    """What anybody may read, the newest first."""
    rows = (
        PlanVersion.objects.filter(tenant=tenant).exclude(published_at=None).order_by("-plan_year", "-number")
    )
    return tuple(version_line(row, lang) for row in rows)


def unpublished(tenant: str, lang: str) -> tuple[VersionLine, ...]:
    """What is being prepared."""
    rows = PlanVersion.objects.filter(tenant=tenant, published_at=None).order_by("-plan_year", "-number")
    return tuple(version_line(row, lang) for row in rows)


def public_version(tenant: str, year: int, number: int) -> PlanVersion | None:
    """A published version, or None."""
    found = PlanVersion.objects.filter(tenant=tenant, plan_year=year, number=number).exclude(
        published_at=None
    )
    return found.select_related("cycle").first()


def next_status(tenant: str, plan_year: int) -> str:
    """The status that follows what is published of a year; the adopted plan can only be corrected."""
    rows = PlanVersion.objects.filter(tenant=tenant, plan_year=plan_year).exclude(published_at=None)
    reached = max((PLAN_VERSION[status].order for status in rows.values_list("status", flat=True)), default=0)
    return PLAN_VERSIONS[min(reached, len(PLAN_VERSIONS) - 1)].code


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a plan, ready to show."""

    code: str
    title: str
    place: str
    volume: str
    amount: str


def lines_page(version: PlanVersion, after: int, lang: str) -> tuple[tuple[LineRow, ...], int]:
    """A page of lines and the position where the next begins (0: this was the last)."""
    rows = list(PlanLine.objects.filter(version=version, position__gt=after).order_by("position")[: PAGE + 1])
    shown = tuple(_line_row(row, lang) for row in rows[:PAGE])
    return shown, rows[PAGE - 1].position if len(rows) > PAGE else 0


def _line_row(row: PlanLine, lang: str) -> LineRow:
    return LineRow(row.proposal_code, row.title, row.place_line, row.volume, rupiah(row.amount, lang))


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A difference between what a forum agreed and what the plan holds, with its reason."""

    code: str
    title: str
    place: str
    what: str
    reason: str


def left_the_draft(version: PlanVersion, lang: str) -> tuple[ChangeRow, ...]:
    """Penyesuaian hasil musyawarah: what stood in the draft and was taken out, with office and reason."""
    moves = Move.objects.filter(
        tenant=version.tenant, proposal__cycle=version.cycle_id, step="leave_plan_draft"
    ).filter(Q(at__lte=version.prepared_at))
    return tuple(
        ChangeRow(
            move.proposal.code or "", move.proposal.title, move.proposal.place_line, move.office,
            _reason(move, lang),
        )
        for move in moves.select_related("proposal").order_by("-id")[:200]
    )  # fmt: skip


def _reason(move: Move, lang: str) -> str:
    label = REASON[move.reason_code].label(lang) if move.reason_code in REASON else ""
    return ". ".join(filter(None, (label, move.reason_text)))


def agreed_but_absent(version: PlanVersion) -> int:
    """How many proposals that a forum of the sub-district agreed on do not stand in this version."""
    there = version.lines.values("proposal_code")
    agreed = Move.objects.filter(
        tenant=version.tenant, proposal__cycle=version.cycle_id, step="agree_in_district",
        at__lte=version.prepared_at,
    )  # fmt: skip
    return agreed.exclude(proposal__code__in=there).values("proposal").distinct().count()


@dataclass(frozen=True, slots=True)
class Difference:
    """What is new and what is gone since the version published before."""

    before: int  # number of that version
    added: int
    gone: int
    gone_lines: tuple[LineRow, ...]


def difference(version: PlanVersion, lang: str) -> Difference | None:
    """Compared with the version published before it, of the same year; None for the first."""
    earlier = PlanVersion.objects.filter(
        tenant=version.tenant, plan_year=version.plan_year, number__lt=version.number
    )
    before = earlier.exclude(published_at=None).order_by("-number").first()
    if before is None:
        return None
    added = version.lines.exclude(proposal_code__in=before.lines.values("proposal_code"))
    gone = before.lines.exclude(proposal_code__in=version.lines.values("proposal_code"))
    rows = list(gone.order_by("position")[:PAGE])
    return Difference(
        before=before.number,
        added=added.count(),
        gone=gone.count() if len(rows) == PAGE else len(rows),
        gone_lines=tuple(_line_row(row, lang) for row in rows),
    )


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article in one language."""

    pk: int
    slug: str
    kind: str
    title: str
    blocks: tuple[Block, ...]
    law_number: str
    law_status: str
    law_url: str
    edited: str


def articles(tenant: str, kind: str, lang: str) -> tuple[ArticlePage, ...]:
    """All of one kind, in their order."""
    rows = Article.objects.filter(tenant=tenant, kind=kind).order_by("position", "id")
    return tuple(article_page(row, lang) for row in rows)


def article_page(row: Article, lang: str) -> ArticlePage:
    """English where it is written, Indonesian otherwise."""
    use_english = lang == "en" and bool(row.title_en)
    status = LAW_STATUS.get(row.law_status)
    return ArticlePage(
        pk=row.pk, slug=row.slug, kind=row.kind, title=row.title_en if use_english else row.title,
        blocks=blocks_of(row.body_en if use_english and row.body_en else row.body), law_number=row.law_number,
        law_status=in_language(lang, *status) if status else "", law_url=row.law_url,
        edited=date_text(row.edited_at, lang),
    )  # fmt: skip
