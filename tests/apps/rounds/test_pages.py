"""The pages of rounds: residents choose and get a receipt, planners open and follow, officers type paper."""

import re
from datetime import timedelta

import pytest

from rembuk.apps.core import clock
from rembuk.apps.rounds.actions.closing import close_round
from rembuk.apps.rounds.actions.paper import print_codes
from rembuk.apps.rounds.jobs import close_due_rounds
from rembuk.apps.rounds.models import Ballot, PaperEntry, Participation, PrintedCode, Round
from rembuk.apps.rounds.receipts import new_secret
from rembuk.rules.rounds import BallotType
from tests.factories.places import DISTRICT, OTHER_VILLAGE, VILLAGE
from tests.factories.proposals import NOW, ProposalFactory
from tests.factories.rounds import OVER, drafted, ids, of_age, opened

pytestmark = pytest.mark.django_db
_NO_SUCH = {"resident", "neighbour", "village_head", "executive", "sysadmin", "auditor"}


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """The pages live at NOW; a test moves on with `moment(OVER)`."""
    at = [NOW]
    monkeypatch.setattr(clock, "now", lambda: at[0])
    for name in ("views.ballot", "views.public", "views.manage", "views.paper", "jobs"):
        monkeypatch.setattr(f"rembuk.apps.rounds.{name}.now", lambda: at[0])
    return lambda when: at.__setitem__(0, when)


@pytest.fixture
def found(government, planner):
    return opened(planner)


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:600]
    return answer.content.decode()


def send(client, found, *, status=200, **data):
    answer = client.post(f"/pilihan/{found.code}/lembar/", data)
    assert answer.status_code == status, answer.content.decode()[:2_000]
    return answer.content.decode()


def receipt_in(html):
    return re.search(r'name="receipt" value="([A-Z0-9-]{24})"', html)[1]


def test_a_resident_chooses_reviews_hands_in_and_gets_a_receipt(client, found):
    person, one = of_age(), ids(found)
    client.force_login(person)
    html = page(client, f"/pilihan/{found.code}/lembar/")
    secret = receipt_in(html)
    assert all(project in html for project in one) and "Paling banyak 3 usulan." in html

    html = send(client, found, mode="new", receipt=secret, code="", p=one[:2], do="review")
    assert "Inikah pilihan Anda?" in html and Ballot.objects.count() == 0
    told = {"sex": "female", "age_band": "30-44"}
    html = send(client, found, mode="new", receipt=secret, code="", p=one[:2], do="cast", **told)

    assert secret in html and "sudah masuk" in html
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.sex, ballot.age_band) == (dict.fromkeys(one[:2], 1), "female", "30-44")
    again = send(client, found, mode="new", receipt=secret, code="", p=one[:2], do="cast", **told)
    assert secret in again and Ballot.objects.count() == 1
    assert "sudah masuk" in page(client, f"/pilihan/{found.code}/lembar/")


def test_over_the_limit_explains_and_loses_nothing(client, found):
    client.force_login(of_age())
    secret = receipt_in(page(client, f"/pilihan/{found.code}/lembar/"))

    html = send(client, found, status=422, mode="new", receipt=secret, p=ids(found), do="cast")

    assert "Anda memilih 4 usulan, paling banyak 3. Keluarkan 1." in html
    assert html.count(" checked") == 4 and receipt_in(html) == secret
    assert Participation.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (BallotType.POINTS, ("3", "2"), (3, 2)),
        (BallotType.RANKING, ("2", "1"), (1, 2)),
    ],
)
def test_numbers_are_typed_beside_the_cards(client, government, planner, kind, typed, kept):
    found = opened(planner, ballot_type=kind, most_points=5)
    one = ids(found)
    client.force_login(of_age())
    secret = receipt_in(page(client, f"/pilihan/{found.code}/lembar/"))
    numbers = {f"n-{one[0]}": typed[0], f"n-{one[1]}": typed[1], f"n-{one[2]}": ""}

    send(client, found, mode="new", receipt=secret, do="cast", **numbers)

    assert Ballot.objects.get().choice == {one[0]: kept[0], one[1]: kept[1]}
    wrong = {f"n-{one[0]}": "banyak"}
    assert "bukan angka" in send(client, found, status=422, mode="new", receipt=secret, do="cast", **wrong)


