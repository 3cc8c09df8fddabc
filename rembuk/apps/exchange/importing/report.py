"""What an import found and did, and what is wrong with a file, in sentences for the person at the console.

Apart from the readers, because all of them answer in the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

SHOWN_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say, in both languages."""

    text_id: str
    text_en: str

    def text(self, lang: str) -> str:
        return self.text_en if lang == "en" else self.text_id


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where: the line of the file (0: all of it) and the column."""

    line: int
    column: str
    sentence: Sentence

    def text(self, file: str, lang: str) -> str:
        line, column = ("line", "column") if lang == "en" else ("baris", "kolom")
        where = [file]
        where += [f"{line} {self.line}"] if self.line else []
        where += [f"{column} {self.column}"] if self.column else []
        return f"{', '.join(where)}: {self.sentence.text(lang)}"


class BadFileError(Exception):
    """The file cannot be taken in; nothing of it was written."""

    def __init__(self, faults: Sequence[Fault], rows: int = 1) -> None:
        super().__init__(f"{len(faults)} faults, the first: {faults[0].text('file', 'en')}")
        self.faults = tuple(faults)
        self.rows = rows  # how many rows of the file are bad


@dataclass(slots=True)
class Faults:
    """Collects what is wrong, so that a person repairs a file once and not line by line."""

    found: list[Fault] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)

    def add(self, line: int, column: str, text_id: str, text_en: str) -> None:
        self.rows.add(line)
        if len(self.found) < SHOWN_FAULTS:
            self.found.append(Fault(line, column, Sentence(text_id, text_en)))

    def raise_if_any(self) -> None:
        if self.found:
            raise BadFileError(self.found, len(self.rows))


@dataclass(slots=True)
class Report:
    """How many rows are new, changed, the same or refused, and what was repaired on the way."""

    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    notes: list[Sentence] = field(default_factory=list)

    def last_line(self, lang: str) -> str:
        if lang == "en":
            return f"{self.new} new, {self.changed} changed, {self.same} same, {self.rejected} rejected"
        return f"{self.new} baru, {self.changed} berubah, {self.same} sama, {self.rejected} ditolak"
