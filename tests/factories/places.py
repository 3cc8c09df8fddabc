"""A small made-up regency: two sub-districts, in each a desa and a kelurahan, and four agencies."""

import factory

from rembuk.apps.places.models import Agency, Government, Level, Region
from rembuk.apps.places.queries import forget_government

PROVINCE = "99"
TENANT = "99.01"
DISTRICT, OTHER_DISTRICT = "99.01.01", "99.01.02"
VILLAGE, WARD = "99.01.01.2001", "99.01.01.1001"  # a desa and a kelurahan of DISTRICT
OTHER_VILLAGE, OTHER_WARD = "99.01.02.2001", "99.01.02.1001"
WORKS, SCHOOLS, HEALTH, PLANNING = "1.03.01", "1.01.01", "1.02.01", "5.01.01"  # agencies
WORKS_GROUP, PEOPLE_GROUP = "infrastruktur", "manusia"  # fields of the planning agency

_REGIONS = (
    (PROVINCE, "", Level.PROVINCE, "provinsi", "Nusantara Raya"),
    (TENANT, PROVINCE, Level.REGENCY, "kabupaten", "Nusawangi"),
    (DISTRICT, TENANT, Level.DISTRICT, "kecamatan", "Cempaka"),
    (OTHER_DISTRICT, TENANT, Level.DISTRICT, "kecamatan", "Melati"),
    (VILLAGE, DISTRICT, Level.VILLAGE, "desa", "Sukamaju"),
    (WARD, DISTRICT, Level.VILLAGE, "kelurahan", "Kenanga"),
    (OTHER_VILLAGE, OTHER_DISTRICT, Level.VILLAGE, "desa", "Mekarsari"),
    (OTHER_WARD, OTHER_DISTRICT, Level.VILLAGE, "kelurahan", "Anggrek"),
)
_AGENCIES = (
    (WORKS, "Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR", WORKS_GROUP, ["1.03"]),
    (SCHOOLS, "Dinas Pendidikan", "Disdik", PEOPLE_GROUP, ["1.01"]),
    (HEALTH, "Dinas Kesehatan", "Dinkes", PEOPLE_GROUP, ["1.02"]),
    (PLANNING, "Badan Perencanaan Pembangunan Daerah", "Bappeda", "perencanaan", ["5.01"]),
)


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    code = factory.Sequence(lambda n: f"{OTHER_DISTRICT}.{2002 + n}")
    parent_code = factory.LazyAttribute(lambda row: row.code.rpartition(".")[0])
    level = Level.VILLAGE
    kind = "desa"
    name = factory.Sequence(lambda n: f"Sukasari {n}")


class GovernmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Government

    code = TENANT
    name = "Kabupaten Nusawangi"
    code_prefix = "NSW"


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    tenant = TENANT
    code = factory.Sequence(lambda n: f"9.{n:02}.01")
    name = factory.Sequence(lambda n: f"Dinas Contoh {n}")
    short_name = factory.Sequence(lambda n: f"Dinas {n}")


def build_regency() -> Government:
    """All places and agencies above, and the government that this installation serves."""
    fields = ("code", "parent_code", "level", "kind", "name")
    Region.objects.bulk_create(Region(**dict(zip(fields, row, strict=True))) for row in _REGIONS)
    fields = ("code", "name", "short_name", "group", "sectors")
    Agency.objects.bulk_create(
        Agency(tenant=TENANT, **dict(zip(fields, row, strict=True))) for row in _AGENCIES
    )
    forget_government()
    return GovernmentFactory()
