"""Elections in the `.pb` format of Pabulib: read to the last column, and written back.

Grammar: pabulib.org/format; Stolicki, Szufa, Talmon, "Pabulib: A Participatory Budgeting Library", arXiv
2012.06539. Three sections (META, PROJECTS, VOTES) of rows with `;` between fields, CSV quotes, in this
order. Keys and columns that are not known stay where they are. Nothing is repaired in silence: what is odd
is told in `warnings`, what is wrong is a `TabularError` with its line.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from rembuk.algorithms.tabular import pb_votes
from rembuk.algorithms.tabular.table import TabularError

VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
_SECTIONS = ("META", "PROJECTS", "VOTES")
_MOST_MONEY = 10**15
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """`project[start[v]:start[v + 1]]` are the projects of voter v, ascending, with their points; weight
    per voter.

    points: 1 on approvals; length - position on rankings (3, 2, 1); as written on the other types.

    """

    start: Longs
    project: Ints
    points: Ints
    weight: Longs


@dataclass(frozen=True, slots=True, eq=False)
class PbFile:
    """One file. `projects` are rows under `project_header`; `warnings` are in Indonesian and English."""

    meta: tuple[tuple[str, str], ...]
    project_header: tuple[str, ...]
    projects: tuple[tuple[str, ...], ...]
    vote_header: tuple[str, ...]
    votes: Votes
    warnings: tuple[tuple[str, str], ...]

    def value(self, key: str) -> str:
        """A value of META, empty where the key is absent."""
        return dict(self.meta).get(key, "")

    def column(self, name: str) -> list[str]:
        """One column of the projects; raises KeyError where there is none."""
        place = {title: k for k, title in enumerate(self.project_header)}[name]
        return [row[place] for row in self.projects]

    @property
    def ids(self) -> list[str]:
        """Project ids in file order."""
        return self.column("project_id")

    @property
    def costs(self) -> list[int]:
        """Whole costs in file order."""
        return [amount(text, "cost", 0) for text in self.column("cost")]

    @property
    def budget(self) -> int:
        """The money there is."""
        return amount(self.value("budget"), "budget", 0)


def read_pb(raw: bytes) -> PbFile:
    """The whole file, packed with gzip or not; memory is proportional to it."""
    raw = _unpacked(raw).removeprefix(b"\xef\xbb\xbf")
    meta_at, projects_at, votes_at = _sections(raw)
    meta = _meta(raw[meta_at[1] : projects_at[0]], meta_at[2])
    header, rows = _projects(raw[projects_at[1] : votes_at[0]], projects_at[2])
    warnings: list[tuple[str, str]] = []
    known = dict(meta)
    kind = known.get("vote_type", "")
    if kind not in VOTE_TYPES:
        raise TabularError(
            meta_at[2],
            "vote_type",
            f"jenis lembar pilihan “{kind}” tidak dikenal.",
            f"unknown vote type “{kind}”.",
        )
    _require_money(known, meta_at[2])
    ids = [row[header.index("project_id")] for row in rows]
    vote_header, votes, lines = _votes(raw, votes_at, kind, ids, warnings)
    _check_limits(known, kind, votes, lines, [amount(r[header.index("cost")], "cost", 0) for r in rows])
    _compare_counts(known, len(rows), len(votes.weight), warnings)
    return PbFile(tuple(meta), header, rows, vote_header, votes, tuple(warnings))


def write_pb(
    meta: Iterable[tuple[str, str]],
    project_header: Sequence[str],
    projects: Iterable[Sequence[str]],
    vote_header: Sequence[str],
    votes: Iterable[Sequence[str]],
) -> bytes:
    """A file with LF line ends, quoted only where needed."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    for title, header, rows in (
        ("META", ("key", "value"), meta),
        ("PROJECTS", project_header, projects),
        ("VOTES", vote_header, votes),
    ):
        writer.writerow([title])
        writer.writerow(header)
        writer.writerows(rows)
    return text.getvalue().encode()


