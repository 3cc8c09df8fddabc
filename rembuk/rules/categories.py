"""Kinds of works that residents ask for, in their words, each with the affair (bidang urusan) behind it.

Apart from the nomenclature, because nobody outside an office thinks in its codes; the code leads to the
agency and to the field of Bappeda that validates.
"""

from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled


class Category(StrEnum):
    """What a proposal is about."""

    ROAD = "road"
    BRIDGE = "bridge"
    DRAINAGE = "drainage"
    CLEAN_WATER = "clean_water"
    SANITATION = "sanitation"
    IRRIGATION = "irrigation"
    HOUSING = "housing"
    LIGHTING = "lighting"
    EDUCATION = "education"
    HEALTH = "health"
    AGRICULTURE = "agriculture"
    FISHERY = "fishery"
    SMALL_BUSINESS = "small_business"
    TRAINING = "training"
    SOCIAL = "social"
    WOMEN_CHILDREN = "women_children"
    DISABILITY = "disability"
    YOUTH_SPORT = "youth_sport"
    ENVIRONMENT = "environment"
    DISASTER = "disaster"
    CULTURE_TOURISM = "culture_tourism"
    DIGITAL = "digital"
    PUBLIC_SPACE = "public_space"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CategoryRow(Labelled):
    """A category, the code of its affair field (Permendagri 90/2019), and whether it is a building work."""

    code: Category
    label_id: str
    label_en: str
    field_code: str
    is_physical: bool


C = Category
CATEGORIES = (
    CategoryRow(C.ROAD,            "Jalan",                         "Roads",                   "1.03", True),
    CategoryRow(C.BRIDGE,          "Jembatan",                      "Bridges",                 "1.03", True),
    CategoryRow(C.DRAINAGE,        "Saluran air dan drainase",      "Drains",                  "1.03", True),
    CategoryRow(C.CLEAN_WATER,     "Air bersih",                    "Clean water",             "1.03", True),
    CategoryRow(C.SANITATION,      "Sanitasi dan jamban",           "Sanitation",              "1.03", True),
    CategoryRow(C.IRRIGATION,      "Irigasi",                       "Irrigation",              "1.03", True),
    CategoryRow(C.HOUSING,         "Rumah tidak layak huni",        "Housing",                 "1.04", True),
    CategoryRow(C.LIGHTING,        "Penerangan jalan",              "Street lighting",         "2.15", True),
    CategoryRow(C.EDUCATION,       "Pendidikan",                    "Education",               "1.01", True),
    CategoryRow(C.HEALTH,          "Kesehatan",                     "Health",                  "1.02", True),
    CategoryRow(C.AGRICULTURE,     "Pertanian dan peternakan",      "Farming and livestock",   "3.27", False),
    CategoryRow(C.FISHERY,         "Perikanan",                     "Fishery",                 "3.25", False),
    CategoryRow(C.SMALL_BUSINESS,  "Usaha kecil dan koperasi",      "Small business",          "2.17", False),
    CategoryRow(C.TRAINING,        "Pelatihan kerja",               "Job training",            "2.07", False),
    CategoryRow(C.SOCIAL,          "Bantuan dan layanan sosial",    "Social services",         "1.06", False),
    CategoryRow(C.WOMEN_CHILDREN,  "Perempuan dan anak",            "Women and children",      "2.08", False),
    CategoryRow(C.DISABILITY,      "Penyandang disabilitas",        "Disabled people",         "1.06", False),
    CategoryRow(C.YOUTH_SPORT,     "Pemuda dan olahraga",           "Youth and sport",         "2.19", False),
    CategoryRow(C.ENVIRONMENT,     "Lingkungan dan sampah",         "Environment and waste",   "2.11", False),
    CategoryRow(C.DISASTER,        "Kebencanaan",                   "Disaster readiness",      "1.05", True),
    CategoryRow(C.CULTURE_TOURISM, "Kebudayaan dan pariwisata",     "Culture and tourism",     "3.26", False),
    CategoryRow(C.DIGITAL,         "Internet dan layanan digital",  "Internet and digital",    "2.16", False),
    CategoryRow(C.PUBLIC_SPACE,    "Ruang terbuka dan balai warga", "Public spaces",           "1.04", True),
    CategoryRow(C.OTHER,           "Lainnya",                       "Something else",          "",     False),
)  # fmt: skip
CATEGORY = {row.code: row for row in CATEGORIES}
