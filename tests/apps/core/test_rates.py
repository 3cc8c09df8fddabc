"""A limit is a limit: exact under threads, over time, and on both databases."""

import pytest
from django.db import transaction

from rembuk.apps.core.models import RateBucket
from rembuk.apps.core.rates import forget_full_buckets, take
from tests.together import at_once

NOON = 1_800_000_000.0


def tries(
    count: int, *, at: float = NOON, key: str = "login:warga", capacity: int = 3, per_hour: int = 60
) -> list[bool]:
    return [bool(take(key, capacity=capacity, per_hour=per_hour, at=at)) for _ in range(count)]


@pytest.mark.django_db
class TestOneByOne:
    def test_so_many_at_once_and_no_more(self):
        assert tries(5) == [True, True, True, False, False]

    def test_one_comes_back_after_its_time_to_the_microsecond(self):
        tries(3)

        assert tries(1, at=NOON + 59.999_999) == [False]
        assert tries(2, at=NOON + 60) == [True, False]

    def test_refusals_cost_nothing(self):
        tries(3)
        for second in range(1, 60):
            tries(1, at=NOON + second)

        assert tries(1, at=NOON + 60) == [True]

    def test_it_never_holds_more_than_its_capacity(self):
        tries(1)

        assert tries(5, at=NOON + 10 * 365 * 86_400) == [True, True, True, False, False]

    def test_a_clock_that_goes_back_gives_nothing_away(self):
        tries(2)

        assert tries(2, at=NOON - 3_600) == [True, False]
        assert tries(1, at=NOON) == [False]

    def test_who_must_wait_is_told_how_long(self):
        tries(3)

        refused = take("login:warga", capacity=3, per_hour=60, at=NOON + 15)
        assert (bool(refused), refused.wait_seconds) == (False, 45)

    def test_keys_do_not_count_for_one_another(self):
        tries(3)

        assert tries(1, key="login:other") == [True]

    def test_neither_address_nor_telephone_is_kept(self):
        tries(1, key="login:+6281234567890")

        assert "6281234567890" not in RateBucket.objects.get().key

    def test_what_is_taken_back_is_given_back(self):
        with pytest.raises(RuntimeError), transaction.atomic():
            tries(3)
            raise RuntimeError

        assert tries(3) == [True, True, True]

    def test_old_buckets_are_forgotten(self):
        tries(1, key="old", at=NOON - 3 * 86_400)
        tries(1, key="young")

        assert forget_full_buckets(at=NOON) == 1
        assert RateBucket.objects.count() == 1


@pytest.mark.usefixtures("real_transactions")
def test_many_threads_get_exactly_what_there_is():
    answers = at_once([lambda: take("submit:1", capacity=10, per_hour=60, at=NOON) for _ in range(64)])

    assert sum(map(bool, answers)) == 10
