"""Real elections: the winners, in order, that exact arithmetic and the reference library agree on."""

import json
from pathlib import Path

import pytest

from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.certificate import result_json
from rembuk.algorithms.allocation.model import Election, Project
from rembuk.algorithms.allocation.rules import Rule
from rembuk.algorithms.allocation.verify import main
from rembuk.algorithms.tabular.pb import read_pb

FILES = (
    "poland_wieliczka_2023_green-budget.pb", "poland_swiecie_2023_.pb", "france_toulouse_2019_.pb",
    "poland_krakow_2019_nowa-huta.pb", "poland_warszawa_2022_ursynow.pb", "poland_gdansk_2020_.pb",
    "poland_gdynia_2020_chwarzno-wiczlino-large.pb", "poland_zabrze_2021_.pb",
)  # fmt: skip
LARGE = (
    "poland_warszawa_2024_.pb.gz", "poland_katowice_2021_.pb.gz", "poland_wroclaw_2015_up-to-150.pb.gz",
    "poland_wroclaw_2024_.pb.gz", "poland_krakow_2021_.pb.gz", "poland_lodz_2020_.pb.gz",
)  # fmt: skip
UTILITY = {"votes": "cardinality", "rank": "points", "points": "points"}


def read(path: Path) -> Election:
    file = read_pb(path.read_bytes())
    votes = file.votes
    return Election(
        projects=tuple(Project(name, cost) for name, cost in zip(file.ids, file.costs, strict=True)),
        budget=file.budget,
        ballots=Ballots.merged(votes.start, votes.project, votes.points, votes.weight),
    )


def rule_of(key: str) -> Rule:
    words = key.split("_")
    if words[0] == "phragmen":
        return Rule("phragmen" if "skip" in words else "phragmen-stop")
    if words[0] == "greedy":
        utility = UTILITY[words[1]]
        return Rule("greedy-votes-per-cost" if "cost" in words[2:] else "greedy-votes", utility=utility)
    utility = UTILITY.get(words[-1], words[-1])
    return Rule(utility=utility, completion="add1" if words[1] == "add1" else "none")


@pytest.mark.parametrize("name", [*FILES, *(pytest.param(name, marks=pytest.mark.slow) for name in LARGE)])
def test_every_rule_funds_the_reference_winners_in_order(shared: Path, name: str) -> None:
    folder = shared / "data" / "allocation"
    election = read(folder / "pb" / name)
    results = json.loads((folder / "reference_winners.json").read_text())["results"][f"pb/{name}"]
    for key, expected in results.items():
        if "borda" in key:
            continue
        outcome = allocate(election, rule_of(key))
        won = [election.ids[p] for p in outcome.winners]
        if key == "phragmen":  # the reference is stored sorted
            won, expected["winners"] = sorted(won), sorted(expected["winners"])
        assert won == expected["winners"], key
        assert outcome.spent == expected["spent"], key


def test_the_thirty_winners_of_a_city_come_out_by_its_own_rule(shared: Path) -> None:
    path = shared / "data" / "allocation" / "pb" / "poland_wieliczka_2023_green-budget.pb"
    file = read_pb(path.read_bytes())
    chosen = {name for name, flag in zip(file.ids, file.column("selected"), strict=True) if flag == "1"}
    election = read(path)
    outcome = allocate(election, Rule(start="floor", stop="last-feasible"))
    assert {election.ids[p] for p in outcome.winners} == chosen
    assert len(chosen) == 30


@pytest.mark.parametrize("name", ["poland_swiecie_2023_.pb", "france_toulouse_2019_.pb"])
def test_a_result_is_accepted_by_the_file_that_anybody_runs(shared: Path, tmp_path: Path, name: str) -> None:
    ballots = shared / "data" / "allocation" / "pb" / name
    election = read(ballots)
    utility = "points" if "toulouse" in name else "cost"
    published = tmp_path / "result.json"
    for rule in (Rule(utility=utility), Rule(utility=utility, stop="last-feasible"), Rule("greedy-votes")):
        published.write_text(json.dumps(result_json(election, allocate(election, rule))))
        assert main([str(published), str(ballots)]) == 0
