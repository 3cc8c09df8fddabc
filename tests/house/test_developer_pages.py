"""The pages for developers say what the code does: addresses, events, and who watches each rule."""

import os
import re
import tomllib

import pytest

from tests.house.developer_pages import FOLDER, PAGES, recorded
from tests.house.reading import ROOT

_RULE = re.compile(r"^\| (\d+)\. [^|]+ \| ([^|]+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rules() -> dict[int, str]:
    found = {int(number): watch for number, watch in _RULE.findall((FOLDER / "rules.md").read_text("utf-8"))}
    assert sorted(found) == list(range(1, 37))
    return found


def test_the_tests_that_watch_a_rule_exist(rules):
    named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", " ".join(rules.values()))
    assert len(named) > 25
    missing = [
        f"{path}::{name}"
        for path, name in named
        if not (ROOT / path).exists() or (name and f"def {name}(" not in (ROOT / path).read_text("utf-8"))
    ]
    assert not missing


def test_the_codes_and_contracts_that_watch_a_rule_are_switched_on(rules):
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    text = " ".join(rules.values())
    selected = tuple(tools["ruff"]["lint"]["select"])
    assert not [code for code in re.findall(r"ruff (\w+)", text) if not code.startswith(selected)]
    contracts = {contract["name"] for contract in tools["importlinter"]["contracts"]}
    named = set(re.findall(r"contract `([^`]+)`", text))
    assert named and named <= contracts


def test_addresses_are_described():
    _compare("urls.md")


def test_events_are_described():
    _compare("events.md")


def test_what_is_recorded_has_a_name():
    assert "proposal.submit" in recorded()


def _compare(name: str) -> None:
    if os.environ.get("REMBUK_WRITE_PAGES"):
        (FOLDER / name).write_text(PAGES[name](), "utf-8")
    written = (FOLDER / name).read_text("utf-8")
    assert written == PAGES[name](), "run: python -m tests.house --write"
