"""Readiness and the residents affected, in words: for the desk, the forum, the trace and their own page."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextField, Value

from rembuk.apps.core.format import number
from rembuk.rules.fairness import SMALL_CELL_LIMIT, is_small_cell
from rembuk.rules.labels import in_language
from rembuk.rules.readiness import ANSWER, STANCE, TOUCHED, Answer, Stance, asked_of

from .models import AffectedStatement, Proposal, ReadinessAnswer

_TONE = {Answer.YES: "padi", Answer.NO: "bata", Answer.NOT_NEEDED: "muted"}
_STANCE_TONE = {Stance.AGREES: "padi", Stance.WITH_TERMS: "langit", Stance.OBJECTS: "bata"}
_MOST_STATEMENTS = 200


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check as it stands."""

    item: str
    label: str
    question: str
    answer: str  # its code; empty where nobody has answered
    said: str
    tone: str
    note: str
    office: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What one or several residents say; only for those who decide."""

    pk: int
    touched: str
    stance: str
    tone: str
    people: str
    what: str
    statement: str
    office: str
    by_id: int


@dataclass(frozen=True, slots=True)
class ToldLine:
    """The same for everybody: how many, of what, and what they say; few people are not counted."""

    touched: str
    stance: str
    tone: str
    people: str


@dataclass(frozen=True, slots=True)
class Preparedness:
    """Everything that is known of one proposal before a decision."""

    checks: tuple[CheckLine, ...]
    statements: tuple[StatementLine, ...]
    told: tuple[ToldLine, ...]
    finding: str  # one sentence; empty where nothing is asked

    @property
    def is_empty(self) -> bool:
        return not (self.checks or self.statements)


class _Row(NamedTuple):
    """A row of either table, so that both are one read."""

    is_answer: int
    pk: int
    item: str  # of a check, or what is touched
    answer: str  # or the stance
    note: str  # or what exactly
    statement: str
    people: int
    office: str
    by_id: int


def preparedness(proposal: Proposal, lang: str) -> Preparedness:
    """One read."""
    answers = ReadinessAnswer.objects.filter(proposal=proposal).values_list(
        Value(1), "pk", "item", "answer", "note", Value("", TextField()), Value(0), "office", "by_id"
    )
    statements = AffectedStatement.objects.filter(proposal=proposal, withdrawn_at=None).values_list(
        Value(0), "pk", "touched", "stance", "what", "statement", "people", "office", "by_id"
    )
    found = [_Row(*row) for row in answers.union(statements, all=True)]
    given = {row.item: row for row in found if row.is_answer}
    rows = sorted((row for row in found if not row.is_answer), key=lambda row: row.pk)
    lines = tuple(
        _line(asked.check, asked.label(lang), asked.question(lang), given.get(asked.check), lang)
        for asked in asked_of(proposal.category)
    )
    return Preparedness(
        checks=lines,
        statements=tuple(_statement(row, lang) for row in rows[:_MOST_STATEMENTS]),
        told=_told(rows, lang),
        finding=_finding(lines, lang),
    )


def marks_of(proposal: Proposal) -> list[tuple[str, str, str]]:
    """What the page of the answers shows: so that two people cannot overwrite each other unseen."""
    rows = ReadinessAnswer.objects.filter(proposal=proposal).order_by("item")
    return list(rows.values_list("item", "answer", "note"))


def _line(item: str, label: str, question: str, row: _Row | None, lang: str) -> CheckLine:
    if row is None:
        return CheckLine(
            item, label, question, "", in_language(lang, "Belum dijawab", "Not answered"), "muted", "", ""
        )
    said = ANSWER[row.answer].label(lang)
    return CheckLine(item, label, question, row.answer, said, _TONE[Answer(row.answer)], row.note, row.office)


def _finding(lines: tuple[CheckLine, ...], lang: str) -> str:
    if not lines:
        return ""
    missing = [line.label for line in lines if line.answer == Answer.NO]
    silent = sum(not line.answer for line in lines)
    if missing:
        names = ", ".join(missing).lower()
        return in_language(lang, f"Yang masih kurang: {names}.", f"Still missing: {names}.")
    if silent == len(lines):
        return in_language(lang, "Kesiapannya belum dijawab.", "Its readiness is not answered yet.")
    if silent:
        return in_language(
            lang,
            f"{len(lines) - silent} dari {len(lines)} pertanyaan sudah dijawab; tidak ada yang kurang.",
            f"{len(lines) - silent} of {len(lines)} questions are answered; nothing is missing.",
        )
    return in_language(lang, "Semua yang ditanyakan sudah siap.", "Everything that is asked for is ready.")


def _statement(row: _Row, lang: str) -> StatementLine:
    return StatementLine(
        pk=row.pk, touched=TOUCHED[row.item].label(lang), stance=STANCE[row.answer].label(lang),
        tone=_STANCE_TONE[Stance(row.answer)], people=_people(row.people, lang), what=row.note,
        statement=row.statement, office=row.office, by_id=row.by_id,
    )  # fmt: skip


def _told(rows: list[_Row], lang: str) -> tuple[ToldLine, ...]:
    """Added up by what is touched and what is said; the words stay with those who decide."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        counts[row.item, row.answer] += row.people
    few = in_language(lang, f"kurang dari {SMALL_CELL_LIMIT} orang", f"fewer than {SMALL_CELL_LIMIT} people")
    return tuple(
        ToldLine(
            TOUCHED[touched].label(lang),
            STANCE[stance].label(lang),
            _STANCE_TONE[Stance(stance)],
            few if is_small_cell(count) else _people(count, lang),
        )
        for (touched, stance), count in sorted(counts.items())
    )


def _people(count: int, lang: str) -> str:
    return f"{number(count, lang)} {in_language(lang, 'orang', 'person' if count == 1 else 'people')}"