def test_a_ranking_with_a_gap_is_asked_again(client, government, planner):
    found = opened(planner, ballot_type=BallotType.RANKING)
    one = ids(found)
    client.force_login(of_age())
    secret = receipt_in(page(client, f"/pilihan/{found.code}/lembar/"))

    html = send(
        client, found, status=422, mode="new", receipt=secret, do="review",
        **{f"n-{one[0]}": "1", f"n-{one[1]}": "3"},
    )  # fmt: skip

    assert "tanpa ada yang terlewat" in html and 'value="3"' in html


def test_the_money_left_is_said_without_javascript(client, government, planner):
    found = opened(planner, ballot_type=BallotType.KNAPSACK)
    one = ids(found)
    client.force_login(of_age())
    secret = receipt_in(page(client, f"/pilihan/{found.code}/lembar/"))

    html = send(client, found, mode="new", receipt=secret, p=[one[2]], do="edit")

    assert "sisa Rp250.000.000" in html
    html = send(client, found, status=422, mode="new", receipt=secret, p=one[2:], do="review")
    assert "melebihi dana sebesar Rp150.000.000" in html and "kelebihan Rp150.000.000" in html


def test_each_resident_sees_an_order_of_their_own_and_the_same_each_time(client, government, planner):
    found = opened(planner, costs=tuple(range(1, 13)))
    orders = []
    for person in (of_age(), of_age()):
        client.force_login(person)
        seen = [
            re.findall(r'name="p" value="([^"]+)"', page(client, f"/pilihan/{found.code}/lembar/"))
            for _ in range(2)
        ]
        assert seen[0] == seen[1] and sorted(seen[0]) == sorted(ids(found))
        orders.append(seen[0])
    assert orders[0] != orders[1]


def test_the_receipt_opens_the_ballot_to_be_changed_and_taken_back(client, found):
    person, one = of_age(), ids(found)
    client.force_login(person)
    secret = receipt_in(page(client, f"/pilihan/{found.code}/lembar/"))
    send(client, found, mode="new", receipt=secret, p=[one[0]], do="cast")
    client.logout()

    html = client.post(f"/pilihan/{found.code}/kode/", {"kode": secret.lower()}).content.decode()
    assert f'value="{one[0]}" checked' in html and 'name="mode" value="change"' in html
    send(client, found, mode="change", receipt=secret, p=[one[1]], do="cast")
    assert Ballot.objects.get().choice == {one[1]: 1}

    assert "tidak dikenal" in send(client, found, status=403, mode="change", receipt=secret, do="withdraw")
    client.force_login(person)
    assert "sudah ditarik" in send(client, found, mode="change", receipt=secret, do="withdraw")
    assert (Ballot.objects.count(), Participation.objects.count()) == (0, 0)


def test_a_slip_of_paper_is_enough_to_take_part(client, found, planner):
    client.force_login(planner)
    pdf = client.post(f"/pilihan/kelola/{found.code}/kode.pdf", {"village": VILLAGE, "count": "1"})
    assert pdf["Content-Type"] == "application/pdf" and PrintedCode.objects.count() == 1
    client.logout()
    PrintedCode.objects.all().delete()
    (code,) = print_codes(found, VILLAGE, 1, by=planner, now=NOW)

    html = client.post(f"/pilihan/{found.code}/kode/", {"kode": code}).content.decode()
    secret = receipt_in(html)
    html = send(client, found, mode="new", receipt=secret, code=code, p=[ids(found)[0]], do="cast")

    assert secret in html and Ballot.objects.get().village_code == VILLAGE
    html = client.post(f"/pilihan/{found.code}/kode/", {"kode": code})
    assert html.status_code == 422 and "sudah dipakai" in html.content.decode()


