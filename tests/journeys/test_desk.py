"""The desk where scripts do not run: decided with the keyboard alone, and the list as a file."""

import csv
import io
import re
from uuid import uuid4

import openpyxl
import pytest
from playwright.sync_api import Page

from tests.journeys.acts import move_window, submit_proposal, year_of
from tests.journeys.conftest import Open

REASON = "Mohon lengkapi ukuran dan foto lokasi, lalu kirim lagi."
_MOST_TABS = 120


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus, as somebody does who sees where the focus is."""
    for _press in range(_MOST_TABS):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {selector}")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def wait_at_the_desk(officer: Page, open_page: Open) -> str:
    """The code of a new proposal, alone on the officer's list, in a window that is open."""
    word = uuid4().hex[:8]
    code = submit_proposal(
        open_page("warga-baru-sukamaju", javascript=False), category="road", with_steps=False,
        problem=f"Talud {word} longsor ke halaman rumah warga.", work=f"Pasang talud {word}",
    )  # fmt: skip
    move_window(open_page("admin-bappeda"), year_of(code), "village_deliberation")
    officer.goto(f"/tugas/?q={word}")
    assert officer.locator("ul.tasks > li .code").all_inner_texts() == [code]
    return code


def test_a_proposal_is_found_read_and_sent_back_with_tab_and_enter_alone(open_page: Open):
    officer, guest = open_page("admin-desa", javascript=False), open_page()
    code = wait_at_the_desk(officer, open_page)
    tab_to(officer, "ul.tasks > li a")
    enter(officer)
    tab_to(officer, 'a[href*="langkah=return_from_village"]')
    enter(officer)
    tab_to(officer, "textarea[name=reason_text]")
    officer.keyboard.type(REASON)
    tab_to(officer, "form:has([name=reason_text]) button.button-primary")
    enter(officer)

    guest.goto(f"/usulan/{code}/")
    assert REASON in guest.locator("main").inner_text()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_goes_along_as_a_file_with_as_many_lines(open_page: Open, kind: str):
    officer = open_page("admin-desa")
    officer.goto("/tugas/")
    waiting = int(re.findall(r"\d+", officer.locator("main .lead").first.inner_text())[0])

    with officer.expect_download() as started:
        officer.locator(f'.downloads a[href*=".{kind}"]').click()

    data = started.value.path().read_bytes()
    if kind == "csv":
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    else:
        (sheet,) = openpyxl.load_workbook(io.BytesIO(data))
        lines = list(sheet.iter_rows(values_only=True))
    assert len(lines) == waiting + 1
