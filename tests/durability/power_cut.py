"""Which acknowledged rows could a power cut take away?

1. Record: run a program under strace; keep every write, sync, cut and removal of the database's files, and
   every `ACK <id>` line that it prints.
2. Replay: for every point of the recording build the disks that a power cut there could leave. What was
   synced is there; of what was written since, nothing, a random part (some writes torn at a sector), or all.
3. Judge: open each disk as a restarting server would. Is it whole, and does it hold every row acknowledged?

Not modelled: a lost folder entry, removals and renames out of order, writes through mmap (SQLite makes none
to its database and log), a disk that lies about a sync.
"""

import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

_SECTOR = 512
_TORN = 0.3  # of the writes that survive by chance
_CALLS = "openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink"
_MEMORY = Path("/dev/shm")  # pictures of disks need no disk
_REBUILT = "-shm"  # SQLite makes it anew when it opens
_OPENED = re.compile(r'openat\([^,]+, "([^"]*)".*= (\d+)$')
_CLOSED = re.compile(r"close\((\d+)\)")
_SAID = re.compile(r'write\(1, "([^"]*)"')
_WROTE = re.compile(r'pwrite64\((\d+), "([^"]*)", (\d+), (\d+)\) *= (\d+)')
_SYNCED = re.compile(r"f(?:data)?sync\((\d+)\) *= 0")
_CUT = re.compile(r"ftruncate\((\d+), (\d+)\) *= 0")
_REMOVED = re.compile(r'unlink\("([^"]*)"\) *= 0')
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>")

