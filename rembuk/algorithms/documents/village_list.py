"""The two lists of a village's plan: RKP Desa, and what it asks of the regency (DU-RKP Desa).

One set of rows for the paper, the annexes of the minutes and the sheets, so that all three say the same.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

from rembuk.algorithms.documents.redaction import without_numbers
from rembuk.algorithms.documents.typesetting import Paper, typeset
from rembuk.algorithms.documents.wording import long_date, number, terbilang

VillageListKind = Literal["village_annual_plan", "village_upward_proposals"]
Pattern = Literal["", "self_managed", "between_villages", "third_party"]

PATTERNS: tuple[Pattern, ...] = ("self_managed", "between_villages", "third_party")
TICK = "✓"

TITLES: dict[VillageListKind, str] = {
    "village_annual_plan": "RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKP DESA)",
    "village_upward_proposals": "DAFTAR USULAN RKP DESA (DU-RKP DESA)",
}
# As the official forms print them; the second is still to be compared with its annex.
COLUMNS: dict[VillageListKind, tuple[str, ...]] = {
    "village_annual_plan": (
        "No", "Bidang", "Jenis Kegiatan", "Lokasi", "Volume", "Sasaran/Manfaat", "Waktu Pelaksanaan",
        "Jumlah (Rp)", "Sumber", "Swakelola", "Kerja Sama Antar Desa", "Kerja Sama Pihak Ketiga",
        "Rencana Pelaksanaan Kegiatan",
    ),
    "village_upward_proposals": (
        "No", "Bidang", "Jenis Kegiatan", "Lokasi", "Volume", "Sasaran/Manfaat",
        "Prakiraan Waktu Pelaksanaan", "Jumlah (Rp)", "Sumber", "ID Usulan",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VillageLine:
    """One work; `amount` in whole rupiah. `code` is printed in the DU-RKP alone."""

    field: str  # Pelaksanaan Pembangunan Desa
    field_number: int
    activity: str
    place: str
    amount: int | None = None
    volume: str = ""  # 120 m
    benefit: str = ""  # 85 orang
    time: str = ""  # April sampai Juni 2027
    source: str = ""  # APB Desa
    pattern: Pattern = ""
    carried_out_by: str = ""  # Tim Pelaksana Kegiatan Desa Sukamaju
    code: str = ""


@dataclass(frozen=True, slots=True)
class VillageList:
    """One list of one village and year; lines stand by field, inside a field in the caller's order."""

    kind: VillageListKind
    village: str  # Desa Sukamaju
    district: str
    government: str  # Kabupaten Nusawangi
    year: int
    dated: date
    url: str
    lines: tuple[VillageLine, ...] = ()
    province: str = ""
    basis: str = ""  # Peraturan Desa 4/2026
    practice: bool = False

    def title(self) -> str:
        """What stands above the list; a draft until it names the regulation that it stands in."""
        title = TITLES[self.kind]
        return f"{title.removeprefix('RANCANGAN ') if self.basis else title} TAHUN {self.year}"

    def total(self) -> int:
        """The sum of what is known, in rupiah."""
        return sum(line.amount or 0 for line in self.lines)


def village_list_pdf(village_list: VillageList, paper: Paper = "a4") -> bytes:
    """The list as a document, with room for the two who sign it."""
    shown = without_personal_numbers(village_list)
    facts = [
        ("Desa", shown.village.removeprefix("Desa ")),
        ("Kecamatan", shown.district.removeprefix("Kecamatan ")),
        ("Kabupaten", shown.government.removeprefix("Kabupaten ")),
        ("Provinsi", shown.province.removeprefix("Provinsi ")),
        ("Dasar", shown.basis),
    ]
    data = {
        "title": shown.title(),
        "footer": f"{shown.title()} · {shown.village}",
        "facts": [fact for fact in facts if fact[1]],
        "table": village_table(shown),
        "dated": f"{shown.village.removeprefix('Desa ')}, {long_date(shown.dated)}",
        "practice": shown.practice,
    }
    return typeset(
        "village_list", data, made_on=shown.dated, url=shown.url, paper=paper, source=asdict(shown)
    )


def village_table(village_list: VillageList) -> dict[str, object]:
    """What the table of the paper is set from: rows by field with their sums."""
    fields = [
        {
            "label": f"Jumlah Per Bidang {lines[0][1].field_number}",
            "sum": number(sum(line.amount or 0 for _, line in lines)),
            "rows": [_printed(position, line, village_list.kind) for position, line in lines],
        }
        for lines in _by_field(village_list)
    ]
    return {
        "is_plan": village_list.kind == "village_annual_plan",
        "title": village_list.title(),
        "fields": fields,
        "total": number(village_list.total()),
        "in_words": f"Terbilang: {terbilang(village_list.total())} rupiah",
    }


def village_rows(village_list: VillageList) -> Iterator[list[object]]:
    """The rows of a sheet, under `COLUMNS`: amounts as numbers, a pattern as `Ya`."""
    for lines in _by_field(village_list):
        for position, line in lines:
            yield [
                position, f"{line.field_number}. {line.field}", line.activity, line.place, line.volume,
                line.benefit, line.time, line.amount, line.source,
                *_end(line, village_list.kind, "Ya"),
            ]  # fmt: skip


def without_personal_numbers(village_list: VillageList) -> VillageList:
    """Telephone and identity numbers out of what people typed: both lists are for everybody."""
    return replace(
        village_list,
        basis=without_numbers(village_list.basis),
        lines=tuple(
            replace(
                line,
                activity=without_numbers(line.activity),
                place=without_numbers(line.place),
                benefit=without_numbers(line.benefit),
                time=without_numbers(line.time),
                source=without_numbers(line.source),
                carried_out_by=without_numbers(line.carried_out_by),
            )
            for line in village_list.lines
        ),
    )


def _by_field(village_list: VillageList) -> Iterator[list[tuple[int, VillageLine]]]:
    """Lines with their number through the whole list, one field after the other."""
    ordered = sorted(village_list.lines, key=lambda line: line.field_number)  # stable: inside it stays
    numbered = list(enumerate(ordered, 1))
    for _, lines in groupby(numbered, key=lambda row: row[1].field_number):
        yield list(lines)


def _printed(position: int, line: VillageLine, kind: VillageListKind) -> list[str]:
    amount = "–" if line.amount is None else number(line.amount)
    return [
        str(position), f"{line.field_number}. {line.field}", line.activity, line.place, line.volume,
        line.benefit, line.time, amount, line.source, *_end(line, kind, TICK),
    ]  # fmt: skip


def _end(line: VillageLine, kind: VillageListKind, tick: str) -> list[str]:
    if kind == "village_upward_proposals":
        return [line.code]
    return [*(tick if line.pattern == pattern else "" for pattern in PATTERNS), line.carried_out_by]
