"""Rounds of priorities (penjaringan prioritas): what may stand on a ballot, and who may hand one in.

A round is a consultation that prepares the deliberation. Everything here is fixed when a round opens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled
from .refusals import Refusal

DEFAULT_MINIMUM_AGE = 17  # the village office confirms it together with residence; no birth date is kept
CODE_GROUP = 4  # signs between the dashes of a code or receipt


class RoundState(StrEnum):
    """A round is prepared, then open to residents, then counted."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class BallotType(StrEnum):
    """What a resident does on the ballot."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-one"
    KNAPSACK = "knapsack"
    POINTS = "points"
    RANKING = "ranking"


class Sex(StrEnum):
    """Asked on the ballot, optional, for the fairness panel alone."""

    FEMALE = "female"
    MALE = "male"


class AgeBand(StrEnum):
    """Asked on the ballot, optional: a band and never a birth date."""

    YOUNG = "17-29"
    MIDDLE = "30-44"
    LATER = "45-59"
    OLDER = "60+"


class SetAsideKind(StrEnum):
    """Why a proposal is paid before any ceiling is shared, and so stands in no round."""

    MANDATORY = "mandatory"
    MINIMUM_SERVICE = "minimum_service"
    EARMARKED = "earmarked"


@dataclass(frozen=True, slots=True)
class BallotTypeRow(Labelled):
    """A kind of ballot and the sentence that explains it."""

    code: BallotType
    label_id: str
    label_en: str
    hint_id: str
    hint_en: str

    def hint(self, lang: str) -> str:
        return self.hint_en if lang == "en" else self.hint_id


@dataclass(frozen=True, slots=True)
class WordRow(Labelled):
    """A code of this page and what it is called."""

    code: str
    label_id: str
    label_en: str


# fmt: off
BALLOT_TYPES: tuple[BallotTypeRow, ...] = (
    BallotTypeRow(BallotType.APPROVAL, "Pilih beberapa", "Choose several",
                  "Pilih usulan yang Anda dukung, sampai batas jumlahnya.",
                  "Choose the proposals you support, up to the limit."),
    BallotTypeRow(BallotType.CHOOSE_ONE, "Pilih satu", "Choose one",
                  "Pilih satu usulan yang paling Anda perlukan.",
                  "Choose the one proposal that you need most."),
    BallotTypeRow(BallotType.KNAPSACK, "Belanjakan dana", "Spend the money",
                  "Pilih usulan selama dananya masih cukup.",
                  "Choose proposals as long as the money lasts."),
    BallotTypeRow(BallotType.POINTS, "Bagikan poin", "Share out points",
                  "Bagikan poin Anda kepada usulan yang Anda dukung.",
                  "Share your points out among the proposals you support."),
    BallotTypeRow(BallotType.RANKING, "Urutkan", "Put in order",
                  "Beri urutan 1, 2, 3 mulai dari yang paling Anda perlukan.",
                  "Number them 1, 2, 3, beginning with the one you need most."),
)
ROUND_STATES: tuple[WordRow, ...] = (
    WordRow(RoundState.DRAFT,  "Disiapkan", "Being prepared"),
    WordRow(RoundState.OPEN,   "Dibuka",    "Open"),
    WordRow(RoundState.CLOSED, "Ditutup",   "Closed"),
)
SEXES: tuple[WordRow, ...] = (
    WordRow(Sex.FEMALE, "Perempuan", "Woman"),
    WordRow(Sex.MALE,   "Laki-laki", "Man"),
)
AGE_BANDS: tuple[WordRow, ...] = (
    WordRow(AgeBand.YOUNG,  "17-29 tahun",          "17 to 29"),
    WordRow(AgeBand.MIDDLE, "30-44 tahun",          "30 to 44"),
    WordRow(AgeBand.LATER,  "45-59 tahun",          "45 to 59"),
    WordRow(AgeBand.OLDER,  "60 tahun atau lebih",  "60 or older"),
)
SET_ASIDE_KINDS: tuple[WordRow, ...] = (
    WordRow(SetAsideKind.MANDATORY,       "Belanja wajib",            "Mandatory spending"),
    WordRow(SetAsideKind.MINIMUM_SERVICE, "Standar Pelayanan Minimal", "Minimum service standard"),
    WordRow(SetAsideKind.EARMARKED,       "Transfer yang ditentukan penggunaannya", "Earmarked transfer"),
)
# fmt: on
BALLOT_TYPE: dict[str, BallotTypeRow] = {row.code: row for row in BALLOT_TYPES}
ROUND_STATE: dict[str, WordRow] = {row.code: row for row in ROUND_STATES}
SEX: dict[str, WordRow] = {row.code: row for row in SEXES}
AGE_BAND: dict[str, WordRow] = {row.code: row for row in AGE_BANDS}
SET_ASIDE_KIND: dict[str, WordRow] = {row.code: row for row in SET_ASIDE_KINDS}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a round's ballots.

    most: projects on one ballot (0: no limit); points: to share out on one ballot (points alone); budget:
    whole rupiah that a knapsack ballot may cost together.
    """

    type: BallotType
    most: int
    points: int
    budget: int


