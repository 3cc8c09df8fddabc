"""The printed pages of people, calendar, reasons, forums and the rules of fairness.

Written for an official who has never seen the program.
"""

from .actions import ACTIONS, Action
from .categories import CATEGORIES
from .deadlines import DEADLINE_RULES, SIDE_EVENTS
from .fairness import (
    CONSTITUENCIES,
    PRICE_DEVIATION,
    QUOTA_RULES,
    RESPONSE_TIMES,
    SMALL_CELL_LIMIT,
    WOMEN_SHARE,
)
from .forum_flow import FORUM_STATE, FORUM_STEPS, actors_of
from .forum_types import FORUM_TYPE, FORUM_TYPES, Counted, ForumType
from .forums import DECISION_METHODS, OUTCOMES, QUORUM_EFFECT, outcome_inputs
from .indicators import ELEMENTS, GRADES, INDICATORS
from .inputs import INPUT, INPUTS
from .page_tables import sentence, table, verified
from .plan_versions import PLAN_VERSIONS
from .prices import PRICE_KINDS
from .proposal_flow import STATE, STEP
from .proposal_steps import SEASON
from .protections import CHILDREN, RELATIONS, TWO_PERSON_CHECKS
from .readiness import CHECK, CHECKS, READINESS
from .reasons import ELIGIBILITIES, MIN_REASON_TEXT, REASONS
from .roles import IN_FLOW, ROLE, ROLES, SCOPES, SYSTEM_CAN, labels_of
from .stages import PHASE, STAGE, STAGES, TRACKS, YearlyDay
from .village_annual_plan import EXECUTION_PATTERNS, VILLAGE_FIELDS, village_field_of
from .words import AGENCY_FOR_RESIDENTS, AGENCY_IN_SIPD, AGENCY_ON_PAPER, FIXED_WORDS, NEVER_WORDS

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
          "November", "Desember")  # fmt: skip
FEW = 4


def roles_page() -> str:
    scope = {row.code: row.label_id for row in SCOPES}
    part = {row.code: row.label_id for row in IN_FLOW}
    actions = [(row.action, row.label_id) for row in ACTIONS]
    lines = [
        "# Peran dan hak", "",
        "Peran dipegang di suatu wilayah atau dinas/instansi, di antara dua tanggal, dengan surat "
        "penunjukan. Hak berlaku bila empat hal benar: perannya, wilayahnya, dinas/instansinya, dan "
        "tahapannya. Tidak seorang pun memeriksa usulannya sendiri.", "",
    ]  # fmt: skip
    for role in ROLES:
        can = sentence(label for action, label in actions if action in role.can)
        lines += [f"## {role.label_id}", "", role.summary_id, "",
                  f"- Wilayah: {scope[role.scope]}", f"- Bagian dalam alur usulan: {part[role.in_flow]}",
                  f"- Boleh: {can}",
                  f"- Nama dalam pengaturan dan jejak audit: `{role.code}`", ""]  # fmt: skip
    system = sentence(label for action, label in actions if action in SYSTEM_CAN)
    lines += ["## Sistem", "",
              "Satu-satunya pelaku yang bukan orang; setiap langkahnya dicatat dengan aturan yang "
              f"menjalankannya. Boleh: {system}.", ""]  # fmt: skip
    return "\n".join([*lines, _relations(), _second_readers(), _children()])


def _relations() -> str:
    rows = [(row.label_id, sentence(labels_of(row.held_by, "id"))) for row in RELATIONS]
    return "\n".join(["## Hubungan dengan usulan", "", table(("Hubungan", "Dapat dipegang"), rows)])


def _second_readers() -> str:
    rows = [(row.label_id, sentence(labels_of(row.second_readers, "id"))) for row in TWO_PERSON_CHECKS]
    return "\n".join([
        "## Pembaca kedua", "", "Selalu orang lain daripada yang memasukkan atau memindai.", "",
        table(("Yang dibaca", "Pembaca kedua"), rows),
    ])  # fmt: skip


def _children() -> str:
    holder = ROLE[CHILDREN.group_account_holder].label_id
    consents = sentence(INPUT[code].label_id for code in CHILDREN.consents)
    signers = sentence(labels_of(CHILDREN.output_signers, "id"))
    return "\n".join([
        "## Anak", "",
        f"Anak ikut lewat akun bersama kelompok, yang dipegang {holder}; akun perorangan hanya bila daerah "
        "membukanya. Yang dihitung hanya kelompok umur dan jenis kelamin. Dicatat keduanya: "
        f"{consents}. Anak tidak menandatangani berita acara. Bila persetujuan ditarik, "
        f"{CHILDREN.on_withdrawal_id}. Suara Anak ditandatangani {signers}. Pengungkapan kekerasan langsung "
        f"disembunyikan dan dirujuk ke {ROLE[CHILDREN.disclosures_to].label_id}.", "",
        f"Dasar: {verified(CHILDREN.basis)}.", "",
    ])  # fmt: skip


