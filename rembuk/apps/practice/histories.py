"""Moves, events, supports and later photographs in the order of time, as the years would have written."""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rembuk.apps.audit.models import Event
from rembuk.apps.exchange.importing.bulk import insert
from rembuk.apps.musrenbang.models import ForumItem
from rembuk.apps.proposals.models import Follow, Move, Photo, Support
from rembuk.rules.actions import Action

from .catalog import NEEDS
from .chronicle import Entry
from .columns import SUPPORT
from .figures import Case
from .forums import ITEM_COLUMNS, RUNNER, Lists
from .land import Village
from .papers import Maker, Papers, Scene, fixed_papers, maker_of
from .paths import CARRY_OVER, LIVES
from .pictures import Picture, pictures_of
from .regency import AGENCY_OF, WRONG_AGENCY, Regency
from .roster import PROPOSER_OFFICE, SYSTEM_OFFICE
from .sealing import EVENT_COLUMNS, Sealer
from .timing import moment_texts
from .words.offices import OFFICES
from .words.places import REGENCY_CODE

CHUNK = 20_000
MOVE_COLUMNS = (
    "id", "tenant", "proposal_id", "step", "from_state", "to_state", "at", "by_id", "second_id", "role",
    "office",
    "review", "recommendation", "amount", "coefficient", "reason_code", "reason_text", "inputs",
)  # fmt: skip
_SUPPORT_COLUMNS = ("tenant", "proposal_id", "user_id", "at")
_PHOTO_COLUMNS = (
    "proposal_id", "move_id", "kind", "file", "width", "height", "sha256", "at", "caption",
)  # fmt: skip
_PHOTO_KIND = {"report_survey": "survey", "report_progress": "progress", "complete_works": "final"}
_FORUM_OF = {
    "agree_in_village": "village", "reject_in_village": "village", "agree_in_district": "district",
    "not_agree_in_district": "district", "open_budget_review": "agency", "enter_annual_plan": "regency",
    "fund_by_transfer": "regency",
}  # fmt: skip
_OUTCOME = {
    "agree_in_village": "agreed", "agree_in_district": "agreed", "open_budget_review": "agreed",
    "reject_in_village": "not_agreed", "not_agree_in_district": "not_agreed",
}  # fmt: skip
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_SUPPORTED, _FOLLOWED = str(Action.PROPOSAL_SUPPORT), str(Action.PROPOSAL_FOLLOW)


class Facts(NamedTuple):
    """What a move reads of its proposal."""

    life: int
    village: int
    need: int
    cycle: int
    seed: int
    cost: int
    volume: int
    proposer: int
    code: str


class _Rows:
    """What one chunk writes."""

    def __init__(self) -> None:
        self.moves: list[tuple[object, ...]] = []
        self.events: list[tuple[object, ...]] = []
        self.photos: list[tuple[object, ...]] = []
        self.supports: list[tuple[object, ...]] = []
        self.follows: list[tuple[object, ...]] = []
        self.items: list[tuple[object, ...]] = []


@dataclass(frozen=True, slots=True)
class Act:
    """One step of one life, with everything that does not depend on the proposal."""

    id: str
    at: str
    to: str
    action: str
    review: str
    occurrence: int
    is_before_carry: bool
    is_at_wrong_agency: bool
    is_own: bool  # the village builds it itself
    forum: str
    outcome: str  # what the forum's list says, where a list does
    photo: str
    rule: str
    actor: str  # of the system
    told: str  # the event's data around the reason
    told_after: str
    maker: Maker | None
    papers: Papers | None


@cache
def acts_of(number: int) -> tuple[Act, ...]:
    life = LIVES[number]
    carry = life.steps.index(CARRY_OVER) if CARRY_OVER in life.steps else -1
    redirect = life.steps.index("redirect_agency") if "redirect_agency" in life.steps else -1
    own = life.has("fund_by_village", "start_transfer_works")
    return tuple(
        Act(
            id=step.id, at=str(step.at), to=str(step.to), action=str(step.action),
            review=str(step.review or ""),
            occurrence=life.steps[:place].count(step.id), is_before_carry=place < carry,
            is_at_wrong_agency=place <= redirect, is_own=own, forum=_FORUM_OF.get(step.id, ""),
            outcome=_OUTCOME.get(step.id, ""), photo=_PHOTO_KIND.get(step.id, ""),
            rule=_rule(step.id) if "system" in step.actors else "",
            actor=f"system:{_rule(step.id)}", told=f',"of":"{step.at}","reason":"',
            told_after=f'","step":"{step.id}","to":"{step.to}"}}', maker=maker_of(step.id),
            papers=None if maker_of(step.id) else fixed_papers(step.id),
        )
        for place, step in enumerate(life.rows)
    )  # fmt: skip


