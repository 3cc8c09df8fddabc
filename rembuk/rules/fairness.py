"""Fairness as numbers that a region may change: quotas, who is present, small cells, time to answer.

All are defaults of this project where no law gives a number; every one is marked so in the printed rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .forums import Quorum, quorum
from .labels import Labelled, in_language
from .proposal_states import State
from .roles import Scope
from .working_days import due_on, is_working_day, next_working_day, previous_working_day

__all__ = [
    "CONSTITUENCIES",
    "CONSTITUENCY",
    "EXPLANATION_DAYS",
    "LEDGER_WEIGHTS",
    "LEDGER_YEARS",
    "PRICE_DEVIATION",
    "QUOTA_RULES",
    "RESPONSE_TIME",
    "RESPONSE_TIMES",
    "SENSITIVE",
    "SMALL_CELL_LIMIT",
    "WOMEN_SHARE",
    "Constituency",
    "Quorum",
    "QuotaRule",
    "ResponseTime",
    "WomenPresent",
    "asks_price_reason",
    "due_on",
    "is_small_cell",
    "is_working_day",
    "ledger_weight",
    "next_working_day",
    "previous_working_day",
    "quorum",
    "review_due_on",
    "told_counts",
    "women_present",
]


@dataclass(frozen=True, slots=True)
class QuotaRule(Labelled):
    """How many proposals one unit of a level may raise."""

    level: Scope
    unit: str
    limit: int
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Constituency(Labelled):
    """An element of society (unsur) of which at least one should be present.

    `is_sensitive`: whoever speaks for it is never named in public, for it tells of age, health or need.
    """

    code: str
    label_id: str
    label_en: str
    where_it_exists: bool = False
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class ResponseTime(Labelled):
    """Working days to answer in a state; None where a forum decides and its stage is the limit."""

    state: State
    working_days: int | None
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class WomenPresent:
    """The share of women in a forum: noted and shown, never a bar."""

    share: Fraction
    reached: bool
    text_id: str
    text_en: str

    def text(self, lang: str) -> str:
        return in_language(lang, self.text_id, self.text_en)


# The customary target; the national text has no number.
WOMEN_SHARE = Fraction(30, 100)
# Counts of people below this are not published.
SMALL_CELL_LIMIT = 10
# A unit price further than this from the price standard asks for a reason and blocks nothing.
PRICE_DEVIATION = Fraction(30, 100)
# An explanation that a proposer asked for, once per rejection.
EXPLANATION_DAYS = 10
# What a sub-district received counts against its fair share over so many plan years ...
LEDGER_YEARS = 5
# ... and as a weight, where a region switches it on, it stays between these.
LEDGER_WEIGHTS = (Fraction(1, 2), Fraction(2))

FORWARD, ANSWER = 3, 5
S = State
# fmt: off
QUOTA_RULES: tuple[QuotaRule, ...] = (
    QuotaRule(Scope.NEIGHBORHOOD, "RW", 3, "3 usulan per RW", "3 proposals per RW"),
)
CONSTITUENCIES: tuple[Constituency, ...] = (
    Constituency("disability", "Penyandang disabilitas", "People with disabilities", is_sensitive=True),
    Constituency("older",      "Lansia",                 "Older people"),
    Constituency("children",   "Anak (Forum Anak)",      "Children (Forum Anak)", is_sensitive=True),
    Constituency("poor",       "Masyarakat miskin",      "People in poverty", is_sensitive=True),
    Constituency("customary",  "Masyarakat adat",        "Customary communities", where_it_exists=True),
)
RESPONSE_TIMES: tuple[ResponseTime, ...] = (
    ResponseTime(S.SUBMITTED,       FORWARD, "diteruskan",                     "passed on"),
    ResponseTime(S.VILLAGE_REVIEW,  None,    "diputuskan musyawarah",          "decided by the forum"),
    ResponseTime(S.VILLAGE_AGREED,  None,    "didanai desa atau diusulkan",    "funded or raised"),
    ResponseTime(S.DISTRICT_REVIEW, None,    "diputuskan musyawarah",          "decided by the forum"),
    ResponseTime(S.COUNCIL_REVIEW,  ANSWER,  "dijawab",                        "answered"),
    ResponseTime(S.PARTNER_REVIEW,  FORWARD, "diteruskan ke dinas/instansi",   "passed on to the agency"),
    ResponseTime(S.AGENCY_REVIEW,   ANSWER,  "dijawab",                        "answered"),
    ResponseTime(S.SURVEY,          ANSWER,  "disurvei",                       "surveyed"),
    ResponseTime(S.REDIRECTED,      FORWARD, "dibuka di dinas/instansi baru",  "opened at the new agency"),
    ResponseTime(S.GRANT_ROUTE,     ANSWER,  "dijawab",                        "answered"),
    ResponseTime(S.TAPD_REVIEW,     ANSWER,  "dijawab",                        "answered"),
)
# fmt: on
SENSITIVE = frozenset(row.code for row in CONSTITUENCIES if row.is_sensitive)
CONSTITUENCY: dict[str, Constituency] = {row.code: row for row in CONSTITUENCIES}
RESPONSE_TIME: dict[str, ResponseTime] = {row.state: row for row in RESPONSE_TIMES}


def review_due_on(
    state: str, since: date, holidays: frozenset[date] = frozenset(), stage_closes: date | None = None
) -> date | None:
    """The last day to answer: so many working days, at most to the stage's end; None if nothing waits."""
    row = RESPONSE_TIME.get(state)
    if row is None:
        return None
    limits = [stage_closes] if stage_closes is not None else []
    if row.working_days is not None:
        limits.append(due_on(since, row.working_days, holidays))
    return min(limits, default=None)


