"""Elections in the `.pb` format of Pabulib: read to the last column, and written back.

Grammar: pabulib.org/format; Stolicki, Szufa, Talmon, "Pabulib: A Participatory Budgeting Library", arXiv
2012.06539. Three sections (META, PROJECTS, VOTES) of rows with `;` between fields, CSV quotes, in this
order. Keys and columns that are not known stay where they are. Nothing is repaired in silence: what is odd
is told in `warnings`, what is wrong is a `TabularError` with its line.
"""

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rembuk.algorithms.tabular import pb_votes
from rembuk.algorithms.tabular.pb_bytes import (
    LF,
    QUOTE,
    Bytes,
    Marks,
    count_of,
    is_text,
    mark_plain,
    mark_quoted,
)
from rembuk.algorithms.tabular.pb_limits import Votes, amount, check_limits
from rembuk.algorithms.tabular.table import TabularError

VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
_SECTIONS = ("META", "PROJECTS", "VOTES")
_MOST_NEED = 1000


@dataclass(frozen=True, slots=True, eq=False)
class PbFile:
    """One file. `projects` are rows under `project_header`; `vote_text` is what stands in the file below the
    header of VOTES; `warnings` are in Indonesian and English.
    """

    meta: tuple[tuple[str, str], ...]
    project_header: tuple[str, ...]
    projects: tuple[tuple[str, ...], ...]
    vote_header: tuple[str, ...]
    vote_text: memoryview
    votes: Votes
    warnings: tuple[tuple[str, str], ...]

    def __eq__(self, other: object) -> bool:
        """The same texts in every field; how a field was quoted does not matter."""
        if not isinstance(other, PbFile):
            return NotImplemented
        heads = ("meta", "project_header", "projects", "vote_header", "warnings")
        return all(getattr(self, key) == getattr(other, key) for key in heads) and (
            list(self.vote_rows()) == list(other.vote_rows())
        )

    __hash__ = None  # type: ignore[assignment]

    def value(self, key: str) -> str:
        """A value of META, empty where the key is absent."""
        return dict(self.meta).get(key, "")

    def column(self, name: str) -> list[str]:
        """One column of the projects; raises KeyError where there is none."""
        place = {title: k for k, title in enumerate(self.project_header)}[name]
        return [row[place] for row in self.projects]

    def vote_rows(self) -> Iterator[tuple[str, ...]]:
        """The fields of each ballot, one after the other; empty rows are left out."""
        return (tuple(cells) for _line, cells in _rows(bytes(self.vote_text), 1))

    @property
    def ids(self) -> list[str]:
        """Project ids in file order."""
        return self.column("project_id")

    @property
    def costs(self) -> list[int]:
        """Whole costs in file order."""
        return [amount(text, "cost", 0) for text in self.column("cost")]

    @property
    def needs(self) -> list[int]:
        """Needs scores in file order: our own column `need`, 0 where there is none."""
        given = self.column("need") if "need" in self.project_header else [""] * len(self.projects)
        return [amount(text or "0", "need", 0, _MOST_NEED) for text in given]

    @property
    def budget(self) -> int:
        """The money there is."""
        return amount(self.value("budget"), "budget", 0)


def read_pb(raw: bytes) -> PbFile:
    """The whole file, packed with gzip or not; memory is proportional to it."""
    raw = _unpacked(raw).removeprefix(b"\xef\xbb\xbf")
    raw = raw if raw.endswith(b"\n") else raw + b"\n"
    meta_at, projects_at, votes_at = _sections(raw)
    if not is_text(np.frombuffer(raw, np.uint8)):
        raise _no_text(raw)
    meta = _meta(raw[meta_at[1] : projects_at[0]], meta_at[2])
    header, rows = _projects(raw[projects_at[1] : votes_at[0]], projects_at[2])
    warnings: list[tuple[str, str]] = []
    known = {key: (value, line) for line, key, value in meta}
    kind, kind_line = known.get("vote_type", ("", meta_at[2]))
    if kind not in VOTE_TYPES:
        raise TabularError(
            kind_line, "vote_type", f"jenis lembar pilihan “{kind}” tidak dikenal.",
            f"unknown vote type “{kind}”.",
        )  # fmt: skip
    budget, budget_line = known.get("budget", ("", meta_at[2]))
    if amount(budget, "budget", budget_line) == 0:
        raise TabularError(budget_line, "budget", "anggaran tidak boleh 0.", "the budget must not be 0.")
    costs = [amount(row[header.index("cost")], "cost", 0) for row in rows]
    ids = [row[header.index("project_id")] for row in rows]
    vote_header, text, votes, line_of = _votes(raw, votes_at, kind, ids, warnings)
    check_limits(known, kind, votes, line_of, costs)
    _compare_counts(known, len(rows), len(votes.weight), warnings)
    pairs = tuple((key, value) for _line, key, value in meta)
    return PbFile(pairs, header, rows, vote_header, text, votes, tuple(warnings))


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        raise TabularError(0, None, "berkas gzip ini rusak.", "this gzip file is damaged.") from error