def test_after_closing_the_receipt_shows_that_the_ballot_is_counted(client, found, moment):
    client.force_login(of_age())
    secret = receipt_in(page(client, f"/pilihan/{found.code}/lembar/"))
    send(client, found, mode="new", receipt=secret, p=[ids(found)[0]], do="cast")
    assert page(client, f"/pilihan/{found.code}/bukti.txt", 404)
    moment(OVER)
    assert (close_due_rounds(), close_due_rounds()) == (1, 0)
    html = client.post(f"/pilihan/{found.code}/kode/", {"kode": secret}).content.decode()

    (mark,) = page(client, f"/pilihan/{found.code}/bukti.txt").splitlines()
    assert "Lembar pilihan Anda dihitung" in html and mark in html
    unknown = client.post(f"/pilihan/{found.code}/kode/", {"kode": new_secret()})
    assert unknown.status_code == 422 and "tidak dikenal" in unknown.content.decode()
    html = page(client, f"/pilihan/{found.code}/")
    assert "Bahan musyawarah, bukan keputusan" in html and "kurang dari 10" in html
    assert Round.objects.get().seed in html


def test_the_seed_is_secret_while_the_round_is_open(client, found):
    for url in ("/pilihan/", f"/pilihan/{found.code}/", f"/pilihan/{found.code}/aturan.json"):
        assert found.seed not in page(client, url)
    assert found.parameters_hash in page(client, f"/pilihan/{found.code}/")
    assert page(client, f"/pilihan/{found.code}/aturan.json") == found.parameters


def test_who_cannot_take_part_is_told_why(client, found, resident):
    assert client.get(f"/pilihan/{found.code}/lembar/").status_code == 302
    client.force_login(resident)
    assert "Tempat tinggal Anda perlu diperiksa" in page(client, f"/pilihan/{found.code}/lembar/", 403)
    client.force_login(of_age(confirmed_age=None))
    assert "berumur 17 tahun" in page(client, f"/pilihan/{found.code}/lembar/", 403)
    client.force_login(of_age(OTHER_VILLAGE))
    assert "warga setempat" in page(client, f"/pilihan/{found.code}/lembar/", 403)


def test_drafts_are_not_public(client, government, planner):
    found = drafted(planner)

    assert page(client, f"/pilihan/{found.code}/", 404)
    assert found.title not in page(client, "/pilihan/")
    client.force_login(planner)
    assert found.title in page(client, "/pilihan/kelola/")


def test_a_planner_prepares_and_opens_a_round(client, government, planner):
    one = ProposalFactory(cycle=drafted(planner).cycle, estimated_cost=7_000_000)
    Round.objects.all().delete()
    client.force_login(planner)
    form = {
        "title": "Prioritas Cempaka", "about": "", "place_code": DISTRICT, "theme": "", "budget": "500 juta",
        "ballot_type": "knapsack", "most_projects": "", "most_points": "", "delegate_weight": "1",
        "opens_at": "2026-07-15T08:00", "closes_at": "2026-07-20T23:59",
    }  # fmt: skip

    bad = client.post("/pilihan/kelola/baru/", form | {"budget": "banyak", "closes_at": "2026-07-01T00:00"})
    assert bad.status_code == 422 and "Prioritas Cempaka" in bad.content.decode()
    answer = client.post("/pilihan/kelola/baru/", form)
    found = Round.objects.get()
    assert answer.status_code == 302 and found.projects.count() == 5
    html = page(client, f"/pilihan/kelola/{found.code}/usulan/")
    assert one.title in html
    chosen = list(found.projects.exclude(proposal=one).values_list("proposal_id", flat=True))
    client.post(f"/pilihan/kelola/{found.code}/usulan/", {"pilih": [*chosen, "x"]})
    client.post(f"/pilihan/kelola/{found.code}/ubah/", form | {"title": "Prioritas Kecamatan Cempaka"})
    assert client.post(f"/pilihan/kelola/{found.code}/langkah/buka/").status_code == 302

    found.refresh_from_db()
    assert (found.state, found.title) == ("open", "Prioritas Kecamatan Cempaka")
    assert found.projects.count() == 4
    refused = client.post(f"/pilihan/kelola/{found.code}/langkah/tutup/")
    assert refused.status_code == 409 and "tidak lebih awal" in refused.content.decode()
    assert "kurang dari 10" in page(client, f"/pilihan/kelola/{found.code}/")


def test_a_draft_can_be_thrown_away(client, government, planner):
    found = drafted(planner)
    client.force_login(planner)

    client.post(f"/pilihan/kelola/{found.code}/langkah/buang/")

    assert not Round.objects.exists()
    assert client.post(f"/pilihan/kelola/{found.code}/langkah/buka/").status_code == 404


