"""Invented names of people: parts that are put together by chance."""

# ruff: noqa: E501  a row of a table is read as a row

MEN = (
    "Asep", "Dedi", "Ujang", "Cecep", "Agus", "Budi", "Slamet", "Wahyu", "Bambang", "Joko", "Sutrisno", "Rohmat",
    "Dadang", "Endang", "Iwan", "Yanto", "Hendra", "Rudi", "Eko", "Tatang", "Karsono", "Warsito", "Mulyadi", "Rizal",
    "Fajar", "Dimas", "Andri", "Yusuf", "Ahmad", "Ridwan", "Taufik", "Nanang", "Oman", "Encep", "Sugeng", "Teguh",
    "Wawan", "Zaenal", "Kusnadi", "Parman", "Gunawan", "Saepul", "Aris", "Bayu", "Galih", "Ilham", "Nurdin", "Tarno",
)  # fmt: skip
WOMEN = (
    "Siti", "Euis", "Nining", "Tuti", "Sri", "Wati", "Yuli", "Rina", "Dewi", "Lilis", "Ani", "Nur", "Eti", "Imas",
    "Kokom", "Yayah", "Ratna", "Sumiati", "Kartini", "Endah", "Neneng", "Ida", "Maryam", "Fitri", "Aisyah", "Wulan",
    "Lestari", "Rahma", "Tika", "Mega", "Puji", "Suparti", "Warsih", "Juju", "Ningsih", "Retno", "Dian", "Yeni",
    "Rohayati", "Sulastri", "Nunung", "Titin", "Vina", "Laras", "Intan", "Popon", "Eha", "Cucu",
)  # fmt: skip
SECOND = (
    "Hidayat", "Permana", "Suryana", "Kurnia", "Saputra", "Wijaya", "Nugraha", "Sutisna", "Rahman", "Hakim",
    "Maulana", "Firmansyah", "Setiawan", "Prasetya", "Wibowo", "Santosa", "Purnama", "Gumilar", "Ramdani", "Syahrul",
    "Iskandar", "Suherman", "Kosasih", "Mahmud", "Basuki", "Priyono", "Utomo", "Hartono", "Supriatna", "Wardana",
    "Mulyana", "Sasmita", "Anggara", "Hamzah", "Fauzi", "Zulkarnain", "Effendi", "Darmawan", "Solihin", "Yulianto",
)  # fmt: skip
SECOND_WOMEN = (
    "Rahayu", "Lestari", "Handayani", "Kurniasih", "Wulandari", "Hasanah", "Puspita", "Maharani", "Nurjanah",
    "Setiawati", "Susilawati", "Komalasari", "Rohmah", "Herlina", "Yuningsih", "Marlina", "Aminah", "Fauziah",
    "Suryani", "Kusuma", "Astuti", "Purwanti", "Sukaesih", "Rosmiati", "Mulyani", "Anggraeni", "Sholihah", "Widiastuti",
)  # fmt: skip
# Four of these make a practice password; each group of letters can be said aloud.
SYLLABLES = (
    "ba", "bi", "bu", "ca", "ce", "da", "di", "du", "ga", "gi", "ja", "ju", "ka", "ke", "ki", "ko", "la", "le", "li",
    "lu", "ma", "me", "mi", "mu", "na", "ne", "ni", "nu", "pa", "pe", "pi", "ra", "re", "ri", "ru", "sa", "se", "si",
    "su", "ta", "te", "ti", "tu", "wa", "wi", "ya", "yo", "nga", "nya", "pra", "tri", "gra", "lang", "sing", "mang",
    "rum", "ban", "kas", "tan", "jar", "lun", "pen", "gam", "dar",
)  # fmt: skip
