"""No power cut takes away what was acknowledged, and the simulator would see it if one did."""

import pytest

from tests.durability.power_cut import Recording, Step, can_trace, disks_after_cuts, judge, record

pytestmark = pytest.mark.slow
IDS = "SELECT kind FROM core_version"


@pytest.fixture
def verdict_of(sqlite_alone, database, environment, program):
    """Record one run and judge it: `verdict_of("FULL", rows=60, threads=8)`."""
    if not can_trace():
        pytest.skip("power cuts: strace cannot trace here; the kill -9 test stands in")

    def run(synchronous: str, *, rows: int, threads: int):
        made = record(
            program("write_versions.py", rows, threads),
            database=database,
            environment=environment(synchronous),
        )
        assert made.count("ack") == rows
        assert made.count("write") > rows
        assert sum(step.kind == "write" and step.of == database.name for step in made.steps) > 20, (
            "no checkpoint"
        )
        return judge(made, database=database.name, query=IDS)

    return run


def test_full_loses_nothing_with_one_writer_at_a_time(verdict_of):
    verdict = verdict_of("FULL", rows=60, threads=1)

    assert verdict.disks > 800
    assert (verdict.broken, verdict.losing) == (0, 0)


def test_full_loses_nothing_when_commits_are_grouped(verdict_of):
    verdict = verdict_of("FULL", rows=160, threads=8)

    assert verdict.disks > 800
    assert (verdict.broken, verdict.losing) == (0, 0)


def test_normal_loses_acknowledged_rows_and_the_simulator_sees_it(verdict_of):
    verdict = verdict_of("NORMAL", rows=40, threads=1)

    assert verdict.losing > 50
    assert verdict.most_lost > 1


class TestTheSimulator:
    """Small recordings by hand: what was synced is there, what was not may be there, in part or torn."""

    def disks(self, *steps: Step) -> list[tuple[dict[str, bytes], frozenset[str]]]:
        return list(disks_after_cuts(Recording({"db": b"old"}, steps)))

    def test_what_was_synced_is_on_every_later_disk(self):
        *_, (last, _ids) = self.disks(Step("write", "db", b"new", 0), Step("sync", "db"))

        assert last == {"db": b"new"}

    def test_what_was_not_synced_may_be_lost_or_there(self):
        found = {disk["db"] for disk, _ids in self.disks(Step("write", "db", b"new", 0))}

        assert {b"old", b"new"} <= found

    def test_a_write_may_be_torn_at_a_sector(self):
        write = Step("write", "db", b"n" * 4_096, 0)
        found = {disk["db"].count(b"n") for disk, _ids in self.disks(*[write] * 60)}

        assert 2_048 in found

    def test_a_sync_of_one_file_is_none_of_another(self):
        steps = (Step("write", "wal", b"w", 0), Step("write", "db", b"new", 0), Step("sync", "db"))

        assert ({"db": b"new"}, frozenset()) in self.disks(*steps)

    def test_acknowledgements_count_from_where_they_were_made(self):
        seen = self.disks(Step("write", "db", b"new", 0), Step("ack", "1"), Step("sync", "db"))

        assert ({"db": b"old"}, frozenset({"1"})) in seen
        assert seen[0][1] == frozenset()

    def test_cuts_and_removals_are_replayed(self):
        *_, (last, _ids) = self.disks(
            Step("write", "wal", b"words", 0),
            Step("cut", "wal", at=2),
            Step("sync", "wal"),
            Step("remove", "db"),
        )

        assert last == {"wal": b"wo"}
