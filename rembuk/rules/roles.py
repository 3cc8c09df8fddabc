"""Who may do what. A role is held *somewhere*: in a village, a sub-district, an agency or the whole region.

Read it top to bottom: it is the whole policy of rights. `docs/rules/peran.md` is printed from it.
A role is held between two dates by an appointing letter; nobody reviews an own proposal.
"""

from dataclasses import dataclass
from enum import StrEnum

from .actions import Action
from .labels import Labelled, in_language


class Scope(StrEnum):
    """Where a role is held."""

    NONE = "none"
    NEIGHBORHOOD = "neighborhood"
    VILLAGE = "village"
    DISTRICT = "district"
    AGENCY = "agency"
    AGENCY_GROUP = "agency_group"
    ELECTORAL_DISTRICT = "electoral_district"
    FORUM = "forum"
    REGION = "region"
    SYSTEM = "system"


class InFlow(StrEnum):
    """The part a role plays in the life of a proposal."""

    ACTS = "acts"
    SECOND_APPROVER = "second_approver"
    SUPPLIES_REQUIREMENT = "supplies_requirement"
    CONFIGURES_OR_SUPPORTS = "configures_or_supports"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class ScopeRow(Labelled):
    """What a scope covers."""

    code: Scope
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class InFlowRow(Labelled):
    """What a part in the flow is called."""

    code: InFlow
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Role(Labelled):
    """A duty with its rights; who holds it, where and until when is data."""

    code: str
    label_id: str
    label_en: str
    scope: Scope
    in_flow: InFlow
    summary_id: str
    summary: str
    can: frozenset[Action]

    def summary_text(self, lang: str) -> str:
        return in_language(lang, self.summary_id, self.summary)


A = Action
# fmt: off
SCOPES: tuple[ScopeRow, ...] = (
    ScopeRow(Scope.NONE,               "Tanpa wilayah",                      "No place"),
    ScopeRow(Scope.NEIGHBORHOOD,       "Satu RT atau RW",                    "One neighbourhood (RT or RW)"),
    ScopeRow(Scope.VILLAGE,            "Satu desa atau kelurahan",           "One village"),
    ScopeRow(Scope.DISTRICT,           "Satu kecamatan",                     "One sub-district"),
    ScopeRow(Scope.AGENCY,             "Satu dinas/instansi",                "One agency"),
    ScopeRow(Scope.AGENCY_GROUP,       "Dinas/instansi satu bidang Bappeda", "The agencies of one field"),
    ScopeRow(Scope.ELECTORAL_DISTRICT, "Satu daerah pemilihan DPRD",         "One electoral district"),
    ScopeRow(Scope.FORUM,              "Satu musyawarah",                    "One forum"),
    ScopeRow(Scope.REGION,             "Seluruh daerah",                     "The whole region"),
    ScopeRow(Scope.SYSTEM,             "Sistem",                             "The installation"),
)
F = InFlow
IN_FLOW: tuple[InFlowRow, ...] = (
    InFlowRow(F.ACTS,                   "Melakukan langkah",                     "Takes steps"),
    InFlowRow(F.SECOND_APPROVER,        "Menyetujui sebagai orang kedua",        "Approves as second person"),
    InFlowRow(F.SUPPLIES_REQUIREMENT,   "Memimpin, menilai, atau menandatangani", "Chairs, rates or signs"),
    InFlowRow(F.CONFIGURES_OR_SUPPORTS, "Menyiapkan atau mendukung",             "Prepares or supports"),
    InFlowRow(F.READ_ONLY,              "Membaca",                               "Reads"),
)

