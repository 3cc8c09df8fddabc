"""The style sheet and the scripts: readable colours, small files, nothing from elsewhere."""

import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "rembuk" / "apps" / "core" / "static" / "core"
CSS = (STATIC / "css" / "rembuk.css").read_text(encoding="utf-8")
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
TONES = ("daun", "langit", "padi", "bata", "muted")


def tokens(scheme: str) -> dict[str, str]:
    light, _, rest = CSS.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    if scheme == "dark":
        dark = rest.partition("@layer base")[0]
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark))
    return found


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "card"])
@pytest.mark.parametrize("text", ["ink", "muted", "daun", "langit", "padi", "bata"])
def test_text_is_readable_on_every_ground(scheme, ground, text):
    palette = tokens(scheme)

    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tone", TONES)
def test_a_tone_is_readable_on_its_own_soft_ground(scheme, tone):
    palette = tokens(scheme)

    assert contrast(palette[tone], palette[f"{tone}-soft"]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_main_button_is_readable(scheme):
    palette = tokens(scheme)

    assert contrast(palette["on-kunyit"], palette["kunyit"]) >= 4.5
    assert contrast(palette["on-strip"], palette["strip"]) >= 4.5


def test_the_style_sheet_is_small_and_complete_by_itself():
    assert len(gzip.compress(CSS.encode(), 9)) <= 9_000
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert CSS.count("{") == CSS.count("}")
    assert "@layer reset, tokens, base, layout, components, pages, print;" in CSS


def test_motion_high_contrast_and_paper_are_thought_of():
    for wish in (
        "prefers-reduced-motion",
        "forced-colors",
        "prefers-color-scheme",
        "@media print",
        ":focus-visible",
    ):
        assert wish in CSS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_is_small_and_speaks_no_language(script):
    source = script.read_text(encoding="utf-8")

    assert len(source.splitlines()) <= 300
    assert "innerHTML" not in source
    assert "eval(" not in source
    assert "http" not in source


def test_what_every_page_loads_fits_the_budget():
    """CSS and the small script; htmx (16 kB) only where a page uses it."""
    assert SCRIPTS
    always = CSS.encode() + (STATIC / "js" / "enhance.js").read_bytes()

    assert len(gzip.compress(always, 9)) <= 11_000


def test_locks_name_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    exact = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    settings = (ROOT / ".npmrc").read_text(encoding="utf-8")

    assert exact["htmx.org"] == "2.0.11"
    assert all(re.fullmatch(r"[\d.]+", version) for version in exact.values())
    assert not [package for package in lock["packages"].values() if "resolved" in package]
    assert "omit-lockfile-registry-resolved=true" in settings
    assert "ignore-scripts=true" in settings
