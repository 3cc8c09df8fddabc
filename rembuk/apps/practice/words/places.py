"""Invented names of the practice regency's places; that a real village bears one of them is chance."""

REGENCY_CODE = "99.01"
REGENCY = "Kabupaten Nusawangi"
PROVINCE_CODE = "99"
REGENCY_NAME = "Nusawangi"  # as the list of regions holds it, beside its kind
PROVINCE_NAME = "Latihan"
PREFIX = "NSW"

# district, its kelurahan, its desa
# fmt: off
DISTRICTS: tuple[tuple[str, str, str], ...] = (
    ("Kertawangi",
     "Mekarwangi Sriwangi Pandanbakti Tirtawaluya Pasirarum Sindangsembada Linggarharja",
     "Sukamaju Purwasembada Kemuningbakti Wirarasa Mekarendah Sidarasa"),
    ("Tirtaloka",
     "Srisana Pandanayu Pasirsana Kenarisana",
     ("Sindangarum Padiendah Margaharja Mekarbakti Kemuningmukti Argawangi Kaliasri "
         "Cahyaloka Kertamaju")),
    ("Arganusa",
     "Kenariwaluya Padiasri Pasirasri",
     ("Bojonglestari Tanjunglaras Sidawaluya Banyuasri Girirasa Sriluhur Rawasembada "
         "Kemuningrahayu Purwakencana Sukalaras")),
    ("Karanglayar",
     "Padiarum Bojongnusa",
     ("Tanjungendah Sidasana Rawaluhur Sriraya Muarabakti Pasirsari Mekarkencana "
         "Linggarmaju Puspaendah Kenarilaras Argajaya")),
    ("Banyurasa",
     "Padimaju Tanjungharja",
     ("Muaralaras Pasirendah Sindangayu Argasentosa Kenarinusa Sidanusa Banyusana "
         "Jatirahayu Kemuningwaluya Wanaraya")),
    ("Girisana",
     "Muaralestari",
     ("Puspalestari Margawangi Bojongsana Sindanglaras Kemuningsembada Banyuloka "
         "Kalitama Cahyakencana Giribakti Mekarsembada Sukaloka")),
    ("Rawajati",
     "Muarasana",
     ("Langenluhur Pasirnusa Cahyalestari Wirabakti Kemuningrasa Giriharja Sukalestari "
         "Sritama Kalijaya Karangsembada Gandariasentosa Argarahayu")),
    ("Muaranusa",
     "Cahyasentosa",
     ("Sridadi Karanglaras Sukatama Bojongwaluya Rawalestari Pandanharja Argamukti "
         "Kenariharja Linggartama Purwalestari Tanjungmaju")),
    ("Tanjungarum",
     "Karangwangi",
     ("Kenariasri Sukaharja Puspaloka Cahyarahayu Kertarahayu Sindanglestari Mekarsentosa "
         "Wananusa Gandariamukti Kalirasa Bojongrasa Purwabakti")),
    ("Padiloka",
     "Cahyalaras",
     ("Pasirluhur Kertatama Muararahayu Purwanusa Kemuningkencana Kenarimukti Kalikencana "
         "Sidasentosa Puspabakti Jatisana Tirtasembada")),
    ("Sindangarga",
     "Sidaluhur",
     ("Sindangsana Banyularas Kaliwaluya Jatibakti Giriloka Srisentosa Padilestari "
         "Pandansentosa Kemuningasri Puspawangi Pasirrasa")),
    ("Cahyasana",
     "",
     ("Banyubakti Kalibakti Jatisentosa Linggarrasa Purwarasa Karangrasa Sukabakti "
         "Argadadi Wanasana Sriendah Padirahayu Puspanusa")),
)

# fmt: on
HAMLETS = (
    "Krajan",
    "Pasirmuncul",
    "Kebonkalapa",
    "Cipicung",
    "Sawahlega",
    "Karanganyar",
    "Babakan",
    "Lebakjero",
    "Munjul",
    "Sukasirna",
    "Gununglarang",
    "Cikadu",
    "Randugede",
    "Pulosari",
    "Wetan",
    "Kulon",
    "Kidul",
    "Lor",
    "Tengah",
    "Sumurgede",
    "Leuwihalang",
    "Tegalpanjang",
    "Jatimulya",
    "Kaliwungu",
    "Bedogan",
    "Pandansari",
    "Rancabali",
    "Ciburial",
    "Kedungtengah",
    "Sambirejo",
    "Ngasem",
    "Pesanggrahan",
    "Kalapadua",
    "Bulakwaru",
)
STREETS = (
    "Melati",
    "Mawar",
    "Kenanga",
    "Anggrek",
    "Cempaka",
    "Flamboyan",
    "Kamboja",
    "Merpati",
    "Garuda",
    "Rajawali",
    "Pahlawan",
    "Pemuda",
    "Veteran",
    "Pasar Lama",
    "Balai Desa",
    "Masjid",
    "Sekolah",
    "Lapangan",
    "Irigasi",
    "Kebun Raya",
    "Mangga",
    "Rambutan",
    "Durian",
    "Kelapa",
    "Cendana",
    "Jati",
    "Sawo",
    "Bambu Kuning",
)
LANDMARKS = (
    "musala Al-Ikhlas",
    "masjid Nurul Huda",
    "langgar",
    "SD Negeri 1",
    "SD Negeri 2",
    "SD Negeri 3",
    "balai desa",
    "pasar desa",
    "lapangan bola",
    "pos ronda",
    "puskesmas pembantu",
    "PAUD Melati",
    "makam umum",
    "warung Bu Tini",
    "bengkel",
    "penggilingan padi",
    "gardu listrik",
    "pohon beringin",
    "madrasah",
    "kantor kelompok tani",
)
SCHOOLS = ("SD Negeri 1", "SD Negeri 2", "SD Negeri 3", "SD Negeri 4", "madrasah")
