"""Sums in twice the precision of a float ("double-double"), and products of integers in 128 bits.

A value is a pair `(high, low)` of floats whose sum it is, |low| <= ulp(high)/2; each operation adds a
relative error below 2^-100. After Dekker, "A floating-point technique for extending the available
precision", Numerische Mathematik 18 (1971); Knuth, The Art of Computer Programming 2, 4.2.2 (two-sum).
"""

from rembuk.algorithms.allocation.compiled import compiled

ROUNDING = 2.0**-100  # relative error of one operation, with room to spare
_SPLIT = 134217729.0  # 2^27 + 1


@compiled
def two_sum(a: float, b: float) -> tuple[float, float]:
    """a + b exactly."""
    total = a + b
    of_b = total - a
    return total, (a - (total - of_b)) + (b - of_b)


@compiled
def times(high: float, low: float, factor: float) -> tuple[float, float]:
    """The pair times a whole number below 2^53."""
    product = high * factor
    carry = _SPLIT * high
    high_1 = carry - (carry - high)
    high_2 = high - high_1
    carry = _SPLIT * factor
    factor_1 = carry - (carry - factor)
    factor_2 = factor - factor_1
    error = ((high_1 * factor_1 - product) + high_1 * factor_2 + high_2 * factor_1) + high_2 * factor_2
    return two_sum(product, error + low * factor)


@compiled
def plus(high: float, low: float, other_high: float, other_low: float) -> tuple[float, float]:
    """The sum of two pairs."""
    total, error = two_sum(high, other_high)
    return two_sum(total, error + low + other_low)


@compiled
def over(high: float, low: float, divisor: float) -> tuple[float, float]:
    """The pair divided by a whole number below 2^53."""
    quotient = high / divisor
    product, product_low = times(quotient, 0.0, divisor)
    rest, rest_low = plus(high, low, -product, -product_low)
    return two_sum(quotient, (rest + rest_low) / divisor)


@compiled
def compare_products(a: int, b: int, c: int, d: int) -> int:
    """The sign of a*b - c*d for whole numbers in [0, 2^62), which 64 bits would not hold."""
    high_1, low_1 = _product(a, b)
    high_2, low_2 = _product(c, d)
    if high_1 != high_2:
        return 1 if high_1 > high_2 else -1
    if low_1 != low_2:
        return 1 if low_1 > low_2 else -1
    return 0


@compiled
def _product(a: int, b: int) -> tuple[int, int]:
    """a*b as (high, low) to the base 2^62: long multiplication with halves of 31 bits."""
    half = (1 << 31) - 1
    a_1, a_0, b_1, b_0 = a >> 31, a & half, b >> 31, b & half
    low = a_0 * b_0
    middle = a_1 * b_0 + (low >> 31)
    middle_2 = a_0 * b_1 + (middle & half)
    return a_1 * b_1 + (middle >> 31) + (middle_2 >> 31), ((middle_2 & half) << 31) | (low & half)
