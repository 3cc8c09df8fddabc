"""Whatever file somebody brings, to a page or to `rembuk import`: taken in without harm, or a sentence."""

import io

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rembuk.apps.core.ids import uuid7
from rembuk.apps.core.media import media_path
from rembuk.apps.places.models import Boundary
from rembuk.apps.proposals.models import Photo
from rembuk.site.cli import main
from tests.factories.places import VILLAGE
from tests.security.asking import answer_to, sessions
from tests.security.forms import every_form
from tests.security.hostile_files import (
    CROSSING_BORDER,
    NO_IMPORTS,
    NO_PHOTOGRAPHS,
    SWAPPED_BORDER,
    exif_bomb,
    with_place,
)

pytestmark = pytest.mark.django_db


def proposal_with(village: str, photograph: SimpleUploadedFile) -> dict[str, object]:
    return {
        "uuid": str(uuid7()), "problem": "Jalan di depan sekolah berlubang dan banjir.", "village": village,
        "rt": "03", "rw": "02", "contact_phone": "0812-3456-7890", "truth": "on", "work": "Perbaiki jalan.",
        "category": "road", "kirim": "1", "photos": photograph,
    }  # fmt: skip


@pytest.mark.parametrize("what", NO_PHOTOGRAPHS)
def test_what_is_no_photograph_is_refused_with_everything_typed_kept(filled, what):
    name, data = NO_PHOTOGRAPHS[what]
    sent = proposal_with(VILLAGE, SimpleUploadedFile(name, data))
    answer = answer_to(sessions(filled)["citizen_verified"], "POST", "/usulan/baru/", data=sent)
    assert answer.status_code in {200, 400, 422}
    assert "Jalan di depan sekolah berlubang" in answer.content.decode()


@pytest.mark.parametrize(
    "data",
    [with_place() + b"<script>alert(1)</script>PK\x03\x04", exif_bomb()],
    ids=["a picture that is also a page", "exif bomb"],
)
def test_a_picture_is_made_anew_without_its_place_and_without_what_hides_in_it(filled, client, data):
    client.force_login(filled.people["citizen_verified"])
    before = set(Photo.objects.values_list("pk", flat=True))

    sent = proposal_with(VILLAGE, SimpleUploadedFile("../../x.php", data))
    assert client.post("/usulan/baru/", sent).status_code in {302, 303}

    (photo,) = Photo.objects.exclude(pk__in=before)
    kept = media_path(photo.file).read_bytes()
    picture = Image.open(io.BytesIO(kept))
    assert picture.format == "WEBP" and not dict(picture.getexif())
    assert b"script" not in kept and b"Budi" not in kept and b"PK\x03\x04" not in kept and b"Exif" not in kept
    assert "php" not in photo.file


@pytest.mark.slow
def test_no_form_that_takes_files_is_harmed_by_any(filled):
    keys = sessions(filled)
    taking = [(role, form) for role, form in every_form(filled, keys) if form.files]
    assert {form.action for _role, form in taking} >= {"/usulan/baru/", "/cek-dokumen/"}
    wrong = []
    for role, form in taking:
        for what, (name, data) in NO_PHOTOGRAPHS.items():
            sent = {field: SimpleUploadedFile(name, data) for field in form.files}
            answer = answer_to(keys[role], "POST", form.action, data={**form.values, **sent})
            if answer.status_code >= 500 or b"<script>alert(1)" in answer.content:
                wrong.append(f"{role} {form.action} {what}: {answer.status_code}")
    assert not wrong


def stored() -> dict[str, int]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("rembuk."))
    return {model.__name__: model.objects.count() for model in ours}


@pytest.mark.parametrize("what", NO_IMPORTS)
def test_a_file_that_means_harm_is_refused_by_name_and_nothing_is_written(filled, tmp_path, capsys, what):
    kind, name, made = NO_IMPORTS[what]
    file = tmp_path / name
    file.write_bytes(made())
    before = stored()

    status = main(["import", kind, str(file)])

    said = capsys.readouterr()
    assert status == 1
    assert said.err.startswith(name) and "Tidak ada yang ditulis." in said.err
    assert "Traceback" not in said.err
    assert stored() == before


@pytest.mark.parametrize(
    ("data", "said"),
    [(CROSSING_BORDER, "dirapikan"), (SWAPPED_BORDER, "dibalik")],
    ids=["crossing", "swapped"],
)
def test_a_border_that_can_be_mended_is_mended_and_told(filled, tmp_path, capsys, data, said):
    file = tmp_path / "a.geojson"
    file.write_bytes(data)

    assert main(["import", "boundaries", str(file)]) == 0

    assert said in capsys.readouterr().out
    border = Boundary.objects.get(region_id=VILLAGE)
    assert 106 < border.west < border.east < 108 and -7 < border.south < border.north < -5
