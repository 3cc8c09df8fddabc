"""The resident's part on an old telephone without JavaScript: from the account to the answer."""

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.journeys.acts import fill, picture, send, take_step
from tests.journeys.conftest import PHONE, Open

PASSWORD = "kebun-teh-senja-42"
PROBLEM = "Titian bambu ke sekolah lapuk, dua anak sudah jatuh ke kali bulan ini."


def test_a_resident_signs_up_proposes_is_asked_and_answers(open_page: Open):
    resident = open_page(size=PHONE, javascript=False)
    name = f"Rahayu {uuid4().hex[:8]}"
    sign_up(resident, name)
    confirm_home(open_page("admin-desa"), name)
    code = submit_after_a_draft(resident)

    guest = open_page(size=PHONE, javascript=False)
    find_by_a_code_typed_carelessly(guest, code)
    support_and_follow(open_page("warga-sukamaju", size=PHONE, javascript=False), code)
    assert "Rahayu" not in guest.content(), "a proposer appears as a neighbour unless they choose otherwise"

    take_step(
        open_page("sekretaris-desa"), code, "return_from_village",
        {"reason_text": "Mohon tuliskan panjang titian dan siapa yang akan merawatnya."},
    )  # fmt: skip
    guest.reload()
    assert "Mohon tuliskan panjang titian" in guest.locator("main").inner_text()
    resident.goto(f"/usulan/{code}/saya/")
    resident.locator('main a[href$="/langkah/resubmit/"]').click()
    resident.locator("#id_change_note").fill("Panjangnya 14 meter, karang taruna yang merawat.")
    send(resident, "#id_change_note")
    told_in_the_mailbox(resident, code)

    resident.goto("/keluar/")
    with resident.expect_navigation():
        resident.locator("main form button").click()
    resident.goto("/usulan/saya/")
    assert "/masuk/" in resident.url


def sign_up(resident: Page, name: str) -> None:
    resident.goto("/usulan/baru/")
    assert "/masuk/" in resident.url, "whoever writes a proposal has an account"
    resident.locator('main a[href*="/daftar/"]').click()
    fill(resident, "#id_name", name)
    fill(resident, "#id_village", "Sukamaju")
    fill(resident, "#id_rt", "3")
    fill(resident, "#id_rw", "02")
    fill(resident, "#id_contact", f"{name.lower().replace(' ', '.')}@contoh.id")
    fill(resident, "#id_password", PASSWORD)
    fill(resident, "#id_consent", "on")
    send(resident, "#id_contact")
    assert "/usulan/baru/" in resident.url, "signing up leads to where one wanted to go"


def confirm_home(office: Page, name: str) -> None:
    office.goto(f"/warga/?q={name.split()[-1]}")
    row = office.locator("tr", has_text=name)
    row.locator("input[type=checkbox]").check()
    send(office, "input[name=do]")
    office.goto(f"/warga/?tampil=dipastikan&q={name.split()[-1]}")
    assert name in office.locator("main").inner_text()


def submit_after_a_draft(resident: Page) -> str:
    """A draft keeps what was written; sent twice it is one proposal."""
    resident.goto("/usulan/baru/")
    fill(resident, "#id_problem", PROBLEM)
    with resident.expect_navigation():
        resident.locator("button[name=simpan]").click()
    resident.goto("/usulan/saya/")
    resident.locator('main a[href*="?draf="]').click()
    assert resident.locator("#id_problem").input_value() == PROBLEM
    fill(resident, "#id_address", "Kali belakang balai dusun")
    fill(resident, "#id_category", "road")
    resident.locator("#id_photos").set_input_files(picture())
    fill(resident, "#id_contact_phone", "0812 7777 1234")
    fill(resident, "#id_truth", "on")
    first = sent(resident)
    resident.go_back()
    assert resident.url.endswith(f"/usulan/{first}/diterima/"), "the way back leads to what was sent"
    look_at_the_receipt(resident, first)
    return first


def sent(resident: Page) -> str:
    with resident.expect_navigation():
        resident.locator("form[enctype] button.button-primary").click()
    expect(resident.locator("body")).to_contain_text("Ini belum berarti usulan pasti didanai")
    return resident.url.rstrip("/").split("/")[-2]


def look_at_the_receipt(resident: Page, code: str) -> None:
    main = resident.locator("main")
    assert re.fullmatch(r"[A-Z]{3}-\d\d-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-Z*~$=]", code), code
    assert code in main.inner_text()
    assert main.locator("svg.qr, .qr svg").count() == 1
    link = main.locator('a[href*="wa.me"]').get_attribute("href") or ""
    assert code in link
    paper = resident.request.get(main.locator('a[href$="bukti.pdf"]').get_attribute("href") or "")
    assert paper.headers["content-type"] == "application/pdf" and paper.body().startswith(b"%PDF")


def find_by_a_code_typed_carelessly(guest: Page, code: str) -> None:
    guest.goto("/")
    guest.locator("main input[name=q]").fill(code.replace("-", " ").lower())
    with guest.expect_navigation():
        guest.locator("main form[action$='/cari/'] button").click()
    assert guest.url.endswith(f"/usulan/{code}/")


def support_and_follow(neighbour: Page, code: str) -> None:
    """Once, taken back, and once more: one person is one supporter."""
    neighbour.goto(f"/usulan/{code}/")
    neighbour.locator("#saya a").first.click()
    for kind in ("dukung", "dukung", "dukung", "ikuti"):
        with neighbour.expect_navigation():
            neighbour.locator(f'form[action$="/{kind}/"] button').click()
    assert neighbour.locator('form[action$="/dukung/"] input[name=batal]').count() == 1
    assert neighbour.locator('form[action$="/ikuti/"] input[name=batal]').count() == 1
    neighbour.goto(f"/usulan/{code}/")
    assert "1 orang mendukung" in neighbour.locator("main").inner_text()


def told_in_the_mailbox(resident: Page, code: str) -> None:
    """The worker needs a moment to tell."""
    for _try in range(30):
        resident.goto("/kotak-surat/")
        text = resident.locator("main").inner_text()
        if code in text and "Mohon tuliskan panjang titian" in text:
            return
        resident.wait_for_timeout(500)
    raise AssertionError(text[:800])
