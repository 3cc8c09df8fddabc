"""Between a forum and its signature proposals go on: minutes say where to, and never show a hidden one."""

import pypdfium2
import pytest
from django.test import Client

from rembuk.apps.core.clock import now
from rembuk.apps.proposals.actions.move import move
from tests.apps.musrenbang.conftest import WHY, sit
from tests.factories.places import VILLAGE
from tests.factories.proposals import ProposalFactory, open_year

COMPLETE = {
    "volume": "200", "unit": "meter", "estimated_cost": 150_000_000, "beneficiaries": 85,
    "eligibility": "eligible_urgent",
}  # fmt: skip
SECRET = "Anak tetangga dipukul setiap malam di RT 03."
NOTE = {"safeguard_note": "Segera dirujuk ke UPTD PPA."}
CHANGED = "1 keputusan berubah sejak rancangan dibuat"


@pytest.fixture
def cycle(government):
    return open_year("village_deliberation")


@pytest.fixture
def decided(table_of, village_admin, village_head, resident, cycle):
    """A village forum that agreed on two proposals; its minutes were read aloud."""
    rows = (
        ProposalFactory(cycle=cycle, title="Jalan tetap", **COMPLETE),
        ProposalFactory(cycle=cycle, title="Yang berubah", problem=SECRET, proposer=resident, **COMPLETE),
    )
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)
    for row in rows:
        assert table.decide(row, "agreed").status_code == 302
    table.write_minutes()
    return table, *rows


def words(answer) -> str:
    pages = pypdfium2.PdfDocument(answer.getvalue())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def public_and_archive(table) -> tuple[str, str]:
    return (
        words(Client().get(f"/musyawarah/{table.code}/berita-acara.pdf")),
        words(table.signer.get(f"/musyawarah/{table.code}/arsip.pdf")),
    )


def state_of(row):
    row.refresh_from_db()
    return row.state


def test_what_was_handed_to_the_protection_officer_is_on_no_paper_and_no_page(decided, village_admin):
    table, stays, hidden = decided
    assert hidden.code in words(table.signer.get(table.url("rancangan.pdf")))
    move(hidden, "divert_disclosure_in_review", by=village_admin, now=now(), inputs=NOTE)

    assert CHANGED in table.signer.get(table.url()).content.decode()
    assert table.sign().status_code == 302
    shown = [*public_and_archive(table), Client().get(f"/musyawarah/{table.code}/").content.decode()]
    shown += [table.clerk.get(table.url(page)).content.decode() for page in ("", "usulan/")]
    for text in shown:
        assert "dipukul" not in text and hidden.code not in text and hidden.title not in text
    assert "1 dari 1 usulan" in shown[2]
    assert all("150.000.000" in paper and stays.code in paper for paper in shown[:2])
    assert (state_of(hidden), state_of(stays)) == ("safeguarded", "village_agreed")


def test_a_hidden_proposal_does_not_keep_a_forum_open_and_cannot_be_decided(
    table_of, village_admin, village_head, cycle
):
    stays, hidden = (ProposalFactory(cycle=cycle, **COMPLETE) for _ in range(2))
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)
    item = table.item(hidden)
    move(hidden, "divert_disclosure_in_review", by=village_admin, now=now(), inputs=NOTE)

    assert table.clerk.get(table.url(f"usulan/{item.pk}/")).status_code == 404
    assert table.decide(stays, "agreed").status_code == 302
    table.write_minutes()
    assert table.sign().status_code == 302


@pytest.mark.parametrize(
    ("step", "inputs", "state"),
    [
        ("withdraw_in_review", {}, "Ditarik oleh pengusul"),
        ("return_from_village", {"reason_text": WHY}, "Dikembalikan"),
    ],
)
def test_what_went_on_by_itself_is_printed_so_and_holds_up_nobody(
    decided, village_admin, resident, step, inputs, state
):
    table, stays, gone = decided
    by = resident if step.startswith("withdraw") else village_admin
    move(gone, step, by=by, now=now(), inputs=inputs)
    left = state_of(gone)

    assert CHANGED in table.signer.get(table.url("tanda-tangan/")).content.decode()
    assert table.sign().status_code == 302
    assert (state_of(gone), state_of(stays)) == (left, "village_agreed")
    for paper in public_and_archive(table):
        assert f"sejak musyawarah statusnya: {state}" in paper
        assert "Jumlah 150.000.000" in paper
    page = Client().get(f"/musyawarah/{table.code}/").content.decode()
    assert "1 dari 2 usulan" in page and state in page


def test_a_merge_into_what_has_ended_holds_up_nobody(table_of, village_admin, village_head, resident, cycle):
    main, part = (ProposalFactory(cycle=cycle, proposer=resident, **COMPLETE) for _ in range(2))
    table = table_of(village_admin, village_head)
    table.call("village_deliberation", VILLAGE)
    sit(table)
    assert table.decide(main, "agreed").status_code == 302
    assert table.decide(part, "merged", merge_target=main.code, reason_text=WHY).status_code == 302
    table.write_minutes()
    move(main, "withdraw_in_review", by=resident, now=now())

    assert table.sign().status_code == 302
    assert (state_of(main), state_of(part)) == ("withdrawn", "village_review")
