"""The published file of a log: a header, then entries and checkpoints as JSON lines.

A line has exactly one spelling, so that any other program may hash the bytes between `"entry":` and the last
brace.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from rembuk.algorithms.ledger.canonical import NotCanonicalError, canonical

HEADER = b'{"format":"rembuk-log-1"}'
LONGEST_LINE = 1 << 20

_ENTRY = re.compile(rb'\{"seq":([1-9][0-9]{0,17}),"leaf":"([0-9a-f]{64})","entry":(\{.*\})\}', re.DOTALL)
_CHECKPOINT = re.compile(rb'\{"size":(0|[1-9][0-9]{0,17}),"root":"([0-9a-f]{64})"\}')


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry as the file gives it: its number, the hash it claims, its canonical bytes."""

    seq: int
    leaf: str
    content: bytes


@dataclass(frozen=True, slots=True)
class LogCheckpoint:
    """The root that the log had at a size."""

    size: int
    root: str


class LogUnreadableError(ValueError):
    """The file is not a log: the line and a sentence in both languages say why."""

    def __init__(self, line: int, text_id: str, text_en: str) -> None:
        super().__init__(f"line {line}: {text_en}")
        self.line = line
        self.text_id = text_id
        self.text_en = text_en

    def text(self, lang: str = "id") -> str:
        """The finding as one sentence."""
        return f"Baris {self.line}: {self.text_id}" if lang == "id" else f"Line {self.line}: {self.text_en}"


def write_log(
    stream: BinaryIO, entries: Iterable[tuple[int, str, bytes]], checkpoints: Iterable[tuple[int, str]] = ()
) -> int:
    """Write entries (seq, leaf hash in hex, canonical bytes) and checkpoints, both rising; return a count."""
    stream.write(HEADER + b"\n")
    waiting = iter(checkpoints)
    due = next(waiting, None)
    count = 0
    for seq, leaf, content in entries:
        while due is not None and due[0] < seq:
            stream.write(_checkpoint_line(*due))
            due = next(waiting, None)
        stream.write(b'{"seq":%d,"leaf":"%s","entry":%s}\n' % (seq, leaf.encode(), content))
        count += 1
    while due is not None:
        stream.write(_checkpoint_line(*due))
        due = next(waiting, None)
    return count


def read_log(stream: BinaryIO) -> Iterator[LogEntry | LogCheckpoint]:
    """The entries and checkpoints in the order of the file, one line in memory at a time."""
    if _line(stream, 1) != HEADER:
        _refuse(1, "berkas ini bukan catatan Rembuk.", "this file is not a log of Rembuk.")
    number = 2
    while line := _line(stream, number):
        if found := _ENTRY.fullmatch(line):
            content = found[3]
            _demand_canonical(content, number)
            yield LogEntry(int(found[1]), found[2].decode(), content)
        elif found := _CHECKPOINT.fullmatch(line):
            yield LogCheckpoint(int(found[1]), found[2].decode())
        else:
            _refuse(number, "bukan entri dan bukan titik periksa.", "neither an entry nor a checkpoint.")
        number += 1


def _checkpoint_line(size: int, root: str) -> bytes:
    return b'{"size":%d,"root":"%s"}\n' % (size, root.encode())


def _line(stream: BinaryIO, number: int) -> bytes:
    """The next line without its end; empty only at the end of the file."""
    raw = stream.readline(LONGEST_LINE + 1)
    if len(raw) > LONGEST_LINE:
        _refuse(number, "barisnya terlalu panjang.", "the line is too long.")
    line = raw.rstrip(b"\r\n")
    if raw and not line:
        _refuse(number, "barisnya kosong.", "the line is empty.")
    return line


def _demand_canonical(content: bytes, number: int) -> None:
    """Two spellings of one entry would be two hashes, so only the canonical one is read."""
    try:
        same = canonical(json.loads(content)) == content
    except (NotCanonicalError, ValueError, RecursionError):
        same = False
    if not same:
        _refuse(number, "isi entri tidak dalam bentuk baku.", "the entry is not in canonical form.")


def _refuse(line: int, text_id: str, text_en: str) -> NoReturn:
    raise LogUnreadableError(line, text_id, text_en)