def points_of_order(order: Sequence[str]) -> dict[str, int]:
    """A ranking as points: of three, the first has 3, the last 1."""
    return {project: len(order) - place for place, project in enumerate(order)}


def check_choice(choice: Mapping[str, int], costs: Mapping[str, int], limits: Limits) -> None:
    """Raise Refusal where a ballot goes over its limits; an empty one is as valid as any.

    choice: points (1 where none are given) by project; costs: whole rupiah of every project of the round.
    """
    if any(project not in costs for project in choice):
        raise Refusal(
            "unknown_project",
            "Ada usulan yang tidak termasuk penjaringan ini. Muat ulang halaman, lalu pilih lagi.",
            "One of the proposals is not part of this round. Reload the page and choose again.",
        )
    if any(points < 1 for points in choice.values()):
        raise Refusal("points", "Poin paling sedikit 1.", "Points are at least 1.")
    check = _CHECKS[limits.type]
    check(choice, costs, limits)


def _check_one_each(choice: Mapping[str, int], costs: Mapping[str, int], limits: Limits) -> None:
    if any(points != 1 for points in choice.values()):
        raise Refusal(
            "points",
            "Pada lembar ini setiap usulan dipilih atau tidak.",
            "On this ballot a proposal is chosen or not.",
        )
    _check_most(choice, limits.most)


def _check_one(choice: Mapping[str, int], costs: Mapping[str, int], limits: Limits) -> None:
    _check_one_each(choice, costs, limits)
    _check_most(choice, 1)


def _check_knapsack(choice: Mapping[str, int], costs: Mapping[str, int], limits: Limits) -> None:
    _check_one_each(choice, costs, limits)
    over = sum(costs[project] for project in choice) - limits.budget
    if over > 0:
        dotted = f"{over:,}"
        raise Refusal(
            "over_budget",
            f"Pilihan Anda melebihi dana sebesar Rp{dotted.replace(',', '.')}. Keluarkan satu usulan atau "
            "lebih. Pilihan lain tetap tersimpan di halaman ini.",
            f"Your choice is Rp{dotted} over the money. Take one proposal or more off. Nothing else is lost.",
        )


def _check_points(choice: Mapping[str, int], costs: Mapping[str, int], limits: Limits) -> None:
    _check_most(choice, limits.most)
    given = sum(choice.values())
    if given > limits.points:
        raise Refusal(
            "over_points",
            f"Anda membagikan {given} poin, paling banyak {limits.points}. Kurangi poin salah satu usulan.",
            f"You gave {given} points, at most {limits.points}. Give one of the proposals less.",
        )


def _check_ranking(choice: Mapping[str, int], costs: Mapping[str, int], limits: Limits) -> None:
    _check_most(choice, limits.most)
    if sorted(choice.values()) != list(range(1, len(choice) + 1)):
        raise Refusal(
            "order",
            "Setiap urutan dipakai satu kali, mulai dari 1 tanpa ada yang terlewat.",
            "Each place is used once, beginning with 1 and leaving none out.",
        )


def _check_most(choice: Mapping[str, int], most: int) -> None:
    if most and len(choice) > most:
        raise Refusal(
            "too_many",
            f"Anda memilih {len(choice)} usulan, paling banyak {most}. Keluarkan {len(choice) - most}.",
            f"You chose {len(choice)} proposals, at most {most}. Take {len(choice) - most} off.",
        )


_CHECKS = {
    BallotType.APPROVAL: _check_one_each,
    BallotType.CHOOSE_ONE: _check_one,
    BallotType.KNAPSACK: _check_knapsack,
    BallotType.POINTS: _check_points,
    BallotType.RANKING: _check_ranking,
}


def check_resident(*, lives_here: bool, confirmed_age: int | None, minimum_age: int) -> None:
    """Raise Refusal with a sentence where somebody cannot take part in a round."""
    if not lives_here:
        raise Refusal(
            "not_resident",
            "Penjaringan ini untuk warga setempat. Tempat tinggal Anda perlu diperiksa dahulu oleh kantor "
            "desa/kelurahan.",
            "This round is for residents of the place whose home the village office has confirmed.",
        )
    if confirmed_age is None or confirmed_age < minimum_age:
        raise Refusal(
            "age_not_confirmed",
            f"Kantor desa/kelurahan belum mencatat bahwa Anda berumur {minimum_age} tahun atau lebih. "
            "Mintalah di sana; tanggal lahir Anda tidak disimpan.",
            f"The village office has not yet noted that you are {minimum_age} or older. "
            "Please ask there; your date of birth is not kept.",
        )
