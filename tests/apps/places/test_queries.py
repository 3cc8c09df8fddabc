"""Places: what lies inside what, on the boundary of a dot, and how each is called."""

import pytest

from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import (
    agencies,
    agency,
    children,
    districts,
    find_in,
    forget_government,
    government,
    parent_code,
    place_name,
    region,
    region_line,
    region_lines,
    track_of,
    village_lines,
    villages,
    within,
)
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    OTHER_WARD,
    PROVINCE,
    TENANT,
    VILLAGE,
    WARD,
    WORKS,
    AgencyFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def nusawangi(government):
    return government


def test_an_empty_installation_serves_nobody():
    assert government() is None
    assert villages(TENANT).count() == 0
    assert village_lines(TENANT) == []
    assert region_line(VILLAGE) == ""


def test_the_government_is_read_once_and_again_after_it_was_written(nusawangi, queries_of):
    assert government() == nusawangi
    assert queries_of(government) == 0

    forget_government()
    assert queries_of(government) == 1


@pytest.mark.parametrize(
    ("code", "root", "inside"),
    [
        (VILLAGE, VILLAGE, True),
        (VILLAGE, DISTRICT, True),
        (VILLAGE, TENANT, True),
        (VILLAGE, OTHER_DISTRICT, False),
        ("99.011.01.2001", TENANT, False),
        ("99.01.010", DISTRICT, False),
        (TENANT, DISTRICT, False),
        ("", TENANT, False),
    ],
)
def test_inside_stops_at_the_dot(code, root, inside):
    assert within(code, root) is inside


def test_the_code_tells_what_is_above():
    assert [parent_code(code) for code in (VILLAGE, DISTRICT, TENANT, PROVINCE)] == [
        DISTRICT,
        TENANT,
        PROVINCE,
        "",
    ]


def test_what_lies_inside(nusawangi):
    assert [row.code for row in districts(TENANT)] == [DISTRICT, OTHER_DISTRICT]
    assert [row.code for row in villages(TENANT)] == [WARD, VILLAGE, OTHER_WARD, OTHER_VILLAGE]
    assert [row.name for row in children(DISTRICT)] == ["Kenanga", "Sukamaju"]
    assert list(children(VILLAGE)) == []


def test_other_regencies_stay_outside(nusawangi):
    RegionFactory(code="99.02", level="regency", kind="kabupaten", name="Lain")
    RegionFactory(code="99.02.01", level="district", kind="kecamatan")
    RegionFactory(code="99.02.01.2001")

    assert villages(TENANT).count() == 4
    assert len(village_lines(TENANT)) == 4


@pytest.mark.parametrize(
    ("code", "lang", "line"),
    [
        (VILLAGE, "id", "Desa Sukamaju, Kecamatan Cempaka"),
        (VILLAGE, "en", "Sukamaju Village, Cempaka Sub-district"),
        (WARD, "id", "Kelurahan Kenanga, Kecamatan Cempaka"),
        (WARD, "en", "Kenanga Urban Village, Cempaka Sub-district"),
        (DISTRICT, "id", "Kecamatan Cempaka"),
        (TENANT, "id", "Kabupaten Nusawangi"),
        (TENANT, "en", "Nusawangi Regency"),
        ("99.99", "id", ""),
        ("", "id", ""),
    ],
)
def test_a_place_is_called_as_people_say_it(nusawangi, code, lang, line):
    assert region_line(code, lang) == line


def test_a_kind_that_nobody_knows_adds_no_word():
    assert place_name("nagari", "Sungai Puar") == "Sungai Puar"


def test_many_lines_cost_one_query(nusawangi, queries_of):
    codes = [VILLAGE, WARD, OTHER_VILLAGE, DISTRICT, TENANT, ""]

    assert queries_of(lambda: region_lines(codes)) == 1
    assert len(region_lines(codes)) == 5


def test_the_list_to_choose_from_costs_the_same_for_many_villages(nusawangi, queries_of):
    few = queries_of(lambda: village_lines(TENANT))
    for _ in range(20):
        RegionFactory()
    bump(TENANT, "places")

    assert queries_of(lambda: village_lines(TENANT)) == few == 2  # rows and version
    assert queries_of(lambda: village_lines(TENANT)) == 1
    assert len(village_lines(TENANT)) == 24


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ([VILLAGE], [VILLAGE]),
        ([DISTRICT], [WARD, VILLAGE]),
        ([DISTRICT, OTHER_VILLAGE], [WARD, VILLAGE, OTHER_VILLAGE]),
        ([TENANT], [WARD, VILLAGE, OTHER_WARD, OTHER_VILLAGE]),
        (["99.02", "99.02.01.2001"], []),
        ([], []),
    ],
)
def test_the_list_may_be_of_some_places_only(nusawangi, queries_of, inside, found):
    RegionFactory(code="99.02.01", level="district", kind="kecamatan", name="Lain")
    RegionFactory(code="99.02.01.2001")

    assert [row.code for row in village_lines(TENANT, inside=inside)] == found
    assert queries_of(lambda: village_lines(TENANT, inside=inside)) <= 1


def test_villages_stand_below_their_sub_district(nusawangi):
    assert [(row.district_code, row.name) for row in village_lines(TENANT)] == [
        (DISTRICT, "Kenanga"),
        (DISTRICT, "Sukamaju"),
        (OTHER_DISTRICT, "Anggrek"),
        (OTHER_DISTRICT, "Mekarsari"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sukamaju", [VILLAGE]),
        ("Desa Sukamaju, Kecamatan Cempaka", [VILLAGE]),
        (VILLAGE, [VILLAGE]),
        ("cempaka", [WARD, VILLAGE]),
        ("kelurahan", [WARD, OTHER_WARD]),
        ("maju, cempaka", [VILLAGE]),
        ("antah berantah", []),
        ("", []),
        ("%", []),
    ],
)
def test_words_mean_villages(nusawangi, words, found):
    assert [row.code for row in find_in(village_lines(TENANT), words)] == found


def test_a_whole_name_is_meant_before_a_part_of_one(nusawangi):
    RegionFactory(name="Sukamaju Wetan")

    assert [row.code for row in find_in(village_lines(TENANT), "Sukamaju")] == [VILLAGE]


def test_a_village_follows_the_calendar_of_its_kind(nusawangi):
    assert track_of(region(VILLAGE)) == "desa"
    assert track_of(region(WARD)) == "kelurahan"
    assert track_of(Region(kind="desa_adat")) == "desa"


def test_agencies_belong_to_one_government(nusawangi):
    AgencyFactory(tenant="99.02", code=WORKS)

    assert agency(TENANT, WORKS).short_name == "Dinas PUPR"
    assert agency(TENANT, "tidak-ada") is None
    assert [row.short_name for row in agencies(TENANT)] == ["Bappeda", "Dinkes", "Dinas PUPR", "Disdik"]
