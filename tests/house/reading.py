"""How house tests read the code: files, syntax trees, templates."""

import ast
from functools import cache
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "rembuk"


@cache
def python_files() -> tuple[Path, ...]:
    """Every module of the package, migrations left out."""
    found = tuple(p for p in sorted(PACKAGE.rglob("*.py")) if "migrations" not in p.parts)
    assert len(found) > 100, "the glob looks in the wrong folder"
    return found


@cache
def templates() -> tuple[Path, ...]:
    found = tuple(sorted(PACKAGE.glob("apps/*/templates/**/*.html")))
    assert len(found) > 50, "the glob looks in the wrong folder"
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def environment() -> jinja2.Environment:
    return jinja2.Environment(
        extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))
