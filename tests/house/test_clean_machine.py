"""What the tests need and a machine has not is said in one line; where CI runs them, it is a failure."""

import subprocess
import sys

import pytest

from tests.house.reading import ROOT

NOWHERE = {"PATH": "/nonexistent"}


def run(words: list[str], **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=ROOT, env=NOWHERE | given, capture_output=True, text=True, check=False
    )  # fmt: skip


@pytest.mark.parametrize(("given", "status"), [({}, 0), ({"CI": "true"}, 1)], ids=["at home", "in CI"])
def test_without_chromium_one_line_says_so(given, status):
    done = run(["/bin/bash", "bin/browser-there"], **given)
    assert done.returncode == status
    assert "Chromium" in done.stdout and len(done.stdout.splitlines()) == 1


def test_without_postgresql_one_line_says_so():
    done = run([sys.executable, "bin/postgresql_answers.py", "postgresql://nobody@127.0.0.1:1/none"])
    assert done.returncode == 1
    assert "PostgreSQL" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("given", "status"), [({}, 0), ({"CI": "true"}, 1)], ids=["at home", "in CI"])
def test_the_half_on_postgresql_is_left_out_at_home_and_fails_in_ci(given, status):
    words = ["make", "-s", "-o", "install-dev", "-o", "front", "test-postgresql", "PYTEST=echo TESTED; :"]
    words.append("TEST_DATABASE_URL=postgresql://nobody@127.0.0.1:1/none")
    done = run(words, PATH="/usr/bin:/bin", **given)
    assert (done.returncode == 0) == (status == 0), done.stdout + done.stderr
    assert "TESTED" not in done.stdout and "PostgreSQL" in done.stderr
