"""Reading rounds: the election for whoever counts, the pages' lines, the figures that may be published."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.model import Election, Project
from rembuk.apps.core.format import moment_text, number, rupiah
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import region_lines
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.fairness import SMALL_CELL_LIMIT, told_counts
from rembuk.rules.rounds import AGE_BAND, BALLOT_TYPE, SEX, RoundState

from .models import Ballot, PaperEntry, Participation, PrintedCode, Round, RoundProject


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """One ballot for the fairness panel, never for a page: points by place of the project in the election.

    village_code, sex and age_band are empty where nobody said, or where fewer than ten said the same.
    """

    choice: tuple[tuple[int, int], ...]
    weight: int
    village_code: str
    sex: str
    age_band: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A closed round as the engine takes it, its projects in the same order, and its ballots one by one."""

    election: Election
    projects: tuple[RoundProject, ...]
    ballots: tuple[CountedBallot, ...]
    ties: str  # the rule for ties: lot:SEED


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in a list."""

    code: str
    title: str
    place: str
    sentence: str  # until when, or since when
    tone: str
    state: str
    money: str


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal on the ballot, ready to show."""

    project: str
    title: str
    cost: int
    price: str
    place: str
    sector: str
    score: str  # of need; empty where none was given
    photo: str
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the public statistics; count is empty where it is too small to tell."""

    label: str
    count: str


def closed_rounds(cycle: PlanningCycle) -> list[Round]:
    """The rounds of a year that can be counted, the latest first."""
    return list(Round.objects.filter(cycle=cycle, state=RoundState.CLOSED).order_by("-closed_at", "id"))


def counted(found: Round) -> Counted:
    """The ballots of a closed round; raises ValueError before it is closed, ElectionError where it is empty.

    In order of their receipts, which says nothing of who or when.
    """
    if found.state != RoundState.CLOSED:
        raise ValueError("a round is counted after it has closed")
    projects = tuple(found.projects.order_by("project"))
    place = {row.project: index for index, row in enumerate(projects)}
    rows = (
        Ballot.objects.filter(round=found)
        .order_by("receipt_hash")
        .values_list("choice", "weight", "village_code", "sex", "age_band")
    )
    ballots = tuple(
        CountedBallot(
            tuple(sorted((place[name], points) for name, points in choice.items())),
            weight,
            village,
            sex,
            band,
        )
        for choice, weight, village, sex, band in rows
    )
    election = Election(
        projects=tuple(Project(row.project, row.cost, row.need) for row in projects),
        budget=found.budget,
        ballots=Ballots.of((dict(row.choice), row.weight) for row in ballots),
    )
    return Counted(election, projects, ballots, f"lot:{found.seed}")


def public_rounds(tenant: str) -> QuerySet[Round]:
    """Open ones first, then those that are over; no drafts."""
    return (
        Round.objects.filter(tenant=tenant).exclude(state=RoundState.DRAFT).order_by("-state", "-closes_at")
    )


def round_lines(rows: list[Round], now: datetime, lang: str) -> list[RoundLine]:
    """Rounds as a list shows them; one query for their places."""
    places = region_lines([row.place_code for row in rows], lang)
    found = []
    for row in rows:
        state, tone, sentence = standing(row, now, lang)
        found.append(
            RoundLine(
                code=row.code, title=row.title, place=places.get(row.place_code, ""), state=state, tone=tone,
                sentence=sentence, money=rupiah(row.budget, lang),
            )
        )  # fmt: skip
    return found


def standing(row: Round, now: datetime, lang: str) -> tuple[str, str, str]:
    """(word, tone, sentence): being prepared, announced, open, over, counted."""
    opens, closes = moment_text(row.opens_at, lang), moment_text(row.closes_at, lang)
    if row.state == RoundState.DRAFT:
        words = ("Disiapkan", "Belum diumumkan."), ("Being prepared", "Not announced yet.")
        tone = "muted"
    elif row.state == RoundState.CLOSED:
        words = ("Selesai", f"Ditutup {closes}."), ("Over", f"Closed on {closes}.")
        tone = "padi"
    elif now < row.opens_at:
        words = ("Segera", f"Dimulai {opens}."), ("Soon", f"Begins on {opens}.")
        tone = "langit"
    elif now < row.closes_at:
        words = ("Dibuka", f"Sampai {closes}."), ("Open", f"Until {closes}.")
        tone = "daun"
    else:
        words = ("Dihitung", f"Waktunya habis {closes}."), ("Being counted", f"Its time ended on {closes}.")
        tone = "langit"
    word, sentence = words[1] if lang == "en" else words[0]
    return word, tone, sentence


def is_taking(row: Round, now: datetime) -> bool:
    """Whether ballots are taken now."""
    return row.state == RoundState.OPEN and row.opens_at <= now < row.closes_at


def cards(found: Round, lang: str, *, drawn_for: str = "") -> list[Card]:
    """What stands on the ballot: by its code, or in the order drawn for one holder.

    drawn_for: something that is the same for this holder at each visit and says nothing of their choice.
    """
    sectors = {str(one.code): one.label(lang) for one in CATEGORIES}
    rows = [
        Card(
            project=row.project, title=row.title, cost=row.cost, price=rupiah(row.cost, lang),
            place=row.place_line, sector=sectors.get(row.sector, ""),
            score=str(row.need) if row.need else "", url=reverse("portal:trace", args=[row.project]),
            photo=reverse("proposals:photo", args=[row.photo.rpartition("/")[2]]) if row.photo else "",
        )
        for row in found.projects.order_by("project")
    ]  # fmt: skip
    if drawn_for:
        rows.sort(
            key=lambda card: salted_hmac(
                "rembuk.rounds.order", f"{found.code}\n{drawn_for}\n{card.project}", algorithm="sha256"
            ).digest()
        )
    return rows


def limits_text(found: Round, lang: str) -> str:
    """What one may do on this ballot, in a sentence or two."""
    row = BALLOT_TYPE[found.ballot_type]
    more = ""
    if found.ballot_type == "points":
        more = f"{found.most_points} poin." if lang == "id" else f"{found.most_points} points."
    elif found.ballot_type == "knapsack":
        more = (
            f"Dananya {rupiah(found.budget, lang)}."
            if lang == "id"
            else f"It is {rupiah(found.budget, lang)}."
        )
    elif found.most_projects and found.ballot_type != "choose-one":
        many = found.most_projects
        more = f"Paling banyak {many} usulan." if lang == "id" else f"At most {many} proposals."
    return f"{row.hint(lang)} {more}".strip()


def took_part(user: User | AnonymousUser, found: Round) -> bool:
    """Whether this person has a ballot in the round; which, nobody knows."""
    return isinstance(user, User) and Participation.objects.filter(round=found, person=user).exists()


def rounds_of(user: User) -> list[str]:
    """The codes of the rounds in which this person has a ballot, for that person alone."""
    rows = Round.objects.filter(participations__person=user)
    return list(rows.order_by("code").values_list("code", flat=True))


def ballots_text(count: int, lang: str) -> str:
    """How many, or that it is fewer than ten."""
    if count < SMALL_CELL_LIMIT:
        return f"kurang dari {SMALL_CELL_LIMIT}" if lang == "id" else f"fewer than {SMALL_CELL_LIMIT}"
    return number(count, lang)


def statistics(found: Round, lang: str) -> dict[str, list[Figure]]:
    """Ballots of a closed round by village, sex and age band: no count under ten, none to be derived."""
    rows = list(Ballot.objects.filter(round=found).values_list("village_code", "sex", "age_band"))
    if len(rows) < SMALL_CELL_LIMIT:
        return {}
    places = region_lines(sorted({row[0] for row in rows}), lang)
    untold = "Tidak dirinci" if lang == "id" else "Not told"
    names = (
        {code: line.partition(",")[0] for code, line in places.items()},
        {code: row.label(lang) for code, row in SEX.items()},
        {code: row.label(lang) for code, row in AGE_BAND.items()},
    )
    tables = {}
    for place, (kind, labels) in enumerate(zip(("village", "sex", "age"), names, strict=True)):
        told = told_counts(Counter(row[place] for row in rows))
        tables[kind] = [
            Figure(labels.get(code, untold), ballots_text(count or 0, lang))
            for code, count in sorted(told.items(), key=lambda item: labels.get(item[0], "~"))
        ]
    return tables


def receipts(found: Round) -> list[str]:
    """The hashes of all receipts of a closed round, in alphabetical order."""
    return list(
        Ballot.objects.filter(round=found).order_by("receipt_hash").values_list("receipt_hash", flat=True)
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """What planners see while a round is open: how many, never what."""

    ballots: str
    codes: int
    paper_waiting: int  # sheets typed once
    paper_differing: int  # sheets typed twice that do not agree


def progress(found: Round, lang: str) -> Progress:
    """Four counts."""
    waiting: Counter[int] = Counter(
        PaperEntry.objects.filter(round=found, code__used_by=None).values_list("code_id", flat=True)
    )
    return Progress(
        ballots=ballots_text(Participation.objects.filter(round=found).count(), lang),
        codes=PrintedCode.objects.filter(round=found).count(),
        paper_waiting=sum(count == 1 for count in waiting.values()),
        paper_differing=sum(count == 2 for count in waiting.values()),
    )


def differing(found: Round, by: User) -> int:
    """Sheets that this person typed and another one read differently: to be looked at once more."""
    counts: Counter[int] = Counter(
        PaperEntry.objects.filter(round=found, code__used_by=None).values_list("code_id", flat=True)
    )
    both = [code for code, count in counts.items() if count > 1]
    return PaperEntry.objects.filter(code__in=both, by=by).count()
