"""The printed rules are the rules: the pages in docs/rules are those that the tables print today."""

import runpy
import sys
from pathlib import Path

import pytest

from rembuk.rules.book import PAGES, TITLES, main
from rembuk.rules.page_tables import table
from rembuk.rules.proposal_flow import STATES, STEPS
from rembuk.rules.roles import ROLES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules"


@pytest.mark.parametrize("name", PAGES)
def test_the_printed_rules_are_the_rules(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make rules`"


def test_no_old_page_is_left_behind() -> None:
    assert {path.name for path in DOCS.glob("*.md")} == set(PAGES) == {"README.md", *TITLES}


def test_the_page_of_the_flow_draws_it_and_names_every_state_and_step() -> None:
    page = PAGES["alur-usulan.md"]()
    assert page.count("```mermaid") == 2
    for row in STATES:
        assert f"### {row.label_id}" in page
        assert f'state "{row.label_id}" as {row.code}' in page
    for step in STEPS:
        assert f"| {step.label_id} |" in page
        if step.at != step.to:
            assert f"    {step.at} --> {step.to}" in page


def test_the_page_of_roles_names_every_role() -> None:
    page = PAGES["peran.md"]()
    assert all(f"## {role.label_id}" in page for role in ROLES)


def test_pages_say_nothing_in_english() -> None:
    text = "".join(page() for page in PAGES.values())
    assert not [word for word in ("(verify)", " the ", " and ", "None", "{") if word in text]


def test_a_cell_stays_a_cell() -> None:
    assert table(("a", "b"), [("x|y", ""), ("p\nq", "r")]).splitlines()[2:] == [
        "| x\\|y |   |",
        "| p q | r |",
    ]


def test_the_book_is_printed_or_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "# Alur usulan" in capsys.readouterr().out

    assert main(["--write", str(tmp_path / "new")]) == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(PAGES)
    assert capsys.readouterr().out == ""


def test_the_book_is_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["book"])
    monkeypatch.delitem(sys.modules, "rembuk.rules.book")
    with pytest.raises(SystemExit) as done:
        runpy.run_module("rembuk.rules.book", run_name="__main__")
    assert done.value.code == 0
    assert "# Peran dan hak" in capsys.readouterr().out
