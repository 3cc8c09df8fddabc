"""A result as one file that anybody can check: ballots, costs, parameters, result, certificate and hashes.

`python verify.py BUNDLE.zip` reads it without this package. The same election and result give the same bytes,
whatever the order of projects and voters was; nothing in it tells who cast which ballot, or when.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

from rembuk.algorithms.allocation.errors import ElectionError
from rembuk.algorithms.allocation.model import Election

RESULT, BALLOTS, PARAMETERS, SUMS = "result.json", "election.pb", "parameters.json", "SHA256SUMS"
ONE_ROW_EACH = (
    1_000_000  # up to here each unit of weight is a row of its own, which every reader of .pb knows
)
_THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)


def bundle_bytes(
    election: Election,
    result: Mapping[str, object],
    names: Mapping[str, str] | None = None,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A ZIP file with `result` (of `result_json`, or read back from JSON) and the ballots it follows from.

    names: titles of projects by id, for readers; more: further files by name, such as `verify.py`.
    Raises ElectionError where an id cannot stand in a .pb file. Packed bytes are equal for equal versions of
    zlib; SHA256SUMS is equal everywhere.
    """
    files = {
        **(more or {}),
        RESULT: _json(result),
        BALLOTS: election_pb(election, names=names),
        PARAMETERS: _json(parameters_of(result)),
    }
    files[SUMS] = "".join(
        f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)
    ).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _THE_SAME_DAY)
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o644 << 16,
                3,
            )
            bundle.writestr(entry, files[name])
    return packed.getvalue()


def parameters_of(result: Mapping[str, object]) -> dict[str, object]:
    """What was fixed before the result was known: rule with its seed, ceilings, earmarks, need fund."""
    certificate = result["certificate"]
    assert isinstance(certificate, Mapping)
    return {"rule": result["rule"], "budget": result["budget"], **certificate["parameters"]}


def election_pb(
    election: Election,
    names: Mapping[str, str] | None = None,
    meta: Iterable[tuple[str, str]] = (),
) -> bytes:
    """Projects and ballots as `.pb`, sorted, numbered anew: approvals, or points where a ballot gives any.

    A weight of 3 is three rows; above a million rows it is a column `weight`, which our readers know.
    """
    _check_ids(election)
    flat = bool((election.ballots.points == 1).all())
    weighted = election.ballots.voters > ONE_ROW_EACH
    rows = _ballots(election, flat, weighted)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    known = dict(meta) | {
        "num_projects": str(len(election.projects)), "num_votes": str(len(rows)),
        "budget": str(election.budget), "vote_type": "approval" if flat else "scoring",
    }  # fmt: skip
    head = ["project_id", "cost", *(["need"] if election.need_permille else []), *(["name"] if names else [])]
    projects = []
    for project in sorted(election.projects, key=lambda p: p.id):
        row = [project.id, str(project.cost), *([str(project.need)] if election.need_permille else [])]
        projects.append([*row, names.get(project.id, "")] if names else row)
    columns = ["voter_id", "vote", *([] if flat else ["points"]), *(["weight"] if weighted else [])]
    for title, header, lines in (
        ("META", ["key", "value"], [*known.items()]),
        ("PROJECTS", head, projects),
        ("VOTES", columns, [[str(number), *row] for number, row in enumerate(rows, 1)]),
    ):
        writer.writerow([title])
        writer.writerow(header)
        writer.writerows(lines)
    return text.getvalue().encode()


def _ballots(election: Election, flat: bool, weighted: bool) -> list[list[str]]:
    """(vote, points, weight) as text, without the columns that are not needed; in the order of the text."""
    ids, ballots = election.ids, election.ballots
    kinds = [(ballots.row(v), int(many)) for v, many in enumerate(ballots.count)] + [((), ballots.blank)]
    rows: list[list[str]] = []
    for row, many in kinds:
        named = sorted((ids[project], points) for project, points in row)
        cells = [",".join(name for name, _points in named)]
        if not flat:
            cells.append(",".join(str(points) for _name, points in named))
        rows += ([[*cells, str(many)]] if many else []) if weighted else [cells] * many
    return sorted(rows)


def _check_ids(election: Election) -> None:
    for name in election.ids:
        if not name or name != name.strip() or any(c in name for c in ',;"\r\n'):
            raise ElectionError(
                f"Kode usulan “{name}” tidak dapat ditulis dalam berkas .pb.",
                f"The project id “{name}” cannot be written to a .pb file.",
            )


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
