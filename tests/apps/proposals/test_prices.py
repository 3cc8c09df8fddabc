"""A cost far from the price standard needs a reason from whoever sets it; nothing typed is lost."""

import pytest
from django.urls import reverse

from rembuk.apps.places.models import PriceStandard
from rembuk.apps.proposals.actions.move import InputsRefused, move
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.prices import price_line
from tests.factories.people import holder
from tests.factories.places import TENANT, VILLAGE
from tests.factories.proposals import NOW, ProposalFactory, open_year

WHY = "Semua bahan dipikul tiga kilometer karena jembatannya putus."
COST = {"volume": 100, "unit": "meter", "estimated_cost": 170_000_000, "change_note": "Diukur bersama warga."}


@pytest.fixture
def proposal(government):
    PriceStandard.objects.create(
        tenant=TENANT, year=2028, kind="HSPK", code="J01", name="Rabat beton", category="road", unit="m",
        price=850_000, source="Perbup 12/2027",
    )  # fmt: skip
    return ProposalFactory(cycle=open_year("village_deliberation"))


def complete(proposal, **more):
    return move(
        proposal, "complete_details", by=holder("village_admin", VILLAGE), now=NOW, inputs=COST | more
    )


def test_twice_the_price_is_refused_with_the_standard_in_the_sentence(proposal):
    with pytest.raises(InputsRefused) as refused:
        complete(proposal)

    said, _english = refused.value.problems["price_reason"]
    assert "Rp85.000.000" in said and "HSPK J01 2028" in said
    assert Proposal.objects.get(pk=proposal.pk).estimated_cost is None


def test_with_a_reason_it_goes_on_and_everybody_can_read_it(proposal, client):
    taken = complete(proposal, price_reason=WHY)

    assert taken.inputs["price_reason"] == WHY
    page = client.get(reverse("portal:trace", args=[proposal.code])).content.decode()
    assert WHY in page and "Rp85.000.000" in page and "Perbup 12/2027" in page


def test_the_reason_stays_with_its_cost_and_is_asked_anew_for_another(proposal):
    complete(proposal, price_reason=WHY)
    complete(proposal)
    assert Proposal.objects.get(pk=proposal.pk).price_reason == WHY

    with pytest.raises(InputsRefused):
        complete(proposal, estimated_cost=180_000_000)
    complete(proposal, estimated_cost=90_000_000)
    assert Proposal.objects.get(pk=proposal.pk).price_reason == ""


def test_without_a_standard_of_that_unit_nobody_asks(proposal):
    complete(proposal, unit="paket")

    assert price_line(Proposal.objects.get(pk=proposal.pk), "id") is None


def test_the_form_of_the_desk_keeps_what_was_typed_and_says_what_is_missing(proposal, client):
    client.force_login(holder("village_admin", VILLAGE))
    typed = {
        "langkah": "complete_details", "volume": "100", "unit": "meter", "estimated_cost": "170.000.000",
        "change_note": "Diukur bersama warga.", "category": "road",
    }  # fmt: skip
    answer = client.post(reverse("desk:decide", args=[proposal.code]), typed)

    page = answer.content.decode()
    assert answer.status_code in (200, 422) and "berbeda lebih dari 30%" in page
    assert "Diukur bersama warga." in page and "170000000" in page.replace(".", "")

    client.post(reverse("desk:decide", args=[proposal.code]), typed | {"price_reason": WHY})
    assert Proposal.objects.get(pk=proposal.pk).price_reason == WHY


def test_prices_are_public_with_their_source_and_an_empty_page_says_so(proposal, client):
    page = client.get(reverse("preparation:prices") + "?bidang=road").content.decode()
    assert "Rabat beton" in page and "Rp850.000" in page and "Perbup 12/2027" in page

    PriceStandard.objects.all().delete()
    assert (
        "Standar harga belum ada di sini."
        in client.get(reverse("preparation:prices") + "?tahun=2020").content.decode()
    )
