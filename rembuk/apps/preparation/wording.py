"""Windows and moments in words: "1–15 Juni 2026", "sampai 15 Juni 2026 pukul 24.00 WIB".

Beside `moments`, because every page, the calendar file and the messages say them the same way.
"""

from datetime import datetime

from rembuk.apps.core.clock import today
from rembuk.apps.core.format import date_text, days_left, moment_text, time_text
from rembuk.rules.labels import in_language

from .moments import first_day, is_midnight, last_day

_WORTH_COUNTING = 60  # days


def window_text(opens_at: datetime, closes_at: datetime, lang: str) -> str:
    """Both ends as short as they can be; with times only where somebody chose a time."""
    first, last = first_day(opens_at), last_day(closes_at)
    start, end = date_text(first, lang), date_text(last, lang)
    if not is_midnight(opens_at):
        return f"{moment_text(opens_at, lang)} – {closing_moment(closes_at, lang)}"
    if not is_midnight(closes_at):
        end = moment_text(closes_at, lang)
    elif first == last:
        return end
    elif (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start} – {end}"


def closing_moment(closes_at: datetime, lang: str) -> str:
    """ "15 Juni 2026 pukul 24.00 WIB": midnight belongs to the day that ends."""
    if not is_midnight(closes_at):
        return moment_text(closes_at, lang)
    hour = time_text(closes_at, lang).replace("00.00", "24.00").replace("00:00", "24:00")
    return f"{date_text(last_day(closes_at), lang)}{in_language(lang, ' ', ', ')}{hour}"


def until_text(closes_at: datetime, lang: str) -> str:
    return in_language(lang, "sampai ", "until ") + closing_moment(closes_at, lang)


def left_text(closes_at: datetime, now: datetime, lang: str) -> str:
    """ "sisa 12 hari", "hari terakhir"."""
    return days_left(last_day(closes_at), today(now), lang)


def starts_text(opens_at: datetime, now: datetime, lang: str) -> str:
    """ "mulai 12 hari lagi"; further away the date alone says it better."""
    days = (first_day(opens_at) - today(now)).days
    if days > _WORTH_COUNTING:
        return ""
    if days <= 0:
        return in_language(lang, "mulai hari ini", "starts today")
    if days == 1:
        return in_language(lang, "mulai besok", "starts tomorrow")
    return in_language(lang, f"mulai {days} hari lagi", f"starts in {days} days")
