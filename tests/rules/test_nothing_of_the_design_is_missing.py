"""The literal tables against the design they were written from: nothing is missing, nothing says otherwise.

Not compared: `about`, `default_window` (said by opens, closes and latest) and the words of notes, which are
in Indonesian here because officials read them.
"""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from rembuk.rules import fairness, words
from rembuk.rules.actions import Action
from rembuk.rules.deadlines import DEADLINE_RULES, SIDE_EVENT
from rembuk.rules.forums import (
    DECISION_METHODS,
    FORUM_INITIAL,
    FORUM_STATES,
    FORUM_STEP,
    FORUM_TYPE,
    PLAN_VERSIONS,
    QUORUM_EFFECTS,
)
from rembuk.rules.indicators import ELEMENTS, GRADES, SCALE, satisfaction
from rembuk.rules.inputs import INPUTS
from rembuk.rules.proposal_flow import (
    CHANNELS,
    INITIAL,
    REVIEWS,
    STATES,
    STEP,
    STEPS,
    VARIANT,
    Step,
    steps_of,
)
from rembuk.rules.proposal_states import EVERY_CHANNEL
from rembuk.rules.protections import CHILDREN, RELATIONS, TWO_PERSON_CHECKS
from rembuk.rules.reasons import ELIGIBILITIES, MIN_REASON_TEXT, REASON
from rembuk.rules.roles import ROLE, SCOPES, SYSTEM, SYSTEM_CAN
from rembuk.rules.stages import GATES, PHASES, STAGE, TRACKS, StageCode, template_windows

Rows = dict[str, Any]


def same_step(step: Step, row: Rows) -> None:
    assert (step.at, step.to, step.action) == (row["from"], row["to"], row["action"]), step.id
    for ours, theirs in (
        (step.actors, row["actor"]),
        (step.during, row["during"]),
        (step.requires, row["requires"]),
        (step.optional, row.get("optional", [])),
        (step.channels, row.get("channel", EVERY_CHANNEL)),
        (step.decided_in, row.get("decided_in", [])),
    ):
        assert set(ours) == set(theirs) and len(ours) == len(theirs), step.id
    for key in ("open_by", "relation", "review", "sipd_event", "second_approver"):
        assert getattr(step, key) == row.get(key), step.id
    assert bool(step.note) == bool(row.get("note")), step.id


def test_every_step_is_the_step_of_the_design(flow: Rows) -> None:
    assert [step.id for step in STEPS] != [] and {s.id for s in STEPS} == {
        r["id"] for r in flow["transitions"]
    }
    for row in flow["transitions"]:
        same_step(STEP[row["id"]], row)
    assert flow["initial"] == INITIAL
    assert flow["min_reason_text"] == MIN_REASON_TEXT


def test_every_variant_removes_and_adds_the_same(flow: Rows) -> None:
    assert set(VARIANT) == {row["code"] for row in flow["variants"]}
    for row in flow["variants"]:
        ours = VARIANT[row["code"]]
        assert (ours.label_id, ours.default) == (row["label_id"], row["default"])
        assert {channel: list(order) for channel, order in ours.reviews} == row["reviews"]
        assert set(ours.remove) == set(row["remove"])
        assert {step.id for step in ours.add} == {added["id"] for added in row["add"]}
        for added in row["add"]:
            same_step(STEP[added["id"]], added)
            assert STEP[added["id"]] in steps_of(ours.code)


def test_states_channels_and_reviews(flow: Rows) -> None:
    assert [(s.code, s.label_id, s.sipd, s.terminal, s.votable, s.hidden) for s in STATES] and {
        (s.code, s.label_id, s.sipd, s.terminal, s.votable, s.hidden) for s in STATES
    } == {
        (r["code"], r["label_id"], r["sipd"], r["terminal"], r.get("votable", False), r.get("hidden", False))
        for r in flow["states"]
    }
    assert [(c.code, c.label_id, list(c.reviews)) for c in CHANNELS] == [
        (r["code"], r["label_id"], r["reviews"]) for r in flow["channels"]
    ]
    assert [(v.code, v.label_id, v.role, v.superior, v.sipd_prefix, list(v.channels)) for v in REVIEWS] == [
        (r["code"], r["label_id"], r["role"], r["superior"], r["sipd_prefix"], r["channels"])
        for r in flow["reviews"]
    ]


