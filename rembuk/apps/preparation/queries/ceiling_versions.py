"""A calculation of the ceilings in words: from the income to each sub-district, and which version it is."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from rembuk.apps.core.clock import today
from rembuk.apps.core.format import date_text, number, rupiah
from rembuk.rules.labels import in_language
from rembuk.rules.stages import StageCode

from ..models import CeilingVersion, PlanningCycle
from .figures import MEASURES

# The forums that share a sub-district's ceiling; villages begin theirs a year before.
_FORUMS = (StageCode.NEIGHBORHOOD_MEETING, StageCode.WARD_DELIBERATION, StageCode.DISTRICT_DELIBERATION)


@dataclass(frozen=True, slots=True)
class AsideLine:
    """One line on the way from the income to the money that is shared."""

    label: str
    official: str
    amount: int
    amount_text: str
    kind: str  # income | less | left | shared


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One sub-district: its figures, the two parts of the formula, and its ceiling."""

    code: str
    name: str
    figures: tuple[str, ...]
    base: int
    need: int
    amount: int
    base_text: str
    need_text: str
    amount_text: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """Everything of one version."""

    version: int
    cycle_title: str
    plan_year: int
    basis: str
    at: datetime
    when: str
    in_time: str
    is_in_time: bool
    aside: tuple[AsideLine, ...]
    set_aside_total: int
    measures: tuple[tuple[str, str], ...]  # label, weight in percent
    rules: tuple[str, ...]
    areas: tuple[AreaLine, ...]
    total: int
    total_text: str
    sha256: str


def version_of(cycle: PlanningCycle, wanted: str = "") -> CeilingVersion | None:
    """The version asked for, else the latest; None where the ceilings were never calculated."""
    rows = list(cycle.ceiling_versions.all())
    return next((row for row in rows if str(row.version) == wanted), rows[0] if rows else None)


def shown_version(row: CeilingVersion, cycle: PlanningCycle, lang: str) -> VersionShown:
    """One read, for the day on which the forums open."""
    weights: dict[str, int] = row.inputs["weights"]
    measures = tuple(m for m in MEASURES if m.code in weights)
    opens = cycle.stages.filter(code__in=_FORUMS).order_by("opens_at").values_list("opens_at", flat=True)
    first = opens.first()
    areas = tuple(
        _area(line, row.inputs["areas"], tuple(m.code for m in measures), lang) for line in row.result
    )
    total = sum(area.amount for area in areas)
    return VersionShown(
        version=row.version,
        cycle_title=cycle.title,
        plan_year=cycle.plan_year,
        basis=row.basis,
        at=row.at,
        when=date_text(row.at, lang),
        in_time=_in_time(row.at, first, lang),
        is_in_time=first is None or row.at < first,
        aside=aside_lines(row, lang),
        set_aside_total=row.mandatory + row.minimum_service + row.earmarked,
        measures=tuple((m.label(lang), percent(Fraction(weights[m.code], sum(weights.values())), lang))
                       for m in measures),
        rules=_rules(row, lang),
        areas=areas,
        total=total,
        total_text=rupiah(total, lang),
        sha256=row.sha256,
    )  # fmt: skip


def aside_lines(row: CeilingVersion, lang: str) -> tuple[AsideLine, ...]:
    """Income, what is set aside before anything is shared, what is left, and the part the areas share."""
    less_id, less_en = "Disisihkan: {}", "Set aside: {}"
    free = row.income - row.mandatory - row.minimum_service - row.earmarked
    part = f"{row.area_percent}%"
    lines = (
        ("Pendapatan daerah", "Income of the region", "", row.income, "income"),
        (less_id.format("belanja wajib dan mengikat"), less_en.format("mandatory spending"), "",
         row.mandatory, "less"),
        (less_id.format("pelayanan dasar"), less_en.format("minimum services"), "SPM", row.minimum_service,
         "less"),
        (less_id.format("transfer yang sudah ditentukan penggunaannya"),
         less_en.format("transfers with a purpose of their own"), "earmarked", row.earmarked, "less"),
        ("Sisa yang dapat direncanakan", "Left to plan with", "", free, "left"),
        (f"Dibagi ke kecamatan ({part} dari sisa)", f"Shared among sub-districts ({part} of it)", "PIK/PIWK",
         row.shared, "shared"),
    )  # fmt: skip
    return tuple(
        AsideLine(in_language(lang, label_id, label_en), official, amount, rupiah(amount, lang), kind)
        for label_id, label_en, official, amount, kind in lines
    )


def percent(part: Fraction, lang: str) -> str:
    """To the tenth, rounded half up: 33,3%."""
    tenths = int(part * 1000 + Fraction(1, 2))
    text = f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10},{tenths % 10}"
    return (text if lang == "id" else text.replace(",", ".")) + "%"


def _area(
    line: dict[str, object], areas: dict[str, dict[str, str]], order: tuple[str, ...], lang: str
) -> AreaLine:
    code, base, amount = str(line["code"]), int(Fraction(str(line["base"]))), int(str(line["amount"]))
    parts = line["parts"]
    need = (
        sum((Fraction(str(part)) for part in parts.values()), Fraction(0)) if isinstance(parts, dict) else 0
    )
    return AreaLine(
        code=code,
        name=str(line["name"]),
        figures=tuple(_figure(Fraction(areas[code][measure]), lang) for measure in order),
        base=base,
        need=int(need),
        amount=amount,
        base_text=rupiah(base, lang),
        need_text=rupiah(int(need), lang),
        amount_text=rupiah(amount, lang),
    )


def _figure(value: Fraction, lang: str) -> str:
    """Whole people and villages; square kilometres and the poor to the nearest one."""
    return number(int(value + Fraction(1, 2)), lang)


def _in_time(at: datetime, first: datetime | None, lang: str) -> str:
    if first is None:
        return ""
    day = date_text(today(first), lang)
    if at < first:
        return in_language(
            lang, f"Dihitung sebelum musyawarah pertama dibuka ({day}).",
            f"Calculated before the first forum opens ({day}).",
        )  # fmt: skip
    return in_language(
        lang, f"Dihitung sesudah musyawarah pertama dibuka ({day}).",
        f"Calculated after the first forum opened ({day}).",
    )  # fmt: skip


def _rules(row: CeilingVersion, lang: str) -> tuple[str, ...]:
    inputs = row.inputs
    base = inputs["base_percent"]
    found = [
        in_language(
            lang, f"{base}% dibagi rata ke semua kecamatan; {100 - base}% dibagi menurut kebutuhan.",
            f"{base}% is shared equally among all sub-districts; {100 - base}% by need.",
        ),
        in_language(
            lang,
            "Bagian kebutuhan sebuah kecamatan: jumlah dari bobot × (angkanya ÷ jumlah angka semua "
            "kecamatan).",
            "A sub-district's part by need: the sum of weight × (its figure ÷ the sum over all "
            "sub-districts).",
        ),
        in_language(
            lang,
            f"Dibulatkan ke Rp{inputs['unit']:,}: ke bawah, lalu kelebihannya diberikan satu per satu kepada "
            "sisa terbesar.".replace(",", ".", 1),
            f"Rounded to Rp{inputs['unit']:,}: down, and what is over goes one by one to the largest rest.",
        ),
    ]  # fmt: skip
    if inputs["least"]:
        found.append(in_language(lang, "Paling kecil ", "At least ") + rupiah(inputs["least"], lang) + ".")
    if inputs["most"] is not None:
        found.append(in_language(lang, "Paling besar ", "At most ") + rupiah(inputs["most"], lang) + ".")
    return tuple(found)
