"""A saved file survives, keeps its secrets, and is found under its own name only."""

import os
from contextlib import closing
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory

from rembuk.apps.core.media import Keep, media_answer, media_path, save_media

ASKED = RequestFactory().get("/foto/x.webp")


def test_a_saved_file_is_read_back(media):
    name = save_media(b"webp", suffix=".webp", folder="photos")

    assert media_path(name).read_bytes() == b"webp"
    assert [path.name for path in (media / "photos").iterdir()] == [name.partition("/")[2]]


def test_names_tell_nothing_and_never_meet(media):
    names = {save_media(b"x", suffix=".webp", folder="photos") for _ in range(50)}

    assert len(names) == 50


def test_the_bytes_and_both_folders_are_synced_before_anybody_is_told(media, monkeypatch):
    synced = []

    def note(handle, real=os.fsync):
        synced.append(Path(os.readlink(f"/proc/self/fd/{handle}")).suffix or "folder")
        real(handle)

    monkeypatch.setattr(os, "fsync", note)
    save_media(b"x", suffix=".webp", folder="photos")

    assert synced == ["folder", "folder", ".part", "folder"]


def test_when_the_disk_fails_no_file_appears(media, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError("disk")))

    with pytest.raises(OSError, match="disk"):
        save_media(b"x", suffix=".webp", folder="photos")
    assert not [path for path in (media / "photos").iterdir() if path.suffix == ".webp"]


@pytest.mark.parametrize("suffix", [".svg", ".html", "", ".webp/../x"])
def test_only_kinds_that_we_make_are_kept(media, suffix):
    with pytest.raises(ValueError, match="not kept"):
        save_media(b"x", suffix=suffix, folder="photos")


@pytest.mark.parametrize(
    "name", ["", "photos", "photos/", "photos/none.webp", "../secret-key", "photos/../../secret-key",
             "/etc/passwd", "photos/%2e%2e/x", "photos/x.webp\n", "photos\\x.webp"],
)  # fmt: skip
def test_any_other_name_is_not_there(media, name):
    (media.parent / "secret-key").write_text("secret")
    (media / "photos").mkdir(parents=True)
    (media / "photos" / "x.webp").write_bytes(b"")

    with pytest.raises(Http404):
        media_path(name)


@pytest.mark.django_db  # an answer that is closed looks after its connection
def test_what_is_public_may_be_kept_and_what_is_not_may_not(media):
    name = save_media(b"webp", suffix=".webp", folder="photos")

    with closing(media_answer(ASKED, name, keep=Keep.FOR_EVER)) as answer:
        assert (answer["Content-Type"], b"".join(answer)) == ("image/webp", b"webp")
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    with closing(media_answer(ASKED, name, keep=Keep.NEVER, download_as="foto.webp")) as answer:
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Disposition"] == 'attachment; filename="foto.webp"'


@pytest.mark.django_db
def test_what_may_be_hidden_later_is_asked_for_anew_each_time_and_not_sent_twice(media):
    name = save_media(b"webp", suffix=".webp", folder="photos")

    with closing(media_answer(ASKED, name, keep=Keep.ASKING)) as answer:
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
        mark = answer["ETag"]
    again = RequestFactory().get("/foto/x.webp", headers={"If-None-Match": mark})
    same = media_answer(again, name, keep=Keep.ASKING)
    assert (same.status_code, same["Cache-Control"]) == (304, "public, max-age=0, must-revalidate")


@pytest.mark.django_db
def test_a_pdf_runs_nothing(media):
    name = save_media(b"%PDF-", suffix=".pdf", folder="minutes")

    with closing(media_answer(ASKED, name, keep=Keep.FOR_EVER)) as answer:
        assert "sandbox" in answer["Content-Security-Policy"]
