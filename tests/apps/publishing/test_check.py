"""`/cek-dokumen/`: is the file that somebody got the one that was published?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rembuk.apps.core.media import media_path
from rembuk.apps.publishing.actions.versions import prepare, publish, verify
from tests.factories.proposals import NOW, open_year


def ask(client, data: bytes, name: str = "rencana.pdf"):
    return client.post("/cek-dokumen/", {"file": SimpleUploadedFile(name, data)})


@pytest.fixture
def version(media, government, planner, planning_head):
    made = prepare(open_year("plan_finalisation"), "initial_draft", by=planner, now=NOW)
    return publish(verify(made, by=planning_head, now=NOW), by=planner, now=NOW)


@pytest.mark.parametrize("path", ["/cek-dokumen/", "/en/cek-dokumen/"])
def test_an_empty_database_serves_the_page(client, db, path):
    assert client.get(path).status_code == 200
    assert ask(client, b"whatever").status_code == 200


@pytest.mark.parametrize("name", ["pdf_file", "csv_file"])
def test_the_published_file_is_genuine_whatever_its_name(client, version, name):
    data = media_path(getattr(version, name)).read_bytes()

    page = ask(client, data, "dari-grup-wa.bin").content.decode()
    assert "Asli dan tidak diubah" in page and "/dokumen/2028/v1/" in page


def test_one_changed_byte_is_told(client, version):
    data = media_path(version.pdf_file).read_bytes()

    page = ask(client, data + b"\n").content.decode()
    assert "Tidak kami kenali" in page and "/dokumen/2028/v1/" not in page


def test_what_is_not_published_is_not_known(client, version, planner):
    prepare(version.cycle, "initial_draft", by=planner, now=NOW)

    assert "Tidak kami kenali" in ask(client, b"").content.decode()  # an unpublished version has no hash


def test_without_a_file_it_is_asked_for(client, government):
    assert client.post("/cek-dokumen/", {}).status_code == 422
