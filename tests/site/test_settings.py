"""What the environment says is what the installation does; nothing secret has a default."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.reading import ROOT

pytestmark = pytest.mark.slow
_PROGRAM = (
    "import json; from rembuk.site import settings as s;"
    "print(json.dumps({k: getattr(s, k) for k in dir(s) if k.isupper()}, default=str))"
)


def settings_with(folder: Path, **given: str) -> dict[str, object]:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("REMBUK", "DATABASE"))
    }
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False,
        env=environment | {"REMBUK_VAR": str(folder), **given},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_key_is_drawn_once_and_readable_by_the_owner_alone(tmp_path):
    first, again = settings_with(tmp_path), settings_with(tmp_path)
    elsewhere = settings_with(tmp_path / "lain")
    assert first["SECRET_KEY"] == again["SECRET_KEY"] != elsewhere["SECRET_KEY"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_https_closes_every_door(tmp_path):
    safe, plain = settings_with(tmp_path, REMBUK_HTTPS="1"), settings_with(tmp_path)
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"):
        assert safe[name] is True
        assert plain[name] is False
    assert safe["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert plain["DEBUG"] is False


def test_run_time_files_live_in_one_folder(tmp_path):
    found = settings_with(tmp_path)
    for name in ("MEDIA_ROOT", "STATIC_ROOT"):
        assert str(found[name]).startswith(str(tmp_path))
    assert str(tmp_path) in str(found["DATABASES"])


def test_the_address_of_the_database_is_honoured(tmp_path):
    found = settings_with(tmp_path, DATABASE_URL="postgresql://orang@127.0.0.1:5432/rembuk")
    assert found["DATABASES"]["default"]["ENGINE"].endswith("postgresql")
    assert found["DATABASES"]["default"]["CONN_MAX_AGE"] is None


def test_links_lead_to_the_port_that_is_served_unless_an_address_is_given(tmp_path):
    assert settings_with(tmp_path, PORT="8123")["REMBUK_PUBLIC_URL"] == "http://127.0.0.1:8123"
    given = settings_with(tmp_path, PORT="8123", REMBUK_PUBLIC_URL="https://rembuk.contoh.go.id/")
    assert given["REMBUK_PUBLIC_URL"] == "https://rembuk.contoh.go.id"
