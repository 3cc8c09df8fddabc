"""Places and offices: regions, their figures and boundaries, agencies, the official nomenclature."""

from django.db import models
from django.db.models import Q

from rembuk.rules.categories import Category
from rembuk.rules.prices import PriceKind


class Level(models.TextChoices):
    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


class Region(models.Model):
    """One administrative area; its dotted code (Kepmendagri 300.2.2-2430/2025) is its key everywhere."""

    code = models.CharField(max_length=13, primary_key=True)
    parent_code = models.CharField(max_length=8, blank=True, db_index=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    kind = models.CharField(max_length=12)  # provinsi kabupaten kota kecamatan desa kelurahan desa_adat
    name = models.CharField(max_length=120)
    population_male = models.PositiveIntegerField(null=True)
    population_female = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=12, decimal_places=3, null=True)

    class Meta:
        indexes = [models.Index(fields=["level", "name"])]
        constraints = [models.CheckConstraint(condition=Q(level__in=Level.values), name="region_level_known")]

    def __str__(self) -> str:
        return self.name


class Government(models.Model):
    """The local government this installation serves: its region code is the tenant key of every row."""

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=120)
    code_prefix = models.CharField(max_length=4)  # first part of proposal codes: NSW
    practice = models.BooleanField(default=False)  # every page says DATA SIMULASI
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    centre_lat = models.FloatField(null=True)
    centre_lon = models.FloatField(null=True)

    def __str__(self) -> str:
        return self.name


class RegionProfile(models.Model):
    """Figures of one village or district: people by sex and age, poverty, disability."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, primary_key=True, related_name="profile")
    year = models.PositiveSmallIntegerField()
    households = models.PositiveIntegerField(null=True)
    poverty_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)  # percent of people
    people_with_disability = models.PositiveIntegerField(null=True)
    ages = models.JSONField(default=dict)  # band -> [male, female], e.g. "0-17": [812, 790]
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(poverty_rate=None) | Q(poverty_rate__gte=0, poverty_rate__lte=100),
                name="poverty_rate_is_a_percentage",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"


class Boundary(models.Model):
    """The polygon of a region, and the same simplified as a ready SVG path for its parent's map."""

    region = models.OneToOneField(Region, on_delete=models.CASCADE, primary_key=True, related_name="boundary")
    geometry = models.JSONField()  # GeoJSON MultiPolygon, [lon, lat]
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    label_lon = models.FloatField()
    label_lat = models.FloatField()
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.region_id


class Agency(models.Model):
    """A perangkat daerah: its code is opaque (never parsed)."""

    tenant = models.CharField(max_length=13)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    group = models.CharField(max_length=40, blank=True)  # the field of Bappeda whose partner validates it
    sectors = models.JSONField(default=list)  # codes of bidang urusan

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="agency_code_once")]
        ordering = ["tenant", "name"]

    def __str__(self) -> str:
        return self.name


class SubActivity(models.Model):
    """A line of the nomenclature. The code alone is no key: 466 codes occur at two levels of government."""

    government_level = models.CharField(max_length=8)  # PROV or KABKOT
    code = models.CharField(max_length=24)
    name = models.TextField()
    field_code = models.CharField(max_length=8)
    field_name = models.CharField(max_length=200)
    program_code = models.CharField(max_length=12)
    program_name = models.TextField()
    activity_code = models.CharField(max_length=20)
    activity_name = models.TextField()
    performance = models.TextField(blank=True)
    indicator = models.TextField(blank=True)
    unit = models.CharField(max_length=120, blank=True)
    tags = models.JSONField(default=list)
    definition = models.TextField(blank=True)
    implementer = models.TextField(blank=True)
    minimum_service = models.TextField(blank=True)
    kind = models.CharField(max_length=40, blank=True)
    former = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["government_level", "code"], name="sub_activity_level_and_code_once"
            )
        ]
        indexes = [models.Index(fields=["field_code", "code"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class CatalogEntry(models.Model):
    """A line of the kamus usulan: a work that can be proposed, with unit, price and agency."""

    tenant = models.CharField(max_length=13)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=30)
    unit = models.CharField(max_length=40)
    unit_price = models.PositiveBigIntegerField()
    agency_code = models.CharField(max_length=40)
    sub_activity_code = models.CharField(max_length=24, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="catalog_entry_code_once")]

    def __str__(self) -> str:
        return self.name


class PriceStandard(models.Model):
    """A line of SSH, HSPK or ASB: what one unit of a work costs, in which year, by which regulation."""

    tenant = models.CharField(max_length=13)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=4)
    region_code = models.CharField(max_length=13, blank=True)  # empty: everywhere in the region
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=30)
    unit = models.CharField(max_length=40)
    price = models.PositiveBigIntegerField()  # rupiah for one unit
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year", "kind", "region_code", "code"], name="price_standard_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, PriceKind))), name="price_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(category__in=sorted(map(str, Category))), name="price_category_known"
            ),
            models.CheckConstraint(condition=Q(price__gte=1, price__lte=10**12), name="price_within_reason"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="price_year_known"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name="") & ~Q(unit="") & ~Q(source=""),
                name="price_says_what_and_whence",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "category", "-year"], name="price_by_category")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.year}"


class Holiday(models.Model):
    """A public holiday or cuti bersama: stages and deadlines step around it."""

    day = models.DateField()
    name = models.CharField(max_length=120)
    is_estimate = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "name"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
