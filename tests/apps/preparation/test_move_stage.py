"""Moving a window, and keeping it open longer for named villages."""

from datetime import UTC, datetime, timedelta

import pytest

from rembuk.apps.audit.models import Event
from rembuk.apps.core.versions import numbers
from rembuk.apps.preparation.actions.stages import MovedMeanwhile, extend_stage, move_stage
from rembuk.apps.preparation.models import Stage, StageChange, StageExtension
from rembuk.rules.refusals import Refusal
from tests.factories.people import holder
from tests.factories.places import DISTRICT, OTHER_VILLAGE, VILLAGE, WARD, RegionFactory
from tests.factories.preparation import PlanningCycleFactory, StageFactory

NOW = datetime(2026, 8, 1, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)
REASON = "Banjir di tiga dusun, musyawarah diundur."
URL = "/persiapan/2028/tahapan/village_deliberation/"


@pytest.fixture
def stage(government):
    cycle = PlanningCycleFactory()
    return StageFactory(cycle=cycle, code="village_deliberation", opens_at=NOW - DAY, closes_at=NOW + DAY)


def moved(stage, by, **more):
    given = {"opens_at": NOW - DAY, "closes_at": NOW + 9 * DAY, "reason": REASON, "now": NOW}
    return move_stage(stage, by=by, **(given | more))


def fields(stage, **more):
    return {
        "opens_at": "2026-08-01T00:00",
        "closes_at": "2026-08-11T00:00",
        "reason": REASON,
        "letter_number": "",
        "seen_opens": stage.opens_at.isoformat(),
        "seen_closes": stage.closes_at.isoformat(),
        "langkah": "simpan",
        **more,
    }


def test_a_move_is_kept_with_its_reason_audited_and_told(stage, planner):
    before = numbers(("calendar",))

    change = moved(stage, planner)

    stage.refresh_from_db()
    assert stage.closes_at == NOW + 9 * DAY
    assert (change.old_closes_at, change.new_closes_at, change.reason) == (NOW + DAY, NOW + 9 * DAY, REASON)
    event = Event.objects.get(subject="stage:2028:village_deliberation")
    assert (event.action, event.data["reason"]) == ("cycle.manage", REASON)
    assert numbers(("calendar",)) != before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"closes_at": NOW - DAY}, "closes_before_it_opens"),
        ({"reason": "   terlalu pendek    "}, "reason_too_short"),
    ],
)
def test_a_move_without_sense_or_reason_is_refused(stage, planner, change, code):
    with pytest.raises(Refusal) as refusal:
        moved(stage, planner, **change)

    assert refusal.value.code == code
    assert not StageChange.objects.exists()


def test_a_legal_last_day_is_passed_only_with_a_letter(stage, planner):
    legal = StageFactory(cycle=stage.cycle, code="village_plan_adoption")
    end = datetime(2026, 9, 30, 17, tzinfo=UTC)

    moved(legal, planner, closes_at=end)
    with pytest.raises(Refusal) as refusal:
        moved(legal, planner, closes_at=end + timedelta(minutes=1))
    moved(legal, planner, closes_at=end + DAY, letter_number="050/77/2026")

    assert refusal.value.code == "past_the_legal_end"
    assert legal.changes.first().letter_number == "050/77/2026"


def test_two_people_cannot_move_the_same_window_unseen(stage, planner):
    colleague = holder("planning_admin", name="Sari")
    seen_by_both = Stage.objects.select_related("cycle").get(pk=stage.pk)
    moved(stage, colleague)

    with pytest.raises(MovedMeanwhile) as refusal:
        moved(seen_by_both, planner, closes_at=NOW + 3 * DAY)

    assert refusal.value.change.by == colleague
    assert Stage.objects.get().closes_at == NOW + 9 * DAY


def test_the_second_person_is_told_what_changed_and_keeps_what_was_typed(client, stage, planner):
    typed = fields(stage, reason="Diundur karena panen raya di semua dusun.")
    moved(stage, holder("planning_admin", name="Bu Sari"), closes_at=datetime(2026, 8, 5, 17, tzinfo=UTC))
    client.force_login(planner)

    answer = client.post(URL, typed)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bu Sari" in text
    assert REASON in text
    assert "Diundur karena panen raya di semua dusun." in text
    assert "2026-08-11T00:00" in text

    again = fields(Stage.objects.get(), reason=typed["reason"])
    assert client.post(URL, again).status_code == 302
    assert Stage.objects.get().closes_at == datetime(2026, 8, 10, 17, tzinfo=UTC)


def test_the_form_saves_local_time(client, stage, planner):
    client.force_login(planner)

    answer = client.post(URL, fields(stage), follow=True)

    assert "Jendela waktu sudah dipindah" in answer.content.decode()
    row = Stage.objects.get()
    assert (row.opens_at, row.closes_at) == (
        datetime(2026, 7, 31, 17, tzinfo=UTC),
        datetime(2026, 8, 10, 17, tzinfo=UTC),
    )


