"""Only forms with photographs or files may be sent more than what people type."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rembuk.apps.core.checks import every_view
from rembuk.apps.core.pages import rule_of
from tests.house.reading import templates

# The view that takes files, and the template of its form.
TAKES_FILES = {
    "proposals.views.new.new": "proposals/new.html",
    "proposals.views.step.step": "proposals/step.html",
    "desk.views.decide.decide": "desk/_step_form.html",
    "publishing.views.check.check": "publishing/check.html",
}


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff" + b"x" * 3_000_000, "image/jpeg")


def test_pages_with_a_file_in_their_form_take_files_and_no_others():
    views = [view for _, view in every_view() if (rule := rule_of(view)) and rule.takes_files]
    names = {f"{view.__module__}.{view.__name__}".removeprefix("rembuk.apps.") for view in views}
    forms = {path.name for path in templates() if "multipart/form-data" in path.read_text("utf-8")}

    assert names == TAKES_FILES.keys()
    assert forms == {path.rpartition("/")[2] for path in TAKES_FILES.values()}


@pytest.mark.parametrize("path", ["/masuk/", "/daftar/", "/akun/sandi/", "/tugas/banyak/"])
def test_no_other_page_is_sent_a_photograph(client, government, path):
    answer = client.post(path, {"x": photo()})
    assert answer.status_code == 413 and "<h1>" in answer.content.decode()


def test_a_guest_is_asked_to_sign_in_before_anything_large_is_read(client, government):
    assert client.post("/usulan/baru/", {"photos": photo()}).headers["Location"].startswith("/masuk/")
