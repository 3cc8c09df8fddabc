"""Programs that write as the server does, on a database of their own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RESIDENTS = 8


@pytest.fixture(scope="session")  # before anything is built for them
def sqlite_alone() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("power cuts are simulated for SQLite; PostgreSQL answers for its own log")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "rembuk.sqlite3"


@pytest.fixture
def environment(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """The surroundings of a program: its own folder, and how carefully SQLite is opened."""
    return lambda synchronous="FULL": surroundings(tmp_path, synchronous)


def surroundings(folder: Path, synchronous: str = "FULL") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "LD_PRELOAD")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "rembuk.site.settings",
        "PYTHONPATH": str(ROOT),
        "REMBUK_VAR": str(folder),
        "REMBUK_SYNCHRONOUS": synchronous,
    }


@pytest.fixture
def program() -> Callable[..., list[str]]:
    """How to start one of the programs beside this file."""
    return lambda name, *words: [sys.executable, str(HERE / name), *map(str, words)]


@pytest.fixture(scope="session")
def village(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Residents who are signed in, in a year that collects; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("village")
    settle(surroundings(folder))
    return folder


def settle(environment: dict[str, str]) -> None:
    """Make that village on the database of these surroundings."""
    subprocess.run([sys.executable, str(HERE / "prepare.py"), str(RESIDENTS)], env=environment, check=True)


@pytest.fixture
def village_database(village: Path, tmp_path: Path) -> Path:
    for name in ("rembuk.sqlite3", "sessions.json", "secret-key"):
        shutil.copy2(village / name, tmp_path)
    return tmp_path / "rembuk.sqlite3"
