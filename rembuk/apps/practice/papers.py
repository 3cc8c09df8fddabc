"""What is given with each step: opinion, amount, reason, and the papers that the rules ask for.

One function a step, in the order of a proposal's life; a test hands them to `rules.check_inputs`.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from rembuk.rules.categories import Category
from rembuk.rules.proposal_flow import STEP

from . import figures
from .catalog import SUB_ACTIVITY
from .figures import Case
from .paths import Life
from .words.answers import CHANGES, EXPIRED, OPINIONS, REASONS, WHY, Answer

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Papers(NamedTuple):
    """The columns of a move that a step fills."""

    recommendation: str = ""
    amount: int | None = None
    coefficient: str = ""
    reason_code: str = ""
    reason_text: str = ""
    inputs: str = "{}"


class Scene(NamedTuple):
    """Where in its life a proposal stands, and what lies around it."""

    case: Case
    life: Life
    second: float  # the moment, in seconds since 1970
    occurrence: int  # how often the step came before
    minutes: str  # code of the forum that decided
    agency: str  # name of the agency it goes to
    village_code: str
    rank: int
    target: str  # code of the proposal it is merged into
    point: str  # "-7.100000,108.900000"


Maker = Callable[[str, Scene], Papers]
_NOTHING = Papers()


def maker_of(step_id: str) -> Maker | None:
    """The function that makes the papers of a step; None where they never change."""
    return _MAKERS.get(step_id)


def fixed_papers(step_id: str) -> Papers:
    """The papers of a step that has no maker."""
    return _ROUTED.get(step_id, _NOTHING)


def _pick(rows: tuple[Answer, ...], scene: Scene) -> Answer:
    """A sentence that fits this kind of need."""
    fitting = _fitting(rows, scene.case.need.category)
    return fitting[scene.case.seed // 7 % len(fitting)]


@cache
def _fitting(rows: tuple[Answer, ...], category: Category) -> tuple[Answer, ...]:
    return tuple(row for row in rows if not row.only or category in row.only)


def _refused(step_id: str, scene: Scene, **inputs: Any) -> Papers:
    found = _pick(REASONS[step_id], scene)
    return Papers(reason_code=found.code, reason_text=found.text, inputs=_json(inputs))


def _refused_by_forum(step_id: str, scene: Scene) -> Papers:
    return _refused(step_id, scene, minutes=scene.minutes)


def _cancelled(step_id: str, scene: Scene) -> Papers:
    year = scene.case.plan_year
    return _refused(step_id, scene, change_basis=f"Peraturan Bupati tentang Perubahan Penjabaran APBD {year}")


def _why(step_id: str, scene: Scene, **inputs: Any) -> Papers:
    return Papers(reason_text=_pick(WHY[step_id], scene).text, inputs=_json(inputs))


def _changed(step_id: str, scene: Scene) -> Papers:
    text = _pick(CHANGES[step_id], scene).text
    return Papers(reason_text=text, inputs=_json({"change_note": text}))


def _submitted(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"location":"{scene.village_code}","truth_declaration":true}}')


def _opened(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"next_plan_year":{scene.case.plan_year}}}')


def _merged(step_id: str, scene: Scene) -> Papers:
    return _why(step_id, scene, merge_target=scene.target)


def _agreed_in_village(_step_id: str, scene: Scene) -> Papers:
    rating = ELIGIBLE[scene.case.seed % len(ELIGIBLE)]
    own = figures.rounded(scene.case.cost * 0.95) if scene.life.has("fund_by_village") else None
    return Papers(amount=own, inputs=f'{{"eligibility_rating":"{rating}","minutes":"{scene.minutes}"}}')


def _raised(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"rank":{scene.rank},"within_quota":true}}')


def _agreed_in_district(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"minutes":"{scene.minutes}","rank":{scene.rank},"within_ceiling":true}}')


def _funded_by_village(_step_id: str, scene: Scene) -> Papers:
    year = figures.line_year(scene.case, scene.life) or scene.case.plan_year
    return Papers(inputs=_json({"village_plan_line": figures.plan_line(scene.case, year)}))


def _opinion(step_id: str, scene: Scene, review: int, **inputs: Any) -> Papers:
    found = figures.amounts(scene.case.cost, scene.case.seed)[review]
    return Papers(
        recommendation=_pick(OPINIONS[step_id], scene).text, amount=found,
        coefficient=f"{scene.case.volume} {scene.case.need.unit} x {found // max(1, scene.case.volume)}",
        inputs=_json(inputs),
    )  # fmt: skip


def _passed(step_id: str, scene: Scene) -> Papers:
    return _opinion(step_id, scene, 0)


def _sent(step_id: str, scene: Scene) -> Papers:
    return _opinion(step_id, scene, 0, target_agency=scene.agency)


def _accepted(step_id: str, scene: Scene) -> Papers:
    inputs = {
        "sub_activity": SUB_ACTIVITY[scene.case.need.code],
        "funding_source": figures.funding(scene.case.seed),
    }
    if step_id == "accept_grant":
        inputs |= {
            "legal_standing": f"AHU-{scene.case.number:07d}",
            "grant_documents": "proposal, surat pengantar, RAB",
        }
    return _opinion(step_id, scene, 1, **inputs)


def _surveyed(_step_id: str, scene: Scene) -> Papers:
    return Papers(
        inputs=f'{{"estimated_cost":{scene.case.cost},"gps_position":"{scene.point}",'
        f'"measured_volume":"{scene.case.volume}"}}'
    )


def _redirected(step_id: str, scene: Scene) -> Papers:
    return _why(step_id, scene, target_agency=scene.agency)


def _forwarded(step_id: str, scene: Scene) -> Papers:
    return _why(step_id, scene, target_government="provinsi" if scene.case.seed % 4 else "pusat")


def _budgeted_already(_step_id: str, scene: Scene) -> Papers:
    return Papers(
        inputs=_json({"budget_line": figures.budget_line(scene.case, "APBD tahun berjalan, untuk")})
    )


def _reviewed_budget(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"agency_forum_minutes":"{scene.minutes}"}}')


def _planned(step_id: str, scene: Scene) -> Papers:
    papers = _opinion(step_id, scene, 2, annual_plan_minutes=scene.minutes)
    return Papers(recommendation=papers.recommendation, amount=papers.amount, inputs=papers.inputs)


def _adopted(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=_json({"regulation_reference": figures.regulation(scene.case.plan_year)}))


def _in_policy(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=_json({"budget_line": figures.budget_line(scene.case, "KUA-PPAS")}))


def _in_budget(_step_id: str, scene: Scene) -> Papers:
    budget = figures.amounts(scene.case.cost, scene.case.seed)[2]
    return Papers(amount=budget, inputs=_json({"budget_line": figures.budget_line(scene.case, "APBD")}))


def _procured(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"procurement_plan_id":"RUP-{scene.case.plan_year}-{scene.case.number:07d}"}}')


def _started(step_id: str, scene: Scene) -> Papers:
    case, inputs = scene.case, dict[str, Any]()
    if step_id == "start_works":
        inputs["contract_or_self_managed"] = f"SPK 027/{case.number % 997 + 1}/{case.plan_year}"
    else:
        inputs["contract_or_self_managed"] = f"SK swakelola {case.number % 60 + 1} {case.village}"
    if step_id == "start_transfer_works":
        inputs["transfer_decision"] = figures.transfer_decision(case.plan_year)
        inputs["village_plan_line"] = figures.plan_line(case, case.plan_year)
    return Papers(inputs=_json(inputs))


def _reported(_step_id: str, scene: Scene) -> Papers:
    percent = figures.percents(scene.life)[scene.occurrence]
    spent = figures.rounded(figures.amounts(scene.case.cost, scene.case.seed)[3] * percent / 100)
    return Papers(amount=spent, inputs=f'{{"progress_percent":{percent}}}')


def _completed(_step_id: str, scene: Scene) -> Papers:
    day = figures.handover_day(scene.second)
    proof = f"BAST 030/{scene.case.number % 900 + 1}/{day[:4]}"
    spent = figures.amounts(scene.case.cost, scene.case.seed)[3]
    return Papers(amount=spent, inputs=f'{{"handover_date":"{day}","handover_proof":"{proof}"}}')


def _checked(_step_id: str, scene: Scene) -> Papers:
    return Papers(inputs=f'{{"rating":{(3, 4, 4, 3, 2, 4, 3, 4)[scene.case.seed % 8]}}}')


def _reopened(step_id: str, scene: Scene) -> Papers:
    return _why(step_id, scene, dispute_reference=f"Sanggahan warga {scene.case.number % 70 + 1}")


ELIGIBLE = ("eligible_urgent", "eligible", "eligible", "eligible_less_urgent")
_LATE = Papers(reason_code=EXPIRED.code, reason_text=EXPIRED.text)
_ROUTED: dict[str, Papers] = dict.fromkeys((step for step in STEP if step.startswith("expire_")), _LATE) | {
    step.id: Papers(inputs=f'{{"route_target":"{step.to}"}}')
    for step in STEP.values()
    if "route_target" in step.requires
}
_MAKERS: dict[str, Maker] = {
    "submit": _submitted, "submit_pokir": _submitted, "keep_out_of_season": _submitted, "resubmit": _changed,
    "open_recorded": _opened, "carry_over": _opened, "complete_details": _changed,
    "agree_in_village": _agreed_in_village, "raise_to_district": _raised,
    "fund_by_village": _funded_by_village,
    "agree_in_district": _agreed_in_district, "pass_council_review": _passed, "send_to_agency": _sent,
    "report_survey": _surveyed, "redirect_agency": _redirected, "accept_by_agency": _accepted,
    "accept_grant": _accepted, "found_already_budgeted": _budgeted_already, "forward_by_partner": _forwarded,
    "forward_by_agency": _forwarded, "open_budget_review": _reviewed_budget, "enter_annual_plan": _planned,
    "fund_by_transfer": _planned, "adopt_plan": _adopted, "enter_budget_policy": _in_policy,
    "enter_budget": _in_budget, "start_procurement": _procured, "start_works": _started,
    "start_village_works": _started, "start_transfer_works": _started, "report_progress": _reported,
    "complete_works": _completed, "verify_by_residents": _checked, "reopen_works": _reopened,
    **dict.fromkeys(("reject_in_village", "not_agree_in_district"), _refused_by_forum),
    **dict.fromkeys(("cancel_apbd", "cancel_procurement", "cancel_in_progress", "cancel_transfer"),
    _cancelled),
    **dict.fromkeys((step for step in STEP if step.startswith("merge_")), _merged),
}  # fmt: skip
for _step in (*REASONS, *WHY):
    _MAKERS.setdefault(_step, _refused if _step in REASONS else _why)
