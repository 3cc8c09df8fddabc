"""The offices of Kabupaten Nusawangi, their fields of work, and the councillors' districts."""

# ruff: noqa: E501  a row of a table is read as a row

from dataclasses import dataclass

# Fields of the planning agency (Bappeda); the partner of a field validates what its agencies will review.
WORKS, PEOPLE, ECONOMY = "infrastruktur", "manusia", "ekonomi"
GROUPS = {
    WORKS: "Bidang Infrastruktur dan Kewilayahan",
    PEOPLE: "Bidang Pemerintahan dan Pembangunan Manusia",
    ECONOMY: "Bidang Perekonomian dan Sumber Daya Alam",
}


@dataclass(frozen=True, slots=True)
class Office:
    """A perangkat daerah; `key` is how the words of the needs call it."""

    key: str
    code: str
    name: str
    short: str
    group: str
    fields: tuple[str, ...]


# fmt: off
OFFICES: tuple[Office, ...] = (
    Office("PUPR",    "99.1.03.0.00.01", "Dinas Pekerjaan Umum dan Penataan Ruang", "Dinas PUPR", WORKS, ("1.03",)),
    Office("PERKIM",  "99.1.04.0.00.01", "Dinas Perumahan dan Kawasan Permukiman", "Dinas Perkim", WORKS, ("1.04",)),
    Office("DISHUB",  "99.2.15.0.00.01", "Dinas Perhubungan", "Dishub", WORKS, ("2.15",)),
    Office("DLH",     "99.2.11.0.00.01", "Dinas Lingkungan Hidup", "DLH", WORKS, ("2.11",)),
    Office("BPBD",    "99.1.05.0.00.01", "Badan Penanggulangan Bencana Daerah", "BPBD", WORKS, ("1.05",)),
    Office("KOMINFO", "99.2.16.0.00.01", "Dinas Komunikasi dan Informatika", "Diskominfo", WORKS, ("2.16",)),
    Office("DIKBUD",  "99.1.01.2.22.01", "Dinas Pendidikan dan Kebudayaan", "Disdikbud", PEOPLE, ("1.01",)),
    Office("DINKES",  "99.1.02.0.00.01", "Dinas Kesehatan", "Dinkes", PEOPLE, ("1.02",)),
    Office("SOSIAL",  "99.1.06.2.08.01", "Dinas Sosial, Pemberdayaan Perempuan dan Pelindungan Anak", "Dinsos PPPA",
           PEOPLE, ("1.06", "2.08")),
    Office("PARPORA", "99.3.26.2.19.01", "Dinas Pariwisata, Kepemudaan dan Olahraga", "Disparpora", PEOPLE,
           ("3.26", "2.19")),
    Office("NAKER",   "99.2.07.0.00.01", "Dinas Tenaga Kerja", "Disnaker", ECONOMY, ("2.07",)),
    Office("KOPDAG",  "99.2.17.3.30.01", "Dinas Koperasi, Usaha Kecil dan Perdagangan", "Diskop UKMP", ECONOMY,
           ("2.17", "3.30")),
    Office("TANI",    "99.3.27.0.00.01", "Dinas Pertanian dan Ketahanan Pangan", "Distan", ECONOMY, ("3.27",)),
    Office("IKAN",    "99.3.25.0.00.01", "Dinas Kelautan dan Perikanan", "Dislautkan", ECONOMY, ("3.25",)),
    Office("DPMD",    "99.2.13.0.00.01", "Dinas Pemberdayaan Masyarakat dan Desa", "DPMD", PEOPLE, ("2.13",)),
)
# fmt: on
OFFICE = {row.key: row for row in OFFICES}

FIELD_NAMES = {
    "1.01": "Pendidikan",
    "1.02": "Kesehatan",
    "1.03": "Pekerjaan umum dan penataan ruang",
    "1.04": "Perumahan dan kawasan permukiman",
    "1.05": "Ketenteraman, ketertiban umum, dan pelindungan masyarakat",
    "1.06": "Sosial",
    "2.07": "Tenaga kerja",
    "2.08": "Pemberdayaan perempuan dan pelindungan anak",
    "2.11": "Lingkungan hidup",
    "2.13": "Pemberdayaan masyarakat dan desa",
    "2.15": "Perhubungan",
    "2.16": "Komunikasi dan informatika",
    "2.17": "Koperasi dan usaha kecil",
    "2.19": "Kepemudaan dan olahraga",
    "2.22": "Kebudayaan",
    "3.25": "Kelautan dan perikanan",
    "3.26": "Pariwisata",
    "3.27": "Pertanian",
    "3.30": "Perdagangan",
}
FUNDING = ("PAD", "DAU", "DAU earmark infrastruktur", "DAK fisik", "Bantuan keuangan provinsi", "DBHCHT")
