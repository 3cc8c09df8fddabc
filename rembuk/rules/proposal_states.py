"""Where a proposal (usulan) can stand, by which channel it came, and who gives an opinion on it.

The database constraint on states and the words of the trace page are made from these rows.
"""

from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled


class State(StrEnum):
    """The states, in the order of the main way."""

    DRAFT = "draft"
    RECORDED = "recorded"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    MERGED = "merged"
    VILLAGE_REVIEW = "village_review"
    VILLAGE_AGREED = "village_agreed"
    VILLAGE_FUNDED = "village_funded"
    TRANSFER_FUNDED = "transfer_funded"
    GRANT_ROUTE = "grant_route"
    DISTRICT_REVIEW = "district_review"
    DISTRICT_AGREED = "district_agreed"
    DISTRICT_NOT_AGREED = "district_not_agreed"
    COUNCIL_REVIEW = "council_review"
    PARTNER_REVIEW = "partner_review"
    AGENCY_REVIEW = "agency_review"
    SURVEY = "survey"
    AGENCY_ACCEPTED = "agency_accepted"
    REDIRECTED = "redirected"
    FORWARDED = "forwarded"
    TAPD_REVIEW = "tapd_review"
    PLAN_DRAFT = "plan_draft"
    RKPD = "rkpd"
    KUA_PPAS = "kua_ppas"
    APBD = "apbd"
    ALREADY_BUDGETED = "already_budgeted"
    PROCUREMENT = "procurement"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CHECKED_BY_RESIDENTS = "checked_by_residents"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    SAFEGUARDED = "safeguarded"


class Channel(StrEnum):
    """How a proposal came in."""

    MUSRENBANG = "musrenbang"
    ASMAS = "asmas"
    POKIR = "pokir"


class ReviewCode(StrEnum):
    """Who gives an opinion; the codes are those of SIPD."""

    LURAH = "lurah"
    CAMAT = "camat"
    SETWAN = "setwan"
    MITRA = "mitra"
    SKPD = "skpd"
    TAPD = "tapd"


class SipdEvent(StrEnum):
    """What a step is in the words of SIPD."""

    VERIF = "verif"
    TOLAK = "tolak"
    KEMBALIKAN = "kembalikan"
    BATAL = "batal"


@dataclass(frozen=True, slots=True)
class StateRow(Labelled):
    """A state; `sipd` has a counterpart there, `votable` may be ranked, `hidden` leaves no public trace."""

    code: State
    label_id: str
    label_en: str
    sipd: bool = False
    terminal: bool = False
    votable: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ChannelRow(Labelled):
    """A channel and its reviews, in order (a variant may give another order)."""

    code: Channel
    label_id: str
    label_en: str
    reviews: tuple[ReviewCode, ...]


@dataclass(frozen=True, slots=True)
class ReviewRow(Labelled):
    """A review: who gives it, and the superior who is warned and explains."""

    code: ReviewCode
    label_id: str
    label_en: str
    role: str
    superior: str
    sipd_prefix: str
    channels: tuple[Channel, ...]


