"""Public holidays, computed simply: fixed days exactly, moving feasts as estimates and marked so.

A real regency enters the government's list; practice only needs a calendar that behaves like one.
"""

from collections.abc import Iterator
from datetime import date, timedelta

_FIXED = (
    (1, 1, "Tahun Baru Masehi"),
    (5, 1, "Hari Buruh Internasional"),
    (6, 1, "Hari Lahir Pancasila"),
    (8, 17, "Hari Kemerdekaan Republik Indonesia"),
    (12, 25, "Hari Raya Natal"),
)
# Days of the Islamic year, of 354 or 355 days, as its arithmetical calendar counts them.
_ISLAMIC = (
    (1, 1, 1, "Tahun Baru Islam"),
    (3, 12, 1, "Maulid Nabi Muhammad"),
    (7, 27, 1, "Isra Mikraj"),
    (10, 1, 2, "Hari Raya Idulfitri"),
    (12, 10, 1, "Hari Raya Iduladha"),
)
_ISLAMIC_EPOCH = 227_015  # ordinal day of 1 Muharram 1, arithmetical calendar
_LUNATION = 29.530588861
_NEW_MOON = 730_125.76  # ordinal day of a mean new moon, 6 January 2000
_HALF = _LUNATION / 2


def holidays_of(year: int) -> list[tuple[date, str, bool]]:
    """(day, name, is an estimate) of one year, in order."""
    days = [(date(year, month, day), name, False) for month, day, name in _FIXED]
    easter = _easter(year)
    days.append((easter - timedelta(days=2), "Wafat Yesus Kristus", False))
    days.append((easter + timedelta(days=39), "Kenaikan Yesus Kristus", False))
    days += [(day, name, True) for day, name in _islamic(year)]
    days.append((_moon(date(year, 1, 21), 0.0), "Tahun Baru Imlek", True))
    days.append((_moon(date(year, 3, 8), 0.0) + timedelta(days=1), "Hari Suci Nyepi", True))
    days.append((_moon(date(year, 5, 4), _HALF), "Hari Raya Waisak", True))
    return sorted(days)


def _easter(year: int) -> date:
    """The Gregorian computus in its anonymous form."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def _islamic(year: int) -> Iterator[tuple[date, str]]:
    first = int((date(year, 1, 1).toordinal() - _ISLAMIC_EPOCH) / 354.367) - 1
    for islamic_year in range(first, first + 4):
        for month, day, length, name in _ISLAMIC:
            start = date.fromordinal(_islamic_day(islamic_year, month, day))
            for more in range(length):
                found = start + timedelta(days=more)
                if found.year == year:
                    yield found, name


def _islamic_day(year: int, month: int, day: int) -> int:
    months = (59 * (month - 1) + 1) // 2
    return _ISLAMIC_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + months + day - 1


def _moon(not_before: date, phase: float) -> date:
    """The first mean new moon (or half a lunation later: full moon) from a day on, in Jakarta."""
    start = not_before.toordinal()
    turns = -(-(start - _NEW_MOON - phase) // _LUNATION)
    return date.fromordinal(int(_NEW_MOON + phase + turns * _LUNATION + 7 / 24))
