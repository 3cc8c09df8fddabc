"""The list of the desk: narrowed, sorted and cut into pages; what stands in it comes from `waiting`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rembuk.apps.core.clock import today
from rembuk.apps.core.format import date_text, days_left, number, rupiah
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.queries import tone_of
from rembuk.apps.proposals.words import canonical
from rembuk.rules.categories import CATEGORY
from rembuk.rules.proposal_flow import STATE, STEP

PAGE = 25
SECOND = "kedua"  # beside the states: what was prepared and waits for this person's confirmation
_REGION = re.compile(r"\d{2}\.\d{2}\.\d{2}(\.\d{4})?", re.ASCII)
_NO_CLOCK = date(9999, 12, 31)  # what nobody has to answer stands last
_SOON = 2  # days


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the list can be narrowed to, and its order."""

    state: str = ""  # of the life, or SECOND
    region_code: str = ""
    category: str = ""
    late: bool = False
    words: str = ""
    sort: str = ""
    after: str = ""  # "<value of the order>|<id>" of the last row seen

    @property
    def is_narrowed(self) -> bool:
        """Beside the choice of what has to be done."""
        return bool(self.region_code or self.category or self.late or self.words)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One proposal that waits, with its clock."""

    id: int
    code: str
    title: str
    place: str
    state_label: str
    tone: str
    is_prepared: bool  # by somebody else, and waits for this person's confirmation
    since: str
    clock: str
    clock_tone: str
    cost: str
    key: str


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the list: in the database, of one proposal, and read back from an address."""

    value: Combinable
    of: Callable[[Proposal], object]
    read: Callable[[str], object]
    largest_first: bool = False


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text.replace(" ", "+"))
    if found.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return found


def _cost(row: Proposal) -> int:
    return row.amount_agreed if row.amount_agreed is not None else row.estimated_cost or 0


ORDERS: dict[str, Order] = {
    "": Order(F("state_since"), lambda row: row.state_since, _moment),
    "batas": Order(
        Coalesce("due_on", Value(_NO_CLOCK)), lambda row: row.due_on or _NO_CLOCK, date.fromisoformat
    ),
    "biaya": Order(Coalesce("amount_agreed", "estimated_cost", Value(0)), _cost, int, largest_first=True),
}


def narrowed(rows: QuerySet[Proposal], narrow: Narrow) -> QuerySet[Proposal]:
    """The list within the filters."""
    if narrow.state == SECOND:
        rows = rows.filter(waiting__isnull=False)
    elif narrow.state in STATE:
        rows = rows.filter(state=narrow.state, waiting=None)
    if _REGION.fullmatch(narrow.region_code):
        column = "village_code" if narrow.region_code.count(".") == 3 else "district_code"
        rows = rows.filter(**{column: narrow.region_code})
    if narrow.category in CATEGORY:
        rows = rows.filter(category=narrow.category)
    if narrow.late:
        rows = rows.filter(due_on__lt=today())
    for word in canonical(narrow.words).split()[:8]:
        rows = rows.filter(canonical__contains=word)
    return rows


def ordered(rows: QuerySet[Proposal], narrow: Narrow) -> QuerySet[Proposal]:
    """In the order asked for; `ordering` is the value it goes by."""
    order = ORDERS.get(narrow.sort, ORDERS[""])
    return rows.annotate(ordering=order.value).order_by(
        "-ordering" if order.largest_first else "ordering", "id"
    )


def page_of(rows: QuerySet[Proposal], narrow: Narrow, lang: str) -> tuple[tuple[TaskLine, ...], str]:
    """One page and the key of the next one ("" where this is the last)."""
    found = list(_beyond(ordered(narrowed(rows, narrow), narrow), narrow).values(*_COLUMNS)[: PAGE + 1])
    lines = tuple(line(row, lang) for row in found[:PAGE])
    return lines, lines[-1].key if len(found) > PAGE else ""


def key_of(proposal: Proposal, narrow: Narrow) -> str:
    """Where this one stands in the list."""
    return _key(ORDERS.get(narrow.sort, ORDERS[""]).of(proposal), proposal.pk)


