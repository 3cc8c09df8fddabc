"""What everybody sees of the planning year."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from rembuk.apps.preparation.actions.cycle import open_cycle
from rembuk.apps.preparation.actions.game_rules import publish_rules
from rembuk.apps.preparation.actions.stages import extend_stage, move_stage
from rembuk.apps.preparation.actions.stakeholders import StakeholderFacts, add_stakeholder, invite
from rembuk.apps.preparation.actions.usage import count_use
from tests.factories.places import DISTRICT, OTHER_DISTRICT, TENANT, VILLAGE, RegionFactory
from tests.factories.preparation import (
    FAR_AHEAD,
    LONG_AGO,
    CeilingFactory,
    PlanningCycleFactory,
    StageFactory,
)

NOW = datetime(2026, 8, 1, 5, 0, tzinfo=UTC)
PAGES = ("/jadwal/", "/pagu/", "/aturan-main/")
REASON = "Banjir di tiga dusun, musyawarah diundur."


@pytest.mark.parametrize("path", [*PAGES, "/jadwal.ics", "/pagu.csv", *(f"/en{path}" for path in PAGES)])
def test_an_empty_database_serves_every_public_page(client, db, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert "public" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/jadwal/", "Belum ada tahun perencanaan yang dibuka."),
        ("/pagu/", "Pagu belum ditetapkan."),
        ("/aturan-main/", "Aturan main belum diterbitkan."),
        ("/en/pagu/", "The ceilings are not set yet."),
    ],
)
def test_an_empty_page_says_what_would_stand_there(client, government, path, sentence):
    assert sentence in client.get(path).content.decode()


@pytest.mark.parametrize("path", [*PAGES, "/jadwal.ics", "/pagu.csv"])
def test_public_pages_touch_no_session(client, government, path):
    answer = client.get(path)

    assert not answer.cookies
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_open_comes_first_with_what_residents_can_do(client, government):
    cycle = PlanningCycleFactory()
    StageFactory(cycle=cycle, code="village_deliberation")
    StageFactory(cycle=cycle, code="execution", opens_at=FAR_AHEAD, closes_at=FAR_AHEAD + timedelta(days=9))

    text = client.get("/jadwal/").content.decode()

    assert "Kesempatan terakhir mengajukan usulan di desa" in text
    assert "sisa " in text
    assert "Mengajukan usulan" in text  # who may do what
    assert text.index("Sedang terbuka") < text.index("Pelaksanaan, pengendalian dan evaluasi")


def test_without_an_open_stage_the_next_one_is_named(client, government):
    midnight = datetime(2035, 12, 31, 17, tzinfo=UTC)
    StageFactory(code="execution", opens_at=midnight, closes_at=midnight + timedelta(days=9))

    text = client.get("/jadwal/").content.decode()

    assert "Hari ini tidak ada tahapan yang terbuka" in text
    assert "1–9 Januari 2036" in text


def test_changes_and_extensions_are_public_with_reason_and_letter_but_without_a_name(client, planner):
    stage = StageFactory(code="village_deliberation", closes_at=NOW + timedelta(days=9000))
    given = {"reason": REASON, "by": planner, "now": NOW}
    move_stage(stage, opens_at=LONG_AGO, closes_at=NOW + timedelta(days=3000), **given)
    extend_stage(
        stage, village_codes=[VILLAGE], closes_at=NOW + timedelta(days=4000), letter_number="050/9", **given
    )

    text = client.get("/jadwal/").content.decode()

    assert text.count(REASON) == 2
    assert "050/9" in text
    assert "Desa Sukamaju, Kecamatan Cempaka" in text
    assert planner.name not in text


def test_the_calendar_file_has_every_window_as_whole_days(client, planner):
    cycle = open_cycle(tenant=TENANT, plan_year=2028, holidays=frozenset(), by=planner, now=NOW)

    answer = client.get("/jadwal.ics")

    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert len(events) == cycle.stages.count()
    event = next(event for uid, event in events.items() if uid.startswith("village_upward_proposals-2028@"))
    assert (event["dtstart"].dt.isoformat(), event["dtend"].dt.isoformat()) == ("2026-10-01", "2027-01-01")


def test_the_calendar_file_is_one_that_every_phone_reads(client, planner):
    open_cycle(tenant=TENANT, plan_year=2028, holidays=frozenset(), by=planner, now=NOW)

    raw = client.get("/jadwal.ics").content

    lines = raw.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)  # RFC 5545, 3.1
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert all(event["dtstamp"].dt == NOW and event["dtend"].dt > event["dtstart"].dt for event in events)
    assert client.get("/jadwal.ics").content == raw


def test_a_moved_window_keeps_its_id_in_the_calendar_file(client, planner):
    stage = StageFactory(code="execution")
    move_stage(
        stage,
        opens_at=LONG_AGO,
        closes_at=NOW + timedelta(days=3000, hours=2),
        reason=REASON,
        by=planner,
        now=NOW,
    )

    event = Calendar.from_ical(client.get("/jadwal.ics").content).walk("VEVENT")[0]

    assert (event["sequence"], event["dtstamp"].dt) == (1, NOW)
    assert event["dtend"].dt == NOW + timedelta(days=3000, hours=2)


def test_ceilings_show_what_is_agreed_and_what_is_left(client, government):
    cycle = PlanningCycleFactory()
    CeilingFactory(cycle=cycle, amount=2_000_000_000, basis="SK Bupati 12/2027")
    CeilingFactory(cycle=cycle, amount=500_000_000, sector="road")
    CeilingFactory(cycle=cycle, region_code=OTHER_DISTRICT, amount=100_000_000)
    count_use(cycle, DISTRICT, "road", amount=600_000_000)

    text = client.get("/pagu/").content.decode()

    for wanted in (
        "Rp2.000.000.000",
        "Rp1.400.000.000",
        "kelebihan Rp100.000.000",
        "SK Bupati 12/2027",
        "Kecamatan Melati",
    ):
        assert wanted in text


@pytest.mark.parametrize(
    ("basis", "shown"),
    [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("＝1＋1", "'＝1＋1"), ("SK 1;=1+1", "SK 1;'=1+1")],
)
def test_the_file_of_ceilings_holds_the_same_numbers_and_no_formula(client, government, basis, shown):
    cycle = PlanningCycleFactory()
    CeilingFactory(cycle=cycle, amount=900, basis=basis)
    count_use(cycle, DISTRICT, amount=100)

    rows = list(csv.reader(io.StringIO(client.get("/pagu.csv").content.decode("utf-8-sig"))))

    assert rows[1] == ["2028", DISTRICT, "Kecamatan Cempaka", "semua", "900", "100", "800", shown]


def test_another_year_of_ceilings_can_be_asked_for(client, government):
    CeilingFactory(cycle=PlanningCycleFactory(plan_year=2028), amount=111_000)
    CeilingFactory(cycle=PlanningCycleFactory(plan_year=2027), amount=222_000)

    assert "Rp111.000" in client.get("/pagu/").content.decode()
    assert "Rp222.000" in client.get("/pagu/?tahun=2027").content.decode()
    assert client.get("/pagu/?tahun=abc").status_code == 200


def test_every_version_of_the_rules_stays_readable(client, planner):
    cycle = PlanningCycleFactory()
    for version, text in enumerate(("Aturan lama <b>tebal</b>.", "Aturan baru.")):
        publish_rules(cycle, text=text, note="Diperbaiki", seen_version=version, by=planner, now=NOW)

    newest = client.get("/aturan-main/").content.decode()
    former = client.get("/aturan-main/?versi=1").content.decode()

    assert "Aturan baru." in newest
    assert "Aturan lama &lt;b&gt;tebal&lt;/b&gt;." in former
    assert "Anda sedang membaca versi lama." in former
    assert client.get("/aturan-main/?versi=9").status_code == 404


def test_the_public_sees_who_is_invited_and_nothing_else_of_the_map(client, planner):
    cycle = PlanningCycleFactory()
    for name, invited in (("Forum Disabilitas", True), ("Asosiasi Pengusaha", False)):
        facts = StakeholderFacts(name, "disability", 5, 1, "consult", "Catatan rahasia tim")
        row = add_stakeholder(cycle, facts=facts, by=planner, now=NOW)
        invite(row, invited=invited, by=planner, now=NOW)

    text = client.get("/aturan-main/").content.decode()

    assert "Forum Disabilitas" in text
    assert "Asosiasi Pengusaha" not in text
    assert "Catatan rahasia tim" not in text


@pytest.mark.parametrize("path", PAGES)
def test_the_number_of_queries_does_not_grow_with_the_rows(client, planner, queries_of, path, settings):
    cycle = open_cycle(tenant=TENANT, plan_year=2028, holidays=frozenset(), by=planner, now=NOW)
    publish_rules(cycle, text="Aturan.", note="", seen_version=0, by=planner, now=NOW)
    CeilingFactory(cycle=cycle)
    few = queries_of(lambda: client.get(path))

    open_cycle(tenant=TENANT, plan_year=2029, holidays=frozenset(), by=planner, now=NOW)
    for n in range(10):
        RegionFactory(code=f"99.01.{n + 10:02}", level="district", kind="kecamatan")
        CeilingFactory(cycle=cycle, region_code=f"99.01.{n + 10:02}")
        stage = cycle.stages.order_by("code")[n]
        extend_stage(
            stage, village_codes=[VILLAGE], closes_at=stage.closes_at + timedelta(days=1), letter_number="1",
            reason=REASON, by=planner, now=NOW,
        )  # fmt: skip
        row = add_stakeholder(
            cycle, facts=StakeholderFacts(f"Lembaga {n}", "women", 3, 3, "inform"), by=planner, now=NOW
        )
        invite(row, invited=True, by=planner, now=NOW)

    many = queries_of(lambda: client.get(path))
    assert many <= few + 1  # names of villages are one query, asked only where a village is named
    assert many <= 10
