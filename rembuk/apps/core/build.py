"""A mark of the code that runs: pages made by another version of the code are not shown again."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]
_SEEN = {".py", ".html", ".css", ".js", ".mo", ".json"}


@cache
def build_mark() -> str:
    """Names, sizes and times of the files that make a page; read once a process."""
    mark = hashlib.blake2b(digest_size=8)
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in _SEEN and "__pycache__" not in path.parts:
            status = path.stat()
            mark.update(f"{path.relative_to(_PACKAGE)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return mark.hexdigest()
