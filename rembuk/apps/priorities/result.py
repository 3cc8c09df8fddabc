"""A run ready to show: the finding first, then who won and why, then the fairness panel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rembuk.apps.core.format import number, rupiah, rupiah_short
from rembuk.apps.places.models import RegionProfile
from rembuk.apps.places.queries import region_lines
from rembuk.rules.categories import CATEGORIES
from rembuk.rules.fairness import SMALL_CELL_LIMIT
from rembuk.rules.labels import in_language
from rembuk.rules.rounds import AGE_BANDS, SEXES

from .explained import Explanation, explain
from .models import AllocationRun, ForumResultChange, RunProject
from .parameters import Limit, Parameters
from .reasons import FUNDED
from .words import COMPLETION_WORD, RULE_WORD, UTILITY_WORD

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One proposal with its answer."""

    code: str
    title: str
    place: str
    cost: str
    why: Explanation


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of this result with the same figure of greedy beside it."""

    label: str
    own: str
    greedy: str


@dataclass(frozen=True, slots=True)
class Share:
    """A sector or village: its share of the votes against its share of the money."""

    label: str
    votes: str
    share: str
    money: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A group of residents: how many, who of them sees nothing, the money of what one of them chose."""

    label: str
    people: str
    without: str
    money: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a page of a run shows."""

    finding: str
    rule: str
    facts: tuple[tuple[str, str], ...]
    winners: tuple[ProjectRow, ...]
    losers: tuple[ProjectRow, ...]
    lines: tuple[Line, ...]
    fair: str
    sectors: tuple[Share, ...]
    places: tuple[Share, ...]
    bands: tuple[tuple[str, tuple[Band, ...]], ...]
    beside: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Words for the codes of a run: places and ceilings."""

    places: dict[str, str]
    limits: dict[str, str]


def names_of(run: AllocationRun, projects: Iterable[RunProject], lang: str) -> Names:
    """One read."""
    wanted = Parameters.from_json(run.parameters)
    limits = (*wanted.ceilings, *wanted.earmarks)
    codes = {row.place_code for row in projects} | {row.code for row in limits if row.kind == "place"}
    codes |= {row["code"] for row in run.report.get("bands", {}).get("village", ()) if row["code"]}
    places = region_lines(sorted(codes), lang)
    return Names(places, {row.name: _limit_name(row, places, lang) for row in limits})


def _limit_name(limit: Limit, places: dict[str, str], lang: str) -> str:
    name = places.get(limit.code, limit.code) if limit.kind == "place" else sector_name(limit.code, lang)
    return f"{name} ({rupiah_short(limit.amount, lang)})"


def sector_name(code: str, lang: str) -> str:
    """A kind of works in words."""
    names = {str(row.code): row.label(lang) for row in CATEGORIES}
    return names.get(code) or code or in_language(lang, "Lainnya", "Other")


def result_of(
    run: AllocationRun,
    projects: Sequence[RunProject],
    lang: str,
    changes: Sequence[ForumResultChange] = (),
) -> Result:
    """The page of a finished run; two reads."""
    names = names_of(run, projects, lang)
    rows = rows_of(projects, names, lang, changes)
    report = run.report
    profiles = RegionProfile.objects.in_bulk({row.place_code for row in projects})
    poor = {code: row.poverty_rate for code, row in profiles.items()}
    return Result(
        finding=finding_of(report["own"], lang),
        rule=rule_text(run, lang),
        facts=_facts(run, lang),
        winners=tuple(row for row in rows if row.why.in_draft),
        losers=tuple(row for row in rows if not row.why.in_draft),
        lines=lines_of(report["own"], report["greedy"], lang),
        fair=_fair(report["own"]["worst"], {row.project: row.title for row in projects}, lang),
        sectors=tuple(_share(row, sector_name(row["code"], lang), "", lang) for row in report["sectors"]),
        places=tuple(
            _share(
                row, names.places.get(row["code"], row["code"]), _poverty(poor.get(row["code"]), lang), lang
            )
            for row in report["places"]
        ),
        bands=tuple(_bands(report["bands"], names, lang)),
        beside=tuple(
            (RULE_WORD[name].label(lang), number(len(won), lang), rupiah(report["spent_beside"][name], lang))
            for name, won in report["beside"].items()
        ),
    )


def rows_of(
    projects: Sequence[RunProject], names: Names, lang: str, changes: Sequence[ForumResultChange] = ()
) -> list[ProjectRow]:
    """Winners in the order of selection, then the others by votes."""
    titles = {row.project: row.title for row in projects}
    changed = {row.project_id: row for row in changes}
    order = sorted(
        projects, key=lambda row: (row.selected is None, row.selected or 0, -row.votes, row.project)
    )
    return [
        ProjectRow(
            row.project,
            row.title,
            row.place_line,
            rupiah(row.cost, lang),
            explain(row, titles, names.limits, lang, changed.get(row.pk)),
        )
        for row in order
    ]


def finding_of(own: Json, lang: str) -> str:
    """The first sentence of a result."""
    many = number(own["winners"], lang)
    english = "1 proposal is in the draft" if own["winners"] == 1 else f"{many} proposals are in the draft"
    if own["left_out"] is None:
        return in_language(lang, f"{many} usulan masuk rancangan.", f"{english}.")
    seen = number(100 - _percent(own["left_out"]), lang)
    return in_language(
        lang,
        f"{many} usulan masuk rancangan; {seen} dari 100 peserta melihat sedikitnya satu pilihannya masuk.",
        f"{english}; {seen} of 100 participants see a choice of theirs in.",
    )


