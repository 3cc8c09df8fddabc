"""An officer's day with the keyboard alone, with the real worker behind the undo."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acts import wait_for_state
from tests.journeys.conftest import DESK, PHONE, sign_in
from tests.journeys.running import Running, installation

WHY = "Mohon lengkapi ukuran dan lokasinya bersama ketua RT setempat."
RETURN = "Kembalikan untuk diperbaiki"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An installation that holds decisions, long enough to be undone on a busy machine."""
    with installation(tmp_path_factory.mktemp("kantor"), proposals=300, undo_seconds=8) as running:
        yield running


@pytest.fixture
def open_desk(office, browser):
    contexts = []

    def open_one(username: str = "", *, size=DESK, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=office.url, viewport=size, java_script_enabled=javascript, locale="id-ID"
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        if username:
            sign_in(page, office, username)
        return page

    yield open_one
    for context in contexts:
        context.close()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText").strip()


def press(page: Page, key: str) -> None:
    """The keys are loaded after the page; a person is slower than that, a test is not."""
    page.locator("[data-keys=heard]").first.wait_for(state="attached")
    page.keyboard.press(key)


def walk_to(page: Page, words: str) -> None:
    """j, until the focus is on these words."""
    for _ in range(12):
        if focused(page) == words:
            return
        press(page, "j")
    raise AssertionError(f"j never comes to {words!r}, it ends at {focused(page)!r}")


def fill_and_send(page: Page) -> None:
    """From the heading of the form: Tab into the box, write, Tab to the button, Enter."""
    page.keyboard.press("Tab")
    page.keyboard.type(WHY)
    page.keyboard.press("Tab")
    assert focused(page) == "Simpan keputusan"
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_decision_is_taken_undone_and_taken_again_without_a_mouse(open_desk):
    page, guest = open_desk("sekretaris-desa"), open_desk()
    page.goto("/tugas/?keadaan=village_review")
    pane, current = page.locator("#pratinjau"), page.locator(".tasks .is-current > a")
    expect(pane.locator("h2").first).to_have_text(current.inner_text())

    press(page, "j")
    title = focused(page)
    expect(pane.locator("h2").first).to_have_text(title)
    code = pane.locator(".code").first.inner_text()
    page.keyboard.press("Enter")
    expect(pane.locator("[data-pane-title]")).to_be_focused()
    walk_to(page, RETURN)
    page.keyboard.press("Enter")
    expect(pane.locator("[data-pane-title]")).to_have_text(RETURN)
    expect(pane.locator("[data-pane-title]")).to_be_focused()
    fill_and_send(page)

    assert title in page.locator("form.undo").inner_text()
    assert current.inner_text() != title, "the next task is the current one"
    with page.expect_navigation():
        press(page, "u")
    expect(page.locator("main")).to_contain_text("Diurungkan.")
    assert page.locator("#id_reason_text").input_value() == WHY
    assert "Verifikasi Desa/Kelurahan" in public(guest, code)

    page.locator("#id_reason_text").focus()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    wait_for_state(guest, code, "Dikembalikan untuk diperbaiki")
    expect(page.locator("form.undo")).to_have_count(0)


def public(guest: Page, code: str) -> str:
    guest.goto(f"/usulan/{code}/")
    return guest.locator("main").inner_text()


def test_many_are_chosen_previewed_and_decided_with_keys(open_desk):
    page = open_desk("sekretaris-kelurahan")
    page.goto("/tugas/?keadaan=village_review")
    expect(page.locator(".tasks .is-current")).to_have_count(1)
    press(page, "x")
    press(page, "j")
    press(page, "x")
    expect(page.locator("[data-select-count]")).to_have_text("2 dipilih")
    page.get_by_role("button", name="Putuskan yang dipilih").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    walk_to(page, RETURN)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("2 usulan menjadi")
    page.locator("#id_reason_text").fill(WHY)
    with page.expect_navigation():
        page.get_by_role("button", name="Putuskan 2 usulan").press("Enter")
    with page.expect_navigation():
        press(page, "u")
    expect(page.locator("main")).to_contain_text("Diurungkan.")


def test_the_last_task_of_a_list_is_taken_back_with_a_key_too(open_desk):
    page = open_desk("sekretaris-desa", size=PHONE)
    page.goto("/tugas/?keadaan=village_review")
    titles = page.locator(".tasks li > a").all_inner_texts()
    for title in titles:  # one that no other task is called like
        page.goto(f"/tugas/?keadaan=village_review&q={quote(title)}")
        if page.locator(".tasks li").count() == 1:
            break
    with page.expect_navigation():
        page.locator(".tasks a").click()
    with page.expect_navigation():
        page.get_by_role("link", name=RETURN).click()
    page.locator("#id_reason_text").fill(WHY)
    with page.expect_navigation():
        page.get_by_role("button", name="Simpan keputusan").click()
    expect(page.locator(".tasks")).to_have_count(0)
    with page.expect_navigation():
        press(page, "u")
    expect(page.locator("main")).to_contain_text("Diurungkan.")


def test_the_keys_are_shown_in_a_sheet_that_escape_closes(open_desk):
    page = open_desk("sekretaris-desa")
    page.goto("/tugas/")
    sheet = page.get_by_role("region", name="Pintasan papan tik")
    expect(sheet).to_be_hidden()
    press(page, "?")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("jk?x")
    assert page.locator("#s-q").input_value() == "jk?x", "where one writes, keys are letters"


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_a_task_is_a_page_of_its_own(open_desk, javascript):
    page = open_desk("sekretaris-desa", size=PHONE, javascript=javascript)
    page.goto("/tugas/?keadaan=village_review")
    expect(page.locator("#pratinjau")).to_be_hidden()
    title = page.locator(".tasks a").first.inner_text()
    with page.expect_navigation():
        page.locator(".tasks a").first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name=RETURN).click()
    expect(page.get_by_role("button", name="Simpan keputusan")).to_be_visible()


def test_on_a_wide_screen_without_javascript_the_list_is_whole(open_desk):
    page = open_desk("sekretaris-desa", javascript=False)
    page.goto("/tugas/")
    expect(page.locator("#pratinjau")).to_be_hidden()
    assert page.locator(".tasks").bounding_box()["width"] > 900


def test_of_two_officers_the_slower_is_told_and_keeps_the_words(open_desk):
    first, second = open_desk("sekretaris-desa"), open_desk("admin-desa")
    first.goto("/tugas/?keadaan=village_review&urut=biaya")
    address = first.locator(".tasks a").last.get_attribute("href").split("?")[0]
    for page in (first, second):
        page.goto(f"{address}?langkah=return_from_village")
        page.locator("#id_reason_text").fill(f"{WHY} {page is first}")
    for page in (first, second):
        with page.expect_navigation():
            page.get_by_role("button", name="Simpan keputusan").click()
    expect(first.locator("form.undo")).to_have_count(1)
    expect(second.locator("main")).to_contain_text("Desa Sukamaju baru saja memutuskan usulan ini.")
    expect(second.locator("main")).to_contain_text(f"{WHY} False")
