"""A sheet of proposals, from paper or another system: each row once, however often the sheet is brought.

What is new is recorded; the platform opens it by itself as soon as its village collects. What somebody
already reviews is no longer changed by a sheet: the row is told and counted as refused.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from rembuk.algorithms.tiles import encode
from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import now
from rembuk.apps.core.codes import new_code
from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Government, Region
from rembuk.apps.places.queries import region_lines, track_of, villages
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.preparation.queries import collecting_cycle, next_cycle
from rembuk.apps.proposals.models import Move, Proposal, ProposerContact
from rembuk.apps.proposals.own_words import IMPORTED
from rembuk.apps.proposals.words import canonical, title_of
from rembuk.rules.proposal_flow import STEP

from .columns import NOTE
from .files import open_table
from .owners import owners
from .report import Faults, Report, Sentence
from .sheet import REQUIRED, Line, read_line
from .writing import served_government, write_once

_CHUNK = 500
_STEP = STEP["keep_out_of_season"]
_STILL_OURS = frozenset({"recorded"})  # nobody has worked on it yet
_FIELDS = (
    "village_code", "district_code", "track", "rt", "rw", "address", "lat", "lon", "morton", "problem",
    "work",
    "category", "agency_code", "agency_group", "volume", "unit", "beneficiaries", "estimated_cost",
    "contribution", "upkeep", "title", "place_line", "canonical", "proposer_line", "references",
)  # fmt: skip
_NEW = (
    "uuid", "code", "cycle", "plan_year", "state", "state_since", "is_public", "created_at", "submitted_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sheet refers to, read once."""

    served: Government
    villages: dict[str, Region]
    lines: dict[str, str]  # "Desa Sukamaju, Kecamatan Ciranjang"
    owners: dict[str, tuple[str, str]]  # category -> the agency that may speak early, and its group
    at: datetime


def run(path: Path, *, dry_run: bool, progress: Callable[[int, int], None]) -> Report:
    """Record what is new, correct what nobody has worked on yet."""
    known = _known(served_government())
    lines = read(path, known.villages)

    def work() -> Report:
        report, done = Report(notes=_swapped(lines)), 0
        waiting = iter(lines)
        while chunk := list(islice(waiting, _CHUNK)):
            _take(chunk, known, report, dry_run)
            done += len(chunk)
            progress(done, len(lines))
        return report

    return write_once("proposals", work, dry_run=dry_run, touches="proposals")


def _known(served: Government) -> _Known:
    own = {row.code: row for row in villages(served.code)}
    return _Known(served, own, region_lines(list(own)), owners(served.code), now())


def read(path: Path, known: dict[str, Region]) -> list[Line]:
    """Every row of the sheet, checked; raises BadFileError with all that is wrong."""
    faults, lines, seen = Faults(), list[Line](), dict[str, int]()
    with open_table(path, REQUIRED) as table:
        for row in table.rows:
            if row.cells["id_asal"].startswith(NOTE):
                continue
            line = read_line(row.number, row.cells, faults)
            if line.key in seen:
                faults.add(
                    line.number, "id_asal", f"id_asal ini sudah ada di baris {seen[line.key]}.",
                    f"This id_asal stands in line {seen[line.key]} already.",
                )  # fmt: skip
            if line.village and line.village not in known:
                faults.add(
                    line.number, "kode_desa", f"Desa/kelurahan {line.village} tidak ada di daerah ini.",
                    f"There is no village {line.village} in this region.",
                )  # fmt: skip
            seen.setdefault(line.key, line.number)
            lines.append(line)
    faults.raise_if_any()
    return lines


def uuid_of(tenant: str, key: str) -> UUID:
    """The id of a row: the same sheet finds the same proposals."""
    return uuid5(NAMESPACE_URL, f"rembuk:{tenant}:{key}")


def _swapped(lines: Sequence[Line]) -> list[Sentence]:
    return [
        Sentence(
            f"Baris {line.number}: lintang dan bujur tertukar; sudah dibalik.",
            f"Line {line.number}: latitude and longitude were swapped; turned round.",
        )
        for line in lines
        if line.was_swapped
    ]


def _take(chunk: list[Line], known: _Known, report: Report, dry_run: bool) -> None:
    tenant = known.served.code
    ids = {line.key: uuid_of(tenant, line.key) for line in chunk}
    standing = {row.uuid: row for row in Proposal.objects.filter(tenant=tenant, uuid__in=ids.values())}
    fresh, changed = list[Line](), list[tuple[Line, Proposal]]()
    for line in chunk:
        before = standing.get(ids[line.key])
        if before is None:
            fresh.append(line)
        elif before.references.get("sheet") == _digest(line):
            report.same += 1
        elif before.state in _STILL_OURS:
            changed.append((line, before))
        else:
            report.rejected += 1
            report.notes.append(
                Sentence(
                    f"Baris {line.number}: usulan {before.code} sudah diperiksa; perubahan tidak dimasukkan.",
                    f"Line {line.number}: proposal {before.code} is under review; the change was not taken.",
                )
            )
    report.new += len(fresh)
    report.changed += len(changed)
    if not dry_run:
        _record(fresh, ids, known)
        _correct(changed, known)