S, C, R = State, Channel, ReviewCode
# fmt: off
STATES: tuple[StateRow, ...] = (
    # --- with the proposer
    StateRow(S.DRAFT,     "Draf",                            "Draft"),
    StateRow(S.RECORDED,  "Tercatat untuk tahun berikutnya", "Recorded for next year"),
    StateRow(S.SUBMITTED, "Diajukan",                        "Submitted",           sipd=True),
    StateRow(S.RETURNED,  "Dikembalikan untuk diperbaiki",   "Returned for repair", sipd=True),
    StateRow(S.MERGED,    "Digabung dengan usulan lain",     "Merged with another proposal", terminal=True),
    # --- in the village
    StateRow(S.VILLAGE_REVIEW,  "Verifikasi Desa/Kelurahan", "Village review", sipd=True, votable=True),
    StateRow(S.VILLAGE_AGREED,  "Disepakati Musrenbang Desa/Kelurahan", "Agreed by the village Musrenbang",
             votable=True),
    StateRow(S.VILLAGE_FUNDED,  "Didanai desa/kelurahan", "Funded by the village"),
    StateRow(S.TRANSFER_FUNDED, "Didanai bantuan keuangan khusus ke desa", "Funded by a special transfer"),
    StateRow(S.GRANT_ROUTE,     "Jalur hibah/bansos", "Grant route"),
    # --- in the sub-district
    StateRow(S.DISTRICT_REVIEW,     "Verifikasi Kecamatan", "Sub-district review", sipd=True, votable=True),
    StateRow(S.DISTRICT_AGREED,     "Prioritas Musrenbang Kecamatan",
             "Priority of the sub-district Musrenbang"),
    StateRow(S.DISTRICT_NOT_AGREED, "Belum Disepakati Musrenbang Kecamatan",
             "Not yet agreed by the sub-district Musrenbang"),
    # --- with council, planning agency, agencies
    StateRow(S.COUNCIL_REVIEW,  "Verifikasi Sekretariat DPRD (Pokir)",
             "Council secretariat review", sipd=True),
    StateRow(S.PARTNER_REVIEW,  "Validasi Mitra Bappeda",        "Planning partner review", sipd=True),
    StateRow(S.AGENCY_REVIEW,   "Verifikasi dinas/instansi",     "Agency review",           sipd=True),
    StateRow(S.SURVEY,          "Survei lapangan",               "Field survey"),
    StateRow(S.AGENCY_ACCEPTED, "Diterima dinas/instansi (masuk Renja)", "Accepted by the agency", sipd=True),
    StateRow(S.REDIRECTED,      "Dialihkan ke dinas/instansi lain",
             "Redirected to another agency", sipd=True),
    StateRow(S.FORWARDED,       "Diteruskan ke tingkat pemerintahan lain",
             "Forwarded to another level of government", terminal=True),
    # --- in plan and budget
    StateRow(S.TAPD_REVIEW,      "Validasi TAPD",          "Budget team review",          sipd=True),
    StateRow(S.PLAN_DRAFT,       "Masuk rancangan RKPD",   "In the draft plan",           sipd=True),
    StateRow(S.RKPD,             "Masuk RKPD",             "In the plan (RKPD)",          sipd=True),
    StateRow(S.KUA_PPAS,         "Masuk KUA-PPAS",         "In the budget policy (KUA-PPAS)"),
    StateRow(S.APBD,             "Dianggarkan dalam APBD", "In the budget (APBD)",        sipd=True),
    StateRow(S.ALREADY_BUDGETED, "Sudah diakomodir pada tahun berjalan", "Already in this year's budget",
             terminal=True),
    # --- the works
    StateRow(S.PROCUREMENT, "Proses pengadaan",               "Procurement"),
    StateRow(S.IN_PROGRESS, "Sedang dilaksanakan",            "Works under way"),
    StateRow(S.COMPLETED,   "Selesai dikerjakan (sudah BAST)", "Works completed and handed over"),
    StateRow(S.CHECKED_BY_RESIDENTS, "Selesai dan diperiksa warga", "Completed and checked by residents",
             terminal=True),
    # --- the side exits
    StateRow(S.DEFERRED,    "Ditunda / diusulkan kembali tahun berikutnya", "Deferred to a later year"),
    StateRow(S.REJECTED,    "Ditolak",                        "Rejected",  sipd=True, terminal=True),
    StateRow(S.CANCELLED,   "Dibatalkan",                     "Cancelled", sipd=True, terminal=True),
    StateRow(S.WITHDRAWN,   "Ditarik oleh pengusul",          "Withdrawn by the proposer", terminal=True),
    StateRow(S.SAFEGUARDED, "Ditangani petugas pelindungan",  "With the protection officer", terminal=True,
             hidden=True),
)
CHANNELS: tuple[ChannelRow, ...] = (
    ChannelRow(C.MUSRENBANG, "Usulan musrenbang",                  "Musrenbang proposal",
               (R.LURAH, R.CAMAT, R.MITRA, R.SKPD, R.TAPD)),
    ChannelRow(C.ASMAS,      "Usulan langsung masyarakat/lembaga", "Direct proposal of people or groups",
               (R.LURAH, R.CAMAT, R.MITRA, R.SKPD, R.TAPD)),
    ChannelRow(C.POKIR,      "Pokok-pokok pikiran DPRD",           "Council proposal",
               (R.SETWAN, R.MITRA, R.SKPD, R.TAPD)),
)
RESIDENTS_CHANNELS = (C.MUSRENBANG, C.ASMAS)
EVERY_CHANNEL = (C.MUSRENBANG, C.ASMAS, C.POKIR)
REVIEWS: tuple[ReviewRow, ...] = (
    ReviewRow(R.LURAH,  "Desa/Kelurahan",   "Village",
              "village_admin",       "village_head",       "rekom_lurah",  RESIDENTS_CHANNELS),
    ReviewRow(R.CAMAT,  "Kecamatan",        "Sub-district",
              "district_admin",      "district_head",      "rekom_camat",  RESIDENTS_CHANNELS),
    ReviewRow(R.SETWAN, "Sekretariat DPRD", "Council secretariat",
              "council_secretariat", "council_leader",     "rekom_setwan", (C.POKIR,)),
    ReviewRow(R.MITRA,  "Mitra Bappeda",    "Planning partner (Bappeda)",
              "planning_partner",    "planning_head",      "rekom_mitra",  EVERY_CHANNEL),
    ReviewRow(R.SKPD,   "Dinas/instansi",   "Agency",
              "agency_verifier",     "agency_head",        "rekom_skpd",   EVERY_CHANNEL),
    ReviewRow(R.TAPD,   "TAPD",             "Budget team",
              "budget_team",         "regional_secretary", "rekom_tapd",   EVERY_CHANNEL),
)
# fmt: on
INITIAL = State.DRAFT
STATE: dict[str, StateRow] = {row.code: row for row in STATES}
CHANNEL: dict[str, ChannelRow] = {row.code: row for row in CHANNELS}
REVIEW: dict[str, ReviewRow] = {row.code: row for row in REVIEWS}

# Ends without exit; states that may be ranked; states without any public trace.
TERMINAL: frozenset[State] = frozenset(row.code for row in STATES if row.terminal)
VOTABLE: frozenset[State] = frozenset(row.code for row in STATES if row.votable)
HIDDEN: frozenset[State] = frozenset(row.code for row in STATES if row.hidden)
