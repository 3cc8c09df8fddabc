"""Words: every sentence in Indonesian, no bare words in templates, none of the words that we never use."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2.meta
import pytest
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from jinja2 import nodes

from rembuk.rules.words import NEVER_WORDS as NEVER
from tests.house.reading import PACKAGE, ROOT, environment, python_files, short, templates

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
_PLACE = re.compile(r"%\((\w+)\)[sd]")


@cache
def catalogue() -> dict[str, tuple[str, ...]]:
    """msgid -> Indonesian, over the catalogues of all apps."""
    found: dict[str, tuple[str, ...]] = {}
    files = sorted(PACKAGE.glob("apps/*/locale/id/LC_MESSAGES/django.po"))
    assert len(files) > 5
    for path in files:
        with path.open("rb") as file:
            for message in read_po(file, locale="id", abort_invalid=True):
                if message.id and not message.fuzzy:
                    one = message.id if isinstance(message.id, str) else message.id[0]
                    found[one] = (
                        (message.string,) if isinstance(message.string, str) else tuple(message.string)
                    )
    return found


def messages() -> Iterator[tuple[str, str]]:
    """(where, msgid) of every sentence in templates and Python."""
    for path in templates():
        for _line, found, _comments, _context in extract_from_file(
            "jinja2.ext:babel_extract", str(path), keywords=_KEYWORDS
        ):
            yield short(path), found if isinstance(found, str) else found[0]
    for path in python_files():
        if "/apps/" in str(path) or "/site/" in str(path):
            for _line, found, _comments, _context in extract_from_file(
                "python", str(path), keywords=_KEYWORDS
            ):
                yield short(path), found if isinstance(found, str) else found[0]


def test_every_sentence_is_there_in_indonesian():
    everything = list(messages())
    assert len(everything) > 300
    missing = sorted(
        {f"{where}: {text}" for where, text in everything if text and not any(catalogue().get(text, ()))}
    )
    assert not missing, "\n".join(missing)


def test_translations_keep_the_places_of_their_sentence():
    wrong = [
        text
        for text, strings in catalogue().items()
        for string in strings
        if string and set(_PLACE.findall(string)) - set(_PLACE.findall(text))
    ]
    assert not wrong


@pytest.mark.parametrize("path", templates(), ids=short)
def test_templates_use_their_own_app_and_core_alone(path):
    app = path.relative_to(PACKAGE / "apps").parts[0]
    found = set(jinja2.meta.find_referenced_templates(environment().parse(path.read_text("utf-8"))))
    assert None not in found, "a name that is made at run time cannot be checked"
    assert all(name.split("/")[0] in {app, "core"} for name in found if name)


def test_templates_hold_no_untranslated_words():
    bare = []
    for path in templates():
        if path.name in _SAMPLES:
            continue
        parts = environment().parse(path.read_text("utf-8")).find_all(nodes.TemplateData)
        # Joined first, because an expression inside a tag cuts the tag in two.
        text = re.sub(r"<[^>]*>", " ", "".join(part.data for part in parts))
        words = re.findall(r"[A-Za-z]{3,}", _NO_WORDS.sub(" ", text))
        bare += [f"{short(path)}: {word}" for word in words if word not in _NAMES]
    assert not bare, "\n".join(sorted(set(bare)))


# The page for those who build pages shows made-up places and proposals.
_SAMPLES = {"components_page.html"}
# Entities, and attributes that a macro adds to a tag begun elsewhere.
_NO_WORDS = re.compile(r"""&\w+;|(?:data|aria)-[\w-]+(?:="[^"]*")?""")
# Names of things that are the same in both languages.
_NAMES = {"Rembuk", "XLSX", "CSV", "PDF", "JDIH", "SHA", "WhatsApp", "QR", "OpenStreetMap"}


def test_nothing_is_marked_safe_and_nothing_runs_inline():
    banned = ("|safe", "| safe", "{% autoescape", "javascript:", " onclick=", " style=")
    found = [f"{short(p)}: {word}" for p in templates() for word in banned if word in p.read_text("utf-8")]
    assert not found


def test_words_that_we_never_use_are_not_used():
    assert NEVER
    pattern = re.compile(r"\b(" + "|".join(re.escape(word) for word in NEVER) + r")\b", re.IGNORECASE)
    files = [
        *templates(),
        *sorted(PACKAGE.glob("apps/*/locale/**/*.po")),
        *(page for page in sorted((ROOT / "docs/rules").glob("*.md")) if page.name != _NAMES_THEM),
    ]
    found = [f"{short(path)}: {hit.group()}" for path in files if (hit := _first(pattern, path))]
    assert not found


_NAMES_THEM = "keadilan.md"  # says which words are never used


def _first(pattern: re.Pattern[str], path: Path) -> re.Match[str] | None:
    text = path.read_text("utf-8")
    if path.suffix == ".po":
        text = "\n".join(line for line in text.splitlines() if line.startswith(("msgstr", '"')))
    return next((m for m in pattern.finditer(text) if m.group() != "tps"), None)
