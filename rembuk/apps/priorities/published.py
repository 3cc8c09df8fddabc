"""Results that are public: their list, the changes of forums, and one explanation as JSON and on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from rembuk.algorithms.documents import Explained, explanation_pdf
from rembuk.apps.core.clock import today
from rembuk.apps.core.format import date_text, rupiah_short
from rembuk.apps.places.queries import government
from rembuk.rules.labels import in_language

from .explained import Explanation, explain
from .models import Adoption, ForumResultChange, RunProject
from .parameters import Parameters
from .result import Line, finding_of, lines_of, rule_text, sector_name


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One published result on the list."""

    code: str
    title: str
    finding: str
    when: str
    money: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a forum changed, with the figures before and after."""

    title: str
    what: str
    taken_in: bool
    reason: str
    who: str
    lines: tuple[Line, ...]


def published_lines(tenant: str, lang: str) -> list[ResultLine]:
    """The latest hundred; one read."""
    rows = (
        Adoption.objects.filter(run__tenant=tenant, confirmed_at__isnull=False)
        .select_related("run", "round")
        .defer("run__result")
        .order_by("-confirmed_at")[:100]
    )
    return [
        ResultLine(
            row.round.code,
            row.round.title,
            finding_of(row.run.report["own"], lang),
            date_text(row.confirmed_at, lang) if row.confirmed_at else "",
            rupiah_short(row.round.budget, lang),
        )
        for row in rows
    ]


def change_lines(changes: Iterable[ForumResultChange], lang: str) -> tuple[ChangeLine, ...]:
    """In the order in which they were recorded."""
    return tuple(
        ChangeLine(
            row.project.title,
            in_language(lang, "Dimasukkan", "Taken in")
            if row.taken_in
            else in_language(lang, "Dikeluarkan", "Left out"),
            row.taken_in,
            row.reason,
            f"{row.forum} · {row.office} · {date_text(row.decided_on, lang)}",
            lines_of(row.effect["before"], row.effect["after"], lang),
        )
        for row in changes
    )


def as_json(adoption: Adoption, project: RunProject, explanation: Explanation) -> dict[str, Any]:
    """One explanation for programs: plain words and the figures behind them."""
    run = adoption.run
    return {
        "round": run.round.code,
        "run": run.number,
        "project": project.project,
        "title": project.title,
        "cost": project.cost,
        "in_draft": explanation.in_draft,
        "selected": project.selected,
        "reason": project.reason,
        "answer": explanation.answer,
        "sentences": list(explanation.sentences),
        "what_would_have_been_enough": list(explanation.enough),
        "figures": project.facts,
        "input_sha256": run.input_hash,
        "bundle_sha256": adoption.bundle_sha256,
    }


def paper_of(adoption: Adoption, project: RunProject, explanation: Explanation) -> bytes:
    """One page in Indonesian for the board of the village."""
    run, served = adoption.run, government()
    address = reverse("priorities:why", args=[run.round.code, project.project])
    return explanation_pdf(
        Explained(
            code=project.project,
            url=f"{settings.REMBUK_PUBLIC_URL}{address.removeprefix('/en')}",
            government=served.name if served else "",
            round_title=run.round.title,
            title=project.title,
            place=project.place_line,
            cost=project.cost,
            answer=explanation.answer,
            sentences=explanation.sentences,
            enough=explanation.enough,
            others=explanation.others,
            rule=rule_text(run, "id"),
            input_sha256=run.input_hash,
            published_on=today(adoption.confirmed_at),
            practice=bool(served and served.practice),
        )
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What the trace of a proposal tells of a published result."""

    round_code: str
    round_title: str
    project: str
    why: Explanation


def standing_of(proposal_id: int, lang: str) -> Standing | None:
    """The latest published result that names a proposal; three reads, one where there is none."""
    row = (
        RunProject.objects.filter(proposal_id=proposal_id, run__adoption__confirmed_at__isnull=False)
        .select_related("run__round")
        .defer("run__result", "run__report")
        .order_by("-run__adoption__confirmed_at")
        .first()
    )
    if row is None:
        return None
    codes = [code for code, _amount in row.facts.get("went", ())] + [row.facts.get("detail", "")]
    titles = dict(RunProject.objects.filter(run=row.run, project__in=codes).values_list("project", "title"))
    change = ForumResultChange.objects.filter(project=row).first()
    limits = {
        limit.name: sector_name(limit.code, lang) if limit.kind == "sector" else limit.code
        for limit in Parameters.from_json(row.run.parameters).ceilings
    }
    why = explain(row, titles, limits, lang, change)
    return Standing(row.run.round.code, row.run.round.title, row.project, why)
