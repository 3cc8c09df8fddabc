"""Elections as `.pb` files of Pabulib: one way to write each, quoted only where needed."""

import csv
import io
from collections.abc import Iterable, Sequence

from rembuk.algorithms.tabular.pb import PbFile

# Known columns come first and in this order; what is not known keeps its order behind them.
META = (
    "description", "country", "unit", "subunit", "district", "instance", "num_projects", "num_votes",
    "budget", "rule", "vote_type", "min_length", "max_length", "min_sum_cost", "max_sum_cost", "min_points",
    "max_points", "min_sum_points", "max_sum_points", "default_score", "scoring_fn", "date_begin", "date_end",
    "language", "edition", "currency",
)  # fmt: skip
PROJECTS = ("project_id", "cost", "need", "votes", "score", "name", "category", "target", "selected")
VOTES = ("voter_id", "vote", "points", "weight", "age", "sex", "voting_method", "district", "neighborhood")


def write_pb(file: PbFile) -> bytes:
    """A file with LF line ends; `read_pb(write_pb(f)) == canonical(f)`, writing that changes nothing."""
    file = canonical(file)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    for title, header, rows in (
        ("META", ("key", "value"), file.meta),
        ("PROJECTS", file.project_header, file.projects),
        ("VOTES", file.vote_header, file.vote_rows()),
    ):
        text.write(f"{title}\n")
        writer.writerow(header)
        writer.writerows(rows)
    return text.getvalue().encode()


def canonical(file: PbFile) -> PbFile:
    """The same election with its keys and columns in the order in which they are written."""
    project_order = _order(file.project_header, PROJECTS)
    vote_order = _order(file.vote_header, VOTES)
    keys = [key for key, _value in file.meta]
    return PbFile(
        meta=tuple(file.meta[k] for k in _order(keys, META)),
        project_header=tuple(file.project_header[k] for k in project_order),
        projects=tuple(tuple(row[k] for k in project_order) for row in file.projects),
        vote_header=tuple(file.vote_header[k] for k in vote_order),
        vote_text=_text([row[k] for k in vote_order] for row in file.vote_rows()),
        votes=file.votes,
        warnings=file.warnings,
    )


def _order(titles: Sequence[str], known: Sequence[str]) -> list[int]:
    """Places of the titles: known ones first."""
    rank = {title: place for place, title in enumerate(known)}
    return sorted(range(len(titles)), key=lambda k: (rank.get(titles[k], len(known)), k))


def _text(rows: Iterable[Sequence[str]]) -> memoryview:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return memoryview(text.getvalue().encode())
