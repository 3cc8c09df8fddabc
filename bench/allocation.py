"""`make bench-allocation`: our engine against pabutools, in fresh processes, alternating, winners compared.

The library is installed into var/bench (requirements/bench.txt) because it pulls proprietary code; without
it, and without the shared data, its rows are left out and said to be. CPU seconds, medians of --repeat runs.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.machine import keep, machine_line, table  # noqa: E402

DATA = Path(os.environ.get("REMBUK_SHARED", ROOT.parent / "shared")) / "data" / "allocation" / "pb"
REFERENCE = ROOT / "var" / "bench" / "bin" / "python"
WARSAW, WIELICZKA, SWIECIE = (
    "poland_warszawa_2024_.pb.gz", "poland_wieliczka_2023_green-budget.pb", "poland_swiecie_2023_.pb",
)  # fmt: skip
# what, file, at least so many times faster (None: only told)
AGAINST = (
    ("plain", WARSAW, 250), ("plain-multi", WARSAW, None), ("add1", WIELICZKA, 1000),
    ("add1-multi", WIELICZKA, None), ("add1", SWIECIE, 1000), ("add1-multi", SWIECIE, None),
)  # fmt: skip
Row = tuple[str, str, str, str, bool]


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--repeat", type=int, default=3)
    repeat = words.parse_args().repeat
    if not DATA.is_dir():
        print(f"no elections below {DATA}: nothing to measure")
        return 1
    rows, results = list[Row](), dict[str, Any]()
    with tempfile.TemporaryDirectory(prefix="rembuk-bench-") as folder:
        if REFERENCE.exists():
            for what, name, least in AGAINST:
                rows += against(what, name, least, repeat, Path(folder), results)
        else:
            print("var/bench is missing: the rows against the library are left out")
    rows += alone(repeat, results)
    print(
        table(
            ("what", "measured", "goal", "from the limit", "met"),
            [(*r[:4], "yes" if r[4] else "NO") for r in rows],
        )
    )
    print(f"\nload {os.getloadavg()[0]:.1f}; {machine_line()}")
    keep("allocation", results | {"load": os.getloadavg()})
    return 0 if all(row[4] for row in rows) else 1


def child(python: str | Path, script: str, *words: str) -> dict[str, Any]:
    """One measurement in a fresh process."""
    ran = subprocess.run(
        [str(python), str(ROOT / "bench" / script), *words], capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


def ours(what: str, path: Path = ROOT) -> dict[str, Any]:
    return child(sys.executable, "allocation_ours.py", what, str(path))


def against(
    what: str, name: str, least: int | None, repeat: int, folder: Path, results: dict[str, Any]
) -> list[Row]:
    """Both programs in turn; the same winners before any time is told."""
    path = folder / name.removesuffix(".gz")
    raw = (DATA / name).read_bytes()
    path.write_bytes(gzip.decompress(raw) if name.endswith(".gz") else raw)
    mine, theirs = [], []
    for _ in range(repeat):
        mine.append(ours(what.removesuffix("-multi"), path))
        theirs.append(child(REFERENCE, "allocation_reference.py", what, str(path)))
    assert all(run["winners"] == theirs[0]["winners"] for run in mine + theirs), (
        f"other winners: {what} {name}"
    )
    fast, slow = median(run["seconds"] for run in mine), median(run["seconds"] for run in theirs)
    small, large = median(run["megabytes"] for run in mine), median(run["megabytes"] for run in theirs)
    results[f"{what} {path.stem}"] = {"ours": mine, "library": theirs}
    label, limit = f"{what}, {path.stem.split('_')[1]}", f"{fast / mine[0]['pass']:.0f} passes"
    goal = f"{least} x" if least else "-"
    rows = [
        (
            label,
            f"{slow / fast:,.0f} x ({slow:.1f} s : {fast * 1000:.0f} ms)",
            goal,
            limit,
            slow >= (least or 0) * fast,
        )
    ]
    if what == "plain":
        measured = f"1/{large / max(small, 0.1):.0f} ({large:.0f} : {small:.0f} MB)"
        rows.append((f"{label}, memory", measured, "1/10", "-", 10 * small <= large))
    return rows


def alone(repeat: int, results: dict[str, Any]) -> list[Row]:
    """What is measured by itself."""
    runs = [ours("add1", DATA / WARSAW) for _ in range(repeat)]
    seconds = median(run["seconds"] for run in runs)
    rows = [
        (
            "add1, Warsaw whole",
            f"{seconds:.2f} s",
            "< 1 s",
            f"{seconds / runs[0]['pass']:,.0f} passes",
            seconds < 1,
        )
    ]
    run = ours("scale")
    rows.append((
        f"1,000,000 voters x 1,000 projects, {run['approvals'] / 1e6:.1f} M approvals",
        f"{run['seconds']:.2f} s, {run['megabytes']:.0f} MB", "< 0.5 s, < 1 GB",
        f"{run['seconds'] / run['pass']:.0f} passes", run["seconds"] < 0.5 and run["megabytes"] < 1024,
    ))  # fmt: skip
    parse = ours("parse", DATA / WARSAW)
    rate, ratio = parse["megabytes"] / parse["read"], parse["pure"] / parse["seconds"]
    rows.append((
        "parsing .pb, Warsaw, with merging", f"{ratio:.1f} x a pure-Python split and merge; {rate:.0f} MB/s",
        "10 x; 200 MB/s hoped for", "-", ratio >= 10,
    ))  # fmt: skip
    why = ours("explain", DATA / WIELICZKA)
    rows.append((
        f"explanations of {why['losers']} losers, Wieliczka",
        f"median {why['median']:.2f} s, all {why['seconds']:.1f} s",
        "0.3 s, 10 s", "-", why["median"] <= 0.3 and why["seconds"] < 10,
    ))  # fmt: skip
    start = [started() for _ in range(max(2, repeat))][1:]
    rows.append(
        ("rembuk allocate, 22 projects, second call", f"{min(start):.2f} s wall", "1 s", "-", min(start) < 1)
    )
    results["alone"] = {"add1": runs, "scale": run, "parse": parse, "explain": why, "start": start}
    return rows


def started() -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "rembuk", "allocate", str(DATA / SWIECIE)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
