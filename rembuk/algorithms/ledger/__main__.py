"""`python -m rembuk.algorithms.ledger FILE`: anybody checks a published log on their own machine.

It needs nothing but Python, so that trust in the log does not hang on trust in the server.
"""

import argparse
import gzip
import sys
import zlib
from collections.abc import Sequence
from typing import BinaryIO, TextIO, cast

from rembuk.algorithms.ledger.logfile import LogCheckpoint, LogEntry, LogUnreadableError, read_log
from rembuk.algorithms.ledger.verifying import Misfit, Verifier

FITS, DOES_NOT_FIT, UNREADABLE = 0, 1, 2

WORDS: dict[str, dict[str, str]] = {
    "id": {
        "about": "Memeriksa berkas catatan (log) Rembuk: setiap entri dan setiap titik periksa.",
        "file": "berkas catatan, boleh .gz",
        "checkpoint": "titik periksa yang Anda pegang, misalnya dari Berita Acara: JUMLAH:AKAR",
        "lang": "bahasa pesan: id atau en",
        "bad_checkpoint": "Titik periksa ditulis JUMLAH:AKAR, misalnya 120:9f86d081…",
        "cannot_open": "Berkas tidak dapat dibaca: {reason}",
        "fits": "Cocok: {size} entri, {covered} di antaranya dijamin titik periksa.\nAkar: {root}",
    },
    "en": {
        "about": "Check a log file of Rembuk: every entry and every checkpoint.",
        "file": "the log file, may be .gz",
        "checkpoint": "a checkpoint that you hold, for example from the minutes: SIZE:ROOT",
        "lang": "language of the messages: id or en",
        "bad_checkpoint": "A checkpoint is written SIZE:ROOT, for example 120:9f86d081…",
        "cannot_open": "The file cannot be read: {reason}",
        "fits": "It fits: {size} entries, {covered} of them vouched for by a checkpoint.\nRoot: {root}",
    },
}


def main(argv: Sequence[str] | None = None, lang: str = "id") -> int:
    """Check one file and say what was found: 0 fits, 1 does not, 2 cannot be read."""
    given = list(sys.argv[1:] if argv is None else argv)
    arguments = _parse(given, lang)
    words = WORDS[arguments.lang]
    verifier = Verifier()
    try:
        held = _held(arguments.checkpoint)
    except ValueError:
        return _say(sys.stderr, words["bad_checkpoint"], UNREADABLE)
    try:
        with _open(arguments.file) as stream:
            misfit = _check(stream, verifier, held)
    except LogUnreadableError as error:
        return _say(sys.stderr, error.text(arguments.lang), UNREADABLE)
    except (OSError, EOFError, zlib.error) as error:
        return _say(sys.stderr, words["cannot_open"].format(reason=error), UNREADABLE)
    if misfit:
        return _say(sys.stdout, misfit.text(arguments.lang), DOES_NOT_FIT)
    found = words["fits"].format(size=verifier.size, covered=verifier.covered, root=verifier.root_hex())
    return _say(sys.stdout, found, FITS)


def _parse(given: list[str], lang: str) -> argparse.Namespace:
    first = argparse.ArgumentParser(add_help=False)
    first.add_argument("--lang", choices=sorted(WORDS), default=lang)
    words = WORDS[first.parse_known_args(given)[0].lang]
    parser = argparse.ArgumentParser(prog="python -m rembuk.algorithms.ledger", description=words["about"])
    parser.add_argument("file", metavar="FILE", help=words["file"])
    parser.add_argument("--checkpoint", metavar="N:HEX", help=words["checkpoint"])
    parser.add_argument("--lang", choices=sorted(WORDS), default=lang, help=words["lang"])
    return parser.parse_args(given)


def _held(text: str | None) -> LogCheckpoint | None:
    if text is None:
        return None
    size, _, root = text.partition(":")
    if len(bytes.fromhex(root)) != 32 or not size.isascii() or not size.isdecimal():
        raise ValueError(text)
    return LogCheckpoint(int(size), root.lower())


def _open(path: str) -> BinaryIO:
    with open(path, "rb") as probe:
        packed = probe.read(2) == b"\x1f\x8b"
    return cast(BinaryIO, gzip.open(path, "rb")) if packed else open(path, "rb")


def _check(stream: BinaryIO, verifier: Verifier, held: LogCheckpoint | None) -> Misfit | None:
    """The first misfit of the file, with the reader's own checkpoint set in at its place."""
    for record in read_log(stream):
        if held and isinstance(record, LogEntry) and held.size == verifier.size:
            if misfit := verifier.checkpoint(held.size, held.root):
                return misfit
            held = None
        if isinstance(record, LogEntry):
            misfit = verifier.entry(record.seq, record.leaf, record.content)
        else:
            misfit = verifier.checkpoint(record.size, record.root)
        if misfit:
            return misfit
    return verifier.checkpoint(held.size, held.root) if held else None


def _say(stream: TextIO, sentence: str, code: int) -> int:
    stream.write(sentence + "\n")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
