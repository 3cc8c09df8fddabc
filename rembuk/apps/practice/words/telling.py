"""How residents begin and end what they write: put together with the words of a need."""

OPENINGS = (
    "",
    "",
    "",
    "",
    "",
    "Assalamualaikum. ",
    "Yth. Bapak/Ibu, ",
    "Kami warga {r} menyampaikan: ",
    "Mohon perhatian. ",
    "Saya mewakili tetangga di {r}. ",
    "Usulan hasil rembuk warga. ",
    "Selamat siang. ",
)
PLEAS = (
    "",
    "",
    "",
    "Mohon ditindaklanjuti.",
    "Kami siap kerja bakti.",
    "Semoga bisa dibantu tahun depan.",
    "Warga siap menyumbang tenaga.",
    "Sudah pernah kami sampaikan ke RT, tetapi belum ada jawaban.",
    "Terima kasih.",
    "Mohon disurvei dulu kalau perlu.",
    "Lahan sudah disepakati warga.",
    "Kami lampirkan foto.",
)
PLACES = ("", "", "", "Lokasinya di {r}.", "Tempatnya dekat {l}, {r}.", "Patokannya {l}.", "Ini di {d}, {r}.")
CONTRIBUTIONS = (
    "",
    "",
    "",
    "Tenaga kerja bakti {n} orang",
    "Konsumsi pekerja dari warga",
    "Lahan dihibahkan warga, surat menyusul",
    "Iuran warga Rp{m} juta",
    "Pasir dan batu dari kali desa",
    "Tenaga pemuda karang taruna setiap Minggu",
)
# A quarter writes as people type on a phone.
SHORTENED = (
    ("yang ", "yg "),
    ("tidak ", "tdk "),
    ("untuk ", "utk "),
    ("sudah ", "sdh "),
    ("dengan ", "dg "),
    ("sangat ", "sgt "),
    ("jalan ", "jln "),
    ("banyak ", "byk "),
    ("kalau ", "klo "),
    ("karena ", "krn "),
    ("sampai ", "smp "),
    ("belum ", "blm "),
)
YEARS = ("dua tahun", "tiga tahun", "lima tahun", "bertahun-tahun", "sepuluh tahun", "empat tahun")
ADDRESS = ("{s}, dekat {l}", "{d}, {s}", "Gang di belakang {l}", "{s}", "{d}, depan {l}")
