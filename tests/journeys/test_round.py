"""A round of priorities: the planner opens it, two hundred residents take part, it closes and adds up."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rembuk.apps.rounds.receipts import new_secret
from tests.algorithms.documents.reading import text_of
from tests.journeys.acts import moment
from tests.journeys.visiting import PHONE

TITLE, RESIDENTS = "Prioritas Nusawangi", 200
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}")
_TIME_IS_OVER = """
from rembuk.apps.core.clock import now
from rembuk.apps.rounds.models import Round
Round.objects.filter(code="{code}").update(closes_at=now())
"""


@pytest.fixture
def planner(open_page) -> Page:
    return open_page("admin-bappeda")


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def opened_round(planner: Page) -> str:
    """Prepared and opened by hand; its code."""
    planner.goto("/pilihan/kelola/baru/")
    planner.locator("#id_title").fill(TITLE)
    planner.locator("#id_budget").fill("900 juta")
    planner.locator("#id_ballot_type").select_option("knapsack")
    planner.locator("#id_opens_at").fill(moment(-1))
    planner.locator("#id_closes_at").fill(moment(3))
    press(planner, "Simpan draf")
    expect(planner.get_by_text("Draf tersimpan")).to_be_visible()
    press(planner, "Usulan ini yang ikut")
    press(planner, "Buka penjaringan")
    expect(planner.get_by_text("Penjaringan sudah dibuka.")).to_be_visible()
    return planner.url.split("?")[0].strip("/").split("/")[-1]


def take_part(page: Page, code: str, cards: int) -> str:
    """Choose by hand, look through it, hand it in; the receipt."""
    page.goto(f"/pilihan/{code}/")
    page.get_by_role("link", name="Isi lembar pilihan").click()
    for place in range(cards):
        page.locator(".ballot-choice").nth(place).click()
    press(page, "Periksa pilihan saya")
    press(page, "Serahkan lembar pilihan")
    return page.locator(".receipt").inner_text().strip()


def printed_codes(planner: Page, code: str, count: int, folder: Path) -> list[str]:
    """What stands on the slips that the planner prints."""
    planner.goto(f"/pilihan/kelola/{code}/")
    planner.locator("#id_count").fill(str(count))
    with planner.expect_download() as waiting:
        planner.get_by_role("button", name="Cetak kode (PDF)").click()
    path = folder / "kode.pdf"
    waiting.value.save_as(path)
    return _CODE.findall(re.sub(r"[\s\u200b]", "", text_of(path.read_bytes())))


def hand_in(guest: Page, code: str, slips: list[str]) -> list[str]:
    """One ballot a slip, as the simplest telephone sends it, one after the other; their receipts."""
    home, receipts = f"/pilihan/{code}/", []
    guest.goto(f"{home}kode/")
    token = guest.locator("main input[name=csrfmiddlewaretoken]").input_value()
    guest.locator("#f-kode").fill(slips[0])
    press(guest, "Lanjut")
    projects = [box.input_value() for box in guest.locator("input[name=p]").all()]
    for number, slip in enumerate(slips):
        form = {
            "csrfmiddlewaretoken": token, "mode": "new", "code": slip, "receipt": new_secret(), "do": "cast",
        }  # fmt: skip
        chosen = form | {"p": projects[number % len(projects)]}
        answer = guest.request.post(f"{home}lembar/", form=chosen)
        if answer.status == 422:  # it costs more than there is: an empty ballot then
            answer = guest.request.post(f"{home}lembar/", form=form)
        assert answer.ok and form["receipt"] in answer.text()
        receipts.append(form["receipt"])
    return receipts


def test_two_hundred_residents_take_part_in_a_round(site, planner, open_page, tmp_path):
    code = opened_round(planner)
    phone = open_page("warga-sukamaju", size=PHONE)
    simple = open_page("warga-mekarwangi", size=PHONE, javascript=False)

    mine = take_part(phone, code, cards=1)
    theirs = take_part(simple, code, cards=0)
    phone.goto(f"/pilihan/{code}/lembar/")
    expect(phone.get_by_role("heading", name="Lembar pilihan Anda sudah masuk")).to_be_visible()
    phone.goto(f"/pilihan/{code}/kode/")  # changed with the receipt, while the money left is told live
    phone.locator("#f-kode").fill(mine.lower())
    press(phone, "Lanjut")
    expect(phone.locator(".ceiling b")).not_to_contain_text("sisa Rp900.000.000")
    phone.locator(".ballot-choice:has(:checked)").click()
    expect(phone.locator(".ceiling b")).to_have_text("sisa Rp900.000.000")
    press(phone, "Periksa pilihan saya")
    press(phone, "Simpan perubahan lembar")
    slips = printed_codes(planner, code, RESIDENTS - 2, tmp_path)
    assert len(slips) == RESIDENTS - 2
    others = hand_in(open_page(size=PHONE), code, slips)

    planner.goto(f"/pilihan/kelola/{code}/")
    expect(planner.get_by_text(str(RESIDENTS), exact=True)).to_be_visible()
    assert planner.get_by_role("button", name="Tutup penjaringan").count() == 0
    site.manage("shell", "-v", "0", "-c", _TIME_IS_OVER.format(code=code))
    planner.reload()
    if planner.get_by_role("button", name="Tutup penjaringan").count():  # else the worker was faster
        planner.get_by_role("button", name="Tutup penjaringan").click()

    phone.goto(f"/pilihan/{code}/")
    expect(phone.get_by_text(f"{RESIDENTS} lembar pilihan masuk.")).to_be_visible()
    marks = phone.request.get(f"/pilihan/{code}/bukti.txt").text().splitlines()
    assert len(set(marks)) == RESIDENTS
    for secret in (mine, theirs, others[0], others[-1]):
        phone.goto(f"/pilihan/{code}/kode/")
        phone.locator("#f-kode").fill(secret)
        press(phone, "Lanjut")
        expect(phone.get_by_role("heading", name="Lembar pilihan Anda dihitung")).to_be_visible()
        assert phone.locator("main code").inner_text() in marks
