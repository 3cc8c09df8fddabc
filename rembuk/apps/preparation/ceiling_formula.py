"""The area formula (PIK/PIWK): an equal base, and a pot shared by what each area needs.

Pure and exact, apart from the pages, so that a journalist with a spreadsheet gets the same rupiah.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

UNIT = 1_000  # ceilings are told in whole thousands of rupiah


@dataclass(frozen=True, slots=True)
class Variable:
    """One measure of need; `inverse` where less of it means more need."""

    code: str
    weight: int
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What one area gets, and from which part of the formula it comes."""

    code: str
    base: Fraction
    parts: tuple[tuple[str, Fraction], ...]
    amount: int

    @property
    def formula(self) -> Fraction:
        """The amount before the smallest, the largest and the rounding."""
        return self.base + sum((part for _, part in self.parts), Fraction(0))


class CannotShare(Exception):  # noqa: N818  it is said to a person, it is no error of the program
    """The wishes contradict each other; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SetAside:
    """What the region's income leaves for the areas, in whole rupiah."""

    income: int
    mandatory: int
    minimum_service: int
    earmarked: int
    area_percent: int

    @property
    def free(self) -> int:
        """What is left when everything that must be paid is set aside; below 0 where it does not suffice."""
        return self.income - self.mandatory - self.minimum_service - self.earmarked

    @property
    def shared(self) -> int:
        """The part of it that the areas share, in whole thousands, rounded down.

        Raises CannotShare where nothing is left.
        """
        if self.free <= 0:
            raise CannotShare("nothing_left")
        return self.free * self.area_percent // 100 // UNIT * UNIT


def share_out(
    total: int,
    areas: Mapping[str, Mapping[str, Fraction]],
    variables: tuple[Variable, ...],
    *,
    base_percent: int,
    least: int = 0,
    most: int | None = None,
) -> tuple[Share, ...]:
    """alloc_i = AD + AP * sum_k(w_k * x_ik / sum_j x_jk), kept between `least` and `most`, in thousands.

    The shares add up to `total` rounded down to a thousand; equal remainders go by the code of the area.
    """
    weights = sum(variable.weight for variable in variables)
    if not areas:
        raise CannotShare("no_areas")
    if not 0 <= base_percent <= 100 or (base_percent < 100 and weights <= 0):
        raise CannotShare("no_weights")
    codes = sorted(areas)
    base = Fraction(total * base_percent, 100 * len(codes))
    pot = Fraction(total * (100 - base_percent), 100)
    parts: dict[str, list[tuple[str, Fraction]]] = {code: [] for code in codes}
    for variable in variables if pot else ():
        for code, portion in _portions(
            variable, {code: areas[code][variable.code] for code in codes}
        ).items():
            parts[code].append((variable.code, pot * variable.weight / weights * portion))
    wanted = {code: base + sum((part for _, part in parts[code]), Fraction(0)) for code in codes}
    amounts = _rounded(_between(wanted, total, least, most), total)
    return tuple(Share(code, base, tuple(parts[code]), amounts[code]) for code in codes)


def _portions(variable: Variable, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The part of each area in one measure; mirrored where less means more; equal where nobody has any."""
    if variable.inverse:
        mirror = max(values.values()) + min(values.values())
        values = {code: mirror - value for code, value in values.items()}
    whole = sum(values.values(), Fraction(0))
    if whole == 0:
        return dict.fromkeys(values, Fraction(1, len(values)))
    return {code: value / whole for code, value in values.items()}


def _between(wanted: dict[str, Fraction], total: int, least: int, most: int | None) -> dict[str, Fraction]:
    """Scale all by one factor until the clamped amounts add up: the order of areas favours nobody."""
    low = Fraction(-(-least // UNIT) * UNIT)
    high = Fraction(total if most is None else most // UNIT * UNIT)
    pot = Fraction(total // UNIT * UNIT)

    def clamped(factor: Fraction) -> dict[str, Fraction]:
        return {code: min(max(factor * amount, low), high) for code, amount in wanted.items()}

    def summed(factor: Fraction) -> Fraction:
        return sum(clamped(factor).values(), Fraction(0))

    turns = sorted(
        {Fraction(0), *(limit / amount for amount in wanted.values() if amount for limit in (low, high))}
    )
    if high < low or summed(turns[0]) > pot or summed(turns[-1]) < pot:
        raise CannotShare("limits")
    for before, after in pairwise(turns):
        below, above = summed(before), summed(after)
        if below <= pot <= above and above > below:
            return clamped(before + (after - before) * (pot - below) / (above - below))
    return clamped(turns[-1] if summed(turns[0]) < pot else turns[0])


def _rounded(exact: dict[str, Fraction], total: int) -> dict[str, int]:
    """Largest remainder, in units of a thousand."""
    whole = {code: int(amount // UNIT) for code, amount in exact.items()}
    left = total // UNIT - sum(whole.values())
    by_remainder = sorted(exact, key=lambda code: (whole[code] - exact[code] / UNIT, code))
    for code in by_remainder[:left]:
        whole[code] += 1
    return {code: units * UNIT for code, units in whole.items()}
