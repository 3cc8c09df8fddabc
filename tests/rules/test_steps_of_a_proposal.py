"""Each step: the right person and the wrong one, in its stage and out of it, with all its inputs or not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.rules.actions import Action
from rembuk.rules.proposal_flow import (
    STATE,
    STEP,
    STEPS,
    VARIANTS,
    Acting,
    Channel,
    Refusal,
    Situation,
    State,
    Step,
    find_step,
    missing_inputs,
    steps_of,
    steps_open,
)
from rembuk.rules.protections import Relation
from rembuk.rules.roles import ROLE, SYSTEM
from rembuk.rules.stages import STAGE, Gate, StageCode, Track

NOBODY = Acting(frozenset())
EVERY_STAGE = frozenset(StageCode)
each_step = pytest.mark.parametrize("step", list(STEP.values()), ids=lambda step: step.id)


def variant_of(step: Step) -> str:
    return next(v.code for v in VARIANTS if step in steps_of(v.code))


def stages_for(step: Step) -> frozenset[str]:
    return frozenset(step.during[:1])


def track_for(step: Step) -> str:
    """A place where the step's first stage counts."""
    return next((STAGE[code].track for code in step.during), Track.DESA)


def right_situation(step: Step) -> Situation:
    return Situation(
        state=step.at,
        channel=step.channels[0],
        track=track_for(step),
        open_stages=stages_for(step),
        variant=variant_of(step),
        village_plan_year_open=True if step.open_by is Gate.VILLAGE_PLAN_YEAR else None,
    )


def right_person(step: Step, actor: str | None = None) -> Acting:
    relations = frozenset({step.relation}) if step.relation else frozenset()
    return Acting(frozenset({actor or step.actors[0]}), frozenset(relations))


def refusal_of(step_id: str, situation: Situation, acting: Acting) -> Refusal:
    with pytest.raises(Refusal) as caught:
        find_step(step_id, situation, acting)
    return caught.value


@each_step
def test_the_right_role_may_and_sees_the_button(step: Step) -> None:
    situation = right_situation(step)
    for actor in step.actors:
        acting = right_person(step, actor)
        assert find_step(step.id, situation, acting) is step
        assert step in steps_open(situation, acting)


@each_step
def test_a_wrong_role_is_told_who_may(step: Step) -> None:
    acting = right_person(step)
    for role in ({*ROLE, SYSTEM} - {*step.actors}) or {""}:
        refusal = refusal_of(step.id, right_situation(step), replace(acting, roles=frozenset({role})))
        assert refusal.code == "role"
    for actor in step.actors:
        if actor != SYSTEM:
            assert ROLE[actor].label_id in refusal.text_id
            assert ROLE[actor].label_en in refusal.text_en


@each_step
def test_a_closed_stage_is_told_by_name(step: Step) -> None:
    situation = replace(right_situation(step), open_stages=frozenset(), village_plan_year_open=None)
    if step.open_by is Gate.OUT_OF_SEASON:
        situation = replace(situation, open_stages=frozenset({"neighborhood_meeting"}), track="kelurahan")
    if step.open_by is Gate.VILLAGE_PLAN_YEAR:
        situation = replace(situation, village_plan_year_open=False)
    if step.open_by is Gate.ALWAYS:
        assert find_step(step.id, situation, right_person(step)) is step
        return

    refusal = refusal_of(step.id, situation, right_person(step))

    assert refusal.code == "stage"
    assert step not in steps_open(situation, right_person(step))


@each_step
def test_each_missing_input_is_named(step: Step) -> None:
    given = dict.fromkeys(step.requires, "isi")
    assert missing_inputs(step, given) == ()
    for code in step.requires:
        assert missing_inputs(step, {**given, code: None}) == (code,)
    assert missing_inputs(step, {}) == step.requires


@each_step
def test_another_state_is_told_by_its_name(step: Step) -> None:
    other = State.DRAFT if step.at is not State.DRAFT else State.RKPD
    refusal = refusal_of(step.id, replace(right_situation(step), state=other), right_person(step))

    assert refusal.code == "state"
    assert STATE[other].label_id in refusal.text("id")
    assert STATE[other].label_en in refusal.text("en")


@each_step
def test_another_channel_is_refused(step: Step) -> None:
    for channel in set(Channel) - set(step.channels):
        refusal = refusal_of(step.id, replace(right_situation(step), channel=channel), right_person(step))
        assert refusal.code == "channel"


@each_step
def test_nobody_judges_an_own_proposal(step: Step) -> None:
    acting = replace(right_person(step), relations=frozenset({"proposer"}))
    if step.relation is Relation.PROPOSER or step.action is Action.SAFEGUARD_REPORT:
        assert find_step(step.id, right_situation(step), acting) is step
        return

    refusal = refusal_of(step.id, right_situation(step), acting)

    assert refusal.code == ("relation" if step.relation else "own_proposal")


