"""Elections in `.pb`: read to the last column, written back, and refused with line and column."""

import gzip
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.algorithms.tabular.pb import PbFile, read_pb
from rembuk.algorithms.tabular.pb_writer import canonical, write_pb
from rembuk.algorithms.tabular.table import TabularError

GOOD = """META
key;value
description;Contoh
num_projects;3
num_votes;3
budget;100
vote_type;approval
max_length;2
PROJECTS
project_id;cost;name
a;60;"Jalan; ""Melati\"""
b;30,00;Pos
M/34/VIII;20;Sumur
VOTES
voter_id;vote;age
1;a,b;20
2;M/34/VIII;
3;;30
"""
POINTED = GOOD.replace("approval\nmax_length;2", "cumulative\nmax_sum_points;7\nmax_points;5").replace(
    "voter_id;vote;age\n1;a,b;20\n2;M/34/VIII;\n3;;30", "voter_id;vote;points\n1;a,b;4,3\n2;M/34/VIII;1\n3;;"
)
VOTES = "voter_id;vote;age\n1;a,b;20\n2;M/34/VIII;\n3;;30"
FILES = ("poland_warszawa_2024_.pb.gz", "poland_wieliczka_2023_green-budget.pb", "poland_swiecie_2023_.pb",
         "poland_katowice_2021_.pb.gz", "poland_krakow_2019_nowa-huta.pb",
         "poland_wroclaw_2015_up-to-150.pb.gz", "poland_wroclaw_2024_.pb.gz", "france_toulouse_2019_.pb",
         "poland_krakow_2021_.pb.gz",
         "poland_lodz_2020_.pb.gz", "poland_warszawa_2022_ursynow.pb", "poland_gdansk_2020_.pb",
         "poland_gdynia_2020_chwarzno-wiczlino-large.pb", "poland_zabrze_2021_.pb")  # fmt: skip


def rows_of(file: PbFile) -> list[tuple[list[int], list[int], int]]:
    """Each ballot as (projects, points, weight)."""
    votes = file.votes
    return [
        (votes.project[a:b].tolist(), votes.points[a:b].tolist(), int(w))
        for a, b, w in zip(votes.start, votes.start[1:], votes.weight, strict=False)
    ]


def text(source: str) -> PbFile:
    return read_pb(source.encode())


def test_every_field_is_read() -> None:
    file = text(GOOD)
    assert (file.budget, file.ids, file.costs) == (100, ["a", "b", "M/34/VIII"], [60, 30, 20])
    assert file.column("name")[0] == 'Jalan; "Melati"'
    assert rows_of(file) == [([0, 1], [1, 1], 1), ([2], [1], 1), ([], [], 1)]
    assert list(file.vote_rows()) == [("1", "a,b", "20"), ("2", "M/34/VIII", ""), ("3", "", "30")]
    assert not file.warnings


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.replace("\n", "\r\n"),
        lambda s: "\ufeff" + s,
        lambda s: s.rstrip("\n"),
        lambda s: s.replace("\n", "\n\n"),
        lambda s: s.replace(";", " ; "),
        lambda s: s.replace("META", "meta").replace("VOTES", "Votes"),
        lambda s: s.replace("1;a,b;", '1;"a,b";').replace("2;M/34/VIII;", '"2"; "M/34/VIII" ;'),
        lambda s: s.replace("a,b", " a , b ,"),
        lambda s: s.replace(VOTES, "vote;voter_id;age\na,b;1;20\nM/34/VIII;2;\n;3;30"),
        lambda s: s.replace(VOTES, "age;voter_id;vote\n20;1;a,b\n;2;M/34/VIII\n30;3;"),
        lambda s: s.replace("vote;age", 'vote;"a;ge"').replace("b;20", 'b;"2;0\n,1"'),
    ],
)  # fmt: skip
def test_ways_of_writing_the_same(change) -> None:
    file = text(change(GOOD))
    assert rows_of(file) == rows_of(text(GOOD))
    assert (file.ids, file.costs, file.budget) == (["a", "b", "M/34/VIII"], [60, 30, 20], 100)


def test_packed_files_are_known_by_their_first_bytes() -> None:
    assert read_pb(gzip.compress(GOOD.encode())) == text(GOOD)


def test_points_rankings_and_weights() -> None:
    assert rows_of(text(POINTED)) == [([0, 1], [4, 3], 1), ([2], [1], 1), ([], [], 1)]
    ranked = GOOD.replace("approval", "ordinal").replace("1;a,b", "1;b,a")
    assert rows_of(text(ranked))[0] == ([0, 1], [1, 2], 1)
    weighted = GOOD.replace("vote;age", "vote;weight").replace(";20", ";7").replace("VIII;", "VIII;1")
    assert [row[2] for row in rows_of(text(weighted))] == [7, 1, 30]


