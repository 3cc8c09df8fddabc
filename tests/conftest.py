"""What every test may ask for: the made-up regency, the people of the planning year, the shared data.

An access test asks them all as a table; each holds one role, in Desa Sukamaju or above it.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import settings as hypothesis

from rembuk.apps.core.remembered import forget_all
from rembuk.apps.places.queries import forget_government
from rembuk.site.catalogues import compile_all
from tests.factories.people import holder
from tests.factories.places import (
    DISTRICT,
    OTHER_DISTRICT,
    OTHER_VILLAGE,
    TENANT,
    VILLAGE,
    WARD,
    WORKS,
    WORKS_GROUP,
    build_regency,
)

ROOT = Path(__file__).resolve().parents[1]
_NO_SHARED = "shared data absent (REMBUK_SHARED)"


def pytest_configure() -> None:
    # A password is hashed in microseconds here; what Rembuk itself uses is Django's default.
    configured.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A decision is in force at once; what holds it for the undo asks for its ten seconds itself.
    configured.REMBUK_UNDO_SECONDS = 0
    # Speed is what `make bench` measures; a busy machine makes no example wrong.
    hypothesis.register_profile("rembuk", deadline=None)
    hypothesis.load_profile("rembuk")
    compile_all()  # pages speak Indonesian only with their catalogues


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    absent = [row for row in terminalreporter.stats.get("skipped", ()) if _NO_SHARED in str(row.longrepr)]
    if absent:
        terminalreporter.write_line(f"{len(absent)} tests skipped: {_NO_SHARED}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database of this run alone: a file, so that threads and the durable writer see one database."""
    own = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        own["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        own["NAME"] = f"test_rembuk_{os.getpid()}_{worker}"


@pytest.fixture(autouse=True)
def _clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing remembered by the process outlives a test."""
    forget_government()
    forget_all()
    translation.activate(configured.LANGUAGE_CODE)
    yield
    forget_government()


@pytest.fixture
def media(settings, tmp_path: Path) -> Path:
    """An empty folder for uploaded files."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def shared() -> Path:
    """The folder of shared designs and data; a test that reads it is skipped where it is absent."""
    path = Path(os.environ.get("REMBUK_SHARED", ROOT.parent / "shared"))
    if not (path / "data").is_dir():
        pytest.skip(_NO_SHARED)
    return path


@pytest.fixture
def queries_of() -> Callable[[Callable[[], object]], int]:
    """How many queries a call makes: `queries_of(lambda: client.get("/warga/"))`."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as made:
            call()
        return len(made)

    return count


@pytest.fixture
def government(db):
    """Kabupaten Nusawangi (99.01): two sub-districts, in each a desa and a kelurahan, four agencies."""
    return build_regency()


def _person(role: str, region_code: str = TENANT, agency_code: str = ""):
    @pytest.fixture
    def person(government):
        return holder(role, region_code, agency_code)

    return person


# Residents of Desa Sukamaju, and somebody from the other sub-district
resident = _person("citizen", VILLAGE)
neighbour = _person("citizen_verified", VILLAGE)
stranger = _person("citizen_verified", OTHER_VILLAGE)
rt_rw_head = _person("rt_rw_head", VILLAGE)
facilitator = _person("facilitator", DISTRICT)

# Offices of Desa Sukamaju, of Kelurahan Kenanga, and the like elsewhere
village_admin = _person("village_admin", VILLAGE)
village_secretary = _person("village_secretary", VILLAGE)
village_head = _person("village_head", VILLAGE)
village_council = _person("village_council", VILLAGE)
village_verifier = _person("village_verifier", VILLAGE)
ward_admin = _person("village_admin", WARD)
other_village_admin = _person("village_admin", OTHER_VILLAGE)
district_officer = _person("district_officer", DISTRICT)
district_admin = _person("district_admin", DISTRICT)
district_secretary = _person("district_secretary", DISTRICT)
district_head = _person("district_head", DISTRICT)
other_district_officer = _person("district_officer", OTHER_DISTRICT)

# Offices of the regency
planner = _person("planning_admin")
planning_partner = _person("planning_partner", TENANT, WORKS_GROUP)
planning_head = _person("planning_head")
agency_verifier = _person("agency_verifier", TENANT, WORKS)
agency_head = _person("agency_head", TENANT, WORKS)
agency_operator = _person("agency_operator", TENANT, WORKS)
surveyor = _person("surveyor", TENANT, WORKS)
village_affairs_officer = _person("village_affairs_officer")
budget_team = _person("budget_team")
budget_officer = _person("budget_officer")
regional_secretary = _person("regional_secretary")
executive = _person("executive")
auditor = _person("auditor")
information_officer = _person("information_officer")
sysadmin = _person("sysadmin")