def _sections(raw: bytes) -> list[tuple[int, int, int]]:
    """For each section: where its title begins, where its header begins, and the line of that header."""
    found, at, line = list[tuple[int, int, int]](), 0, 1
    while at < len(raw) and len(found) < len(_SECTIONS):
        stop = raw.find(b"\n", at)
        stop = len(raw) if stop < 0 else stop
        word = raw[at:stop].strip().upper().decode("utf-8", "replace")
        if word == _SECTIONS[len(found)]:
            header, header_line = stop + 1, line + 1
            while header < len(raw) and raw[header] in b" \t\r\n":  # empty lines are ignored
                header_line += raw[header] == LF
                header += 1
            found.append((at, header, header_line))
        elif word in _SECTIONS or (not found and word):
            break
        at, line = stop + 1, line + 1
    if len(found) < len(_SECTIONS):
        wanted = _SECTIONS[len(found)]
        raise TabularError(
            line, None, f"bagian {wanted} tidak ditemukan di tempatnya.", f"the section {wanted} is missing."
        )
    return found


def _no_text(raw: bytes) -> TabularError:
    place = raw.find(b"\0")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start if place < 0 else min(place, error.start)
    return TabularError(1 + raw[:place].count(b"\n"), None, "hurufnya bukan UTF-8.", "the text is not UTF-8.")


def _rows(raw: bytes, first_line: int) -> list[tuple[int, list[str]]]:
    """(line, fields) of all rows that are not empty; lines end at LF alone."""
    lines = (part + "\n" for part in raw.decode().split("\n"))
    reader = csv.reader(lines, delimiter=";", strict=True, skipinitialspace=True)
    rows, before = [], 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((first_line + before, cells))
            before = reader.line_num
    except csv.Error as error:
        raise TabularError(
            first_line + before, None, "tanda kutip tidak ditutup dengan benar.", "a quote is not closed."
        ) from error
    return rows


def _meta(raw: bytes, line: int) -> list[tuple[int, str, str]]:
    """(line, key, value) of each row below `key;value`."""
    rows = _rows(raw, line)
    if not rows or [cell.lower() for cell in rows[0][1]] != ["key", "value"]:
        raise TabularError(
            line, None, "bagian META harus diawali key;value.", "META must begin with key;value."
        )
    seen: set[str] = set()
    for number, cells in rows[1:]:
        if len(cells) != 2:
            raise TabularError(
                number, None, "satu baris META berisi kunci dan nilai.", "a row of META is key;value."
            )
        if cells[0] in seen:
            raise TabularError(
                number, cells[0], "kunci META ini ditulis dua kali.", "this key of META stands twice."
            )
        seen.add(cells[0])
    return [(number, cells[0], cells[1]) for number, cells in rows[1:]]


def _header(rows: list[tuple[int, list[str]]], line: int, section: str, wanted: Sequence[str]) -> list[str]:
    """The titles of a section; raises TabularError where one is missing or stands twice."""
    titles = rows[0][1] if rows else []
    for title in wanted:
        if title not in titles:
            raise TabularError(
                line, title, f"kolom ini tidak ada di {section}.", f"{section} lacks this column."
            )
    for place, title in enumerate(titles):
        if title in titles[:place]:
            raise TabularError(
                line, title, f"kolom ini ada dua kali di {section}.", f"{section} has this column twice."
            )
    return titles


