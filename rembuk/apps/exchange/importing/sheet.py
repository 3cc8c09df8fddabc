"""The sheet of proposals: its columns, and one row read into values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rembuk.apps.core.clock import zone
from rembuk.apps.core.typed import amount_of, decimal_of, degrees_of, hundredths
from rembuk.rules.categories import CATEGORIES

from .columns import Column, day_of, headings, required
from .report import Faults

# Indonesia with half a degree of sea around it.
_WEST, _SOUTH, _EAST, _NORTH = 94.5, -11.5, 141.5, 6.5
_MOST_PEOPLE = 100_000_000
_MOST_RUPIAH = 10**15
_MOST_VOLUME = Decimal(10) ** 10


# fmt: off
COLUMNS: tuple[Column, ...] = (
    Column("id_asal",            100, True,  "wajib; nomor tetap di daftar Anda, tidak boleh berulang"),
    Column("kode_desa",           13, True,  "wajib; kode desa/kelurahan, misalnya 99.01.01.2001"),
    Column("masalah",           4000, True,  "wajib; kebutuhan dengan kata-kata warga"),
    Column("usulan",            2000, False, "pekerjaan yang diminta"),
    Column("kategori",            60, False, "misalnya Jalan, Air bersih, Kesehatan"),
    Column("rt",                   3, False, "misalnya 03"),
    Column("rw",                   3, False, "misalnya 02"),
    Column("alamat",             200, False, "jalan atau patokan"),
    Column("lintang",             20, False, "misalnya -7,0912"),
    Column("bujur",               20, False, "misalnya 108,9034"),
    Column("volume",              20, False, "angka, misalnya 120"),
    Column("satuan",              40, False, "misalnya m, unit, paket"),
    Column("penerima_manfaat",    12, False, "jumlah orang"),
    Column("perkiraan_biaya",     30, False, "rupiah penuh, misalnya 150000000"),
    Column("swadaya",           1000, False, "sumbangan warga"),
    Column("pemelihara",        1000, False, "siapa yang memelihara hasilnya"),
    Column("tanggal_usul",        10, False, "misalnya 2026-08-17"),
    Column("kontak_nama",        120, False, "tidak pernah ditampilkan"),
    Column("kontak_telepon",      20, False, "tidak pernah ditampilkan"),
    Column("kontak_surel",       254, False, "tidak pernah ditampilkan"),
)
# fmt: on
HEADINGS, REQUIRED = headings(COLUMNS), required(COLUMNS)
_CATEGORY = {
    loose: str(row.code) for row in CATEGORIES for loose in (row.code.casefold(), row.label_id.casefold())
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet, checked."""

    number: int
    key: str
    village: str
    problem: str
    work: str
    category: str
    rt: str
    rw: str
    address: str
    lat: float | None
    lon: float | None
    volume: Decimal | None
    unit: str
    beneficiaries: int | None
    cost: int | None
    contribution: str
    upkeep: str
    proposed_at: datetime | None
    contact_name: str
    contact_phone: str
    contact_email: str
    was_swapped: bool


def read_line(number: int, cells: Mapping[str, str], faults: Faults) -> Line:
    """A row as values; every fault is noted with its column."""
    texts = {column.name: column.text(number, cells.get(column.name, ""), faults) for column in COLUMNS}
    lat, lon, was_swapped = _point(number, texts, faults)
    return Line(
        number=number, key=texts["id_asal"], village=texts["kode_desa"], problem=texts["masalah"],
        work=texts["usulan"], category=_category(number, texts["kategori"], faults),
        rt=_padded(texts["rt"]), rw=_padded(texts["rw"]), address=texts["alamat"], lat=lat, lon=lon,
        volume=_volume(number, texts["volume"], faults), unit=texts["satuan"],
        beneficiaries=_people(number, texts["penerima_manfaat"], faults),
        cost=_cost(number, texts["perkiraan_biaya"], faults), contribution=texts["swadaya"],
        upkeep=texts["pemelihara"], proposed_at=_moment(number, texts["tanggal_usul"], faults),
        contact_name=texts["kontak_nama"], contact_phone=texts["kontak_telepon"],
        contact_email=_email(number, texts["kontak_surel"], faults), was_swapped=was_swapped,
    )  # fmt: skip


def _category(number: int, text: str, faults: Faults) -> str:
    code = _CATEGORY.get(text.casefold(), "")
    if text and not code:
        known = ", ".join(row.label_id for row in CATEGORIES[:6])
        faults.add(
            number,
            "kategori",
            f"Kategori “{text}” tidak dikenal. Contoh: {known}.",
            f"Category “{text}” is unknown.",
        )
    return code


def _padded(text: str) -> str:
    return text.zfill(2) if text.isascii() and text.isdigit() else text


def _volume(number: int, text: str, faults: Faults) -> Decimal | None:
    if not text:
        return None
    found = decimal_of(text)
    if found is not None and 0 < hundredths(found) < _MOST_VOLUME:
        return hundredths(found)
    faults.add(
        number, "volume", "Isi dengan angka lebih dari nol, misalnya 120.", "Write a number above zero."
    )
    return None


def _people(number: int, text: str, faults: Faults) -> int | None:
    if not text:
        return None
    found = amount_of(text)
    if found is not None and found <= _MOST_PEOPLE:
        return found
    faults.add(
        number, "penerima_manfaat", "Isi dengan jumlah orang, misalnya 85.", "Write a number of people."
    )
    return None


def _cost(number: int, text: str, faults: Faults) -> int | None:
    if not text:
        return None
    found = amount_of(text)
    if found is not None and found <= _MOST_RUPIAH:
        return found
    faults.add(
        number,
        "perkiraan_biaya",
        "Isi dengan rupiah penuh, misalnya 150000000.",
        "Write whole rupiah, for example 150000000.",
    )
    return None


def _point(number: int, texts: Mapping[str, str], faults: Faults) -> tuple[float | None, float | None, bool]:
    """Latitude and longitude, turned round where they were swapped."""
    if not texts["lintang"] and not texts["bujur"]:
        return None, None, False
    lat, lon = degrees_of(texts["lintang"]), degrees_of(texts["bujur"])
    if lat is not None and lon is not None:
        if _is_here(lat, lon):
            return lat, lon, False
        if _is_here(lon, lat):
            return lon, lat, True
    faults.add(
        number, "lintang", "Titik ini tidak di Indonesia. Contoh: lintang -7,0912 dan bujur 108,9034.",
        "This point is not in Indonesia.",
    )  # fmt: skip
    return None, None, False


def _is_here(lat: float, lon: float) -> bool:
    return _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST


def _email(number: int, text: str, faults: Faults) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        faults.add(
            number,
            "kontak_surel",
            "Isi dengan satu alamat surel, misalnya siti@contoh.id.",
            "Write one e-mail address, for example siti@example.org.",
        )
        return ""
    return text


def _moment(number: int, text: str, faults: Faults) -> datetime | None:
    if not text:
        return None
    day = day_of(text)
    if day is not None:
        return datetime.combine(day, time(9), tzinfo=zone()).astimezone(UTC)
    faults.add(
        number,
        "tanggal_usul",
        "Isi dengan tanggal, misalnya 2026-08-17.",
        "Write a day, for example 2026-08-17.",
    )
    return None
