"""Files people send or we publish: on the disk before anybody is told, served by views that may refuse."""

import os
import re
import secrets
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

_TYPES = {
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".csv": "text/csv; charset=utf-8",
    ".zip": "application/zip",
    ".pb": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NAME = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+\.[a-z0-9]+", re.ASCII)


def save_media(data: bytes, *, suffix: str, folder: str) -> str:
    """Write under a random name, synced with its folder; returns the name below MEDIA_ROOT.

    Called before the transaction: a row never names a file that a power cut could take away.
    """
    if suffix not in _TYPES:
        raise ValueError(f"files ending in {suffix} are not kept")
    target = _synced_folder(folder)
    name = secrets.token_hex(16) + suffix
    part = target / f"{name}.part"
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(target / name)
    _sync(target)
    return f"{folder}/{name}"


def media_path(name: str) -> Path:
    """Where a saved file lies; 404 for anything else, also for a name that leads elsewhere."""
    path = Path(settings.MEDIA_ROOT, name)
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return path


class Keep(Enum):
    """How long somebody else may keep a file. Its content never changes, but the right to see it may."""

    FOR_EVER = "public, max-age=31536000, immutable"  # published with its hash: it stays public
    ASKING = "public, max-age=0, must-revalidate"  # asked anew each time, answered 304 while it may be seen
    NEVER = "private, no-store"


def media_answer(
    request: HttpRequest, name: str, *, keep: Keep, download_as: str = ""
) -> FileResponse | HttpResponseNotModified:
    """Stream a saved file to somebody who may see it."""
    path = media_path(name)
    mark = quote_etag(path.stem)
    if keep is Keep.ASKING and get_conditional_response(request, etag=mark) is not None:
        same = HttpResponseNotModified()
        same["ETag"], same["Cache-Control"] = mark, keep.value
        return same
    answer = FileResponse(
        path.open("rb"),
        content_type=_TYPES.get(path.suffix, "application/octet-stream"),
        as_attachment=bool(download_as),
        filename=download_as,
    )
    answer["Cache-Control"] = keep.value
    if keep is Keep.ASKING:
        answer["ETag"] = mark
    if path.suffix == ".pdf":
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _synced_folder(folder: str) -> Path:
    target = Path(settings.MEDIA_ROOT, folder)
    if not target.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        for made in (target.parent, target.parent.parent):  # an entry is part of its folder
            _sync(made)
    return target


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
