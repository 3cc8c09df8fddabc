"""Run one `rembuk` command as a process of its own and measure it as a person would: wall clock, memory,
last line."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    seconds: float
    cpu_seconds: float
    megabytes: int
    status: int
    last_line: str


def rembuk(folder: Path, *words: str) -> Run:
    """`rembuk WORDS` with its own REMBUK_VAR on SQLite, from the start of Python to its end."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"REMBUK_VAR": str(folder), "PYTHONPATH": str(ROOT), "REMBUK_LOG_LEVEL": "ERROR"}
    out = folder / "bench-output.txt"
    with out.open("wb") as stream:
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "rembuk", *words],
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = out.read_text(encoding="utf-8").strip().splitlines()
    return Run(
        seconds=seconds, cpu_seconds=usage.ru_utime + usage.ru_stime, megabytes=usage.ru_maxrss // 1024,
        status=process.returncode, last_line=lines[-1] if lines else "",
    )  # fmt: skip
