"""The rules import the standard library and one another, and nothing else: Django may be absent."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import rembuk.rules

ROOT = Path(__file__).resolve().parents[2]
BLOCKED = """
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] not in sys.stdlib_module_names | {"rembuk"}:
            raise ImportError(f"{name} is not the standard library")

sys.meta_path.insert(0, Blocked())
for name in sys.argv[1:]:
    importlib.import_module(name)
others = ("rembuk.apps", "rembuk.site", "rembuk.algorithms")
assert not [name for name in sys.modules if name.startswith(others)]
"""


def test_the_rules_need_only_the_standard_library() -> None:
    names = [f"rembuk.rules.{found.name}" for found in pkgutil.iter_modules(rembuk.rules.__path__)]
    assert len(names) > 25

    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, *names], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
