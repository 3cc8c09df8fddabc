"""Which words belong to which language, as the catalogues and the rules use them, and what a page says."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from html.parser import HTMLParser

from babel.messages.pofile import read_po

import rembuk.rules
from tests.house.reading import PACKAGE, python_files, tree

_WORD = re.compile(r"[A-Za-z]{3,}")
_ADDRESS = re.compile(r"/\S+/")
_SPOKEN = ("alt", "aria-label", "placeholder", "title")
_EMPTY = frozenset({"meta", "link", "br", "img", "input", "hr", "path", "rect", "circle", "line", "use"})
# Code, and names of columns and addresses: the same in every language.
_NOT_SPOKEN = frozenset({"script", "style", "code", "kbd"})


def words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(_ADDRESS.sub(" ", text))}


@cache
def vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    """(Indonesian, English): every word that a catalogue or a label of the rules uses."""
    indonesian: set[str] = set()
    english: set[str] = set()
    for ours, theirs in (*_catalogues(), *_labels()):
        indonesian |= words(ours)
        english |= words(theirs)
    assert min(len(indonesian), len(english)) > 800, "the words were not found"
    return frozenset(indonesian), frozenset(english)


def _catalogues() -> Iterator[tuple[str, str]]:
    for path in PACKAGE.glob("apps/*/locale/id/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                if message.id:  # without one it is the head of the file
                    yield _joined(message.string), _joined(message.id)


def _joined(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else " ".join(text)


def _labels() -> Iterator[tuple[str, str]]:
    """What tables of the rules say as `label_id` and `label_en`, and calls with such a pair of arguments."""
    for found in pkgutil.iter_modules(rembuk.rules.__path__, "rembuk.rules."):
        for table in vars(importlib.import_module(found.name)).values():
            for row in filter(is_dataclass, table if isinstance(table, tuple) else ()):
                yield from _sides((column.name, getattr(row, column.name, "")) for column in fields(row))
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                given = ((word.arg or "", getattr(word.value, "value", "")) for word in node.keywords)
                yield from _sides(given)


def _sides(named: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    said = {name: text for name, text in named if isinstance(text, str)}
    for name in said:
        stem = name.removesuffix("_id")
        if f"{stem}_en" in said and stem != name:
            yield said[name], said[f"{stem}_en"]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        # A part that says which language it is in may be in another one.
        silent = tag in _NOT_SPOKEN or ("lang" in known and tag != "html")
        if tag not in _EMPTY:
            self._silent.append(silent)
        if not silent and not any(self._silent):
            self.said += [known[name] or "" for name in _SPOKEN if name in known]

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY and self._silent:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._silent):
            self.said.append(data)


def said_on(html: str) -> list[str]:
    """Every piece of text that a page shows or a screen reader speaks."""
    page = _Page()
    page.feed(html)
    return [" ".join(part.split()) for part in page.said if part.strip()]