# Rights that several roles hold together.
READ = frozenset({A.READ_PUBLIC, A.ACCOUNT_KEEP})
LISTS = READ | {A.EXPORT_READ}
PROPOSE = READ | {A.PROPOSAL_SUBMIT, A.PROPOSAL_WITHDRAW, A.PROPOSAL_ASK_EXPLANATION}
TAKE_PART = PROPOSE | {A.PROPOSAL_COMMENT, A.PROPOSAL_FOLLOW, A.DATA_REQUEST}
RESIDE = TAKE_PART | {A.PROPOSAL_SUPPORT, A.WORKS_RATE, A.IMPACT_STATE, A.PLEDGE_MAKE}
LEAD_NEIGHBOURS = PROPOSE | {
    A.FORUM_RECORD, A.FORUM_DELEGATE, A.PROPOSAL_RANK, A.PLEDGE_MAKE, A.CHECK_SECOND_READ}
RUN_FORUM = frozenset({
    A.FORUM_RUN, A.FORUM_ATTENDANCE, A.FORUM_SUSPEND, A.FORUM_CLOSE,
    A.MINUTES_DRAFT, A.MINUTES_READ, A.MINUTES_SEND})
SIGN = frozenset({A.MINUTES_APPROVE, A.MINUTES_SIGN})
ANSWER = frozenset({A.PROPOSAL_ANSWER_EXPLANATION, A.DEADLINE_WATCH})
SECOND = frozenset({A.PROPOSAL_APPROVE_REJECTION, A.MINUTES_SIGN}) | ANSWER
MERGE = frozenset({A.PROPOSAL_MERGE, A.PROPOSAL_UNMERGE})
BUILD = frozenset({A.WORKS_START, A.WORKS_REPORT, A.WORKS_COMPLETE, A.WORKS_REOPEN})
DECIDE = MERGE | {A.PROPOSAL_RETURN, A.PROPOSAL_RANK, A.PROPOSAL_RECORD_DECISION, A.PROPOSAL_DEFER}
VILLAGE_OFFICE = LISTS | RUN_FORUM | DECIDE | BUILD | {
    A.PROPOSAL_COMPLETE, A.PROPOSAL_MOVE_TO_GRANT, A.PROPOSAL_FUND_BY_VILLAGE, A.PROPOSAL_RAISE,
    A.WORKS_REPORT_CONDITION, A.SAFEGUARD_REPORT, A.ACCOUNT_CONFIRM_RESIDENCE, A.ROUND_ENTER_PAPER,
    A.READINESS_ANSWER, A.IMPACT_RECORD}
DISTRICT_OFFICE = LISTS | RUN_FORUM | DECIDE | {A.ROUND_ENTER_PAPER}
OBSERVE = READ | {A.FORUM_OBSERVE, A.NOTE_PUBLISH, A.SCORE_RERUN}

