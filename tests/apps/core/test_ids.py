"""UUIDv7 as RFC 9562 writes it."""

from uuid import UUID

import pytest

from rembuk.apps.core.ids import is_uuid7, uuid7

# A version 4, always the same, so that both halves of a run name the test alike.
_RANDOM = UUID("dc590410-c11c-4040-8d9d-c3c86352a805")


def test_the_vector_of_the_rfc():
    made = uuid7(unix_ms=0x017F22E279B0, random_bits=0xCC3 << 62 | 0x18C4DC0C0C07398F)

    assert made == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


def test_version_and_variant_are_set_whatever_is_drawn():
    for randomness in (0, (1 << 74) - 1):
        made = uuid7(unix_ms=(1 << 48) - 1, random_bits=randomness)
        assert (made.version, made.variant) == (7, "specified in RFC 4122")


def test_later_ones_sort_later():
    assert uuid7(unix_ms=1) < uuid7(unix_ms=2)


def test_many_at_once_are_all_different():
    assert len({uuid7() for _ in range(2_000)}) == 2_000


@pytest.mark.parametrize(
    "value", [_RANDOM, str(_RANDOM), "", "x" * 400, "017f22e2-79b0-4cc3-98c4-dc0c0c07398f", None, 7]
)
def test_anything_else_is_not_one(value):
    assert not is_uuid7(value)


def test_text_counts_when_it_is_one():
    assert is_uuid7(str(uuid7())) and is_uuid7(uuid7())
