"""How amounts, days and times are written, in both languages. Pages get them as finished text.

Literal tables and not the catalogue: letters, documents and jobs write in the language of their reader.
"""

from datetime import date, datetime
from decimal import Decimal

from .clock import local, today

_MONTHS = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
_TO_INDONESIAN = str.maketrans(",.", ".,")
_SIZES = {
    "id": ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")),
    "en": ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")),
}
_MINUS = "−"


def number(value: int | Decimal, lang: str = "id") -> str:
    """1.204 in Indonesian, 1,204 in English; decimals without trailing zeros."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace("-", _MINUS)
    return text if lang == "en" else text.translate(_TO_INDONESIAN)


def percent(part: int, whole: int, lang: str = "id") -> str:
    """12,5%: one decimal at most; nothing of nothing is 0%."""
    tenths = round(1_000 * part / whole) if whole else 0
    return f"{number(Decimal(tenths) / 10, lang)}%"


def rupiah(amount: int, lang: str = "id") -> str:
    """Rp1.200.000: exact, for tables."""
    return (_MINUS if amount < 0 else "") + f"Rp{number(abs(amount), lang)}"


def rupiah_short(amount: int, lang: str = "id") -> str:
    """Rp1,2 juta: for sentences, one decimal at most."""
    sign, size = (_MINUS if amount < 0 else ""), abs(amount)
    for unit, word in _SIZES[lang]:
        if size >= unit - unit // 20_000:  # what would be written "1.000 juta" is "1 miliar"
            tenths = (size * 10 + unit // 2) // unit
            return f"{sign}Rp{number(Decimal(tenths) / 10, lang)} {word}"
    return rupiah(amount, lang)


def date_text(moment: date | datetime, lang: str = "id") -> str:
    """3 Februari 2026, of a day or of a moment where the government is."""
    day = today(moment) if isinstance(moment, datetime) else moment
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def time_text(moment: datetime, lang: str = "id") -> str:
    """pukul 14.00 WIB; in English 14:00 WIB."""
    there = local(moment)
    offset = there.utcoffset()
    zone = _ZONES.get(int(offset.total_seconds() // 3600), "") if offset is not None else ""
    clock = f"pukul {there:%H.%M}" if lang == "id" else f"{there:%H:%M}"
    return f"{clock} {zone}".strip()


def moment_text(moment: datetime, lang: str = "id") -> str:
    """3 Februari 2026 pukul 14.00 WIB."""
    return f"{date_text(moment, lang)}{' ' if lang == 'id' else ', '}{time_text(moment, lang)}"


def days_left(due: date, from_day: date, lang: str = "id") -> str:
    """sisa 2 hari, hari terakhir, lewat 3 hari."""
    days = (due - from_day).days
    if days == 0:
        return "hari terakhir" if lang == "id" else "last day"
    count = number(abs(days), lang)
    if lang == "id":
        return f"sisa {count} hari" if days > 0 else f"lewat {count} hari"
    unit = "day" if abs(days) == 1 else "days"
    return f"{count} {unit} left" if days > 0 else f"{count} {unit} late"


def phone_text(phone: str) -> str:
    """+62 812-3456-7890, for the one it belongs to."""
    if not phone.startswith("+62"):
        return phone
    digits = phone.removeprefix("+62")
    parts = [digits[:3], *(digits[start : start + 4] for start in range(3, len(digits), 4))]
    return "+62 " + "-".join(part for part in parts if part)
