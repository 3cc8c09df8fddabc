"""A region's own order of reviews: a variant takes some steps away and adds others.

Rows, never an `if`, because which office reads first is a choice of the region and the rules stay the same.
"""

from dataclasses import dataclass

from .actions import Action
from .labels import Labelled
from .proposal_states import Channel, ReviewCode, SipdEvent, State
from .proposal_steps import AGENCY, AGENCY_FORUM, COUNCIL_OFFICE, OPINION, PARTNER, POKIR_SEASON, SYSTEM, Step
from .stages import StageCode


@dataclass(frozen=True, slots=True)
class Variant(Labelled):
    """One order of reviews; an empty `reviews` keeps the order of the channels."""

    code: str
    label_id: str
    label_en: str
    meaning_id: str
    meaning: str
    default: bool = False
    reviews: tuple[tuple[Channel, tuple[ReviewCode, ...]], ...] = ()
    remove: tuple[str, ...] = ()
    add: tuple[Step, ...] = ()


A, R, E, S, G = Action, ReviewCode, SipdEvent, State, StageCode
# fmt: off
AGENCY_FIRST: tuple[Step, ...] = (
    Step("open_agency_review", S.DISTRICT_AGREED, S.AGENCY_REVIEW, A.PROPOSAL_ROUTE,
         SYSTEM, "Buka verifikasi dinas/instansi", "Open the agency's review",
         during=(G.DISTRICT_DELIBERATION, G.AGENCY_FORUM), requires=("target_agency",)),
    Step("pass_council_review_to_agency", S.COUNCIL_REVIEW, S.AGENCY_REVIEW, A.PROPOSAL_RECOMMEND,
         COUNCIL_OFFICE, "Rekomendasikan ke dinas/instansi", "Recommend to the agency",
         during=POKIR_SEASON, requires=(*OPINION, "target_agency"), channels=(Channel.POKIR,),
         review=R.SETWAN, sipd_event=E.VERIF),
    Step("pass_agency_review", S.AGENCY_REVIEW, S.PARTNER_REVIEW, A.PROPOSAL_ACCEPT,
         AGENCY, "Terima dan teruskan ke Mitra Bappeda", "Accept and pass to the planning partner",
         during=AGENCY_FORUM, requires=("sub_activity", "coefficient", "amount", "funding_source"),
         review=R.SKPD, sipd_event=E.VERIF),
    Step("accept_by_partner", S.PARTNER_REVIEW, S.AGENCY_ACCEPTED, A.PROPOSAL_RECOMMEND,
         PARTNER, "Rekomendasikan ke dalam Renja", "Recommend into the agency plan",
         during=AGENCY_FORUM, requires=OPINION, review=R.MITRA, sipd_event=E.VERIF),
)
LATE_THEMATIC: tuple[Step, ...] = (
    Step("thematic_to_partner", S.VILLAGE_AGREED, S.PARTNER_REVIEW, A.PROPOSAL_ROUTE,
         SYSTEM, "Teruskan ke Mitra Bappeda", "Pass to the planning partner",
         during=(G.THEMATIC_DELIBERATION,), requires=("minutes",)),
)
VARIANTS: tuple[Variant, ...] = (
    Variant("partner_first", "Mitra Bappeda dahulu", "Planning partner first",
            "Mitra Bappeda memberi rekomendasi sebelum dinas/instansi",
            "the planning partner gives its recommendation before the agency",
            default=True),
    Variant("agency_first", "Dinas/instansi dahulu", "Agency first",
            "dinas/instansi memberi pendapat sebelum Mitra Bappeda",
            "the agency gives its opinion before the planning partner",
            reviews=((Channel.MUSRENBANG, (R.LURAH, R.CAMAT, R.SKPD, R.MITRA, R.TAPD)),
                     (Channel.ASMAS,      (R.LURAH, R.CAMAT, R.SKPD, R.MITRA, R.TAPD)),
                     (Channel.POKIR,      (R.SETWAN, R.SKPD, R.MITRA, R.TAPD))),
            remove=("open_partner_review", "pass_council_review", "send_to_agency", "accept_by_agency"),
            add=AGENCY_FIRST),
    Variant("late_thematic", "Tematik setelah kecamatan", "Thematic forum after the sub-district",
            "musyawarah tematik di antara kecamatan dan kabupaten/kota (periksa aturan daerah)",
            "thematic forum between sub-district and region (verify locally)",
            add=LATE_THEMATIC),
)
# fmt: on
VARIANT: dict[str, Variant] = {row.code: row for row in VARIANTS}
DEFAULT_VARIANT = "partner_first"
