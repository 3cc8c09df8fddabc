"""What people do in journeys, in the words of the journeys: move a window, take a step, hold a forum."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

JAKARTA = ZoneInfo("Asia/Jakarta")
WHY = "Jadwal latihan: tahapan dibuka hari ini supaya semua peran dapat mencoba langkahnya."


def moment(days: float) -> str:
    """A moment so many days from now, as `datetime-local` takes it."""
    return (datetime.now(JAKARTA) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def move_window(planner: Page, year: int, stage: str, *, opens: float = -2.0, closes: float = 3.0) -> None:
    """The planning admin moves a stage, with a reason and the letter that passes the legal last day."""
    planner.goto(f"/persiapan/{year}/tahapan/{stage}/")
    planner.locator("#id_opens_at").fill(moment(opens))
    planner.locator("#id_closes_at").fill(moment(closes))
    planner.locator("#id_reason").fill(WHY)
    if planner.locator("#id_letter_number").count():
        planner.locator("#id_letter_number").fill("050/123/Bappeda/2026")
    send(planner, "#id_reason")


def send(page: Page, inside: str) -> None:
    """Press the main button of the form that holds this field, and wait for the answer."""
    form = page.locator("form", has=page.locator(inside)).first
    with page.expect_navigation():
        main = form.locator("button.button-primary")
        (main if main.count() else form.locator("button[type=submit]")).first.click()
    said = page.locator(".error-summary, .field-error")
    assert said.count() == 0, said.all_inner_texts()


def take_step(
    page: Page, code: str, step: str, fields: dict[str, str] | None = None, *, photo: str = ""
) -> None:
    """An officer opens the proposal on the desk, chooses a step and fills in its form."""
    page.goto(f"/usulan/{code}/verifikasi/?langkah={step}")
    form = page.locator("form", has=page.locator(f"input[name=langkah][value={step}]"))
    assert form.count() == 1, f"{step} is not offered: {page.locator('#keputusan').all_inner_texts()}"
    for name, value in (fields or {}).items():
        fill(page, f"#id_{name}", value)
    if photo:
        page.locator(f"#id_{photo}").set_input_files(picture())
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    said = page.locator(".error-summary")
    assert said.count() == 0, said.all_inner_texts()


def fill(page: Page, selector: str, value: str) -> None:
    """Choose in a list, tick, or write: whatever the field is."""
    field = page.locator(selector)
    kind = field.evaluate("node => node.tagName + ':' + (node.type || '')")
    if kind.startswith("SELECT"):
        field.select_option(value)
    elif kind.endswith("checkbox"):
        field.check()
    else:
        field.fill(value)


def state_of(guest: Page, code: str) -> str:
    """The badge at the head of the public page."""
    guest.goto(f"/usulan/{code}/")
    return guest.locator("main .badge").first.inner_text().strip()


def wait_for_state(guest: Page, code: str, words: str, *, seconds: float = 120.0) -> None:
    """The public page says so; the worker needs a moment for what it does by itself."""
    deadline = datetime.now(JAKARTA) + timedelta(seconds=seconds)
    while state_of(guest, code) != words:
        assert datetime.now(JAKARTA) < deadline, f"{code} never says {words!r}: {state_of(guest, code)}"
        guest.wait_for_timeout(500)


def picture() -> dict[str, object]:
    """A photograph made for the occasion."""
    image = Image.new("RGB", (640, 480), (120, 150, 110))
    ImageDraw.Draw(image).rectangle((80, 300, 560, 420), fill=(90, 80, 70))
    out = BytesIO()
    image.save(out, "JPEG")
    return {"name": "jalan.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def submit_proposal(page: Page, *, problem: str, work: str, category: str, with_steps: bool) -> str:
    """A resident writes a proposal; the code of the receipt."""
    page.goto("/usulan/baru/")

    def onward() -> None:
        if with_steps:
            page.get_by_role("button", name="Lanjut", exact=True).click()

    fill(page, "#id_rt", "03")
    fill(page, "#id_rw", "02")
    fill(page, "#id_address", "Jalan belakang pasar, dekat surau")
    onward()
    fill(page, "#id_problem", problem)
    fill(page, "#id_work", work)
    fill(page, "#id_category", category)
    onward()
    page.locator("#id_photos").set_input_files(picture())
    fill(page, "#id_volume", "120")
    fill(page, "#id_unit", "meter")
    fill(page, "#id_beneficiaries", "350")
    fill(page, "#id_estimated_cost", "180000000")
    fill(page, "#id_contribution", "Tenaga gotong royong tiga hari")
    onward()
    fill(page, "#id_contact_phone", "081234567890")
    fill(page, "#id_truth", "on")
    with page.expect_navigation():
        page.get_by_role("button", name="Kirim usulan").click()
    expect(page.locator("body")).to_contain_text("Ini belum berarti usulan pasti didanai")
    return page.url.rstrip("/").split("/")[-2]


def year_of(code: str) -> int:
    """The plan year stands in the code of a proposal: NSW-28-7K4M2P-X."""
    return 2000 + int(code.split("-")[1])


GUESTS = """Siti Aminah; PKK; women; P; 0812-1111-2222
Bambang Riyadi; Kantor; government; L
Wagiyo; RT 03; neighbours; L
Rahmat; Penyandang disabilitas; disability; L
Mbah Karti; Lansia; older; P
Joko Tani; Kelompok Tani; farmers; L"""
NOT_NOW = {
    "reason_code": "ceiling",
    "reason_text": "Pagu tahun ini tidak cukup, kegiatan lain lebih mendesak menurut musyawarah.",
}
Decision = tuple[str, dict[str, str]]


def hold_forum(
    crew: Page,
    signer: Page,
    password: str,
    *,
    year: int,
    kind: str,
    decisions: dict[str, Decision],
    rest: Decision,
) -> str:
    """Call, invite, draw the list, decide everything, close, draft, read aloud; then the other one signs."""
    crew.goto("/musyawarah/baru/")
    keys = crew.locator("#id_forum option").evaluate_all("nodes => nodes.map(node => node.value)")
    wanted = [key for key in keys if key.startswith(f"{year}|{kind}|")]
    assert wanted, f"{kind} cannot be called: {keys}"
    crew.locator("#id_forum").select_option(wanted[0])
    crew.locator("#id_starts_at").fill(moment(0))
    crew.locator("#id_place").fill("Balai Pertemuan Warga")
    send(crew, "#id_place")
    code = crew.url.split("/musyawarah/")[1].split("/")[0]
    table = f"/musyawarah/{code}/kelola/"
    _invite(crew, table)
    crew.goto(f"{table}usulan/")
    with crew.expect_navigation():
        crew.get_by_role("button", name="Tarik daftar").click()
    _forum_step(crew, table, "open_forum")
    _decide_all(crew, table, decisions, rest)
    for step in ("close", "draft_minutes"):
        _forum_step(crew, table, step)
    _forum_step(crew, table, "read_aloud", {"read_aloud_read_by": "Sekretaris musyawarah"})
    signer.goto(f"{table}tanda-tangan/")
    signer.locator("input[name=agrees]").check()
    signer.locator("input[name=password]").fill(password)
    send(signer, "input[name=password]")
    return code


def _invite(crew: Page, table: str) -> None:
    crew.goto(f"{table}peserta/")
    crew.get_by_text("Tempel daftar").first.click()
    crew.locator("#id_lines").fill(GUESTS)
    send(crew, "#id_lines")
    crew.goto(f"{table}peserta/")
    for box in crew.locator("input[name=here]").all():
        box.check()
    send(crew, "input[name=here]")


def _forum_step(crew: Page, table: str, step: str, fields: dict[str, str] | None = None) -> None:
    crew.goto(table)
    form = crew.locator(f'form[action$="/langkah/{step}/"]')
    assert form.count() == 1, f"{step} is not offered: {crew.locator('main').inner_text()[:600]}"
    for name, value in (fields or {}).items():
        fill(crew, f"#{name}", value)
    with crew.expect_navigation():
        form.locator("button[type=submit]").click()
    said = crew.locator(".error-summary, .notice.tone-bata")
    assert said.count() == 0, said.all_inner_texts()


def _decide_all(crew: Page, table: str, decisions: dict[str, Decision], rest: Decision) -> None:
    """Every item that is still open: those that matter here as told, all others alike."""
    while True:
        crew.goto(f"{table}usulan/?sisa=1")
        links = crew.locator("table th a").evaluate_all(
            "nodes => nodes.map(node => node.getAttribute('href'))"
        )
        if not links:
            return
        for link in links:
            crew.goto(link)
            trace = crew.locator('main a[href^="/usulan/NSW-"]').first.get_attribute("href") or ""
            outcome, fields = decisions.get(trace.strip("/").split("/")[1], rest)
            crew.goto(f"{link}?hasil={outcome}")
            for name, value in fields.items():
                if crew.locator(f"#id_{name}").count():
                    fill(crew, f"#id_{name}", value)
            send(crew, "input[name=hasil]")
