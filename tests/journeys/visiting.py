"""One look at a page in the browser: what axe finds in each light, what it weighs, how wide it is."""

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.crawling import Found

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 860}
NARROW = {"width": 320, "height": 640}
MAIN = ("core:components", "portal:home", "portal:list", "portal:trace", "proposals:new", "desk:inbox")
_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
# Every address that the page has asked for, and its bytes as they travelled, whether now or before.
_FETCHED = """() => performance.getEntries().filter(entry => "encodedBodySize" in entry)
  .map(entry => [entry.name, entry.encodedBodySize])"""
_LATER = (".woff2", ".webp", ".svg")  # font and photographs do not hold up the page


@dataclass(slots=True)
class Seen:
    """What one look at a page found."""

    violations: dict[str, list[str]] = field(default_factory=dict)  # light and width -> what axe says
    fetched: list[tuple[str, int]] = field(default_factory=list)
    is_too_wide: bool = False

    @property
    def weight(self) -> int:
        """Page, style sheets and scripts in bytes, as somebody fetches them who has none yet."""
        return sum(size for address, size in self.fetched if not address.endswith(_LATER))


def look(page: Page, found: Found) -> Seen:
    """Each page is asked for once; what is looked at in another light or width, is the same page."""
    seen = Seen()
    page.goto(found.path)
    seen.violations["phone, light"] = _violations(page)
    seen.fetched = [(address, size) for address, size in page.evaluate(_FETCHED)]
    page.set_viewport_size(NARROW)
    seen.is_too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    if found.view in MAIN:
        _in_every_light(page, seen)
    page.set_viewport_size(PHONE)
    return seen


def _in_every_light(page: Page, seen: Seen) -> None:
    for name, size, scheme in (
        ("phone, dark", PHONE, "dark"),
        ("desk, dark", DESK, "dark"),
        ("desk, light", DESK, "light"),
    ):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        seen.violations[name] = _violations(page)


def _violations(page: Page) -> list[str]:
    """What axe finds once the pieces that load by themselves are in their place."""
    # Not by wait_for_function: the policy of our pages lets nothing evaluate a string.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    answer = Axe().run(page, options=_RULES).response
    return [f"{row['id']}: {node['html'][:160]}" for row in answer["violations"] for node in row["nodes"]]
