"""The measures of need of each sub-district, for the area formula: added up from its villages."""

from dataclasses import dataclass
from fractions import Fraction

from rembuk.apps.places.models import Region
from rembuk.apps.places.queries import districts, place_name, villages
from rembuk.rules.labels import Labelled


@dataclass(frozen=True, slots=True)
class Measure(Labelled):
    """One variable of the formula, with the weight the form starts from."""

    code: str
    label_id: str
    label_en: str
    weight: int


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """What is known of one sub-district; a measure that any village lacks is missing."""

    code: str
    name: str
    values: dict[str, Fraction]
    missing: tuple[str, ...]


MEASURES: tuple[Measure, ...] = (
    Measure("people", "Jumlah penduduk", "People", 35),
    Measure("poor", "Penduduk miskin", "People in poverty", 40),
    Measure("villages", "Jumlah desa dan kelurahan", "Villages", 15),
    Measure("area", "Luas wilayah", "Area", 10),
    Measure("disability", "Penyandang disabilitas", "People with disabilities", 0),
)


def district_figures(tenant: str, lang: str = "id") -> list[DistrictFigures]:
    """Two queries, however many villages."""
    inside: dict[str, list[Region]] = {}
    for village in villages(tenant).select_related("profile"):
        inside.setdefault(village.parent_code, []).append(village)
    return [_figures(district, inside.get(district.code, []), lang) for district in districts(tenant)]


def _figures(district: Region, rows: list[Region], lang: str) -> DistrictFigures:
    summed: dict[str, Fraction] = {measure.code: Fraction(0) for measure in MEASURES}
    missing: set[str] = set()
    for row in rows:
        for code, value in _measures(row).items():
            if value is None:
                missing.add(code)
            else:
                summed[code] += value
    order = tuple(measure.code for measure in MEASURES if measure.code in missing or not rows)
    return DistrictFigures(district.code, place_name(district.kind, district.name, lang), summed, order)


def _measures(village: Region) -> dict[str, Fraction | None]:
    people = None
    if village.population_male is not None and village.population_female is not None:
        people = Fraction(village.population_male + village.population_female)
    profile = getattr(village, "profile", None)
    rate = profile.poverty_rate if profile else None
    disability = profile.people_with_disability if profile else None
    return {
        "people": people,
        "poor": people * Fraction(rate) / 100 if people is not None and rate is not None else None,
        "villages": Fraction(1),
        "area": Fraction(village.area_km2) if village.area_km2 is not None else None,
        "disability": Fraction(disability) if disability is not None else None,
    }
