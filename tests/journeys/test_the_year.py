"""One planning year by the people who make it, on both tracks: from a resident's phone to the last rupiah."""

import re

from playwright.sync_api import Page

from tests.journeys.acts import (
    NOT_NOW,
    Decision,
    hold_forum,
    moment,
    move_window,
    picture,
    send,
    submit_proposal,
    take_step,
    wait_for_state,
    year_of,
)
from tests.journeys.conftest import PHONE, Open
from tests.journeys.running import Running

DETAILS = {
    "volume": "120", "unit": "meter", "beneficiaries": "350", "estimated_cost": "180000000",
    "proposed_work": "Pengecoran jalan lingkungan sepanjang 120 meter",
}  # fmt: skip
OPINION = {
    "recommendation": "Layak dilaksanakan tahun rencana, lokasi dan volume sudah jelas.",
    "coefficient": "120 m x 3 m", "amount": "175000000",
}  # fmt: skip
SURVEYED = {
    "gps_position_lat": "-7.1", "gps_position_lon": "108.9", "measured_volume": "118",
    "estimated_cost": "176000000",
}  # fmt: skip
ACCEPTED = {
    "sub_activity": "1.03.90.2.01.9001", "funding_source": "DAU", "coefficient": "118 m x 3 m",
    "amount": "175000000",
}  # fmt: skip


def test_a_proposal_goes_from_the_phone_to_the_last_rupiah(site: Running, open_page: Open):
    planner, guest = open_page("admin-bappeda"), open_page()
    desa = submit_proposal(
        open_page("warga-sukamaju", size=PHONE, javascript=False),
        problem="Jalan belakang pasar berlubang sejak banjir, anak sekolah sering jatuh.",
        work="Jalan dicor", category="road", with_steps=False,
    )  # fmt: skip
    kelurahan = submit_proposal(
        open_page("warga-mekarwangi", size=PHONE),
        problem="Gang Melati tergenang setiap hujan karena salurannya tersumbat dan sempit.",
        work="Jalan gang ditinggikan dan dicor", category="road", with_steps=True,
    )  # fmt: skip
    assert "Verifikasi Desa/Kelurahan" in guest_sees(guest, desa)
    year = year_of(desa)
    assert year_of(kelurahan) == year
    support(open_page("warga-baru-sukamaju", size=PHONE), desa)
    village_agrees(site, open_page, planner, year, desa, kelurahan)
    district_agrees(site, open_page, planner, year, desa, kelurahan)
    agency_accepts(site, open_page, planner, year, desa, kelurahan)
    region_agrees(site, open_page, planner, year, desa, kelurahan)
    plan_is_published(open_page, planner, year)
    for code in (desa, kelurahan):
        wait_for_state(guest, code, "Masuk RKPD")
        money_and_works(open_page, planner, year, code)
    residents_check(open_page("warga-sukamaju", size=PHONE), desa)
    residents_check(open_page("warga-mekarwangi", size=PHONE), kelurahan)
    for code in (desa, kelurahan):
        text = guest_sees(guest, code)
        for words in ("Selesai dan diperiksa warga", "Dinas Pekerjaan Umum", "Rp174.000.000"):
            assert words in text, f"{code} does not say {words!r}"
    mailbox = open_page("warga-sukamaju", size=PHONE)
    mailbox.goto("/kotak-surat/")
    assert desa in mailbox.locator("main").inner_text()


def guest_sees(guest: Page, code: str) -> str:
    guest.goto(f"/usulan/{code}/")
    return guest.locator("main").inner_text()


def support(resident: Page, code: str) -> None:
    resident.goto(f"/usulan/{code}/saya/")
    with resident.expect_response(lambda answer: "/dukung/" in answer.url):
        resident.get_by_role("button", name=re.compile("^Dukung")).click()


