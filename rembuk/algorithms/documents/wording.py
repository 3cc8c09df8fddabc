"""Dates, amounts and numbers as Indonesian documents write them."""

from datetime import date

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

_SMALL = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip
_LARGE = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)


def day_name(day: date) -> str:
    """Rabu."""
    return DAYS[day.weekday()]


def long_date(day: date) -> str:
    """3 Februari 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def rupiah(amount: int | None) -> str:
    """Rp1.250.000, or a dash where no amount is known."""
    return "–" if amount is None else f"Rp{number(amount)}"


def number(amount: int) -> str:
    """1.250.000."""
    return f"{amount:,}".replace(",", ".")


def terbilang(amount: int) -> str:
    """An amount in words, as it stands behind the figures: dua puluh satu juta lima ratus ribu."""
    if amount < 0:
        return f"minus {terbilang(-amount)}"
    if amount < len(_SMALL):
        return _SMALL[amount]
    if amount < 20:
        return f"{_SMALL[amount - 10]} belas"
    size, name = next(row for row in _LARGE if amount >= row[0])
    many, rest = divmod(amount, size)
    # One hundred and one thousand have words of their own: seratus, seribu.
    words = f"se{name}" if many == 1 and size <= 1000 else f"{terbilang(many)} {name}"
    return f"{words} {terbilang(rest)}" if rest else words


def counted(many: int) -> str:
    """A number with its words: 12 (dua belas)."""
    return f"{number(many)} ({terbilang(many)})"


def money(amount: int) -> str:
    """An amount with its words: Rp1.500.000,00 (satu juta lima ratus ribu rupiah)."""
    return f"Rp{number(amount)},00 ({terbilang(amount)} rupiah)"
