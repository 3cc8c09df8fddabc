"""Which accounts the practice regency has: one for each role that has an account, twice in the village."""

# ruff: noqa: E501  a row of a table is read as a row

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Account:
    """A role and the name under which its practice account signs in; `everywhere`: each place has such an officer."""

    role: str
    username: str
    everywhere: bool = False
    only: str = ""  # the kind of village that has it
    ward_username: str = ""  # its name in a kelurahan, where that differs

    def of(self, kind: str, village: str) -> "Account":
        """The account in the practice desa or the practice kelurahan."""
        username = (
            self.ward_username if kind == "kelurahan" and self.ward_username else f"{self.username}-{kind}"
        )
        if self.username in _BY_VILLAGE:
            username = f"{self.username}-{village.lower()}"
        return replace(self, username=username)


_BY_VILLAGE = frozenset(
    {"ketua-rt", "kepala-dusun", "kepala-lingkungan", "pendamping-anak", "delegasi", "wali"}
)
# fmt: off
ABOVE: tuple[Account, ...] = (
    Account("planning_admin", "admin-bappeda"),
    Account("planning_head", "kepala-bappeda"),
    Account("budget_team", "tapd"),
    Account("budget_officer", "bkad"),
    Account("regional_secretary", "sekda"),
    Account("executive", "bupati"),
    Account("village_affairs_officer", "petugas-dpmd"),
    Account("women_child_officer", "petugas-dp3a"),
    Account("council_member", "anggota-dprd"),
    Account("council_secretariat", "setwan"),
    Account("council_leader", "pimpinan-dprd"),
    Account("auditor", "inspektorat"),
    Account("information_officer", "ppid"),
    Account("data_steward", "walidata"),
    Account("data_protection_officer", "ppdp"),
    Account("sysadmin", "admin-sistem"),
    Account("university", "kampus"),
    Account("civil_society", "lembaga-warga"),
    Account("diaspora", "perantau"),
    Account("group_rep", "wakil-pokmas"),
)
DISTRICT: tuple[Account, ...] = (
    Account("district_admin", "admin-kecamatan", everywhere=True),
    Account("district_officer", "kasi-kecamatan", everywhere=True),
    Account("district_secretary", "sekcam"),
    Account("district_head", "camat", everywhere=True),
    Account("facilitator", "fasilitator", everywhere=True),
)
OFFICE_ACCOUNTS: tuple[Account, ...] = (
    Account("agency_verifier", "verifikator"),
    Account("agency_head", "kepala"),
    Account("surveyor", "surveyor"),
    Account("agency_operator", "operator"),
)
VILLAGE: tuple[Account, ...] = (
    Account("village_admin", "admin", everywhere=True),
    Account("village_secretary", "sekretaris"),
    Account("village_head", "kepala", everywhere=True, ward_username="lurah"),
    Account("village_council", "bpd", ward_username="lpm"),
    Account("village_verifier", "tim-verifikasi"),
    Account("hamlet_head", "kepala-dusun", only="desa"),
    Account("hamlet_head", "kepala-lingkungan", only="kelurahan"),
    Account("rt_rw_head", "ketua-rt"),
    Account("child_companion", "pendamping-anak"),
    Account("delegate", "delegasi"),
    Account("guardian", "wali"),
)
# fmt: on