def village_agrees(
    site: Running, open_page: Open, planner: Page, year: int, desa: str, kelurahan: str
) -> None:
    """Desa: Musrenbang Desa agrees, the closing Musdes raises. Kelurahan: one forum agrees and raises."""
    secretary, head = open_page("sekretaris-desa"), open_page("kepala-desa")
    move_window(planner, year, "village_deliberation")
    take_step(
        secretary,
        desa,
        "complete_details",
        {"change_note": "Dilengkapi bersama pengusul di balai desa."} | DETAILS,
    )
    rated = DETAILS | {"eligibility_rating": "eligible_urgent"}
    agreed = ("agreed", rated)
    hold_forum(
        secretary, head, site.accounts["kepala-desa"].password, year=year, kind="village_deliberation",
        decisions={desa: agreed}, rest=("not_agreed", NOT_NOW),
    )  # fmt: skip
    move_window(planner, year, "village_plan_adoption")
    hold_forum(
        secretary, head, site.accounts["kepala-desa"].password, year=year, kind="village_plan_adoption",
        decisions={desa: ("raised", {"rank": "1"})}, rest=("deferred", NOT_NOW),
    )  # fmt: skip
    move_window(planner, year, "ward_deliberation")
    hold_forum(
        open_page("sekretaris-kelurahan"), open_page("lurah"), site.accounts["lurah"].password, year=year,
        kind="ward_deliberation", decisions={kelurahan: ("raised", rated | {"rank": "1"})},
        rest=("not_agreed", NOT_NOW),
    )  # fmt: skip


def _agreed(rank: str) -> Decision:
    return "agreed", {"rank": rank, "amount": "175000000"}


def district_agrees(
    site: Running, open_page: Open, planner: Page, year: int, desa: str, kelurahan: str
) -> None:
    move_window(planner, year, "district_deliberation")
    hold_forum(
        open_page("kasi-kecamatan"), open_page("camat"), site.accounts["camat"].password, year=year,
        kind="district_deliberation",
        decisions={desa: _agreed("1"), kelurahan: _agreed("2")},
        rest=("not_agreed", NOT_NOW),
    )  # fmt: skip


def agency_accepts(site: Running, open_page: Open, planner: Page, year: int, *codes: str) -> None:
    """Mitra Bappeda sends it on, the agency surveys and accepts, its forum agrees."""
    move_window(planner, year, "agency_forum")
    partner, verifier, surveyor = (
        open_page("mitra-infrastruktur"),
        open_page("verifikator-pupr"),
        open_page("surveyor-pupr"),
    )
    agency = agency_of(partner, codes[0])
    for code in codes:
        take_step(partner, code, "send_to_agency", OPINION | {"target_agency": agency})
        take_step(verifier, code, "order_survey")
        take_step(
            surveyor, code, "report_survey",
            SURVEYED,
            photo="photos",
        )  # fmt: skip
        take_step(verifier, code, "accept_by_agency", ACCEPTED)
    hold_forum(
        open_page("operator-pupr"), open_page("kepala-pupr"), site.accounts["kepala-pupr"].password,
        year=year, kind="agency_forum", decisions={}, rest=("agreed", {}),
    )  # fmt: skip


def agency_of(partner: Page, code: str) -> str:
    partner.goto(f"/usulan/{code}/verifikasi/?langkah=send_to_agency")
    option = partner.locator("#id_target_agency option", has_text="Pekerjaan Umum").first
    return option.get_attribute("value") or ""


def region_agrees(site: Running, open_page: Open, planner: Page, year: int, *codes: str) -> None:
    move_window(planner, year, "annual_plan_deliberation")
    forum = hold_forum(
        planner, open_page("kepala-bappeda"), site.accounts["kepala-bappeda"].password, year=year,
        kind="annual_plan_deliberation", decisions={}, rest=("agreed", {}),
    )  # fmt: skip
    team = open_page("tapd")
    for code in codes:
        take_step(
            team, code, "enter_annual_plan",
            {"recommendation": "Sesuai pagu daerah.", "amount": "175000000", "annual_plan_minutes": forum},
        )  # fmt: skip


