"""One measurement of our engine in a process of its own: `python bench/allocation_ours.py WHAT [FILE]`.

Prints one JSON line: CPU seconds, megabytes above the interpreter with its imports, and the winners.
"""

import gzip
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from rembuk.algorithms.allocation.allocating import allocate  # noqa: E402
from rembuk.algorithms.allocation.ballots import Ballots  # noqa: E402
from rembuk.algorithms.allocation.explaining import (  # noqa: E402
    explain_losses,
    extra_voters_to_win,
    largest_winning_cost,
)
from rembuk.algorithms.allocation.model import Election, Project  # noqa: E402
from rembuk.algorithms.allocation.prepared import prepare  # noqa: E402
from rembuk.algorithms.allocation.rules import Rule  # noqa: E402
from rembuk.algorithms.allocation.shares import Pot, first_share  # noqa: E402
from rembuk.algorithms.tabular.pb import read_pb  # noqa: E402
from rembuk.site.commands.allocate import election_of  # noqa: E402

Answer = dict[str, object]


def peak() -> float:
    """Largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pass_seconds(election: Election) -> float:
    """One pass over all approvals in memory: what no program can be faster than."""
    approvals = prepare(election, "cost", "id").sides.voter
    best = 1.0
    for _ in range(7):
        began = time.process_time()
        approvals.sum()
        best = min(best, time.process_time() - began)
    return best


def divided(path: Path, completion: str) -> Answer:
    """From the ballots as parsed to the winners: building of all structures included."""
    file = read_pb(path.read_bytes())
    small = Election((Project("a", 2), Project("b", 1)), 2, Ballots.of([({0: 1, 1: 1}, 2), ({1: 1}, 1)]))
    allocate(small, Rule(completion=completion))  # type: ignore[arg-type]
    merged_once(file.votes)
    before, began = peak(), time.process_time()
    election = election_of(file)
    outcome = allocate(election, Rule(completion=completion))  # type: ignore[arg-type]
    seconds = time.process_time() - began
    megabytes = peak() - before
    winners = [election.ids[p] for p in outcome.winners]
    return {"seconds": seconds, "megabytes": megabytes, "winners": winners, "pass": pass_seconds(election)}


def merged_once(votes: object) -> None:
    """Load the compiled code of building, on a slice."""
    part = votes.start[:3]  # type: ignore[attr-defined]
    last = int(part[-1])
    Ballots.merged(part, votes.project[:last], votes.points[:last], votes.weight[:2])  # type: ignore[attr-defined]


def scale() -> Answer:
    """1,000,000 voters, 1,000 projects, about 10 approvals each: one run."""
    voters, projects = 1_000_000, 1_000
    dice = np.random.default_rng(1)
    popularity = dice.pareto(1.2, projects) + 0.05
    cumulated = np.cumsum(popularity / popularity.sum())
    drawn = np.sort(np.searchsorted(cumulated, dice.random((voters, 10))).astype(np.int32), axis=1)
    keep = np.ones((voters, 10), bool)
    keep[:, 1:] = drawn[:, 1:] != drawn[:, :-1]
    start = np.zeros(voters + 1, np.int64)
    start[1:] = np.cumsum(keep.sum(axis=1))
    project = drawn[keep]
    del drawn, keep
    votes = np.bincount(project, minlength=projects)
    costs = np.maximum(1, votes * dice.uniform(40, 4000, projects)).astype(np.int64)
    ballots = Ballots(start, project, np.ones(len(project), np.int32), np.ones(voters, np.int64), 0)
    election = Election(
        tuple(Project(f"p{k}", int(cost)) for k, cost in enumerate(costs)), int(costs.sum() // 4), ballots
    )
    prepared = prepare(election, "cost", "id")
    pot = Pot(prepared, election.budget, bare=True)
    share, _step = first_share(pot, Rule())
    pot.run(share, 0)
    seconds, winners = [], []
    for _ in range(3):
        prepared.state.guess[:] = 0.0
        began = time.process_time()
        winners, _spent, _rounds = pot.run(share, 0)
        seconds.append(time.process_time() - began)
    return {
        "seconds": median(seconds), "megabytes": peak(), "winners": len(winners), "approvals": len(project),
        "pass": pass_seconds(election),
    }  # fmt: skip


def parsing(path: Path) -> Answer:
    """Reading and merging, against a pure-Python split and merge of the same bytes."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()

    def ours() -> object:
        votes = read_pb(raw).votes
        return Ballots.merged(votes.start, votes.project, votes.points, votes.weight)

    def read() -> object:
        return read_pb(raw)

    def pure() -> object:
        lines = raw.decode().split("VOTES", 1)[1].split("\n")
        place = [name.strip() for name in lines[1].split(";")].index("vote")
        number: dict[str, int] = {}
        tally: dict[tuple[int, ...], int] = {}
        for line in lines[2:]:
            if line:
                names = line.split(";")[place].split(",")
                row = tuple(sorted(number.setdefault(name, len(number)) for name in names))
                tally[row] = tally.get(row, 0) + 1
        return tally

    read_seconds, all_seconds, pure_seconds = best_of(read, 9), best_of(ours, 9), best_of(pure, 3)
    return {
        "seconds": all_seconds, "read": read_seconds, "pure": pure_seconds, "megabytes": len(raw) / 1e6,
    }  # fmt: skip


def best_of(work: Callable[[], object], times: int) -> float:
    seconds = []
    for _ in range(times):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return min(seconds)


def explained(path: Path) -> Answer:
    """Every loser with both counterfactuals."""
    election = election_of(read_pb(path.read_bytes()))
    outcome = allocate(election, Rule())
    began = time.process_time()
    losses, each = explain_losses(election, outcome), []
    for loss in losses:
        before = time.process_time()
        largest_winning_cost(election, outcome, loss.project)
        extra_voters_to_win(election, outcome, loss.project)
        each.append(time.process_time() - before)
    return {"seconds": time.process_time() - began, "median": median(each), "losers": len(losses)}


def main() -> None:
    what, path = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT
    answer = {
        "plain": lambda: divided(path, "none"), "add1": lambda: divided(path, "add1"), "scale": scale,
        "parse": lambda: parsing(path), "explain": lambda: explained(path),
    }[what]()  # fmt: skip
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
