"""The certificate: the verifier accepts what is true and notices every change."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.certificate import result_json
from rembuk.algorithms.allocation.model import Ceiling, Election, Project
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.verify import DOES_NOT_FOLLOW, FOLLOWS, UNREADABLE, main

COSTS = {"jalan": 60, "posyandu": 30, "irigasi": 30, "taman": 50, "sumur": 20}
CAST = ["jalan,posyandu", "jalan", "jalan,irigasi", "irigasi,sumur", "posyandu,taman", "taman", "sumur", ""]


def pb(cast: list[str] = CAST) -> str:
    rows = [f"v{number};{vote}" for number, vote in enumerate(cast)]
    projects = [f"{name};{cost}" for name, cost in COSTS.items()]
    return "\n".join(
        ["META", "key;value", "budget;150", "vote_type;approval", "PROJECTS", "project_id;cost", *projects,
         "VOTES", "voter_id;vote", *rows, ""]
    )  # fmt: skip


def election(limit: int | None = None) -> Election:
    ids = list(COSTS)
    ballots = Ballots.of(({ids.index(name): 1 for name in vote.split(",") if name}, 1) for vote in CAST)
    ceilings = () if limit is None else (Ceiling("air", limit, frozenset(("irigasi", "sumur"))),)
    return Election(tuple(Project(name, cost) for name, cost in COSTS.items()), 150, ballots, ceilings)


def checked(tmp_path: Path, result: dict[str, Any], ballots: str | None = None) -> int:
    (tmp_path / "result.json").write_text(json.dumps(result))
    (tmp_path / "election.pb").write_text(ballots or pb())
    return main([str(tmp_path / "result.json"), str(tmp_path / "election.pb")])


def result(rule: Rule | None = None, limit: int | None = None) -> dict[str, Any]:
    chosen = election(limit)
    outcome = allocate(chosen, rule or Rule(ties="lot:benih"))
    return json.loads(json.dumps(result_json(chosen, outcome)))


@pytest.mark.parametrize(
    "rule",
    [Rule(), Rule(ties="lot:benih"), Rule(completion="none"), Rule(completion="add1u"),
     Rule(utility="cardinality"), Rule(start="floor", stop="last-feasible", unit=3),
     Rule("greedy-votes"), Rule("greedy-votes-per-cost")],
)  # fmt: skip
def test_a_true_result_follows(tmp_path: Path, rule: Rule) -> None:
    assert checked(tmp_path, result(rule)) == FOLLOWS


def test_so_does_one_under_a_ceiling(tmp_path: Path) -> None:
    assert checked(tmp_path, result(limit=40)) == FOLLOWS


def test_one_more_ballot_is_noticed(tmp_path: Path) -> None:
    assert checked(tmp_path, result(), pb([*CAST, "taman"])) == DOES_NOT_FOLLOW


def leaves(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value of the result."""
    if isinstance(node, dict):
        return [way for key, value in node.items() for way in leaves(value, (*path, key))]
    if isinstance(node, list) and node:
        return [way for number, value in enumerate(node) for way in leaves(value, (*path, number))]
    return [path]


# Said for the reader alone: the verifier counts them itself.
FOR_THE_READER = {"format", "name", "earmark", "projects", "voters", "distinct_ballots"}


def test_every_changed_field_is_noticed(tmp_path: Path) -> None:
    true = result(Rule(ties="lot:benih"), limit=40)
    tried, unnoticed = 0, []
    for way in leaves(true):
        if way[-1] in FOR_THE_READER:
            continue
        false = copy.deepcopy(true)
        place: Any = false
        for step in way[:-1]:
            place = place[step]
        value = place[way[-1]]
        place[way[-1]] = value + 1 if isinstance(value, int) else ["x"] if value == [] else f"1{value}"
        tried += 1
        if checked(tmp_path, false) == FOLLOWS:
            unnoticed.append(way)
    assert tried > 60
    assert not unnoticed


def test_a_dropped_winner_and_swapped_rounds_are_noticed(tmp_path: Path) -> None:
    dropped = result()
    dropped["winners"].pop()
    assert checked(tmp_path, dropped) == DOES_NOT_FOLLOW
    swapped = result()
    rounds = swapped["certificate"]["phases"][0]["runs"][0]["rounds"]
    rounds[0], rounds[1] = rounds[1], rounds[0]
    swapped["rounds"] = rounds
    swapped["winners"] = [row["project"] for row in rounds]
    assert checked(tmp_path, swapped) == DOES_NOT_FOLLOW


def test_what_is_no_result_is_said_to_be_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, {"winners": []}) == UNREADABLE
    assert checked(tmp_path, result(), "bukan berkas pb") == UNREADABLE
    assert "TIDAK TERBACA" in capsys.readouterr().err