def plan_is_published(open_page: Open, planner: Page, year: int) -> None:
    """Each status in its order, each verified by a second person; only the last may be called RKPD."""
    move_window(planner, year, "plan_finalisation")
    head = open_page("kepala-bappeda")
    for status in ("initial_draft", "draft", "final_draft", "adopted"):
        planner.goto("/dokumen/kelola/")
        label = next(
            text for text in planner.locator("#id_cycle option").all_inner_texts() if f"RKPD {year} " in text
        )
        planner.locator("#id_cycle").select_option(label=label)
        planner.locator("#id_status").select_option(status)
        if status == "adopted":
            planner.locator("#id_regulation_number").fill("31")
            planner.locator("#id_regulation_year").fill(str(year - 1))
            planner.locator("#id_jdih_url").fill("https://jdih.nusawangi.example/perbup-31")
        send(planner, "#id_status")
        open_prepared(head)
        with head.expect_navigation():
            head.locator('form[action$="/periksa/"] button').first.click()
        open_prepared(planner)
        with planner.expect_navigation():
            planner.locator('form[action$="/terbitkan/"] button').first.click()
        title = planner.locator("h1").inner_text()
        assert ("Rancangan" in title) == (status != "adopted"), title


def open_prepared(page: Page) -> None:
    """The version at work: everybody reads it before they press anything."""
    page.goto("/dokumen/kelola/")
    with page.expect_navigation():
        page.locator('.panel a[href*="/dokumen/kelola/"]').first.click()


def money_and_works(open_page: Open, planner: Page, year: int, code: str) -> None:
    """KUA-PPAS, APBD, procurement, works with photographs, BAST: amounts to the last rupiah."""
    move_window(planner, year, "budgeting")
    officer, operator = open_page("bkad"), open_page("operator-pupr")
    take_step(officer, code, "enter_budget_policy", {"budget_line": "KUA-PPAS 1.03.90.2.01.9001"})
    take_step(officer, code, "enter_budget", {"budget_line": "APBD 5.2.04.01", "amount": "175000000"})
    move_window(planner, year, "execution")
    take_step(operator, code, "start_procurement")
    take_step(operator, code, "start_works", {"contract_or_self_managed": "SPK 602/17/2028"})
    take_step(
        operator, code, "report_progress", {"progress_percent": "60", "amount": "100000000"}, photo="photos"
    )
    take_step(
        operator, code, "complete_works",
        {"handover_proof": "BAST 602/99/2028", "handover_date": moment(0)[:10], "amount": "174000000"},
        photo="final_photos",
    )  # fmt: skip


def residents_check(resident: Page, code: str) -> None:
    resident.goto(f"/usulan/{code}/langkah/verify_by_residents/")
    resident.locator("input[name=rating][value='4']").check()
    send(resident, "input[name=rating]")


def test_a_refusal_says_why_and_is_confirmed_by_a_second_person(site: Running, open_page: Open):
    """What is returned is repaired; what is rejected names its reason; silence is no answer."""
    planner, guest, resident = (
        open_page("admin-bappeda"),
        open_page(),
        open_page("warga-sukamaju", size=PHONE),
    )
    code = submit_proposal(
        resident, problem="Lampu jalan di tikungan padam semua, malam hari rawan kecelakaan.",
        work="Pasang lampu jalan", category="lighting", with_steps=True,
    )  # fmt: skip
    move_window(planner, year_of(code), "village_deliberation")
    secretary = open_page("sekretaris-desa")
    take_step(
        secretary,
        code,
        "return_from_village",
        {"reason_text": "Mohon sebutkan jumlah tiang dan foto lokasinya."},
    )
    assert "Mohon sebutkan jumlah tiang" in guest_sees(guest, code)
    resident.goto(f"/usulan/{code}/langkah/resubmit/")
    resident.locator("#id_change_note").fill("Ada lima tiang, foto sudah ditambahkan.")
    send(resident, "#id_change_note")
    assert "Verifikasi Desa/Kelurahan" in guest_sees(guest, code)
    take_step(
        secretary,
        code,
        "move_to_grant_in_village",
        {"reason_text": "Diajukan kelompok warga sebagai hibah barang."},
    )
    assert "Jalur hibah" in guest_sees(guest, code)


def test_a_photograph_can_be_looked_at_by_everybody(site: Running, open_page: Open):
    resident, guest = open_page("warga-sukamaju", size=PHONE), open_page(size=PHONE)
    code = submit_proposal(
        resident,
        problem="Pagar sekolah roboh dan membahayakan murid.",
        work="",
        category="education",
        with_steps=True,
    )
    guest.goto(f"/usulan/{code}/")
    source = guest.locator("main img").first.get_attribute("src") or ""
    answer = guest.request.get(source)
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/webp"
    assert picture()["name"] == "jalan.jpg"
