"""Why not: the kinds of reason an office may give, and the village team's ratings of eligibility.

A kind of reason never stands alone: the words beside it are read by the proposer and by everybody.
"""

from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled, in_language
from .proposal_steps import Step

MIN_REASON_TEXT = 20


class ReasonCode(StrEnum):
    """The kinds of reason; the words beside the code say it plainly."""

    AUTHORITY = "authority"
    NOT_IN_CATALOG = "not_in_catalog"
    PLAN_MISMATCH = "plan_mismatch"
    LAND_STATUS = "land_status"
    DUPLICATE = "duplicate"
    ALREADY_BUDGETED = "already_budgeted"
    INCOMPLETE = "incomplete"
    TECHNICAL = "technical"
    CEILING = "ceiling"
    LOCATION = "location"
    RECIPIENT = "recipient"
    LATE = "late"
    VILLAGE_SCALE = "village_scale"
    NATIONAL_POLICY = "national_policy"
    UNLAWFUL = "unlawful"
    NOT_ELIGIBLE = "not_eligible"


class Eligibility(StrEnum):
    """What the village verification team may say."""

    ELIGIBLE_URGENT = "eligible_urgent"
    ELIGIBLE = "eligible"
    ELIGIBLE_LESS_URGENT = "eligible_less_urgent"
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, slots=True)
class ReasonRow(Labelled):
    """A kind of reason; `must_offer` names the steps that answer better than a refusal."""

    code: ReasonCode
    label_id: str
    label_en: str
    must_offer: tuple[str, ...] = ()
    advice_id: str = ""
    advice_en: str = ""

    def advice(self, lang: str) -> str:
        return in_language(lang, self.advice_id, self.advice_en)


@dataclass(frozen=True, slots=True)
class EligibilityRow(Labelled):
    """A rating; what is not eligible cannot enter the village plan or its upward list."""

    code: Eligibility
    label_id: str
    label_en: str
    may_be_agreed: bool = True


R, E = ReasonCode, Eligibility
# fmt: off
REASONS: tuple[ReasonRow, ...] = (
    ReasonRow(R.AUTHORITY, "Bukan kewenangan pemerintah daerah/desa ini",
              "Not for this regional or village government to decide",
              must_offer=("forward_by_partner", "forward_by_agency"),
              advice_id="teruskan ke tingkat pemerintahan yang berwenang",
              advice_en="forward it to the level of government that may decide"),
    ReasonRow(R.NOT_IN_CATALOG, "Tidak sesuai kamus usulan/nomenklatur", "Not in the catalogue of works",
              advice_id="masukkan ke antrean inovasi: usulan menunggu baris kamus baru dan dijawab dari sana",
              advice_en="put it into the innovation queue: it waits for a new line and is answered there"),
    ReasonRow(R.PLAN_MISMATCH, "Tidak selaras dengan RPJMD/RKPD/RTRW",
              "Does not fit the regional plans (RPJMD, RKPD, RTRW)"),
    ReasonRow(R.LAND_STATUS, "Status lahan/aset belum jelas (bukan aset pemda / belum bersertifikat)",
              "Ownership of land or asset is not clear"),
    ReasonRow(R.DUPLICATE, "Duplikasi dengan usulan lain", "The same as another proposal",
              must_offer=("merge_in_village", "merge_in_district", "merge_in_partner", "merge_in_agency"),
              advice_id="gabungkan dengan usulan itu, supaya pengusulnya tetap dikabari",
              advice_en="merge it with that proposal, so that its proposer stays informed"),
    ReasonRow(R.ALREADY_BUDGETED, "Sudah dianggarkan/diakomodir tahun berjalan",
              "Already in this year's budget",
              must_offer=("found_already_budgeted",),
              advice_id="tandai sudah dianggarkan dan sebutkan baris anggarannya",
              advice_en="mark it as already budgeted and name the budget line"),
    ReasonRow(R.INCOMPLETE, "Persyaratan/data dukung tidak lengkap (proposal, RAB, pengantar, foto)",
              "Supporting documents are missing"),
    ReasonRow(R.TECHNICAL, "Tidak layak secara teknis (hasil survei)",
              "Not technically feasible (result of the survey)"),
    ReasonRow(R.CEILING, "Pagu tidak mencukupi / prioritas lebih rendah",
              "The ceiling is too low, or others have a higher priority"),
    ReasonRow(R.LOCATION, "Lokasi/volume tidak jelas", "Place or volume is not clear"),
    ReasonRow(R.RECIPIENT, "Penerima tidak memenuhi syarat (hibah/bansos)",
              "The recipient does not qualify (grant)",
              must_offer=("move_to_grant_in_village", "move_to_grant_in_agency"),
              advice_id="pindahkan ke jalur hibah/bansos bila syaratnya dapat dilengkapi di sana",
              advice_en="move it to the grant route if the conditions can be met there"),
    ReasonRow(R.LATE, "Melewati batas waktu tanggapan", "The time to answer has passed"),
    ReasonRow(R.VILLAGE_SCALE, "Skala desa: dibiayai APB Desa/dana kelurahan/swadaya",
              "Village scale: paid by the village budget or residents' own contribution"),
    ReasonRow(R.NATIONAL_POLICY, "Kebijakan nasional/efisiensi/refocusing",
              "National policy, savings or refocusing"),
    ReasonRow(R.UNLAWFUL, "Bertentangan dengan peraturan perundang-undangan", "Against the law"),
    ReasonRow(R.NOT_ELIGIBLE, "Tidak layak menurut Tim Verifikasi",
              "Not eligible in the view of the verification team"),
)
ELIGIBILITIES: tuple[EligibilityRow, ...] = (
    EligibilityRow(E.ELIGIBLE_URGENT,      "layak mendesak",        "eligible and urgent"),
    EligibilityRow(E.ELIGIBLE,             "layak",                 "eligible"),
    EligibilityRow(E.ELIGIBLE_LESS_URGENT, "layak kurang mendesak", "eligible, less urgent"),
    EligibilityRow(E.NOT_ELIGIBLE,         "tidak layak",           "not eligible", may_be_agreed=False),
)
# fmt: on
REASON: dict[str, ReasonRow] = {row.code: row for row in REASONS}
ELIGIBILITY: dict[str, EligibilityRow] = {row.code: row for row in ELIGIBILITIES}


def better_steps(reason_code: str, open_steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The open steps that answer this reason better than a refusal, for the form to offer."""
    return tuple(step for step in open_steps if step.id in REASON[reason_code].must_offer)
