"""`make bench-import`: official files into an empty database, and a second time, as whole commands.

Reads the files of REMBUK_SHARED (../shared); without them it says so and measures a made-up file of the same
shape.
"""

# ruff: noqa: N999  the command is called import

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.machine import keep, machine_line, table  # noqa: E402
from bench.running import Run, rembuk  # noqa: E402

SHARED = Path(os.environ.get("REMBUK_SHARED", ROOT.parent / "shared")) / "data" / "domain"
MEMORY = 300
# kind, file, most seconds
FILES = (
    ("regions", "wilayah_*.csv.gz", 15.0),
    ("nomenclature", "nomenklatur_*.csv.gz", 10.0),
    ("boundaries", "boundaries_kab_bantul_*.geojson", 10.0),
    ("boundaries", "boundaries_kota_yogyakarta_*.geojson", 10.0),
)


def main() -> int:
    files = [(kind, next(SHARED.glob(pattern), None), most) for kind, pattern, most in FILES]
    rows, results = [], []
    with tempfile.TemporaryDirectory(prefix="rembuk-bench-") as name:
        folder = Path(name)
        if any(path is None for _kind, path, _most in files):
            print(f"No official files below {SHARED}: a made-up list of 90,000 villages stands in.")
            files = [("regions", _made_up(folder), 15.0)]
        assert rembuk(folder, "migrate").status == 0
        for kind, path, most in files:
            for time_ in ("first", "second"):
                run = rembuk(folder, "import", kind, str(path))
                rows.append(_row(kind, time_, run, most))
                results.append(
                    {"kind": kind, "time": time_, "seconds": round(run.seconds, 2),
                    "megabytes": run.megabytes,
                     "last_line": run.last_line, "most_seconds": most, "status": run.status}
                )  # fmt: skip
    print(table(("import", "time", "wall s", "CPU s", "peak MB", "at most", "last line"), rows))
    print(f"\n{machine_line()}")
    keep("import", {"runs": results})
    good = all(row["status"] == 0 and row["megabytes"] <= MEMORY for row in results)  # type: ignore[operator]
    return 0 if good and all(row["seconds"] <= row["most_seconds"] for row in results) else 1  # type: ignore[operator]


def _row(kind: str, time_: str, run: Run, most: float) -> tuple[object, ...]:
    return (
        kind, time_, f"{run.seconds:.1f}", f"{run.cpu_seconds:.1f}", run.megabytes,
        f"{most:.0f} s, {MEMORY} MB",
        run.last_line,
    )  # fmt: skip


def _made_up(folder: Path) -> Path:
    path = folder / "wilayah.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("code,parent,level,kind,name\n98,,provinsi,provinsi,Contoh\n")
        for regency in range(1, 31):
            file.write(f"98.{regency:02d},98,kabupaten_kota,kabupaten,Kabupaten {regency}\n")
            for district in range(1, 31):
                parent = f"98.{regency:02d}.{district:02d}"
                file.write(f"{parent},{parent[:5]},kecamatan,kecamatan,Kecamatan {district}\n")
                file.writelines(
                    f"{parent}.{2000 + number},{parent},desa_kelurahan,desa,Desa {number}\n"
                    for number in range(1, 101)
                )
    return path


if __name__ == "__main__":
    sys.exit(main())
