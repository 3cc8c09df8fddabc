"""Every thing that can be asked of the system: one line each; nothing is allowed that is not listed here.

`roles.py` says who holds an action; the events of the audit carry the same names.
"""

from dataclasses import dataclass
from enum import StrEnum

from .labels import Labelled


class Action(StrEnum):
    """Named from its code: `proposal.submit` is PROPOSAL_SUBMIT."""

    READ_PUBLIC = "read.public"
    READ_ALL = "read.all"
    READ_DASHBOARD = "read.dashboard"
    EXPORT_READ = "export.read"

    PROPOSAL_SUBMIT = "proposal.submit"
    PROPOSAL_WITHDRAW = "proposal.withdraw"
    PROPOSAL_SUPPORT = "proposal.support"
    PROPOSAL_COMMENT = "proposal.comment"
    PROPOSAL_FOLLOW = "proposal.follow"
    PROPOSAL_VOTE = "proposal.vote"
    PROPOSAL_COMPLETE = "proposal.complete"
    PROPOSAL_MOVE_TO_GRANT = "proposal.move_to_grant"
    PROPOSAL_ROUTE = "proposal.route"
    PROPOSAL_EXPIRE = "proposal.expire"
    PROPOSAL_RETURN = "proposal.return"
    PROPOSAL_MERGE = "proposal.merge"
    PROPOSAL_UNMERGE = "proposal.unmerge"
    PROPOSAL_RANK = "proposal.rank"
    PROPOSAL_RATE_ELIGIBILITY = "proposal.rate_eligibility"
    PROPOSAL_RECORD_DECISION = "proposal.record_decision"
    PROPOSAL_FUND_BY_VILLAGE = "proposal.fund_by_village"
    PROPOSAL_FUND_BY_TRANSFER = "proposal.fund_by_transfer"
    PROPOSAL_RAISE = "proposal.raise"
    PROPOSAL_DEFER = "proposal.defer"
    PROPOSAL_RECOMMEND = "proposal.recommend"
    PROPOSAL_EARLY_OPINION = "proposal.early_opinion"
    PROPOSAL_ASSIGN_AGENCY = "proposal.assign_agency"
    PROPOSAL_REJECT = "proposal.reject"
    PROPOSAL_APPROVE_REJECTION = "proposal.approve_rejection"
    PROPOSAL_FORWARD = "proposal.forward"
    PROPOSAL_ORDER_SURVEY = "proposal.order_survey"
    PROPOSAL_REPORT_SURVEY = "proposal.report_survey"
    PROPOSAL_REDIRECT = "proposal.redirect"
    PROPOSAL_CLOSE_AS_BUDGETED = "proposal.close_as_budgeted"
    PROPOSAL_ACCEPT = "proposal.accept"
    PROPOSAL_VALIDATE_BUDGET = "proposal.validate_budget"
    PROPOSAL_LINK_BUDGET = "proposal.link_budget"
    PROPOSAL_CANCEL = "proposal.cancel"
    PROPOSAL_ASK_EXPLANATION = "proposal.ask_explanation"
    PROPOSAL_ANSWER_EXPLANATION = "proposal.answer_explanation"

    WORKS_PROCURE = "works.procure"
    WORKS_START = "works.start"
    WORKS_REPORT = "works.report"
    WORKS_COMPLETE = "works.complete"
    WORKS_REOPEN = "works.reopen"
    WORKS_VERIFY = "works.verify"
    WORKS_RATE = "works.rate"
    WORKS_REPORT_CONDITION = "works.report_condition"
    PLEDGE_MAKE = "pledge.make"
    IMPACT_STATE = "impact.state"
    IMPACT_RECORD = "impact.record"
    READINESS_ANSWER = "readiness.answer"

    FORUM_RUN = "forum.run"
    FORUM_ATTENDANCE = "forum.attendance"
    FORUM_RECORD = "forum.record"
    FORUM_LEAD = "forum.lead"
    FORUM_CLOSE = "forum.close"
    FORUM_SUSPEND = "forum.suspend"
    FORUM_DELEGATE = "forum.delegate"
    FORUM_SPEAK = "forum.speak"
    FORUM_OBJECT = "forum.object"
    FORUM_OBSERVE = "forum.observe"
    NOTE_PUBLISH = "note.publish"
    SCORE_RERUN = "score.rerun"
    ALLOCATION_RUN = "allocation.run"
    ALLOCATION_ADOPT = "allocation.adopt"
    ALLOCATION_CONFIRM = "allocation.confirm"
    ALLOCATION_CHANGE = "allocation.change"

    MINUTES_DRAFT = "minutes.draft"
    MINUTES_READ = "minutes.read"
    MINUTES_APPROVE = "minutes.approve"
    MINUTES_SIGN = "minutes.sign"
    MINUTES_SEND = "minutes.send"
    CHECK_SECOND_READ = "check.second_read"
    DOCUMENT_CHECK = "document.check"
    CONSULTATION_ANSWER = "consultation.answer"

    CONSENT_GIVE = "consent.give"
    CONSENT_WITHDRAW = "consent.withdraw"
    CONSENT_RECORD = "consent.record"
    CHILD_GROUP = "child.group"
    SAFEGUARD_REPORT = "safeguard.report"
    SAFEGUARD_RECEIVE = "safeguard.receive"
    DATA_REQUEST = "data.request"
    DATA_ANSWER = "data.answer"
    BREACH_MANAGE = "breach.manage"
    ORGANISATION_REGISTER = "organisation.register"
    ORGANISATION_APPROVE = "organisation.approve"
    RECESS_RECORD = "recess.record"

    CYCLE_MANAGE = "cycle.manage"
    CYCLE_EXTEND = "cycle.extend"
    CYCLE_WARN = "cycle.warn"
    CHECKLIST_MANAGE = "checklist.manage"
    DEADLINE_WATCH = "deadline.watch"
    VILLAGE_PLAN_RECEIVE = "village_plan.receive"
    RULES_MANAGE = "rules.manage"
    STAKEHOLDER_MANAGE = "stakeholder.manage"
    CATALOG_MANAGE = "catalog.manage"
    QUOTA_MANAGE = "quota.manage"
    CEILING_MANAGE = "ceiling.manage"
    ROUND_MANAGE = "round.manage"
    ROUND_ENTER_PAPER = "round.enter_paper"
    EXCHANGE_RUN = "exchange.run"

    PLAN_PUBLISH = "plan.publish"
    PLAN_VERSION = "plan.version"
    PLAN_VERIFY = "plan.verify"
    PLAN_ADOPT = "plan.adopt"
    PLAN_SIGN = "plan.sign"
    AUDIT_READ = "audit.read"
    AUDIT_NOTE = "audit.note"

    DOCUMENT_PUBLISH = "document.publish"
    INFORMATION_ANSWER = "information.answer"
    GUIDE_EDIT = "guide.edit"
    METADATA_MANAGE = "metadata.manage"
    CONFIG_MANAGE = "config.manage"
    ACCOUNT_OPEN = "account.open"
    ACCOUNT_KEEP = "account.keep"
    ACCOUNTS_MANAGE = "accounts.manage"
    ACCOUNT_CONFIRM_RESIDENCE = "account.confirm_residence"
    BACKUP_RUN = "backup.run"


