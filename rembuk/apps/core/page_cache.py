"""Finished pages in memory: least recently used first out, bounded by bytes. One a process."""

import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass, field

_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 5
_OVERHEAD = 600  # of the objects around a page, roughly
_LARGEST_SHARE = 8  # one page takes at most this part of the room


@dataclass(slots=True)
class FinishedPage:
    """What was answered once, and may be answered again while its etag holds."""

    etag: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    _packed: bytes = field(default=b"", repr=False)

    @property
    def packed(self) -> bytes:
        """For readers who take gzip: packed when the first of them asks, then kept."""
        if not self._packed:
            packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
            self._packed = packer.compress(self.body) + packer.flush()
        return self._packed

    @property
    def size(self) -> int:
        return _OVERHEAD + len(self.body) * 4 // 3  # packed it is a fifth or less


class PageCache:
    """Pages by their address."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._pages: OrderedDict[str, FinishedPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, etag: str) -> FinishedPage | None:
        """The page, where what it shows has not changed since."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.etag != etag:
                return None
            self._pages.move_to_end(key)
            return found

    def put(self, key: str, page: FinishedPage) -> None:
        if page.size > self._most // _LARGEST_SHARE:
            return
        with self._lock:
            if old := self._pages.pop(key, None):
                self._bytes -= old.size
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most:
                _key, gone = self._pages.popitem(last=False)
                self._bytes -= gone.size

    def __len__(self) -> int:
        return len(self._pages)