def test_phases_tracks_stages_and_gates(flow: Rows) -> None:
    assert [(p.code, p.label_id, p.article_stage) for p in PHASES] == [
        (r["code"], r["label_id"], r["article_stage"]) for r in flow["phases"]
    ]
    assert [(t.code, t.label_id) for t in TRACKS] == [(r["code"], r["label_id"]) for r in flow["tracks"]]
    assert [(g.code, g.label_id, g.replaces_stages, g.meaning) for g in GATES] == [
        (r["code"], r["label_id"], r["replaces_stages"], r["meaning"]) for r in flow["gates"]
    ]
    assert list(STAGE) == [row["code"] for row in flow["stages"]]
    for row in flow["stages"]:
        ours = STAGE[row["code"]]
        assert (ours.label_id, ours.phase, ours.track) == (row["label_id"], row["phase"], row["track"])
        assert [list(ours.opens), list(ours.closes)] == [row["opens"], row["closes"]]
        assert ours.parallel == row["parallel"]


def test_inputs_and_reasons(flow: Rows) -> None:
    assert [(i.code, i.label_id, i.type, i.meaning, i.sipd_field) for i in INPUTS] == [
        (r["code"], r["label_id"], r["type"], r["meaning"], r["sipd_field"]) for r in flow["inputs"]
    ]
    assert [(list(i.alternatives), list(i.fields)) for i in INPUTS] == [
        (r.get("alternatives", []), r.get("fields", [])) for r in flow["inputs"]
    ]
    assert [row["code"] for row in flow["reason_codes"]] == list(REASON)
    for row in flow["reason_codes"]:
        ours = REASON[row["code"]]
        assert ours.label_id == row["label_id"]
        assert bool(ours.advice_id) == ("must_offer" in row)
        named = [step for step in STEP if step in row.get("must_offer", "")]
        assert set(named) <= set(ours.must_offer)
    assert [(e.code, e.label_id) for e in ELIGIBILITIES] == [
        (r["code"], r["label_id"]) for r in flow["village_eligibility"]
    ]


def test_forums_and_plan_versions(flow: Rows) -> None:
    assert list(FORUM_TYPE) == [row["code"] for row in flow["forum_types"]]
    for row in flow["forum_types"]:
        ours = FORUM_TYPE[row["code"]]
        assert (ours.label_id, ours.counted, ours.effect) == (row["label_id"], row["counted"], row["effect"])
        assert ours.share == Fraction(row["share"])
        assert ours.more_than is (row["compare"] == "more_than")
        assert ours.source == row.get("source", "")
    assert [(q.code, q.label_id, list(q.records)) for q in QUORUM_EFFECTS] == [
        (r["code"], r["label_id"], r["records"]) for r in flow["quorum_effects"]
    ]
    assert [(m.code, m.label_id, m.order, list(m.requires)) for m in DECISION_METHODS] == [
        (r["code"], r["label_id"], r["order"], r["requires"]) for r in flow["decision_methods"]
    ]
    life = flow["forum_flow"]
    assert life["initial"] == FORUM_INITIAL
    assert [(s.code, s.label_id, s.terminal) for s in FORUM_STATES] == [
        (r["code"], r["label_id"], r["terminal"]) for r in life["states"]
    ]
    assert set(FORUM_STEP) == {row["id"] for row in life["transitions"]}
    for row in life["transitions"]:
        step = FORUM_STEP[row["id"]]
        assert (step.at, step.to, step.action) == (row["from"], row["to"], row["action"])
        assert set(step.actors) == set(row["actor"])
        assert list(step.requires) == row.get("requires", [])
        assert list(step.optional) == row.get("optional", [])
        assert step.opens_next_level is row.get("opens_next_level", False)
    assert [(v.code, v.label_id, v.order, list(v.requires), v.may_be_called_rkpd) for v in PLAN_VERSIONS] == [
        (r["code"], r["label_id"], r["order"], r["requires"], r["may_be_called_rkpd"])
        for r in flow["plan_versions"]
    ]


def test_deadlines_and_side_events(flow: Rows) -> None:
    assert [
        (d.code, d.action, list(d.actors), list(d.requires), d.public, list(d.days_before))
        for d in DEADLINE_RULES
    ] == [
        (r["code"], r["action"], r["actor"], r["requires"], r["public"], r.get("days_before", []))
        for r in flow["deadline_rules"]
    ]
    assert list(SIDE_EVENT) == [row["code"] for row in flow["side_events"]]
    for row in flow["side_events"]:
        ours = SIDE_EVENT[row["code"]]
        assert (ours.label_id, ours.action) == (row["label_id"], row["action"])
        assert (list(ours.on), list(ours.actors)) == (row["on"], row["actor"])
        for key in ("relation", "times", "answer_action", "working_days"):
            assert getattr(ours, key) == row.get(key)
        assert list(ours.months_after_handover) == row.get("months_after_handover", [])


