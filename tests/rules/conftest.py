"""The shared designs that the tables are compared with; a test is skipped where they are absent.

Here again, because these tests run where Django cannot be imported, and so without the conftest above.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def domain() -> Path:
    folder = Path(os.environ.get("REMBUK_SHARED", ROOT.parent / "shared")) / "data" / "domain"
    if not folder.is_dir():
        pytest.skip("shared data absent (REMBUK_SHARED)")
    return folder


@pytest.fixture(scope="session")
def flow(domain: Path) -> dict[str, Any]:
    return json.loads((domain / "usulan_state_machine.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def people(domain: Path) -> dict[str, Any]:
    return json.loads((domain / "roles.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def ikm(domain: Path) -> dict[str, Any]:
    return json.loads((domain / "ikm.json").read_text(encoding="utf-8"))
