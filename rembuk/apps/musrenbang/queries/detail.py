"""One forum as the public reads it: agenda, who was there as counts, its list, its minutes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rembuk.apps.core.format import moment_text, number
from rembuk.rules.fairness import SMALL_CELL_LIMIT, told_counts, women_present
from rembuk.rules.labels import in_language

from ..constituencies import speaker_label
from ..models import Forum, Minutes, Participant
from ..quorum import quorum_of
from ..standing import SIGNED


@dataclass(frozen=True, slots=True)
class Present:
    """How many spoke for one element; a small number of people is not told."""

    label: str
    count: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is here, in sentences and counts."""

    quorum: str
    reached: bool
    people: str
    women: str
    rows: tuple[Present, ...]  # elements that are large enough to be counted
    others: str  # elements that were there too, without a number


@dataclass(frozen=True, slots=True)
class Paper:
    """The signed minutes."""

    number: str
    signed: str
    office: str
    sent: str
    archive_sha256: str
    public_sha256: str


def attendance_of(forum: Forum, lang: str) -> Attendance | None:
    """None as long as nobody has come; two reads."""
    people = list(
        Participant.objects.filter(forum=forum).exclude(arrived_at=None).values_list("constituency", "sex")
    )
    if not people:
        return None
    found = quorum_of(forum)
    women = sum(1 for _, sex in people if sex == "P")
    told = told_counts({"P": women, "L": len(people) - women})
    rows = told_counts(largest_first(code for code, _ in people))
    return Attendance(
        quorum=found.text(lang),
        reached=found.reached,
        women="" if told["P"] is None else women_present(women, len(people)).text(lang),
        people=_people(len(people), lang),
        rows=tuple(
            Present(speaker_label(code, lang), number(many, lang))
            for code, many in rows.items()
            if many is not None
        ),
        others=_others([speaker_label(code, lang) for code, many in rows.items() if many is None], lang),
    )


def largest_first(names: Iterable[str]) -> dict[str, int]:
    """How often each comes, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda row: (-row[1], row[0])))


def _people(many: int, lang: str) -> str:
    count = number(many, lang)
    return in_language(lang, f"{count} orang hadir.", f"{count} people were there.")


def _others(labels: list[str], lang: str) -> str:
    """Who else spoke, without a number that could point to a person."""
    if not labels:
        return ""
    named = ", ".join(labels)
    return in_language(
        lang,
        f"Hadir pula, tanpa disebut jumlahnya karena kurang dari {SMALL_CELL_LIMIT} orang atau agar tidak "
        f"terhitung dari yang lain: {named}.",
        f"Also there, without a number because they were fewer than {SMALL_CELL_LIMIT} or could be worked "
        f"out from the others: {named}.",
    )


def paper_line(forum: Forum, lang: str) -> Paper | None:
    """The minutes once they are signed."""
    row = Minutes.objects.filter(forum=forum).first() if forum.state in SIGNED else None
    if row is None or row.signed_at is None:
        return None
    return Paper(
        number=row.number, signed=moment_text(row.signed_at, lang), office=row.signer_office,
        sent=moment_text(row.sent_at, lang) if row.sent_at else "", archive_sha256=row.archive_sha256,
        public_sha256=row.public_sha256,
    )  # fmt: skip
