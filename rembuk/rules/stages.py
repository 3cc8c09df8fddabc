"""The calendar of one plan year n: two tracks of the village and one of the region.

A desa works in n-2, a kelurahan and the region in n-1. Every date is a template that a region moves;
`latest` is the legal last day, which no shift around holidays passes.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from re import sub

from .labels import Labelled, in_language
from .working_days import next_working_day, previous_working_day

# Day of a stage, told from the plan year: (-2, 6, 30) is 30 June of n-2.
YearlyDay = tuple[int, int, int]


class Phase(StrEnum):
    """The five phases of participatory planning, and the realisation after them."""

    PREPARING = "preparing"
    COLLECTING = "collecting"
    PRIORITISING = "prioritising"
    MUSRENBANG = "musrenbang"
    PUBLISHING = "publishing"
    REALISING = "realising"


class Track(StrEnum):
    """Whose calendar it is; a stage counts only where its track covers the place."""

    DESA = "desa"
    KELURAHAN = "kelurahan"
    REGION = "region"


class StageCode(StrEnum):
    """The stages, in the order of the year."""

    HAMLET_MEETING = "hamlet_meeting"
    VILLAGE_ASSEMBLY = "village_assembly"
    VILLAGE_DELIBERATION = "village_deliberation"
    VILLAGE_PLAN_ADOPTION = "village_plan_adoption"
    VILLAGE_UPWARD_PROPOSALS = "village_upward_proposals"
    PREPARATION = "preparation"
    NEIGHBORHOOD_MEETING = "neighborhood_meeting"
    THEMATIC_DELIBERATION = "thematic_deliberation"
    WARD_DELIBERATION = "ward_deliberation"
    PUBLIC_CONSULTATION = "public_consultation"
    PRIORITISATION = "prioritisation"
    COUNCIL_INPUT = "council_input"
    DISTRICT_DELIBERATION = "district_deliberation"
    AGENCY_FORUM = "agency_forum"
    ANNUAL_PLAN_DELIBERATION = "annual_plan_deliberation"
    PLAN_FINALISATION = "plan_finalisation"
    BUDGETING = "budgeting"
    EXECUTION = "execution"
    PLAN_REVISION = "plan_revision"


class Gate(StrEnum):
    """What opens a step beside or instead of a stage."""

    ALWAYS = "always"
    OUT_OF_SEASON = "out_of_season"
    VILLAGE_PLAN_YEAR = "village_plan_year"


@dataclass(frozen=True, slots=True)
class PhaseRow(Labelled):
    """A phase and its number in the article on participatory planning, where it has one."""

    code: Phase
    label_id: str
    label_en: str
    article_stage: int | None


@dataclass(frozen=True, slots=True)
class TrackRow(Labelled):
    """A track and when it works."""

    code: Track
    label_id: str
    label_en: str
    meaning_id: str
    meaning: str


@dataclass(frozen=True, slots=True)
class StageRow(Labelled):
    """A window of the planning calendar."""

    code: StageCode
    label_id: str
    label_en: str
    phase: Phase
    track: Track
    opens: YearlyDay
    closes: YearlyDay
    parallel: bool = False
    latest: YearlyDay | None = None


@dataclass(frozen=True, slots=True)
class GateRow(Labelled):
    """A gate and what it means."""

    code: Gate
    label_id: str
    label_en: str
    replaces_stages: bool
    meaning_id: str
    meaning: str


P, T, S = Phase, Track, StageCode
# fmt: off
PHASES: tuple[PhaseRow, ...] = (
    PhaseRow(P.PREPARING,    "Persiapan",            "Preparation",                   1),
    PhaseRow(P.COLLECTING,   "Pengumpulan Aspirasi", "Collecting aspirations",        2),
    PhaseRow(P.PRIORITISING, "Analisis Prioritas",   "Setting priorities",            3),
    PhaseRow(P.MUSRENBANG,   "Musrenbang",           "Musrenbang",                    4),
    PhaseRow(P.PUBLISHING,   "Validasi & Publikasi", "Validation and publication",    5),
    PhaseRow(P.REALISING,    "Pelaksanaan & Monev",  "Realisation and monitoring", None),
)
TRACKS: tuple[TrackRow, ...] = (
    TrackRow(T.DESA, "Jalur desa", "Desa track",
             "bermusyawarah pada n-2: RKP Desa untuk n-1, DU-RKP untuk n",
             "deliberates in n-2: RKP Desa for n-1, DU-RKP for n"),
    TrackRow(T.KELURAHAN, "Jalur kelurahan", "Kelurahan track",
             "bermusyawarah pada Januari dan Februari n-1, untuk n",
             "deliberates in January and February of n-1, for n"),
    TrackRow(T.REGION, "Jalur daerah", "Regional track",
             "kecamatan, dinas/instansi, Bappeda, DPRD, dan anggaran: kedua jalur bertemu di sini",
             "kecamatan, agencies, Bappeda, DPRD and budget: both tracks meet here"),
)
STAGES: tuple[StageRow, ...] = (
    StageRow(S.HAMLET_MEETING, "Musyawarah dusun", "Hamlet meeting",
             P.COLLECTING, T.DESA, (-2, 5, 1), (-2, 6, 15)),
    StageRow(S.VILLAGE_ASSEMBLY, "Musdes perencanaan (BPD)", "Village planning assembly (BPD)",
             P.COLLECTING, T.DESA, (-2, 6, 1), (-2, 6, 30), latest=(-2, 6, 30)),
    StageRow(S.VILLAGE_DELIBERATION, "Musrenbang Desa", "Village Musrenbang",
             P.COLLECTING, T.DESA, (-2, 7, 1), (-2, 9, 14)),
    StageRow(S.VILLAGE_PLAN_ADOPTION, "Musdes penutup dan penetapan RKP Desa (Peraturan Desa)",
             "Closing assembly and adoption of the village plan",
             P.COLLECTING, T.DESA, (-2, 9, 1), (-2, 9, 30), latest=(-2, 9, 30)),
    StageRow(S.VILLAGE_UPWARD_PROPOSALS, "Penyampaian DU-RKP Desa melalui Camat",
             "Village proposals sent upward through the Camat",
             P.COLLECTING, T.DESA, (-2, 10, 1), (-2, 12, 31), latest=(-2, 12, 31)),
    StageRow(S.PREPARATION, "Persiapan penyusunan RKPD", "Preparation of the RKPD",
             P.PREPARING, T.REGION, (-2, 12, 1), (-1, 1, 14)),
    StageRow(S.NEIGHBORHOOD_MEETING, "Rembuk RT/RW", "Neighbourhood meeting (RT/RW)",
             P.COLLECTING, T.KELURAHAN, (-1, 1, 1), (-1, 1, 21)),
    StageRow(S.THEMATIC_DELIBERATION, "Musrenbang tematik", "Thematic Musrenbang",
             P.COLLECTING, T.REGION, (-1, 1, 1), (-1, 1, 31), parallel=True),
    StageRow(S.WARD_DELIBERATION, "Musrenbang Kelurahan", "Kelurahan Musrenbang",
             P.COLLECTING, T.KELURAHAN, (-1, 1, 22), (-1, 2, 7)),
    StageRow(S.PUBLIC_CONSULTATION, "Forum Konsultasi Publik rancangan awal RKPD",
             "Public consultation on the first draft of the RKPD",
             P.PRIORITISING, T.REGION, (-1, 2, 1), (-1, 2, 7), parallel=True),
    StageRow(S.PRIORITISATION, "Verifikasi kecamatan dan analisis prioritas",
             "Sub-district verification and priorities",
             P.PRIORITISING, T.REGION, (-1, 2, 1), (-1, 2, 14)),
    StageRow(S.COUNCIL_INPUT, "Penelaahan pokok-pokok pikiran DPRD", "Review of the council's proposals",
             P.PRIORITISING, T.REGION, (-2, 12, 1), (-1, 3, 15), parallel=True, latest=(-1, 3, 15)),
    StageRow(S.DISTRICT_DELIBERATION, "Musrenbang Kecamatan", "Sub-district Musrenbang",
             P.MUSRENBANG, T.REGION, (-1, 2, 8), (-1, 2, 21)),
    StageRow(S.AGENCY_FORUM, "Forum Perangkat Daerah/Lintas Perangkat Daerah", "Agency forum",
             P.MUSRENBANG, T.REGION, (-1, 2, 22), (-1, 3, 21)),
    StageRow(S.ANNUAL_PLAN_DELIBERATION, "Musrenbang RKPD Kabupaten/Kota", "Regional Musrenbang (RKPD)",
             P.MUSRENBANG, T.REGION, (-1, 3, 22), (-1, 3, 31), latest=(-1, 3, 31)),
    StageRow(S.PLAN_FINALISATION, "Rancangan akhir, reviu APIP, fasilitasi dan penetapan RKPD",
             "Final draft, review and adoption of the RKPD",
             P.PUBLISHING, T.REGION, (-1, 4, 1), (-1, 7, 7)),
    StageRow(S.BUDGETING, "KUA-PPAS dan APBD", "Budget policy and budget (KUA-PPAS, APBD)",
             P.PUBLISHING, T.REGION, (-1, 7, 1), (-1, 11, 30), latest=(-1, 11, 30)),
    StageRow(S.EXECUTION, "Pelaksanaan, pengendalian dan evaluasi", "Realisation, control and evaluation",
             P.REALISING, T.REGION, (0, 1, 1), (1, 3, 31)),
    StageRow(S.PLAN_REVISION, "Perubahan RKPD/Renja dan KUPA-PPAS-P", "Revision of plan and budget",
             P.REALISING, T.REGION, (0, 6, 1), (0, 8, 31), parallel=True),
)
GATES: tuple[GateRow, ...] = (
    GateRow(Gate.ALWAYS, "Setiap saat", "At any time", True,
            "terbuka kapan saja, juga di antara dua siklus",
            "open at any time, also between cycles"),
    GateRow(Gate.OUT_OF_SEASON, "Di luar musim usulan", "Out of season", True,
            "terbuka bila tidak ada tahapan pengajuan bagi tempat itu, atau Musrenbang desa/kelurahannya "
            "untuk tahun itu sudah selesai: usulan disimpan, tidak pernah ditolak",
            "open whenever no stage of `submit` is open for the place: the proposal is kept, never refused"),
    GateRow(Gate.VILLAGE_PLAN_YEAR, "Tahun baris RKP Desa", "Year of the village plan line", False,
            "usulan yang punya baris RKP Desa: 1 Januari tahun baris itu sampai 31 Maret sesudahnya, "
            "apa pun tahapan daerah; usulan lain mengikuti tahapan",
            "for a proposal with a village_plan_line: open from 1 January of the year on that line until "
            "31 March after it, whatever the region's stage; other proposals follow `during`"),
)
# fmt: on
PHASE: dict[str, PhaseRow] = {row.code: row for row in PHASES}
TRACK: dict[str, TrackRow] = {row.code: row for row in TRACKS}
STAGE: dict[str, StageRow] = {row.code: row for row in STAGES}
GATE: dict[str, GateRow] = {row.code: row for row in GATES}

# The year's work is asked for at the latest one week before the regional forum, and the village's year ends
# three months late: what is built in December is handed over in March.
LAST_DAY_OF_VILLAGE_PLAN_YEAR = (1, 3, 31)


def in_year(day: YearlyDay, plan_year: int) -> date:
    offset, month, number = day
    return date(plan_year + offset, month, number)


def meaning_in(track: TrackRow, plan_year: int, lang: str) -> str:
    """What a track does, told with the years themselves instead of n."""
    text = in_language(lang, track.meaning_id, track.meaning)
    for name, year in (("n-2", plan_year - 2), ("n-1", plan_year - 1)):
        text = text.replace(name, str(year))
    text = sub(r"\bn\b", str(plan_year), text)
    return f"{text[:1].upper()}{text[1:]}."


def counts_for(stage: StageRow, track: str) -> bool:
    """A stage counts only where its track covers the place; the region's stages count everywhere."""
    return stage.track in (track, Track.REGION)


