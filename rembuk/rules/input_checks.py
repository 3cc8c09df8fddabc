"""Judges what was given with a step: what is missing, and what cannot be right.

Each problem is a sentence that says what to do, so that a form shows it beside the field as it is.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .inputs import INPUT
from .labels import in_language
from .proposal_steps import Step
from .reasons import ELIGIBILITY, MIN_REASON_TEXT, REASON

MOST_RUPIAH = 10**15
MOST_PEOPLE = 10**9
MOST_VOLUME = 10**12
DISTINCT_LETTERS = 6
FIRST_YEAR, LAST_YEAR = 2000, 2100
GOVERNMENTS = frozenset({"desa", "kabupaten_kota", "provinsi", "pusat"})


@dataclass(frozen=True, slots=True)
class InputProblem:
    """What is wrong with one input, as a person reads it."""

    input: str
    code: str
    text_id: str
    text_en: str

    def text(self, lang: str) -> str:
        return in_language(lang, self.text_id, self.text_en)


Sentences = tuple[str, str, str]  # code, Indonesian, English


def missing_inputs(step: Step, given: Mapping[str, object]) -> tuple[str, ...]:
    """Codes of required inputs that were not given, and for which no alternative was."""
    return tuple(
        code
        for code in step.requires
        if not any(_is_given(given.get(one)) for one in (code, *INPUT[code].alternatives))
    )


def check_inputs(step: Step, given: Mapping[str, object]) -> tuple[InputProblem, ...]:
    """Everything that keeps this step from being taken with these inputs, the missing ones included."""
    problems = [_missing(code) for code in missing_inputs(step, given)]
    for code in (*step.requires, *step.optional):
        check, value = CHECKS.get(code), given.get(code)
        if check is None or not _is_given(value):
            continue
        wrong = check(value)
        if wrong is not None:
            problems.append(InputProblem(code, *wrong))
    return tuple(problems)


def check_progress(before: int, now: int, reason_text: str) -> InputProblem | None:
    """Physical progress does not fall without a reason."""
    if now >= before or is_real_text(reason_text):
        return None
    return InputProblem(
        "progress_percent",
        "falls",
        f"Kemajuan turun dari {before}% ke {now}%. Tuliskan alasannya, sedikitnya {MIN_REASON_TEXT} huruf.",
        f"Progress falls from {before}% to {now}%. Write the reason, at least {MIN_REASON_TEXT} characters.",
    )


def is_real_text(text: str) -> bool:
    """At least twenty visible characters, and words rather than one key held down."""
    visible = "".join(" " if char.isspace() else char for char in text if _is_visible(char))
    plain = " ".join(visible.split())
    letters = {char for char in plain.casefold() if char.isalpha()}
    return len(plain) >= MIN_REASON_TEXT and len(letters) >= DISTINCT_LETTERS


def _is_visible(char: str) -> bool:
    return char.isspace() or not unicodedata.category(char).startswith("C")


def _is_given(value: object) -> bool:
    if value is None or value is False:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    return not (isinstance(value, Sized) and len(value) == 0)


def _missing(code: str) -> InputProblem:
    row = INPUT[code]
    if row.type in ("check", "boolean"):
        return InputProblem(code, "missing", *NOT_CONFIRMED[code])
    if row.type in ("files", "document"):
        return InputProblem(
            code, "missing", f"{row.label_id} perlu dilampirkan.", f"{row.label_en}: please attach this."
        )
    return InputProblem(
        code, "missing", f"{row.label_id} perlu diisi.", f"{row.label_en}: please fill this in."
    )


NOT_CONFIRMED: dict[str, tuple[str, str]] = {
    "truth_declaration": (
        "Nyatakan dahulu bahwa isi usulan ini benar.",
        "Please state first that what you wrote is true.",
    ),
    "within_quota": (
        "Kuota usulan tingkat ini sudah penuh. Tunda usulan ini, atau kurangi daftar yang diusulkan.",
        "The quota of this level is used up. Defer this proposal, or shorten the list that is raised.",
    ),
    "within_ceiling": (
        "Sisa pagu wilayah ini tidak cukup. Catat sebagai belum disepakati, atau tinjau peringkatnya.",
        "The rest of the area's ceiling is too small. Record as not agreed, or look at the ranks again.",
    ),
}


def number_of(value: object) -> Decimal | None:
    """A finite number, however it was written; None for anything else."""
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _whole(low: int, high: int, text_id: str, text_en: str) -> Callable[[object], Sentences | None]:
    def check(value: object) -> Sentences | None:
        number = number_of(value)
        if number is not None and low <= number <= high and number == int(number):
            return None
        return "out_of_range", text_id, text_en

    return check


def _volume(value: object) -> Sentences | None:
    number = number_of(value)
    if number is not None and 0 < number <= MOST_VOLUME:
        return None
    return (
        "out_of_range",
        "Volume perlu diisi dengan angka lebih dari nol, misalnya 120.",
        "The volume must be a number above zero, for example 120.",
    )


def _reason_text(value: object) -> Sentences | None:
    if is_real_text(str(value)):
        return None
    return (
        "too_short",
        f"Tuliskan alasannya dengan kalimat biasa, sedikitnya {MIN_REASON_TEXT} huruf. Pengusul membacanya.",
        f"Write the reason in plain words, at least {MIN_REASON_TEXT} characters. The proposer reads it.",
    )


def _reason_code(value: object) -> Sentences | None:
    if str(value) in REASON:
        return None
    return "unknown", "Pilih salah satu alasan dari daftar.", "Choose one of the reasons in the list."


def _eligibility(value: object) -> Sentences | None:
    row = ELIGIBILITY.get(str(value))
    if row is None:
        return "unknown", "Pilih salah satu penilaian kelayakan.", "Choose one of the eligibility ratings."
    if not row.may_be_agreed:
        return (
            "not_eligible",
            "Usulan yang dinilai tidak layak oleh Tim Verifikasi tidak dapat disepakati.",
            "A proposal that the verification team rated as not eligible cannot be agreed.",
        )
    return None


def _government(value: object) -> Sentences | None:
    if str(value) in GOVERNMENTS:
        return None
    return "unknown", "Pilih tingkat pemerintahan dari daftar.", "Choose a level of government from the list."


def _plan_line(value: object) -> Sentences | None:
    if not isinstance(value, Mapping) or all(
        _is_given(value.get(f)) for f in INPUT["village_plan_line"].fields
    ):
        return None
    return (
        "incomplete",
        "Sebutkan dokumen, baris, dan tahun RKP Desa atau DPA kelurahan.",
        "Name the document, the line and the year of the village plan.",
    )


_rupiah = _whole(
    0,
    MOST_RUPIAH,
    "Jumlah uang perlu diisi dengan rupiah penuh, misalnya 150000000, paling banyak seribu triliun.",
    "The amount must be in whole rupiah, for example 150000000, at most a thousand trillion.",
)
CHECKS: dict[str, Callable[[object], Sentences | None]] = {
    "reason_text": _reason_text,
    "reason_code": _reason_code,
    "eligibility_rating": _eligibility,
    "target_government": _government,
    "village_plan_line": _plan_line,
    "volume": _volume,
    "measured_volume": _volume,
    "amount": _rupiah,
    "estimated_cost": _rupiah,
    "beneficiaries": _whole(
        0,
        MOST_PEOPLE,
        "Penerima manfaat perlu diisi dengan jumlah orang, misalnya 85.",
        "Beneficiaries must be a number of people, for example 85.",
    ),
    "progress_percent": _whole(
        0,
        100,
        "Progres fisik perlu diisi dengan angka 0 sampai 100.",
        "Physical progress must be a number from 0 to 100.",
    ),
    "rating": _whole(1, 4, "Pilih penilaian 1 sampai 4.", "Choose a rating from 1 to 4."),
    "rank": _whole(1, MOST_PEOPLE, "Peringkat dimulai dari 1.", "Ranks start at 1."),
    "next_plan_year": _whole(
        FIRST_YEAR,
        LAST_YEAR,
        "Tahun rencana perlu diisi dengan empat angka, misalnya 2028.",
        "The plan year must have four digits, for example 2028.",
    ),
}
