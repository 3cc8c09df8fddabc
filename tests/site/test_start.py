"""What does not keep its word does not start: a view open by accident, a database that forgets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import ROOT

pytestmark = pytest.mark.slow
_AS_SERVED = "import rembuk.site.wsgi; print('started')"
_FORGOTTEN = (
    "import django; django.setup()\n"
    "from django.http import HttpResponse\n"
    "from django.urls import path\n"
    "from rembuk.site import urls\n"
    "urls.urlpatterns.append(path('terbuka/', lambda request: HttpResponse('rahasia')))\n"
)


def started(program: str, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("REMBUK", "DATABASE"))}
    surroundings = {"DJANGO_SETTINGS_MODULE": "rembuk.site.settings", "REMBUK_VAR": str(folder)}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=kept | surroundings | given,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_as_it_is_it_starts(tmp_path):
    done = started(_AS_SERVED, tmp_path)
    assert done.stdout.strip() == "started", done.stderr


def test_with_one_view_that_says_not_who_may_open_it_nothing_is_served(tmp_path):
    done = started(_FORGOTTEN + _AS_SERVED, tmp_path)
    assert done.returncode != 0 and "started" not in done.stdout
    assert "terbuka/" in done.stderr


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_where_a_power_cut_would_take_receipts_away_nothing_is_served(tmp_path, synchronous):
    done = started(_AS_SERVED, tmp_path, REMBUK_SYNCHRONOUS=synchronous)
    assert done.returncode != 0 and "started" not in done.stdout
    assert "synchronous" in done.stderr


def test_the_commands_of_django_refuse_an_undeclared_view_too(tmp_path):
    program = "from django.core.management import call_command; call_command('check'); print('fine')"
    done = started(_FORGOTTEN + program, tmp_path)
    assert done.returncode != 0 and "fine" not in done.stdout
    assert "terbuka/" in done.stderr