ROLES: tuple[Role, ...] = (
    # --- residents, their groups and those who speak for them
    Role("citizen_guest", "Warga (tanpa akun)", "Resident without an account", Scope.NONE, F.READ_ONLY,
         "Membaca semua yang terbuka dan melacak usulan dengan kode atau QR.",
         "Reads everything public and tracks a proposal by its code or QR.",
         frozenset({A.READ_PUBLIC, A.ACCOUNT_OPEN})),
    Role("citizen", "Warga terdaftar", "Registered resident", Scope.VILLAGE, F.ACTS,
         "Punya akun; tempat tinggalnya belum diperiksa.",
         "Has an account; residence not checked.",
         RESIDE),
    Role("citizen_verified", "Warga terverifikasi", "Verified resident", Scope.VILLAGE, F.ACTS,
         "Tempat tinggalnya sudah diperiksa; boleh menilai prioritas dan memeriksa pekerjaan di dekat rumah.",
         "Residence checked; may vote and verify finished works near home.",
         RESIDE | {A.PROPOSAL_VOTE, A.WORKS_VERIFY}),
    Role("diaspora", "Perantau", "Native living elsewhere", Scope.REGION, F.ACTS,
         "Warga asal yang tinggal di luar daerah; usulannya menyebut asalnya dan berbobot tersendiri.",
         "Native living elsewhere; proposals carry their origin and a separate weight.",
         TAKE_PART | {A.CONSULTATION_ANSWER}),
    Role("child", "Anak (akun perorangan)", "Child (own account)", Scope.VILLAGE, F.ACTS,
         "Hanya bila daerah membukanya: akun sendiri dengan persetujuan orang tua dan kesediaan anak; "
         "namanya tidak pernah ditampilkan dan ia tidak menandatangani apa pun.",
         "Only where the region opts in: own account with consent of the parent and the child's own "
         "agreement; never named in public; signs nothing.",
         PROPOSE | {A.CONSULTATION_ANSWER, A.DATA_REQUEST}),
    Role("child_companion", "Pendamping Forum Anak", "Children's Forum companion", Scope.VILLAGE, F.ACTS,
         "Orang dewasa pemegang akun bersama kelompok anak: menulis bersama anak, menghitung anggota menurut "
         "kelompok umur dan jenis kelamin, menandatangani Suara Anak.",
         "Adult who holds the shared account of a children's group: enters its text with the children, "
         "counts members by age band and sex, signs Suara Anak.",
         PROPOSE | {A.CONSULTATION_ANSWER, A.CHILD_GROUP, A.CONSENT_RECORD, A.SAFEGUARD_REPORT,
                    A.MINUTES_SIGN}),
    Role("guardian", "Orang tua/wali", "Parent or guardian", Scope.NONE, F.CONFIGURES_OR_SUPPORTS,
         "Memberi dan menarik persetujuan untuk anak.",
         "Gives and withdraws consent for a child.",
         READ | {A.CONSENT_GIVE, A.CONSENT_WITHDRAW, A.CONSENT_RECORD, A.DATA_REQUEST}),
    Role("group_rep", "Wakil pokmas/lembaga/ormas", "Representative of a group", Scope.REGION, F.ACTS,
         "Mendaftarkan lembaga dengan data legalnya; mengajukan usulan hibah.",
         "Registers an organisation with its legal data; submits grant-type proposals.",
         TAKE_PART | {A.ORGANISATION_REGISTER, A.PLEDGE_MAKE, A.WORKS_REPORT_CONDITION}),
    Role("rt_rw_head", "Ketua RT/RW", "Head of the neighbourhood", Scope.NEIGHBORHOOD, F.ACTS,
         "Mengadakan rembuk, memasukkan dan mengurutkan hasilnya dalam kuota; pembaca kedua bagi RT lain.",
         "Holds the rembuk, enters and ranks its results within the quota; second reader for other RT.",
         LEAD_NEIGHBOURS),
    Role("hamlet_head", "Kepala Dusun (Kadus)", "Head of the hamlet", Scope.VILLAGE, F.ACTS,
         "Memimpin musyawarah dusun, memasukkan hasilnya, menetapkan delegasi.",
         "Leads the musyawarah dusun, enters its results, names delegates.",
         LEAD_NEIGHBOURS),
    Role("facilitator", "Fasilitator/pendamping", "Facilitator", Scope.DISTRICT, F.ACTS,
         "Memasukkan usulan orang lain dengan izinnya, menjalankan agenda, waktu, dan daftar hadir.",
         "Enters proposals for others with their consent, runs agenda, timer and attendance.",
         PROPOSE | RUN_FORUM | {
             A.PROPOSAL_COMPLETE, A.IMPACT_STATE, A.IMPACT_RECORD, A.READINESS_ANSWER,
             A.SAFEGUARD_REPORT}),
    Role("delegate", "Delegasi/utusan", "Delegate", Scope.FORUM, F.SUPPLIES_REQUIREMENT,
         "Bermusyawarah, mengurutkan, dan menilai dalam musyawarah yang memilih atau menerimanya.",
         "Deliberates, ranks and votes in the forum that elected or received the delegate.",
         READ | {A.FORUM_SPEAK, A.PROPOSAL_RANK, A.PROPOSAL_VOTE, A.FORUM_OBJECT}),

    # --- the village
    Role("village_admin", "Admin Desa/Kelurahan", "Village officer", Scope.VILLAGE, F.ACTS,
         "Memeriksa, melengkapi bersama pengusul, mengembalikan, menggabungkan; mencatat keputusan "
         "musyawarah; mengusulkan daftar ke kecamatan.",
         "Verifies, completes with the proposer, returns, merges; records the forum's decisions; "
         "raises the list to the sub-district.",
         VILLAGE_OFFICE),
    Role("village_secretary", "Sekretaris Desa / Tim Penyusun RKP Desa", "Village secretary", Scope.VILLAGE,
         F.ACTS,
         "Melengkapi usulan bersama pengusul, menyusun RKP Desa dan DU-RKP, menyimpan dokumen desa.",
         "Completes proposals with their proposers, drafts RKP Desa and DU-RKP, keeps the documents.",
         VILLAGE_OFFICE | {A.CHECK_SECOND_READ}),
    Role("village_head", "Kepala Desa/Lurah", "Village head", Scope.VILLAGE, F.SUPPLIES_REQUIREMENT,
         "Menyetujui dan menandatangani berita acara.",
         "Approves and signs the minutes.",
         READ | SIGN | ANSWER),
    Role("village_council", "BPD/LPM", "Village council", Scope.VILLAGE, F.SUPPLIES_REQUIREMENT,
         "Memimpin Musyawarah Desa, menandatangani bersama kepala desa, boleh mengajukan keberatan.",
         "Leads the Musyawarah Desa, signs with the head, may enter an objection.",
         READ | {A.FORUM_LEAD, A.MINUTES_SIGN, A.FORUM_OBJECT}),
    Role("village_verifier", "Tim Verifikasi Desa", "Village verification team", Scope.VILLAGE,
         F.SUPPLIES_REQUIREMENT,
         "Menilai kelayakan setiap usulan.",
         "Rates the eligibility of each proposal.",
         READ | {A.PROPOSAL_RATE_ELIGIBILITY}),

    # --- the sub-district
    Role("district_admin", "Admin Kecamatan", "Sub-district administrator", Scope.DISTRICT, F.ACTS,
         "Memeriksa, mengurutkan dalam pagu, mencatat keputusan kecamatan.",
         "Verifies, ranks within the ceiling, records the decisions of the sub-district.",
         DISTRICT_OFFICE),
    Role("district_officer", "Kasi/staf Kecamatan", "Sub-district officer", Scope.DISTRICT, F.ACTS,
         "Petugas yang mengerjakan daftar di kecamatan; juga pembaca kedua bagi desanya.",
         "The person who works the list in the sub-district; also reads a second time for its villages.",
         DISTRICT_OFFICE | {A.CHECK_SECOND_READ, A.DOCUMENT_CHECK}),
    Role("district_secretary", "Sekretaris Kecamatan (Sekcam)", "Sub-district secretary", Scope.DISTRICT,
         F.SUPPLIES_REQUIREMENT,
         "Memeriksa sebelum Camat menandatangani; menandatangani a.n. Camat.",
         "Checks before the Camat signs; signs a.n. Camat.",
         LISTS | SIGN | {A.CHECK_SECOND_READ}),
    Role("district_head", "Camat", "Head of the sub-district", Scope.DISTRICT, F.SUPPLIES_REQUIREMENT,
         "Memimpin Musrenbang Kecamatan, menandatangani berita acaranya, mengukuhkan delegasi.",
         "Chairs the Musrenbang Kecamatan, signs its minutes, confirms the delegates.",
         READ | SIGN | ANSWER | {A.FORUM_LEAD, A.FORUM_DELEGATE}),

    # --- the planning agency
    Role("planning_admin", "Admin Perencanaan Bappeda", "Planning administrator (Bappeda)", Scope.REGION,
         F.CONFIGURES_OR_SUPPORTS,
         "Membuka siklus dan tahapan; mengatur aturan main, kamus, kuota, dan pagu; mengatur akun petugas "
         "dan menyetujui akun lembaga; bertukar data dengan SIPD; menerbitkan dokumen.",
         "Opens cycles and stages, sets rules, catalog, quotas, ceilings; keeps the officers' accounts and "
         "approves organisation accounts; exchanges with SIPD; publishes.",
         LISTS | RUN_FORUM | {
             A.CYCLE_MANAGE, A.CYCLE_EXTEND, A.CHECKLIST_MANAGE, A.STAKEHOLDER_MANAGE, A.RULES_MANAGE,
             A.CATALOG_MANAGE, A.QUOTA_MANAGE, A.CEILING_MANAGE, A.ORGANISATION_APPROVE, A.EXCHANGE_RUN,
             A.ROUND_MANAGE, A.ROUND_ENTER_PAPER,
             A.ALLOCATION_RUN, A.ALLOCATION_CHANGE,
             A.PLAN_VERSION, A.PLAN_PUBLISH, A.DOCUMENT_CHECK, A.GUIDE_EDIT, A.ACCOUNTS_MANAGE}),
    Role("planning_partner", "Mitra Bappeda", "Planning partner (Bappeda)", Scope.AGENCY_GROUP, F.ACTS,
         "Memvalidasi usulan dinas/instansi bidangnya dan menentukan dinas/instansi tujuan.",
         "Validates the proposals of the agencies of its field and assigns the agency.",
         LISTS | MERGE | {
             A.PROPOSAL_RETURN, A.PROPOSAL_RECOMMEND, A.PROPOSAL_REJECT, A.PROPOSAL_FORWARD,
             A.PROPOSAL_ASSIGN_AGENCY, A.PROPOSAL_LINK_BUDGET, A.PROPOSAL_DEFER,
             A.ALLOCATION_RUN, A.ALLOCATION_ADOPT, A.ALLOCATION_CHANGE}),
    Role("planning_head", "Kepala Bappeda", "Head of the planning agency", Scope.REGION, F.SECOND_APPROVER,
         "Orang kedua bagi penolakan oleh Mitra; memeriksa dokumen rencana sebelum terbit; "
         "menandatangani berita acara tingkat daerah.",
         "Second approver of rejections by Mitra; checks plan documents before they are published; "
         "signs the minutes of the regional forums.",
         READ | SECOND | SIGN | {A.FORUM_LEAD, A.PLAN_VERIFY, A.ALLOCATION_CONFIRM}),

    # --- the agencies
    Role("agency_verifier", "Verifikator Perangkat Daerah", "Agency verifier", Scope.AGENCY, F.ACTS,
         "Memberi pendapat awal, memeriksa volume dan harga, meminta survei, menerima, mengalihkan, menolak, "
         "mengaitkan sub kegiatan, mengurus jalur hibah.",
         "Gives an early opinion, reviews volume and price, orders surveys, accepts, redirects, rejects, "
         "links the sub-activity, handles the grant route.",
         LISTS | MERGE | {
             A.PROPOSAL_EARLY_OPINION, A.PROPOSAL_ORDER_SURVEY, A.PROPOSAL_REDIRECT, A.PROPOSAL_FORWARD,
             A.PROPOSAL_CLOSE_AS_BUDGETED, A.PROPOSAL_ACCEPT, A.PROPOSAL_REJECT, A.PROPOSAL_RETURN,
             A.PROPOSAL_MOVE_TO_GRANT, A.READINESS_ANSWER}),
    Role("agency_head", "Kepala Perangkat Daerah", "Head of the agency", Scope.AGENCY, F.SECOND_APPROVER,
         "Orang kedua bagi penolakan dan pembatalan; menandatangani berita acara Forum Perangkat Daerah.",
         "Second approver of rejections and cancellations; signs the minutes of the agency forum.",
         READ | SECOND | SIGN | {A.FORUM_LEAD}),
    Role("surveyor", "Surveyor Perangkat Daerah", "Agency surveyor", Scope.AGENCY, F.ACTS,
         "Menyurvei di lapangan, juga tanpa sinyal: foto, posisi, ukuran, biaya.",
         "Surveys on the spot, offline: photographs, position, measures, cost.",
         READ | {A.PROPOSAL_REPORT_SURVEY, A.READINESS_ANSWER}),
    Role("agency_operator", "Operator Perangkat Daerah", "Agency operator", Scope.AGENCY, F.ACTS,
         "Melaporkan pengadaan, kemajuan, realisasi, dan dokumen.",
         "Reports procurement, progress, realisation and documents.",
         LISTS | RUN_FORUM | BUILD | {A.WORKS_PROCURE, A.PROPOSAL_CANCEL}),
    Role("village_affairs_officer", "Dinas PMD (DPMD)", "Village affairs officer", Scope.REGION, F.ACTS,
         "Menerima RKP Desa dan DU-RKP, mengikuti kalender desa, mengurus bantuan keuangan khusus ke desa.",
         "Receives RKP Desa and DU-RKP, follows the village calendar, handles special transfers to villages.",
         LISTS | {A.VILLAGE_PLAN_RECEIVE, A.PROPOSAL_CANCEL, A.DOCUMENT_CHECK}),
    Role("women_child_officer", "Dinas PPPA (DP3A)", "Women and child officer", Scope.REGION, F.ACTS,
         "Menandatangani Suara Anak; petugas terlatih penerima rujukan (UPTD PPA, SAPA 129); "
         "melaporkan usulan perempuan dan anak.",
         "Signs Suara Anak; trained contact for disclosures (UPTD PPA, SAPA 129); "
         "reports on women's and children's proposals.",
         LISTS | {A.SAFEGUARD_REPORT, A.SAFEGUARD_RECEIVE, A.MINUTES_SIGN}),

    # --- the budget, the council, the top
    Role("budget_team", "TAPD", "Budget team (TAPD)", Scope.REGION, F.ACTS,
         "Bappeda dan BKAD bersama, dipimpin Sekda: validasi akhir, KUA-PPAS, bantuan keuangan khusus.",
         "Bappeda and BKAD together under the Sekda: final validation of the amounts, KUA-PPAS, transfers.",
         LISTS | {A.PROPOSAL_VALIDATE_BUDGET, A.PROPOSAL_FUND_BY_TRANSFER, A.PROPOSAL_LINK_BUDGET,
                  A.PROPOSAL_DEFER, A.PROPOSAL_REJECT}),
    Role("budget_officer", "BKAD/BPKAD", "Finance officer", Scope.REGION, F.ACTS,
         "Mengaitkan usulan yang diterima ke baris APBD, ke KUA-PPAS bersama Bappeda.",
         "Links accepted proposals to APBD lines, to KUA-PPAS together with Bappeda.",
         LISTS | {A.PROPOSAL_LINK_BUDGET, A.PROPOSAL_DEFER}),
    Role("council_member", "Anggota DPRD", "Council member", Scope.ELECTORAL_DISTRICT, F.ACTS,
         "Mencatat reses dan mengajukan pokok-pokok pikiran.",
         "Records recess hearings and submits council proposals.",
         PROPOSE | {A.RECESS_RECORD}),
    Role("council_secretariat", "Sekretariat DPRD (Setwan)", "Council secretariat", Scope.REGION, F.ACTS,
         "Memeriksa pokok-pokok pikiran sebelum Mitra Bappeda atau dinas/instansi.",
         "Reviews the council proposals before Mitra or agency.",
         READ | {A.RECESS_RECORD, A.PROPOSAL_RETURN, A.PROPOSAL_RECOMMEND, A.PROPOSAL_REJECT}),
    Role("council_leader", "Pimpinan DPRD", "Council leader", Scope.REGION, F.SECOND_APPROVER,
         "Orang kedua bagi pokok-pokok pikiran yang ditolak; menyampaikan dokumen pokok-pokok pikiran.",
         "Second approver of rejected council proposals; presents the council's document.",
         READ | SECOND),
    Role("regional_secretary", "Sekretaris Daerah", "Regional secretary", Scope.REGION, F.SECOND_APPROVER,
         "Memimpin TAPD; orang kedua bagi penolakan oleh TAPD.",
         "Chairs TAPD; second approver of rejections by TAPD.",
         READ | SECOND | {A.READ_DASHBOARD}),
    Role("executive", "Kepala Daerah", "Head of the region", Scope.REGION, F.SUPPLIES_REQUIREMENT,
         "Melihat dasbor pimpinan; menandatangani peraturan dan berita acara.",
         "Executive dashboard; signs the regulation and the minutes.",
         READ | {A.READ_DASHBOARD, A.MINUTES_SIGN, A.PLAN_SIGN, A.PLAN_ADOPT}),

    # --- those who watch, inform and keep
    Role("auditor", "Inspektorat/APIP", "Internal auditor", Scope.REGION, F.READ_ONLY,
         "Membaca semuanya termasuk jejak audit; menulis catatan reviu atas rancangan akhir.",
         "Reads everything including the audit trail; writes review notes on the final draft plan.",
         READ | {A.READ_ALL, A.AUDIT_READ, A.AUDIT_NOTE}),
    Role("university", "Perguruan tinggi", "University", Scope.REGION, F.READ_ONLY,
         "Mengamati musyawarah, menerbitkan catatan, menghitung ulang skor. Tidak mengubah apa pun.",
         "Observes any forum, publishes a note, re-runs the scores. Edits nothing.",
         OBSERVE),
    Role("civil_society", "Organisasi masyarakat sipil", "Civil society organisation", Scope.REGION,
         F.READ_ONLY,
         "Mengamati musyawarah, menerbitkan catatan, menghitung ulang skor. Tidak mengubah apa pun.",
         "Observes any forum, publishes a note, re-runs the scores. Edits nothing.",
         OBSERVE),
    Role("information_officer", "PPID", "Public information officer", Scope.REGION,
         F.CONFIGURES_OR_SUPPORTS,
         "Menerbitkan informasi publik, menjawab permintaan informasi, merawat panduan.",
         "Publishes public information documents, answers information requests, keeps the guides.",
         READ | {A.DOCUMENT_PUBLISH, A.INFORMATION_ANSWER, A.GUIDE_EDIT}),
    Role("data_steward", "Walidata", "Data steward", Scope.REGION, F.CONFIGURES_OR_SUPPORTS,
         "Merawat metadata setiap kumpulan data yang terbit.",
         "Owns the metadata of every published data set.",
         READ | {A.METADATA_MANAGE}),
    Role("data_protection_officer", "Pejabat Pelindungan Data Pribadi (PPDP)", "Data protection officer",
         Scope.REGION, F.CONFIGURES_OR_SUPPORTS,
         "Menjawab permintaan pemilik data dan mengurus catatan kebocoran data.",
         "Handles data-subject requests and the breach register.",
         READ | {A.DATA_ANSWER, A.BREACH_MANAGE}),
    Role("sysadmin", "Administrator sistem", "System administrator", Scope.SYSTEM,
         F.CONFIGURES_OR_SUPPORTS,
         "Mengatur sistem, akun, dan cadangan data. Tidak dapat mengubah isi.",
         "Configuration, accounts, backup. Cannot edit content.",
         frozenset({A.CONFIG_MANAGE, A.ACCOUNTS_MANAGE, A.ACCOUNT_KEEP, A.BACKUP_RUN})),
)
# fmt: on
ROLE: dict[str, Role] = {role.code: role for role in ROLES}

# The platform itself: the only actor that is no person; recorded with the rule that fired.
SYSTEM = "system"
SYSTEM_CAN: frozenset[Action] = frozenset({A.PROPOSAL_ROUTE, A.PROPOSAL_EXPIRE, A.CYCLE_WARN})


# Those who hold an office: their accounts are made for them, and a second factor may be asked of them.
RESIDENT_ROLES: frozenset[str] = frozenset({
    "citizen_guest", "citizen", "citizen_verified", "diaspora", "child", "child_companion", "guardian",
    "group_rep", "delegate", "university", "civil_society"})  # fmt: skip
OFFICIAL_ROLES: frozenset[str] = frozenset(ROLE) - RESIDENT_ROLES


def labels_of(codes: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """The names of some roles, for a sentence; the platform has no role and is named as what it is."""
    system = in_language(lang, "sistem", "the platform")
    return tuple(system if code == SYSTEM else ROLE[code].label(lang) for code in codes)
