"""The trace of one proposal: the answer first, every step with its reason, what comes next, its papers."""

from datetime import UTC, datetime
from html import unescape

import pypdfium2
import pytest
from django.urls import reverse

from rembuk.apps.core import clock
from rembuk.apps.preparation.actions.stages import move_stage
from rembuk.apps.proposals.actions import explain
from rembuk.apps.proposals.models import Move, Photo
from rembuk.apps.proposals.queries import GROUP_OF
from rembuk.rules.proposal_flow import STATE
from tests.factories.places import TENANT, VILLAGE
from tests.factories.preparation import StageFactory
from tests.factories.proposals import NOW, WHY, ProposalFactory, open_year, sent_by

pytestmark = pytest.mark.django_db


def address(proposal) -> str:
    return reverse("portal:trace", args=[proposal.code])


def page(client, proposal) -> str:
    return client.get(address(proposal)).content.decode()


def add_move(proposal, step: str, to: str, **fields: object) -> Move:
    given = {
        "from_state": proposal.state,
        "to_state": to,
        "at": NOW,
        "role": "system",
        "office": "Desa Sukamaju",
    }
    return Move.objects.create(tenant=TENANT, proposal=proposal, step=step, **{**given, **fields})


def test_the_first_line_is_the_answer(client, government):
    proposal = ProposalFactory(state="agency_review", due_on=NOW.date())
    shown = page(client, proposal)
    assert "Usulan ini sedang diperiksa Dinas Pekerjaan Umum dan Penataan Ruang." in shown
    assert "Jawaban paling lambat 15 Juli 2026." in shown


@pytest.mark.parametrize("state", sorted(GROUP_OF))
@pytest.mark.parametrize("lang", ["", "/en"])
def test_every_state_has_its_sentence(state, lang, client, government):
    target = ProposalFactory() if state == "merged" else None
    proposal = ProposalFactory(state=state, merged_into=target, amount_agreed=5_000_000)
    answer = client.get(f"{lang}/usulan/{proposal.code}/")
    assert answer.status_code == 200
    assert STATE[state].label("en" if lang else "id") in unescape(answer.content.decode())


def test_what_was_really_sent_can_be_followed(client, neighbour):
    open_year("hamlet_meeting", "village_deliberation")
    proposal = sent_by(neighbour, village=VILLAGE)
    shown = page(client, proposal)
    assert "Usulan ini sedang diperiksa Desa Sukamaju." in shown
    assert "Berikutnya" in shown
    assert "Disepakati Musrenbang Desa/Kelurahan" in shown
    assert "Musrenbang Desa, " in shown
    assert "Warga RT 03/RW 02" in shown
    assert neighbour.name not in shown


def test_a_refusal_says_why_who_decided_and_what_can_be_done(client, government):
    proposal = ProposalFactory(state="rejected")
    add_move(proposal, "reject_in_village", "rejected", reason_code="land_status", reason_text=WHY)
    shown = page(client, proposal)
    assert WHY in shown
    assert "Status lahan/aset belum jelas" in shown
    assert "Diputuskan Desa Sukamaju pada 15 Juli 2026." in shown
    assert reverse("proposals:personal", args=[proposal.code]) in shown
    assert "dapat diusulkan lagi" in shown


def test_a_question_about_a_rejection_is_seen_at_once_and_so_is_its_answer(
    client, government, resident, village_head
):
    proposal = ProposalFactory(state="rejected", proposer=resident)
    add_move(
        proposal, "reject_in_village", "rejected", by=village_head, role="village_head", review="lurah",
        reason_code="land_status", reason_text=WHY,
    )  # fmt: skip
    page(client, proposal)
    asked = explain.ask(proposal, question="Lahan yang mana?", by=resident, now=NOW)
    assert "Lahan yang mana?" in page(client, proposal)
    explain.answer(asked, text="Lahan milik provinsi di utara.", by=village_head, now=NOW)
    assert "Lahan milik provinsi di utara." in page(client, proposal)


def test_the_page_leads_to_its_village_and_names_offices_in_the_language_of_the_page(client, neighbour):
    open_year("hamlet_meeting")
    proposal = sent_by(neighbour)
    page = client.get(f"/usulan/{proposal.code}/").content.decode()
    assert f'<a href="/wilayah/{VILLAGE}/">' in page and f'href="/prioritas/{VILLAGE}/"' in page
    assert "Rembuk (otomatis)" in page
    english = client.get(f"/en/usulan/{proposal.code}/").content.decode()
    assert "Rembuk (by itself)" in english and "Proposer" in english and "otomatis" not in english


def test_the_receipt_on_paper_follows_a_moved_stage(client, neighbour, planner):
    year = open_year("hamlet_meeting")
    forum = StageFactory(
        cycle=year, code="village_deliberation", opens_at=datetime(2036, 7, 1, tzinfo=UTC),
        closes_at=datetime(2036, 9, 14, tzinfo=UTC),
    )  # fmt: skip
    receipt = f"/usulan/{sent_by(neighbour, now=clock.now()).code}/bukti.pdf"
    assert "Juli 2036" in words_of_pdf(client.get(receipt).content)

    move_stage(
        forum, opens_at=datetime(2036, 8, 3, tzinfo=UTC), closes_at=datetime(2036, 10, 30, tzinfo=UTC),
        reason="Balai desa baru selesai dibangun pada bulan Agustus.", by=planner, now=clock.now(),
    )  # fmt: skip
    assert "Agustus 2036" in words_of_pdf(client.get(receipt).content)