def _digest(line: Line) -> str:
    """Of the row as it was brought: later steps change the proposal, never this."""
    parts = [str(part) for name, part in zip(line.__slots__, astuple(line), strict=True) if name != "number"]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _record(lines: list[Line], ids: dict[str, UUID], known: _Known) -> None:
    """New rows, each with its first move, its contact and its event."""
    rows = Proposal.objects.bulk_create(_new_rows(lines, ids, known))
    Move.objects.bulk_create(
        Move(
            tenant=row.tenant, proposal=row, step=_STEP.id, from_state=_STEP.at, to_state=_STEP.to,
            at=row.state_since, role="system", office=IMPORTED,
            inputs={"location": row.village_code, "truth_declaration": True},
        )
        for row in rows
    )  # fmt: skip
    ProposerContact.objects.bulk_create(
        ProposerContact(
            proposal=row, name=line.contact_name, phone=line.contact_phone, email=line.contact_email,
            consent="paper",
        )
        for line, row in zip(lines, rows, strict=True)
    )  # fmt: skip
    for row in rows:
        record(
            _STEP.action, by=None, rule="import.proposals", subject=f"proposal:{row.code}", tenant=row.tenant,
            region=row.village_code, at=known.at, step=_STEP.id, of=_STEP.at, to=_STEP.to,
        )  # fmt: skip


def _new_rows(lines: list[Line], ids: dict[str, UUID], known: _Known) -> Iterator[Proposal]:
    cycles: dict[str, PlanningCycle | None] = {}
    for line in lines:
        if line.village not in cycles:
            cycles[line.village] = _cycle_for(line.village, known)
        cycle = cycles[line.village]
        at = min(line.proposed_at or known.at, known.at)
        values = (
            ids[line.key],
            _code(known, cycle),
            cycle,
            cycle.plan_year if cycle else None,
            _STEP.to,
            at,
            True,
            at,
            at,
        )
        yield _filled(Proposal(**dict(zip(_NEW, values, strict=True))), line, known)


def _code(known: _Known, cycle: PlanningCycle | None) -> str:
    """Drawn from 2^30: where one is taken after all, the import ends without a trace and is run again."""
    year = cycle.plan_year if cycle else known.at.year + 1
    return new_code(known.served.code_prefix, year, secrets.SystemRandom())


def _cycle_for(village: str, known: _Known) -> PlanningCycle | None:
    """The year that collects there, or the next one that will."""
    tenant, track = known.served.code, track_of(known.villages[village])
    return collecting_cycle(tenant, village, track, known.at) or next_cycle(tenant, track, known.at)


def _correct(rows: list[tuple[Line, Proposal]], known: _Known) -> None:
    """Rows that changed in the sheet while they only waited for the season."""
    for line, proposal in rows:
        _filled(proposal, line, known)
        record(
            "proposal.complete", by=None, rule="import.proposals", subject=f"proposal:{proposal.code}",
            tenant=known.served.code, region=line.village, at=known.at,
        )  # fmt: skip
    Proposal.objects.bulk_update([proposal for _line, proposal in rows], _FIELDS, batch_size=100)
    for line, proposal in rows:
        ProposerContact.objects.update_or_create(
            proposal=proposal,
            defaults={
                "name": line.contact_name, "phone": line.contact_phone, "email": line.contact_email,
                "consent": "paper",
            },
        )  # fmt: skip
    if rows:
        bump(known.served.code, "proposals")


def _filled(proposal: Proposal, line: Line, known: _Known) -> Proposal:
    """The words and numbers of a row, with the lines that pages show."""
    village = known.villages[line.village]
    values = {
        "tenant": known.served.code, "village_code": village.code, "district_code": village.parent_code,
        "track": track_of(village), "rt": line.rt, "rw": line.rw, "address": line.address, "lat": line.lat,
        "lon": line.lon, "problem": line.problem, "work": line.work, "category": line.category,
        "volume": line.volume, "unit": line.unit, "beneficiaries": line.beneficiaries,
        "estimated_cost": line.cost, "contribution": line.contribution, "upkeep": line.upkeep,
        "morton": encode(line.lon, line.lat) if line.lat is not None and line.lon is not None else None,
        "references": {**proposal.references, "sheet": _digest(line)},
    }  # fmt: skip
    for name, value in values.items():
        setattr(proposal, name, value)
    near = "/".join(
        part for part in (f"RT {line.rt}" if line.rt else "", f"RW {line.rw}" if line.rw else "") if part
    )
    where = known.lines.get(village.code, "")
    proposal.agency_code, proposal.agency_group = known.owners[line.category]
    proposal.title = title_of(line.work or line.problem)
    proposal.place_line = ", ".join(part for part in (near, where) if part)
    proposal.canonical = canonical(" ".join((line.work, line.problem, line.address, proposal.place_line)))
    proposal.proposer_line = f"Warga {near or where.split(',')[0]}"
    return proposal
