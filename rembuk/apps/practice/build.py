"""Build Kabupaten Nusawangi from nothing: the same seed and day give the same regency."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from rembuk.apps.audit.models import Event
from rembuk.apps.core.versions import bump
from rembuk.apps.exchange.importing.bulk import restart_ids
from rembuk.apps.exchange.importing.report import Sentence
from rembuk.apps.musrenbang.models import Forum, ForumItem
from rembuk.apps.people.models import User
from rembuk.apps.places.models import Government
from rembuk.apps.places.queries import forget_government
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.models import Follow, Move, Photo, Proposal, ProposerContact, Support
from rembuk.apps.publishing.actions.articles import write_first

from . import setting
from .calendar import four_years
from .chronicle import chronicle
from .fates import MOST_SUPPORTS, Planner
from .forums import ForumWriter
from .gatherings import make_gatherings
from .histories import HistoryWriter
from .indexes import steps_in_transactions, without_indexes
from .land import CENTRE_LAT, CENTRE_LON, make_land
from .limits import write_limits
from .passwords import draw_all, write_accounts
from .people import RESIDENTS_PER_VILLAGE, make_people
from .pictures import draw_pictures
from .plans import write_plans
from .proposals import ProposalWriter
from .regency import Regency, empty_regency
from .results import write_results
from .rounds import write_rounds
from .sealing import Sealer, seal_rest
from .timing import Clock, Windows
from .waiting import write_waiting
from .wiping import check_practice, wipe
from .words.places import PREFIX, REGENCY, REGENCY_CODE
from .yardsticks import write_yardsticks
from .years import at_hour, write_years

PROPOSALS = 8_000
ACCOUNTS_FILE = "practice-accounts.csv"
_KINDS = ("proposals", "calendar", "places", "plans", "forums", "articles", "people", "priorities", "rounds")
Say = Callable[[Sentence], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What to build."""

    seed: int
    today: date
    proposals: int = PROPOSALS

    @property
    def now(self) -> datetime:
        """The evening before the day: nothing in the regency is younger, at whatever hour it is built."""
        return at_hour(self.today - timedelta(days=1), 17)

    @property
    def residents_per_village(self) -> int:
        """More proposals need more people who make and support them."""
        return max(4, min(60, round(RESIDENTS_PER_VILLAGE * math.sqrt(self.proposals / PROPOSALS))))


def build(wish: Wish, say: Say) -> Path:
    """Everything, from an empty database to the file of accounts; returns where that file is."""
    check_practice()
    say(_begins(wish.proposals))
    with _loading():
        wipe()
        land = make_land(wish.seed)
        with transaction.atomic():
            setting.write_places(land, wish.today.year - 1)
            setting.write_offices()
            setting.write_prices(range(wish.today.year - 3, wish.today.year + 3))
            holidays = setting.write_holidays(range(wish.today.year - 4, wish.today.year + 5))
        places = len(land.districts), len(land.villages)
        say(_told("{} kecamatan, {} desa dan kelurahan", "{} sub-districts, {} villages", *places))
        people = make_people(wish.seed, land, wish.residents_per_village)
        drawn, hashes = draw_all(people.practice())
        years = four_years(wish.today, holidays)
        with transaction.atomic():
            setting.write_people(people, at_hour(years[0].opened_on - timedelta(days=60), 9), hashes)
            cycles = write_years(years, people, wish.now)
            restart_ids(User, PlanningCycle)
        counts = len(people.persons), len(cycles)
        say(_told("{} akun, {} tahun perencanaan", "{} accounts, {} planning years", *counts))
        clock = Clock(wish.now, date(wish.today.year - 4, 1, 1), holidays)
        windows = Windows(cycles, clock)
        gatherings = make_gatherings(wish.seed, land, cycles, windows, clock)
        smallest = min(len(district.villages) for district in land.districts)
        fates = Planner(wish.seed, land, cycles, windows, gatherings, clock).plan(
            wish.proposals, min(MOST_SUPPORTS, smallest * wish.residents_per_village - 1)
        )
        regency = empty_regency(wish.seed, wish.now, land, people, cycles, clock, gatherings, fates)
        _write_lives(regency, say)
        _write_work(wish, regency, windows, say)
    accounts = settings.REMBUK_VAR / ACCOUNTS_FILE
    write_accounts(accounts, people.practice(), drawn)
    return accounts


def _write_work(wish: Wish, regency: Regency, windows: Windows, say: Say) -> None:
    """What the offices keep beside the lives: limits, scores, rounds, plans, waiting decisions, the log."""
    with transaction.atomic():
        write_limits(regency.land, regency.cycles, regency.now)
        scored = write_yardsticks(regency)
        say(_told("kuota, pagu, nilai {} usulan", "quotas, ceilings, scores of {} proposals", scored))
        _serve(wish)
        say(_told("{} lembar pilihan", "{} ballots", write_rounds(regency)))
        say(_told("{} hitungan", "{} runs", write_results(regency)))
        plans = write_plans(regency, windows)
        write_waiting(regency)
        events = seal_rest(wish.seed, wish.now)
    say(_told("{} dokumen, {} peristiwa", "{} documents, {} events", plans, events))


def _write_lives(regency: Regency, say: Say) -> None:
    """Proposals and everything that happened to them, without their indexes until all rows stand."""
    pictures = draw_pictures(regency.seed)
    forums = ForumWriter(regency)
    with transaction.atomic():
        count = forums.write()
    say(_told("{} musyawarah", "{} deliberations", count))
    with without_indexes(Proposal, ProposerContact, Move, Photo, Support, Follow, ForumItem, Event):
        for count in steps_in_transactions(ProposalWriter(regency, pictures).write()):
            say(_told("{} usulan", "{} proposals", count))
        sealer = Sealer(regency.seed, REGENCY_CODE)
        histories = HistoryWriter(regency, pictures, sealer, chronicle(regency))
        for count in steps_in_transactions(histories.write()):
            say(_told("{} langkah", "{} steps", count))
    with transaction.atomic():
        sealer.close()
        restart_ids(Proposal, Move, Photo, Support, Follow, Forum, ForumItem, Event)
        forums.write_minutes()
    say(_told("berita acara", "minutes"))


def _begins(proposals: int) -> Sentence:
    return _told(
        "Membangun Kabupaten Nusawangi, kabupaten latihan dengan {} usulan (data simulasi) …",
        "Building Kabupaten Nusawangi, a practice regency with {} proposals (simulated data) …",
        proposals,
    )


def _told(text_id: str, text_en: str, *counts: int) -> Sentence:
    numbers = [f"{count:,}" for count in counts]
    return Sentence(text_id.format(*(n.replace(",", ".") for n in numbers)), text_en.format(*numbers))


def _serve(wish: Wish) -> None:
    """Late, in one transaction with all that follows: without this row no page takes it for ready."""
    Government.objects.create(
        code=REGENCY_CODE, name=REGENCY, code_prefix=PREFIX, practice=True, centre_lat=CENTRE_LAT,
        centre_lon=CENTRE_LON,
    )  # fmt: skip
    bump(REGENCY_CODE, *_KINDS)
    forget_government()
    write_first(REGENCY_CODE, now=wish.now)


@contextmanager
def _loading() -> Iterator[None]:
    """SQLite without a sync and a check for each row: nobody is promised anything until the end."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA mmap_size=0")  # mapped pages would count as our memory
        cursor.execute("PRAGMA temp_store=FILE")  # and so would the sorting of the indexes
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute(f"PRAGMA synchronous={settings.REMBUK_SYNCHRONOUS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()  # the next one opens with the settings of every day
