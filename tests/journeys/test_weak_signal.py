"""A telephone that loses its signal, sends twice, or sends too much: nothing is lost, nothing is doubled."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.acts import fill
from tests.journeys.conftest import PHONE, Open

NEW = "/usulan/baru/"


def write(page: Page, problem: str) -> None:
    """The four things that are needed, through the steps of the form."""
    page.goto(NEW)
    fill(page, "#id_address", "Belakang surau")
    onward(page)
    fill(page, "#id_problem", problem)
    fill(page, "#id_category", "road")
    onward(page)
    onward(page)
    fill(page, "#id_contact_phone", "081234567890")
    fill(page, "#id_truth", "on")


def onward(page: Page) -> None:
    page.get_by_role("button", name="Lanjut", exact=True).click()


def code_on(page: Page) -> str:
    expect(page).to_have_url(re.compile(r"/diterima/$"))
    return page.url.rstrip("/").split("/")[-2]


def own(page: Page, problem: str) -> int:
    """How many of one's own proposals say so."""
    page.goto("/usulan/saya/")
    return page.locator("main li", has_text=problem[:30]).count()


def test_an_answer_that_was_lost_on_the_way_does_not_double_the_proposal(open_page: Open):
    resident = open_page("warga-sukamaju", size=PHONE)
    problem = f"Sumur {uuid4().hex[:8]} keruh dan berbau sejak musim hujan dimulai."
    write(resident, problem)
    lost: list[int] = []

    def lose_the_first_answer(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0).status)  # the server has it
        route.abort("connectionreset")

    resident.route("**/usulan/baru/", lose_the_first_answer)
    resident.locator("form[enctype] button.button-primary:visible").click()
    resident.wait_for_url("chrome-error://**")  # the browser's own page
    resident.goto(NEW)
    assert lost == [302]
    assert resident.locator("#id_problem").input_value() == problem, "what was typed is still on the device"
    for _step in range(3):
        onward(resident)
    fill(resident, "#id_truth", "on")
    resident.locator("form[enctype] button.button-primary:visible").click()

    code_on(resident)
    assert own(resident, problem) == 1


def test_whoever_presses_twice_sends_once(open_page: Open):
    resident = open_page("warga-mekarwangi", size=PHONE)
    problem = f"Bak sampah {uuid4().hex[:8]} di ujung gang hilang, warga membuang ke parit."
    write(resident, problem)

    resident.locator("form[enctype] button.button-primary:visible").dblclick()

    code_on(resident)
    assert own(resident, problem) == 1


def test_what_is_typed_stays_on_the_device_when_the_page_is_closed(open_page: Open):
    resident = open_page("warga-sukamaju", size=PHONE)
    resident.goto(NEW)
    onward(resident)
    resident.locator("#id_problem").press_sequentially("Tanggul retak di dekat jembatan gantung.")
    expect(resident.locator("[data-draft-note]")).to_be_visible()

    resident.goto("/")
    resident.goto(NEW)

    assert resident.locator("#id_problem").input_value() == "Tanggul retak di dekat jembatan gantung."
    assert resident.evaluate("JSON.stringify({...localStorage})").count("password") == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_a_file_that_is_too_large_is_answered_with_a_page_and_a_way_back(
    open_page: Open, tmp_path: Path, javascript: bool
):
    """The whole body has to be taken in, or a browser shows an error of its own instead of our page."""
    guest = open_page(size=PHONE, javascript=javascript)
    heavy = tmp_path / "besar.pdf"
    with heavy.open("wb") as file:
        file.truncate(80 << 20)
    guest.goto("/cek-dokumen/")
    guest.locator("form input[type=file]").set_input_files(heavy)

    with guest.expect_navigation(timeout=60_000) as answered:
        guest.locator("main form[enctype] button").click()

    assert answered.value.status == 413
    guest.locator('main a[href="/cek-dokumen/"]').click()
    expect(guest.locator("form input[type=file]")).to_be_visible()
