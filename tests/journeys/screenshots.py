"""`make screenshots`: every page on a phone and on a desk, into docs/screenshots, small enough for git."""

import os
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.crawling import Found, every_page
from tests.journeys.running import CHROMIUM, CHROMIUM_FLAGS, ROOT, Running, installation

FOLDER = ROOT / "docs/screenshots"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 860}
TALLEST, LARGEST, ROOM = 2_500, 150_000, 15_000_000
_COLOURS = (256, 160, 96, 48, 24)


def shoot(page: Page, path: str, size: dict[str, int]) -> bytes:
    """The whole page, cut where it gets very long."""
    page.set_viewport_size(size)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    clip = {"x": 0, "y": 0, "width": size["width"], "height": max(height, 400)}
    return page.screenshot(clip=clip, full_page=True, animations="disabled")


def packed(picture: Image.Image) -> bytes:
    """A palette PNG that fits; fewer colours where it must."""
    for colours in _COLOURS:
        out = BytesIO()
        flat = picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        flat.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    return packed(picture.crop((0, 0, picture.width, picture.height * 3 // 4)))


def side_by_side(phone: bytes, desk: bytes) -> Image.Image:
    """The first page at both widths, for the README."""
    small, large = (Image.open(BytesIO(data)).convert("RGB") for data in (phone, desk))
    height, gap = 740, 24
    small, large = (picture.crop((0, 0, picture.width, height)) for picture in (small, large))
    sheet = Image.new("RGB", (small.width + large.width + 3 * gap, height + 2 * gap), (226, 226, 222))
    sheet.paste(large, (gap, gap))
    sheet.paste(small, (large.width + 2 * gap, gap))
    return sheet


def take(site: Running, browser: Browser) -> None:
    people: dict[str, Page] = {}

    def opened(username: str) -> Page:
        if username not in people:
            context = browser.new_context(base_url=site.url, locale="id-ID", reduced_motion="reduce")
            people[username] = context.new_page()
            if username:
                _sign_in(people[username], site, username)
        return people[username]

    FOLDER.mkdir(parents=True, exist_ok=True)
    pages, total = every_page(opened), 0
    _sweep(pages)
    for found in pages:
        for name, size in (("360", PHONE), ("1280", DESK)):
            data = packed(Image.open(BytesIO(shoot(opened(found.username), found.path, size))))
            (FOLDER / f"{slug(found)}-{name}.png").write_bytes(data)
            total += len(data)
    phone, desk = (shoot(opened(""), "/", size) for size in (PHONE, DESK))
    (FOLDER / "README.png").write_bytes(packed(side_by_side(phone, desk)))
    print(f"{len(pages)} pages, {total / 1e6:.1f} MB in {FOLDER.relative_to(ROOT)}")
    if total > ROOM:
        sys.exit("more than 15 MB: fewer colours, please")


def slug(found: Found) -> str:
    return found.view.replace(":", "-").replace("_", "-")


def _sweep(pages: list[Found]) -> None:
    """Pictures of pages that are no more."""
    kept = {f"{slug(found)}-{width}.png" for found in pages for width in ("360", "1280")}
    for path in FOLDER.glob("*.png"):
        if path.name not in kept:
            path.unlink()


def _sign_in(page: Page, site: Running, username: str) -> None:
    page.goto("/masuk/")
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(site.accounts[username].password)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def main() -> None:
    if CHROMIUM is None:
        sys.exit("Chromium tidak ada, jadi tidak ada gambar. / Chromium is absent, so no pictures are made.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.site.settings")
    django.setup()  # for the addresses alone
    with (
        tempfile.TemporaryDirectory() as folder,
        installation(Path(folder), proposals=2_000) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        take(site, browser)
        browser.close()


if __name__ == "__main__":
    main()
