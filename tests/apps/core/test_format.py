"""Amounts, days and times as people write them, in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rembuk.apps.core import format as f


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "0", "0"),
        (100, "100", "100"),
        (1_204, "1.204", "1,204"),
        (1_000_000, "1.000.000", "1,000,000"),
        (-1_204, "−1.204", "−1,204"),
        (Decimal("120.00"), "120", "120"),
        (Decimal("1200"), "1.200", "1,200"),
        (Decimal("1E+3"), "1.000", "1,000"),
        (Decimal("1234.50"), "1.234,5", "1,234.5"),
        (Decimal("0.25"), "0,25", "0.25"),
    ],
)
def test_numbers(value, indonesian, english):
    assert (f.number(value), f.number(value, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("amount", "exact", "short", "short_english"),
    [
        (0, "Rp0", "Rp0", "Rp0"),
        (1_200_000, "Rp1.200.000", "Rp1,2 juta", "Rp1.2 million"),
        (150_000_000, "Rp150.000.000", "Rp150 juta", "Rp150 million"),
        (949_999, "Rp949.999", "Rp949.999", "Rp949,999"),
        (999_949_999, "Rp999.949.999", "Rp999,9 juta", "Rp999.9 million"),
        (999_960_000, "Rp999.960.000", "Rp1 miliar", "Rp1 billion"),
        (2_450_000_000, "Rp2.450.000.000", "Rp2,5 miliar", "Rp2.5 billion"),
        (10**15, "Rp1.000.000.000.000.000", "Rp1.000 triliun", "Rp1,000 trillion"),
        (-1_200_000, "−Rp1.200.000", "−Rp1,2 juta", "−Rp1.2 million"),
    ],
)
def test_rupiah(amount, exact, short, short_english):
    assert (f.rupiah(amount), f.rupiah_short(amount), f.rupiah_short(amount, "en")) == (
        exact,
        short,
        short_english,
    )


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 0, "0%"), (1, 8, "12,5%"), (1, 3, "33,3%"), (3, 3, "100%"), (3, 2, "150%")],
)
def test_percent(part, whole, text):
    assert f.percent(part, whole) == text


def test_dates():
    day = date(2026, 2, 3)

    assert (f.date_text(day), f.date_text(day, "en")) == ("3 Februari 2026", "3 February 2026")


def test_every_month_has_a_name_in_both_languages():
    for lang in ("id", "en"):
        assert len({f.date_text(date(2026, month, 1), lang) for month in range(1, 13)}) == 12


def test_a_moment_is_the_day_and_the_hour_of_the_government(settings):
    moment = datetime(2026, 2, 2, 17, 30, tzinfo=UTC)

    assert f.moment_text(moment) == "3 Februari 2026 pukul 00.30 WIB"
    assert f.moment_text(moment, "en") == "3 February 2026, 00:30 WIB"
    settings.REMBUK_TIME_ZONE = "Asia/Makassar"
    assert f.time_text(moment) == "pukul 01.30 WITA"
    settings.REMBUK_TIME_ZONE = "Asia/Jayapura"
    assert f.time_text(moment) == "pukul 02.30 WIT"


@pytest.mark.parametrize(
    ("due", "indonesian", "english"),
    [(5, "sisa 2 hari", "2 days left"), (4, "sisa 1 hari", "1 day left"), (3, "hari terakhir", "last day"),
     (2, "lewat 1 hari", "1 day late"), (1, "lewat 2 hari", "2 days late")],
)  # fmt: skip
def test_the_clock_in_words(due, indonesian, english):
    today, day = date(2026, 2, 3), date(2026, 2, due)

    assert (f.days_left(day, today), f.days_left(day, today, "en")) == (indonesian, english)


def test_a_telephone_number_in_groups():
    assert f.phone_text("+6281234567890") == "+62 812-3456-7890"
    assert f.phone_text("+60123456789") == "+60123456789"
