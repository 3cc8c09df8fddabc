"""What offices answer: reasons with their codes, opinions, notes. Each is a sentence a resident understands.

Where a sentence fits some needs only, it names their categories; every step has one that fits all.
"""

# ruff: noqa: E501  a row of a table is read as a row

from typing import NamedTuple

from rembuk.apps.proposals.own_words import TOO_LATE
from rembuk.rules.categories import Category as Kind


class Answer(NamedTuple):
    """One sentence, its reason code where the rules ask for one, and the categories it fits (none: all)."""

    text: str
    code: str = ""
    only: frozenset[Kind] = frozenset()


ROADS = frozenset({Kind.ROAD, Kind.BRIDGE})
RIVERS = frozenset({Kind.DRAINAGE, Kind.IRRIGATION, Kind.DISASTER})
WATER = frozenset({Kind.CLEAN_WATER})
SCHOOLS = frozenset({Kind.EDUCATION})
GROUND = ROADS | RIVERS | WATER | frozenset({Kind.SANITATION, Kind.PUBLIC_SPACE, Kind.HEALTH, Kind.EDUCATION})
LINES = ROADS | frozenset({Kind.DRAINAGE, Kind.IRRIGATION, Kind.LIGHTING})
A = Answer
REASONS: dict[str, tuple[Answer, ...]] = {
    "reject_in_village": (
        A(
            "Tim Verifikasi menilai kebutuhan ini belum layak karena warga yang terlayani baru tiga keluarga.",
            "not_eligible",
        ),
        A(
            "Tanah di lokasi masih milik perorangan dan pemiliknya belum bersedia menghibahkan.",
            "land_status",
            GROUND,
        ),
        A("Kebutuhan sekecil ini lebih cepat diselesaikan dengan gotong royong dan kas RW.", "village_scale"),
        A(
            "Setelah ditinjau bersama, lokasi yang dimaksud tidak dapat dipastikan oleh ketua RT setempat.",
            "location",
        ),
        A(
            "Bangunan yang diminta berada di sempadan sungai, sehingga tidak boleh didirikan.",
            "unlawful",
            RIVERS,
        ),
    ),
    "reject_by_partner": (
        A(
            "Lokasi ini di luar kawasan prioritas RPJMD tahun berjalan; dapat diusulkan kembali setelah rencana diubah.",
            "plan_mismatch",
        ),
        A(
            "Pekerjaan ini belum ada dalam kamus usulan dan sudah kami masukkan ke antrean penambahan kamus.",
            "not_in_catalog",
        ),
        A(
            "Ukuran dan perkiraan biayanya tidak saling cocok, dan perbaikannya tidak kami terima sampai batas waktu.",
            "incomplete",
        ),
    ),
    "reject_by_agency": (
        A(
            "Hasil survei: kemiringan tanah terlalu curam untuk konstruksi ini, diperlukan kajian tersendiri.",
            "technical",
            LINES,
        ),
        A(
            "Hasil survei: sebagian lahan bersengketa dan belum ada surat kesepakatan pemiliknya.",
            "land_status",
            GROUND,
        ),
        A(
            "Hasil survei: sumber air di titik ini tidak mencukupi untuk melayani warga yang disebut.",
            "technical",
            WATER,
        ),
        A(
            "Dana dinas tahun ini habis untuk usulan dengan peringkat lebih tinggi di kecamatan yang sama.",
            "ceiling",
        ),
        A(
            "Hasil survei: kebutuhan di lapangan jauh lebih kecil daripada yang diusulkan dan dapat dipenuhi desa.",
            "technical",
        ),
    ),
    "reject_by_budget_team": (
        A("Kemampuan keuangan daerah tahun ini tidak mencukupi setelah belanja wajib dihitung.", "ceiling"),
        A(
            "Ada penyesuaian dana transfer dari pusat, sehingga kegiatan ini tidak dapat dibiayai.",
            "national_policy",
        ),
    ),
    "reject_in_council": (
        A(
            "Pokok pikiran ini menyangkut jalan provinsi dan sudah disampaikan ke provinsi secara terpisah.",
            "authority",
            ROADS,
        ),
        A(
            "Kebutuhan yang sama sudah diusulkan warga melalui Musrenbang Desa dengan lokasi yang sama.",
            "duplicate",
        ),
    ),
    "reject_grant": (
        A("Kelompok penerima belum berbadan hukum dan belum terdaftar sedikitnya dua tahun.", "recipient"),
        A("Surat pengantar dan rencana anggaran belum dilengkapi sampai batas waktu.", "incomplete"),
    ),
    "not_agree_in_district": (
        A(
            "Peringkatnya di bawah garis pagu kecamatan; forum mendahulukan kebutuhan yang lebih mendesak.",
            "ceiling",
        ),
        A("Pagu kecamatan sudah terpakai oleh usulan dengan penerima manfaat lebih banyak.", "ceiling"),
        A(
            "Forum sepakat menunggu selesainya penataan kawasan supaya pekerjaan tidak dibongkar lagi.",
            "plan_mismatch",
            GROUND,
        ),
        A("Forum menilai kebutuhan ini dapat dibiayai dana desa tahun depan.", "village_scale"),
    ),
    "defer_not_agreed": (
        A(
            "Belum disepakati karena pagu; usulan ini didahulukan dalam pembahasan tahun berikutnya.",
            "ceiling",
        ),
        A("Ditunda sesuai kesepakatan Musrenbang Kecamatan dan tercatat untuk tahun berikutnya.", "ceiling"),
    ),
    "defer_not_raised": (
        A(
            "Di luar kuota desa ke kecamatan tahun ini; peringkatnya tercatat untuk tahun berikutnya.",
            "ceiling",
        ),
        A("Warga sepakat mendahulukan usulan lain dalam daftar; usulan ini tidak hilang.", "ceiling"),
        A(
            "Surat kesediaan lahan belum ditandatangani, jadi belum dapat diusulkan ke kecamatan.",
            "incomplete",
            GROUND,
        ),
    ),
    "defer_by_budget_team": (
        A("Ditunda karena pagu sementara dinas berkurang setelah pendapatan dihitung ulang.", "ceiling"),
        A("Menunggu kepastian dana alokasi khusus dari pemerintah pusat.", "national_policy"),
    ),
    "leave_plan_draft": (
        A("Penyesuaian hasil musyawarah: pagu indikatif dinas berkurang pada rancangan akhir.", "ceiling"),
        A(
            "Penyesuaian hasil musyawarah: pekerjaan digabung dengan penataan kawasan tahun berikutnya.",
            "plan_mismatch",
            GROUND,
        ),
    ),
    "defer_before_policy": (
        A("Tidak termuat dalam KUA-PPAS karena pendapatan daerah diperkirakan turun.", "ceiling"),
    ),
    "defer_before_budget": (
        A("Ditunda saat pembahasan APBD karena perubahan dana transfer dari pusat.", "national_policy"),
    ),
    "defer_village_works": (
        A(
            "Dana desa dialihkan untuk penanganan keadaan darurat; pekerjaan ini didahulukan tahun depan.",
            "national_policy",
        ),
        A("Harga bahan naik sehingga dana yang tersedia belum cukup.", "ceiling"),
    ),
    "cancel_apbd": (
        A("Pemilik lahan menarik kesediaannya setelah anggaran ditetapkan.", "land_status", GROUND),
        A(
            "Anggaran kegiatan ini dialihkan dalam perubahan APBD karena penerimaan daerah turun.",
            "national_policy",
        ),
    ),
    "cancel_procurement": (
        A("Dua kali tender gagal dan waktu pelaksanaan tidak lagi mencukupi.", "technical"),
    ),
    "cancel_in_progress": (
        A("Pelaksana putus kontrak karena pekerjaan tidak sesuai perjanjian.", "unlawful"),
    ),
    "cancel_transfer": (A("Desa belum menyelesaikan laporan bantuan tahun sebelumnya.", "incomplete"),),
}
EXPIRED = A(TOO_LATE, "late")

