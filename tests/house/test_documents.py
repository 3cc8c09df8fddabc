"""What is written about the house is true: glossary, settings, locks, components, printed rules."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.house.reading import PACKAGE, ROOT

_ROW = re.compile(r"^\| (.+?) \| `(\w+)` \| (.+) \|$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://")


def test_the_glossary_is_one_to_one():
    rows = _ROW.findall((ROOT / "GLOSSARY.md").read_text("utf-8"))
    assert len(rows) >= 210
    for column in (0, 1):
        values = [row[column] for row in rows]
        assert sorted({v for v in values if values.count(v) > 1}) == []
    assert all(identifier.isidentifier() and meaning for _term, identifier, meaning in rows)


def test_the_glossary_holds_every_word_of_the_design(shared: Path):
    lines = (shared / "data/domain/glossary.csv").read_text("utf-8").splitlines()[1:]
    ours = {
        identifier for _term, identifier, _meaning in _ROW.findall((ROOT / "GLOSSARY.md").read_text("utf-8"))
    }
    assert len(lines) == 210
    assert len(ours) >= 210


def test_every_setting_is_described():
    text = (PACKAGE / "site/settings.py").read_text("utf-8")
    read = set(re.findall(r'(?:environ\.get|_flag|_words)\(\s*"([A-Z_]+)"', text)) | {"DATABASE_URL", "PORT"}
    described = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/guide/settings.md").read_text("utf-8"), re.MULTILINE)
    )
    assert len(read) > 10
    assert read == described


@pytest.mark.parametrize(
    "name", ["requirements/run.txt", "requirements/dev.txt", "package-lock.json", ".npmrc"]
)
def test_locks_name_no_address(name):
    text = (ROOT / name).read_text("utf-8")
    lines = [
        line
        for line in text.splitlines()
        if _ADDRESS.search(line) and '"url"' not in line and '"funding"' not in line
    ]
    assert not lines
    assert 'resolved":' not in text


def test_locked_packages_carry_hashes():
    for name in ("run", "dev"):
        text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
        pinned = re.findall(r"^[a-z0-9._\[\]-]+==", text, re.MULTILINE)
        assert len(pinned) > 15
        assert text.count("--hash=sha256:") >= len(pinned)


def test_every_dependency_says_why():
    for name in ("run", "dev"):
        lines = (ROOT / f"requirements/{name}.in").read_text("utf-8").splitlines()
        silent = [line for line in lines if line and not line.startswith(("#", "-r")) and " # " not in line]
        assert not silent


def test_decisions_are_short():
    pages = sorted((ROOT / "docs/adr").glob("*.md"))
    assert len(pages) >= 10
    assert not [page.name for page in pages if len(page.read_text("utf-8").splitlines()) > 40]


def test_no_path_of_a_machine_is_written_down():
    pattern = re.compile(r"(?<![\w.])/(?:tmp|work|root|home)/\w")
    found = []
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in {".py", ".md", ".toml", ".html", ".css", ".js", ".yml", ".sh"} and not _ignored(
            path
        ):
            found += [
                f"{path.relative_to(ROOT)}: {hit.group()}"
                for hit in pattern.finditer(path.read_text("utf-8"))
            ]
    assert not found


def _ignored(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return bool({".venv", "node_modules", "var", ".git", "vendor"} & set(parts)) or parts[:2] == (
        "tests",
        "house",
    )


def test_pictures_are_small_enough_for_git():
    """WebP, or PNG with a palette; at most 150 kB each and 15 MB together."""
    pictures = sorted((ROOT / "docs/screenshots").iterdir())
    assert len(pictures) > 100
    assert not [path.name for path in pictures if path.stat().st_size > 150_000]
    assert sum(path.stat().st_size for path in pictures) <= 15_000_000
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.format == "WEBP" or (picture.format, picture.mode) == ("PNG", "P"), path.name


def test_the_promised_commands_of_make_are_there():
    targets = set(re.findall(r"^([a-z-]+)(?=[: ].*)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    promised = {
        "run", "test", "test-sqlite", "test-postgresql", "unit", "check", "rules", "bench", "screenshots",
    }  # fmt: skip
    assert promised <= targets
    measured = {path.stem for path in (ROOT / "bench").glob("*.py")}
    assert {"pages", "durable", "import", "demo"} <= measured
