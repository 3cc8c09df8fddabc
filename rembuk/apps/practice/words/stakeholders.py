"""Institutions with a stake in the plan of Nusawangi, all invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StakeholderRow:
    """An institution, whom it speaks for, how it weighs and how it takes part."""

    name: str
    constituency: str
    influence: int
    interest: int
    engagement: str
    is_invited: bool


S = StakeholderRow
# fmt: off
STAKEHOLDERS: tuple[StakeholderRow, ...] = (
    S("Tim Penggerak PKK Kabupaten Nusawangi",          "women",      4, 5, "collaborate", True),
    S("Serikat Perempuan Tani Nusawangi",               "women",      2, 5, "involve",     True),
    S("Himpunan Penyandang Disabilitas Nusawangi",      "disability", 2, 5, "collaborate", True),
    S("Paguyuban Lansia Sehat",                         "older",      2, 4, "involve",     True),
    S("Forum Anak Nusawangi",                           "children",   1, 5, "involve",     True),
    S("Jaringan Warga Miskin Kota Kertawangi",          "poor",       1, 5, "involve",     True),
    S("Karang Taruna Kabupaten",                        "youth",      3, 4, "involve",     True),
    S("Gabungan Kelompok Tani Arganusa",                "farmers",    3, 5, "involve",     True),
    S("Rukun Nelayan Muaranusa",                        "farmers",    2, 5, "involve",     True),
    S("Serikat Pekerja Konveksi Nusawangi",             "workers",    2, 4, "consult",     True),
    S("Forum Usaha Kecil Nusawangi",                    "business",   3, 4, "involve",     True),
    S("Kamar Dagang Kabupaten",                         "business",   4, 3, "consult",     True),
    S("Forum Kerukunan Umat Beragama",                  "faith",      4, 3, "consult",     True),
    S("Perkumpulan Sahabat Sungai",                     "civil",      2, 5, "involve",     True),
    S("Universitas Nusa Wangi",                         "university", 3, 4, "collaborate", True),
    S("Radio Suara Wangi",                              "media",      3, 3, "inform",      False),
    S("DPRD Kabupaten Nusawangi",                       "council",    5, 5, "decide",      True),
    S("Balai Wilayah Sungai",                           "government", 4, 2, "consult",     True),
    S("Kantor Statistik Kabupaten",                     "government", 2, 3, "consult",     True),
)
# fmt: on
