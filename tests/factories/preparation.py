"""A planning year and its windows; open from long ago until far ahead unless told otherwise."""

from datetime import UTC, datetime

import factory

from rembuk.apps.core.remembered import forget_all
from rembuk.apps.preparation.models import Ceiling, PlanningCycle, QuotaRule, Stage
from tests.factories.places import DISTRICT, TENANT

PLAN_YEAR = 2028
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2036, 1, 1, tzinfo=UTC)


class PlanningCycleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanningCycle

    tenant = TENANT
    plan_year = PLAN_YEAR
    title = factory.LazyAttribute(lambda row: f"RKPD {row.plan_year} (disusun {row.plan_year - 1})")
    opened_at = LONG_AGO


class StageFactory(factory.django.DjangoModelFactory):
    """`StageFactory(cycle=cycle, code="neighborhood_meeting")` is open."""

    class Meta:
        model = Stage

    cycle = factory.SubFactory(PlanningCycleFactory)
    tenant = factory.SelfAttribute("cycle.tenant")
    code = "preparation"
    opens_at = LONG_AGO
    closes_at = FAR_AHEAD

    @classmethod
    def _create(cls, *args, **kwargs):
        forget_all()  # no action raises the counter here
        return super()._create(*args, **kwargs)


class CeilingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Ceiling

    cycle = factory.SubFactory(PlanningCycleFactory)
    region_code = DISTRICT
    amount = 2_000_000_000


class QuotaRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuotaRule

    cycle = factory.SubFactory(PlanningCycleFactory)
    region_code = TENANT
    most = 10
