"""Many made-up proposals for measuring pages: plausible lengths, every state, the villages that are there."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from rembuk.apps.core.codes import new_code
from rembuk.apps.exchange.importing.bulk import Row, insert, restart_ids
from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import place_name
from rembuk.apps.proposals.models import Move, Proposal
from rembuk.apps.proposals.words import canonical
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.proposal_flow import STATE, State

COLUMNS = (
    "id", "tenant", "uuid", "code", "plan_year", "channel", "track", "state", "state_since", "is_public",
    "returned_from", "times_proposed", "district_code", "village_code", "rt", "rw", "address", "problem",
    "work", "own_words", "category", "volume", "unit", "beneficiaries", "contribution", "upkeep",
    "estimated_cost", "amount_agreed", "proposer_line", "agency_code", "first_agency_code", "agency_group",
    "sub_activity_code", "funding_source", "eligibility", "references", "title", "place_line", "canonical",
    "support_count", "photo_count", "created_at", "submitted_at",
)  # fmt: skip
_MOVE_COLUMNS = (
    "tenant", "proposal_id", "step", "from_state", "to_state", "at", "role", "office", "review",
    "recommendation", "coefficient", "reason_code", "reason_text", "inputs",
)  # fmt: skip
_STATES = tuple(s for s in State if s not in (State.DRAFT, State.MERGED, State.SAFEGUARDED))
_WORKS = (
    "Perbaikan jalan lingkungan dari balai desa sampai jembatan lama",
    "Pembangunan saluran air di sepanjang jalan sekolah",
    "Pemasangan lampu jalan di tikungan dekat pasar pagi",
    "Pengadaan sumur bor dan bak penampung untuk warga dusun atas",
    "Pelatihan pengolahan hasil panen bagi kelompok perempuan tani",
)
_PROBLEM = (
    "Sudah tiga musim hujan jalan ini berlubang dan licin. Anak-anak berjalan kaki memutar sejauh dua "
    "kilometer, dan hasil panen sering terlambat sampai di pasar karena truk tidak berani lewat."
)
_START = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


def add_proposals(tenant: str, first: int, count: int) -> None:
    """Rows with ids from `first` on, the newest last."""
    insert(Proposal, COLUMNS, _rows(tenant, first, count))
    restart_ids(Proposal)


def add_moves(tenant: str, first: int, count: int) -> None:
    """Three steps for each of these proposals, the last with a reason."""
    insert(Move, _MOVE_COLUMNS, _moves(tenant, first, count))


def _rows(tenant: str, first: int, count: int) -> Iterator[Row]:
    draw = Random(first)
    villages = list(Region.objects.filter(code__startswith=f"{tenant}.", level="village").order_by("code"))
    districts = {row.code: row for row in Region.objects.filter(parent_code=tenant)}
    places = [
        (row, f"{place_name(row.kind, row.name)}, {place_name('kecamatan', districts[row.parent_code].name)}")
        for row in villages
    ]
    lines = {line: canonical(f"{_PROBLEM} {line}") for _row, line in places}
    codes = set(Proposal.objects.values_list("code", flat=True))
    for number in range(first, first + count):
        village, line = places[number * 7 % len(places)]
        at = _START + timedelta(seconds=number * 11)
        work = _WORKS[number % len(_WORKS)]
        state = _STATES[number * 13 % len(_STATES)]
        code = new_code("NSW", 28, draw)
        while code in codes:
            code = new_code("NSW", 28, draw)
        codes.add(code)
        rt, rw = f"{number % 9 + 1:02}", f"{number % 6 + 1:02}"
        yield (
            number, tenant, uuid.UUID(int=number), code, 2028, "musrenbang",
            "kelurahan" if village.kind == "kelurahan" else "desa", str(state), at,
            not STATE[state].hidden, "", 1, village.parent_code, village.code, rt, rw,
            f"Jalan Melati {number % 90 + 1}", _PROBLEM, f"{work} RT {rt}.", {},
            str(CATEGORIES[number % len(CATEGORIES)].code), "120.00", "meter", 40 + number % 400,
            "Tenaga gotong royong", "Karang taruna", 15_000_000 + number % 97 * 1_500_000,
            None if number % 3 else 12_000_000, f"Warga RT {rt}/RW {rw}", "", "", "", "", "", "", {},
            f"{work} RT {rt}", f"RT {rt}/RW {rw}, {line}", f"{work.lower()} {lines[line]}", number % 60, 0,
            at, at,
        )  # fmt: skip


def _moves(tenant: str, first: int, count: int) -> Iterator[Row]:
    way = (("submit", "draft", "submitted"), ("route_to_village", "submitted", "village_review"),
           ("return_from_village", "village_review", "returned"))  # fmt: skip
    for number in range(first, first + count):
        at = _START + timedelta(seconds=number * 11)
        for place, (step, of, to) in enumerate(way):
            reason = "Mohon lengkapi panjang jalan dan nama pemilik lahan." if to == "returned" else ""
            yield (
                tenant, number, step, of, to, at + timedelta(hours=place), "system", "Desa Sukamaju", "",
                "", "", "", reason, {},
            )  # fmt: skip
