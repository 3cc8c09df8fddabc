"""What people type, read as amounts, sizes, places, numbers of a telephone or an RT; None if it is none."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

_SIZES = {
    **dict.fromkeys(("ribu", "rb"), 10**3),
    **dict.fromkeys(("juta", "jt"), 10**6),
    **dict.fromkeys(("miliar", "milyar"), 10**9),
    "triliun": 10**12,
}
_LONGEST = 40
_GROUPED = r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+"  # nobody begins thousands with a nought
_AMOUNT = re.compile(rf"({_GROUPED}|\d+)(?:[.,](?:00?|-))?", re.ASCII)
_WHOLE = re.compile(rf"-?(?:{_GROUPED}|\d+)", re.ASCII)
_WITH_SIZE = re.compile(rf"([\d.,]+)({'|'.join(_SIZES)})", re.ASCII)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_THOUSANDS_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}", re.ASCII)
_EITHER = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)  # a thousand in English, a part of one in Indonesian
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?", re.ASCII)
_NEIGHBOURHOOD = re.compile(r"(?:r[tw])?\.*0*([1-9]\d{0,2})", re.ASCII)
_AT_HOME = re.compile(r"(?:\+?62|0062)?0?([2-9]\d{6,12})", re.ASCII)
_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{7,14})", re.ASCII)


def _plain(text: str) -> str:
    """Small letters without spaces; wide digits become digits, every dash a dash."""
    if len(text) > _LONGEST:
        return "?"
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("\u2212", "-").lower()


def amount_of(text: str) -> int | None:
    """Whole rupiah: "Rp1.200.000", "1200000", "1.200.000,00", "1,2 juta"."""
    plain = re.sub(r"^(?:rp\.?|idr)|rupiah$", "", _plain(text))
    if found := _AMOUNT.fullmatch(plain):
        return int(re.sub(r"\D", "", found[1]))
    if found := _WITH_SIZE.fullmatch(plain):
        number = decimal_of(found[1])
        amount = None if number is None else number * _SIZES[found[2]]
        return int(amount) if amount is not None and amount == amount.to_integral_value() else None
    return None


def whole_of(text: str) -> int | None:
    """A number of things: "30", "1000" and "1.000"; a part of one cannot be meant."""
    plain = _plain(text)
    return int(re.sub(r"[.,]", "", plain)) if _WHOLE.fullmatch(plain) else None


def decimal_of(text: str) -> Decimal | None:
    """A size: "120", "12,5", "12.5", "1.500,25" as Indonesians write it, "1,500.25" as others do.

    "1.500" is one thousand five hundred; "1,500" could be either and is none.
    """
    plain = _plain(text)
    if _EITHER.fullmatch(plain):
        return None
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _THOUSANDS_ENGLISH.fullmatch(plain):
        plain = plain.replace(",", "")
    elif not _PLAIN.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "."))


def hundredths(number: Decimal) -> Decimal:
    """As it is stored."""
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def degrees_of(text: str) -> float | None:
    """A latitude or longitude, with a point or a comma, to a decimetre."""
    plain = _plain(text)
    return round(float(plain.replace(",", ".")), 6) if _DEGREES.fullmatch(plain) else None


def phone_of(text: str) -> str | None:
    """ "0812-3456-7890", "62 812 ..." and the like are +6281234567890; other countries keep theirs."""
    digits = re.sub(r"[().\-/]", "", _plain(text))
    if found := _AT_HOME.fullmatch(digits):
        return f"+62{found[1]}"
    found = _ABROAD.fullmatch(digits)
    return f"+{found[1]}" if found and not found[1].startswith("62") else None


def neighbourhood_of(text: str) -> str | None:
    """The number of an RT or RW: "3", "03" and "RT 003" are "03"; "", "0" and "-" are none, and so ""."""
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in _plain(text))
    if not plain.strip("0-"):
        return ""
    found = _NEIGHBOURHOOD.fullmatch(plain)
    return found[1].zfill(2) if found else None