@dataclass(frozen=True, slots=True)
class ActionRow(Labelled):
    """What an action is called, and what it means."""

    action: Action
    label_id: str
    label_en: str

    @property
    def meaning(self) -> str:
        return self.label_en


A = Action
# fmt: off
ACTIONS: tuple[ActionRow, ...] = (
    ActionRow(A.READ_PUBLIC,    "Melihat data terbuka",
              "Browse, look at maps and dashboards, track by code, take open data"),
    ActionRow(A.READ_ALL,       "Membaca semua catatan",
              "Read every record, never personal data without a logged purpose"),
    ActionRow(A.READ_DASHBOARD, "Melihat dasbor pimpinan", "See the executive dashboard"),
    ActionRow(A.EXPORT_READ,    "Mengunduh daftar",        "Download the lists of one's own area"),

    ActionRow(A.PROPOSAL_SUBMIT,             "Mengajukan usulan",
              "Submit a proposal, in or out of season, repair it, submit it again next year"),
    ActionRow(A.PROPOSAL_WITHDRAW,           "Menarik usulan",
              "Withdraw one's own proposal"),
    ActionRow(A.PROPOSAL_SUPPORT,            "Mendukung usulan",                        "Support a proposal"),
    ActionRow(A.PROPOSAL_COMMENT,            "Menanggapi usulan",
              "Comment on a proposal"),
    ActionRow(A.PROPOSAL_FOLLOW,             "Mengikuti usulan",                        "Follow a proposal"),
    ActionRow(A.PROPOSAL_VOTE,               "Menilai prioritas",
              "Score priorities; vote formally only after a recorded statement that consensus failed"),
    ActionRow(A.PROPOSAL_COMPLETE,           "Melengkapi usulan bersama pengusul",
              "Complete the details with the proposer"),
    ActionRow(A.PROPOSAL_MOVE_TO_GRANT,      "Memindahkan ke jalur hibah/bansos",
              "Move to the grant route"),
    ActionRow(A.PROPOSAL_ROUTE,              "Meneruskan secara otomatis",
              "Hand over between levels, by the platform"),
    ActionRow(A.PROPOSAL_EXPIRE,             "Menutup karena batas waktu",
              "Close when a window ends, by the platform"),
    ActionRow(A.PROPOSAL_RETURN,             "Mengembalikan untuk diperbaiki",          "Return for repair"),
    ActionRow(A.PROPOSAL_MERGE,              "Menggabungkan usulan",
              "Merge with another proposal"),
    ActionRow(A.PROPOSAL_UNMERGE,            "Membatalkan penggabungan",
              "Undo a merge until a forum decides: the former state comes back"),
    ActionRow(A.PROPOSAL_RANK,               "Menyusun peringkat",                      "Rank proposals"),
    ActionRow(A.PROPOSAL_RATE_ELIGIBILITY,   "Menilai kelayakan",
              "Rate eligibility (village verification team)"),
    ActionRow(A.PROPOSAL_RECORD_DECISION,    "Mencatat keputusan musyawarah",
              "Record what the forum decided, with its minutes"),
    ActionRow(A.PROPOSAL_FUND_BY_VILLAGE,    "Memasukkan ke RKP Desa/DPA kelurahan",
              "Take into the village plan"),
    ActionRow(A.PROPOSAL_FUND_BY_TRANSFER,   "Mendanai lewat bantuan keuangan khusus",
              "Fund by a special transfer to the village"),
    ActionRow(A.PROPOSAL_RAISE,              "Mengusulkan ke kecamatan",
              "Raise to the sub-district"),
    ActionRow(A.PROPOSAL_DEFER,              "Menunda usulan",
              "Defer to a later year"),
    ActionRow(A.PROPOSAL_RECOMMEND,          "Memberi rekomendasi",
              "Give recommendation, coefficient and amount"),
    ActionRow(A.PROPOSAL_EARLY_OPINION,      "Memberi pendapat awal",
              "Give the agency's opinion before the sub-district forum"),
    ActionRow(A.PROPOSAL_ASSIGN_AGENCY,      "Menentukan dinas/instansi",               "Choose the agency"),
    ActionRow(A.PROPOSAL_REJECT,             "Menolak dengan alasan",                   "Reject with reason"),
    ActionRow(A.PROPOSAL_APPROVE_REJECTION,  "Menyetujui penolakan atau pembatalan",
              "Second pair of eyes on rejections and cancellations"),
    ActionRow(A.PROPOSAL_FORWARD,            "Meneruskan ke tingkat pemerintahan lain",
              "Forward to another level of government"),
    ActionRow(A.PROPOSAL_ORDER_SURVEY,       "Meminta survei lapangan",
              "Order a field survey"),
    ActionRow(A.PROPOSAL_REPORT_SURVEY,      "Melaporkan survei",
              "Report a field survey"),
    ActionRow(A.PROPOSAL_REDIRECT,           "Mengalihkan ke dinas/instansi lain",
              "Redirect to another agency"),
    ActionRow(A.PROPOSAL_CLOSE_AS_BUDGETED,  "Menandai sudah dianggarkan",
              "Close as already in this year's budget"),
    ActionRow(A.PROPOSAL_ACCEPT,             "Menerima ke dalam Renja",
              "Accept into the agency plan, with sub-activity and funding"),
    ActionRow(A.PROPOSAL_VALIDATE_BUDGET,    "Memvalidasi ke rancangan RKPD",
              "Validate into the draft plan"),
    ActionRow(A.PROPOSAL_LINK_BUDGET,        "Mengaitkan ke KUA-PPAS/APBD",
              "Link to the budget policy or the budget"),
    ActionRow(A.PROPOSAL_CANCEL,             "Membatalkan usulan",
              "Cancel with a reason"),
    ActionRow(A.PROPOSAL_ASK_EXPLANATION,    "Meminta penjelasan",
              "Ask for an explanation, once per rejection"),
    ActionRow(A.PROPOSAL_ANSWER_EXPLANATION, "Menjawab permintaan penjelasan",
              "Answer it within 10 working days"),

    ActionRow(A.WORKS_PROCURE,          "Memulai pengadaan",                   "Start procurement"),
    ActionRow(A.WORKS_START,            "Memulai pelaksanaan",                 "Start works"),
    ActionRow(A.WORKS_REPORT,           "Melaporkan kemajuan",                 "Report progress"),
    ActionRow(A.WORKS_COMPLETE,         "Menyatakan pekerjaan selesai",        "Report completion"),
    ActionRow(A.WORKS_REOPEN,           "Membuka kembali pekerjaan",           "Reopen after a dispute"),
    ActionRow(A.WORKS_VERIFY,           "Memeriksa hasil pekerjaan",           "Check finished works"),
    ActionRow(A.WORKS_RATE,             "Menilai hasil pekerjaan",             "Rate finished works"),
    ActionRow(A.WORKS_REPORT_CONDITION, "Melaporkan kondisi hasil pekerjaan",
              "Report the condition as the upkeep group"),
    ActionRow(A.PLEDGE_MAKE,            "Menjanjikan swadaya",
              "Pledge residents' own contribution"),
    ActionRow(A.IMPACT_STATE,           "Menyatakan dampak bagi diri sendiri",
              "State how one is affected by the works"),
    ActionRow(A.IMPACT_RECORD,          "Mencatat pernyataan warga terdampak",
              "Record what affected residents say, without their names"),
    ActionRow(A.READINESS_ANSWER,       "Menjawab lembar kesiapan",
              "Answer whether a work is ready: land, design, right of way, operator, upkeep"),

    ActionRow(A.FORUM_RUN,        "Menjalankan musyawarah",                 "Run agenda, timer and motions"),
    ActionRow(A.FORUM_ATTENDANCE, "Mencatat kehadiran",                     "Record attendance"),
    ActionRow(A.FORUM_RECORD,     "Mencatat rembuk",
              "Record the neighbourhood meeting"),
    ActionRow(A.FORUM_LEAD,       "Memimpin musyawarah",                    "Chair the forum"),
    ActionRow(A.FORUM_CLOSE,      "Menutup musyawarah",                     "Close the forum"),
    ActionRow(A.FORUM_SUSPEND,    "Menunda dan membuka kembali musyawarah",
              "Suspend for lack of quorum and reconvene, with the times"),
    ActionRow(A.FORUM_DELEGATE,   "Menetapkan delegasi",                    "Name delegates"),
    ActionRow(A.FORUM_SPEAK,      "Berbicara dalam musyawarah",             "Speak in the forum"),
    ActionRow(A.FORUM_OBJECT,     "Mengajukan catatan keberatan",
              "Enter an objection into the minutes"),
    ActionRow(A.FORUM_OBSERVE,    "Mengamati musyawarah",
              "Observe a forum without speaking rights"),
    ActionRow(A.NOTE_PUBLISH,     "Menerbitkan catatan pengamat",
              "Publish an observer's note under one's own name"),
    ActionRow(A.SCORE_RERUN,      "Menghitung ulang skor",
              "Run the published scores again on the public data"),
    ActionRow(A.ALLOCATION_RUN,     "Menghitung pembagian dana",
              "Share out the money of a closed round, as often as wanted"),
    ActionRow(A.ALLOCATION_ADOPT,   "Mengajukan hasil hitungan",
              "Put one run forward as the draft for the deliberation"),
    ActionRow(A.ALLOCATION_CONFIRM, "Menyetujui hasil hitungan",
              "Confirm that run as the second person and publish it"),
    ActionRow(A.ALLOCATION_CHANGE,  "Mencatat penyesuaian hasil musyawarah",
              "Record where a forum changed the computed draft, with its reason"),

    ActionRow(A.MINUTES_DRAFT,       "Menyusun berita acara",           "Draft the minutes"),
    ActionRow(A.MINUTES_READ,        "Mencatat pembacaan berita acara",
              "Record that the draft was read aloud"),
    ActionRow(A.MINUTES_APPROVE,     "Menyetujui berita acara",         "Approve the minutes"),
    ActionRow(A.MINUTES_SIGN,        "Menandatangani berita acara",
              "Sign minutes or, for the companion and the child protection office, the group's Suara Anak"),
    ActionRow(A.MINUTES_SEND,        "Mengirim berita acara",
              "Send the signed minutes to the next level"),
    ActionRow(A.CHECK_SECOND_READ,   "Menjadi pembaca kedua",
              "Be second reader of scans, paper entries and counts"),
    ActionRow(A.DOCUMENT_CHECK,      "Memeriksa keaslian dokumen",
              "Check the signature or scan of an uploaded document as an official"),
    ActionRow(A.CONSULTATION_ANSWER, "Menjawab konsultasi",             "Answer consultations"),

    ActionRow(A.CONSENT_GIVE,          "Memberi persetujuan",
              "Give consent (parent or guardian)"),
    ActionRow(A.CONSENT_WITHDRAW,      "Menarik persetujuan",              "Withdraw consent"),
    ActionRow(A.CONSENT_RECORD,        "Mencatat persetujuan",
              "Record consent given on paper or aloud, and the child's own agreement"),
    ActionRow(A.CHILD_GROUP,           "Memegang akun kelompok anak",
              "Hold the shared account of a children's group"),
    ActionRow(A.SAFEGUARD_REPORT,      "Merujuk ke petugas pelindungan",
              "Hide a disclosure and hand it to the trained contact"),
    ActionRow(A.SAFEGUARD_RECEIVE,     "Menerima rujukan pelindungan",
              "Receive disclosures (protection service)"),
    ActionRow(A.DATA_REQUEST,          "Meminta data sendiri",
              "Ask for, correct or erase one's own data"),
    ActionRow(A.DATA_ANSWER,           "Menjawab permintaan data pribadi", "Answer data-subject requests"),
    ActionRow(A.BREACH_MANAGE,         "Menangani kebocoran data",
              "Keep the breach register and its notices"),
    ActionRow(A.ORGANISATION_REGISTER, "Mendaftarkan lembaga",             "Register an organisation"),
    ActionRow(A.ORGANISATION_APPROVE,  "Menyetujui akun lembaga",          "Approve an organisation"),
    ActionRow(A.RECESS_RECORD,         "Mencatat reses",                   "Record a recess hearing"),

    ActionRow(A.CYCLE_MANAGE,         "Mengatur siklus dan tahapan",   "Open and close cycles and stages"),
    ActionRow(A.CYCLE_EXTEND,         "Memperpanjang tahapan",
              "Extend a stage for named villages or in bulk, by letter"),
    ActionRow(A.CYCLE_WARN,           "Mengingatkan batas waktu",
              "Warn the superior before a review window closes"),
    ActionRow(A.CHECKLIST_MANAGE,     "Mengatur daftar persiapan",     "Keep the checklist of preparation"),
    ActionRow(A.DEADLINE_WATCH,       "Memantau batas waktu unit",
              "See the open reviews of the own unit and their due dates"),
    ActionRow(A.VILLAGE_PLAN_RECEIVE, "Menerima RKP Desa dan DU-RKP",
              "Receive village plans and their upward lists"),
    ActionRow(A.RULES_MANAGE,         "Mengatur aturan main",
              "Set the rules of quorum, fairness and scoring"),
    ActionRow(A.STAKEHOLDER_MANAGE,   "Mengatur pemangku kepentingan",
              "Keep the list of stakeholders and how each is involved"),
    ActionRow(A.CATALOG_MANAGE,       "Mengatur kamus usulan",         "Keep the catalogue of works"),
    ActionRow(A.QUOTA_MANAGE,         "Mengatur kuota",                "Set quotas"),
    ActionRow(A.CEILING_MANAGE,       "Mengatur pagu",                 "Set ceilings"),
    ActionRow(A.ROUND_MANAGE,         "Mengatur penjaringan prioritas",
              "Prepare, open and close rounds of priorities, and print their codes"),
    ActionRow(A.ROUND_ENTER_PAPER,    "Memasukkan lembar pilihan kertas",
              "Type paper ballots of a round; each is typed by two people"),
    ActionRow(A.EXCHANGE_RUN,         "Menukar data dengan SIPD",      "Import from and export to SIPD"),

    ActionRow(A.PLAN_PUBLISH, "Menerbitkan dokumen rencana",      "Publish plan documents"),
    ActionRow(A.PLAN_VERSION, "Menaikkan status dokumen rencana",
              "Move a plan version to its next legal status"),
    ActionRow(A.PLAN_VERIFY,  "Memeriksa dokumen rencana",
              "Check a plan version as the second person, before it is published"),
    ActionRow(A.PLAN_ADOPT,   "Menetapkan rencana",
              "Adopt the plan: number, year, JDIH link of the regulation"),
    ActionRow(A.PLAN_SIGN,    "Menandatangani rencana",           "Sign the plan"),
    ActionRow(A.AUDIT_READ,   "Membaca jejak audit",              "Read the audit trail"),
    ActionRow(A.AUDIT_NOTE,   "Menulis catatan reviu",            "Write a review note"),

    ActionRow(A.DOCUMENT_PUBLISH,          "Menerbitkan informasi publik",
              "Keep the public information list"),
    ActionRow(A.INFORMATION_ANSWER,        "Menjawab permintaan informasi",
              "Answer information requests"),
    ActionRow(A.GUIDE_EDIT,                "Menyunting panduan dan dasar hukum",
              "Edit guides, questions and answers, and the list of legal bases"),
    ActionRow(A.METADATA_MANAGE,           "Mengatur metadata",                  "Keep the metadata"),
    ActionRow(A.CONFIG_MANAGE,             "Mengatur sistem",                    "Configure the system"),
    ActionRow(A.ACCOUNT_OPEN,              "Membuka akun",                       "Open an account"),
    ActionRow(A.ACCOUNT_KEEP,              "Mengurus akun sendiri",              "Keep one's own account"),
    ActionRow(A.ACCOUNTS_MANAGE,           "Mengatur akun",                      "Manage accounts"),
    ActionRow(A.ACCOUNT_CONFIRM_RESIDENCE, "Memastikan tempat tinggal warga",
              "Confirm that an account's holder lives in the village"),
    ActionRow(A.BACKUP_RUN,                "Membuat cadangan data",              "Make backups"),
)
# fmt: on
ACTION: dict[str, ActionRow] = {row.action: row for row in ACTIONS}
# The public log tells of these no more than that something was noted: neither what nor about whom.
CONFIDENTIAL = frozenset({Action.SAFEGUARD_REPORT, Action.SAFEGUARD_RECEIVE})
