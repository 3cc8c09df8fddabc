"""Events get their place in order; what cannot be sealed is set aside and holds up nobody."""

import pytest

from rembuk.apps.audit.models import Event, FailedReaction
from rembuk.apps.audit.record import record
from rembuk.apps.audit.seal import seal, seal_all
from rembuk.apps.audit.verify import verify_database
from rembuk.apps.core.clock import now
from tests.factories.places import TENANT

pytestmark = pytest.mark.django_db


def happened(**data: object) -> Event:
    return record("forum.call", by=None, rule="test", subject="forum:1", tenant=TENANT, at=now(), **data)


def test_events_are_sealed_in_the_order_in_which_they_were_written():
    written = [happened(n=number) for number in range(5)]

    assert (seal(limit=3), seal(limit=3), seal(limit=3)) == (3, 2, 0)
    assert list(Event.objects.order_by("seq").values_list("pk", flat=True)) == [row.pk for row in written]


def test_what_has_no_canonical_form_is_set_aside_and_holds_up_no_other_event():
    before, broken, after = happened(n=1), happened(n=1.5), happened(n=2)

    assert seal_all() == 3
    assert list(Event.objects.exclude(seq=None).order_by("seq").values_list("pk", flat=True)) == [
        before.pk, after.pk,
    ]  # fmt: skip
    shown = FailedReaction.objects.get()
    assert (shown.reaction, shown.event_id, shown.given_up) == ("seal", broken.pk, True)
    assert verify_database() is None
    assert seal() == 0


def test_looking_for_what_waits_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert seal() == 0