def women_present(women: int, present: int) -> WomenPresent:
    """The share of women among those present, with the sentence for the attendance list."""
    share = Fraction(women, present) if present else Fraction(0)
    # Rounded down, or 29,9% would read as the target and be told that it is missed.
    percent, target = int(share * 100), int(WOMEN_SHARE * 100)
    reached = share >= WOMEN_SHARE
    hint_id = "" if reached else f" Sasarannya {target}%: undang lebih banyak perempuan berbicara."
    hint_en = "" if reached else f" The aim is {target}%: invite more women to speak."
    return WomenPresent(
        share,
        reached,
        f"Perempuan {women} dari {present} yang hadir ({percent}%).{hint_id}",
        f"Women: {women} of {present} present ({percent}%).{hint_en}",
    )


def is_small_cell(count: int) -> bool:
    """Whether a published count of people is hidden; nobody at all is no secret."""
    return 0 < count < SMALL_CELL_LIMIT


def told_counts(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Groups of people as they may be published, in the order given; None where a group is too small.

    One hidden alone would follow from the sum, so the smallest of the others is hidden with it.
    """
    hidden = {name for name, count in counts.items() if is_small_cell(count)}
    others = [name for name, count in counts.items() if count and name not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(reversed(others), key=counts.__getitem__))
    return {name: None if name in hidden else count for name, count in counts.items()}


def asks_price_reason(unit_price: int, standard: int) -> bool:
    """Whether a unit price is so far from the standard that a reason is asked for."""
    return abs(unit_price - standard) > PRICE_DEVIATION * standard


def ledger_weight(received: int, fair: int) -> Fraction:
    """The weight of a sub-district's ballots: its fair share over what it received, to the hundredth.

    1 where nothing is known; never below or above LEDGER_WEIGHTS, so that no past decides a round.
    """
    least, most = LEDGER_WEIGHTS
    if fair <= 0:
        return Fraction(1)
    if received <= 0:
        return most
    return min(max(Fraction(100 * fair // received, 100), least), most)
