"""Opening a file that somebody brings: a table or a GeoJSON, packed or not; a fault is said with its line."""

import gzip
import json
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from rembuk.algorithms.tabular import Limits, Table, TabularError, read_table

from .report import BadFileError, Fault, Sentence

LARGEST_JSON = 64 << 20
_LIMITS = Limits(rows=2_000_000)


@contextmanager
def open_table(path: Path, required: Collection[str]) -> Iterator[Table]:
    """The rows of a CSV or XLSX; whatever the reader finds wrong becomes a BadFileError."""
    try:
        with path.open("rb") as stream:
            yield read_table(stream, path.name, limits=_LIMITS, required=required)
    except TabularError as error:
        sentence = Sentence(_sentence(error.text_id), _sentence(error.text_en))
        raise BadFileError([Fault(error.line, error.column or "", sentence)]) from error
    except OSError as error:
        raise _unreadable(error) from error


def read_json(path: Path) -> tuple[object, str]:
    """The parsed file and its text (to tell lines by)."""
    try:
        with path.open("rb") as stream:
            packed = stream.read(2) == b"\x1f\x8b"
        with gzip.open(path) if packed else path.open("rb") as stream:
            raw = stream.read(LARGEST_JSON + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _whole("Berkas .gz ini rusak.", "This .gz file is broken.") from error
    except OSError as error:
        raise _unreadable(error) from error
    if len(raw) > LARGEST_JSON:
        raise _whole(
            "Berkas ini lebih dari 64 MB. Bagi menjadi satu berkas untuk setiap kabupaten/kota.",
            "This file is larger than 64 MB. Split it into one file for each regency.",
        )
    return _parsed(raw)


def _parsed(raw: bytes) -> tuple[object, str]:
    try:
        text = raw.decode("utf-8-sig")
        return json.loads(text), text
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadFileError(
            [Fault(line, "", Sentence("Hurufnya bukan UTF-8.", "The text is not UTF-8."))]
        ) from error
    except json.JSONDecodeError as error:
        sentence = Sentence("Di sini berkas ini bukan JSON yang benar.", "Here the file is no proper JSON.")
        raise BadFileError([Fault(error.lineno, str(error.colno), sentence)]) from error
    except RecursionError as error:
        raise _whole("Isi berkas ini bersarang terlalu dalam.", "This file is nested too deeply.") from error


def _whole(text_id: str, text_en: str) -> BadFileError:
    return BadFileError([Fault(0, "", Sentence(text_id, text_en))])


def _unreadable(error: OSError) -> BadFileError:
    if isinstance(error, FileNotFoundError):
        return _whole("Berkas ini tidak ada.", "There is no such file.")
    return _whole("Berkas ini tidak dapat dibaca.", "This file cannot be read.")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