def test_the_last_minute_of_a_day_is_the_whole_day(client, stage, planner):
    client.force_login(planner)
    assert client.post(URL, fields(stage, closes_at="2026-08-10T23:59")).status_code == 302

    assert Stage.objects.get().closes_at == datetime(2026, 8, 10, 17, tzinfo=UTC)
    assert 'value="2026-08-10T23:59"' in client.get(URL).content.decode()


def test_looking_at_the_effects_saves_nothing(client, stage, planner):
    client.force_login(planner)

    answer = client.post(URL, fields(stage, closes_at="2026-08-17T00:00", langkah="lihat"))

    text = answer.content.decode()
    assert "Terbuka selama 16 hari: 1–16 Agustus 2026." in text
    assert "bukan hari kerja" in text
    assert not StageChange.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"closes_at": "2026-08-01T00:00"}, "Waktu tutup harus sesudah waktu buka"),
        ({"closes_at": ""}, "Kapan ditutup?"),
        ({"opens_at": "besok"}, "Isi tanggal dan jam"),
        ({"opens_at": "0001-01-01T00:00"}, "Isi tanggal dan jam"),
        ({"reason": "pendek"}, "sedikitnya 20 huruf"),
        ({"seen_opens": "x"}, "buka lagi halaman ini"),
    ],
)
def test_a_wrong_form_comes_back_with_everything_typed(client, stage, planner, change, sentence):
    client.force_login(planner)

    answer = client.post(URL, fields(stage, **change))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert change.get("reason", REASON) in answer.content.decode()
    assert not StageChange.objects.exists()


def test_an_extension_names_its_letter_and_its_villages(client, stage, planner):
    client.force_login(planner)
    given = {
        "villages": [VILLAGE],
        "closes_at": "2026-08-20T00:00",
        "letter_number": "050/12/2026",
        "reason": "Jembatan putus, warga belum dapat berkumpul.",
    }

    answer = client.post(f"{URL}perpanjang/", given, follow=True)

    text = answer.content.decode()
    assert "Desa Sukamaju, Kecamatan Cempaka" in text
    assert StageExtension.objects.get().closes_at == datetime(2026, 8, 19, 17, tzinfo=UTC)
    event = Event.objects.get(action="cycle.extend")
    assert (event.data["villages"], event.data["letter"]) == (VILLAGE, "050/12/2026")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"letter_number": ""}, "memerlukan nomor surat"),
        ({"villages": []}, "Pilih sedikitnya satu desa"),
        ({"villages": [WARD]}, "perpanjangan"),  # a kelurahan has no part in a stage of the desa track
        ({"closes_at": "2026-08-02T00:00"}, "harus berakhir sesudah penutupan"),
    ],
)
def test_an_extension_without_letter_village_or_sense_is_refused(client, stage, planner, change, sentence):
    client.force_login(planner)
    given = {
        "villages": [VILLAGE],
        "closes_at": "2026-08-20T00:00",
        "letter_number": "050/1",
        "reason": REASON,
    }

    answer = client.post(f"{URL}perpanjang/", given | change)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not StageExtension.objects.exists()


def test_a_later_letter_replaces_an_earlier(stage, planner):
    given = {"village_codes": [VILLAGE, VILLAGE], "reason": REASON, "by": planner, "now": NOW}

    extend_stage(stage, closes_at=NOW + 5 * DAY, letter_number="1", **given)
    extend_stage(stage, closes_at=NOW + 3 * DAY, letter_number="2", **given)

    row = StageExtension.objects.get()
    assert (row.letter_number, row.closes_at) == ("2", NOW + 3 * DAY)


def test_a_regency_of_many_villages_is_extended_by_its_sub_districts(client, stage, planner):
    """More boxes than a form may carry are never needed."""
    for number in range(600):
        RegionFactory(code=f"{DISTRICT}.{3000 + number}")
    client.force_login(planner)
    page = client.get(URL).content.decode()
    assert f'name="districts" value="{DISTRICT}"' in page and "Seluruh Kecamatan Cempaka" in page

    given = {"closes_at": "2026-08-20T00:00", "letter_number": "050/1", "reason": REASON}
    both = {"districts": [DISTRICT], "villages": [OTHER_VILLAGE]}
    wrong = client.post(f"{URL}perpanjang/", given | both | {"reason": "pendek"})
    assert wrong.status_code == 422
    assert f'name="districts" value="{DISTRICT}" checked' in wrong.content.decode()

    assert client.post(f"{URL}perpanjang/", given | both).status_code == 302
    extended = set(StageExtension.objects.values_list("village_code", flat=True))
    assert {VILLAGE, OTHER_VILLAGE, f"{DISTRICT}.3599"} <= extended and WARD not in extended
    assert len(extended) > 600