def next_after(rows: QuerySet[Proposal], narrow: Narrow, key: str) -> int | None:
    """The id of the task that comes after this place of the list."""
    further = _beyond(ordered(narrowed(rows, narrow), narrow), replace(narrow, after=key))
    return further.values_list("id", flat=True).first()


def _key(value: object, pk: object) -> str:
    return f"{value.isoformat() if isinstance(value, date) else value}|{pk}"


def _beyond(rows: QuerySet[Proposal], narrow: Narrow) -> QuerySet[Proposal]:
    """After the last row seen; an address that nobody was given shows the first page."""
    text, _bar, pk = narrow.after.rpartition("|")
    order = ORDERS.get(narrow.sort, ORDERS[""])
    try:
        value, after = order.read(text), int(pk)
    except ValueError:
        return rows
    further = {"ordering__lt" if order.largest_first else "ordering__gt": value}
    return rows.filter(Q(**further) | Q(ordering=value, id__gt=after))


_COLUMNS = (
    "id", "code", "title", "place_line", "state", "state_since", "due_on", "estimated_cost", "amount_agreed",
    "ordering", "waiting__step",
)  # fmt: skip


def line(row: dict[str, object], lang: str) -> TaskLine:
    """A row of values, ready to show."""
    state, since, due = str(row["state"]), row["state_since"], row["due_on"]
    assert isinstance(since, datetime), "every proposal knows since when it stands"
    amount = row["amount_agreed"] if row["amount_agreed"] is not None else row["estimated_cost"]
    prepared = STEP.get(str(row["waiting__step"]))
    clock, tone = clock_of(due if isinstance(due, date) else None, since, lang)
    return TaskLine(
        id=int(str(row["id"])),
        code=str(row["code"]),
        title=str(row["title"]),
        place=str(row["place_line"]),
        state_label=prepared.label(lang) if prepared else STATE[state].label(lang),
        tone="daun" if prepared else tone_of(state),
        is_prepared=prepared is not None,
        since=date_text(since, lang),
        clock=clock,
        clock_tone=tone,
        cost=rupiah(amount, lang) if isinstance(amount, int) else "",
        key=_key(row["ordering"], row["id"]),
    )


def clock_of(due: date | None, since: datetime, lang: str) -> tuple[str, str]:
    """Until when an answer is due, or how long it has waited where no day is set; with its tone."""
    if due is None:
        days = max(0, (today() - today(since)).days)
        return ngettext("%(num)s day waiting", "%(num)s days waiting", days) % {
            "num": number(days, lang)
        }, "muted"
    left = (due - today()).days
    return days_left(due, today(), lang), "bata" if left < 0 else "kunyit" if left <= _SOON else "muted"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits, by what has to be done and in which villages."""

    by_state: tuple[tuple[str, str, int], ...]  # state, its words, how many: in the order of the life
    villages: tuple[str, ...]
    late: int

    @property
    def total(self) -> int:
        return sum(count for _state, _label, count in self.by_state)


def counts_of(rows: QuerySet[Proposal], lang: str) -> Counts:
    """One read for all of them."""
    counted: dict[str, int] = {}
    villages, late_in_all = set(), 0
    # Grouped by an expression: by the column itself SQLite would walk the whole index of villages.
    places = rows.order_by().values_list("state", Coalesce("village_code", Value("")))
    for state, village, all_there, prepared, late in places.annotate(
        n=Count("id"), prepared=Count("waiting"), late=Count("id", filter=Q(due_on__lt=today()))
    ):
        counted[state] = counted.get(state, 0) + all_there - prepared
        counted[SECOND] = counted.get(SECOND, 0) + prepared
        late_in_all += late
        villages.add(village)
    labels: list[tuple[str, str]] = [(row.code, row.label(lang)) for row in STATE.values()]
    labels.append((SECOND, _("Confirm or send back")))
    by_state = tuple((code, label, counted[code]) for code, label in labels if counted.get(code))
    return Counts(by_state, tuple(sorted(villages)), late_in_all)
