"""Browser files are copied only when they are what the table says; without Node nothing breaks."""

import base64
import hashlib
import json
import re

import pytest

from rembuk.apps.core import vendor

SCRIPT = b"export default 1;"
FONT = "@fontsource-variable/plus-jakarta-sans"


def table(content: bytes = SCRIPT) -> tuple[vendor.VendorFile, ...]:
    return (
        vendor.VendorFile("htmx.org", "dist/htmx.js", hashlib.sha256(content).hexdigest(), module="htmx.org"),
    )


@pytest.fixture
def root(tmp_path):
    (tmp_path / "package.json").write_text(
        json.dumps({"dependencies": {"htmx.org": "2.0.11", FONT: "5.3.0"}})
    )
    folder = tmp_path / "node_modules" / "htmx.org" / "dist"
    folder.mkdir(parents=True)
    (folder / "htmx.js").write_bytes(SCRIPT)
    return tmp_path


def test_named_files_are_copied_into_folders_with_their_version(root, tmp_path):
    target = tmp_path / "static"

    assert vendor.copy(root, target, table()) == 1
    assert (target / "htmx.org@2.0.11" / "htmx.js").read_bytes() == SCRIPT
    imports = json.loads((target / "import-map.json").read_text())["imports"]
    assert imports == {"htmx.org": "/static/vendor/htmx.org@2.0.11/htmx.js"}
    assert "font-display:optional" in (target / "fonts.css").read_text()


def test_copying_again_leaves_nothing_of_the_former_version(root, tmp_path):
    target = tmp_path / "static"
    (target / "htmx.org@1.9.0").mkdir(parents=True)

    vendor.copy(root, target, table())

    assert not (target / "htmx.org@1.9.0").exists()


def test_a_changed_file_is_refused_before_anything_is_written(root, tmp_path):
    target = tmp_path / "static"

    with pytest.raises(vendor.ChangedFileError, match=r"htmx\.org/dist/htmx\.js"):
        vendor.copy(root, target, table(b"something else"))
    assert not target.exists()


def test_without_node_modules_nothing_is_copied_and_nothing_fails(tmp_path):
    assert vendor.copy(tmp_path, tmp_path / "static") == 0


@pytest.mark.parametrize(
    ("lang", "words"), [("id", "semua halaman tetap berjalan"), ("en", "every page works")]
)
def test_the_command_says_in_one_line_what_is_missing(monkeypatch, capsys, lang, words):
    monkeypatch.setattr(vendor, "copy", lambda: 0)

    assert vendor.main(lang) == 0
    said = capsys.readouterr().out
    assert words in said
    assert said.count("\n") == 1


def test_the_policy_names_the_hash_of_exactly_the_script_on_the_page(monkeypatch):
    text = vendor.ImportMap('{"imports":{}}')
    monkeypatch.setattr(vendor, "import_map", lambda: text)

    named = re.fullmatch(r"'sha256-(.+)'", vendor.import_map_hash())

    assert named
    assert base64.b64decode(named[1]) == hashlib.sha256(b'{"imports":{}}').digest()
    assert text.__html__() == text


def test_without_an_import_map_the_policy_names_nothing(monkeypatch):
    monkeypatch.setattr(vendor, "import_map", lambda: vendor.ImportMap(""))

    assert vendor.import_map_hash() == ""
