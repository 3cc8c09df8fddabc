"""The bundle: one file with ballots, result and hashes, which plain Python accepts in an empty folder."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from rembuk.algorithms.allocation import verify
from rembuk.algorithms.allocation.allocating import allocate
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.bundle import bundle_bytes, election_pb
from rembuk.algorithms.allocation.certificate import result_json
from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.model import Ceiling, Earmark, Election, Project
from rembuk.algorithms.allocation.rules import Rule
from tests.algorithms.allocation.elections import elections

ELECTION = Election(
    projects=tuple(
        Project(f"U-{k}", cost, need) for k, (cost, need) in enumerate([(60, 500), (30, 0), (50, 900)])
    ),
    budget=100,
    ballots=Ballots.of([({0: 1, 1: 1}, 3), ({2: 1}, 2), ({1: 1}, 1), ({}, 1)]),
    ceilings=(Ceiling("jalan", 90, frozenset(["U-0", "U-1"])),),
    earmarks=(Earmark("air", 30, frozenset(["U-1"])),),
    need_permille=200,
)
RULE = Rule(ties="lot:benih")


def bundle_of(election: Election, rule: Rule = RULE) -> bytes:
    return bundle_bytes(election, result_json(election, allocate(election, rule)))


def checked(tmp_path: Path, packed: bytes) -> int:
    (tmp_path / "bundle.zip").write_bytes(packed)
    return verify.main([str(tmp_path / "bundle.zip")])


def test_plain_python_accepts_it_in_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(bundle_of(ELECTION))
    (tmp_path / "verify.py").write_bytes(Path(verify.__file__).read_bytes())
    ran = subprocess.run(
        [sys.executable, "-S", "-I", "verify.py", "bundle.zip", "--all"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (0, "COCOK: hasil ini mengikuti lembar pilihan.\n"), ran.stderr


def test_the_same_election_in_another_order_gives_the_same_bytes() -> None:
    turned = Election(
        projects=ELECTION.projects[::-1],
        budget=100,
        ballots=Ballots.of([({1: 1}, 1), ({0: 1}, 2), ({}, 1), ({2: 1, 1: 1}, 3)]),
        ceilings=ELECTION.ceilings,
        earmarks=ELECTION.earmarks,
        need_permille=200,
    )
    assert bundle_of(turned) == bundle_of(ELECTION)


def test_a_result_that_was_stored_as_json_gives_the_same_bytes() -> None:
    result = result_json(ELECTION, allocate(ELECTION, RULE))
    stored = json.loads(json.dumps(result, sort_keys=True))
    assert bundle_bytes(ELECTION, stored) == bundle_bytes(ELECTION, result)


def test_it_tells_neither_who_voted_nor_when() -> None:
    with zipfile.ZipFile(io.BytesIO(bundle_of(ELECTION))) as bundle:
        assert {entry.date_time for entry in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        rows = bundle.read("election.pb").decode().partition("VOTES\n")[2].splitlines()
    assert rows == ["voter_id;vote", "1;", *(f"{k};U-0,U-1" for k in (2, 3, 4)), "5;U-1", "6;U-2", "7;U-2"]


@pytest.mark.parametrize("name", ["result.json", "election.pb", "parameters.json", "SHA256SUMS"])
def test_any_file_in_it_that_is_changed_is_noticed(tmp_path: Path, name: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle_of(ELECTION))) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.namelist():
            text = old.read(entry)
            new.writestr(entry, text.replace(b"3", b"4") if entry == name else text)
    assert checked(tmp_path, packed.getvalue()) == verify.DOES_NOT_FOLLOW


def test_further_files_are_under_the_same_sums(tmp_path: Path) -> None:
    result = result_json(ELECTION, allocate(ELECTION, RULE))
    packed = bundle_bytes(ELECTION, result, names={"U-0": "Jalan; “Melati”"}, more={"verify.py": b"# code"})
    assert checked(tmp_path, packed) == verify.FOLLOWS
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        assert bundle.namelist() == [
            "SHA256SUMS",
            "election.pb",
            "parameters.json",
            "result.json",
            "verify.py",
        ]
        assert b"verify.py" in bundle.read("SHA256SUMS")


def test_very_many_voters_are_a_column_of_weights(tmp_path: Path) -> None:
    large = replace(ELECTION, ballots=replace(ELECTION.ballots, count=ELECTION.ballots.count * 1_000_000))
    assert b"voter_id;vote;weight" in election_pb(large)
    assert checked(tmp_path, bundle_of(large)) == verify.FOLLOWS


def test_an_id_that_no_pb_file_can_hold_is_refused() -> None:
    with pytest.raises(ElectionError, match="cannot be written"):
        election_pb(Election((Project("a,b", 1),), 1, Ballots.of([({0: 1}, 1)])))


@settings(max_examples=40)
@given(elections(most_points=3))
def test_points_are_kept(election: Election) -> None:
    text = election_pb(election).decode()
    given_parameters = result_json(election, allocate(election, Rule()))["certificate"]["parameters"]  # type: ignore[index]
    assert verify.Ballots(text, given_parameters).fingerprint() == election.digest
    assert np.array_equal(election.ballots.start[:1], [0])


@settings(max_examples=40)
@given(elections(most_points=3))
def test_rows_that_were_cast_one_by_one_merge_to_the_same_ballots(election: Election) -> None:
    """In any order, with choices of no points among them."""
    rows = [election.ballots.row(v) for v, many in enumerate(election.ballots.count) for _ in range(many)]
    rows += [((0, 0),)] * election.ballots.blank
    start = np.cumsum([0, *(len(row) for row in rows)])
    merged = Ballots.merged(
        start.astype(np.int64),
        np.array([p for row in rows for p, _points in row], np.int32),
        np.array([points for row in rows for _p, points in row], np.int32),
        np.ones(len(rows), np.int64),
    )
    assert replace(election, ballots=merged).digest == election.digest
