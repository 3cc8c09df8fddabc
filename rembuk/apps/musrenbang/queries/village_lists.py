"""RKP Desa and DU-RKP Desa of a village: what its forums decided, as one reads it today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from rembuk.algorithms.documents import VillageLine, VillageList, VillageListKind
from rembuk.apps.core.format import number, rupiah
from rembuk.apps.places.models import Government, Region
from rembuk.apps.places.queries import parent_code, place_name, region_lines
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.rules.labels import in_language
from rembuk.rules.village_annual_plan import EXECUTION_PATTERN, VILLAGE_FIELDS

from ..village_lines import village_line_of

# Taken out again after a village had it in its plan.
_NO_LONGER = ("deferred", "rejected", "cancelled", "withdrawn", "merged", "safeguarded")
_RAISED = Exists(Move.objects.filter(proposal=OuterRef("pk"), step="raise_to_district"))
PLAN, UPWARD = "village_annual_plan", "village_upward_proposals"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line as the page shows it; `code` leads to its history."""

    code: str
    activity: str
    place: str
    volume: str
    benefit: str
    time: str
    amount: str
    source: str
    pattern: str
    carried_out_by: str


@dataclass(frozen=True, slots=True)
class FieldPart:
    """The lines of one field with their sum."""

    label: str
    rows: tuple[ListRow, ...]
    total: str


@dataclass(frozen=True, slots=True)
class VillageCount:
    """How much a village has in each list."""

    code: str
    name: str
    plan: int
    upward: int


def cycle_years(tenant: str) -> list[int]:
    """The years that can be asked for, the newest first."""
    rows = PlanningCycle.objects.filter(tenant=tenant).order_by("-plan_year")
    return list(rows.values_list("plan_year", flat=True))


def latest_year(tenant: str, village_code: str, years: list[int]) -> int | None:
    """The newest year in which this village decided anything."""
    rows = Proposal.objects.filter(tenant=tenant, village_code=village_code, is_public=True)
    raised = rows.filter(_RAISED).order_by("-plan_year").values_list("plan_year", flat=True).first()
    own = rows.exclude(village_plan_year=None).order_by("-village_plan_year")
    newest = own.values_list("village_plan_year", flat=True).first()
    found = [year for year in (raised, newest + 1 if newest else None) if year in years]
    return max(found, default=years[0] if years else None)


def proposals_of(kind: VillageListKind, tenant: str, village_code: str, year: int) -> QuerySet[Proposal]:
    """`year` is that of the list itself: the village's plan is one year ahead of what it asks for."""
    rows = Proposal.objects.filter(tenant=tenant, village_code=village_code, is_public=True)
    if kind == PLAN:
        return rows.filter(village_plan_year=year).exclude(state__in=_NO_LONGER).order_by("id")
    return rows.filter(_RAISED, plan_year=year).order_by("rank", "id")


def village_list(
    kind: VillageListKind, village: Region, plan_year: int, served: Government, on: date
) -> VillageList:
    """One list of one planning year, for the paper and the sheets; three reads."""
    year = plan_year - 1 if kind == PLAN else plan_year
    rows = list(proposals_of(kind, served.code, village.code, year))
    names = region_lines([village.code, parent_code(served.code)])
    name, _, district = names.get(village.code, "").partition(", ")
    return VillageList(
        kind=kind, village=name, district=district, government=served.name, year=year, dated=on,
        province=names.get(parent_code(served.code), ""),
        url=settings.REMBUK_PUBLIC_URL + reverse("musrenbang:village_lists", args=[village.code, plan_year]),
        lines=tuple(village_line_of(row, kind) for row in rows),
        basis=", ".join(_documents(rows)) if kind == PLAN else "",
        practice=served.practice,
    )  # fmt: skip


def _documents(rows: Iterable[Proposal]) -> list[str]:
    """The regulations that the lines name, each once."""
    named = (str((row.references.get("village_plan_line") or {}).get("document", "")) for row in rows)
    return list(dict.fromkeys(text for text in named if text))[:3]


def parts_of(found: VillageList, lang: str) -> tuple[FieldPart, ...]:
    """By field, as the paper has them, in the language of the page."""
    labels = {row.number: row.label(lang) for row in VILLAGE_FIELDS}
    ordered = sorted(found.lines, key=lambda line: line.field_number)
    parts = []
    for field, group in groupby(ordered, key=lambda line: line.field_number):
        lines = list(group)
        parts.append(
            FieldPart(
                label=f"{field}. {labels[field]}",
                rows=tuple(_row(line, lang) for line in lines),
                total=rupiah(sum(line.amount or 0 for line in lines), lang),
            )
        )
    return tuple(parts)


def _row(line: VillageLine, lang: str) -> ListRow:
    pattern = EXECUTION_PATTERN.get(line.pattern)
    return ListRow(
        code=line.code, activity=line.activity, place=line.place, volume=line.volume, benefit=line.benefit,
        time=line.time, amount=rupiah(line.amount, lang) if line.amount is not None else "",
        source=line.source, pattern=pattern.label(lang) if pattern else "",
        carried_out_by=line.carried_out_by,
    )  # fmt: skip


def counts_in(tenant: str, district: str, plan_year: int, lang: str) -> tuple[VillageCount, ...]:
    """Every village (not kelurahan) of a sub-district with the length of both lists; three reads."""
    here = Proposal.objects.filter(tenant=tenant, district_code=district, is_public=True)
    own = here.filter(village_plan_year=plan_year - 1).exclude(state__in=_NO_LONGER)
    raised = here.filter(_RAISED, plan_year=plan_year)
    plan, upward = (
        dict(rows.order_by().values_list("village_code").annotate(Count("id"))) for rows in (own, raised)
    )
    villages = Region.objects.filter(parent_code=district).exclude(kind="kelurahan").order_by("name")
    return tuple(
        VillageCount(
            row.code, place_name(row.kind, row.name, lang), plan.get(row.code, 0), upward.get(row.code, 0)
        )
        for row in villages
    )


def heading(kind: VillageListKind, year: int, lang: str) -> str:
    """ "RKP Desa 2027"; the same name in both languages, for it is a proper one."""
    return in_language(
        lang,
        f"RKP Desa {year}" if kind == PLAN else f"DU-RKP Desa {year}",
        f"Village plan (RKP Desa) {year}" if kind == PLAN else f"Asked of the regency (DU-RKP Desa) {year}",
    )


def length(found: VillageList, lang: str) -> str:
    """ "12 kegiatan, bersama Rp1.200.000.000"."""
    many, total = number(len(found.lines), lang), rupiah(found.total(), lang)
    return in_language(lang, f"{many} kegiatan, seluruhnya {total}", f"{many} activities, together {total}")
