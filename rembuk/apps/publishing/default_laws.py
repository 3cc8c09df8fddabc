"""The first list of the legal basis. "unverified" means: the planning office compares it with the official text.

The numbers and subjects are known; where an amendment or a date has not been read in the official text, the
status says so on the page instead of guessing.
"""

# ruff: noqa: E501  a paragraph is one line, as officials will find it in the editor

from .words import Words

# The official catalogue; its addresses follow from kind, number and year.
_CATALOGUE = "https://peraturan.go.id/id/"
# Where that is not so, the register of the ministry itself.
_REGISTERS = {"Permendesa": "https://jdih.kemendesa.go.id/"}
_UU, _PP, _PERPRES, _HOME, _VILLAGES = "UU", "PP", "Perpres", "Permendagri", "Permendesa"
_LAWS = (
    (_UU, 25, 2004, "unverified", "Sistem Perencanaan Pembangunan Nasional", "The system of national development planning"),
    (_UU, 23, 2014, "amended", "Pemerintahan Daerah", "Regional government"),
    (_UU, 6, 2014, "amended", "Desa", "Villages"),
    (_UU, 3, 2024, "unverified", "Perubahan Kedua atas UU Desa", "Second amendment of the Village Law"),
    (_UU, 14, 2008, "in_force", "Keterbukaan Informasi Publik", "Openness of public information"),
    (_UU, 27, 2022, "in_force", "Pelindungan Data Pribadi", "Protection of personal data"),
    (_PP, 12, 2019, "unverified", "Pengelolaan Keuangan Daerah", "Regional finance"),
    (_PERPRES, 39, 2019, "in_force", "Satu Data Indonesia", "One Data Indonesia"),
    (_HOME, 86, 2017, "unverified", "Tata cara perencanaan, pengendalian, dan evaluasi pembangunan daerah", "How regional development is planned, controlled and evaluated"),
    (_HOME, 90, 2019, "amended", "Klasifikasi, kodefikasi, dan nomenklatur perencanaan pembangunan dan keuangan daerah", "Codes and names of regional planning and finance"),
    (_HOME, 70, 2019, "unverified", "Sistem Informasi Pemerintahan Daerah (SIPD)", "The national information system of regional government (SIPD)"),
    (_HOME, 77, 2020, "unverified", "Pedoman teknis pengelolaan keuangan daerah", "Technical guide to regional finance"),
    (_HOME, 114, 2014, "unverified", "Pedoman Pembangunan Desa", "Guide to village development"),
    (_VILLAGES, 16, 2019, "unverified", "Musyawarah Desa", "Village forums"),
    (_VILLAGES, 21, 2020, "unverified", "Pedoman umum pembangunan desa dan pemberdayaan masyarakat desa", "General guide to village development and empowerment"),
)  # fmt: skip


def _law(place: int, kind: str, number: int, year: int, status: str, subject: str, subject_en: str) -> Words:
    return Words(
        "law", subject, title_en=subject_en, law_number=f"{kind} {number}/{year}", law_status=status,
        law_url=_REGISTERS.get(kind) or f"{_CATALOGUE}{kind.lower()}-no-{number}-tahun-{year}", position=place,
    )  # fmt: skip


LAWS = tuple(_law(place, *row) for place, row in enumerate(_LAWS, start=1))
