"""Photographs are encoded anew in another process: no GPS, no bombs, and no foreign byte is kept."""

import atexit
import hashlib
import os
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

LARGEST_FILE = 15 * 1024 * 1024
_AT_ONCE = 2  # pictures decoded at the same time, by each server process
_WORKER = Path(__file__).with_name("photo_worker.py")
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


class PhotoRefused(Exception):  # noqa: N818  said to a person
    """Why a photograph is not taken, as a sentence."""


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A picture that we made ourselves from what was sent."""

    data: bytes
    width: int
    height: int
    sha256: str
    suffix: str = ".webp"


def clean_photo(data: bytes) -> CleanPhoto:
    """Decode and encode anew; raises PhotoRefused with a sentence."""
    if len(data) > LARGEST_FILE:
        raise PhotoRefused(_("This photograph is larger than 15 MB. Please send a smaller one."))
    if not (data.startswith(_SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")):
        raise PhotoRefused(_("Only photographs (JPEG, PNG or WebP) can be added."))
    made = _decoded(data)
    if not made:
        raise PhotoRefused(_("This photograph could not be read. Please try another one."))
    width, height = struct.unpack(">II", made[:8])
    body = made[8:]
    return CleanPhoto(body, width, height, hashlib.sha256(body).hexdigest())


class _Decoder:
    """A waiting process; each picture is decoded by a child of it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and file
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is not meant for it: it ends when we close its input
        )
        self._input = cast(BinaryIO, self._process.stdin)
        self._output = cast(BinaryIO, self._process.stdout)

    def decode(self, data: bytes) -> bytes:
        """What the child answers; empty where the picture cannot be read."""
        self._input.write(struct.pack(">I", len(data)) + data)
        self._input.flush()
        (length,) = struct.unpack(">I", self._exactly(4))
        return self._exactly(length)

    def _exactly(self, length: int) -> bytes:
        read = self._output.read(length)
        if len(read) < length:
            raise EOFError("the decoder is gone")
        return read

    def close(self) -> None:
        for end in (self._input, self._output):
            try:
                end.close()
            except OSError:  # it was gone before
                continue
        self._process.wait()


_idle: list[_Decoder] = []
_slots = threading.BoundedSemaphore(_AT_ONCE)


def _decoded(data: bytes) -> bytes:
    with _slots:
        for _try in range(_AT_ONCE + 1):
            decoder = _idle.pop() if _idle else _Decoder()
            try:
                made = decoder.decode(data)
            except (OSError, EOFError):  # ended by somebody else; a picture can only end its own child
                decoder.close()
                continue
            _idle.append(decoder)
            return made
    return b""


def _close_all() -> None:
    while _idle:
        _idle.pop().close()


def _forget_after_fork() -> None:
    """A child of ours may not talk to the same decoder."""
    global _slots
    _slots = threading.BoundedSemaphore(_AT_ONCE)
    _idle.clear()


atexit.register(_close_all)
os.register_at_fork(after_in_child=_forget_after_fork)