def test_a_project_named_twice_is_told_and_its_last_points_count() -> None:
    file = text(POINTED.replace("1;a,b;4,3", "1;b,a,b;1,2,3"))
    assert rows_of(file)[0] == ([0, 1], [2, 3], 1)
    assert "1 ballots name a project more than once." in [en for _id, en in file.warnings]
    assert rows_of(text(GOOD.replace("1;a,b", "1;b,b")))[0] == ([1], [1], 1)


def test_voters_that_appear_again_are_told() -> None:
    for again in ("1", " 1 ", '"1"'):
        file = text(GOOD.replace("3;;30", f"{again};;30"))
        assert [en for _id, en in file.warnings] == ["1 voter ids appear more than once."]


def test_stated_numbers_that_differ_are_told() -> None:
    file = text(GOOD.replace("num_votes;3", "num_votes;4"))
    assert [en for _id, en in file.warnings] == ["num_votes says 4, the file holds 3."]


# what is wrong: (replaced, by, line, column)
WRONG = [
    ("META\n", "", 1, None),
    ("key;value\n", "", 2, None),
    ("description;Contoh", "description;Contoh;lagi", 3, None),
    ("num_projects;3", "budget;3", 6, "budget"),
    ("budget;100\n", "", 2, "budget"),
    ("budget;100", "budget;0", 6, "budget"),
    ("budget;100", "budget;-100", 6, "budget"),
    ("budget;100", "budget;100,50", 6, "budget"),
    ("budget;100", "budget;seratus", 6, "budget"),
    ("budget;100", "budget;1e5", 6, "budget"),
    ("budget;100", "budget;10000000000000000", 6, "budget"),
    ("vote_type;approval", "vote_type;coblos", 7, "vote_type"),
    ("vote_type;approval\n", "", 2, "vote_type"),
    ("vote_type;approval", "vote_type;choose-1", 16, "vote"),
    ("max_length;2", "max_length;1", 16, "vote"),
    ("max_length;2", "max_length;banyak", 8, "max_length"),
    ("max_length;2", "min_length;1", 18, "vote"),
    ("max_length;2", "max_sum_cost;89", 16, "vote"),
    ("PROJECTS\n", "", 13, None),
    ("project_id;cost;name", "project_id;harga;name", 10, "cost"),
    ("project_id;cost;name", "id;cost;name", 10, "project_id"),
    ("project_id;cost;name", "project_id;cost;cost", 10, "cost"),
    ("b;30,00;Pos", "b;30,00", 12, None),
    ("b;30,00;Pos", "b;30,00;Pos;lagi", 12, None),
    ("b;30,00;Pos", "a;30,00;Pos", 12, "project_id"),
    ("b;30,00;Pos", ";30,00;Pos", 12, "project_id"),
    ("b;30,00;Pos", "b,c;30,00;Pos", 12, "project_id"),
    ("b;30,00;Pos", "b;-30;Pos", 12, "cost"),
    ("b;30,00;Pos", "b;30,5;Pos", 12, "cost"),
    ("b;30,00;Pos", "b;;Pos", 12, "cost"),
    ("b;30,00;Pos", "b;2000000000000000;Pos", 12, "cost"),
    ("b;30,00;Pos", 'b;30,00;"Pos', 12, None),
    ("cost;name", "cost;need", 11, "need"),
    ("b;30,00;Pos", "b;30,00;P\0s", 12, None),
    ("VOTES\n", "", 18, None),
    ("voter_id;vote;age", "voter;vote;age", 15, "voter_id"),
    ("voter_id;vote;age", "voter_id;pilihan;age", 15, "vote"),
    ("voter_id;vote;age", "voter_id;vote;vote", 15, "vote"),
    ("2;M/34/VIII;", "2;M/34/IX;", 17, "vote"),
    ("2;M/34/VIII;", "2;a,M/34/VIIII;", 17, "vote"),
    ("2;M/34/VIII;", "2;M/34/VIII", 17, None),
    ("2;M/34/VIII;", "2;M/34/VIII;;", 17, None),
    ("2;M/34/VIII;", '2;M/34/VIII;"x', 17, None),
    ("2;M/34/VIII;", '2;"M/34/VIII"x;', 17, None),
    ("vote;age", "vote;weight", 17, "weight"),
]  # fmt: skip
WRONG_POINTS = [
    ("vote;points", "vote;poin", 16, "points"),
    ("a,b;4,3", "a,b;4", 17, "points"),
    ("a,b;4,3", "a,b;4,2,1", 17, "points"),
    ("a,b;4,3", "a,b;4,x", 17, "points"),
    ("a,b;4,3", "a,b;4,-3", 17, "points"),
    ("a,b;4,3", "a,b;4,9999999999", 17, "points"),
    ("a,b;4,3", "a,b;4,4", 17, "vote"),
    ("a,b;4,3", "a,b;6,0", 17, "vote"),
]


def refused(raw: bytes) -> TabularError:
    with pytest.raises(TabularError) as caught:
        read_pb(raw)
    assert caught.value.text("id") != caught.value.text("en")
    return caught.value


