"""Forums: scheduled, or sitting with people and a list."""

from datetime import UTC, datetime

import factory

from rembuk.apps.musrenbang.models import Forum, ForumItem, Participant
from tests.factories.places import TENANT, VILLAGE
from tests.factories.preparation import PlanningCycleFactory

SITTING = datetime(2026, 8, 1, 2, 0, tzinfo=UTC)


class ForumFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Forum

    tenant = TENANT
    code = factory.Sequence(lambda n: f"village-28-a{n}")
    cycle = factory.SubFactory(PlanningCycleFactory)
    type = "village_deliberation"
    region_code = VILLAGE
    title = factory.Sequence(lambda n: f"Musrenbang Desa Sukamaju {n}")
    organiser = "Desa Sukamaju"
    place = "Balai Desa"
    starts_at = SITTING
    state = "open"
    opened_at = SITTING


class ParticipantFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participant

    name = factory.Sequence(lambda n: f"Peserta {n}")
    institution = "RT 01"
    constituency = "neighbours"
    sex = "P"


class ForumItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ForumItem

    position = factory.Sequence(lambda n: n + 1)
