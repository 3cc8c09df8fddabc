"""Call a forum: what, where, when, with which agenda; and who is invited."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import IntegrityError, transaction

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import agency, region_line
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..access import check_deliberating, check_runs, held
from ..agenda_template import agenda_of
from ..models import AgendaItem, Forum, Participant
from ..titles import forum_title
from .notes import note

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody invited or present."""

    name: str
    institution: str
    constituency: str
    sex: str
    kind: str = "resident"
    phone: str = ""
    address: str = ""


def guest_of(person: Participant) -> Guest:
    """As they were invited."""
    return Guest(**{field.name: getattr(person, field.name) for field in fields(Guest)})


def call_forum(
    *,
    cycle: PlanningCycle,
    type_code: str,
    region_code: str,
    agency_code: str,
    place: str,
    starts_at: datetime,
    by: User,
    now: datetime,
) -> Forum:
    """Put a forum on the calendar with the agenda template of its type."""
    office = agency(cycle.tenant, agency_code) if agency_code else None
    organiser = office.name if office else region_line(region_code).split(",")[0]
    forum = Forum(
        tenant=cycle.tenant, cycle=cycle, type=type_code, region_code=region_code, agency_code=agency_code,
        title=forum_title(type_code, organiser, cycle.plan_year), organiser=organiser,
        place=place, starts_at=starts_at, created_by=by,
    )  # fmt: skip
    check_runs(by, forum)

    def work() -> Forum:
        PlanningCycle.objects.select_for_update().get(pk=cycle.pk)
        same = Forum.objects.filter(
            cycle=cycle, type=type_code, region_code=region_code, agency_code=agency_code, place=place,
            starts_at=starts_at, created_by=by, state="scheduled",
        )  # fmt: skip
        if again := same.first():
            return again  # sent twice
        for _ in range(5):
            forum.code = _code(cycle, type_code)
            try:
                with transaction.atomic():
                    forum.save(force_insert=True)
                break
            except IntegrityError:
                continue
        else:
            raise Refusal("no_code", "Musyawarah belum dapat dibuat. Coba lagi.", "Please try once more.")
        AgendaItem.objects.bulk_create(
            AgendaItem(forum=forum, position=place, title=title, minutes=minutes)
            for place, (title, minutes) in enumerate(agenda_of(type_code), start=1)
        )
        note(Action.FORUM_RUN, forum, by=by, now=now, step="called")
        return forum

    return commit_durably(work)


def _code(cycle: PlanningCycle, type_code: str) -> str:
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(6))
    return f"{type_code.split('_')[0]}-{cycle.plan_year % 100:02d}-{drawn}"


def add_participant(
    forum: Forum, guest: Guest, *, by: User, now: datetime, present: bool = False
) -> Participant:
    """Invite somebody, or note who came without an invitation."""
    check_runs(by, forum)

    def work() -> Participant:
        check_deliberating(held(forum))
        try:
            with transaction.atomic():
                person = Participant.objects.create(
                    forum=forum, name=guest.name, institution=guest.institution,
                    constituency=guest.constituency,
                    sex=guest.sex, kind=guest.kind, phone=guest.phone, address=guest.address,
                    is_invited=not present, arrived_at=now if present else None,
                )  # fmt: skip
        except IntegrityError as error:
            there = Participant.objects.get(forum=forum, name=guest.name, institution=guest.institution)
            if guest_of(there) == guest and (there.arrived_at is not None) == present:
                return there  # sent twice
            raise Refusal(
                "twice",
                f"{guest.name} sudah ada di daftar peserta.",
                f"{guest.name} is on the list already.",
            ) from error
        note(Action.FORUM_RUN, forum, by=by, now=now, step="participant")
        return person

    return commit_durably(work)


def add_participants(forum: Forum, guests: Sequence[Guest], *, by: User, now: datetime) -> int:
    """Invite a whole list at once; who is on it already stays as they are. Returns how many are new."""
    check_runs(by, forum)

    def work() -> int:
        check_deliberating(held(forum))
        before = Participant.objects.filter(forum=forum).count()
        Participant.objects.bulk_create(
            [
                Participant(
                    forum=forum, name=guest.name, institution=guest.institution, sex=guest.sex,
                    kind=guest.kind,
                    constituency=guest.constituency, phone=guest.phone, address=guest.address,
                )
                for guest in guests
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        added = Participant.objects.filter(forum=forum).count() - before
        note(Action.FORUM_RUN, forum, by=by, now=now, step="participants", added=added)
        return added

    return commit_durably(work)


def mark_attendance(
    forum: Forum, participant_ids: Iterable[int], *, among: Iterable[int], by: User, now: datetime
) -> int:
    """Of those on the page these and only these are here; an arrival once noted keeps its time."""
    check_runs(by, forum)
    came, shown = set(participant_ids), set(among)

    def work() -> int:
        check_deliberating(held(forum))
        people = Participant.objects.filter(forum=forum)
        people.filter(pk__in=came, arrived_at=None).update(arrived_at=now)
        people.filter(pk__in=shown - came).update(arrived_at=None)
        here = people.exclude(arrived_at=None).count()
        note(Action.FORUM_RUN, forum, by=by, now=now, step="attendance", present=here)
        return here

    return commit_durably(work)