def village_plan_year_open(line_year: int, today: date) -> bool:
    """The gate `village_plan_year`: from 1 January of the line's year until 31 March of the next."""
    return date(line_year, 1, 1) <= today <= in_year(LAST_DAY_OF_VILLAGE_PLAN_YEAR, line_year)


def template_windows(plan_year: int, holidays: frozenset[date]) -> dict[StageCode, tuple[date, date]]:
    """First and last day of each stage, both working days, never past a legal last day, the order kept."""
    windows: dict[StageCode, tuple[date, date]] = {}
    for track in Track:
        # Backwards, because where holidays push a stage past the next one, the earlier gives way.
        serial: tuple[date, date] | None = None
        for stage in reversed([row for row in STAGES if row.track is track]):
            window = _shifted(stage, plan_year, holidays)
            if not stage.parallel:
                window = serial = _not_after(window, serial)
            windows[stage.code] = window
    return {stage.code: windows[stage.code] for stage in STAGES}


def _shifted(stage: StageRow, plan_year: int, holidays: frozenset[date]) -> tuple[date, date]:
    closes = next_working_day(in_year(stage.closes, plan_year), holidays)
    if stage.latest is not None:
        closes = min(closes, previous_working_day(in_year(stage.latest, plan_year), holidays))
    return min(next_working_day(in_year(stage.opens, plan_year), holidays), closes), closes


def _not_after(window: tuple[date, date], following: tuple[date, date] | None) -> tuple[date, date]:
    if following is None:
        return window
    return min(window[0], following[0]), min(window[1], following[1])
