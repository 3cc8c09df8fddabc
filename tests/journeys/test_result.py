"""A closed round is counted, compared, adopted by two people, changed by a forum, published and checked."""

import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open
from tests.journeys.visiting import PHONE

CODE, WHY = "perjalanan-hasil", "Paling banyak warga melihat pilihannya masuk, dan dananya cukup."
_TIMEOUT = 60_000
# The ballots of the practice round once more, in a round of which nobody has a result yet.
_COPY = """
from rembuk.apps.rounds.models import Ballot, Round, RoundProject
found = Round.objects.filter(state="closed").exclude(code="{code}").order_by("id")[0]
projects, ballots = list(found.projects.all()), list(found.ballots.all())
found.pk, found.code, found.title = None, "{code}", "Penjaringan perjalanan"
found.save(force_insert=True)
for row in (*projects, *ballots):
    row.pk, row.round = None, found
RoundProject.objects.bulk_create(projects)
for row in ballots:
    row.save(force_insert=True)
"""


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def counted(planner: Page, rule: str, number: int) -> None:
    """Ask by hand; the worker counts, and the page comes by itself."""
    planner.goto(f"/prioritas/bagi/{CODE}/")
    planner.get_by_role("link", name="Hitung dengan aturan").click()
    planner.locator("#id_rule").select_option(rule)
    press(planner, "Hitung")
    assert planner.url.endswith(f"/{number}/")
    expect(planner.get_by_role("heading", name="Apakah adil?")).to_be_visible(timeout=_TIMEOUT)
    expect(planner.get_by_text("Bahan musyawarah, bukan keputusan.")).to_be_visible()


def changed(planner: Page, guest: Page) -> None:
    """The forum leaves the first project out: the effect is shown before, the reason stands after."""
    planner.goto(f"/prioritas/bagi/{CODE}/")
    planner.get_by_role("link", name="Catat penyesuaian hasil musyawarah").click()
    first = guest.locator(".ranked-head a").first.inner_text()
    planner.locator("#id_project").select_option(label=first)
    planner.locator("#id_reason").fill("Lahannya ternyata belum siap tahun ini, menurut musyawarah.")
    planner.locator("#id_forum").fill("Musrenbang Kecamatan")
    planner.locator("#id_office").fill("Kantor Kecamatan")
    planner.locator("#id_decided_on").fill("2020-01-15")
    press(planner, "Lihat dulu akibatnya")
    expect(planner.get_by_role("heading", name=f"{first} dikeluarkan")).to_be_visible()
    press(planner, "Catat dan terbitkan")
    guest.reload()
    expect(guest.get_by_role("heading", name="Penyesuaian hasil musyawarah")).to_be_visible()
    expect(guest.get_by_text("Lahannya ternyata belum siap tahun ini")).to_be_visible()


def accepted(guest: Page, folder: Path) -> str:
    """Download everything, and let plain Python check it in an empty folder."""
    with guest.expect_download() as waiting:
        guest.get_by_role("link", name="Semua dalam satu berkas (ZIP)").click()
    waiting.value.save_as(folder / "hasil.zip")
    with zipfile.ZipFile(folder / "hasil.zip") as packed:
        packed.extract("verify.py", folder)
    words = [sys.executable, "-S", "-I", "verify.py", "hasil.zip"]
    told = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def test_a_round_becomes_a_result_that_anybody_can_check(site, open_page: Open, tmp_path):
    site.manage("shell", "-v", "0", "-c", _COPY.format(code=CODE))
    partner, head, guest = (
        open_page("mitra-infrastruktur"),
        open_page("kepala-bappeda"),
        open_page(size=PHONE),
    )
    counted(partner, "equal-shares", 1)
    counted(partner, "greedy-votes", 2)

    partner.goto(f"/prioritas/bagi/{CODE}/")
    press(partner, "Bandingkan")
    expect(partner.get_by_role("heading", level=1)).to_contain_text("usulan masuk pada keduanya")
    assert guest.request.get(f"/prioritas/hasil/{CODE}/").status == 404

    partner.goto(f"/prioritas/bagi/{CODE}/1/persetujuan/")
    partner.locator("#id_reason").fill(WHY)
    press(partner, "Ajukan hasil ini")
    head.goto("/prioritas/bagi/")
    head.get_by_role("link", name="Penjaringan perjalanan").click()
    head.get_by_role("link", name="Lihat dan setujui").click()
    press(head, "Setujui dan terbitkan")

    guest.goto("/prioritas/hasil/")
    guest.get_by_role("link", name="Penjaringan perjalanan").click()
    expect(guest.get_by_text(WHY)).to_be_visible()
    changed(partner, guest)
    assert accepted(guest, tmp_path)
    guest.locator(".ranked-head a").first.click()
    expect(guest.get_by_role("heading", level=2).first).to_be_visible()
