"""What the pages of the workbench read: rounds, runs and how far they are, two runs side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rembuk.apps.core.format import date_text, number, percent, rupiah, rupiah_short
from rembuk.apps.places.queries import children, place_name, region_lines
from rembuk.apps.preparation.queries import ceiling_left
from rembuk.apps.rounds.models import Round, RoundProject
from rembuk.rules.labels import in_language
from rembuk.rules.rounds import RoundState

from .models import Adoption, AllocationRun, RunProject
from .parameters import Limit
from .result import Line, lines_of, names_of, rule_text, sector_name
from .words import STEP_WORD

_DISTRICT_DEPTH = 2  # points in the code of a sub-district
_PER_STEP = 20  # percent of the bar that each of the five steps takes


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A closed round and what became of it."""

    code: str
    title: str
    closed: str
    money: str
    runs: str
    state: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run on the list of its round."""

    number: int
    rule: str
    asked: str
    state: str
    finding: str
    is_done: bool
    is_adopted: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    text: str
    percent: int
    is_running: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs: figures, money by village and by sector, and who is in under one alone."""

    rules: tuple[str, str]
    lines: tuple[Line, ...]
    places: tuple[Line, ...]
    sectors: tuple[Line, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    both: int


def closed_lines(tenant: str, lang: str) -> list[RoundLine]:
    """The closed rounds of all years, the latest first; three reads."""
    rounds = list(
        Round.objects.filter(tenant=tenant, state=RoundState.CLOSED).order_by("-closed_at", "id")[:100]
    )
    runs: dict[int, int] = {}
    for pk in AllocationRun.objects.filter(round__in=rounds).values_list("round_id", flat=True):
        runs[pk] = runs.get(pk, 0) + 1
    adopted = dict(Adoption.objects.filter(round__in=rounds).values_list("round_id", "confirmed_at"))
    return [
        RoundLine(
            row.code,
            row.title,
            date_text(row.closed_at, lang) if row.closed_at else "",
            rupiah_short(row.budget, lang),
            number(runs.get(row.pk, 0), lang),
            _state_of(row.pk, runs, adopted, lang),
        )
        for row in rounds
    ]


def _state_of(pk: int, runs: dict[int, int], adopted: Mapping[int, object], lang: str) -> str:
    if adopted.get(pk):
        return in_language(lang, "Hasil terbit", "Result published")
    if pk in adopted:
        return in_language(lang, "Menunggu persetujuan", "Waits for confirmation")
    if pk in runs:
        return in_language(lang, "Sedang ditimbang", "Being weighed")
    return in_language(lang, "Belum dihitung", "Not counted yet")


def run_lines(found: Round, lang: str) -> list[RunLine]:
    """All runs of a round, the latest first; two reads."""
    adopted = Adoption.objects.filter(round=found).values_list("run_id", flat=True).first()
    rows = AllocationRun.objects.filter(round=found).defer("result").order_by("-number")[:200]
    return [
        RunLine(
            row.number,
            rule_text(row, lang),
            date_text(row.asked_at, lang),
            progress_of(row, lang).text,
            short_finding(row, lang) if row.state == "done" else "",
            row.state == "done",
            row.pk == adopted,
        )
        for row in rows
    ]


def short_finding(run: AllocationRun, lang: str) -> str:
    """12 proposals, Rp1,2 miliar."""
    own = run.report["own"]
    many, spent = number(own["winners"], lang), rupiah_short(own["spent"], lang)
    return in_language(lang, f"{many} usulan, {spent}", f"{many} proposals, {spent}")


def progress_of(run: AllocationRun, lang: str) -> Progress:
    """A sentence and a share, for the bar that asks for itself."""
    if run.state == "done":
        return Progress(in_language(lang, "Selesai", "Done"), 100, False)
    if run.state == "failed":
        return Progress(in_language(lang, run.error_id, run.error_en), 100, False)
    word = STEP_WORD.get(run.step, STEP_WORD[""])
    place = list(STEP_WORD).index(word.code)
    text = word.label(lang)
    if run.total:
        text += in_language(lang, f" ({run.done} dari {run.total})", f" ({run.done} of {run.total})")
    elif run.done:
        text += in_language(lang, f" (kenaikan ke-{run.done})", f" (raised {run.done} times)")
    return Progress(text, _PER_STEP * place, True)


def places_of(found: Round, projects: Sequence[RoundProject], lang: str) -> list[tuple[str, str]]:
    """Where ceilings may be set: the sub-districts of the projects, or the villages of a single one."""
    districts = sorted({row.place_code.rsplit(".", 1)[0] for row in projects if row.place_code})
    if len(districts) == 1 and found.place_code.count(".") >= _DISTRICT_DEPTH:
        return [(row.code, place_name(row.kind, row.name, lang)) for row in children(districts[0])]
    return sorted(region_lines(districts, lang).items())


def sectors_of(projects: Sequence[RoundProject], lang: str) -> list[tuple[str, str]]:
    """The kinds of works on the ballot, in words."""
    return [(code, sector_name(code, lang)) for code in sorted({row.sector for row in projects})]


def ceilings_of(found: Round, projects: Sequence[RoundProject]) -> tuple[Limit, ...]:
    """What preparation left under each ceiling of the places and sectors on the ballot."""
    limits = []
    for code in sorted({row.place_code.rsplit(".", 1)[0] for row in projects if row.place_code}):
        left = ceiling_left(found.cycle, code)
        if left is not None and left.left > 0:
            limits.append(Limit("place", code, left.left))
    return tuple(limits)


def compared(first: AllocationRun, second: AllocationRun, lang: str) -> Compared:
    """Two finished runs of one round; four reads."""
    rows = list(RunProject.objects.filter(run__in=[first, second]))
    names = names_of(first, rows, lang)
    won = {
        run.pk: {row.project: row.title for row in rows if row.run_id == run.pk and row.selected}
        for run in (first, second)
    }
    one, other = won[first.pk], won[second.pk]
    return Compared(
        rules=(rule_text(first, lang), rule_text(second, lang)),
        lines=lines_of(first.report["own"], second.report["own"], lang),
        places=_money(first, second, "places", names.places, lang),
        sectors=_money(
            first, second, "sectors", {row.sector: sector_name(row.sector, lang) for row in rows}, lang
        ),
        only_first=tuple(sorted(title for code, title in one.items() if code not in other)),
        only_second=tuple(sorted(title for code, title in other.items() if code not in one)),
        both=len(one.keys() & other.keys()),
    )


def _money(
    first: AllocationRun, second: AllocationRun, key: str, names: dict[str, str], lang: str
) -> tuple[Line, ...]:
    money = [{row["code"]: row["money"] for row in run.report[key]} for run in (first, second)]
    return tuple(
        Line(
            names.get(code, code) or code,
            rupiah(money[0].get(code, 0), lang),
            rupiah(money[1].get(code, 0), lang),
        )
        for code in sorted(money[0].keys() | money[1].keys())
    )


def seen_of(left_out: str, lang: str) -> str:
    """Share of the participants who see a choice of theirs, from the share who see none."""
    return percent(round(1000 * (1 - float(left_out))), 1000, lang)