Disk = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the program did: `kind` is ack, write, sync, cut or remove; `of` is a file or the id told."""

    kind: str
    of: str
    data: bytes = b""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Recording:
    """The disk before, and everything after."""

    before: Disk
    steps: tuple[Step, ...]

    def count(self, kind: str) -> int:
        return sum(step.kind == kind for step in self.steps)


@dataclass(slots=True)
class Verdict:
    """What all the power cuts together could do."""

    disks: int = 0
    broken: int = 0
    losing: int = 0
    most_lost: int = 0


@cache
def can_trace() -> bool:
    """Is strace here, and may it look at a program?"""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


# Record ----------------------------------------------------------------------------------------


def record(program: Sequence[str], *, database: Path, environment: Mapping[str, str]) -> Recording:
    """Run a program that works on this database and prints `ACK <id>` where somebody would be told so."""
    before = {path.name: path.read_bytes() for path in sorted(database.parent.glob(f"{database.name}*"))}
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder, "trace")
        watch = [
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-xx",
            "-s",
            "1000000",
            "-e",
            f"trace={_CALLS}",
            "-o",
            str(trace),
        ]
        subprocess.run([*watch, *program], check=True, env=environment, stdout=subprocess.DEVNULL)
        with trace.open(encoding="ascii") as lines:
            return Recording(before, tuple(_steps(_whole_calls(lines), str(database))))


def _whole_calls(lines: Iterable[str]) -> Iterator[str]:
    """Strace cuts a call in two where threads interleave; a call counts when it returns."""
    begun: dict[str, str] = {}
    for line in lines:
        thread, call = line.rstrip("\n").split(maxsplit=1)
        if call.endswith(" <unfinished ...>"):
            begun[thread] = call.removesuffix(" <unfinished ...>")
        elif resumed := _RESUMED.match(call):
            yield begun.pop(thread) + call[resumed.end() :]
        else:
            yield call


def _steps(calls: Iterable[str], database: str) -> Iterator[Step]:
    names: dict[str, str] = {}  # open files of the database, by their number
    for call in calls:
        if found := _OPENED.match(call):
            path = _bytes(found[1]).decode()
            names.pop(found[2], None)
            if path.startswith(database):
                names[found[2]] = Path(path).name
        elif found := _CLOSED.match(call):
            names.pop(found[1], None)
        elif found := _SAID.match(call):
            for line in _bytes(found[1]).decode().splitlines():
                if line.startswith("ACK "):
                    yield Step("ack", line.removeprefix("ACK "))
        elif (found := _REMOVED.match(call)) and (path := _bytes(found[1]).decode()).startswith(database):
            yield Step("remove", Path(path).name)
        else:
            yield from _change(call, names)


def _change(call: str, names: Mapping[str, str]) -> Iterator[Step]:
    if found := _WROTE.match(call):
        if name := names.get(found[1]):
            data = _bytes(found[2])
            assert len(data) == int(found[3]) == int(found[5]), "a short write: the replay would be wrong"
            yield Step("write", name, data, int(found[4]))
    elif found := _SYNCED.match(call):
        if name := names.get(found[1]):
            yield Step("sync", name)
    elif (found := _CUT.match(call)) and (name := names.get(found[1])):
        yield Step("cut", name, at=int(found[2]))


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


# Replay ----------------------------------------------------------------------------------------


def disks_after_cuts(
    recording: Recording, *, every: int = 1, seed: int = 7
) -> Iterator[tuple[Disk, frozenset[str]]]:
    """(disk, ids acknowledged by then) for a power cut after each step; of plain writes after every nth."""
    chance = random.Random(seed)
    synced = {name: bytearray(data) for name, data in recording.before.items() if not name.endswith(_REBUILT)}
    waiting: dict[str, list[Step]] = {}  # written, not synced
    acknowledged: frozenset[str] = frozenset()
    for number, step in enumerate(recording.steps):
        if step.of.endswith(_REBUILT):
            continue
        if step.kind == "ack":
            acknowledged |= {step.of}
        elif step.kind == "sync":
            for change in waiting.pop(step.of, []):
                _apply(synced.setdefault(step.of, bytearray()), change)
        elif step.kind == "remove":
            synced.pop(step.of, None)
            waiting.pop(step.of, None)
        else:
            waiting.setdefault(step.of, []).append(step)
        if step.kind == "write" and number % every:
            continue
        if waiting:
            for part in (0.0, 0.5, 0.5, 1.0):
                yield _cut(synced, waiting, part, chance), acknowledged
        else:
            yield _cut(synced, waiting, 0.0, chance), acknowledged


def _cut(
    synced: Mapping[str, bytearray], waiting: Mapping[str, list[Step]], part: float, chance: random.Random
) -> Disk:
    disk = {name: bytearray(data) for name, data in synced.items()}
    for name, changes in waiting.items():
        for change in changes:
            if part == 1.0:
                _apply(disk.setdefault(name, bytearray()), change)
            elif chance.random() < part:
                _apply(disk.setdefault(name, bytearray()), _torn(change, chance))
    return {name: bytes(data) for name, data in disk.items()}


def _apply(content: bytearray, change: Step) -> None:
    if change.kind == "cut":
        del content[change.at :]
        return
    if len(content) < change.at:
        content.extend(bytes(change.at - len(content)))
    content[change.at : change.at + len(change.data)] = change.data


def _torn(change: Step, chance: random.Random) -> Step:
    if change.kind == "cut" or chance.random() > _TORN:
        return change
    kept = max(1, len(change.data) // _SECTOR // 2 * _SECTOR)
    return Step("write", change.of, change.data[:kept], change.at)


# Judge -----------------------------------------------------------------------------------------


def judge(recording: Recording, *, database: str, query: str, every: int = 1) -> Verdict:
    """Open every disk; `query` returns the ids that are there. `every`: see `disks_after_cuts`."""
    verdict = Verdict()
    seen: dict[bytes, frozenset[str] | None] = {}  # between two syncs many disks are the same
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        for disk, acknowledged in disks_after_cuts(recording, every=every):
            mark = _mark(disk)
            if mark not in seen:
                seen[mark] = _present(disk, Path(folder), database, query)
            present = seen[mark]
            lost = len(acknowledged - (present or frozenset()))
            verdict.disks += 1
            verdict.broken += present is None
            verdict.losing += lost > 0
            verdict.most_lost = max(verdict.most_lost, lost)
    return verdict


def _mark(disk: Disk) -> bytes:
    digest = blake2b(digest_size=16)
    for name, data in sorted(disk.items()):
        digest.update(f"{name} {len(data)} ".encode() + data)
    return digest.digest()


def _present(disk: Disk, folder: Path, database: str, query: str) -> frozenset[str] | None:
    """The ids on this disk; None where the database is broken."""
    for old in folder.iterdir():
        old.unlink()
    for name, data in disk.items():
        (folder / name).write_bytes(data)
    if not (folder / database).exists():
        return frozenset()
    opened = sqlite3.connect(folder / database)
    try:
        if next(opened.execute("PRAGMA integrity_check")) != ("ok",):
            return None
        return frozenset(str(row[0]) for row in opened.execute(query))
    except sqlite3.OperationalError as error:
        return frozenset() if "no such table" in str(error) else None
    except sqlite3.DatabaseError:
        return None
    finally:
        opened.close()