def actions_page() -> str:
    rows = [(f"`{row.action}`", row.label_id, _holders(row.action)) for row in ACTIONS]
    return "\n".join([
        "# Tindakan dan kejadian", "",
        "Setiap tindakan dicatat dalam jejak audit dengan nama di kolom pertama. Yang tidak ada di daftar "
        "ini tidak dapat dilakukan.", "",
        table(("Nama", "Tindakan", "Siapa boleh"), rows),
        "## Di samping alur", "",
        "Kejadian yang tidak mengubah status usulan.", "",
        table(("Kejadian", "Pada status", "Oleh", "Keterangan"),
              [(row.label_id, sentence(STATE[code].label_id for code in row.on),
                sentence(labels_of(row.actors, "id")), row.meaning_id) for row in SIDE_EVENTS]),
    ])  # fmt: skip


def _holders(action: Action) -> str:
    holders = [role.label_id for role in ROLES if action in role.can]
    others = [role.label_id for role in ROLES if action not in role.can]
    if len(others) < FEW:
        return f"semua peran kecuali {sentence(others)}"
    return sentence(holders) or "Sistem"


def calendar_page() -> str:
    track = {row.code: row.label_id for row in TRACKS}
    rows = [
        (row.label_id, track[row.track], PHASE[row.phase].label_id, _day(row.opens), _day(row.closes),
         _day(row.latest) if row.latest else "", "ya" if row.parallel else "")
        for row in STAGES
    ]  # fmt: skip
    return "\n".join([
        "# Tahapan", "",
        "Tahun rencana disebut n: RKPD tahun n disusun pada n-1, dan desa mulai bermusyawarah pada n-2. "
        "Semua tanggal di sini adalah awal yang dapat dipindah daerah, dengan alasan yang terbaca publik. "
        "Hari libur dan cuti bersama menggeser awal dan akhir ke hari kerja berikutnya, tetapi tidak pernah "
        "melewati batas hukum: di sana tahapan berakhir pada hari kerja sebelumnya.", "",
        table(("Jalur", "Artinya"), [(row.label_id, row.meaning_id) for row in TRACKS]),
        table(("Tahapan", "Jalur", "Fase", "Mulai", "Selesai", "Batas hukum", "Sejajar"), rows),
        "## Musim usulan", "",
        "Usulan warga langsung masuk ke tahun rencana selama musim usulan, yaitu "
        f"{sentence(STAGE[code].label_id for code in SEASON)}. Bagi sebuah desa atau kelurahan, musim itu "
        "berakhir ketika Musrenbang-nya sendiri selesai, juga bila tahapan daerah masih terbuka: sesudah itu "
        "tidak ada lagi yang dapat menyepakatinya. Usulan yang datang di luar musim tidak pernah ditolak: ia "
        "mendapat kode dan tanda terima, dicatat untuk tahun berikutnya, dan terbuka sendiri saat musim itu "
        "mulai.", "",
        "## Sebelum dan sesudah batas waktu", "",
        "Peringatan mengikuti batas waktu yang berlaku bagi desa itu sendiri: bila tahapan dipindah, atau "
        "diperpanjang dengan surat, batas waktu menjawab ikut pindah.", "",
        table(("Aturan", "Oleh", "Keterangan"),
              [(row.label_id, sentence(labels_of(row.actors, "id")), row.meaning_id + _days(row.days_before))
               for row in DEADLINE_RULES]),
    ])  # fmt: skip


def _day(day: YearlyDay) -> str:
    offset, month, number = day
    return f"{number} {MONTHS[month - 1]} n{offset:+d}" if offset else f"{number} {MONTHS[month - 1]} n"


def _days(days: tuple[int, ...]) -> str:
    return f": {sentence(str(day) for day in days)} hari sebelumnya" if days else ""