def _rule(step_id: str) -> str:
    if step_id.startswith("expire_"):
        return "window_closed"
    return {"open_recorded": "season_opened", "open_budget_review": "minutes_signed"}.get(step_id, step_id)


class HistoryWriter:
    """Walks through time once and writes what happened."""

    def __init__(
        self,
        regency: Regency,
        pictures: dict[tuple[str, str], tuple[Picture, ...]],
        sealer: Sealer,
        besides: Sequence[Entry],
    ) -> None:
        self._r = regency
        self._pictures = pictures
        self._sealer = sealer
        self._besides = deque(besides)
        self._moves = 0
        self._lists = Lists()
        self._supported = np.zeros(regency.fates.count, np.int16)
        self._pools = [_pool(regency, village.place) for village in regency.land.villages]
        self._regions = [village.code for village in regency.land.villages]

    def write(self) -> Iterator[int]:
        """Chunk by chunk; yields how many moves stand."""
        for moments, places, steps in self._r.fates.move_chunks(CHUNK):
            seconds = self._r.clock.office_hours(np.array(moments, np.float64))
            rows = _Rows()
            columns = self._columns(np.array(places))
            for second, at, place, step, facts in zip(
                seconds.tolist(), moment_texts(seconds), places, steps, columns, strict=True
            ):
                while self._besides and self._besides[0].second <= second:
                    rows.events.append(self._beside())
                if step == SUPPORT:
                    self._support(place, at, facts, rows)
                else:
                    self._move(place, step, second, at, facts, rows)
            insert(Move, MOVE_COLUMNS, rows.moves, is_ready=True)
            insert(Event, EVENT_COLUMNS, rows.events, is_ready=True)
            insert(Photo, _PHOTO_COLUMNS, rows.photos, is_ready=True)
            insert(Support, _SUPPORT_COLUMNS, rows.supports, is_ready=True)
            insert(Follow, _SUPPORT_COLUMNS, rows.follows, is_ready=True)
            insert(ForumItem, ITEM_COLUMNS, rows.items, is_ready=True)
            yield self._moves
        insert(Event, EVENT_COLUMNS, [self._beside() for _ in range(len(self._besides))], is_ready=True)

    def _beside(self) -> tuple[object, ...]:
        """The next event that is no move."""
        entry = self._besides.popleft()
        at = moment_texts(np.array([entry.second]))[0]
        return self._sealer.row(entry.action, entry.subject, entry.region, entry.actor, at, entry.data)

    def _columns(self, places: npt.NDArray[np.int64]) -> Iterator[Facts]:
        """The columns of a chunk as plain numbers: reading them one by one out of an array is slow."""
        r, fates = self._r, self._r.fates
        return map(
            Facts,
            fates.life[places].tolist(), fates.village[places].tolist(), fates.need[places].tolist(),
            fates.cycle[places].tolist(), fates.text_seed[places].tolist(), r.costs[places].tolist(),
            r.volumes[places].tolist(), r.proposers[places].tolist(), r.codes[places].astype("U15").tolist(),
        )  # fmt: skip

    def _move(self, place: int, step: int, second: float, at: str, facts: Facts, rows: _Rows) -> None:
        act = acts_of(facts.life)[step]
        agency = AGENCY_OF[facts.need]
        if act.is_at_wrong_agency:
            agency = WRONG_AGENCY[agency]
        papers = act.papers or self._papers(place, act, facts, agency, second)
        if act.rule:
            user, other, role, office, actor = None, None, "system", SYSTEM_OFFICE, act.actor
        else:
            user, other, role, office = self._hand(place, act, facts, agency)
            actor = f"user:{user}"
        self._moves += 1
        rows.events.append(
            self._sealer.row(
                act.action, f"proposal:{facts.code}", self._regions[facts.village], actor, at,
                f'{{"amount":{papers.amount or 0},"move":{self._moves}{act.told}'
                f"{papers.reason_code}{act.told_after}",
            )
        )  # fmt: skip
        rows.moves.append(
            (
                self._moves, REGENCY_CODE, place + 1, act.id, act.at, act.to, at, user, other, role, office,
                act.review, papers.recommendation, papers.amount, papers.coefficient, papers.reason_code,
                papers.reason_text, papers.inputs,
            )
        )  # fmt: skip
        if act.photo:
            rows.photos.append(self._photo(place, act, facts, at))
        if act.outcome:
            self._decided(place, act, facts, agency, papers, at, rows)

    def _decided(
        self, place: int, act: Act, facts: Facts, agency: int, papers: Papers, at: str, rows: _Rows
    ) -> None:
        """What the forum's list says of it."""
        home = self._r.land.villages[facts.village]
        where = {"village": home.code, "district": home.district, "agency": OFFICES[agency].code}
        forum = self._r.gatherings.find(facts.cycle - act.is_before_carry, act.forum, where[act.forum])
        if forum is None:
            return
        reason = f'{{"reason_code":"{papers.reason_code}","reason_text":{_quoted(papers.reason_text)}}}'
        runner = self._r.people.acting(RUNNER[act.forum], where[act.forum])
        item = self._lists.item(
            forum, place + 1, act.outcome, reason if papers.reason_code else "{}", runner, at
        )
        if item is not None:
            rows.items.append(item)

    def _hand(self, place: int, act: Act, facts: Facts, agency: int) -> tuple[int, int | None, str, str]:
        """Who acts: account, second account, role, office."""
        r = self._r
        roster = r.rosters.by_step[act.id, act.is_own]
        if roster.kind == "proposer":
            return facts.proposer, None, r.roles[facts.proposer], PROPOSER_OFFICE
        if roster.kind == "resident":
            verified = r.people.verified[facts.village]
            home = r.land.villages[facts.village]
            return verified[place % len(verified)], None, "citizen_verified", home.title
        at = 0 if roster.kind == "regency" else facts.village if roster.kind == "village" else agency
        hand = roster.hands[at]
        return hand.user, roster.seconds[agency] if roster.seconds else None, hand.role, hand.office

    def _papers(self, place: int, act: Act, facts: Facts, agency: int, second: float) -> Papers:
        r = self._r
        home = r.land.villages[facts.village]
        cycle = facts.cycle - act.is_before_carry
        case = Case(
            place + 1, facts.seed, r.cycles[cycle].plan_year, home.title, home.kind == "kelurahan",
            NEEDS[facts.need], facts.cost, facts.volume,
        )  # fmt: skip
        goes_to = AGENCY_OF[facts.need] if act.id == "redirect_agency" else agency
        rank = r.fates.district_rank if act.forum == "district" else r.fates.village_rank
        target = int(r.fates.target[place]) if act.to == "merged" else -1
        assert act.maker is not None
        return act.maker(
            act.id,
            Scene(
                case, LIVES[facts.life], second, act.occurrence, self._minutes(act.forum, cycle, home,
                agency),
                OFFICES[goes_to].name, home.code, int(rank[place]) or 1,
                r.code(target) if target >= 0 else "",
                _point(home.points, place) if act.photo == "survey" else "",
            ),
        )  # fmt: skip

    def _minutes(self, forum: str, cycle: int, home: Village, agency: int) -> str:
        """The code of the forum whose minutes count."""
        if not forum:
            return ""
        where = {"village": home.code, "district": home.district, "agency": OFFICES[agency].code}
        return self._r.gatherings.code(cycle, forum, where.get(forum, REGENCY_CODE))

    def _photo(self, place: int, act: Act, facts: Facts, at: str) -> tuple[object, ...]:
        known = pictures_of(self._pictures, NEEDS[facts.need].scene, act.photo)
        picture = known[(facts.seed + act.occurrence + 1) % len(known)]
        return (
            place + 1, self._moves, act.photo, picture.file, picture.width, picture.height, picture.sha256,
            at, "",
        )  # fmt: skip

    def _support(self, place: int, at: str, facts: Facts, rows: _Rows) -> None:
        number, pool = int(self._supported[place]), self._pools[facts.village]
        self._supported[place] += 1
        user = pool[(facts.seed + number) % len(pool)]
        if user == facts.proposer:
            user = pool[(facts.seed + int(self._r.fates.supports[place])) % len(pool)]
        subject, region, actor = f"proposal:{facts.code}", self._regions[facts.village], f"user:{user}"
        rows.supports.append((REGENCY_CODE, place + 1, user, at))
        rows.events.append(self._sealer.row(_SUPPORTED, subject, region, actor, at, '{"support":1}'))
        if (facts.seed + number) % 4 == 0:
            rows.follows.append((REGENCY_CODE, place + 1, user, at))
            rows.events.append(self._sealer.row(_FOLLOWED, subject, region, actor, at, '{"follow":1}'))


def _pool(regency: Regency, village: int) -> list[int]:
    """Who supports in a village: its own residents first, then their neighbours in the district."""
    own = regency.land.villages[village]
    near = [v.place for v in regency.land.villages if v.district == own.district and v.place != village]
    return regency.people.residents[village] + [
        user for place in near for user in regency.people.residents[place]
    ]


def _point(points: tuple[tuple[float, float], ...], place: int) -> str:
    lon, lat = points[place % len(points)]
    return f"{lat:.6f},{lon:.6f}"
