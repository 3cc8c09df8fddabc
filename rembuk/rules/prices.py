"""Price standards: their kinds, what a work should cost by them, and when a cost has to be explained.

A standard never sets a cost. Whoever sets one that lies far from every standard of its kind and unit says
why; the reason is public. Money is whole rupiah, volumes are exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .fairness import PRICE_DEVIATION, asks_price_reason
from .input_checks import InputProblem, is_real_text
from .labels import Labelled
from .proposal_steps import Step
from .protections import Relation
from .reasons import MIN_REASON_TEXT

__all__ = [
    "PRICE_KIND",
    "PRICE_KINDS",
    "Estimate",
    "PriceKind",
    "PriceKindRow",
    "Standard",
    "asks_for_cost",
    "check_price",
    "closest",
    "estimates",
    "unit_key",
]


class PriceKind(StrEnum):
    """Which of the region's price standards a row comes from."""

    SSH = "SSH"
    HSPK = "HSPK"
    ASB = "ASB"


@dataclass(frozen=True, slots=True)
class PriceKindRow(Labelled):
    """A kind of standard, and what it prices."""

    code: PriceKind
    label_id: str
    label_en: str
    meaning_id: str
    meaning_en: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One line of a price standard: rupiah for one unit, and where that is written."""

    kind: str
    code: str
    name: str
    unit: str
    price: int
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a volume costs by one standard, in rupiah, rounded half up."""

    standard: Standard
    amount: int


P = PriceKind
# fmt: off
PRICE_KINDS: tuple[PriceKindRow, ...] = (
    PriceKindRow(P.SSH,  "Standar Satuan Harga",           "Standard of unit prices",
                 "harga satu barang atau jasa", "the price of one good or service"),
    PriceKindRow(P.HSPK, "Harga Satuan Pokok Kegiatan",    "Basic unit price of a work",
                 "harga satu satuan pekerjaan: bahan, upah, dan alat",
                 "the price of one unit of work: materials, wages and tools"),
    PriceKindRow(P.ASB,  "Analisis Standar Belanja",       "Analysis of standard spending",
                 "belanja wajar satu kegiatan utuh", "reasonable spending for one whole activity"),
)
# Ways in which offices write the same unit.
_SAME_UNIT: dict[str, tuple[str, ...]] = {
    "m":     ("m", "m1", "m'", "meter", "meter lari", "mtr", "ml"),
    "m2":    ("m2", "m²", "meter persegi"),
    "m3":    ("m3", "m³", "meter kubik"),
    "unit":  ("unit", "buah", "bh", "titik"),
    "paket": ("paket", "pkt", "keg", "kegiatan"),
    "orang": ("orang", "org", "peserta"),
    "ls":    ("ls", "lumpsum", "lump sum"),
}
# fmt: on
PRICE_KIND: dict[str, PriceKindRow] = {row.code: row for row in PRICE_KINDS}
_UNIT_KEY = {word: key for key, words in _SAME_UNIT.items() for word in words}


def unit_key(unit: str) -> str:
    """What tells units apart, however an office writes them; empty for none."""
    plain = " ".join(unit.casefold().rstrip(".").split())
    return _UNIT_KEY.get(plain, plain)


def estimates(volume: Decimal | int, unit: str, standards: Iterable[Standard]) -> tuple[Estimate, ...]:
    """Price x volume for every standard with this unit, the cheapest first."""
    key = unit_key(unit)
    found = (
        Estimate(row, int(Fraction(volume) * row.price + Fraction(1, 2)))
        for row in standards
        if key and unit_key(row.unit) == key
    )
    return tuple(sorted(found, key=lambda row: (row.amount, row.standard.kind, row.standard.code)))


def closest(cost: int, found: Iterable[Estimate]) -> Estimate | None:
    """What a cost is compared with: the nearest, because a kind of work has several standards."""
    return min(found, key=lambda row: (abs(row.amount - cost), row.amount), default=None)


def asks_for_cost(step: Step) -> bool:
    """Whether whoever takes this step sets the cost for the office: the village team or the agency."""
    asked = {*step.requires, *step.optional}
    return "estimated_cost" in asked and step.relation is not Relation.PROPOSER


def check_price(cost: int, found: Iterable[Estimate], reason: str) -> InputProblem | None:
    """A cost far from every standard needs a reason in words; with it nothing is blocked."""
    near = closest(cost, found)
    if near is None or not asks_price_reason(cost, near.amount) or is_real_text(reason):
        return None
    row, limit = near.standard, int(PRICE_DEVIATION * 100)
    return InputProblem(
        "price_reason",
        "far_from_standard",
        f"Perkiraan biaya Rp{_dots(cost)} berbeda lebih dari {limit}% dari standar harga terdekat, "
        f"Rp{_dots(near.amount)} ({row.kind} {row.code} {row.year}: Rp{_dots(row.price)} per {row.unit}). "
        f"Tuliskan sebabnya, sedikitnya {MIN_REASON_TEXT} huruf, atau perbaiki biayanya.",
        f"The cost of Rp{cost:,} differs by more than {limit}% from the closest price standard, "
        f"Rp{near.amount:,} ({row.kind} {row.code} {row.year}: Rp{row.price:,} a {row.unit}). "
        f"Say why in at least {MIN_REASON_TEXT} characters, or correct the cost.",
    )


def _dots(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