def reasons_page() -> str:
    rows = [
        (row.label_id, row.advice_id, sentence(dict.fromkeys(STEP[code].label_id for code in row.must_offer)),
         f"`{row.code}`")
        for row in REASONS
    ]  # fmt: skip
    return "\n".join([
        "# Alasan", "",
        f"Alasan terdiri dari satu kode dan kalimat biasa, sedikitnya {MIN_REASON_TEXT} huruf, yang dibaca "
        "pengusul dan publik. Beberapa alasan punya jalan yang lebih baik daripada penolakan.", "",
        table(("Alasan", "Yang lebih baik", "Langkahnya", "Kode"), rows),
        "## Penilaian kelayakan oleh Tim Verifikasi Desa", "",
        table(("Penilaian", "Dapat disepakati"),
              [(row.label_id, "ya" if row.may_be_agreed else "tidak") for row in ELIGIBILITIES]),
    ])  # fmt: skip


def inputs_page() -> str:
    rows = [
        (row.label_id, row.meaning_id, sentence(INPUT[code].label_id for code in row.alternatives),
         row.sipd_field or "")
        for row in INPUTS
    ]  # fmt: skip
    return "\n".join([
        "# Isian", "",
        "Yang dapat diminta sebuah langkah. Alur usulan menyebut isian mana yang wajib di langkah mana.", "",
        table(("Isian", "Artinya", "Boleh digantikan", "Kolom SIPD"), rows),
        "## Kelompok usulan", "",
        table(("Kelompok", "Bidang urusan", "Pekerjaan fisik"),
              [(row.label_id, row.field_code, "ya" if row.is_physical else "") for row in CATEGORIES]),
        "## Lembar kesiapan", "",
        "Dijawab tim desa atau dinas/instansi di halaman usulan dan terbaca sebelum keputusan. Jawaban "
        "“belum” menyebut apa yang kurang; tidak ada usulan yang ditolak olehnya.", "",
        table(("Yang ditanyakan", "Pertanyaannya"), [(row.label_id, row.asks_id) for row in CHECKS]),
        table(("Kelompok", "Yang ditanyakan"),
              [(row.label_id, sentence(CHECK[code].label_id for code in READINESS[row.code]))
               for row in CATEGORIES]),
        "## Standar harga", "",
        table(("Standar", "Nama", "Artinya"),
              [(row.code, row.label_id, row.meaning_id) for row in PRICE_KINDS]),
    ])  # fmt: skip


def forums_page() -> str:
    return "\n".join([
        "# Musyawarah", "",
        "Musyawarah mufakat didahulukan; pemungutan suara hanya sesudah dicatat bahwa mufakat tidak "
        "tercapai. Penilaian prioritas menyiapkan musyawarah dan tidak pernah menjadi keputusan. Tingkat "
        "berikutnya menerima daftar begitu berita acara ditandatangani; nomor surat boleh menyusul. Berita "
        "acara yang sudah ditandatangani hanya diperbaiki dengan BA perubahan.", "",
        "## Penyelenggara dan kuorum", "",
        table(("Musyawarah", "Dijalankan oleh", "Ditandatangani oleh", "Kuorum", "Bila tidak tercapai"),
              [_forum(row) for row in FORUM_TYPES]),
        "## Cara memutuskan", "",
        table(("Urutan", "Cara", "Syarat"),
              [(str(row.order or "menyiapkan saja"), row.label_id,
                "pernyataan bahwa mufakat tidak tercapai" if row.requires else "")
               for row in DECISION_METHODS]),
        "## Jalannya musyawarah", "",
        table(("Dari", "Langkah", "Menjadi", "Oleh, misalnya di Musrenbang Kecamatan"),
              [(FORUM_STATE[step.at].label_id, step.label_id, FORUM_STATE[step.to].label_id,
                sentence(labels_of(actors_of(step, "district_deliberation"), "id")))
               for step in FORUM_STEPS]),
        "## Keputusan atas usulan", "",
        "Keputusan disimpan bersama musyawarahnya dan menjadi langkah usulan ketika berita acara "
        "ditandatangani.", "",
        table(("Musyawarah", "Keputusan", "Langkah usulan", "Yang perlu ditulis"),
              [(FORUM_TYPE[code].label_id, row.label_id,
                sentence(STEP[step].label_id for step in row.steps)
                or "berita acaranya menjadi dasar keputusan TAPD",
                sentence(INPUT[one].label_id for one in outcome_inputs(row)))
               for code, outcomes in OUTCOMES.items() for row in outcomes]),
        "## RKP Desa", "",
        "Usulan yang didanai desa masuk RKP Desa tahun n-1 menurut bidangnya, yang diusulkan ke kecamatan "
        "masuk DU-RKP Desa untuk n. Bidang mengikuti jenis usulan; musyawarah boleh memilih yang lain. Pola "
        f"pelaksanaan: {sentence(row.label_id for row in EXECUTION_PATTERNS)}.", "",
        table(("Bidang", "Nama", "Jenis usulan"),
              [(str(row.number), row.label_id,
                sentence(kind.label_id for kind in CATEGORIES if village_field_of(kind.code) is row))
               for row in VILLAGE_FIELDS]),
        "## Status dokumen rencana", "",
        "Kata RKPD saja hanya dipakai untuk yang ditetapkan, dengan nomor dan tahun peraturannya.", "",
        table(("Urutan", "Status"), [(str(row.order), row.label_id) for row in PLAN_VERSIONS]),
    ])  # fmt: skip


