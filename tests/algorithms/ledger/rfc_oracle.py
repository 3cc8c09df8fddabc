"""The definitions of RFC 9162, section 2.1, word for word and slow: the measure of our quick functions."""

import hashlib
from functools import cache


class Oracle:
    """MTH, PATH and PROOF over a list of entries."""

    def __init__(self, entries: list[bytes]) -> None:
        self.entries = entries
        self.mth = cache(self._mth)

    def _mth(self, start: int, stop: int) -> bytes:
        if start == stop:
            return hashlib.sha256().digest()
        if stop - start == 1:
            return hashlib.sha256(b"\x00" + self.entries[start]).digest()
        middle = start + split(stop - start)
        return hashlib.sha256(b"\x01" + self.mth(start, middle) + self.mth(middle, stop)).digest()

    def path(self, index: int, start: int, stop: int) -> list[bytes]:
        if stop - start == 1:
            return []
        k = split(stop - start)
        if index < k:
            return [*self.path(index, start, start + k), self.mth(start + k, stop)]
        return [*self.path(index - k, start + k, stop), self.mth(start, start + k)]

    def subproof(self, m: int, start: int, stop: int, whole: bool) -> list[bytes]:
        if m == stop - start:
            return [] if whole else [self.mth(start, stop)]
        k = split(stop - start)
        if m <= k:
            return [*self.subproof(m, start, start + k, whole), self.mth(start + k, stop)]
        return [*self.subproof(m - k, start + k, stop, False), self.mth(start, start + k)]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k
