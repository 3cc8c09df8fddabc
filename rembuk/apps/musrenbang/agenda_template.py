"""Agendas to begin with, minutes per item. Seeds: practice of Semarang and Bojonegoro."""

_NEIGHBOURHOOD = (
    ("Pembukaan", 5), ("Arahan", 10), ("Potensi dan masalah", 30), ("Pembahasan usulan", 45),
    ("Penentuan prioritas", 30),
    ("Pengisian formulir", 10), ("Pemilihan utusan", 5),
)  # fmt: skip
_VILLAGE = (
    ("Pembukaan dan Indonesia Raya", 10), ("Laporan panitia dan tata tertib", 15),
    ("Pemaparan pagu dan usulan", 30),
    ("Suara perempuan, anak, lansia, dan penyandang disabilitas", 20), ("Musyawarah daftar usulan", 90),
    ("Pemilihan utusan", 15), ("Pembacaan dan penandatanganan Berita Acara", 20),
)  # fmt: skip
_REGION = (
    ("Pembukaan dan Indonesia Raya", 10), ("Laporan penyelenggara", 15), ("Kebijakan provinsi", 20),
    ("Pokok-pokok pikiran DPRD", 20), ("Aspirasi perempuan, Forum Anak, dan penyandang disabilitas", 30),
    ("Arahan kepala daerah", 20), ("Pembahasan dan diskusi", 90),
    ("Pembacaan dan penandatanganan Berita Acara", 20),
)  # fmt: skip
_BY_TYPE = {
    "hamlet_meeting": _NEIGHBOURHOOD,
    "neighborhood_meeting": _NEIGHBOURHOOD,
    "annual_plan_deliberation": _REGION,
}


def agenda_of(type_code: str) -> tuple[tuple[str, int], ...]:
    """(title, minutes) in order."""
    return _BY_TYPE.get(type_code, _VILLAGE)