def _forum(row: ForumType) -> tuple[str, ...]:
    what = "orang yang diundang" if row.counted is Counted.INVITED_PERSONS else "unsur yang diundang"
    how = "lebih dari" if row.more_than else "sedikitnya"
    source = f"; {verified(row.source)}" if row.source else ""
    return (
        row.label_id,
        sentence(labels_of(row.run_by, "id")),
        sentence(labels_of(row.signed_by, "id")),
        f"{how} {row.share} {what}{source}",
        QUORUM_EFFECT[row.effect].label_id,
    )


def fairness_page() -> str:
    quotas = sentence(row.label_id for row in QUOTA_RULES)
    times = [
        (STATE[row.state].label_id, row.label_id,
         f"{row.working_days} hari kerja" if row.working_days else "sampai tahapannya ditutup")
        for row in RESPONSE_TIMES
    ]  # fmt: skip
    return "\n".join([
        "# Keadilan dan ukuran", "",
        "Angka di halaman ini adalah bawaan yang dapat diubah daerah; tidak satu pun ditetapkan peraturan "
        "nasional, kecuali bila disebut.", "",
        f"- Kuota: {quotas}.",
        f"- Perempuan yang hadir: sasaran {WOMEN_SHARE * 100}%, dicatat dan ditampilkan, bukan syarat.",
        f"- Unsur yang sebaiknya hadir: {sentence(row.label_id for row in CONSTITUENCIES)}.",
        f"- Tidak pernah disebut namanya di salinan publik: yang mewakili "
        f"{sentence(row.label_id for row in CONSTITUENCIES if row.is_sensitive)}.",
        f"- Angka tentang kurang dari {SMALL_CELL_LIMIT} orang tidak diterbitkan.",
        f"- Harga satuan yang menyimpang lebih dari {PRICE_DEVIATION * 100}% dari standar harga diminta "
        "alasannya; tidak menghentikan apa pun.", "",
        "## Batas waktu menjawab", "",
        "Hari kerja dihitung sejak usulan diterima, dan paling cepat sejak tahapannya dibuka: tidak ada "
        "kantor yang terlambat sebelum ia boleh memutuskan.", "",
        table(("Status", "Yang ditunggu", "Batas"), times),
        "## Ukuran keberhasilan", "",
        table(("Indikator", "Dihitung dari"),
              [(f"{row.number}. {row.label_id}", "; ".join(row.metrics_id)) for row in INDICATORS]),
        "## Indeks Kepuasan Masyarakat (IKM)", "",
        f"{len(ELEMENTS)} unsur (Permenpan RB 14/2017), skala 1 sampai 4, bobot tepat 1/{len(ELEMENTS)}: "
        "rata-rata tiap unsur dijumlahkan, dibagi banyaknya unsur, dikali 25, dibulatkan setengah ke atas "
        "sampai dua angka di belakang koma. Mutu dibaca sesudah pembulatan.", "",
        table(("Mutu", "Kinerja", "Dari", "Sampai"),
              [(row.grade, row.label_id, _hundredths(row.ikm_from), _hundredths(row.ikm_to))
               for row in GRADES]),
        "## Kata-kata", "",
        f"Warga membaca “{AGENCY_FOR_RESIDENTS}”, dokumen resmi menulis “{AGENCY_ON_PAPER}”, berkas SIPD "
        f"menulis “{AGENCY_IN_SIPD}”. Selalu sama: {sentence(row.label_id for row in FIXED_WORDS)}. Tidak "
        f"pernah dipakai: {sentence(NEVER_WORDS)}.", "",
    ])  # fmt: skip


def _hundredths(value: int) -> str:
    return f"{value // 100},{value % 100:02d}"
