"""Break each contract on purpose, in a copy, and see that it is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import ROOT

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
#     what is wrong                                file                                   line added
WRONG = {
    "a lower app imports a higher one": (
        "rembuk/apps/proposals/facts.py",
        "from rembuk.apps.desk import sources",
    ),
    "an algorithm imports Django": ("rembuk/algorithms/ledger/tree.py", "import django"),
    "a model imports a view inside a function": (
        "rembuk/apps/core/models.py",
        "def f():\n    from .views import health",
    ),
    "an app that is not on the stairs": ("rembuk/apps/newcomer/__init__.py", ""),
    "an algorithm imports another": (
        "rembuk/algorithms/scoring/ranking.py",
        "from rembuk.algorithms.ledger import tree",
    ),
    "the rules import an app": ("rembuk/rules/stages.py", "from rembuk.apps.audit import models"),
    "two modules import each other": ("rembuk/apps/audit/entry.py", "from . import seal"),
}

PURE = (
    "rembuk.rules.book", "rembuk.algorithms.ledger", "rembuk.algorithms.scoring", "rembuk.algorithms.tiles",
    "rembuk.algorithms.tabular", "rembuk.algorithms.documents",
)  # fmt: skip


def broken(root: Path) -> list[str]:
    done = subprocess.run(LINT, cwd=root, capture_output=True, text=True, check=False)
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", root)
    shutil.copytree(
        ROOT / "rembuk",
        root / "rembuk",
        ignore=shutil.ignore_patterns("__pycache__", "static", "*.html", "*.po", "*.mo"),
    )
    return root


@pytest.mark.slow
def test_the_house_stands(copy):
    assert broken(copy) == []


@pytest.mark.slow
@pytest.mark.parametrize("what", WRONG)
def test_a_broken_contract_is_noticed(copy, what):
    name, line = WRONG[what]
    path = copy / name
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", "utf-8")
    try:
        assert broken(copy), f"not noticed: {what}"
    finally:
        if before is None:
            shutil.rmtree(path.parent)
        else:
            path.write_text(before, "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("package", PURE)
def test_pure_packages_load_without_django(package):
    program = f"import sys; sys.modules['django'] = None; import {package}; print('loaded')"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "loaded", done.stderr
