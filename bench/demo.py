"""`make bench-demo`: build the practice regency in an empty folder and check its log, as whole commands.

REMBUK_BENCH_SCALE=125 builds a million proposals (about 15 minutes).
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.machine import keep, machine_line, table  # noqa: E402
from bench.running import rembuk  # noqa: E402

SCALES = tuple(int(word) for word in os.environ.get("REMBUK_BENCH_SCALE", "1").split(","))
_MOST = {1: (60.0, None), 125: (900.0, 500)}  # seconds, megabytes


def main() -> int:
    rows, results, good = [], [], True
    for scale in SCALES:
        seconds, megabytes = _MOST.get(scale, (None, None))
        with tempfile.TemporaryDirectory(prefix="rembuk-bench-") as name:
            folder = Path(name)
            assert rembuk(folder, "migrate").status == 0
            run = rembuk(folder, "demo", "--scale", str(scale))
            size = sum(file.stat().st_size for file in folder.glob("rembuk.sqlite3*")) >> 20
            checked = rembuk(folder, "audit", "verify") if scale == 1 else None
        count = 8_000 * scale
        rows.append(
            (f"{count:,}", f"{run.seconds:.1f}", f"{run.cpu_seconds:.1f}", f"{count / run.seconds:,.0f}",
            run.megabytes,
             size, f"{seconds or '-'} s, {megabytes or '-'} MB")
        )  # fmt: skip
        results.append(
            {"proposals": count, "seconds": round(run.seconds, 1), "megabytes": run.megabytes,
            "database_mb": size,
             "status": run.status, "audit_seconds": round(checked.seconds, 1) if checked else None}
        )  # fmt: skip
        good &= run.status == 0 and (checked is None or checked.status == 0)
        good &= (seconds is None or run.seconds <= seconds) and (
            megabytes is None or run.megabytes <= megabytes
        )
    print(table(("proposals", "wall s", "CPU s", "proposals/s", "peak MB", "database MB", "at most"), rows))
    print(f"\n{machine_line()}")
    keep("demo", {"runs": results})
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
