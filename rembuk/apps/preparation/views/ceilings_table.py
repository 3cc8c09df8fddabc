"""`/persiapan/<year>/pagu/`: set the ceilings by hand, or let the area formula suggest them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rembuk.apps.core.clock import now
from rembuk.apps.core.format import rupiah
from rembuk.apps.core.pages import page
from rembuk.apps.core.seen import FIELD, ChangedMeanwhile, mark_of
from rembuk.rules.actions import Action
from rembuk.rules.categories import CATEGORIES, CATEGORY, Category

from ..access import Planner, planner_of
from ..actions.ceiling_versions import adopt_ceilings
from ..actions.limits import ceilings_shown, set_ceilings
from ..calculation import Calculation, calculate
from ..ceiling_formula import CannotShare
from ..forms.limits import CeilingsForm, FormulaForm
from ..queries.figures import DistrictFigures, district_figures
from .frame import done_url, frame, status_of, tell

_CANNOT = {
    "nothing_left": gettext_lazy(
        "Nothing is left to share: what is set aside takes the whole income. Check the figures."
    ),
    "no_areas": gettext_lazy("There are no sub-districts yet."),
    "no_weights": gettext_lazy("Give at least one measure a weight above 0."),
    "limits": gettext_lazy("The smallest and the largest ceiling do not fit the money. Change one of them."),
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the formula gives one sub-district, in words."""

    name: str
    base: str
    need: str
    amount: str


@page("GET", "POST", who=Action.CEILING_MANAGE)
def ceilings_table(request: HttpRequest, year: int) -> HttpResponse:
    """The table of one sector, or of all sectors together."""
    planner = planner_of(request.user, year, Action.CEILING_MANAGE)
    figures = district_figures(planner.government.code, get_language() or "id")
    sector = _sector(request)
    form = _form(planner, figures, sector, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = set_ceilings(
                planner.cycle, form.amounts(sector), basis=form.cleaned_data["basis"],
                by=planner.user, now=now(), seen=request.POST.get(FIELD),
            )  # fmt: skip
        except ChangedMeanwhile as refusal:
            tell(form, refusal, _standing(planner, form, sector))
            return _page(request, planner, figures, form=form, seen=_seen(planner, sector), status=409)
        saved = done_url("ceilings_table", planner.cycle, "tersimpan" if changed else "sama")
        return redirect(f"{saved}&bidang={sector}")
    return _page(request, planner, figures, form=form, status=status_of(form))


def _seen(planner: Planner, sector: str) -> str:
    return mark_of([ceilings_shown(planner.cycle, sector)])


def _standing(planner: Planner, form: CeilingsForm, sector: str) -> list[tuple[str, str]]:
    """(sub-district, its ceiling now) where something else was typed."""
    lang = get_language() or "id"
    present = {place: amount for place, amount, _basis in ceilings_shown(planner.cycle, sector)}
    return [
        (name, rupiah(present[code], lang) if code in present else "")
        for code, name in form.places
        if form.cleaned_data[code] != present.get(code)
    ]


@page("POST", who=Action.CEILING_MANAGE)
def suggest_ceilings(request: HttpRequest, year: int) -> HttpResponse:
    """The table again, filled with what the formula gives; with `simpan` the calculation is published."""
    planner = planner_of(request.user, year, Action.CEILING_MANAGE)
    lang = get_language() or "id"
    figures = district_figures(planner.government.code, lang)
    wishes = FormulaForm(request.POST, lang=lang, missing=_missing(figures))
    if not wishes.is_valid():
        return _page(request, planner, figures, wishes=wishes, status=422)
    try:
        if "simpan" in request.POST:
            return _publish(planner, wishes, request.POST.get(FIELD))
        worked_out = calculate(wishes.wish(), figures)
    except CannotShare as refusal:
        wishes.add_error(None, str(_CANNOT[refusal.code]))
        return _page(request, planner, figures, wishes=wishes, status=422)
    except ChangedMeanwhile as refusal:
        wishes.add_error(None, refusal.text(lang))
        return _page(request, planner, figures, wishes=wishes, seen=_seen(planner, ""), status=409)
    form = _form(planner, figures, _sector(request), None, worked_out.amounts)
    return _page(
        request, planner, figures, form=form, wishes=wishes, suggested=_suggestions(worked_out, figures, lang)
    )


def _publish(planner: Planner, wishes: FormulaForm, seen: str | None) -> HttpResponse:
    adopt_ceilings(
        planner.cycle, wishes.wish(), basis=wishes.cleaned_data["decision"], by=planner.user, now=now(),
        seen=seen,
    )  # fmt: skip
    return redirect(done_url("ceilings_table", planner.cycle, "hitungan"))


def _suggestions(worked_out: Calculation, figures: list[DistrictFigures], lang: str) -> list[Suggestion]:
    names = {row.code: row.name for row in figures}
    return [
        Suggestion(
            names[share.code],
            rupiah(int(share.base), lang),
            rupiah(int(share.formula - share.base), lang),
            rupiah(share.amount, lang),
        )
        for share in worked_out.shares
    ]


def _page(
    request: HttpRequest,
    planner: Planner,
    figures: list[DistrictFigures],
    *,
    form: CeilingsForm | None = None,
    wishes: FormulaForm | None = None,
    suggested: list[Suggestion] | None = None,
    seen: str = "",
    status: int = 200,
) -> HttpResponse:
    lang, sector = get_language() or "id", _sector(request)
    own = reverse("preparation:ceilings_table", args=[planner.cycle.plan_year])
    formula = reverse("preparation:suggest_ceilings", args=[planner.cycle.plan_year])
    missing = _missing(figures)
    form = form or _form(planner, figures, sector, None)
    context = frame(request, planner.user, planner.cycle, "ceilings_table") | {
        "form": form,
        "seen": seen or request.POST.get(FIELD) or _seen(planner, sector),
        "rows": [form[row.code] for row in figures],
        "wishes": wishes or FormulaForm(lang=lang, missing=missing),
        "suggested": suggested or [],
        "missing": [row.name for row in figures if row.missing],
        "sector": sector,
        "sector_label": CATEGORY[Category(sector)].label(lang) if sector else _("All sectors together"),
        "sectors": [("", _("All sectors together")), *((row.code, row.label(lang)) for row in CATEGORIES)],
        "own_url": own,
        "save_url": f"{own}?bidang={sector}",
        "versions": planner.cycle.ceiling_versions.count(),
        "suggest_url": f"{formula}?bidang={sector}",
    }
    return render(request, "preparation/ceilings_table.html", context, status=status)


def _sector(request: HttpRequest) -> str:
    asked = request.GET.get("bidang", "")
    return asked if asked in CATEGORY else ""


def _missing(figures: list[DistrictFigures]) -> set[str]:
    return {code for row in figures for code in row.missing}


def _form(
    planner: Planner,
    figures: list[DistrictFigures],
    sector: str,
    data: Any,
    amounts: dict[str, int] | None = None,
) -> CeilingsForm:
    present = {row.region_code: row for row in planner.cycle.ceilings.filter(sector=sector)}
    return CeilingsForm(
        data,
        places=[(row.code, row.name) for row in figures],
        amounts=amounts or {code: row.amount for code, row in present.items()},
        initial={"basis": next((row.basis for row in present.values() if row.basis), "")},
    )
