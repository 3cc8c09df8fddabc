"""Who comes to a forum, and what its minutes note."""

# institution, whom it speaks for, official/delegate/resident, how often it is a woman
GUESTS: tuple[tuple[str, str, str, float], ...] = (
    ("Pemerintah setempat", "government", "official", 0.3),
    ("PKK", "women", "delegate", 1.0),
    ("Kader posyandu", "women", "resident", 0.95),
    ("Kelompok tani", "farmers", "delegate", 0.25),
    ("Karang taruna", "youth", "delegate", 0.4),
    ("Kelompok difabel", "disability", "delegate", 0.5),
    ("Posyandu lansia", "older", "delegate", 0.6),
    ("Forum Anak", "children", "delegate", 0.5),
    ("Keluarga prasejahtera", "poor", "resident", 0.55),
    ("RT 01", "neighbours", "resident", 0.3),
    ("RT 02", "neighbours", "resident", 0.3),
    ("Tokoh agama", "faith", "delegate", 0.2),
    ("Guru SD", "education", "resident", 0.6),
    ("Bidan desa", "government", "official", 1.0),
    ("Pelaku usaha kecil", "business", "resident", 0.55),
    ("Buruh pabrik", "workers", "resident", 0.5),
    ("Bank sampah", "civil", "delegate", 0.7),
    ("Pendamping desa", "government", "official", 0.5),
    ("RW 02", "neighbours", "resident", 0.3),
    ("Kelompok wanita tani", "women", "delegate", 1.0),
    ("Linmas", "government", "official", 0.1),
    ("Dinas Pekerjaan Umum", "government", "official", 0.3),
)
NOTES = (
    "Peserta sepakat mendahulukan jalan dan air bersih. Usulan kelompok perempuan dibahas lebih dulu.",
    "Setiap usulan dibacakan oleh pengusulnya. Pagu dan kuota ditampilkan sejak awal.",
    "Forum Anak menyampaikan keinginan akan tempat bermain yang aman; dicatat sebagai perhatian bersama.",
    "Musyawarah berjalan lancar; urutan prioritas disepakati tanpa pemungutan suara.",
)
OBJECTIONS = (
    "Kelompok tani keberatan karena jalan usaha tani berada di urutan bawah.",
    "Seorang peserta meminta agar penerangan jalan di tikungan didahulukan.",
)
