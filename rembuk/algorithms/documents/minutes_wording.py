"""What the Berita Acara of each forum is called and what it leads to; one row per type of forum."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that differ. {government}, {year} and {village_year} are filled in."""

    forum_type: str
    title: str
    attendance: str  # DAFTAR HADIR PESERTA ...
    agreed_title: str
    plan: str  # the plan the forum works on
    next_forum: str  # where its list is discussed next
    becomes: str  # what its minutes are material for
    columns: Literal["village", "region"] = "region"


_RKP_DESA = "RKP Desa Tahun {village_year} dan Daftar Usulan RKP Desa Tahun {year}"
_RKPD = "RKPD {government} Tahun {year}"
_AGENCY_DRAFTS = "Rancangan Renja Perangkat Daerah dan Rancangan RKPD {government} Tahun {year}"
_VILLAGE_LIST = "DAFTAR USULAN PRIORITAS DESA"

WORDINGS = (
    Wording(
        "hamlet_meeting",
        title="BERITA ACARA MUSYAWARAH DUSUN",
        attendance="MUSYAWARAH DUSUN",
        agreed_title="DAFTAR USULAN PRIORITAS DUSUN",
        plan=_RKP_DESA,
        next_forum="Musyawarah Desa penyusunan RKP Desa",
        becomes="bahan penyusunan Rancangan RKP Desa Tahun {village_year}",
        columns="village",
    ),
    Wording(
        "village_assembly",
        title="BERITA ACARA MUSYAWARAH DESA PENYUSUNAN RKP DESA",
        attendance="MUSYAWARAH DESA",
        agreed_title=_VILLAGE_LIST,
        plan=_RKP_DESA,
        next_forum="Musrenbang Desa",
        becomes="bahan penyusunan Rancangan RKP Desa Tahun {village_year} oleh Tim Penyusun RKP Desa",
        columns="village",
    ),
    Wording(
        "village_deliberation",
        title="BERITA ACARA MUSRENBANG DESA",
        attendance="MUSRENBANG DESA",
        agreed_title=_VILLAGE_LIST,
        plan=_RKP_DESA,
        next_forum="Musyawarah Desa pembahasan dan penyepakatan RKP Desa serta Musrenbang Kecamatan",
        becomes=f"bahan penyusunan Rancangan {_RKP_DESA}",
        columns="village",
    ),
    Wording(
        "village_plan_adoption",
        title="BERITA ACARA MUSYAWARAH DESA PEMBAHASAN DAN PENYEPAKATAN RKP DESA",
        attendance="MUSYAWARAH DESA",
        agreed_title=_VILLAGE_LIST,
        plan=_RKP_DESA,
        next_forum="Musrenbang Kecamatan sebagai Daftar Usulan RKP Desa",
        becomes="dasar penyusunan Peraturan Desa tentang RKP Desa Tahun {village_year}",
        columns="village",
    ),
    Wording(
        "neighborhood_meeting",
        title="BERITA ACARA REMBUK WARGA",
        attendance="REMBUK WARGA",
        agreed_title="DAFTAR USULAN PRIORITAS WARGA",
        plan=_RKPD,
        next_forum="Musrenbang Kelurahan",
        becomes="bahan Musrenbang Kelurahan",
        columns="village",
    ),
    Wording(
        "ward_deliberation",
        title="BERITA ACARA MUSRENBANG KELURAHAN",
        attendance="MUSRENBANG KELURAHAN",
        agreed_title="DAFTAR USULAN PRIORITAS KELURAHAN",
        plan=_RKPD,
        next_forum="Musrenbang Kecamatan",
        becomes="bahan penyusunan Rancangan RKPD {government} Tahun {year}",
        columns="village",
    ),
    Wording(
        "thematic_deliberation",
        title="BERITA ACARA MUSRENBANG TEMATIK",
        attendance="MUSRENBANG TEMATIK",
        agreed_title="DAFTAR USULAN PRIORITAS",
        plan=_RKPD,
        next_forum="Musrenbang Kelurahan",
        becomes="bahan Musrenbang Kelurahan dan penyusunan Rancangan RKPD {government} Tahun {year}",
        columns="village",
    ),
    Wording(
        "district_deliberation",
        title="BERITA ACARA KESEPAKATAN HASIL MUSRENBANG KECAMATAN",
        attendance="MUSRENBANG KECAMATAN",
        agreed_title="DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN MENURUT SKPD",
        plan=_RKPD,
        next_forum="Forum Perangkat Daerah/Lintas Perangkat Daerah",
        becomes=f"bahan penyusunan {_AGENCY_DRAFTS}",
    ),
    Wording(
        "public_consultation",
        title="BERITA ACARA KONSULTASI PUBLIK RANCANGAN AWAL RKPD",
        attendance="KONSULTASI PUBLIK",
        agreed_title="DAFTAR KESEPAKATAN KONSULTASI PUBLIK",
        plan=_RKPD,
        next_forum="Musrenbang Kecamatan dan Forum Perangkat Daerah",
        becomes="bahan penyempurnaan Rancangan Awal RKPD {government} Tahun {year}",
    ),
    Wording(
        "agency_forum",
        title="BERITA ACARA KESEPAKATAN HASIL FORUM PERANGKAT DAERAH",
        attendance="FORUM PERANGKAT DAERAH",
        agreed_title="DAFTAR KEGIATAN PRIORITAS MENURUT PERANGKAT DAERAH",
        plan=_RKPD,
        next_forum="Musrenbang RKPD {government}",
        becomes=f"bahan penyempurnaan {_AGENCY_DRAFTS}",
    ),
    Wording(
        "annual_plan_deliberation",
        title="BERITA ACARA KESEPAKATAN HASIL MUSRENBANG RKPD",
        attendance="MUSRENBANG RKPD",
        agreed_title="DAFTAR KEGIATAN PRIORITAS MENURUT PERANGKAT DAERAH",
        plan=_RKPD,
        next_forum="Musrenbang RKPD Provinsi",
        becomes="bahan penyusunan Rancangan Akhir RKPD {government} Tahun {year}",
    ),
)  # fmt: skip

WORDING = {row.forum_type: row for row in WORDINGS}
