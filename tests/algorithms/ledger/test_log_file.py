"""The published file is read back as written, and anybody can check it from the command line."""

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from rembuk.algorithms.ledger import (
    Frontier,
    LogCheckpoint,
    LogEntry,
    LogUnreadableError,
    canonical,
    first_misfit,
    leaf_hash,
    read_log,
    write_log,
)
from rembuk.algorithms.ledger.__main__ import main

CONTENTS = [
    canonical({"event": "proposal.submit", "number": number, "where": "Désa"}) for number in range(1, 8)
]
ROWS = [(seq, leaf_hash(content).hex(), content) for seq, content in enumerate(CONTENTS, start=1)]


def root(size: int) -> str:
    frontier = Frontier()
    for content in CONTENTS[:size]:
        frontier.append(leaf_hash(content))
    return frontier.root().hex()


CHECKPOINTS = [(3, root(3)), (6, root(6))]


@pytest.fixture(scope="module")
def data() -> bytes:
    stream = io.BytesIO()
    assert write_log(stream, ROWS, CHECKPOINTS) == 7
    return stream.getvalue()


def check(tmp_path: Path, data: bytes, *more: str) -> int:
    path = tmp_path / "log.jsonl"
    path.write_bytes(data)
    return main([str(path), *more])


def test_the_file_is_json_lines_with_each_checkpoint_after_its_entry(data: bytes) -> None:
    lines = [json.loads(line) for line in data.splitlines()]

    assert [line.get("seq", line.get("size")) for line in lines] == [None, 1, 2, 3, 3, 4, 5, 6, 6, 7]
    assert lines[1]["entry"] == {"event": "proposal.submit", "number": 1, "where": "Désa"}


def test_reading_gives_back_what_was_written(data: bytes) -> None:
    records = list(read_log(io.BytesIO(data)))

    assert [r for r in records if isinstance(r, LogEntry)] == [LogEntry(*row) for row in ROWS]
    assert [r for r in records if isinstance(r, LogCheckpoint)] == [
        LogCheckpoint(*one) for one in CHECKPOINTS
    ]


def test_the_bytes_between_entry_and_the_last_brace_are_what_was_hashed(data: bytes) -> None:
    line = data.splitlines()[1]

    assert leaf_hash(line.split(b'"entry":', 1)[1][:-1]).hex() == ROWS[0][1]


def test_checkpoints_past_the_last_entry_are_written_and_found_wanting() -> None:
    stream = io.BytesIO()
    write_log(stream, ROWS[:2], CHECKPOINTS)
    stream.seek(0)
    records = list(read_log(stream))

    rows = [(r.seq, r.leaf, r.content) for r in records if isinstance(r, LogEntry)]
    misfit = first_misfit(rows, [(r.size, r.root) for r in records if isinstance(r, LogCheckpoint)])

    assert misfit is not None
    assert misfit.seq == 3


def test_a_sound_file_fits(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, data) == 0
    assert (
        capsys.readouterr().out == f"Cocok: 7 entri, 6 di antaranya dijamin titik periksa.\nAkar: {root(7)}\n"
    )


def test_a_packed_file_fits(data: bytes, tmp_path: Path) -> None:
    assert check(tmp_path, gzip.compress(data)) == 0


def test_windows_line_ends_do_no_harm(data: bytes, tmp_path: Path) -> None:
    assert check(tmp_path, data.replace(b"\n", b"\r\n")) == 0


def test_the_first_entry_that_does_not_fit_is_named(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, data.replace(b'"number":4', b'"number":9'), "--lang", "en") == 1
    assert capsys.readouterr().out == "Entry 4 was changed: its content does not match its hash.\n"


@pytest.mark.parametrize(
    ("checkpoint", "code"),
    [
        (f"7:{root(7)}", 0),
        (f"5:{root(5)}", 0),
        (f"3:{root(3)}", 0),
        (f"0:{root(0)}", 0),
        (f"5:{root(4)}", 1),
        (f"7:{root(6)}", 1),
        (f"8:{root(7)}", 1),
        ("7", 2),
        ("seven:" + "00" * 32, 2),
        ("7:zz", 2),
        ("7:" + "00" * 31, 2),
    ],
)
def test_a_checkpoint_from_the_minutes_can_be_held_against_the_file(
    data: bytes, tmp_path: Path, checkpoint: str, code: int
) -> None:
    assert check(tmp_path, data, "--checkpoint", checkpoint) == code


def test_any_flipped_bit_of_a_file_is_refused() -> None:
    stream = io.BytesIO()
    write_log(stream, ROWS[:2], [(2, root(2))])
    sound = stream.getvalue().rstrip(b"\n")
    for bit in range(len(sound) * 8):
        changed = bytearray(sound)
        changed[bit // 8] ^= 1 << bit % 8

        assert not fits(bytes(changed)), f"bit {bit} can be flipped unseen"


def fits(data: bytes) -> bool:
    """Whether the whole file is read, holds as many records, and none is a misfit."""
    try:
        records = list(read_log(io.BytesIO(data)))
    except LogUnreadableError:
        return False
    rows = [(r.seq, r.leaf, r.content) for r in records if isinstance(r, LogEntry)]
    checkpoints = [(r.size, r.root) for r in records if isinstance(r, LogCheckpoint)]
    return len(records) == 3 and first_misfit(rows, checkpoints) is None


HEADER = b'{"format":"rembuk-log-1"}\n'
LEAF = b"0" * 64


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\n", 1),
        (b"PK\x03\x04", 1),
        (b'{"format":"rembuk-log-2"}\n', 1),
        (HEADER + b"\n", 2),
        (HEADER + b"{}\n", 2),
        (HEADER + b'{"size":-1,"root":"' + LEAF + b'"}\n', 2),
        (HEADER + b'{"seq":1,"leaf":"xx","entry":{}}\n', 2),
        (HEADER + b'{"seq":01,"leaf":"' + LEAF + b'","entry":{}}\n', 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":1.5}}\n', 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":1, "b":2}}\n', 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":1,"a":2}}\n', 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":\xff}}\n', 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":' + b"[" * 9999 + b"}}\n", 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":' + b"9" * 5000 + b"}}\n", 2),
        (HEADER + b'{"seq":1,"leaf":"' + LEAF + b'","entry":{"a":"' + b"x" * (1 << 20) + b'"}}\n', 2),
    ],
)
def test_what_is_not_a_log_is_unreadable_at_its_line(
    data: bytes, line: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, data) == 2
    assert capsys.readouterr().err.startswith(f"Baris {line}: ")


def test_a_broken_packed_file_and_no_file_are_unreadable(data: bytes, tmp_path: Path) -> None:
    assert check(tmp_path, gzip.compress(data)[:-12]) == 2
    assert check(tmp_path, b"\x1f\x8bnot packed") == 2
    assert main([str(tmp_path / "absent.jsonl")]) == 2


def test_help_speaks_indonesian_or_english(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, word in ((["--help"], "Memeriksa"), (["--lang", "en", "--help"], "Check")):
        with pytest.raises(SystemExit) as ending:
            main(arguments)

        assert ending.value.code == 0
        assert word in capsys.readouterr().out


def test_the_command_runs_without_anything_installed(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(data)
    root_of_project = Path(__file__).parents[3]

    done = subprocess.run(
        [sys.executable, "-S", "-m", "rembuk.algorithms.ledger", str(tmp_path / "log.jsonl")],
        cwd=root_of_project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
