"""A plan in one of its legal versions, by agency and district, with its status on every page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from rembuk.algorithms.documents.people import Letterhead
from rembuk.algorithms.documents.printable import printable
from rembuk.algorithms.documents.typesetting import Paper, typeset
from rembuk.algorithms.documents.wording import long_date, number, terbilang

PlanStatus = Literal["initial_draft", "draft", "final_draft", "adopted"]

# Before it is adopted a plan is never called RKPD: the word stands behind what it is a draft of.
TITLES: dict[PlanStatus, str] = {
    "initial_draft": "Rancangan Awal Rencana Kerja Pemerintah Daerah",
    "draft": "Rancangan Rencana Kerja Pemerintah Daerah",
    "final_draft": "Rancangan Akhir Rencana Kerja Pemerintah Daerah",
    "adopted": "Rencana Kerja Pemerintah Daerah (RKPD)",
}
SHORT_TITLES: dict[PlanStatus, str] = {
    "initial_draft": "Rancangan Awal RKPD",
    "draft": "Rancangan RKPD",
    "final_draft": "Rancangan Akhir RKPD",
    "adopted": "RKPD",
}
NO_AGENCY = "Perangkat Daerah belum ditentukan"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the plan, in words."""

    code: str
    title: str
    agency: str
    district: str
    place: str
    amount: int
    volume: str = ""
    sub_activity_code: str = ""
    sub_activity: str = ""
    funding_source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A version of a year's plan. Adopted means: there is a regulation with number and year."""

    government: str  # Kabupaten Nusawangi
    plan_year: int
    status: PlanStatus
    version: int
    dated: date
    url: str
    letterhead: Letterhead
    lines: tuple[PlanLine, ...]
    regulation: str = ""  # Peraturan Bupati Nusawangi
    regulation_number: str = ""
    regulation_year: int | None = None
    note: str = ""
    practice: bool = False

    def __post_init__(self) -> None:
        if self.status == "adopted" and not (self.regulation_number and self.regulation_year):
            raise ValueError("an adopted plan names the number and year of its regulation")

    def title(self) -> str:
        """The name that the law allows for this version."""
        return f"{TITLES[self.status]} {self.government} Tahun {self.plan_year}"

    def standing(self) -> str:
        """One sentence on what this version is."""
        if self.status == "adopted":
            regulation = self.regulation or "Peraturan Kepala Daerah"
            return (
                f"Ditetapkan dengan {regulation} Nomor {self.regulation_number} Tahun {self.regulation_year}."
            )
        return "Dokumen ini masih rancangan dan belum ditetapkan; isinya dapat berubah."


def plan_pdf(plan: Plan, paper: Paper = "a4") -> bytes:
    """The plan as a document: summary by agency and by district, then every line."""
    total = sum(line.amount for line in plan.lines)
    short = f"{SHORT_TITLES[plan.status]} {plan.government} {plan.plan_year}"
    data = {
        "title": plan.title(),
        "short": f"{short} · versi {plan.version}",
        "kind": TITLES[plan.status].replace(" Rencana", "\nRencana"),
        "of": f"{plan.government} Tahun {plan.plan_year}",
        "standing": plan.standing(),
        "adopted": plan.status == "adopted",
        "letterhead": asdict(plan.letterhead),
        "version": f"Versi {plan.version}, {long_date(plan.dated)}",
        "note": plan.note,
        "figures": [
            ("Kegiatan", number(len(plan.lines))),
            ("Perangkat Daerah", number(len({_agency(line) for line in plan.lines}))),
            ("Kecamatan", number(len({line.district for line in plan.lines}))),
        ],
        "total": number(total),
        "in_words": f"{terbilang(total)} rupiah",
        "by_agency": _sums((_agency(line), line.amount) for line in plan.lines),
        "by_district": _sums((line.district, line.amount) for line in plan.lines),
        "agencies": _agencies(plan.lines),
        "practice": plan.practice,
    }
    return typeset("plan", data, made_on=plan.dated, url=plan.url, paper=paper, source=asdict(plan))


def _sums(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, str, str]]:
    """Name, number of lines and amount, by name."""
    found: dict[str, list[int]] = defaultdict(list)
    for name, amount in pairs:
        found[name].append(amount)
    return [(name, number(len(all_)), number(sum(all_))) for name, all_ in sorted(found.items())]


def _agencies(lines: Sequence[PlanLine]) -> list[dict[str, object]]:
    """Lines grouped by agency, then district, numbered through; inside a district in the caller's order."""
    grouped: dict[str, dict[str, list[PlanLine]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        grouped[_agency(line)][line.district].append(line)
    position = 0
    agencies: list[dict[str, object]] = []
    for agency, districts in sorted(grouped.items()):
        shown = []
        for district, members in sorted(districts.items()):
            rows = []
            for line in members:
                position += 1
                rows.append(_row(position, line))
            shown.append({"name": district, "rows": rows, "sum": number(sum(m.amount for m in members))})
        total = sum(line.amount for members in districts.values() for line in members)
        agencies.append({"name": agency, "districts": shown, "sum": number(total)})
    return agencies


def _agency(line: PlanLine) -> str:
    """A name that can stand as a heading."""
    return printable(line.agency) or NO_AGENCY


def _row(position: int, line: PlanLine) -> tuple[str, ...]:
    return (
        number(position), line.sub_activity, line.sub_activity_code, line.title, line.code, line.place,
        line.volume, line.funding_source, number(line.amount),
    )  # fmt: skip