def words_of_pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_a_merged_proposal_leads_to_its_target_and_back(client, government):
    target = ProposalFactory(title="Jalan besar")
    merged = ProposalFactory(state="merged", merged_into=target, title="Jalan kecil")
    assert address(target) in page(client, merged)
    assert address(merged) in page(client, target)


def test_a_hidden_target_is_not_told(client, government):
    target = ProposalFactory(state="safeguarded", is_public=False, title="Rahasia")
    merged = ProposalFactory(state="merged", merged_into=target)
    assert "Rahasia" not in page(client, merged)


def test_the_proposers_own_words_stay_beside_the_completed_text(client, government):
    proposal = ProposalFactory(own_words={"problem": "jalan rusak bgt", "work": ""})
    assert "jalan rusak bgt" in page(client, proposal)


def test_money_is_one_bar_of_what_is_known(client, government):
    proposal = ProposalFactory(
        state="completed", estimated_cost=200_000_000, amount_agreed=150_000_000, amount_spent=140_000_000
    )
    shown = page(client, proposal)
    assert "Sudah terpakai Rp140 juta." in shown
    for amount in ("Rp200.000.000", "Rp150.000.000", "Rp140.000.000"):
        assert amount in shown


def test_photographs_stand_with_their_step(client, government):
    proposal = ProposalFactory(state="completed", photo_count=1)
    move = add_move(proposal, "complete_works", "completed")
    for kind, step in (("problem", None), ("final", move)):
        Photo.objects.create(
            proposal=proposal, move=step, kind=kind, file=f"photos/{kind}.webp", width=640, height=480,
            sha256=kind, at=NOW,
        )  # fmt: skip
    shown = page(client, proposal)
    history = shown.split('<ol class="timeline"')[1].split("</ol>")[0]
    assert "/foto/final.webp" in history
    assert "/foto/problem.webp" in shown.replace(history, "")
    assert "Hasil pekerjaan, 15 Juli 2026" in shown


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_another_spelling_leads_to_the_one_address(change, client, government):
    proposal = ProposalFactory()
    answer = client.get(f"/usulan/{change(proposal.code)}/")
    assert (answer.status_code, answer["Location"]) == (301, address(proposal))


def test_unknown_wrong_and_hidden_codes_are_not_found(client, government):
    hidden = ProposalFactory(state="safeguarded", is_public=False)
    for code in (hidden.code, "NSW-27-7K4M2P-X", "apa-saja", "%F0%9F%98%80"):
        for ending in ("", "bukti.pdf", "riwayat.pdf"):
            assert client.get(f"/usulan/{code}/{ending}").status_code == 404


def test_the_papers_are_pdf_and_kept(client, government):
    proposal = ProposalFactory()
    add_move(proposal, "submit", "submitted", from_state="draft")
    for name in ("bukti.pdf", "riwayat.pdf"):
        answer = client.get(f"{address(proposal)}{name}")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert (
            client.get(f"{address(proposal)}{name}", headers={"If-None-Match": answer["ETag"]}).status_code
            == 304
        )
    spelled = client.get(f"/usulan/{proposal.code.lower()}/bukti.pdf")
    assert spelled["Location"] == f"{address(proposal)}bukti.pdf"


def test_a_long_life_costs_as_many_queries_as_a_short_one(client, government, queries_of):
    short, long = ProposalFactory(photo_count=1), ProposalFactory(photo_count=1)
    add_move(short, "submit", "submitted", from_state="draft")
    for _ in range(100):
        add_move(long, "complete_details", "village_review", reason_text=WHY)
    client.get("/usulan/")
    few = queries_of(lambda: client.get(address(short)))
    many = queries_of(lambda: client.get(address(long)))
    assert many == few <= 10


def test_the_trace_weighs_little(proposals, weight):
    proposal = proposals(1)[0]
    for number in range(12):
        add_move(proposal, "complete_details", "village_review", reason_text=f"{WHY} {number}")
    assert weight(address(proposal)) <= 35_000


def test_hostile_words_are_shown_inert(client, government):
    text = "</textarea><script>alert(1)</script> {{ 7*7 }} =cmd|' /C calc'!A0 \u202e kebalik 😀"
    proposal = ProposalFactory(
        problem=text, work=text, title=text, address=text, contribution=text, unit="x", volume=3
    )
    add_move(proposal, "return_from_village", "returned", reason_text=text, office=text)
    shown = page(client, proposal)
    assert "<script>alert" not in shown
    assert "{{ 7*7 }}" in shown
    for name in ("bukti.pdf", "riwayat.pdf"):
        assert client.get(f"{address(proposal)}{name}").status_code == 200


def test_a_guest_finds_the_way_to_support_without_a_script(client, government):
    proposal = ProposalFactory()
    personal = reverse("proposals:personal", args=[proposal.code])
    assert f'href="{personal}"' in page(client, proposal)
    strip = client.get(personal, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in strip
