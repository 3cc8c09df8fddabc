"""What happens in each stage, in words for residents; the official names stand in `rules.stages`.

A table, because officials read and correct it line by line, in both languages beside each other.
"""

from dataclasses import dataclass

from rembuk.rules.labels import in_language
from rembuk.rules.stages import StageCode


@dataclass(frozen=True, slots=True)
class StageWords:
    """One sentence about what happens, one about what a resident can do."""

    code: StageCode
    what_id: str
    what_en: str
    resident_id: str = ""
    resident_en: str = ""

    def what(self, lang: str) -> str:
        return in_language(lang, self.what_id, self.what_en)

    def resident(self, lang: str) -> str:
        return in_language(lang, self.resident_id, self.resident_en)


S = StageCode
_ROWS = (
    StageWords(
        S.HAMLET_MEETING,
        "Warga dusun berkumpul dan menyebutkan masalah yang paling mendesak.",
        "Residents of each hamlet meet and name their most pressing problems.",
        "Ajukan usulan dan datang ke musyawarah dusun Anda.",
        "Submit a proposal and come to your hamlet's meeting.",
    ),
    StageWords(
        S.VILLAGE_ASSEMBLY,
        "BPD memimpin Musyawarah Desa: daftar dari semua dusun dikumpulkan dan diperiksa.",
        "The village council leads an assembly that gathers and checks the lists of all hamlets.",
        "Masih bisa mengajukan usulan; hadir dan dengarkan usulan dusun lain.",
        "You can still submit a proposal; come and hear those of other hamlets.",
    ),
    StageWords(
        S.VILLAGE_DELIBERATION,
        "Desa memilih usulan yang paling penting dan menandatangani berita acara.",
        "The village chooses what matters most and signs the minutes.",
        "Kesempatan terakhir mengajukan usulan di desa; ikut menilai prioritas.",
        "The last chance to submit in the village; help to set the priorities.",
    ),
    StageWords(
        S.VILLAGE_PLAN_ADOPTION,
        "Rencana Kerja Pemerintah Desa disepakati dan ditetapkan dengan Peraturan Desa.",
        "The village plan is agreed and adopted as a village regulation.",
        "Lihat usulan mana yang dibiayai desa sendiri.",
        "See which proposals the village funds itself.",
    ),
    StageWords(
        S.VILLAGE_UPWARD_PROPOSALS,
        "Usulan yang di luar kewenangan desa disampaikan ke kabupaten melalui Camat.",
        "What a village cannot do itself is sent to the regency through the sub-district head.",
        "Ikuti usulan Anda lewat kodenya.",
        "Follow your proposal with its code.",
    ),
    StageWords(
        S.PREPARATION,
        "Bappeda membentuk tim, menghitung pagu, dan menyiapkan aturan main tahun ini.",
        "Bappeda forms the team, works out the ceilings and prepares this year's rules of the game.",
        "Baca aturan main dan pagu sebelum musyawarah dimulai.",
        "Read the rules and the ceilings before the meetings begin.",
    ),
    StageWords(
        S.NEIGHBORHOOD_MEETING,
        "Warga RT dan RW di kelurahan berembuk tentang kebutuhan lingkungannya.",
        "Neighbours in the urban villages discuss what their surroundings need.",
        "Ajukan usulan dan datang ke rembuk RT/RW Anda.",
        "Submit a proposal and come to your neighbourhood's meeting.",
    ),
    StageWords(
        S.THEMATIC_DELIBERATION,
        "Perempuan, anak, lansia, penyandang disabilitas, dan kelompok lain bermusyawarah sendiri.",
        "Women, children, the elderly, people with disabilities and others hold their own meetings.",
        "Ajukan usulan bersama kelompok Anda. Bila Musrenbang desa Anda sudah selesai, usulan disimpan untuk "
        "tahun berikutnya.",
        "Submit a proposal together with your group. Where the village Musrenbang is over, it is kept for "
        "the next year.",
    ),
    StageWords(
        S.WARD_DELIBERATION,
        "Kelurahan memilih usulan yang paling penting dan menandatangani berita acara.",
        "The urban village chooses what matters most and signs the minutes.",
        "Kesempatan terakhir mengajukan usulan di kelurahan; ikut menilai prioritas.",
        "The last chance to submit in the urban village; help to set the priorities.",
    ),
    StageWords(
        S.PUBLIC_CONSULTATION,
        "Rancangan awal rencana daerah dibahas bersama masyarakat, ahli, dan dunia usaha.",
        "Residents, experts and businesses discuss the first draft of the plan.",
        "Beri tanggapan atas rancangan awal.",
        "Comment on the first draft.",
    ),
    StageWords(
        S.PRIORITISATION,
        "Kecamatan memeriksa usulan desa; dinas memberi pendapat awal dan menyurvei lokasi.",
        "Sub-districts check the villages' proposals; agencies give an early opinion and survey the places.",
        "Ikuti hasil pemeriksaan usulan Anda.",
        "See how your proposal is checked.",
    ),
    StageWords(
        S.COUNCIL_INPUT,
        "DPRD memasukkan pokok-pokok pikiran hasil reses anggotanya.",
        "The council enters what its members heard in their districts.",
        "Sampaikan aspirasi saat reses anggota DPRD.",
        "Speak with your council member during recess.",
    ),
    StageWords(
        S.DISTRICT_DELIBERATION,
        "Delegasi desa dan kelurahan menyepakati prioritas kecamatan dalam batas pagu.",
        "Delegates of the villages agree on the sub-district's priorities within its ceiling.",
        "Lihat hasil musyawarah kecamatan Anda.",
        "See what your sub-district decided.",
    ),
    StageWords(
        S.AGENCY_FORUM,
        "Bappeda dan dinas memeriksa kelayakan, biaya, dan lokasi setiap usulan.",
        "Bappeda and the agencies check whether each proposal is feasible, what it costs and where.",
        "Baca jawaban dinas dan alasannya.",
        "Read the agency's answer and its reasons.",
    ),
    StageWords(
        S.ANNUAL_PLAN_DELIBERATION,
        "Semua hasil dipertemukan dan disepakati menjadi rancangan rencana daerah.",
        "All results come together and are agreed as the draft plan of the region.",
        "Lihat usulan yang masuk rancangan.",
        "See which proposals are in the draft.",
    ),
    StageWords(
        S.PLAN_FINALISATION,
        "Rencana diperiksa Inspektorat, difasilitasi provinsi, lalu ditetapkan dengan peraturan.",
        "The plan is reviewed, checked by the province and adopted by regulation.",
        "Baca dokumen rencana pada setiap versinya.",
        "Read the plan in each of its versions.",
    ),
    StageWords(
        S.BUDGETING,
        "Rencana menjadi anggaran: kebijakan umum, plafon sementara, lalu APBD.",
        "The plan becomes a budget: general policy, provisional ceilings, then the budget.",
        "Periksa usulan mana yang sudah dianggarkan.",
        "Check which proposals are in the budget.",
    ),
    StageWords(
        S.EXECUTION,
        "Pekerjaan dilaksanakan, dilaporkan setiap tiga bulan, dan diperiksa bersama warga.",
        "The works are done, reported every three months and checked with residents.",
        "Pantau pekerjaan dan nilai hasilnya.",
        "Watch the works and rate the result.",
    ),
    StageWords(
        S.PLAN_REVISION,
        "Rencana dan anggaran tahun berjalan disesuaikan bila keadaan berubah.",
        "This year's plan and budget are adjusted where things have changed.",
        "Lihat apa yang berubah dan alasannya.",
        "See what changes and why.",
    ),
)
WORDS: dict[str, StageWords] = {row.code: row for row in _ROWS}
