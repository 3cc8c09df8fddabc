"""Accounts, and people who hold a role somewhere: `holder("village_admin", VILLAGE)`."""

from datetime import UTC, date, datetime

import factory

from rembuk.apps.people.models import RoleAssignment, User
from tests.factories.places import TENANT, VILLAGE

PASSWORD = "sawah-hijau-pagi-7"  # of every account made here


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"orang{n}")
    name = factory.Sequence(lambda n: f"Orang Contoh {n}")
    tenant = TENANT
    village_code = VILLAGE
    rt = "03"
    rw = "02"
    joined_at = datetime(2020, 1, 5, 3, 0, tzinfo=UTC)
    password = factory.django.Password(PASSWORD)


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    tenant = TENANT
    user = factory.SubFactory(UserFactory)
    role = "citizen"
    region_code = VILLAGE
    starts_on = date(2020, 1, 5)


def holder(role: str, region_code: str = TENANT, agency_code: str = "", **fields: object) -> User:
    """A person who holds one role over a place, an agency or a group of agencies."""
    village = region_code if region_code.count(".") == 3 else ""
    user = UserFactory(**{"village_code": village, "name": f"{role} {region_code}", **fields})
    RoleAssignmentFactory(user=user, role=role, region_code=region_code, agency_code=agency_code)
    return user