def rule_text(run: AllocationRun, lang: str) -> str:
    """The rule in words, with what counts and what becomes of the rest."""
    wanted = Parameters.from_json(run.parameters)
    parts = [RULE_WORD[wanted.rule].label(lang), UTILITY_WORD[wanted.utility].label(lang).lower()]
    if wanted.completion != "none":
        parts.append(COMPLETION_WORD[wanted.completion].label(lang).lower())
    return "; ".join(parts)


def _facts(run: AllocationRun, lang: str) -> tuple[tuple[str, str], ...]:
    wanted, spent = Parameters.from_json(run.parameters), run.report["own"]["spent"]
    rows = [
        (in_language(lang, "Dana", "Money"), rupiah(wanted.budget, lang)),
        (in_language(lang, "Terpakai", "Spent"), rupiah(spent, lang)),
        (in_language(lang, "Sisa", "Left"), rupiah(wanted.budget - spent, lang)),
    ]
    if wanted.need_permille:
        label = in_language(lang, "Dana kebutuhan", "Need fund")
        rows.append((label, f"{wanted.need_permille // 10}%"))
    if run.report["raised"]:
        raised = number(run.report["raised"], lang)
        text = in_language(
            lang,
            f"{raised} kali, setiap kali {rupiah(wanted.unit, lang)}. Bagian yang dinaikkan itu hitungan "
            "saja; dana yang terpakai tidak melampaui yang ada.",
            f"{raised} times by {rupiah(wanted.unit, lang)}. The raised shares are virtual; what is spent "
            "never exceeds the money.",
        )
        rows.append((in_language(lang, "Bagian dinaikkan", "Shares raised"), text))
    return tuple(rows)


def lines_of(own: Json, greedy: Json, lang: str) -> tuple[Line, ...]:
    """The figures of two results side by side."""
    rows = (
        ("Usulan yang masuk", "Proposals in", "winners", _whole),
        ("Dana terpakai", "Money spent", "spent", _money),
        ("Peserta tanpa satu pun pilihannya", "Participants with nothing they chose", "left_out", _share_of),
        ("Rata-rata pilihan yang masuk", "Choices that are in, on average", "mean_projects", _mean),
        ("Ketimpangan (Gini: 0 merata, 1 semuanya pada satu orang)",
         "Spread (Gini: 0 even, 1 all with one)", "gini_projects", _mean),
    )  # fmt: skip
    return tuple(
        Line(in_language(lang, id_, en), show(own[key], lang), show(greedy[key], lang))
        for id_, en, key, show in rows
    )


def _fair(worst: Json, titles: dict[str, str], lang: str) -> str:
    """EJR+ up to one project, in words."""
    if worst["fair"]:
        return in_language(
            lang,
            "Sudah diperiksa: tidak ada kelompok pendukung yang dengan bagiannya sendiri mampu membayar satu "
            "usulan lagi tetapi tidak mendapatkannya (EJR+ sampai satu usulan).",
            "Checked: no group of supporters could have paid for one more proposal with its own shares and "
            "did not get it (EJR+ up to one proposal).",
        )
    title = titles.get(worst["project"], worst["project"])
    return in_language(
        lang,
        f"Perhatian: ada kelompok pendukung “{title}” yang dengan bagiannya sendiri mampu membayarnya, "
        "tetapi usulan itu tidak masuk. Ini dapat terjadi karena pagu atau aturan yang dipilih.",
        f"Attention: a group of supporters of “{title}” could have paid for it with its own shares, yet it "
        "is not in. Ceilings or the chosen rule can cause this.",
    )


def _share(row: Json, label: str, note: str, lang: str) -> Share:
    return Share(
        label, _share_of(row["votes"], lang), _share_of(row["share"], lang), rupiah(row["money"], lang), note
    )


def _poverty(rate: Any, lang: str) -> str:
    return "" if rate is None else f"{number(rate, lang)}%"


def _bands(bands: Json, names: Names, lang: str) -> Iterable[tuple[str, tuple[Band, ...]]]:
    unsaid = in_language(lang, "Tidak disebut", "Not said")
    words = {
        "village": (in_language(lang, "Desa/kelurahan peserta", "Village of the participants"), names.places),
        "sex": (in_language(lang, "Jenis kelamin", "Sex"), {row.code: row.label(lang) for row in SEXES}),
        "age": (in_language(lang, "Usia", "Age"), {row.code: row.label(lang) for row in AGE_BANDS}),
    }
    for name, (title, labels) in words.items():
        rows = tuple(
            Band(
                labels.get(row["code"], row["code"]) or unsaid,
                _whole(row["people"], lang),
                _share_of(row["share"], lang),
                _hidden(lang) if row["money"] is None else rupiah(row["money"], lang),
            )
            for row in bands.get(name, ())
        )
        if rows:
            yield title, rows


def _hidden(lang: str) -> str:
    return in_language(lang, f"di bawah {SMALL_CELL_LIMIT}", f"under {SMALL_CELL_LIMIT}")


def _whole(value: int | None, lang: str) -> str:
    return _hidden(lang) if value is None else number(value, lang)


def _money(value: int, lang: str) -> str:
    return rupiah(value, lang)


def _percent(share: str) -> int:
    return round(100 * float(share))


def _share_of(value: str | None, lang: str) -> str:
    return _hidden(lang) if value is None else f"{number(_percent(value), lang)}%"


def _mean(value: str, lang: str) -> str:
    text = f"{float(value):.2f}"
    return text if lang == "en" else text.replace(".", ",")


def is_in_draft(project: RunProject, change: ForumResultChange | None) -> bool:
    """Whether a project stands in the draft, after what a forum changed."""
    return change.taken_in if change else project.reason == FUNDED
