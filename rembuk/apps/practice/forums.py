"""Forums as rows: agenda, participants, what was decided, and the minutes with their two papers."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from django.conf import settings

from rembuk.algorithms.documents import Minutes as Paper
from rembuk.algorithms.documents import Signer, minutes_pdf
from rembuk.apps.exchange.importing.bulk import insert
from rembuk.apps.musrenbang.agenda_template import agenda_of
from rembuk.apps.musrenbang.models import AgendaItem, Forum, Minutes, Participant
from rembuk.apps.musrenbang.paper import paper_of
from rembuk.apps.places.models import Government
from rembuk.rules.roles import ROLE

from .calendar import Part
from .chance import Dice
from .gatherings import Gathering
from .people import PRACTICE_OFFICE, practice_villages
from .regency import Regency
from .words.forums import GUESTS, NOTES, OBJECTIONS
from .words.offices import OFFICE
from .words.people import MEN, SECOND, SECOND_WOMEN, WOMEN
from .words.places import REGENCY_CODE

MOST_ITEMS = 150  # of one list, however many proposals there are
ITEM_COLUMNS = (
    "forum_id", "proposal_id", "position", "rank", "outcome", "inputs", "merge_target_id", "decided_by_id",
    "decided_at",
)  # fmt: skip
_FORUM_COLUMNS = (
    "id", "tenant", "code", "cycle_id", "type", "theme", "region_code", "agency_code", "title",
    "organiser", "place",
    "starts_at", "state", "opened_at", "closed_at", "quorum_note", "created_by_id",
)  # fmt: skip
_PARTICIPANT_COLUMNS = (
    "forum_id", "name", "institution", "constituency", "sex", "kind", "phone", "address", "is_invited",
    "arrived_at",
)  # fmt: skip
_MINUTES_COLUMNS = (
    "forum_id", "number", "notes", "objections", "delegates", "drafted_at", "drafted_by_id", "read_at",
    "read_by",
    "signed_at", "signed_by_id", "signer_office", "signing_path", "archive_file", "archive_sha256",
    "public_file",
    "public_sha256", "sent_at",
)  # fmt: skip
RUNNER = {
    "village": "village_admin",
    "district": "district_admin",
    "agency": "agency_operator",
    "regency": "planning_admin",
}
SIGNER = {
    "village": "village_head",
    "district": "district_head",
    "agency": "agency_head",
    "regency": "planning_head",
}
_FOLDER = "minutes"
_PAPERS = ("archive", "public")


class Lists:
    """The lists of the forums while the histories are written: position and rank of each decided proposal."""

    def __init__(self) -> None:
        self._count: dict[int, int] = defaultdict(int)
        self._agreed: dict[int, int] = defaultdict(int)

    def item(
        self, forum: Gathering, proposal: int, outcome: str, inputs: str, decided_by: int, decided_at: str
    ) -> tuple[object, ...] | None:
        """A row of ForumItem; None where the list is full."""
        if self._count[forum.id] >= MOST_ITEMS:
            return None
        self._count[forum.id] += 1
        if outcome == "agreed":
            self._agreed[forum.id] += 1
        rank = self._agreed[forum.id] if outcome == "agreed" else None
        return (
            forum.id, proposal, self._count[forum.id], rank, outcome, inputs, None, decided_by, decided_at,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Hours:
    """The moments of one forum, by the wall clock."""

    starts: datetime
    opened: datetime | None
    closed: datetime | None
    drafted: datetime | None
    read: datetime | None
    signed: datetime | None
    sent: datetime | None


class ForumWriter:
    """Writes every gathering."""

    def __init__(self, regency: Regency) -> None:
        self._r = regency
        self._dice = Dice(regency.seed, "forums")
        self._at_home = {village.code for village in practice_villages(regency.land)}
        self._home_agency = OFFICE[PRACTICE_OFFICE].code
        self._home_district = practice_villages(regency.land)[0].district

    def write(self) -> int:
        """Forums with agenda and participants; returns how many. Minutes follow when the lists stand."""
        rows = self._r.gatherings.rows
        hours = [self._hours(row) for row in rows]
        insert(Forum, _FORUM_COLUMNS, (self._forum(row, at) for row, at in zip(rows, hours, strict=True)))
        insert(
            AgendaItem, ("forum_id", "position", "title", "minutes", "done_at"),
            (
                (row.id, place, title, minutes, at.closed)
                for row, at in zip(rows, hours, strict=True)
                for place, (title, minutes) in enumerate(agenda_of(row.type), start=1)
            ),
        )  # fmt: skip
        for row, at in zip(rows, hours, strict=True):
            insert(Participant, _PARTICIPANT_COLUMNS, self._participants(row, at))
        return len(rows)

    def write_minutes(self) -> None:
        """Minutes of all signed forums; where people practise, with both papers."""
        signed = [row for row in self._r.gatherings.rows if np.isfinite(row.signed)]
        hours = {row.id: self._hours(row) for row in signed}
        blank = {row.id: self._minutes(row, hours[row.id]) for row in signed}
        insert(Minutes, _MINUTES_COLUMNS, blank.values())
        printed = [row for row in signed if self._is_printed(row)]
        _print(printed, {row.id: self._signer(row) for row in printed})

    def _is_printed(self, row: Gathering) -> bool:
        """Setting a paper takes a twentieth of a second: only what people will open."""
        home = self._home_district
        if self._r.is_for_measuring:
            return False
        if row.kind == "agency":
            return row.agency == self._home_agency and self._r.cycles[row.cycle].part is Part.FINISHED
        if self._r.cycles[row.cycle].part is Part.FINISHED:
            return row.kind == "regency" or row.region == home or row.region.startswith(f"{home}.")
        return row.region in self._at_home or row.region == home or row.kind == "regency"

    def _hours(self, row: Gathering) -> _Hours:
        begins = self._wall(row.planned)
        if not np.isfinite(row.signed):
            return _Hours(begins, None, None, None, None, None, None)
        signed = self._wall(row.signed)
        length = signed - begins
        return _Hours(
            starts=begins, opened=begins + length / 20, closed=begins + length * 0.7,
            drafted=begins + length * 0.8,
            read=begins + length * 0.9, signed=signed, sent=min(signed + timedelta(hours=2), self._r.now),
        )  # fmt: skip

    def _wall(self, moment: float) -> datetime:
        return datetime.fromtimestamp(float(self._r.clock.office_hours(np.array([moment]))[0]), UTC)

    def _forum(self, row: Gathering, at: _Hours) -> tuple[object, ...]:
        cycle = self._r.cycles[row.cycle]
        return (
            row.id, REGENCY_CODE, row.code, cycle.id, str(row.type), "", row.region, row.agency, row.title,
            row.organiser, row.place, at.starts, "sent" if at.signed else "scheduled", at.opened,
            at.closed, "",
            self._acting(RUNNER[row.kind], row),
        )  # fmt: skip

    def _acting(self, role: str, row: Gathering) -> int:
        return self._r.people.acting(role, row.agency or row.region)

    def _participants(self, row: Gathering, at: _Hours) -> Iterator[tuple[object, ...]]:
        dice, seen = self._dice, set[str]()
        wanted = GUESTS[: 22 if self._is_printed(row) else 12]
        for institution, constituency, kind, woman in wanted:
            is_woman = dice.random() < woman
            name = (
                f"{dice.pick(WOMEN)} {dice.pick(SECOND_WOMEN)}"
                if is_woman
                else f"{dice.pick(MEN)} {dice.pick(SECOND)}"
            )
            if name in seen:
                continue
            seen.add(name)
            came = at.opened is not None and dice.random() < 0.9
            yield (
                row.id, name, institution, constituency, "P" if is_woman else "L", kind, "", "", True,
                at.opened if came else None,
            )  # fmt: skip

    def _signer(self, row: Gathering) -> Signer:
        user = self._acting(SIGNER[row.kind], row)
        return Signer(office=self._office(row), name=self._r.people.persons[user - 1].name)

    def _office(self, row: Gathering) -> str:
        if row.kind == "village":
            kind, _, name = row.organiser.partition(" ")
            return f"{'Lurah' if kind == 'Kelurahan' else 'Kepala Desa'} {name}"
        if row.kind == "district":
            return row.organiser.replace("Kecamatan", "Camat")
        return f"Kepala {row.organiser}" if row.kind == "agency" else ROLE["planning_head"].label_id

    def _minutes(self, row: Gathering, at: _Hours) -> tuple[object, ...]:
        dice, plan_year = self._dice, self._r.cycles[row.cycle].plan_year
        number = f"005/{row.id:03d}/BA/{plan_year - 1}"
        delegates = [
            {"name": f"{dice.pick(WOMEN)} {dice.pick(SECOND_WOMEN)}", "sex": "P", "constituency": "women"},
            {"name": f"{dice.pick(MEN)} {dice.pick(SECOND)}", "sex": "L", "constituency": "farmers"},
        ]
        # Without a paper the sentence itself is what the hashes are of: nothing claims to be a file that
        # is none.
        sentence = f"Data simulasi, tanpa berkas: Berita Acara {number}, {row.title}."
        digest = hashlib.sha256(sentence.encode()).hexdigest()
        return (
            row.id, number, sentence if not self._is_printed(row) else dice.pick(NOTES),
            dice.pick(OBJECTIONS) if dice.random() < 0.2 else "", delegates, at.drafted,
            self._acting(RUNNER[row.kind], row), at.read,
            self._r.people.persons[self._acting(RUNNER[row.kind], row) - 1].name,
            at.signed, self._acting(SIGNER[row.kind], row), self._office(row), "wet", "", digest, "",
            digest, at.sent,
        )  # fmt: skip


def _print(rows: Iterable[Gathering], signers: dict[int, Signer]) -> None:
    """Set both papers of each forum, two at a time, and keep their files and hashes."""
    government = Government(code=REGENCY_CODE, name="Kabupaten Nusawangi", code_prefix="NSW", practice=True)
    wanted = {row.id: row for row in rows}
    forums = Forum.objects.filter(pk__in=wanted).select_related("cycle", "minutes").order_by("pk")
    papers = [
        (forum.pk, paper_of(forum, forum.minutes, government, signer=signers[forum.pk])) for forum in forums
    ]
    folder = Path(settings.MEDIA_ROOT, _FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max_workers=1) as pool:
        for number, (archive, public) in pool.map(_both, papers):
            kept = dict[str, str]()
            for kind, data in zip(_PAPERS, (archive, public), strict=True):
                name = f"latihan-{wanted[number].code}-{kind}.pdf"
                (folder / name).write_bytes(data)
                kept[f"{kind}_file"], kept[f"{kind}_sha256"] = (
                    f"{_FOLDER}/{name}",
                    hashlib.sha256(data).hexdigest(),
                )
            Minutes.objects.filter(pk=number).update(**kept)


def _both(task: tuple[int, Paper]) -> tuple[int, tuple[bytes, bytes]]:
    """Runs in a thread: data in, bytes out."""
    number, paper = task
    return number, (minutes_pdf(paper, "archive"), minutes_pdf(paper, "public"))
