"""The planning team opens a year and prepares it; what is public of it, the public reads at once."""

import re

from playwright.sync_api import Page

from tests.journeys.acts import WHY, moment, send
from tests.journeys.conftest import PHONE, Open


def test_a_year_is_opened_prepared_and_made_public(open_page: Open):
    planner, guest = open_page("admin-bappeda"), open_page(size=PHONE)
    year = open_year(planner)
    tick_the_checklist(planner, year)
    invite_an_institution(planner, year)
    set_limits(planner, year)
    publish_the_rules(planner, year)

    rules = words_on(guest, "/aturan-main/")
    assert "Yang hadir boleh bicara, yang bicara didengar." in rules
    assert "Persatuan Tunanetra Nusawangi" in rules
    for secret in ("pengaruh", "Pengaruh", "catatan tim"):
        assert secret not in rules
    ceilings = words_on(guest, f"/pagu/?tahun={year}")
    assert "2.345.678.000" in ceilings


def test_a_window_is_moved_with_a_reason_that_everybody_reads(open_page: Open):
    planner, guest = open_page("admin-bappeda"), open_page(size=PHONE)
    year, reason = newest_year(planner), f"{WHY} Ditulis {moment(0)}."
    planner.goto(f"/persiapan/{year}/tahapan/budgeting/")
    planner.locator("#id_opens_at").fill(moment(400))
    planner.locator("#id_closes_at").fill(moment(420))
    planner.locator("#id_reason").fill(reason)
    if planner.locator("#id_letter_number").count():
        planner.locator("#id_letter_number").fill("050/77/Bappeda")
    press(planner, "lihat")
    assert planner.locator("#akibat").is_visible()
    assert reason not in guest.request.get("/jadwal/").text()

    send(planner, "#id_reason")

    assert reason in guest.request.get("/jadwal/").text()
    calendar = guest.request.get("/jadwal.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text().count("BEGIN:VEVENT") > 10


def open_year(planner: Page) -> int:
    """The first year that is not open yet, with what an earlier one had."""
    planner.goto("/persiapan/")
    planner.locator('main a[href="/persiapan/buka/"]').first.click()
    box = planner.locator("#id_plan_year")
    year = int(box.locator("option").first.get_attribute("value") or "")
    box.select_option(str(year))
    press(planner, "lihat")
    assert planner.locator("table tr").count() > 15, "the windows are shown before anything is saved"
    press(planner, "buka")
    assert f"RKPD {year}" in planner.locator("main").inner_text()
    return year


def newest_year(planner: Page) -> int:
    planner.goto("/persiapan/")
    return max(int(found) for found in re.findall(r"RKPD (\d{4})", planner.locator("main").inner_text()))


def tick_the_checklist(planner: Page, year: int) -> None:
    planner.goto(f"/persiapan/{year}/daftar-periksa/")
    before = planner.locator(".checks input[type=checkbox]:checked").count()
    line = planner.locator(".checks form").first
    line.locator("input[type=checkbox]").check()
    line.locator("input[name=note]").fill("SK sudah ditandatangani")
    with planner.expect_navigation():
        line.locator("button").click()
    assert planner.locator(".checks input[type=checkbox]:checked").count() == before + 1


def invite_an_institution(planner: Page, year: int) -> None:
    planner.goto(f"/persiapan/{year}/pemangku/")
    planner.locator("#id_name").fill("Persatuan Tunanetra Nusawangi")
    planner.locator("#id_constituency").select_option("disability")
    planner.locator("#id_influence").select_option("2")
    planner.locator("#id_interest").select_option("5")
    planner.locator("#id_engagement").select_option("involve")
    planner.locator("#id_note").fill("catatan tim: perlu juru bisik")
    send(planner, "#id_name")
    row = planner.locator("tr", has_text="Persatuan Tunanetra Nusawangi")
    with planner.expect_navigation():
        row.locator("button[name=diundang][value=ya]").click()


def set_limits(planner: Page, year: int) -> None:
    planner.goto(f"/persiapan/{year}/kuota/")
    everybody = ".field input[inputmode=numeric]"
    planner.locator(everybody).first.fill("7")
    send(planner, everybody)
    planner.goto(f"/persiapan/{year}/kuota/")
    assert planner.locator(everybody).first.input_value() == "7"
    planner.goto(f"/persiapan/{year}/pagu/")
    planner.locator(".numbers input").first.fill("2.345.678.000")
    send(planner, ".numbers input")


def publish_the_rules(planner: Page, year: int) -> None:
    planner.goto(f"/persiapan/{year}/aturan/")
    planner.locator("#id_text").fill("## Bicara\n\nYang hadir boleh bicara, yang bicara didengar.")
    planner.locator("#id_note").fill("Lebih singkat")
    press(planner, "lihat")
    assert "Yang hadir boleh bicara" in planner.locator("#pratinjau").inner_text()
    send(planner, "#id_text")


def press(page: Page, step: str) -> None:
    """One of the buttons of a form that has several: look, open, publish."""
    with page.expect_navigation():
        page.locator(f"button[name=langkah][value={step}]").click()


def words_on(guest: Page, path: str) -> str:
    guest.goto(path)
    return guest.locator("main").inner_text()
