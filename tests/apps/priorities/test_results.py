"""A run is compared, put forward, confirmed by another person, published for ever, and changed in public."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from rembuk.algorithms.allocation import verify
from rembuk.apps.audit.models import Event
from rembuk.apps.priorities.actions.adopt import confirm, put_forward, take_back
from rembuk.apps.priorities.actions.change import Decided, effect_of, record_change
from rembuk.apps.priorities.actions.count import ask_run, count_run
from rembuk.apps.priorities.models import Adoption, ForumResultChange
from rembuk.apps.priorities.own_share import payments
from rembuk.apps.priorities.packing import forget_elections
from rembuk.apps.priorities.parameters import default_parameters
from rembuk.apps.rounds.models import Ballot
from rembuk.apps.rounds.receipts import receipt_hash
from rembuk.rules.refusals import Refusal
from tests.factories.allocation import voted_round
from tests.factories.people import RoleAssignmentFactory, holder
from tests.factories.places import TENANT
from tests.factories.proposals import NOW, open_year

WHY = "Hasil ini paling merata bagi kedua desa dan tetap di bawah pagu."
DECIDED = Decided(WHY, "Musrenbang Kecamatan Cempaka", "Kecamatan Cempaka", date(2026, 7, 10))


@pytest.fixture
def partner(government):
    return holder("planning_partner")


@pytest.fixture
def head(government):
    return holder("planning_head")


@pytest.fixture
def counted(government):
    forget_elections()
    found, _projects = voted_round(open_year("prioritisation"))
    return finished(found)


@pytest.fixture
def published(counted, partner, head, media):
    adoption = put_forward(counted, reason=WHY, by=partner, now=NOW)
    return confirm(adoption, by=head, now=NOW)


def finished(found, **changes):
    wanted = replace(default_parameters(found, 60), **changes)
    run = ask_run(found, wanted, by=None, now=NOW)
    count_run.call(run.pk)
    run.refresh_from_db()
    return run


def of(person):
    client = Client()
    client.force_login(person)
    return client


def said(answer):
    return answer.content.decode()


def project(run, title):
    return run.projects.get(title=title)


# --- the workbench


def test_a_planner_asks_for_a_run_and_follows_it(counted, partner):
    client, code = of(partner), counted.round.code
    assert counted.round.title in said(client.get("/prioritas/bagi/"))
    form = client.get(f"/prioritas/bagi/{code}/hitung/")
    assert "Bagian yang sama" in said(form)
    sent = client.post(
        f"/prioritas/bagi/{code}/hitung/",
        {"budget": "100 juta", "rule": "greedy-votes", "utility": "cost", "completion": "add1", "need": "0",
         "unit": "2.000"},
    )  # fmt: skip
    assert sent.status_code == 302
    assert sent["Location"] == f"/prioritas/bagi/{code}/2/"
    waiting = said(client.get(sent["Location"]))
    assert "Menunggu giliran" in waiting
    assert "Bahan musyawarah, bukan keputusan" in waiting
    assert "Menunggu giliran" in said(client.get(f"/prioritas/bagi/{code}/2/maju/"))


def test_what_cannot_be_is_answered_with_a_sentence_and_loses_nothing(counted, partner):
    code = counted.round.code
    answer = of(partner).post(
        f"/prioritas/bagi/{code}/hitung/",
        {"budget": "seratus", "rule": "equal-shares", "utility": "cost", "completion": "add1", "need": "95",
         "unit": "0"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "seratus" in said(answer)
    assert counted.round.runs.count() == 1


def test_a_finished_run_shows_winners_reasons_and_the_panel(counted, partner):
    page = said(of(partner).get(f"/prioritas/bagi/{counted.round.code}/1/"))
    assert "2 usulan masuk rancangan; 68 dari 100 peserta melihat" in page
    assert "34 orang membayarnya bersama (Rp60.000.000)" in page
    assert "Dengan 4 pendukung tambahan usulan ini masuk" in page
    assert "EJR+" in page
    assert "di bawah 10" in page or "Perempuan" in page


def test_two_runs_stand_side_by_side(counted, partner):
    finished(counted.round, rule="greedy-votes", completion="none")
    code = counted.round.code
    assert "Bandingkan" in said(of(partner).get(f"/prioritas/bagi/{code}/"))
    page = said(of(partner).get(f"/prioritas/bagi/{code}/banding/?satu=1&dua=2"))
    assert "Sumur bor" in page
    assert "Rp100.000.000" in page
    assert of(partner).get(f"/prioritas/bagi/{code}/banding/?satu=1&dua=9").status_code == 404
    assert of(partner).get(f"/prioritas/bagi/{code}/banding/?satu=x").status_code == 404
    assert of(partner).get(f"/prioritas/bagi/{code}/banding/").url == f"/prioritas/bagi/{code}/"


def test_what_if_answers_at_once_and_stores_nothing(counted, partner):
    code = counted.round.code
    asked = "budget=200000000&rule=equal-shares&utility=cost&completion=add1&need=0&unit=2000"
    page = said(of(partner).get(f"/prioritas/bagi/{code}/coba/?{asked}"))
    assert "Balai posyandu" in page
    piece = of(partner).get(f"/prioritas/bagi/{code}/coba/?{asked}", headers={"HX-Request": "true"})
    assert said(piece).lstrip().startswith('<div id="coba"')
    assert counted.round.runs.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_projects(counted, published, partner, queries_of):
    code, client, public = counted.round.code, of(partner), Client()
    for address in (
        f"/prioritas/bagi/{code}/",
        f"/prioritas/bagi/{code}/1/",
        f"/prioritas/bagi/{code}/hitung/",
    ):
        assert queries_of(lambda address=address: client.get(address)) <= 13, address
    for address in (
        f"/prioritas/hasil/{code}/",
        f"/prioritas/hasil/{code}/{counted.projects.first().project}/",
    ):
        assert queries_of(lambda address=address: public.get(address)) <= 10, address


# --- two people


def test_nobody_confirms_what_they_put_forward(counted):
    both = holder("planning_partner")
    RoleAssignmentFactory(user=both, role="planning_head", region_code=TENANT)
    adoption = put_forward(counted, reason=WHY, by=both, now=NOW)
    with pytest.raises(Refusal):
        confirm(adoption, by=both, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=adoption.pk).update(
            confirmed_by=both, confirmed_at=NOW, bundle_sha256="a", ballots_sha256="b"
        )


def test_nothing_is_confirmed_without_the_files_that_prove_it(counted, partner, head):
    adoption = put_forward(counted, reason=WHY, by=partner, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.filter(pk=adoption.pk).update(confirmed_by=head, confirmed_at=NOW)


def test_a_round_has_one_result_at_most(counted, partner):
    other = finished(counted.round, need_permille=200)
    put_forward(counted, reason=WHY, by=partner, now=NOW)
    with pytest.raises(Refusal):
        put_forward(other, reason=WHY, by=partner, now=NOW)


def test_what_is_not_confirmed_can_be_taken_back_and_the_log_keeps_why(counted, partner, head):
    adoption = put_forward(counted, reason=WHY, by=partner, now=NOW)
    take_back(adoption, reason="Pagu kecamatan baru saja berubah.", by=head, now=NOW)
    assert not Adoption.objects.exists()
    assert Event.objects.filter(action="allocation.confirm", data__step="taken_back").exists()
    put_forward(counted, reason=WHY, by=partner, now=NOW)


def test_what_is_confirmed_stays(published, partner, head):
    for act in (
        lambda: take_back(published, reason=WHY, by=partner, now=NOW),
        lambda: confirm(published, by=head, now=NOW),
    ):
        with pytest.raises(Refusal):
            act()
    assert Adoption.objects.get().confirmed_by == head


def test_both_work_through_pages(counted, partner, head, media):
    code = counted.round.code
    address = f"/prioritas/bagi/{code}/1/persetujuan/"
    short = of(partner).post(address, {"langkah": "ajukan", "reason": "Baik"})
    assert short.status_code == 422
    assert of(partner).post(address, {"langkah": "ajukan", "reason": WHY}).status_code == 302
    assert of(partner).post(address, {"langkah": "setuju"}).status_code in (403, 422)
    assert "Menunggu persetujuan" in said(of(head).get("/prioritas/bagi/"))
    assert WHY in said(of(head).get(address))
    assert of(head).post(address, {"langkah": "setuju"}).status_code == 302
    assert WHY in said(Client().get(f"/prioritas/hasil/{code}/"))


# --- what the public sees


def test_before_confirmation_nothing_is_public(counted, partner):
    put_forward(counted, reason=WHY, by=partner, now=NOW)
    assert Client().get(f"/prioritas/hasil/{counted.round.code}/").status_code == 404
    assert counted.round.title not in said(Client().get("/prioritas/hasil/"))


def test_a_published_result_begins_with_its_finding(published):
    code = published.round.code
    assert published.round.title in said(Client().get("/prioritas/hasil/"))
    for lang, word in (("", "bukan keputusan"), ("/en", "not a decision")):
        page = said(Client().get(f"{lang}/prioritas/hasil/{code}/"))
        assert word in page
        assert published.run.input_hash in page
        assert published.bundle_sha256 in page


def test_the_bundle_is_accepted_by_plain_python_in_an_empty_folder(published, tmp_path):
    got = Client().get(f"/prioritas/hasil/{published.round.code}/berkas.zip")
    data = b"".join(got.streaming_content)
    (tmp_path / "hasil.zip").write_bytes(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        packed.extract("verify.py", tmp_path)
    told = subprocess.run(
        [sys.executable, "-S", "-I", "verify.py", "hasil.zip"], cwd=tmp_path, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert (tmp_path / "verify.py").read_text() == Path(verify.__file__).read_text()


def test_the_ballots_are_published_without_names(published):
    got = Client().get(f"/prioritas/hasil/{published.round.code}/pilihan.pb")
    text = b"".join(got.streaming_content).decode()
    assert "PROJECTS" in text
    assert text.count("\n") > 60


def test_each_project_is_explained_on_a_page_on_paper_and_for_programs(published):
    code, post = published.round.code, project(published.run, "Balai posyandu")
    page = said(Client().get(f"/prioritas/hasil/{code}/{post.project}/"))
    assert "belum masuk rancangan" in page
    assert "Pendukungnya (19 orang) bersama-sama memegang" in page
    data = Client().get(f"/prioritas/hasil/{code}/{post.project}/data/").json()
    assert (data["reason"], data["figures"]["extra_voters"]) == ("SUPPORT", 4)
    paper = Client().get(f"/prioritas/hasil/{code}/{post.project}/kertas/")
    assert paper.content.startswith(b"%PDF")
    assert Client().get(f"/prioritas/hasil/{code}/NSW-tidak-ada/").status_code == 404


def test_the_trace_of_a_proposal_tells_its_standing(published):
    bridge = project(published.run, "Jembatan gantung")
    page = said(Client().get(f"/usulan/{bridge.project}/"))
    assert "terpilih pada urutan ke-1" in page
    assert f"/prioritas/hasil/{published.round.code}/{bridge.project}/" in page


def test_the_holder_of_a_receipt_learns_what_the_own_share_paid(published):
    code, secret = published.round.code, "7K4M-2XQ8-3H63-J9P0-W5TZ"
    bridge, light = project(published.run, "Jembatan gantung"), project(published.run, "Lampu jalan")
    choice = {bridge.project: 1, light.project: 1}
    Ballot.objects.create(round=published.round, receipt_hash=receipt_hash(code, secret), choice=choice)
    page = said(Client().post(f"/prioritas/hasil/{code}/bagian-saya/", {"receipt": secret.lower()}))
    assert "2 dari 2 pilihan Anda masuk" in page
    unknown = Client().post(f"/prioritas/hasil/{code}/bagian-saya/", {"receipt": "7K4M-2XQ8-3H63-J9P0-W5T0"})
    assert unknown.status_code == 422
    assert Client().post(f"/prioritas/hasil/{code}/bagian-saya/", {"receipt": "abc"}).status_code == 422


@pytest.mark.parametrize("need", [0, 300])
def test_what_all_ballots_paid_adds_up_to_what_residents_paid(counted, need):
    run = finished(counted.round, need_permille=need) if need else counted
    costs = dict(run.projects.values_list("project", "cost"))
    total = dict.fromkeys(costs, 0)
    for ballot in Ballot.objects.filter(round=run.round):
        for name, amount in payments(run, ballot.choice, costs).items():
            total[name] += amount * ballot.weight
    for row in run.projects.filter(reason="FUNDED"):
        assert int(total[row.project]) == row.facts["residents"]


# --- what forums change


def test_a_change_shows_its_effect_first_and_stays_public(published, partner):
    code, client = published.round.code, of(partner)
    post = project(published.run, "Sumur bor")
    data = {"project": post.project, "reason": WHY, "forum": DECIDED.forum, "office": DECIDED.office,
            "decided_on": "2026-07-10"}  # fmt: skip
    seen = client.post(f"/prioritas/bagi/{code}/sesuaikan/", {**data, "langkah": "lihat"})
    assert "Sumur bor" in said(seen)
    assert not ForumResultChange.objects.exists()
    assert client.post(f"/prioritas/bagi/{code}/sesuaikan/", {**data, "langkah": "catat"}).status_code == 302
    page = said(Client().get(f"/prioritas/hasil/{code}/"))
    assert DECIDED.forum in page
    assert "Musyawarah memasukkan usulan ini." in said(
        Client().get(f"/prioritas/hasil/{code}/{post.project}/")
    )
    assert Event.objects.filter(action="allocation.change", data__project=post.project).exists()


def test_a_forum_never_overspends(published, partner):
    wall = project(published.run, "Talud sungai")
    assert not effect_of(published, wall).fits
    with pytest.raises(Refusal):
        record_change(published, wall, DECIDED, by=partner, now=NOW)


def test_taking_in_and_leaving_out_follow_one_another(published, partner):
    run = published.run
    first = record_change(published, project(run, "Jembatan gantung"), DECIDED, by=partner, now=NOW)
    second = record_change(published, project(run, "Talud sungai"), DECIDED, by=partner, now=NOW)
    assert (first.taken_in, second.taken_in, second.number) == (False, True, 2)
    assert second.effect["before"] == first.effect["after"]
    with pytest.raises(Refusal):
        record_change(published, project(run, "Talud sungai"), DECIDED, by=partner, now=NOW)


def test_what_has_not_happened_is_not_recorded(published, partner):
    early = replace(DECIDED, decided_on=date(2030, 1, 1))
    with pytest.raises(Refusal):
        record_change(published, project(published.run, "Sumur bor"), early, by=partner, now=NOW)


def test_the_certificate_of_a_result_is_the_one_of_the_engine(published):
    kept = json.loads(json.dumps(published.run.result))
    assert kept["certificate"]["input"]["sha256"] == published.run.input_hash