def _projects(raw: bytes, line: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = _rows(raw, line)
    header = tuple(_header(rows, line, "PROJECTS", ("project_id", "cost")))
    seen: dict[str, int] = {}
    for number, cells in rows[1:]:
        if len(cells) != len(header):
            raise TabularError(
                number, None, f"baris ini berisi {len(cells)} kolom, seharusnya {len(header)}.",
                f"this row has {len(cells)} fields instead of {len(header)}.",
            )  # fmt: skip
        name = cells[header.index("project_id")]
        if name in seen or not name:
            raise TabularError(
                number, "project_id", f"usulan “{name}” sudah ada di baris {seen.get(name, number)}.",
                f"project “{name}” stands in line {seen.get(name, number)} already.",
            )  # fmt: skip
        if any(sign in name for sign in ',"'):
            raise TabularError(
                number, "project_id", f"kode usulan “{name}” berisi koma atau tanda kutip.",
                f"the project id “{name}” holds a comma or a quote.",
            )  # fmt: skip
        seen[name] = number
        amount(cells[header.index("cost")], "cost", number)
        if "need" in header:
            amount(cells[header.index("need")] or "0", "need", number, _MOST_NEED)
    return header, tuple(tuple(cells) for _number, cells in rows[1:])


def _votes(
    raw: bytes, place: tuple[int, int, int], kind: str, ids: list[str], warnings: list[tuple[str, str]]
) -> tuple[tuple[str, ...], memoryview, Votes, Callable[[int], int]]:
    stop = raw.find(b"\n", place[1])
    stop = len(raw) if stop < 0 else stop
    pointed = kind in ("cumulative", "scoring")
    wanted = ("voter_id", "vote", *(["points"] if pointed else []))
    header = _header(_rows(raw[place[1] : stop], place[2]), place[2], "VOTES", wanted)
    voter_at, vote_at, points_at, weight_at = (
        header.index(title) if title in header else -1 for title in ("voter_id", "vote", "points", "weight")
    )
    layout = pb_votes.Layout(
        len(header), voter_at, vote_at, points_at, weight_at, kind == "ordinal", pointed
    )  # fmt: skip
    text = np.frombuffer(raw, np.uint8)[stop + 1 :]
    marks = _marks(text, place[2] + 1)
    most_rows = count_of(text, LF)
    room = len(marks) + 1
    rows = pb_votes.Rows(
        np.zeros(most_rows + 1, np.int64), np.empty(room, np.int32), np.empty(room, np.int32),
        np.empty(most_rows, np.int64), np.empty(most_rows, np.int64), np.empty(2 * most_rows, np.int64),
        np.zeros(len(ids) // 32 + 1, np.int64), np.empty(len(ids), np.int32),
    )  # fmt: skip
    words = pb_votes.words_of(raw, stop + 1)
    status, count, at, repeated = pb_votes.read_rows(text, words, marks, layout, pb_votes.names_of(ids), rows)
    if status != pb_votes.FINE:
        line = place[2] + 1 + count_of(text[:at], LF)
        raise _bad_row(status, line, raw[stop + 1 + at :], header, set(ids))
    if repeated:
        warnings.append((f"{repeated} lembar menyebut satu usulan lebih dari sekali.",
                         f"{repeated} ballots name a project more than once."))  # fmt: skip
    if doubled := pb_votes.count_doubled(text, words, rows.voter, count):
        warnings.append((f"{doubled} nomor pemilih muncul lebih dari sekali.",
                         f"{doubled} voter ids appear more than once."))  # fmt: skip
    last = int(rows.start[count])
    points = rows.points[:last] if pointed or layout.ranked else np.ones(last, np.int32)
    votes = Votes(rows.start[: count + 1], rows.project[:last], points, rows.weight[:count])

    def line_of(row: int) -> int:
        return place[2] + 1 + count_of(text[: int(rows.begin[row])], LF)

    return tuple(header), memoryview(raw)[stop + 1 :], votes, line_of


def _marks(text: Bytes, first_line: int) -> Marks:
    """Where fields and names of the ballots end."""
    marks: Marks = np.empty(len(text) + 1, np.int32 if len(text) < 1 << 31 else np.int64)
    count = mark_quoted(text, marks) if count_of(text, QUOTE) else mark_plain(text, marks)
    if count < 0:
        line = first_line + count_of(text[: -1 - count], LF)
        raise TabularError(line, None, "tanda kutip tidak ditutup dengan benar.", "a quote is not closed.")
    return marks[:count]


def _bad_row(status: int, line: int, rest: bytes, header: list[str], ids: set[str]) -> TabularError:
    if status == pb_votes.FIELDS:
        return TabularError(
            line, None, f"jumlah kolom tidak sama dengan kepala tabel ({len(header)}).",
            f"the number of fields is not that of the header ({len(header)}).",
        )  # fmt: skip
    if status == pb_votes.NUMBER:
        return TabularError(
            line, "points" if "points" in header else "weight",
            "poin dan bobot harus bilangan bulat, tidak negatif, bobot paling sedikit 1.",
            "points and weights are whole numbers, never negative, a weight at least 1.",
        )  # fmt: skip
    if status == pb_votes.UNEVEN:
        return TabularError(
            line, "points", "jumlah poin tidak sama dengan jumlah usulan.",
            "there are not as many points as projects.",
        )  # fmt: skip
    vote = _rows(rest, line)[0][1][header.index("vote")]
    name = next((part.strip() for part in vote.split(",") if part.strip() and part.strip() not in ids), vote)
    return TabularError(
        line, "vote", f"usulan “{name}” tidak ada dalam PROJECTS.", f"project “{name}” is not in PROJECTS."
    )


def _compare_counts(
    known: dict[str, tuple[str, int]], projects: int, voters: int, warnings: list[tuple[str, str]]
) -> None:
    for key, found in (("num_projects", projects), ("num_votes", voters)):
        stated, _line = known.get(key, ("", 0))
        if stated and stated != str(found):
            warnings.append((f"{key} menyebut {stated}, berkas berisi {found}.",
                             f"{key} says {stated}, the file holds {found}."))  # fmt: skip