@pytest.mark.parametrize(("replaced", "by", "line", "column"), WRONG)
def test_what_is_wrong_is_named_with_line_and_column(
    replaced: str, by: str, line: int, column: str | None
) -> None:
    assert replaced in GOOD
    error = refused(GOOD.replace(replaced, by, 1).encode())
    assert (error.line, error.column) == (line, column), error


@pytest.mark.parametrize(("replaced", "by", "line", "column"), WRONG_POINTS)
def test_also_in_points(replaced: str, by: str, line: int, column: str) -> None:
    error = refused(POINTED.replace(replaced, by, 1).encode())
    assert (error.line, error.column) == (line, column), error


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\x1f\x8bkaput", b"PK\x03\x04", gzip.compress(b"META")])
def test_what_is_no_such_file_at_all_is_refused(raw: bytes) -> None:
    refused(raw)


def test_letters_that_are_none_are_named_with_their_line() -> None:
    error = refused(GOOD.encode().replace(b"3;;30", b"3;;\xff"))
    assert error.line == 18
    error = refused(GOOD.encode().replace(b"Contoh", b"Contoh\xc3"))
    assert error.line == 3


@settings(max_examples=300)
@given(st.binary(max_size=60).map(lambda tail: b"META\nkey;value\n" + tail))
def test_whatever_the_bytes_utf8_is_judged_as_python_does(raw: bytes) -> None:
    try:
        raw.decode()
        good = b"\0" not in raw
    except UnicodeDecodeError:
        good = False
    try:
        read_pb(raw)
    except TabularError as error:
        assert ("UTF-8" in error.text_en) <= (not good)
        if not good and b"PROJECTS" in raw:
            assert "UTF-8" in error.text_en


def test_no_cut_and_no_flipped_byte_ends_in_a_traceback() -> None:
    drawn, raw = random.Random(7), GOOD.encode()
    for _ in range(1500):
        place = drawn.randrange(len(raw))
        bad = (
            raw[:place]
            if drawn.random() < 0.3
            else raw[:place] + bytes([drawn.randrange(256)]) + raw[place + 1 :]
        )
        try:
            file = read_pb(bad)
        except TabularError as error:
            assert 0 <= error.line <= 20
        else:
            assert len(list(file.vote_rows())) == len(file.votes.weight)


NAME = st.text("abcXYZ0129/._-ę ", min_size=1, max_size=12).map(str.strip).filter(bool)
FIELD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n"), max_size=12).map(
    str.strip
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Made-up files with strange words in every field that may hold them."""
    ids = draw(st.lists(NAME.filter(lambda n: n.upper() not in ("META", "PROJECTS", "VOTES")), min_size=1,
                        max_size=6, unique=True))  # fmt: skip
    kind = draw(st.sampled_from(["approval", "ordinal", "cumulative", "scoring"]))
    pointed = kind in ("cumulative", "scoring")
    votes = draw(st.lists(st.tuples(st.lists(st.sampled_from(ids), max_size=5), FIELD), max_size=6))
    rows = [
        (
            str(k),
            ",".join(row),
            *([",".join(str(7 * len(row) + j) for j in range(len(row)))] if pointed else []),
            note,
        )
        for k, (row, note) in enumerate(votes)
    ]
    file = PbFile(
        meta=(("description", draw(FIELD)), ("budget", "100"), ("vote_type", kind), ("catatan", draw(FIELD))),
        project_header=("project_id", "cost", "name", "warna"),
        projects=tuple((name, str(draw(st.integers(0, 10**15))), draw(FIELD), draw(FIELD)) for name in ids),
        vote_header=("voter_id", "vote", *(["points"] if pointed else []), "catatan"),
        vote_text=memoryview(b""), votes=text(GOOD).votes, warnings=(),
    )  # fmt: skip
    body = write_pb(file)[:-1] if not rows else write_pb(file)
    quoted = ('"' + field.replace('"', '""') + '"' for row in rows for field in row)
    width = len(file.vote_header)
    cells = list(quoted)
    lines = [";".join(cells[k : k + width]) for k in range(0, len(cells), width)]
    return body.rstrip(b"\n") + b"\n" + "\n".join(lines).encode()


@given(files())
def test_what_is_written_is_read_back(raw: bytes) -> None:
    file = read_pb(raw)
    again = read_pb(write_pb(file))
    assert again == canonical(file) == file
    assert rows_of(again) == rows_of(file)
    assert write_pb(again) == write_pb(file)


@pytest.mark.parametrize("name", FILES)
def test_real_files_come_back(shared: Path, name: str) -> None:
    file = read_pb((shared / "data" / "allocation" / "pb" / name).read_bytes())
    written = write_pb(file)
    again = read_pb(written)
    assert again == canonical(file)
    assert write_pb(again) == written
    for part in ("start", "project", "points", "weight"):
        assert np.array_equal(getattr(again.votes, part), getattr(file.votes, part))
    assert dict(again.meta) == dict(file.meta)
    assert {t: again.column(t) for t in again.project_header} == {
        t: file.column(t) for t in file.project_header
    }
