"""The figures that criteria are fed from: each a plain fact of the proposal or of its village."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from rembuk.apps.places.models import RegionProfile
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.labels import Labelled

Figure = Callable[[Proposal, RegionProfile | None], int | Decimal | None]
JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Source(Labelled):
    """A figure with its words; `judged` is given by people, 1 to 5."""

    code: str
    label_id: str
    label_en: str
    figure: Figure | None


def _cost_per_head(proposal: Proposal, _profile: RegionProfile | None) -> Decimal | None:
    if not proposal.beneficiaries or proposal.estimated_cost is None:
        return None
    return Decimal(proposal.estimated_cost) / proposal.beneficiaries


def _poverty(_proposal: Proposal, profile: RegionProfile | None) -> Decimal | None:
    return profile.poverty_rate if profile else None


def _column(name: str) -> Figure:
    return lambda proposal, _: getattr(proposal, name)


def _says(column: str) -> Figure:
    """1 where the proposal says something there, else 0."""
    return lambda proposal, _: int(bool(getattr(proposal, column).strip()))


SOURCES = (
    Source("beneficiaries", "Penerima manfaat (orang)", "Beneficiaries (people)", _column("beneficiaries")),
    Source("poverty", "Angka kemiskinan desa (%)", "Poverty rate of the village (%)", _poverty),
    Source("cost_per_head", "Biaya per penerima (Rp)", "Cost per beneficiary (Rp)", _cost_per_head),
    Source("contribution", "Ada swadaya (0 atau 1)", "Residents contribute (0 or 1)", _says("contribution")),
    Source("upkeep", "Ada pemelihara (0 atau 1)", "Upkeep is named (0 or 1)", _says("upkeep")),
    Source("times_proposed", "Sudah berapa kali diusulkan", "Times proposed", _column("times_proposed")),
    Source("support", "Dukungan warga", "Residents' support", _column("support_count")),
    Source("evidence", "Foto (jumlah)", "Photographs (number)", _column("photo_count")),
    Source(JUDGED, "Penilaian petugas (1–5)", "Judged by officials (1–5)", None),
)
SOURCE = {row.code: row for row in SOURCES}

# (code, Indonesian and English label, source, lowest, highest, direction, weight): a start; all can be changed.
# fmt: off
# ruff: noqa: E501  a row of a table is read as a row
DEFAULTS = (
    ("urgency", "Mendesak menurut petugas", "Urgent in the eyes of officials", JUDGED, 1, 5, "benefit", 25),
    ("beneficiaries", "Banyaknya penerima manfaat", "How many benefit", "beneficiaries", 0, 1_000, "benefit", 20),
    ("poverty", "Kemiskinan di desa itu", "Poverty in the village", "poverty", 0, 30, "benefit", 20),
    ("cost_per_head", "Biaya per penerima manfaat", "Cost per beneficiary", "cost_per_head", 0, 5_000_000, "cost", 10),
    ("contribution", "Ada swadaya warga", "Residents contribute", "contribution", 0, 1, "benefit", 8),
    ("upkeep", "Ada yang memelihara", "Somebody looks after it", "upkeep", 0, 1, "benefit", 7),
    ("times_proposed", "Lama menunggu", "Time waited", "times_proposed", 1, 4, "benefit", 5),
    ("support", "Dukungan warga", "Residents' support", "support", 0, 200, "benefit", 5),
)
# fmt: on
