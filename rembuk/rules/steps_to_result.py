"""The last part of a proposal's life: works, handover, the residents' check, and a new start after deferral.

The way forward stands first in each state, because buttons are shown in this order.
"""

from .actions import Action
from .proposal_states import RESIDENTS_CHANNELS, Channel, SipdEvent, State
from .proposal_steps import (
    ALL_PROPOSERS,
    BUDGET_OFFICER,
    BUDGET_TEAM,
    BUILDERS,
    CODE_AND_WHY,
    COUNCIL_MEMBER,
    EXECUTION,
    EXECUTION_OR_REVISION,
    MEETINGS,
    OPERATOR,
    POKIR_SEASON,
    PROPOSERS,
    VILLAGE_OFFICE,
    Step,
)
from .protections import Relation
from .stages import Gate, StageCode

A, E, S, G = Action, SipdEvent, State, StageCode
# fmt: off
TO_RESULT: tuple[Step, ...] = (
    # --- the region builds
    Step("start_procurement", S.APBD, S.PROCUREMENT, A.WORKS_PROCURE,
         OPERATOR, "Mulai pengadaan", "Start procurement",
         during=EXECUTION, optional=("procurement_plan_id",)),
    Step("cancel_apbd", S.APBD, S.CANCELLED, A.PROPOSAL_CANCEL,
         OPERATOR, "Batalkan dengan alasan", "Cancel with a reason",
         during=EXECUTION_OR_REVISION, requires=(*CODE_AND_WHY, "change_basis"), sipd_event=E.BATAL,
         second_approver="agency_head"),
    Step("start_works", S.PROCUREMENT, S.IN_PROGRESS, A.WORKS_START,
         OPERATOR, "Mulai pelaksanaan", "Start the works",
         during=EXECUTION, requires=("contract_or_self_managed",)),
    Step("cancel_procurement", S.PROCUREMENT, S.CANCELLED, A.PROPOSAL_CANCEL,
         OPERATOR, "Batalkan dengan alasan", "Cancel with a reason",
         during=EXECUTION_OR_REVISION, requires=(*CODE_AND_WHY, "change_basis"), sipd_event=E.BATAL,
         second_approver="agency_head"),
    # --- the village builds
    Step("start_village_works", S.VILLAGE_FUNDED, S.IN_PROGRESS, A.WORKS_START,
         VILLAGE_OFFICE, "Mulai pelaksanaan", "Start the works",
         open_by=Gate.VILLAGE_PLAN_YEAR, requires=("contract_or_self_managed",)),
    Step("defer_village_works", S.VILLAGE_FUNDED, S.DEFERRED, A.PROPOSAL_DEFER,
         VILLAGE_OFFICE, "Tunda ke tahun berikutnya", "Defer to a later year",
         open_by=Gate.VILLAGE_PLAN_YEAR, requires=CODE_AND_WHY),
    Step("start_transfer_works", S.TRANSFER_FUNDED, S.IN_PROGRESS, A.WORKS_START,
         VILLAGE_OFFICE, "Mulai pelaksanaan", "Start the works",
         open_by=Gate.VILLAGE_PLAN_YEAR,
         requires=("transfer_decision", "village_plan_line", "contract_or_self_managed")),
    Step("defer_transfer", S.TRANSFER_FUNDED, S.DEFERRED, A.PROPOSAL_DEFER,
         (*BUDGET_TEAM, *BUDGET_OFFICER), "Tunda ke tahun berikutnya", "Defer to a later year",
         during=(G.PLAN_FINALISATION, G.BUDGETING, G.PLAN_REVISION), requires=CODE_AND_WHY),
    Step("cancel_transfer", S.TRANSFER_FUNDED, S.CANCELLED, A.PROPOSAL_CANCEL,
         ("village_affairs_officer",), "Batalkan dengan alasan", "Cancel with a reason",
         during=(G.BUDGETING, *EXECUTION_OR_REVISION), requires=(*CODE_AND_WHY, "change_basis"),
         sipd_event=E.BATAL, second_approver="agency_head"),
    # --- under way, completed, checked
    Step("report_progress", S.IN_PROGRESS, S.IN_PROGRESS, A.WORKS_REPORT,
         BUILDERS, "Laporkan kemajuan", "Report progress",
         during=EXECUTION, open_by=Gate.VILLAGE_PLAN_YEAR, requires=("progress_percent", "photos")),
    Step("complete_works", S.IN_PROGRESS, S.COMPLETED, A.WORKS_COMPLETE,
         BUILDERS, "Nyatakan selesai (BAST)", "Mark as completed (handover)",
         during=EXECUTION, open_by=Gate.VILLAGE_PLAN_YEAR,
         requires=("handover_proof", "handover_date", "final_photos"),
         note="BAST antara para pihak; warga memeriksa sesudahnya"),
    Step("cancel_in_progress", S.IN_PROGRESS, S.CANCELLED, A.PROPOSAL_CANCEL,
         (*OPERATOR, "village_affairs_officer"), "Batalkan dengan alasan", "Cancel with a reason",
         during=EXECUTION_OR_REVISION, open_by=Gate.VILLAGE_PLAN_YEAR,
         requires=(*CODE_AND_WHY, "change_basis"), sipd_event=E.BATAL, second_approver="agency_head"),
    Step("verify_by_residents", S.COMPLETED, S.CHECKED_BY_RESIDENTS, A.WORKS_VERIFY,
         ("citizen_verified",), "Periksa hasil pekerjaan", "Check the finished works",
         during=EXECUTION, open_by=Gate.VILLAGE_PLAN_YEAR, requires=("rating",),
         relation=Relation.RESIDENT_OF_PLACE,
         note="jumlah penilaian yang cukup adalah aturan daerah; tanpa penilaian statusnya tetap "
              "selesai dikerjakan"),
    Step("reopen_works", S.COMPLETED, S.IN_PROGRESS, A.WORKS_REOPEN,
         BUILDERS, "Buka kembali pekerjaan", "Reopen the works",
         during=EXECUTION, open_by=Gate.VILLAGE_PLAN_YEAR, requires=("dispute_reference", "reason_text")),
    # --- deferred
    Step("carry_over", S.DEFERRED, S.SUBMITTED, A.PROPOSAL_SUBMIT,
         PROPOSERS, "Usulkan kembali", "Propose again",
         during=MEETINGS, requires=("next_plan_year",), relation=Relation.PROPOSER,
         channels=RESIDENTS_CHANNELS,
         note="tahapan siklus berikutnya; fasilitator boleh melakukannya untuk pengusul"),
    Step("carry_over_pokir", S.DEFERRED, S.SUBMITTED, A.PROPOSAL_SUBMIT,
         COUNCIL_MEMBER, "Usulkan kembali", "Propose again",
         during=POKIR_SEASON, requires=("next_plan_year",), relation=Relation.PROPOSER,
         channels=(Channel.POKIR,),
         note="tahapan siklus berikutnya"),
    Step("withdraw_deferred", S.DEFERRED, S.WITHDRAWN, A.PROPOSAL_WITHDRAW,
         ALL_PROPOSERS, "Tarik usulan", "Withdraw the proposal",
         open_by=Gate.ALWAYS, relation=Relation.PROPOSER),
)
# fmt: on
