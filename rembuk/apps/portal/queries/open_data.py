"""Data Terbuka: what each file holds, column by column, and its rows, read in short pieces.

A piece is a range of ids, so that no reader holds a database open while a slow network takes a million rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast

from rembuk.apps.core.clock import today
from rembuk.apps.places.models import Region
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.queries import GROUP_OF, GROUPS
from rembuk.rules.categories import CATEGORY
from rembuk.rules.fairness import is_small_cell
from rembuk.rules.labels import Labelled
from rembuk.rules.proposal_flow import CHANNEL, STATE

_PIECE = 5_000
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Column(Labelled):
    """A column of a file: its name in the file, and what it means."""

    name: str
    label_id: str
    label_en: str


# fmt: off
PROPOSAL_COLUMNS = (
    Column("kode", "kode usulan; riwayatnya di /usulan/<kode>/", "code; its history is at /usulan/<code>/"),
    Column("tahun_rencana", "tahun RKPD yang dituju", "year of the plan"),
    Column("jalur", "cara usulan masuk", "how it came in"),
    Column("judul", "usulan dalam satu kalimat", "the proposal in one sentence"),
    Column("masalah", "masalah dengan kata-kata warga", "the problem in residents' words"),
    Column("bidang", "jenis pekerjaan", "kind of works"),
    Column("kode_wilayah", "kode desa/kelurahan (Kepmendagri)", "official code of the village"),
    Column("lokasi", "RT/RW, desa/kelurahan, kecamatan", "neighbourhood, village, sub-district"),
    Column("status", "status sekarang", "present state"),
    Column("kode_status", "status sekarang, untuk mesin", "present state, for machines"),
    Column("kelompok_status", "status dalam tujuh kelompok", "present state in seven groups"),
    Column("sejak", "tanggal status itu", "since which day"),
    Column("volume", "jumlah pekerjaan", "amount of works"),
    Column("satuan", "satuan volume", "unit of the volume"),
    Column("penerima_manfaat", "jumlah orang menurut pengusul", "people, as the proposer says"),
    Column("perkiraan_biaya", "rupiah, perkiraan pengusul", "rupiah, the proposer's estimate"),
    Column("disepakati", "rupiah yang disepakati", "rupiah agreed"),
    Column("dianggarkan", "rupiah dalam APBD", "rupiah in the budget"),
    Column("terpakai", "rupiah yang sudah terpakai", "rupiah spent"),
    Column("kemajuan", "kemajuan pekerjaan, persen", "progress of the works, percent"),
    Column("dukungan", "jumlah pendukung", "number of supporters"),
    Column("diajukan", "tanggal diajukan", "day of submission"),
)
REGION_COLUMNS = (
    Column("kode", "kode wilayah (Kepmendagri)", "official code"),
    Column("tingkat", "kecamatan, desa, atau kelurahan", "kind of place"),
    Column("nama", "nama wilayah", "name"),
    Column("kode_induk", "kode wilayah di atasnya", "code of the place above"),
    Column("penduduk", "jumlah orang; kosong bila kurang dari 10", "people; empty below 10"),
    Column("perempuan", "jumlah perempuan; kosong bila kurang dari 10", "women; empty below 10"),
    Column("luas_km2", "luas", "area"),
    Column("keluarga", "jumlah keluarga; kosong bila kurang dari 10", "households; empty below 10"),
    Column("penduduk_miskin_persen", "penduduk miskin, persen", "people in poverty, percent"),
    Column("penyandang_disabilitas", "orang; kosong bila kurang dari 10", "disabled people; empty below 10"),
    Column("tahun", "tahun angka-angka itu", "year of the figures"),
    Column("sumber", "sumber angka", "source"),
)
# fmt: on
_READ = (
    "code",
    "plan_year",
    "channel",
    "title",
    "problem",
    "category",
    "village_code",
    "place_line",
    "state",
    "since",
    "volume",
    "unit",
    "beneficiaries",
    "estimated_cost",
    "amount_agreed",
    "amount_budgeted",
    "amount_spent",
    "progress_percent",
    "support_count",
    "submitted",
)  # fmt: skip


def proposal_rows(tenant: str) -> Iterator[Row]:
    """Every public proposal, oldest first."""
    last = 0
    known = _Labels()
    with _read_in_passing():
        while piece := _piece(tenant, last):
            last = piece[-1][0]
            yield from map(known.row, piece)


@contextmanager
def _read_in_passing() -> Iterator[None]:
    """On SQLite the file is not mapped into memory meanwhile: every row is read once and never again."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        mapped = cursor.execute("PRAGMA mmap_size").fetchone()[0]
        cursor.execute("PRAGMA mmap_size=0")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA mmap_size={int(mapped)}")


def _piece(tenant: str, after: int) -> list[tuple[Any, ...]]:
    rows = Proposal.objects.filter(tenant=tenant, is_public=True, id__gt=after).exclude(code=None)
    # As text, because a moment made of each costs more than reading the row.
    rows = rows.annotate(since=Cast("state_since", TextField()), submitted=Cast("submitted_at", TextField()))
    sql, params = rows.order_by("id").values_list("id", *_READ)[:_PIECE].query.sql_with_params()
    with connection.cursor() as cursor:  # without Django's conversions: they cost as much as all the rest
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


class _Labels:
    """Codes to words, looked up once: a million rows leave no time for more."""

    def __init__(self) -> None:
        self.state = {code: row.label_id for code, row in STATE.items()}
        self.group = {code: GROUPS[group][0] for code, group in GROUP_OF.items()}
        self.category = {code: row.label_id for code, row in CATEGORY.items()}
        self.channel = {code: row.label_id for code, row in CHANNEL.items()}

    def row(self, found: tuple[Any, ...]) -> Row:
        (_id, code, year, channel, title, problem, category, village, place, state, since, volume, unit,
         people, asked, agreed, budgeted, spent, progress, supports, submitted) = found  # fmt: skip
        return (
            code, year, self.channel[channel], title, problem, self.category.get(category, ""), village,
            place, self.state[state], state, self.group.get(state, ""), _day(since), volume, unit,
            people, asked, agreed, budgeted, spent, progress, supports, _day(submitted),
        )  # fmt: skip


def _day(moment: str | None) -> date | None:
    """The day here of a moment written in UTC; its hour is enough to know."""
    return _day_of_hour(moment[:13]) if moment else None


@lru_cache(maxsize=50_000)
def _day_of_hour(text: str) -> date:
    return today(datetime.fromisoformat(f"{text}:00+00:00"))


def region_rows(tenant: str) -> Iterator[Row]:
    """Sub-districts and villages with their figures."""
    rows = Region.objects.filter(code__startswith=f"{tenant}.").select_related("profile").order_by("code")
    for row in rows:
        profile = getattr(row, "profile", None)
        men, women = row.population_male, row.population_female
        people = men + women if men is not None and women is not None else None
        yield (
            row.code, row.kind, row.name, row.parent_code, _many(people), _many(women), row.area_km2,
            _many(profile.households) if profile else None,
            profile.poverty_rate if profile else None,
            _many(profile.people_with_disability) if profile else None,
            profile.year if profile else None,
            profile.source if profile else "",
        )  # fmt: skip


def _many(count: int | None) -> int | None:
    """Nobody is counted out of a handful."""
    return None if count is None or is_small_cell(count) else count