def test_words(flow: Rows) -> None:
    fixed = {row.code: row.label_id for row in words.FIXED_WORDS}
    assert fixed == flow["ui_words"]["fixed"]
    assert list(words.NEVER_WORDS) == flow["ui_words"]["never"]
    assert list(flow["ui_words"]["agency"].values()) == [
        words.AGENCY_FOR_RESIDENTS,
        words.AGENCY_ON_PAPER,
        words.AGENCY_IN_SIPD,
    ]
    display = flow["display"]
    assert words.cycle_title(2028) == display["cycle_title"].replace("{n-1}", "2027").replace("{n}", "2028")
    assert (words.DISPLAY.proposer, words.DISPLAY.supporters_listed) == (
        display["proposer"],
        display["supporters_listed"],
    )
    assert words.DISPLAY.proposer_named_by_choice_only and display["proposer_named"].startswith("only")
    assert display["small_cell_limit"] == fairness.SMALL_CELL_LIMIT


def test_roles_keep_every_right_of_the_design(people: Rows) -> None:
    assert set(ROLE) == {row["code"] for row in people["roles"]}
    for row in people["roles"]:
        ours = ROLE[row["code"]]
        assert (ours.label_id, ours.scope, ours.in_flow) == (row["label_id"], row["scope"], row["in_flow"])
        assert set(row["can"]) <= ours.can, row["code"]
    assert {row["code"] for row in people["actions"]} <= set(Action)
    assert [row["code"] for row in people["scopes"]] == [scope.code for scope in SCOPES]
    (system,) = people["non_human_actors"]
    assert (system["code"], set(system["can"])) == (SYSTEM, SYSTEM_CAN)


def test_what_the_tables_add_to_the_design_is_known(people: Rows) -> None:
    """A new action is a decision: it is named here, so that nobody adds one in passing."""
    assert set(Action) - {row["code"] for row in people["actions"]} == {
        "account.confirm_residence",
        "account.keep",
        "account.open",
        "checklist.manage",
        "allocation.adopt",
        "allocation.change",
        "allocation.confirm",
        "allocation.run",
        "guide.edit",
        "impact.record",
        "plan.verify",
        "proposal.unmerge",
        "readiness.answer",
        "round.enter_paper",
        "round.manage",
        "stakeholder.manage",
    }


@pytest.mark.parametrize("plan_year", [2026, 2027, 2028])
def test_the_calendar_of_real_years_keeps_its_promises(domain: Path, plan_year: int) -> None:
    days = json.loads((domain / "holidays_id_2024_2028.json").read_text(encoding="utf-8"))
    holidays = frozenset(date.fromisoformat(day) for day in days)
    windows = template_windows(plan_year, holidays)

    assert len(holidays) > 100
    assert windows[StageCode.THEMATIC_DELIBERATION][1] <= windows[StageCode.WARD_DELIBERATION][1]
    week_before = windows[StageCode.ANNUAL_PLAN_DELIBERATION][0] - timedelta(days=7)
    assert windows[StageCode.COUNCIL_INPUT][1] <= week_before
    assert windows[StageCode.WARD_DELIBERATION][1] <= date(plan_year - 1, 2, 28)


def test_protections(people: Rows) -> None:
    assert [(r.code, list(r.held_by)) for r in RELATIONS] == [
        (row["code"], row["held_by"]) for row in people["relations"]
    ]
    assert [(c.code, c.label_id, list(c.second_readers)) for c in TWO_PERSON_CHECKS] == [
        (row["code"], row["label_id"], row["second_readers"]) for row in people["two_person_checks"]
    ]
    for key, value in people["children"].items():
        ours = getattr(CHILDREN, key)
        assert (list(ours) if isinstance(ours, tuple) else ours) == value, key


def test_the_satisfaction_index(ikm: Rows) -> None:
    assert [(e.code, e.label_id) for e in ELEMENTS] == [(r["code"], r["label_id"]) for r in ikm["elements"]]
    assert [(s.value, s.label_id) for s in SCALE] == [(r["value"], r["label_id"]) for r in ikm["scale"]]
    assert [(g.grade, g.label_id, g.index_from, g.index_to) for g in GRADES] == [
        (r["grade"], r["label_id"], r["index_from"], r["index_to"]) for r in ikm["grades"]
    ]
    assert [(g.ikm_from, g.ikm_to) for g in GRADES] == [
        (int(Decimal(r["ikm_from"]) * 100), int(Decimal(r["ikm_to"]) * 100)) for r in ikm["grades"]
    ]
    example = ikm["worked_example"]
    result = satisfaction(example["sums"], example["questionnaires"])
    assert [str(Decimal(m.numerator) / m.denominator) for m in result.means] == [
        str(Decimal(nrr).normalize()) for nrr in example["nrr"]
    ]
    assert (Decimal(result.ikm) / 100, result.grade.grade) == (Decimal(example["ikm"]), example["grade"])