def amount(text: str, column: str, line: int) -> int:
    """Whole money with a decimal comma or point; anything else is an error that names its row."""
    try:
        value = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if value.denominator != 1 or not 0 <= value <= _MOST_MONEY:
        raise TabularError(
            line, column, f"“{text}” bukan jumlah rupiah bulat dari 0 sampai {_MOST_MONEY}.",
            f"“{text}” is not a whole amount from 0 to {_MOST_MONEY}.",
        )  # fmt: skip
    return int(value)


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
            found.append((at, stop + 1, line + 1))
        elif word in _SECTIONS or (not found and word):
            break
        at, line = stop + 1, line + 1
    if len(found) < len(_SECTIONS):
        wanted = _SECTIONS[len(found)]
        raise TabularError(
            line, None, f"bagian {wanted} tidak ditemukan di tempatnya.", f"the section {wanted} is missing."
        )
    return found


def _rows(raw: bytes, first_line: int) -> list[tuple[int, list[str]]]:
    """(line, fields) of all rows that are not empty; lines end at LF alone."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + raw[: error.start].count(b"\n")
        raise TabularError(line, None, "hurufnya bukan UTF-8.", "the text is not UTF-8.") from error
    lines = (part + "\n" for part in text.split("\n"))
    reader = csv.reader(lines, delimiter=";", strict=True)
    rows, before = [], 0
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((first_line + before, cells))
            before = reader.line_num
    except csv.Error as error:
        line = first_line + reader.line_num - 1
        raise TabularError(
            line, None, "tanda kutip tidak ditutup dengan benar.", "a quote is not closed."
        ) from error
    return rows


def _meta(raw: bytes, line: int) -> list[tuple[str, str]]:
    rows = _rows(raw, line)
    if not rows or [cell.lower() for cell in rows[0][1]] != ["key", "value"]:
        raise TabularError(
            line, None, "bagian META harus diawali key;value.", "META must begin with key;value."
        )
    for number, cells in rows[1:]:
        if len(cells) != 2:
            raise TabularError(
                number, None, "satu baris META berisi kunci dan nilai.", "a row of META is key;value."
            )
    return [(cells[0], cells[1]) for _number, cells in rows[1:]]


def _require_money(known: dict[str, str], line: int) -> None:
    if amount(known.get("budget", ""), "budget", line) == 0:
        raise TabularError(line, "budget", "anggaran tidak boleh 0.", "the budget must not be 0.")


def _projects(raw: bytes, line: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    rows = _rows(raw, line)
    header = tuple(rows[0][1]) if rows else ()
    for wanted in ("project_id", "cost"):
        if wanted not in header:
            raise TabularError(
                line, wanted, "kolom ini tidak ada di PROJECTS.", "PROJECTS lacks this column."
            )
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
        seen[name] = number
        amount(cells[header.index("cost")], "cost", number)
    return header, tuple(tuple(cells) for _number, cells in rows[1:])


def _votes(
    raw: bytes, place: tuple[int, int, int], kind: str, ids: list[str], warnings: list[tuple[str, str]]
) -> tuple[tuple[str, ...], Votes, Longs]:
    stop = raw.find(b"\n", place[1])
    stop = len(raw) if stop < 0 else stop
    head = _rows(raw[place[1] : stop], place[2])
    header = tuple(head[0][1]) if head else ()
    pointed = kind in ("cumulative", "scoring")
    for wanted in ("voter_id", "vote", *(["points"] if pointed else [])):
        if wanted not in header:
            raise TabularError(place[2], wanted, "kolom ini tidak ada di VOTES.", "VOTES lacks this column.")
    at = {title: number for number, title in enumerate(header)}
    layout = pb_votes.Layout(
        len(header),
        at["voter_id"],
        at["vote"],
        at.get("points", -1),
        at.get("weight", -1),
        kind == "ordinal",
        pointed,
    )
    text = np.frombuffer(raw, np.uint8)[stop + 1 :]
    most_rows = int(np.count_nonzero(text == 10)) + 1
    room = most_rows + int(np.count_nonzero(text == 44)) + 1
    rows = pb_votes.Rows(
        np.zeros(most_rows + 1, np.int64), np.empty(room, np.int32), np.empty(room, np.int32),
        np.empty(most_rows, np.int64), np.empty(most_rows, np.int64), np.empty(most_rows, np.int64),
    )  # fmt: skip
    status, count, line, repeated = pb_votes.read_rows(
        text, layout, pb_votes.names_of(ids), rows, place[2] + 1
    )
    if status != pb_votes.FINE:
        raise _bad_row(status, line, raw, header, set(ids))
    if repeated:
        warnings.append((f"{repeated} lembar menyebut satu usulan lebih dari sekali.",
                         f"{repeated} ballots name a project more than once."))  # fmt: skip
    doubled = count - len(np.unique(rows.voter[:count]))
    if doubled:
        warnings.append((f"{doubled} nomor pemilih muncul lebih dari sekali.",
                         f"{doubled} voter ids appear more than once."))  # fmt: skip
    last = int(rows.start[count])
    votes = Votes(rows.start[: count + 1], rows.project[:last], rows.points[:last], rows.weight[:count])
    return header, votes, rows.line[:count]


def _bad_row(status: int, line: int, raw: bytes, header: tuple[str, ...], ids: set[str]) -> TabularError:
    written = raw.split(b"\n", line)[line - 1].decode("utf-8", "replace")
    if status == pb_votes.FIELDS:
        return TabularError(
            line, None, f"jumlah kolom tidak sama dengan kepala tabel ({len(header)}).",
            f"the number of fields is not that of the header ({len(header)}).",
        )  # fmt: skip
    if status == pb_votes.QUOTE:
        return TabularError(line, None, "tanda kutip tidak ditutup.", "a quote is not closed.")
    if status == pb_votes.NUMBER:
        return TabularError(
            line, "points", "poin dan bobot harus bilangan bulat, tidak negatif.",
            "points and weights are whole numbers, never negative.",
        )  # fmt: skip
    if status == pb_votes.UNEVEN:
        return TabularError(
            line,
            "points",
            "jumlah poin tidak sama dengan jumlah usulan.",
            "there are not as many points as projects.",
        )
    cells = next(csv.reader([written], delimiter=";"), [])
    vote = cells[header.index("vote")] if len(cells) == len(header) else written
    name = next((part.strip() for part in vote.split(",") if part.strip() and part.strip() not in ids), vote)
    return TabularError(
        line, "vote", f"usulan “{name}” tidak ada dalam PROJECTS.", f"project “{name}” is not in PROJECTS."
    )


def _check_limits(known: dict[str, str], kind: str, votes: Votes, lines: Longs, costs: list[int]) -> None:
    """A ballot over the limits that META states is an error with its line."""
    sizes = votes.start[1:] - votes.start[:-1]
    measures: list[tuple[str, str, Longs]] = [("max_length", "jumlah usulan", sizes)]
    if kind == "approval" and "max_sum_cost" in known:
        measures.append(
            ("max_sum_cost", "jumlah biaya", _sums(votes, np.array(costs, np.int64)[votes.project]))
        )
    if kind in ("cumulative", "scoring"):
        measures.append(("max_sum_points", "jumlah poin", _sums(votes, votes.points.astype(np.int64))))
        largest = np.zeros(len(sizes), np.int64)
        np.maximum.at(largest, np.repeat(np.arange(len(sizes)), sizes), votes.points)
        measures.append(("max_points", "poin", largest))
    for key, what, values in measures:
        if not known.get(key):
            continue
        most = amount(known[key], key, 0)
        if over := np.nonzero(values > most)[0].tolist():
            raise TabularError(
                int(lines[over[0]]), "vote", f"{what} {values[over[0]]} melebihi batas {key} = {most}.",
                f"{values[over[0]]} is over the limit {key} = {most}.",
            )  # fmt: skip


def _sums(votes: Votes, values: Longs) -> Longs:
    total = np.zeros(len(values) + 1, np.int64)
    total[1:] = np.cumsum(values)
    sums: Longs = total[votes.start[1:]] - total[votes.start[:-1]]
    return sums


def _compare_counts(
    known: dict[str, str], projects: int, voters: int, warnings: list[tuple[str, str]]
) -> None:
    for key, found in (("num_projects", projects), ("num_votes", voters)):
        stated = known.get(key, "")
        if stated and stated != str(found):
            warnings.append((f"{key} menyebut {stated}, berkas berisi {found}.",
                             f"{key} says {stated}, the file holds {found}."))  # fmt: skip
