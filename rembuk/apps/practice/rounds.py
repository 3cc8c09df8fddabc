"""Two rounds of priorities: one open to practise on, one closed to be counted, with some hundred ballots."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rembuk.apps.audit.record import record
from rembuk.apps.core.codes import ALPHABET, new_code
from rembuk.apps.people.models import User
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.rounds.actions.opening import parameters
from rembuk.apps.rounds.eligible import candidates, price_of
from rembuk.apps.rounds.filling import fill
from rembuk.apps.rounds.models import Ballot, Participation, PrintedCode, Round
from rembuk.apps.rounds.receipts import code_hash, grouped, receipt_hash, receipts_hash, seed_hash
from rembuk.apps.rounds.small_cells import forget_what_few_share
from rembuk.rules.actions import Action
from rembuk.rules.categories import CATEGORY, Category
from rembuk.rules.rounds import DEFAULT_MINIMUM_AGE, AgeBand, BallotType, RoundState, Sex

from .calendar import Part
from .chance import Dice
from .regency import Regency
from .words.places import PREFIX, REGENCY_CODE

_MOST_CARDS, _GOOD_TO_READ = 24, 16
_STEP = 50_000_000  # rupiah: the money of a round is a multiple of it
_ABOUT = "Data simulasi: pilihan warga di sini dibuat secara acak."
_SHARE = 0.55  # of those who could take part in the closed round
_SLIPS = 120


def write_rounds(regency: Regency) -> int:
    """Both; returns how many ballots they hold. A regency with too few proposals has none."""
    review = next(row for row in regency.cycles if row.part is Part.REVIEW)
    collecting = next(row for row in regency.cycles if row.part is Part.COLLECTING)
    district = regency.land.districts[0]
    return _closed_round(regency, review.id, district.code, district.name) + _open_round(
        regency, collecting.id
    )


def _open_round(regency: Regency, cycle_id: int) -> int:
    """Of one kind of works in the whole region, because practice accounts live in every village."""
    dice = Dice(regency.seed, "open round")
    year = PlanningCycle.objects.get(pk=cycle_id)
    row = Round(
        tenant=REGENCY_CODE, code=_code(year, dice), cycle=year, place_code=REGENCY_CODE,
        about=_ABOUT, ballot_type=BallotType.KNAPSACK, minimum_age=DEFAULT_MINIMUM_AGE,
        opens_at=regency.now - timedelta(days=5), closes_at=regency.now + timedelta(days=26),
    )  # fmt: skip
    row.theme = _theme(row)
    row.title = f"Prioritas {CATEGORY[Category(row.theme)].label_id.lower()} {year.plan_year}"
    if not _opened(regency, row, dice):
        return 0
    practice = {person.id for person in regency.people.practice()}
    people = [pk for village in regency.people.verified for pk in village if pk not in practice]
    return _vote(row, dice, dice.sample(people, min(260, len(people))), slips=0)


def _theme(row: Round) -> str:
    """The kind of works with about as many proposals as one looks through on a phone."""
    counts = Counter(candidates(row).values_list("category", flat=True))
    return min(sorted(Category), key=lambda code: (abs(counts[code] - _GOOD_TO_READ), code))


def _closed_round(regency: Regency, cycle_id: int, place: str, name: str) -> int:
    dice = Dice(regency.seed, "closed round")
    year = PlanningCycle.objects.get(pk=cycle_id)
    row = Round(
        tenant=REGENCY_CODE, code=_code(year, dice), cycle=year, place_code=place,
        title=f"Prioritas Kecamatan {name} {year.plan_year}", about=_ABOUT,
        ballot_type=BallotType.APPROVAL, most_projects=5, minimum_age=DEFAULT_MINIMUM_AGE,
        opens_at=regency.now - timedelta(days=40), closes_at=regency.now - timedelta(days=19),
    )  # fmt: skip
    if not _opened(regency, row, dice):
        return 0
    people = [
        pk
        for village, verified in zip(regency.land.villages, regency.people.verified, strict=True)
        if village.district == place
        for pk in verified
        if dice.random() < _SHARE
    ]
    count = _vote(row, dice, people, slips=_SLIPS)
    _close(regency, row)
    return count


def _opened(regency: Regency, row: Round, dice: Dice) -> bool:
    """Its proposals, its money, and what opening fixes; False where there is too little to choose among."""
    found = list(candidates(row)[:_MOST_CARDS])
    if len(found) < 2:
        return False
    total = sum(price_of(one) for one in found)
    row.budget = max(_STEP, total * 2 // 5 // _STEP * _STEP)
    by = User.objects.get(pk=regency.people.acting("planning_admin", REGENCY_CODE))
    row.created_by, row.state, row.opened_at = by, RoundState.OPEN, row.opens_at - timedelta(days=2)
    row.seed = f"{dice.getrandbits(256):064x}"
    row.seed_hash, row.parameters_hash = seed_hash(row.seed), "0" * 64
    row.save()
    fill(row, found)
    row.parameters = parameters(row)
    row.parameters_hash = hashlib.sha256(row.parameters.encode()).hexdigest()
    row.save()
    _record(row, row.opened_at, by, what="opened", parameters=row.parameters_hash, seed=row.seed_hash)
    return True


def _vote(row: Round, dice: Dice, people: Sequence[int], slips: int) -> int:
    """A ballot of each person and each slip. Nobody knows these receipts: they are drawn and dropped."""
    homes = dict(User.objects.filter(pk__in=people).values_list("pk", "village_code"))
    places = sorted(set(homes.values()))
    codes = [
        PrintedCode(
            id=_key(dice), round=row, village_code=dice.pick(places),
            code_hash=code_hash(row.code, _secret(dice)),
        )
        for _ in range(slips if places else 0)
    ]  # fmt: skip
    PrintedCode.objects.bulk_create(codes)
    parts = [Participation(id=_key(dice), round=row, person_id=pk) for pk in people]
    parts += [Participation(id=_key(dice), round=row, code=code) for code in codes]
    villages = [homes[pk] for pk in people] + [code.village_code for code in codes]
    cards = [(one.project, one.cost, one.place_code) for one in row.projects.order_by("project")]
    liked = {project: 0.2 + dice.random() for project, _cost, _place in cards}
    ballots = [
        Ballot(
            id=_key(dice), round=row, receipt_hash=receipt_hash(row.code, _secret(dice)),
            village_code=village, choice=_choice(row, dice, cards, liked, village), **_bands(dice),
        )
        for village in villages
    ]  # fmt: skip
    Participation.objects.bulk_create(sorted(parts, key=lambda one: one.id), batch_size=500)
    Ballot.objects.bulk_create(sorted(ballots, key=lambda one: one.id), batch_size=500)
    return len(ballots)


def _choice(
    row: Round, dice: Dice, cards: Sequence[tuple[str, int, str]], liked: Mapping[str, float], village: str
) -> dict[str, int]:
    """What is near and what is liked first, as far as the ballot goes."""
    wish = sorted(cards, key=lambda card: -dice.random() * liked[card[0]] * (3 if card[2] == village else 1))
    most, left = dice.between(1, 5), row.budget
    chosen: list[str] = []
    for project, cost, _place in wish:
        if len(chosen) < most and (row.ballot_type != BallotType.KNAPSACK or cost <= left):
            chosen.append(project)
            left -= cost
    return dict.fromkeys(sorted(chosen), 1)


def _bands(dice: Dice) -> dict[str, str]:
    """Four of five tell."""
    sex = dice.pick(tuple(Sex)) if dice.random() < 0.8 else ""
    band = dice.pick(tuple(AgeBand)) if dice.random() < 0.8 else ""
    return {"sex": str(sex), "age_band": str(band)}


def _close(regency: Regency, row: Round) -> None:
    """As closing leaves it: bands that few share are gone, receipts and seed are published."""
    ballots = list(Ballot.objects.filter(round=row))
    forget_what_few_share(ballots)
    Ballot.objects.bulk_update(ballots, ["village_code", "sex", "age_band", "weight"], batch_size=200)
    marks = [one.receipt_hash for one in ballots]
    row.state, row.closed_at, row.receipts_hash = RoundState.CLOSED, row.closes_at, receipts_hash(marks)
    row.save()
    _record(
        row, row.closes_at, None, what="closed", seed=row.seed, parameters=row.parameters_hash,
        receipts=row.receipts_hash, agrees=1,
    )  # fmt: skip


def _record(row: Round, at: datetime, by: User | None, **data: object) -> None:
    record(
        Action.ROUND_MANAGE, by=by, rule="" if by else "closing_time", subject=f"round:{row.code}",
        tenant=row.tenant, region=row.place_code, at=at, **data,
    )  # fmt: skip


def _code(year: PlanningCycle, dice: Dice) -> str:
    return new_code(PREFIX, year.plan_year, dice).lower()


def _key(dice: Dice) -> int:
    return dice.getrandbits(63) or 1


def _secret(dice: Dice) -> str:
    return grouped("".join(dice.pick(ALPHABET) for _ in range(20)))
