"""What is kept in memory is never older than what an action wrote, in its own transaction or in another."""

import pytest

from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.remembered import forget_all, one_reading, remembered
from rembuk.apps.core.versions import bump
from tests.factories.places import TENANT

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf():
    """A mutable thing, and a function that remembers what stands on it."""
    things = {"jalan": 1}

    @remembered("calendar")
    def asked(name: str) -> int | None:
        return things.get(name)

    return things, asked


def test_it_is_asked_once_and_told_again(shelf):
    things, asked = shelf
    assert asked("jalan") == 1
    things["jalan"] = 2
    assert asked("jalan") == 1


def test_it_is_asked_anew_after_the_counter_was_raised(shelf):
    things, asked = shelf
    asked("jalan")

    def work():
        things["jalan"] = 2
        bump(TENANT, "calendar")

    commit_durably(work)
    assert asked("jalan") == 2


def test_another_counter_changes_nothing(shelf):
    things, asked = shelf
    asked("jalan")
    things["jalan"] = 2
    bump(TENANT, "places")
    assert asked("jalan") == 1


def test_who_raised_the_counter_sees_the_own_change_before_the_commit(shelf):
    things, asked = shelf
    asked("jalan")
    seen = []

    def work():
        bump(TENANT, "calendar")
        things["jalan"] = 2
        seen.append(asked("jalan"))
        things["jalan"] = 3
        seen.append(asked("jalan"))

    commit_durably(work)
    assert seen == [2, 3]
    assert asked("jalan") == 3


def test_what_was_taken_back_leaves_nothing_in_memory(shelf):
    things, asked = shelf

    def work():
        bump(TENANT, "calendar")
        things["jalan"] = 9
        asked("jalan")
        raise ValueError("taken back")

    with pytest.raises(ValueError, match="taken back"):
        commit_durably(work)
    things["jalan"] = 1
    assert asked("jalan") == 1


def test_each_question_is_kept_apart_and_all_can_be_forgotten(shelf):
    things, asked = shelf
    assert (asked("jalan"), asked("jembatan")) == (1, None)
    things |= {"jalan": 5, "jembatan": 6}
    forget_all()
    assert (asked("jalan"), asked("jembatan")) == (5, 6)


def test_a_page_that_is_read_asks_for_the_counters_once(shelf, queries_of):
    _things, asked = shelf

    def read():
        with one_reading():
            for name in ("jalan", "jembatan", "jalan"):
                asked(name)

    assert queries_of(read) == 1


def test_the_next_page_sees_what_was_written_meanwhile(shelf):
    things, asked = shelf
    with one_reading():
        asked("jalan")
        things["jalan"] = 2
        bump(TENANT, "calendar")
        assert asked("jalan") == 1
    with one_reading():
        assert asked("jalan") == 2
