"""Whoever has seen a receipt has a proposal: through the real view, whatever happens to the machine."""

import sqlite3
import subprocess

import pytest

from tests.durability.conftest import RESIDENTS
from tests.durability.power_cut import Verdict, can_trace, judge, record

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sqlite_alone")]
IDS = "SELECT uuid FROM proposals_proposal WHERE state <> 'draft'"


@pytest.fixture
def verdict_of(village_database, environment, program):
    """Record residents who submit, and judge: `verdict_of("FULL", submissions=24, threads=8)`."""
    if not can_trace():
        pytest.skip("power cuts: strace cannot trace here; the kill -9 test stands in")

    def run(synchronous: str, *, submissions: int, threads: int) -> Verdict:
        made = record(
            program("submit_proposals.py", submissions, threads),
            database=village_database,
            environment=environment(synchronous),
        )
        assert made.count("ack") == submissions
        assert sum(step.kind == "write" and step.of == village_database.name for step in made.steps) > 20, (
            "no checkpoint"
        )
        return judge(made, database=village_database.name, query=IDS, every=6)

    return run


def test_no_power_cut_takes_away_a_submission_with_a_receipt(verdict_of):
    verdict = verdict_of("FULL", submissions=24, threads=8)

    assert verdict.disks > 300
    assert (verdict.broken, verdict.losing) == (0, 0)


def test_without_full_receipts_are_lost_and_the_simulator_sees_it(verdict_of):
    verdict = verdict_of("NORMAL", submissions=6, threads=1)

    assert verdict.losing > 20
    assert verdict.most_lost > 1


def test_kill_nine_takes_away_no_submission_with_a_receipt(village_database, environment, program):
    told = []
    with subprocess.Popen(
        program("submit_proposals.py", 80, RESIDENTS), env=environment(), stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        for line in running.stdout:
            told.append(line.removeprefix("ACK ").strip())
            if len(told) == 30:
                running.kill()
                break
        told += [line.removeprefix("ACK ").strip() for line in running.stdout if line.endswith("\n")]

    opened = sqlite3.connect(village_database)
    present = {row[0] for row in opened.execute(IDS)}
    codes = [row[0] for row in opened.execute("SELECT code FROM proposals_proposal")]
    assert next(opened.execute("PRAGMA integrity_check")) == ("ok",)
    opened.close()
    assert set(told) <= present
    assert len(codes) == len(set(codes)) and None not in codes
