"""Windows in words, and the words of stages, maps and checklists."""

from datetime import UTC, date, datetime

import pytest

from rembuk.apps.preparation.checklist_template import CHECKLIST
from rembuk.apps.preparation.models import Engagement
from rembuk.apps.preparation.moments import closing, last_day, opening
from rembuk.apps.preparation.queries.calendar import who_may
from rembuk.apps.preparation.stage_words import WORDS
from rembuk.apps.preparation.stakeholder_kinds import ENGAGEMENT, KIND
from rembuk.apps.preparation.stakeholder_map import grid_of
from rembuk.apps.preparation.wording import closing_moment, window_text
from rembuk.rules.fairness import CONSTITUENCY
from rembuk.rules.stages import STAGES


@pytest.mark.parametrize(
    ("first", "last", "indonesian", "english"),
    [
        (date(2026, 6, 1), date(2026, 6, 15), "1–15 Juni 2026", "1–15 June 2026"),
        (date(2026, 5, 4), date(2026, 6, 15), "4 Mei – 15 Juni 2026", "4 May – 15 June 2026"),
        (
            date(2026, 12, 1),
            date(2027, 1, 14),
            "1 Desember 2026 – 14 Januari 2027",
            "1 December 2026 – 14 January 2027",
        ),
        (date(2026, 6, 1), date(2026, 6, 1), "1 Juni 2026", "1 June 2026"),
    ],
)
def test_a_window_of_whole_days_is_told_in_days(first, last, indonesian, english):
    assert window_text(opening(first), closing(last), "id") == indonesian
    assert window_text(opening(first), closing(last), "en") == english


def test_a_window_with_times_tells_the_times():
    opens, closes = datetime(2026, 6, 1, 2, tzinfo=UTC), datetime(2026, 6, 1, 9, 30, tzinfo=UTC)

    assert window_text(opens, closes, "id") == "1 Juni 2026 pukul 09.00 WIB – 1 Juni 2026 pukul 16.30 WIB"


def test_midnight_belongs_to_the_day_that_ends():
    end = closing(date(2026, 12, 31))

    assert closing_moment(end, "id") == "31 Desember 2026 pukul 24.00 WIB"
    assert closing_moment(end, "en") == "31 December 2026, 24:00 WIB"
    assert last_day(end) == date(2026, 12, 31)


def test_every_stage_has_words_and_most_say_who_may_do_what():
    assert set(WORDS) == {row.code for row in STAGES}
    lines = {line.action: line.roles for line in who_may("district_deliberation", "id")}
    assert "Admin Kecamatan" in lines["Mencatat keputusan musyawarah"]


def test_the_words_of_the_map_know_the_elements_of_fairness_and_every_way_of_taking_part():
    assert set(CONSTITUENCY) <= set(KIND)
    assert set(ENGAGEMENT) == set(Engagement.values)


def test_the_checklist_names_each_thing_once():
    assert len({line.code for line in CHECKLIST}) == len(CHECKLIST)


def test_institutions_of_one_cell_share_a_circle_that_never_leaves_it():
    grid = grid_of([(f"Lembaga {n}", 5, 1) for n in range(40)] + [("Sendiri", 1, 5)])

    assert [(dot.count, dot.radius <= 30) for dot in grid.dots] == [(40, True), (1, True)]
    strong, weak = grid.dots
    assert strong.x < weak.x and strong.y < weak.y