@each_step
def test_a_step_with_a_relation_needs_it(step: Step) -> None:
    if step.relation is None:
        return
    stranger = Acting(frozenset(step.actors))
    refusal = refusal_of(step.id, right_situation(step), stranger)

    assert refusal.code == "relation"
    wanted = "pengusulnya" if step.relation is Relation.PROPOSER else "warga terverifikasi"
    assert wanted in refusal.text_id


@each_step
def test_the_stage_of_another_track_does_not_count(step: Step) -> None:
    villages = [code for code in step.during if STAGE[code].track is not Track.REGION]
    for code in villages:
        other = Track.KELURAHAN if STAGE[code].track is Track.DESA else Track.DESA
        situation = replace(
            right_situation(step), track=other, open_stages=frozenset({code}), village_plan_year_open=None
        )
        assert refusal_of(step.id, situation, right_person(step)).code == "stage"


def test_an_unknown_step_and_one_of_another_variant_do_not_exist() -> None:
    situation = right_situation(STEP["send_to_agency"])
    partner = right_person(STEP["send_to_agency"])

    assert refusal_of("nonsense", situation, partner).code == "unknown_step"
    assert refusal_of("accept_by_partner", situation, partner).code == "unknown_step"
    assert refusal_of("send_to_agency", replace(situation, variant="agency_first"), partner).code == (
        "unknown_step"
    )


def test_a_resident_of_the_place_may_check_works_of_an_own_proposal() -> None:
    """The relation to the place is the right; having proposed takes it away from nobody."""
    step = STEP["verify_by_residents"]
    acting = Acting(frozenset({"citizen_verified"}), frozenset({"proposer", "resident_of_place"}))

    assert find_step(step.id, right_situation(step), acting) is step


def test_a_companion_who_entered_a_text_may_hand_a_disclosure_over() -> None:
    step = STEP["divert_disclosure"]
    acting = Acting(frozenset({"child_companion"}), frozenset({"proposer"}))

    assert find_step(step.id, right_situation(step), acting) is step


def test_out_of_season_a_submission_is_kept_and_in_season_it_is_not() -> None:
    resident = Acting(frozenset({"citizen"}), frozenset({"proposer"}))
    closed = Situation("draft", "musrenbang", "kelurahan", frozenset({"hamlet_meeting", "council_input"}))
    season = replace(closed, open_stages=frozenset({"neighborhood_meeting"}))

    assert not closed.submit_stage_open
    assert [step.id for step in steps_open(closed, resident)] == ["keep_out_of_season", "withdraw_draft"]
    assert season.submit_stage_open
    assert [step.id for step in steps_open(season, resident)] == ["submit", "withdraw_draft"]
    assert "langsung diajukan" in refusal_of("keep_out_of_season", season, resident).text_id


def test_the_season_of_the_council_is_its_own() -> None:
    member = Acting(frozenset({"council_member"}), frozenset({"proposer"}))
    residents = Situation("draft", "pokir", "kelurahan", frozenset({"neighborhood_meeting"}))
    council = replace(residents, open_stages=frozenset({"council_input"}))

    assert [step.id for step in steps_open(residents, member)] == ["keep_out_of_season", "withdraw_draft"]
    assert [step.id for step in steps_open(council, member)] == ["submit_pokir", "withdraw_draft"]


def test_village_works_follow_the_year_of_their_line_and_other_works_the_stage() -> None:
    operator = Acting(frozenset({"agency_operator"}))
    village = Acting(frozenset({"village_admin"}))
    works = Situation("in_progress", "musrenbang", "desa", frozenset({"execution"}))

    assert find_step("report_progress", works, operator)
    assert find_step(
        "report_progress", replace(works, open_stages=frozenset(), village_plan_year_open=True), village
    )
    late = replace(works, village_plan_year_open=False)
    assert "31 Maret" in refusal_of("report_progress", late, village).text_id


def test_village_works_without_a_line_wait_for_it() -> None:
    village = Acting(frozenset({"village_admin"}))
    funded = Situation("village_funded", "musrenbang", "desa", EVERY_STAGE)

    assert "menunggu baris" in refusal_of("start_village_works", funded, village).text_id


def test_a_transfer_brings_its_line_with_the_start_of_the_works() -> None:
    village = Acting(frozenset({"village_secretary"}))
    transfer = Situation("transfer_funded", "musrenbang", "desa", frozenset())

    assert find_step("start_transfer_works", transfer, village)
    assert refusal_of("start_transfer_works", replace(transfer, village_plan_year_open=False), village)