# Words that need no code.
WHY: dict[str, tuple[Answer, ...]] = {
    "return_from_village": (
        A("Mohon sebutkan RT/RW dan panjang bagian yang rusak, serta satu foto yang jelas.", only=LINES),
        A("Mohon dilengkapi jumlah keluarga yang terlayani, dan siapa yang akan memeliharanya."),
        A("Lokasinya belum jelas bagi kami. Mohon tulis patokan terdekat atau tandai di peta."),
    ),
    "return_from_district": (
        A("Volume dan biayanya belum cocok dengan standar harga. Mohon desa memeriksa kembali."),
        A("Mohon dilampirkan surat kesediaan lahan yang sudah ditandatangani.", only=GROUND),
    ),
    "return_from_partner": (
        A("Mohon kecamatan menegaskan status jalan ini: jalan desa atau jalan kabupaten.", only=ROADS),
        A("Mohon kecamatan menegaskan siapa penerima manfaatnya dan berapa orang."),
    ),
    "merge_in_village": (
        A("Tempat dan kebutuhannya sama dengan usulan induk, jadi dibahas bersama supaya lebih kuat."),
        A(
            "Kedua usulan menyangkut ruas yang sama. Pengusulnya sudah dihubungi dan setuju digabung.",
            only=LINES,
        ),
        A("Pengusul keduanya bertetangga dan sepakat mengajukan satu usulan bersama."),
    ),
    "merge_in_district": (
        A("Menyambung langsung dengan usulan induk sehingga dikerjakan dalam satu paket.", only=LINES),
        A("Melayani warga yang sama dengan usulan induk sehingga dijadikan satu paket."),
    ),
    "merge_in_partner": (A("Satu paket dengan usulan induk menurut rencana kawasan."),),
    "merge_in_agency": (
        A("Survei menunjukkan keduanya satu ruas; dikerjakan bersama usulan induk.", only=LINES),
        A("Penerimanya sama dengan usulan induk; dilayani bersama."),
    ),
    "move_to_grant_in_village": (
        A(
            "Yang diminta berupa barang untuk kelompok, jadi diproses lewat jalur hibah dengan syaratnya sendiri."
        ),
    ),
    "move_to_grant_in_agency": (
        A("Penerimanya kelompok masyarakat, sehingga diproses melalui jalur hibah."),
    ),
    "redirect_agency": (
        A(
            "Pekerjaan ini urusan dinas lain menurut pembagian tugas; sudah kami teruskan lengkap dengan berkasnya."
        ),
    ),
    "forward_by_partner": (
        A(
            "Jalan ini berstatus jalan provinsi. Sudah kami teruskan ke Pemerintah Provinsi disertai foto dari warga.",
            only=ROADS,
        ),
        A("Sungai ini dikelola balai wilayah sungai. Sudah kami teruskan kepada mereka.", only=RIVERS),
        A("Urusan ini kewenangan tingkat pemerintahan lain. Sudah kami teruskan dengan surat pengantar."),
    ),
    "forward_by_agency": (
        A(
            "Sekolah ini menjadi kewenangan provinsi. Sudah kami teruskan dengan surat pengantar.",
            only=SCHOOLS,
        ),
        A("Menurut pembagian urusan, ini kewenangan tingkat pemerintahan lain. Sudah kami teruskan."),
    ),
    "reopen_works": (
        A(
            "Warga melaporkan sebagian permukaan retak; pelaksana diminta memperbaiki sebelum diserahkan lagi.",
            only=GROUND,
        ),
        A("Warga melaporkan jumlahnya belum sesuai; pelaksana diminta melengkapi sebelum diserahkan lagi."),
    ),
}
CHANGES: dict[str, tuple[Answer, ...]] = {
    "complete_details": (
        A("Dilengkapi bersama pengusul di balai: ukuran, satuan, perkiraan biaya, dan penerima manfaat."),
        A("Tim desa mengukur di lokasi bersama pengusul dan mengisi perkiraan biaya.", only=GROUND),
        A("Pengusul menambahkan jumlah keluarga; volume diperiksa bersama ketua RT."),
    ),
    "resubmit": (
        A("Foto dan patokan lokasi sudah ditambahkan."),
        A("RT/RW dan jumlah warga yang terlayani sudah kami tulis dengan jelas."),
    ),
}
OPINIONS: dict[str, tuple[Answer, ...]] = {
    "pass_council_review": (A("Sesuai hasil reses dan tidak berulang dengan usulan warga."),),
    "send_to_agency": (
        A("Selaras dengan prioritas RKPD. Mohon dinas memeriksa volume di lapangan."),
        A("Lokasi termasuk desa dengan kemiskinan tinggi, didahulukan."),
        A("Layak diteruskan; biaya disesuaikan dengan standar harga satuan."),
    ),
    "accept_by_agency": (
        A("Masuk rancangan Renja. Lahan siap dan volume sesuai hasil pemeriksaan.", only=GROUND),
        A("Diterima dengan penyesuaian volume."),
        A("Diterima; pelaksanaan setelah musim hujan.", only=GROUND),
        A("Diterima dan masuk rancangan Renja."),
    ),
    "accept_grant": (A("Kelompok terdaftar dan berkasnya lengkap; diterima sebagai hibah barang."),),
    "enter_annual_plan": (
        A("Pagu tersedia pada perangkat daerah pengampu."),
        A("Disetujui sesuai kemampuan keuangan daerah."),
    ),
    "fund_by_transfer": (A("Dibiayai lewat bantuan keuangan khusus kepada desa."),),
}
