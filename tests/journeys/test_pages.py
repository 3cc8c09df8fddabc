"""What holds for every page in a real browser: axe finds nothing, it fits a phone, it weighs little."""

import pytest

from tests.journeys.crawling import Found
from tests.journeys.running import Running
from tests.journeys.visiting import MAIN, Seen, look

LIGHTEST = {"portal:home": 35_000, "portal:list": 35_000, "portal:trace": 35_000}
LIGHT = 60_000
# Shows every component once, to those who build pages.
LIGHTEST["core:components"] = 80_000
MAPS = ("maplibre", "leaflet", "openlayers", "mapbox")


@pytest.fixture(scope="module")
def seen(pages: list[Found], phone_of) -> list[tuple[Found, Seen]]:
    """One look at each page."""
    return [(found, look(phone_of(found.username), found)) for found in pages]


def test_the_crawl_reaches_the_pages(pages):
    reached = {found.view for found in pages}
    assert set(MAIN) <= reached
    assert len(reached) > 55


def test_no_page_offers_a_way_that_is_closed(pages, dead):
    """Neither a page that is not there, nor one that this person may not open."""
    assert not dead, "\n".join(dead)


@pytest.mark.parametrize("light", ["phone, light", "phone, dark", "desk, dark", "desk, light"])
def test_axe_finds_nothing(seen, light):
    looked = [(found, row.violations[light]) for found, row in seen if light in row.violations]
    assert len(looked) >= len(MAIN)
    wrong = [f"{found.username} {found.path}\n  " + "\n  ".join(said[:6]) for found, said in looked if said]
    assert not wrong, "\n".join(wrong)


def test_no_page_is_wider_than_a_narrow_phone(seen):
    """Reflow: nothing but a table of its own scrolls sideways at 320 px."""
    wide = [f"{found.username} {found.path}" for found, row in seen if row.is_too_wide]
    assert not wide, "\n".join(wide)


def test_each_page_is_light(seen):
    assert all(row.weight > 8_000 for _found, row in seen), "the weight was not seen"
    heavy = {found.path: row.weight for found, row in seen if row.weight > LIGHTEST.get(found.view, LIGHT)}
    assert not heavy


def test_a_page_needs_nobody_but_us_and_no_map(seen, site: Running):
    """A map is fetched by whoever asks for it with a click."""
    fetched = [(found.path, url) for found, row in seen for url, _size in row.fetched]
    assert len(fetched) > 3 * len(seen)
    assert not [f"{path}: {url}" for path, url in fetched if not url.startswith((site.url, "data:"))]
    assert not [f"{path}: {url}" for path, url in fetched if any(name in url for name in MAPS)]
