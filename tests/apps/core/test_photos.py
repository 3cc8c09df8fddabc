"""Whatever is sent as a photograph, only a picture of our own making is kept."""

import io
import os
import signal
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from rembuk.apps.core import photo_worker, photos
from rembuk.apps.core.photos import PhotoRefused, clean_photo


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **options) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def with_gps(orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Pak Budi"
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 48.0, 53.0), 3: "E", 4: (107.0, 8.0, 33.0)})
    return picture(exif=exif)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_three_kinds_become_webp(kind):
    photo = clean_photo(picture(kind))

    assert (photo.width, photo.height, photo.suffix, len(photo.sha256)) == (400, 300, ".webp", 64)
    assert opened(photo.data).format == "WEBP"


def test_the_place_and_the_camera_are_gone_and_it_stands_upright():
    sent = with_gps()
    assert dict(opened(sent).getexif().get_ifd(0x8825))

    photo = clean_photo(sent)
    assert (photo.width, photo.height) == (300, 400)
    assert not dict(opened(photo.data).getexif())
    for word in (b"Budi", b"EXIF", b"XMP", b"ICCP"):
        assert word not in photo.data


def test_the_longest_side_is_bounded():
    photo = clean_photo(picture(size=(3_000, 1_000)))

    assert (photo.width, photo.height) == (1_600, 533)


def test_a_small_picture_is_not_blown_up():
    assert clean_photo(picture(size=(20, 30))).width == 20


def test_the_same_picture_is_the_same_every_time():
    assert clean_photo(picture()).sha256 == clean_photo(picture()).sha256


def test_what_is_see_through_becomes_white():
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")

    assert min(opened(clean_photo(out.getvalue()).data).convert("L").tobytes()) > 250


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_every_kind_of_colour_is_taken(mode):
    image = Image.new(mode, (30, 20))
    out = io.BytesIO()
    image.save(out, "PNG")

    assert clean_photo(out.getvalue()).width == 30


def test_print_colours_are_taken():
    assert clean_photo(picture(mode="CMYK")).width == 400


def bomb(side: int = 30_000) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * 1_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(50),
        b"%PDF-1.7",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0" + b"<script>alert(1)</script>" * 20,
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"RIFF\x00\x00\x00\x00WEBPVP8 ",
        picture()[:-200],
        bomb(),
        bomb(8_000),
    ],
    ids=["empty", "svg", "gif", "pdf", "cut", "polyglot", "png", "webp", "half", "bomb", "large"],
)
def test_anything_else_is_refused_with_a_sentence(data):
    with pytest.raises(PhotoRefused) as refused:
        clean_photo(data)

    assert len(str(refused.value)) > 20


def test_what_hides_behind_a_picture_does_not_come_along():
    assert b"<script>" not in clean_photo(picture() + b"<script>alert(1)</script>").data


def test_a_file_too_large_is_refused_unread():
    with pytest.raises(PhotoRefused, match="15 MB"):
        clean_photo(b"\xff\xd8\xff" + bytes(photos.LARGEST_FILE))


def test_a_decoder_that_was_ended_is_replaced():
    clean_photo(picture())
    for decoder in photos._idle:
        os.killpg(decoder._process.pid, signal.SIGKILL)
        decoder._process.wait()

    assert clean_photo(picture()).width == 400


def test_a_bad_picture_harms_no_picture_beside_it():
    sent = [picture(), bomb(), picture(), picture()[:-200]] * 4
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(clean_photo, data) for data in sent]

    assert [job.exception() is None for job in jobs] == [True, False, True, False] * 4
    assert len(photos._idle) <= 2


def test_the_child_has_little_memory_and_little_time():
    child = os.fork()
    if child == 0:
        photo_worker._be_modest()
        try:
            bytearray(2 * 1024**3)
        except MemoryError:
            os._exit(7)
        os._exit(0)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
