"""The embedded database is opened so that it keeps what it acknowledged."""

import pytest

from rembuk.apps.core import sqlite


def test_everything_is_synced_and_writers_wait_their_turn():
    options = sqlite.options()

    assert "PRAGMA synchronous=FULL" in options["init_command"]
    assert "PRAGMA journal_mode=WAL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="synchronous"):
        sqlite.options("SOMETIMES")
