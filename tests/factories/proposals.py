"""Proposals in any state, the year around them, and one that was really submitted."""

import random
from datetime import UTC, datetime

import factory

from rembuk.apps.core.codes import new_code
from rembuk.apps.core.ids import uuid7
from rembuk.apps.places.queries import government, village_lines
from rembuk.apps.preparation.models import PlanningCycle
from rembuk.apps.proposals.actions.submit import Submission, submit
from rembuk.apps.proposals.models import Proposal
from tests.factories.places import DISTRICT, TENANT, VILLAGE, WORKS, WORKS_GROUP
from tests.factories.preparation import PlanningCycleFactory, StageFactory

_DICE = random.Random(7)
NOW = datetime(2026, 7, 15, 3, 0, tzinfo=UTC)
WHY = "Jalan ini bukan milik desa, sehingga perlu surat dari kabupaten dahulu."


def open_year(*stages: str, plan_year: int = 2028) -> PlanningCycle:
    """A planning year in which exactly these stages are open."""
    cycle = PlanningCycleFactory(plan_year=plan_year)
    for code in stages:
        StageFactory(cycle=cycle, code=code)
    return cycle


class ProposalFactory(factory.django.DjangoModelFactory):
    """`ProposalFactory(state="village_review", cycle=cycle)`: a row as if its way had been walked."""

    class Meta:
        model = Proposal

    tenant = TENANT
    uuid = factory.LazyFunction(uuid7)
    code = factory.LazyFunction(lambda: new_code("NSW", 2028, _DICE))
    plan_year = 2028
    track = "desa"
    state = "village_review"
    state_since = NOW
    created_at = NOW
    submitted_at = NOW
    is_public = True
    district_code = DISTRICT
    village_code = VILLAGE
    rt = "03"
    rw = "02"
    problem = "Jalan di depan sekolah berlubang dan banjir setiap hujan."
    work = "Perbaiki jalan sepanjang 200 meter."
    category = "road"
    agency_code = WORKS
    agency_group = WORKS_GROUP
    title = factory.Sequence(lambda n: f"Perbaiki jalan sekolah {n}")
    place_line = "RT 03/RW 02, Desa Sukamaju, Kecamatan Cempaka"
    proposer_line = "Warga RT 03/RW 02"
    canonical = "perbaiki jalan sekolah"


def words_of(village: str = VILLAGE, **fields: object) -> Submission:
    """What a resident might write."""
    served = government()
    line = next(row for row in village_lines(served.code) if row.code == village)
    given = {
        "problem": "Jalan di depan sekolah berlubang dan banjir setiap hujan.",
        "rt": "03",
        "rw": "02",
        "work": "Perbaiki jalan sepanjang 200 meter.",
        "category": "road",
        "contact_phone": "+628123456789",
        "truth": True,
    }
    return Submission(village=line, **{**given, **fields})


def sent_by(person, *, now: datetime = NOW, uuid=None, village: str = VILLAGE, **fields: object) -> Proposal:
    """Submitted by the real action."""
    return submit(
        government=government(), uuid=uuid or uuid7(), by=person, now=now, data=words_of(village, **fields)
    )