def test_a_proposal_is_set_aside_and_brought_back(client, government, planner):
    found = drafted(planner)
    code = ids(found)[0]
    client.force_login(planner)

    client.post("/pilihan/kelola/disisihkan/", {"code": code.lower(), "kind": "mandatory", "note": "Gaji"})
    assert code not in ids(found)
    assert code in page(client, "/pilihan/kelola/disisihkan/")
    client.post("/pilihan/kelola/disisihkan/", {"do": "back", "code": code})
    assert code not in page(client, "/pilihan/kelola/disisihkan/")
    wrong = client.post("/pilihan/kelola/disisihkan/", {"code": "abc", "kind": "mandatory"})
    assert wrong.status_code == 422


def test_two_officers_type_a_paper_ballot(client, found, planner, village_admin, other_village_admin):
    (code,) = print_codes(found, VILLAGE, 1, by=planner, now=NOW)
    url, one = f"/pilihan/kelola/{found.code}/kertas/", ids(found)

    for who, chosen, said in (
        (planner, one[0], "orang kedua"), (village_admin, one[1], "orang kedua"),
        (village_admin, one[0], "lembar ini dihitung"),
    ):  # fmt: skip
        client.force_login(who)
        assert said in client.post(url, {"kode": code, "p": [chosen]}).content.decode()

    assert Ballot.objects.get().choice == {one[0]: 1} and PaperEntry.objects.count() == 2
    client.force_login(other_village_admin)
    other = client.post(url, {"kode": code, "p": [one[0]]})
    assert other.status_code == 422 and "desa/kelurahan lain" in other.content.decode()


@pytest.mark.parametrize(
    ("who", "manages", "types"),
    [("planner", 200, 200), ("village_admin", 403, 200), ("district_officer", 403, 200),
     ("rt_rw_head", 403, 200), *((name, 403, 403) for name in sorted(_NO_SUCH))],
)  # fmt: skip
def test_the_pages_of_the_office_are_for_the_office(request, client, found, who, manages, types):
    client.force_login(request.getfixturevalue(who))

    for url in ("/pilihan/kelola/baru/", f"/pilihan/kelola/{found.code}/", "/pilihan/kelola/disisihkan/"):
        assert client.get(url).status_code == manages
    assert client.get(f"/pilihan/kelola/{found.code}/kertas/").status_code == types
    assert client.get("/pilihan/kelola/").status_code == types


@pytest.mark.parametrize("many", [4, 40])
def test_pages_ask_as_often_for_forty_proposals_as_for_four(client, queries_of, government, planner, many):
    found = opened(planner, costs=tuple(range(1, many + 1)))
    client.force_login(of_age())
    for known in ("", f"{found.code}/", f"{found.code}/lembar/"):  # names of places are kept in memory
        page(client, f"/pilihan/{known}")

    assert queries_of(lambda: page(client, f"/pilihan/{found.code}/lembar/")) <= 9
    assert queries_of(lambda: page(client, f"/pilihan/{found.code}/")) <= 8
    client.force_login(planner)
    assert queries_of(lambda: page(client, f"/pilihan/kelola/{found.code}/")) <= 10
    assert queries_of(lambda: page(client, f"/pilihan/kelola/{found.code}/kertas/")) <= 10


def test_an_empty_installation_of_rounds_says_so(client, government, planner):
    assert "Belum pernah ada penjaringan prioritas." in page(client, "/pilihan/")
    client.force_login(planner)
    assert "Belum ada penjaringan." in page(client, "/pilihan/kelola/")


def test_statistics_show_no_figure_under_ten(client, found, moment):
    for number in range(24):
        Ballot.objects.create(
            round=found, receipt_hash=f"{number:064}", village_code=VILLAGE,
            sex="female" if number < 14 else "male", age_band="60+" if number < 3 else "30-44",
        )  # fmt: skip
    close_round(found, by=None, now=NOW + timedelta(days=8))
    html = page(client, f"/pilihan/{found.code}/")

    assert ">14<" in html and ">10<" in html and ">24<" in html
    assert ">3<" not in html and ">21<" not in html
