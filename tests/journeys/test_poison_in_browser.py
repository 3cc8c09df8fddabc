"""All that people type holds markup: in a real browser no page runs it, and none breaks its policy."""

import pytest

from rembuk.apps.core.pages import rule_of
from tests.security.asking import answer_to, path_of, sessions, view_of
from tests.security.poisoning import poison
from tests.security.world import GUEST, addresses, build, objects_of

ROLES = (
    GUEST, "citizen_verified", "village_admin", "village_head", "district_officer", "planning_admin",
    "planning_head", "agency_verifier", "agency_head", "sysadmin",
)  # fmt: skip


@pytest.fixture
def world(transactional_db, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    made = build()
    assert poison() > 60
    return made


def who_sees_most(path: str, keys: dict[str, str]) -> str:
    """The role to which the page shows most; nobody for files and forms that are only sent to."""
    seen = {}
    for role in ROLES:
        answer = answer_to(keys[role], "GET", path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            seen[role] = len(answer.content)
    return max(seen, key=seen.__getitem__, default="")


def test_poison_never_runs_and_no_page_breaks_its_policy(world, live_server, browser):
    seen, wrong, keys = 0, [], sessions(world)
    pages = {}
    for view, pattern in addresses():
        path = path_of(view, next(iter(objects_of(world, view, pattern).values())))
        if "GET" not in rule_of(view_of(path)).methods or not (role := who_sees_most(path, keys)):
            continue
        if role not in pages:
            pages[role] = opened(browser, live_server.url, role, keys[role], wrong)
        page = pages[role]
        page.goto(path)
        seen += 1
        if page.evaluate("document.querySelectorAll('img[src=x], script:not([src]):not([type])').length"):
            wrong.append(f"{role} {path}: markup became an element")
    for page in pages.values():
        page.context.close()
    assert seen > 50
    assert not wrong, "\n".join(wrong)


def opened(browser, url: str, role: str, session: str, wrong: list[str]):
    """A signed-in page that notes dialogs, errors and broken policy."""
    context = browser.new_context(base_url=url, locale="id-ID")
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page = context.new_page()

    def dialog(box) -> None:
        wrong.append(f"{role} {page.url}: dialog {box.message}")
        box.dismiss()

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: wrong.append(f"{role} {page.url}: {error}"))
    page.on(
        "console",
        lambda said: (
            "Content Security Policy" in said.text and wrong.append(f"{role} {page.url}: {said.text}")
        ),
    )
    return page
