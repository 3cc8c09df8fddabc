"""Whether it worked: the satisfaction index (IKM), exactly, and the four success indicators.

Fractions to the end, because a grade hangs on the last digit: floats turn a B into a C.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .labels import Labelled


@dataclass(frozen=True, slots=True)
class Element(Labelled):
    """One of the nine elements of the survey (Permenpan RB 14/2017)."""

    code: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ScalePoint(Labelled):
    """An answer, 1 to 4."""

    value: int
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Grade(Labelled):
    """A grade, read after rounding half up to two decimals; the bounds are hundredths of the index."""

    grade: str
    label_id: str
    label_en: str
    ikm_from: int
    ikm_to: int
    index_from: str
    index_to: str


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The index with everything it came from; `ikm` is in hundredths: 7708 is 77,08."""

    means: tuple[Fraction, ...]
    index: Fraction
    exact_ikm: Fraction
    ikm: int
    grade: Grade

    def text(self, lang: str) -> str:
        point = "." if lang == "en" else ","
        return f"{self.ikm // 100}{point}{self.ikm % 100:02d} ({self.grade.grade}, {self.grade.label(lang)})"


@dataclass(frozen=True, slots=True)
class Indicator(Labelled):
    """One of the four success indicators, and how it is computed."""

    number: int
    label_id: str
    label_en: str
    metrics_id: tuple[str, ...]


HIGHEST_ANSWER = 4
# With 0.11 instead of 1/9 the best possible score is 99,00: only for parity with old reports.
LEGACY_WEIGHT = Fraction(11, 100)
# fmt: off
ELEMENTS: tuple[Element, ...] = (
    Element("U1", "Persyaratan",                             "Requirements"),
    Element("U2", "Sistem, Mekanisme, dan Prosedur",         "System, mechanism and procedure"),
    Element("U3", "Waktu Penyelesaian",                      "Time needed"),
    Element("U4", "Biaya/Tarif",                             "Cost or tariff"),
    Element("U5", "Produk Spesifikasi Jenis Pelayanan",      "What the service delivers"),
    Element("U6", "Kompetensi Pelaksana",                    "Competence of the staff"),
    Element("U7", "Perilaku Pelaksana",                      "Conduct of the staff"),
    Element("U8", "Penanganan Pengaduan, Saran dan Masukan", "Handling of complaints and suggestions"),
    Element("U9", "Sarana dan Prasarana",                    "Facilities"),
)
SCALE: tuple[ScalePoint, ...] = (
    ScalePoint(1, "Tidak baik",  "Poor"),
    ScalePoint(2, "Kurang baik", "Less than good"),
    ScalePoint(3, "Baik",        "Good"),
    ScalePoint(4, "Sangat baik", "Very good"),
)
GRADES: tuple[Grade, ...] = (
    Grade("D", "Tidak baik",  "Poor",           2500,  6499, "1.00",   "2.5996"),
    Grade("C", "Kurang baik", "Less than good", 6500,  7660, "2.60",   "3.064"),
    Grade("B", "Baik",        "Good",           7661,  8830, "3.0644", "3.532"),
    Grade("A", "Sangat baik", "Very good",      8831, 10000, "3.5324", "4.00"),
)
INDICATORS: tuple[Indicator, ...] = (
    Indicator(1, "Jumlah partisipan meningkat", "More people take part",
              ("orang berbeda per 1.000 penduduk, menurut forum dan tahun",
               "bagian perempuan, kelompok rentan, dan yang baru pertama kali ikut")),
    Indicator(2, "Usulan relevan dengan kebutuhan", "Proposals answer needs",
              ("bagian yang lengkap saat diajukan, berbukti, cocok dengan kamus",
               "bagian duplikat dan yang dikembalikan",
               "bagian dari wilayah miskin dibandingkan dengan angka kemiskinannya")),
    Indicator(3, "Terealisasi sesuai prioritas", "Realised in the order of priorities",
              ("akomodasi: prioritas kecamatan yang masuk APBD, jumlah dan rupiah",
               "realisasi: bagian yang selesai, dan yang selesai dan diperiksa warga",
               "kesesuaian peringkat musyawarah dengan pendanaan, menurut jalur dan wilayah")),
    Indicator(4, "Kepuasan publik", "Public satisfaction",
              ("IKM dengan mutu dan jumlah responden",
               "bagian keputusan yang alasannya terbaca, dan hari tengah sampai setiap keputusan")),
)
# fmt: on


def satisfaction(
    sums: Sequence[int], counts: Sequence[int] | int, *, weight: Fraction | None = None
) -> Satisfaction:
    """The index from the sum of answers per element and how many answered it (blanks are not counted).

    The weight of an element is exactly 1/n; another one only for parity with old reports.
    """
    answered = [counts] * len(sums) if isinstance(counts, int) else list(counts)
    means = tuple(_mean(total, number) for total, number in zip(sums, answered, strict=True))
    index = sum(means, Fraction(0)) * (weight if weight is not None else Fraction(1, len(means)))
    exact = 25 * index
    ikm = _half_up_hundredths(exact)
    return Satisfaction(means, index, exact, ikm, grade_of(ikm))


def grade_of(ikm: int) -> Grade:
    """The grade of an index in hundredths."""
    return next((row for row in reversed(GRADES) if ikm >= row.ikm_from), GRADES[0])


def _mean(total: int, number: int) -> Fraction:
    if number < 1 or not number <= total <= HIGHEST_ANSWER * number:
        raise ValueError(f"{number} answers of 1 to {HIGHEST_ANSWER} cannot sum to {total}")
    return Fraction(total, number)


def _half_up_hundredths(value: Fraction) -> int:
    return int(value * 100 + Fraction(1, 2))
