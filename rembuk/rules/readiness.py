"""Is a work ready to be decided on? What is asked of each kind of work, and whom it touches.

Nothing here refuses a proposal: a forum and an agency see the answers before they decide. A "no" says what is
missing, a "not needed" says why. Statements of residents are kept without names.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from .categories import Category
from .deadlines import SIDE_EVENT
from .labels import Labelled, in_language
from .proposal_states import STATES
from .refusals import Refusal

__all__ = [
    "ANSWER",
    "ANSWERS",
    "CHECK",
    "CHECKS",
    "READINESS",
    "STANCE",
    "STANCES",
    "TOUCHED",
    "TOUCHES",
    "Answer",
    "Asked",
    "Check",
    "Stance",
    "Touch",
    "asked_of",
    "check_answer",
    "check_statement",
    "may_answer_in",
    "may_state_in",
]


class Check(StrEnum):
    """What has to be there before a work can begin."""

    LAND = "land"
    DESIGN = "design"
    RIGHT_OF_WAY = "right_of_way"
    OPERATOR = "operator"
    UPKEEP = "upkeep"


class Answer(StrEnum):
    """How a check is answered."""

    YES = "yes"
    NO = "no"
    NOT_NEEDED = "not_needed"


class Touch(StrEnum):
    """What of a resident the works touch."""

    LAND = "land"
    TREES = "trees"
    TRADE = "trade"
    ACCESS = "access"


class Stance(StrEnum):
    """What those say whom the works touch."""

    AGREES = "agrees"
    WITH_TERMS = "with_terms"
    OBJECTS = "objects"


@dataclass(frozen=True, slots=True)
class CheckRow(Labelled):
    """One check, with the question as it is asked of most kinds of work."""

    code: Check
    label_id: str
    label_en: str
    asks_id: str
    asks_en: str


@dataclass(frozen=True, slots=True)
class Word(Labelled):
    """A code with its words."""

    code: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Asked(Labelled):
    """A check of one kind of work, in the words that fit it."""

    check: Check
    label_id: str
    label_en: str
    asks_id: str
    asks_en: str

    def question(self, lang: str) -> str:
        return in_language(lang, self.asks_id, self.asks_en)


C, K = Category, Check
# fmt: off
CHECKS: tuple[CheckRow, ...] = (
    CheckRow(K.LAND,         "Lahan",      "Land",
             "Apakah lahannya jelas: milik desa/pemerintah, atau sudah dihibahkan dengan surat?",
             "Is the land clear: owned by the village or government, or given with a letter?"),
    CheckRow(K.DESIGN,       "Gambar",     "Design",
             "Apakah ada gambar atau sketsa dengan ukuran?", "Is there a drawing or a sketch with measures?"),
    CheckRow(K.RIGHT_OF_WAY, "Izin lewat", "Right of way",
             "Apakah pemilik lahan yang dilewati dan pemilik jalan atau saluran mengizinkan?",
             "Do the owners of the land it crosses, and of the road or canal, allow it?"),
    CheckRow(K.OPERATOR,     "Pengelola",  "Operator",
             "Apakah sudah jelas siapa yang menjalankannya sehari-hari?",
             "Is it clear who will run it from day to day?"),
    CheckRow(K.UPKEEP,       "Pemelihara", "Upkeep",
             "Apakah sudah ada yang memelihara hasilnya, dengan biaya dari mana?",
             "Is it clear who keeps it up, and with which money?"),
)
# What is asked of each kind of work, in this order.
READINESS: dict[Category, tuple[Check, ...]] = {
    C.ROAD:            (K.LAND, K.DESIGN, K.RIGHT_OF_WAY, K.UPKEEP),
    C.BRIDGE:          (K.LAND, K.DESIGN, K.RIGHT_OF_WAY, K.UPKEEP),
    C.DRAINAGE:        (K.LAND, K.DESIGN, K.RIGHT_OF_WAY, K.UPKEEP),
    C.CLEAN_WATER:     (K.LAND, K.DESIGN, K.RIGHT_OF_WAY, K.OPERATOR, K.UPKEEP),
    C.SANITATION:      (K.LAND, K.DESIGN, K.OPERATOR, K.UPKEEP),
    C.IRRIGATION:      (K.LAND, K.DESIGN, K.RIGHT_OF_WAY, K.OPERATOR, K.UPKEEP),
    C.HOUSING:         (K.LAND, K.DESIGN, K.UPKEEP),
    C.LIGHTING:        (K.DESIGN, K.RIGHT_OF_WAY, K.OPERATOR, K.UPKEEP),
    C.EDUCATION:       (K.LAND, K.DESIGN, K.OPERATOR, K.UPKEEP),
    C.HEALTH:          (K.LAND, K.DESIGN, K.OPERATOR, K.UPKEEP),
    C.AGRICULTURE:     (K.LAND, K.OPERATOR, K.UPKEEP),
    C.FISHERY:         (K.LAND, K.OPERATOR, K.UPKEEP),
    C.SMALL_BUSINESS:  (K.OPERATOR,),
    C.TRAINING:        (K.OPERATOR,),
    C.SOCIAL:          (K.OPERATOR,),
    C.WOMEN_CHILDREN:  (K.OPERATOR,),
    C.DISABILITY:      (K.OPERATOR,),
    C.YOUTH_SPORT:     (K.LAND, K.OPERATOR, K.UPKEEP),
    C.ENVIRONMENT:     (K.LAND, K.OPERATOR, K.UPKEEP),
    C.DISASTER:        (K.LAND, K.DESIGN, K.RIGHT_OF_WAY, K.OPERATOR, K.UPKEEP),
    C.CULTURE_TOURISM: (K.LAND, K.OPERATOR, K.UPKEEP),
    C.DIGITAL:         (K.RIGHT_OF_WAY, K.OPERATOR, K.UPKEEP),
    C.PUBLIC_SPACE:    (K.LAND, K.DESIGN, K.OPERATOR, K.UPKEEP),
    C.OTHER:           (K.LAND, K.OPERATOR, K.UPKEEP),
}
# Where a kind of work is asked in its own words.
OWN_WORDS: dict[tuple[Category, Check], tuple[str, str]] = {
    (C.SANITATION, K.DESIGN): (
        "Apakah ada gambar dengan ukuran, termasuk tangki septik yang jauh dari sumur?",
        "Is there a drawing with measures, with a septic tank far from the wells?"),
    (C.CLEAN_WATER, K.DESIGN): (
        "Apakah debit dan mutu sumber airnya sudah diperiksa?",
        "Have the flow and the quality of the source been checked?"),
    (C.CLEAN_WATER, K.OPERATOR): (
        "Apakah sudah ada kelompok pengelola air dan iurannya?",
        "Is there a group that runs the water supply, with its dues?"),
    (C.DRAINAGE, K.DESIGN): (
        "Apakah sudah disurvei ke mana airnya mengalir?", "Has it been surveyed where the water will go?"),
    (C.LIGHTING, K.OPERATOR): (
        "Apakah sudah jelas siapa yang membayar listriknya?", "Is it clear who pays for the electricity?"),
    (C.HOUSING, K.LAND): (
        "Apakah penghuninya memiliki tanahnya, atau pemiliknya mengizinkan tertulis?",
        "Do the people who live there own the land, or does its owner allow it in writing?"),
    (C.EDUCATION, K.OPERATOR): (
        "Apakah guru dan biaya kegiatannya tersedia?", "Are there teachers and money to run it?"),
    (C.HEALTH, K.OPERATOR): (
        "Apakah tenaga kesehatan dan biaya kegiatannya tersedia?",
        "Are there health workers and money to run it?"),
}
ANSWERS: tuple[Word, ...] = (
    Word(Answer.YES,        "Ya",          "Yes"),
    Word(Answer.NO,         "Belum",       "Not yet"),
    Word(Answer.NOT_NEEDED, "Tidak perlu", "Not needed"),
)
TOUCHES: tuple[Word, ...] = (
    Word(Touch.LAND,   "Lahan",               "Land"),
    Word(Touch.TREES,  "Pohon atau tanaman",  "Trees or crops"),
    Word(Touch.TRADE,  "Usaha atau dagangan", "Trade or livelihood"),
    Word(Touch.ACCESS, "Jalan masuk",         "Access"),
)
STANCES: tuple[Word, ...] = (
    Word(Stance.AGREES,     "Setuju",              "Agrees"),
    Word(Stance.WITH_TERMS, "Setuju dengan syarat", "Agrees on terms"),
    Word(Stance.OBJECTS,    "Keberatan",           "Objects"),
)
# fmt: on
CHECK: dict[str, CheckRow] = {row.code: row for row in CHECKS}
ANSWER: dict[str, Word] = {row.code: row for row in ANSWERS}
TOUCHED: dict[str, Word] = {row.code: row for row in TOUCHES}
STANCE: dict[str, Word] = {row.code: row for row in STANCES}
SHORTEST_NOTE = 5
MOST_TOUCHED = 100_000
_KINDS = frozenset(map(str, Category))
_OVER = frozenset(str(row.code) for row in STATES if row.terminal) | {"draft", "safeguarded"}
# Numbers that belong to one person, addresses, and the forms of address that a name follows.
_PERSONAL = re.compile(r"(?:\d[\s.-]?){8,}|\S@\S")
_MONEY = re.compile(r"Rp\.?\s?[\d.,]+")
_NAMED = re.compile(r"\b(?:[Bb]apak|[Pp]ak|[Ii]bu|[Bb]u|[Ss]dri?\.?|[Ss]audara|[Hh]j?\.)\s+[A-Z][a-z]")


def asked_of(category: str) -> tuple[Asked, ...]:
    """The checks of a kind of work; none while nobody knows what kind it is."""
    checks = READINESS.get(Category(category), ()) if category in _KINDS else ()
    found = []
    for code in checks:
        row = CHECK[code]
        words = OWN_WORDS.get((Category(category), code), (row.asks_id, row.asks_en))
        found.append(Asked(code, row.label_id, row.label_en, *words))
    return tuple(found)


def may_answer_in(state: str) -> bool:
    """Whether the checks may be answered while a proposal stands here: as long as it is alive."""
    return state not in _OVER


def may_state_in(state: str) -> bool:
    """Whether those whom the works touch may still be heard."""
    return state in SIDE_EVENT["state_impact"].on


def check_answer(answer: str, note: str) -> tuple[str, str] | None:
    """What is wrong with an answer, as a person reads it."""
    if answer not in ANSWER:
        return "Pilih ya, belum, atau tidak perlu.", "Choose yes, not yet or not needed."
    if answer == Answer.YES or len(note.strip()) >= SHORTEST_NOTE:
        return None
    if answer == Answer.NO:
        return "Tuliskan apa yang masih kurang.", "Write what is still missing."
    return "Tuliskan mengapa tidak perlu.", "Write why it is not needed."


def check_statement(text: str) -> None:
    """Raise Refusal where a statement names somebody or tells how to reach them."""
    if _PERSONAL.search(_MONEY.sub("", text)) or _NAMED.search(text):
        raise Refusal(
            "names_somebody",
            "Tuliskan tanpa nama, nomor telepon, NIK, atau alamat surel; cukup “seorang pemilik kebun”. "
            "Yang Anda ketik masih ada di bawah.",
            "Write it without names, telephone or identity numbers or e-mail addresses; “an owner of a "
            "garden” is enough. What you typed is still below.",
        )
