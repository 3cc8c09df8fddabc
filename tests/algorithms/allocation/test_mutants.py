"""The tests can fail: each fault that is planted into the engine is noticed by the textbook."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.algorithms.allocation.mutants import MUTANTS, misfit, misfit_of_many
from tests.house.reading import PACKAGE, ROOT

LONGEST = 30


def noticed(folder: Path) -> str:
    """What the check says, with the engine below this folder before our own on the path. Empty: nothing."""
    environment = os.environ | {"REMBUK_KERNEL": "numpy", "PYTHONPATH": f"{folder}:{ROOT}"}
    code = "from tests.algorithms.allocation.mutants import main; raise SystemExit(main())"
    try:
        ran = subprocess.run(
            [sys.executable, "-P", "-W", "ignore", "-c", code],
            cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=LONGEST,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "it does not end"
    return (ran.stdout + ran.stderr) if ran.returncode else ""


def planted(tmp_path: Path, file: str, old: str, new: str) -> Path:
    for part in ("rembuk", "rembuk/algorithms", "rembuk/algorithms/allocation"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "__init__.py").touch()
    target = tmp_path / "rembuk/algorithms/allocation"
    shutil.copytree(PACKAGE / "algorithms/allocation", target, dirs_exist_ok=True)
    source = (target / f"{file}.py").read_text("utf-8")
    assert source.count(old) == 1, "the text to change is not there any more"
    (target / f"{file}.py").write_text(source.replace(old, new), encoding="utf-8")
    return tmp_path


def test_the_engine_as_it_is_agrees_with_the_textbook() -> None:
    assert not [found for number in range(450) if (found := misfit(number))]
    assert not misfit_of_many()


@pytest.mark.slow
def test_it_also_does_without_a_compiler(tmp_path: Path) -> None:
    assert noticed(planted(tmp_path, "kernel", "_MOST_PASSES = 60", "_MOST_PASSES = 60")) == ""


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new", "meaning"), MUTANTS, ids=[m[3] for m in MUTANTS])
def test_every_planted_fault_is_noticed(tmp_path: Path, file: str, old: str, new: str, meaning: str) -> None:
    assert noticed(planted(tmp_path, file, old, new)), meaning
