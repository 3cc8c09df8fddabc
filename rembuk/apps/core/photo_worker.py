"""The process that decodes pictures for `photos`: foreign bytes never meet the server's memory.

It waits with Pillow loaded and gives each picture a child of its own, with little memory and little time:
whatever a picture does to its decoder ends with it. Run by path with `-I`, it imports nothing of Rembuk.

On stdin: length (4 bytes) and picture. On stdout: length, and width, height (4 bytes each) and WebP; length 0
where the picture cannot be read.
"""

import io
import os
import resource
import signal
import struct
import sys
import warnings
from typing import BinaryIO

from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401  loaded once, here

_MEMORY = 1024 * 1024 * 1024
_SECONDS = 10
_LONGEST_SIDE = 1600
_MOST_PIXELS = 120_000_000  # a telephone of today; JPEG is decoded at a fraction of its size
_MOST_PIXELS_AT_ONCE = 40_000_000  # the others are decoded whole


def main() -> None:
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while len(head := source.read(4)) == 4:
        picture = source.read(struct.unpack(">I", head)[0])
        answer = _in_a_child(picture)
        target.write(struct.pack(">I", len(answer)) + answer)
        target.flush()


def _in_a_child(picture: bytes) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _be_modest()
            with os.fdopen(writing, "wb") as out:
                out.write(encoded_anew(io.BytesIO(picture)))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as out:
        answer = out.read()
    _child, status = os.waitpid(child, 0)
    return answer if status == 0 else b""


def _be_modest() -> None:
    signal.alarm(_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def encoded_anew(source: BinaryIO) -> bytes:
    """Upright, small, on white, and without a word about where and with what it was taken."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    image: Image.Image = Image.open(source, formats=("JPEG", "PNG", "WEBP"))
    if image.format != "JPEG" and image.width * image.height > _MOST_PIXELS_AT_ONCE:
        raise ValueError("too many pixels")
    if image.mode not in ("RGB", "L", "CMYK", "YCbCr"):
        image = _on_white(image.convert("RGBA"))
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), reducing_gap=2.0)
    image = ImageOps.exif_transpose(image).convert("RGB")
    fresh = Image.new("RGB", image.size)  # a new picture has no metadata to forget
    fresh.paste(image)
    out = io.BytesIO()
    fresh.save(out, "WEBP", quality=78, method=2)
    return struct.pack(">II", *fresh.size) + out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    paper.info.update({"exif": image.info["exif"]} if "exif" in image.info else {})
    return paper


if __name__ == "__main__":
    main()
