"""Rows of proposals in the order in which they came in, with contacts, photographs and first follows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np

from rembuk.algorithms.tiles import encode
from rembuk.apps.core.codes import new_code
from rembuk.apps.core.ids import uuid7
from rembuk.apps.exchange.importing.bulk import insert
from rembuk.apps.exchange.importing.owners import owners
from rembuk.apps.proposals.models import Follow, Photo, Proposal, ProposerContact
from rembuk.apps.proposals.words import title_of
from rembuk.rules.fairness import review_due_on
from rembuk.rules.proposal_states import STATE

from . import figures
from .catalog import NEEDS, SUB_ACTIVITY
from .chance import Dice
from .columns import SUPPORT
from .figures import Case
from .papers import ELIGIBLE
from .paths import LIVES, Life
from .pictures import Picture, pictures_of
from .regency import AGENCY_OF, WRONG_AGENCY, Regency
from .telling import Telling, tell
from .timing import moment_texts
from .words.offices import OFFICES
from .words.places import PREFIX, REGENCY_CODE

CHUNK = 4_000
COLUMNS = (
    "id", "tenant", "uuid", "code", "cycle_id", "plan_year", "channel", "track", "state", "state_since",
    "due_on",
    "is_public", "returned_from", "times_proposed", "district_code", "village_code", "rt", "rw", "address",
    "lat",
    "lon", "morton", "problem", "work", "own_words", "category", "volume", "unit", "beneficiaries",
    "contribution",
    "upkeep", "estimated_cost", "amount_agreed", "amount_budgeted", "amount_spent", "progress_percent",
    "proposer_id", "proposer_line", "assisted_by_id", "agency_code", "first_agency_code", "agency_group",
    "sub_activity_code", "funding_source", "eligibility", "rank", "village_plan_year", "merged_into_id",
    "references", "title", "place_line", "canonical", "support_count", "photo_count", "created_at",
    "submitted_at",
)  # fmt: skip
_CONTACT_COLUMNS = ("proposal_id", "name", "phone", "email", "consent")
_PHOTO_COLUMNS = (
    "proposal_id", "move_id", "kind", "file", "width", "height", "sha256", "at", "caption",
)  # fmt: skip
_FOLLOW_COLUMNS = ("tenant", "proposal_id", "user_id", "at")
_PHOTO_STEPS = ("report_survey", "report_progress", "complete_works")
_TYPING = 11 * 60.0  # seconds
_EPOCH, _JAKARTA = date(1970, 1, 1).toordinal(), 7 * 3600
_HELPED = 0.2  # entered by a facilitator
_BY_PRACTICE_RESIDENT = 0.10
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class _Kind:
    """What follows from a life alone."""

    end: str
    returned_from: str
    is_detailed: bool
    is_agreed: bool
    is_accepted: bool
    has_agency: bool
    is_redirected: bool
    is_carried: bool
    photo_steps: int
    percents: tuple[int, ...]


@cache
def _kind(number: int) -> _Kind:
    life = LIVES[number]
    return _Kind(
        end=life.end, returned_from=str(life.rows[-1].at) if life.end == "returned" else "",
        is_detailed=life.has("complete_details", "submit_pokir", "accept_grant"),
        is_agreed=life.has("agree_in_village"), is_accepted=life.has("accept_by_agency", "accept_grant"),
        has_agency=life.has("send_to_agency", "move_to_grant_in_village"),
        is_redirected=life.has("redirect_agency"),
        is_carried=life.has("carry_over"), photo_steps=sum(life.steps.count(step) for step in _PHOTO_STEPS),
        percents=figures.percents(life),
    )  # fmt: skip


class ProposalWriter:
    """Writes all proposals and fills the columns that their histories need."""

    def __init__(self, regency: Regency, pictures: dict[tuple[str, str], tuple[Picture, ...]]) -> None:
        self._r = regency
        self._pictures = pictures
        self._dice = Dice(regency.seed, "codes and people")
        self._owners = owners(REGENCY_CODE)
        self._used: set[int] = set()
        self._holidays = regency.clock.holidays
        self._due: dict[tuple[str, date], date | None] = {}
        clock = regency.clock
        self._started = clock.office_hours(regency.fates.started.astype(np.float64))
        self._ended = clock.office_hours(_last_moments(regency).astype(np.float64))

    def write(self) -> Iterator[int]:
        """Chunk by chunk; yields how many proposals stand."""
        count = self._r.fates.count
        for start in range(0, count, CHUNK):
            rows, contacts, follows = [], [], []
            photos: list[tuple[object, ...]] = []
            stop = min(start + CHUNK, count)
            begun, came = (
                moment_texts(self._started[start:stop] - _TYPING),
                moment_texts(self._started[start:stop]),
            )
            ended = moment_texts(self._ended[start:stop])
            for place, typed, at, since in zip(range(start, stop), begun, came, ended, strict=True):
                row, telling = self._proposal(place, typed, at, since)
                rows.append(row)
                contacts.append(self._contact(place))
                photos += self._photos(place, telling, at)
                if telling and row[3]:
                    follows.append((REGENCY_CODE, place + 1, int(self._r.proposers[place]), at))
            insert(Proposal, COLUMNS, rows)
            insert(ProposerContact, _CONTACT_COLUMNS, contacts)
            insert(Photo, _PHOTO_COLUMNS, photos)
            insert(Follow, _FOLLOW_COLUMNS, follows)
            yield min(start + CHUNK, count)

    def _proposal(self, place: int, typed: str, at: str, since: str) -> tuple[tuple[object, ...], Telling]:
        r, fates = self._r, self._r.fates
        life_number, seed = int(fates.life[place]), int(fates.text_seed[place])
        life, kind = LIVES[life_number], _kind(int(fates.life[place]))
        village = r.land.villages[int(fates.village[place])]
        telling = tell(village, int(fates.need[place]), int(fates.place_seed[place]), seed)
        cycle = r.cycles[int(fates.cycle[place])]
        need, is_draft = telling.need, not life.steps
        code = None if is_draft else self._code(place, cycle.plan_year)
        proposer, helper, line = self._people(place, life, telling)
        r.costs[place], r.volumes[place] = telling.cost, telling.volume
        told = _Told.of(telling, kind)
        agency, group, first = self._agency(int(fates.need[place]), kind)
        case = Case(
            place + 1, seed, cycle.plan_year, village.title, village.kind == "kelurahan", need, telling.cost,
            telling.volume,
        )  # fmt: skip
        money = _Money.of(case, life, kind)
        target = int(fates.target[place])
        return (
            place + 1, REGENCY_CODE, uuid7(int(self._started[place]) * 1000, place << 40 | seed),
            code, None if is_draft else cycle.id, None if is_draft else cycle.plan_year, life.channel,
            village.kind,
            kind.end, since, self._due_on(kind.end, place),
            kind.end != "draft" and not STATE[kind.end].hidden,
            kind.returned_from, 2 if kind.is_carried else 1, village.district, village.code, telling.rt,
            telling.rw,
            telling.address, telling.lat, telling.lon,
            encode(telling.lon, telling.lat) if telling.lat is not None and telling.lon is not None else None,
            telling.problem, told.work, told.own_words, str(need.category), told.volume, told.unit,
            told.beneficiaries, telling.contribution, telling.upkeep if told.work else "", told.cost,
            money.agreed, money.budgeted, money.spent, kind.percents[-1] if kind.percents else None,
            proposer, line, helper, agency, first, group, SUB_ACTIVITY[need.code] if kind.is_accepted else "",
            figures.funding(seed) if kind.is_accepted else "", ELIGIBLE[seed % 4] if kind.is_agreed else "",
            int(fates.district_rank[place] or fates.village_rank[place]) or None, figures.line_year(case,
            life),
            target + 1 if target >= 0 else None, self._references(case, life, kind), told.title,
            telling.place_line, telling.canonical, int(fates.supports[place]),
            _capped(telling.photos) + kind.photo_steps, typed, None if is_draft else at,
        ), telling  # fmt: skip

    def _agency(self, need: int, kind: _Kind) -> tuple[str, str, str]:
        """Code and group of the agency, and the code of the first one it was sent to, if it was sent."""
        if not kind.has_agency:
            return *self._owners[str(NEEDS[need].category)], ""
        office = OFFICES[AGENCY_OF[need]]
        first = OFFICES[WRONG_AGENCY[AGENCY_OF[need]]] if kind.is_redirected else office
        return office.code, office.group, first.code

    def _code(self, place: int, plan_year: int) -> str:
        while True:
            code = new_code(PREFIX, plan_year, self._dice)
            key = hash_of(code)
            if key not in self._used:
                self._used.add(key)
                self._r.codes[place] = code.encode()
                return code

    def _people(self, place: int, life: Life, telling: Telling) -> tuple[int | None, int | None, str]:
        """Proposer, helper, and the line that the public reads."""
        r, dice = self._r, self._dice
        village = r.land.villages[int(r.fates.village[place])]
        near = f"Warga RT {telling.rt}/RW {telling.rw}"
        if life.channel == "pokir":
            member = r.people.acting("council_member", REGENCY_CODE)
            r.proposers[place] = member
            return member, None, "Anggota DPRD, hasil reses"
        if life.steps and dice.random() < _HELPED:
            helper = r.people.acting("facilitator", village.district)
            r.proposers[place] = helper
            return None, helper, near
        residents = r.people.residents[village.place]
        own = 0 if dice.random() < _BY_PRACTICE_RESIDENT else dice.between(0, len(residents) - 1)
        person = r.people.persons[residents[own] - 1]
        r.proposers[place] = person.id
        return person.id, None, person.name if person.shows_name else near

    def _contact(self, place: int) -> tuple[object, ...]:
        person = self._r.people.persons[int(self._r.proposers[place]) - 1]
        if person.village:
            return (place + 1, person.name, "", f"{person.username}@latihan.invalid", "form")
        return (place + 1, "", "", "", "spoken")

    def _photos(self, place: int, telling: Telling, at: str) -> Iterator[tuple[object, ...]]:
        known = pictures_of(self._pictures, telling.need.scene, "problem")
        seed = int(self._r.fates.text_seed[place])
        for number in range(_capped(telling.photos)):
            picture = known[(seed + number) % len(known)]
            yield (
                place + 1, None, "problem", picture.file, picture.width, picture.height, picture.sha256,
                at, "",
            )  # fmt: skip

    def _due_on(self, state: str, place: int) -> date | None:
        day = _EPOCH + int(self._ended[place] + _JAKARTA) // 86_400
        key = (state, date.fromordinal(day))
        if key not in self._due:
            self._due[key] = review_due_on(state, key[1], self._holidays)
        return self._due[key]

    def _references(self, case: Case, life: Life, kind: _Kind) -> str:
        """What later steps ask for again."""
        found: dict[str, object] = {}
        year = figures.line_year(case, life)
        if year is not None:
            found["village_plan_line"] = figures.plan_line(case, year)
        if life.has("open_budget_review"):
            office = OFFICES[AGENCY_OF[int(self._r.fates.need[case.number - 1])]]
            cycle = int(self._r.fates.cycle[case.number - 1])
            found["agency_forum_minutes"] = self._r.gatherings.code(cycle, "agency", office.code)
        if life.has("accept_grant"):
            found["legal_standing"] = f"AHU-{case.number:07d}"
            found["grant_documents"] = "proposal, surat pengantar, RAB"
        return _json(found) if found else "{}"


class _Told(NamedTuple):
    """What of the details stands in the row: all of them once the village has completed them."""

    work: str
    own_words: str
    volume: str | None
    unit: str
    beneficiaries: int | None
    cost: int | None
    title: str

    @classmethod
    def of(cls, telling: Telling, kind: _Kind) -> "_Told":
        whole = kind.is_detailed or telling.knows_details
        work = telling.work if whole else telling.rough_work
        own = _json({"work": telling.rough_work}) if kind.is_detailed and telling.rough_work else "{}"
        if not whole:
            return cls(work, own, None, "", None, None, title_of(work or telling.problem))
        return cls(
            work,
            own,
            str(telling.volume),
            telling.need.unit,
            telling.beneficiaries,
            telling.cost,
            telling.title,
        )


class _Money(NamedTuple):
    agreed: int | None
    budgeted: int | None
    spent: int | None

    @classmethod
    def of(cls, case: Case, life: Life, kind: _Kind) -> "_Money":
        partner, agency, budget, spent = figures.amounts(case.cost, case.seed)
        agreed: int | None = None
        if life.has("enter_annual_plan", "fund_by_transfer"):
            agreed = budget
        elif kind.is_accepted:
            agreed = agency
        elif life.has("send_to_agency", "pass_council_review"):
            agreed = partner
        elif life.has("fund_by_village"):
            agreed = figures.rounded(case.cost * 0.95)
        used: int | None = None
        if life.has("complete_works"):
            used = spent
        elif kind.percents:
            used = figures.rounded(spent * kind.percents[-1] / 100)
        return cls(agreed, budget if life.has("enter_budget") else None, used)


def hash_of(code: str) -> int:
    """A code as a number: a million of them need less memory than their texts."""
    return int(code.replace("-", ""), 36)


def _capped(photos: int) -> int:
    return min(photos, 3)


def _last_moments(regency: Regency) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """When each proposal came to the state in which it stands."""
    last = regency.fates.started.astype(np.int64).copy()
    for moments, places, steps in regency.fates.move_chunks(200_000):
        at, of = np.array(moments), np.array(places)
        is_move = np.array(steps) != SUPPORT
        last[of[is_move]] = at[is_move]
    return last