def test_a_few_stages_are_named_and_many_are_told_by_their_phase() -> None:
    district = Situation("district_review", "musrenbang", "desa", frozenset())
    village = Situation("village_review", "musrenbang", "desa", frozenset())
    ward = replace(village, track="kelurahan")

    assert refusal_of("return_from_district", district, Acting(frozenset({"district_admin"}))).text_id == (
        "“Kembalikan untuk diperbaiki” hanya dapat dilakukan selama tahapan "
        "Verifikasi kecamatan dan analisis prioritas atau Musrenbang Kecamatan."
    )
    assert refusal_of("return_from_village", village, Acting(frozenset({"village_admin"}))).text_id == (
        "“Kembalikan untuk diperbaiki” hanya dapat dilakukan selama masa Pengumpulan Aspirasi."
    )
    assert refusal_of("return_from_village", ward, Acting(frozenset({"village_admin"}))).text_en == (
        "“Return for repair” is only possible during the stage "
        "Neighbourhood meeting (RT/RW), Thematic Musrenbang or Kelurahan Musrenbang."
    )


def test_a_place_without_a_stage_of_its_own_is_told_the_stages_there_are() -> None:
    nowhere = Situation("village_agreed", "musrenbang", "region", frozenset())
    system = Acting(frozenset({SYSTEM}))
    step = STEP["expire_village_agreed"]

    assert STAGE["prioritisation"].label_id in refusal_of(step.id, nowhere, system).text_id


def test_the_way_forward_stands_first() -> None:
    office = Acting(frozenset({"village_admin"}))
    agreed = Situation("village_agreed", "musrenbang", "desa", frozenset({"village_plan_adoption"}))

    assert [step.id for step in steps_open(agreed, office)] == [
        "raise_to_district",
        "fund_by_village",
        "defer_not_raised",
    ]


situations = st.builds(
    Situation,
    state=st.sampled_from(list(State)),
    channel=st.sampled_from(list(Channel)),
    track=st.sampled_from(list(Track)),
    open_stages=st.frozensets(st.sampled_from(list(StageCode)), max_size=6),
    variant=st.sampled_from([variant.code for variant in VARIANTS]),
    village_plan_year_open=st.sampled_from([None, True, False]),
)
actings = st.builds(
    Acting,
    roles=st.frozensets(st.sampled_from([*ROLE, SYSTEM]), max_size=4),
    relations=st.frozensets(st.sampled_from(list(Relation))),
)


def written(step: Step, situation: Situation, acting: Acting) -> bool:
    """What the row says, read once more in other words."""
    if step.at != situation.state or situation.channel not in step.channels:
        return False
    if not set(step.actors) & acting.roles or (step.relation and step.relation not in acting.relations):
        return False
    own = "proposer" in acting.relations and not step.relation
    if own and step.action is not Action.SAFEGUARD_REPORT:
        return False
    here = {c for c in situation.open_stages if STAGE[c].track in (situation.track, "region")}
    season = STEP["submit_pokir" if situation.channel == "pokir" else "submit"].during
    year = situation.village_plan_year_open
    by_gate = {
        Gate.ALWAYS: True,
        Gate.OUT_OF_SEASON: not here & set(season),
        Gate.VILLAGE_PLAN_YEAR: step.id == "start_transfer_works" if year is None else year,
        None: False,
    }[step.open_by]
    if step.open_by is Gate.VILLAGE_PLAN_YEAR and year is not None:
        return by_gate
    return by_gate or bool(here & set(step.during))


@settings(deadline=None, max_examples=300)
@given(situation=situations, acting=actings)
def test_only_what_is_written_is_offered_and_only_what_is_offered_is_allowed(
    situation: Situation, acting: Acting
) -> None:
    steps = steps_of(situation.variant)
    expected = {step.id for step in steps if written(step, situation, acting)}

    assert {step.id for step in steps_open(situation, acting)} == expected
    for step in steps:
        try:
            find_step(step.id, situation, acting)
        except Refusal as refusal:
            assert step.id not in expected
            assert refusal.text("id").endswith(".") and refusal.text("en").endswith(".")
        else:
            assert step.id in expected


@settings(deadline=None, max_examples=60)
@given(data=st.data(), channel=st.sampled_from(list(Channel)), track=st.sampled_from(list(Track)))
def test_a_proposal_never_leaves_a_terminal_state(
    data: st.DataObject, channel: Channel, track: Track
) -> None:
    """A walk of any steps by anybody: it ends in a terminal state or still has a way."""
    state = State.DRAFT
    for _ in range(40):
        situation = Situation(state, channel, track, EVERY_STAGE, village_plan_year_open=True)
        offered = [
            *steps_open(situation, Acting(frozenset({*ROLE, SYSTEM}))),
            *steps_open(situation, Acting(frozenset(ROLE), frozenset(Relation))),
        ]
        if STATE[state].terminal:
            assert offered == []
            return
        assert offered or state in (State.RECORDED, State.DRAFT)
        if not offered:
            return
        state = data.draw(st.sampled_from(offered)).to


def test_the_tables_are_the_tables() -> None:
    assert {step.at for step in STEPS} | {step.to for step in STEPS} == set(State)
