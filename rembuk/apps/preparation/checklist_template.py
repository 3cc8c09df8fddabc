"""What has to be ready before a planning year can start; a region adds its own lines.

A table in both languages, so that the list of a new cycle is the same everywhere and reads well.
"""

from dataclasses import dataclass

from rembuk.rules.labels import Labelled


@dataclass(frozen=True, slots=True)
class ChecklistLine(Labelled):
    """One thing to have ready; `page` is where it is prepared in Rembuk."""

    code: str
    label_id: str
    label_en: str
    page: str = ""


# fmt: off
CHECKLIST: tuple[ChecklistLine, ...] = (
    ChecklistLine("team", "SK Tim Penyusun RKPD ditetapkan (Sekda penanggung jawab, Kepala Bappeda ketua)",
                  "The decree of the drafting team is signed (regional secretary, chaired by Bappeda)"),
    ChecklistLine("holidays", "Hari libur nasional dan cuti bersama sudah dimasukkan",
                  "Public holidays and collective leave are entered"),
    ChecklistLine("calendar", "Jadwal tahapan diperiksa bersama kecamatan dan desa",
                  "The calendar is checked together with sub-districts and villages", "stages"),
    ChecklistLine("data", "Data penduduk, kemiskinan, dan disabilitas per desa diperbarui",
                  "Figures on people, poverty and disability are up to date for each village"),
    ChecklistLine("last_year", "Hasil usulan tahun lalu diumumkan, dengan alasan untuk setiap usulan",
                  "Last year's results are public, with a reason for each proposal"),
    ChecklistLine("stakeholders", "Pemangku kepentingan dipetakan, termasuk perempuan dan kelompok rentan",
                  "Stakeholders are mapped, women and vulnerable groups among them", "stakeholders"),
    ChecklistLine("rules", "Aturan main disusun dan diterbitkan",
                  "The rules of the game are written and published", "game_rules"),
    ChecklistLine("quotas", "Kuota usulan per desa ditetapkan",
                  "Quotas of proposals per village are set", "quotas"),
    ChecklistLine("ceilings", "Pagu indikatif per kecamatan ditetapkan dan diumumkan",
                  "Ceilings per sub-district are set and published", "ceilings_table"),
    ChecklistLine("catalog", "Kamus usulan dan standar harga diperbarui",
                  "The catalogue of works and its prices are up to date"),
    ChecklistLine("accounts", "Akun petugas desa, kecamatan, dan dinas diperiksa",
                  "The accounts of village, sub-district and agency officers are checked"),
    ChecklistLine("facilitators", "Fasilitator dilatih, termasuk melayani penyandang disabilitas",
                  "Facilitators are trained, also to serve people with disabilities"),
    ChecklistLine("announcement", "Sosialisasi berjalan: poster, radio, masjid dan gereja, grup WhatsApp",
                  "The year is announced: posters, radio, mosques and churches, WhatsApp groups"),
    ChecklistLine("access", "Tempat dan waktu musyawarah ramah perempuan, lansia, dan penyandang disabilitas",
                  "Places and times of meetings suit women, the elderly and people with disabilities"),
    ChecklistLine("budget", "Anggaran partisipasi tersedia: transpor, juru bahasa isyarat, penitipan anak",
                  "Money for taking part is there: transport, sign language, child care"),
)
# fmt: on
LINE: dict[str, ChecklistLine] = {row.code: row for row in CHECKLIST}
