"""A role counts for its place, its agency and its days, and for nothing else."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from rembuk.apps.people.access import NOBODY, forget_rights, person, rights, the_person
from rembuk.rules.actions import Action
from rembuk.rules.roles import ROLE
from tests.factories.people import RoleAssignmentFactory, UserFactory, holder
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    PEOPLE_GROUP,
    SCHOOLS,
    TENANT,
    VILLAGE,
    WARD,
    WORKS,
    WORKS_GROUP,
)

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("role", "region", "agency", "asked", "holds"),
    [
        ("village_admin", VILLAGE, "", (VILLAGE,), True),
        ("village_admin", VILLAGE, "", (WARD,), False),
        ("village_admin", VILLAGE, "", (DISTRICT,), False),
        ("village_admin", VILLAGE, "", ("",), False),
        ("district_officer", DISTRICT, "", (VILLAGE,), True),
        ("district_officer", DISTRICT, "", (DISTRICT,), True),
        ("district_officer", DISTRICT, "", (OTHER_VILLAGE,), False),
        ("district_officer", DISTRICT, "", (DISTRICT + "0.2001",), False),
        ("district_officer", DISTRICT, "", (TENANT,), False),
        ("planning_admin", TENANT, "", (VILLAGE,), True),
        ("planning_admin", TENANT, "", ("",), True),
        ("planning_admin", TENANT, "", ("99.02.01.2001",), False),
        ("agency_verifier", TENANT, WORKS, (VILLAGE, WORKS), True),
        ("agency_verifier", TENANT, WORKS, (VILLAGE, SCHOOLS), False),
        ("agency_verifier", TENANT, WORKS, (VILLAGE,), False),
        ("planning_partner", TENANT, WORKS_GROUP, (VILLAGE, WORKS, WORKS_GROUP), True),
        ("planning_partner", TENANT, WORKS_GROUP, (VILLAGE, SCHOOLS, PEOPLE_GROUP), False),
        ("planning_partner", TENANT, WORKS_GROUP, (VILLAGE, WORKS_GROUP), False),
        ("rt_rw_head", VILLAGE, "", (VILLAGE,), True),
        ("sysadmin", TENANT, "", ("",), True),
    ],
)
def test_a_role_is_held_somewhere(role, region, agency, asked, holds):
    held = rights(holder(role, region, agency), DAY)

    assert held.roles_at(*asked) == (frozenset({role}) if holds else frozenset())
    assert all(held.may_at(action, *asked) is holds for action in ROLE[role].can)
    assert all(held.may(action) for action in ROLE[role].can)


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        (date(2027, 3, 1), None, True),
        (date(2027, 3, 2), None, False),
        (date(2026, 1, 1), date(2027, 3, 1), True),
        (date(2026, 1, 1), date(2027, 2, 28), False),
    ],
)
def test_a_role_counts_between_its_days(starts, ends, counts):
    user = UserFactory()
    RoleAssignmentFactory(user=user, role="village_admin", starts_on=starts, ends_on=ends)

    assert rights(user, DAY).may(Action.PROPOSAL_MERGE) is counts


def test_a_closed_account_may_nothing():
    user = holder("planning_admin", is_active=False)

    assert rights(user, DAY).assignments == ()
    assert not user.may_any([Action.CYCLE_MANAGE])


@pytest.mark.parametrize("user", [None, AnonymousUser()])
def test_nobody_may_nothing(user):
    assert rights(user, DAY) == NOBODY
    assert not NOBODY.may(Action.READ_PUBLIC)
    assert person(user) is None
    with pytest.raises(PermissionError):
        the_person(user)


def test_several_roles_add_up():
    user = holder("village_admin", VILLAGE)
    RoleAssignmentFactory(user=user, role="village_admin", region_code=OTHER_VILLAGE)
    RoleAssignmentFactory(user=user, role="district_officer", region_code=OTHER_DISTRICT)
    held = rights(user, DAY)

    assert held.regions_for(Action.ACCOUNT_CONFIRM_RESIDENCE) == (VILLAGE, OTHER_VILLAGE)
    assert held.roles_at(OTHER_VILLAGE) == {"village_admin", "district_officer"}
    assert [row.role for row in held.held_for(Action.DOCUMENT_CHECK)] == ["district_officer"]


def test_only_a_confirmed_resident_lives_somewhere():
    assert rights(holder("citizen_verified", VILLAGE), DAY).lives_in(VILLAGE)
    assert not rights(holder("citizen_verified", VILLAGE), DAY).lives_in(WARD)
    assert not rights(holder("citizen", VILLAGE), DAY).lives_in(VILLAGE)


def test_a_request_reads_the_assignments_once(queries_of):
    user = holder("village_admin", VILLAGE)

    def ask():
        rights(user, DAY).may(Action.PROPOSAL_MERGE)
        rights(user, DAY).may_at(Action.PROPOSAL_MERGE, VILLAGE)
        user.may_any([Action.PROPOSAL_MERGE])

    assert queries_of(ask) == 1
    forget_rights(user)
    forget_rights(user)
    assert queries_of(ask) == 1


@pytest.mark.parametrize(("verified", "may"), [(False, False), (True, True)])
def test_a_role_that_needs_a_second_factor_sleeps_until_the_code_was_given(settings, verified, may):
    settings.REMBUK_SECOND_FACTOR_ROLES = ["planning_admin"]
    user = holder("planning_admin")
    RoleAssignmentFactory(user=user, role="citizen")
    user.is_verified = lambda: verified

    assert user.may_any([Action.CYCLE_MANAGE]) is may
    assert user.may_any([Action.PROPOSAL_SUBMIT])
    assert user.lacks_second_factor is not may
    assert user.needs_second_factor


def test_a_second_factor_is_asked_of_nobody_by_default():
    user = holder("planning_admin")
    user.is_verified = lambda: False

    assert not user.lacks_second_factor
    assert user.may_any([Action.CYCLE_MANAGE])


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "raja"},
        {"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)},
    ],
)
def test_the_database_keeps_no_impossible_assignment(wrong):
    user = UserFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignmentFactory(user=user, **wrong)


def test_the_database_keeps_no_account_that_confirms_itself():
    user = UserFactory()
    user.residence_confirmed_by = user
    user.residence_confirmed_at = user.joined_at
    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


@pytest.mark.parametrize("field", ["phone", "email"])
def test_the_database_keeps_no_empty_contact(field):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(**{field: ""})
