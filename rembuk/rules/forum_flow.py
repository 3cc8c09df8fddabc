"""The life of a forum: scheduled, open, closed, minutes drafted, read aloud, signed, sent.

The next level has its list when the minutes are *signed*; the letter's number may be typed later. Signed
minutes never change: a *BA perubahan* repairs a mistake, passes the same steps and names what it changes.
"""

from dataclasses import dataclass
from enum import StrEnum

from .actions import Action
from .forum_types import FORUM_TYPE
from .labels import Labelled
from .refusals import Refusal
from .roles import labels_of
from .situations import Acting


class ForumState(StrEnum):
    """Where a forum stands."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    MINUTES_DRAFTED = "minutes_drafted"
    MINUTES_READ = "minutes_read"
    MINUTES_SIGNED = "minutes_signed"
    SENT = "sent"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class ForumStateRow(Labelled):
    """A state of a forum."""

    code: ForumState
    label_id: str
    label_en: str
    terminal: bool = False


@dataclass(frozen=True, slots=True)
class ForumStep(Labelled):
    """One way from a state of a forum to the next; who may is narrowed further by the type of forum."""

    id: str
    at: ForumState
    to: ForumState
    action: Action
    actors: tuple[str, ...]
    label_id: str
    label_en: str
    requires: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    opens_next_level: bool = False


@dataclass(frozen=True, slots=True)
class ForumSituation:
    """How a forum stands, and of which type it is."""

    state: str
    type: str


S, A = ForumState, Action
# fmt: off
CREW = ("facilitator", "village_admin", "village_secretary", "district_admin", "district_officer",
        "planning_admin", "agency_operator")
SIGNERS = ("village_head", "village_council", "district_head", "district_secretary", "planning_head",
           "agency_head", "executive")
FORUM_STATES: tuple[ForumStateRow, ...] = (
    ForumStateRow(S.SCHEDULED,       "Dijadwalkan",                   "Scheduled"),
    ForumStateRow(S.OPEN,            "Berlangsung",                   "Under way"),
    ForumStateRow(S.SUSPENDED,       "Ditunda karena kuorum",         "Suspended for lack of quorum"),
    ForumStateRow(S.CLOSED,          "Ditutup",                       "Closed"),
    ForumStateRow(S.MINUTES_DRAFTED, "Rancangan BA",                  "Minutes drafted"),
    ForumStateRow(S.MINUTES_READ,    "BA dibacakan",                  "Minutes read aloud"),
    ForumStateRow(S.MINUTES_SIGNED,  "BA ditandatangani",             "Minutes signed"),
    ForumStateRow(S.SENT,            "Dikirim ke tingkat berikutnya", "Sent to the next level", True),
    ForumStateRow(S.CALLED_OFF,      "Dibatalkan",                    "Called off",             True),
)
FORUM_STEPS: tuple[ForumStep, ...] = (
    ForumStep("open_forum",    S.SCHEDULED,       S.OPEN,            A.FORUM_RUN,     CREW,
              "Buka musyawarah", "Open the forum"),
    ForumStep("call_off",      S.SCHEDULED,       S.CALLED_OFF,      A.FORUM_RUN,     CREW,
              "Batalkan musyawarah", "Call off the forum", requires=("reason_text",)),
    ForumStep("close",         S.OPEN,            S.CLOSED,          A.FORUM_CLOSE,   CREW,
              "Tutup musyawarah", "Close the forum"),
    ForumStep("suspend",       S.OPEN,            S.SUSPENDED,       A.FORUM_SUSPEND, CREW,
              "Tunda karena kuorum", "Suspend for lack of quorum", requires=("suspended_at",)),
    ForumStep("reconvene",     S.SUSPENDED,       S.OPEN,            A.FORUM_SUSPEND, CREW,
              "Buka kembali", "Reconvene", requires=("reconvened_at",)),
    ForumStep("draft_minutes", S.CLOSED,          S.MINUTES_DRAFTED, A.MINUTES_DRAFT, CREW,
              "Susun berita acara", "Draft the minutes"),
    ForumStep("read_aloud",    S.MINUTES_DRAFTED, S.MINUTES_READ,    A.MINUTES_READ,  CREW,
              "Catat pembacaan berita acara", "Record the reading of the minutes",
              requires=("read_at", "read_by")),
    ForumStep("sign_minutes",  S.MINUTES_READ,    S.MINUTES_SIGNED,  A.MINUTES_SIGN,  SIGNERS,
              "Tandatangani berita acara", "Sign the minutes",
              requires=("signing_path",), opens_next_level=True),
    ForumStep("correct_draft", S.MINUTES_READ,    S.MINUTES_DRAFTED, A.MINUTES_DRAFT, CREW,
              "Perbaiki rancangan", "Correct the draft"),
    ForumStep("send_minutes",  S.MINUTES_SIGNED,  S.SENT,            A.MINUTES_SEND,  CREW,
              "Kirim ke tingkat berikutnya", "Send to the next level", optional=("letter_number",)),
)
# fmt: on
FORUM_INITIAL = ForumState.SCHEDULED
FORUM_STATE: dict[str, ForumStateRow] = {row.code: row for row in FORUM_STATES}
FORUM_STEP: dict[str, ForumStep] = {step.id: step for step in FORUM_STEPS}


def forum_steps_open(situation: ForumSituation, acting: Acting) -> tuple[ForumStep, ...]:
    """The buttons a page may show."""
    return tuple(step for step in FORUM_STEPS if _refusal(step, situation, acting) is None)


def find_forum_step(step_id: str, situation: ForumSituation, acting: Acting) -> ForumStep:
    """The step, if this person may take it now; otherwise a refusal that says who may, or when."""
    step = FORUM_STEP.get(step_id)
    if step is None:
        raise Refusal("unknown_step", "Langkah ini tidak ada.", "There is no such step.")
    refusal = _refusal(step, situation, acting)
    if refusal is not None:
        raise refusal
    return step


def actors_of(step: ForumStep, forum_type: str) -> tuple[str, ...]:
    """Who may take a step in a forum of this type: its organisers, or for the signature its signers."""
    row = FORUM_TYPE[forum_type]
    return tuple(role for role in step.actors if role in (*row.run_by, *row.signed_by))


def _refusal(step: ForumStep, situation: ForumSituation, acting: Acting) -> Refusal | None:
    if step.at != situation.state:
        now = FORUM_STATE[situation.state]
        return Refusal(
            "state",
            f"“{step.label_id}” tidak dapat dilakukan, karena musyawarah ini “{now.label_id}”.",
            f"“{step.label_en}” is not possible, because this forum stands at “{now.label_en}”.",
        )
    actors = actors_of(step, situation.type)
    if acting.roles.isdisjoint(actors):
        return Refusal(
            "role",
            f"“{step.label_id}” dilakukan oleh: {', '.join(labels_of(actors, 'id'))}.",
            f"“{step.label_en}” is done by: {', '.join(labels_of(actors, 'en'))}.",
        )
    return None
