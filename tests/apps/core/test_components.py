"""The macros every page is built of: shown, documented, and safe with whatever is put into them."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from jinja2 import nodes

from rembuk.apps.core.samples import component_samples
from rembuk.apps.core.vendor import ImportMap

TEMPLATES = Path(__file__).resolve().parents[3] / "rembuk" / "apps" / "core" / "templates" / "core"
FILES = sorted((TEMPLATES / "components").glob("*.html"))
PAGE = TEMPLATES / "components_page.html"
ENV = engines.all()[0].env  # type: ignore[attr-defined]
HOSTILE = "<script>alert(1)</script>\"'&"


def public_macros(file: Path) -> list[nodes.Macro]:
    macros = ENV.parse(file.read_text(encoding="utf-8")).find_all(nodes.Macro)
    return [macro for macro in macros if not macro.name.startswith("_")]


def call(file: str, macro: str, *args: object, **kwargs: object) -> str:
    module = ENV.get_template(f"core/components/{file}.html").module
    return str(getattr(module, macro)(*args, **kwargs))


def shell(**changes: object) -> SimpleNamespace:
    values: dict[str, Any] = {
        "lang": "id", "other_lang_url": "/en/komponen/", "government_name": "Kabupaten Nusawangi",
        "practice": True,
        "home_url": "/", "path": "/komponen/", "import_map": "", "account_url": "/akun/",
        "nav": (("Usulan", "/usulan/", True), ("Jadwal", "/jadwal/", False)),
        "officer_nav": (("Tugas Saya", "/tugas/", True),),
        "is_open": lambda address: True,
    }  # fmt: skip
    return SimpleNamespace(**(values | changes))


def page(name: str, **context: object) -> str:
    return str(ENV.get_template(name).render({"shell": shell()} | context))


class Tags(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_there_are_components_to_check():
    assert len(FILES) >= 30
    assert all(public_macros(file) for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_macro_is_shown_on_the_components_page(file):
    tree = ENV.parse(PAGE.read_text(encoding="utf-8"))
    imported = {
        name if isinstance(name, str) else name[0]: name if isinstance(name, str) else name[1]
        for found in tree.find_all(nodes.FromImport)
        if found.template.value == f"core/components/{file.name}"
        for name in found.names
    }
    called = {found.node.name for found in tree.find_all(nodes.Call) if isinstance(found.node, nodes.Name)}

    assert {macro.name for macro in public_macros(file)} == imported.keys()
    assert set(imported.values()) <= called


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_macro_and_argument_is_documented(file):
    source = file.read_text(encoding="utf-8")
    comment = re.match(r"\{#(.*?)#\}", source, re.DOTALL)
    readme = (TEMPLATES / "components" / "README.md").read_text(encoding="utf-8")

    assert comment
    for macro in public_macros(file):
        assert f"{macro.name}(" in comment[1]
        assert f"{macro.name}(" in readme
        for argument in macro.args:
            assert re.search(rf"\b{argument.name}\b", comment[1]), f"{macro.name}: {argument.name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_word_is_translated_once_for_everybody(file):
    """A macro file's top level runs once: a translation there would keep the first visitor's language."""
    tree = ENV.parse(file.read_text(encoding="utf-8"))

    assert not any(isinstance(node, nodes.Assign) for node in tree.body)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_page_of_components_renders_in_both_languages(lang):
    with translation.override(lang):
        html = page("core/components_page.html", **component_samples())

    assert ("DATA SIMULASI" in html) == (lang == "id")
    assert "NSW-27-7K4M2P-X" in html


def test_nothing_needs_inline_code():
    """The content security policy allows neither style attributes nor event handlers."""
    tags = Tags(page("core/components_page.html", **component_samples())).found

    assert len(tags) > 500
    assert not [
        name for _, attributes in tags for name in attributes if name == "style" or name.startswith("on")
    ]


def test_ids_are_unique_and_every_label_has_its_field():
    tags = Tags(page("core/components_page.html", **component_samples())).found
    ids = Counter(attributes["id"] for _, attributes in tags if attributes.get("id"))
    wanted = {attributes["for"] for tag, attributes in tags if tag == "label" and attributes.get("for")}
    described = {
        word for _, attributes in tags for word in (attributes.get("aria-describedby") or "").split()
    }  # fmt: skip

    assert [name for name, count in ids.items() if count > 1] == []
    assert wanted <= ids.keys()
    assert described
    assert described <= ids.keys()


def test_the_public_frame_holds_nothing_personal():
    html = page("core/base.html", person=SimpleNamespace(name="Ibu Ratna", role_labels=()))

    assert "csrf" not in html
    assert "Ibu Ratna" not in html
    assert 'href="/akun/"' in html


def test_the_officers_frame_says_who_is_signed_in():
    person = SimpleNamespace(name="Ibu Ratna", role_labels=("Verifikator", "Kecamatan Sukarame"))

    html = page("core/officer_base.html", person=person)

    assert "Ibu Ratna" in html
    assert "Verifikator · Kecamatan Sukarame" in html
    assert "/tugas/" in html


def test_the_practice_banner_is_only_for_practice():
    real = str(ENV.get_template("core/base.html").render(shell=shell(practice=False)))

    assert 'class="practice"' in page("core/base.html")
    assert 'class="practice"' not in real
    assert "noindex" not in real


def test_without_vendored_files_the_frame_asks_for_none():
    bare = page("core/base.html")
    furnished = page("core/base.html", shell=shell(import_map=ImportMap('{"imports":{}}')))

    assert "importmap" not in bare
    assert "fonts.css" not in bare
    assert '<script type="importmap">{"imports":{}}</script>' in furnished
    assert "fonts.css" in furnished


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 429])
def test_a_refusal_says_why_and_leads_back(status):
    general = page(f"core/errors/{status}.html")
    exact = page(f"core/errors/{status}.html", sentence="Jalan ini milik provinsi.", back_url="/usulan/")

    assert str(status) in general
    assert "Jalan ini milik provinsi." in exact
    assert 'href="/usulan/"' in exact


@pytest.mark.parametrize("status", [500, 503])
def test_a_failure_page_needs_no_context_at_all(status):
    assert str(status) in ENV.get_template(f"core/errors/{status}.html").render()


@pytest.mark.parametrize(
    ("file", "macro", "arguments"),
    [
        ("button", "button", {"label": HOSTILE, "href": HOSTILE}),
        (
            "button",
            "button",
            {"label": HOSTILE, "name": HOSTILE, "value": HOSTILE, "attrs": {"data-x": HOSTILE}},
        ),
        ("state_badge", "state_badge", {"label": HOSTILE}),
        ("notice", "notice", {"text": HOSTILE, "title": HOSTILE}),
        ("empty_state", "empty_state", {"title": HOSTILE, "text": HOSTILE, "action": HOSTILE, "url": "/"}),
        ("code_block", "code_block", {"code": HOSTILE, "label": HOSTILE}),
        (
            "timeline",
            "timeline_entry",
            {"date": HOSTILE, "decision": HOSTILE, "reason": HOSTILE, "office": HOSTILE},
        ),
        ("photo", "photo", {"src": HOSTILE, "alt": HOSTILE, "caption": HOSTILE}),
        ("mail_item", "mail_item", {"to": HOSTILE, "subject": HOSTILE, "when": HOSTILE, "body": [HOSTILE]}),
        (
            "field",
            "text_field",
            {"name": "x", "label": HOSTILE, "value": HOSTILE, "hint": HOSTILE, "error": HOSTILE},
        ),
        (
            "proposal_card",
            "proposal_row",
            {
                "url": "/",
                "title": HOSTILE,
                "code": HOSTILE,
                "place": HOSTILE,
                "state": HOSTILE,
                "tone": "daun",
            },
        ),
    ],
)
def test_text_that_looks_like_markup_stays_text(file, macro, arguments):
    html = call(file, macro, **arguments)

    assert "alert(1)" in html
    assert not [tag for tag, _ in Tags(html).found if tag == "script"]
    assert not [name for _, attributes in Tags(html).found for name in attributes if name.startswith("on")]


def test_a_state_is_word_and_shape_and_colour():
    html = call("state_badge", "state_badge", "Masuk RKPD", "padi")

    assert "Masuk RKPD" in html
    assert "<svg" in html
    assert "tone-padi" in html


def test_a_list_without_more_pages_has_no_page_links():
    assert call("pagination", "pagination").strip() == ""
    assert 'rel="next"' in call("pagination", "pagination", older="?sebelum=9")


def test_an_empty_definition_is_left_out():
    assert call("definitions", "definition", "Volume").strip() == ""


def test_each_value_of_a_table_carries_its_columns_name_for_the_phone():
    column = {"label": "Perkiraan biaya", "number": True, "sort_url": "", "sorted": ""}

    html = call("table", "cell", column, "Rp120.000.000")

    assert 'data-label="Perkiraan biaya"' in html
    assert "number" in html


class Answer(forms.Form):
    """As a person may have filled it in."""

    volume = forms.IntegerField(label="Volume", min_value=1)
    since = forms.DateField(label="Sejak")
    secret = forms.CharField(label="Kata sandi", widget=forms.PasswordInput)
    kind = forms.ChoiceField(label="Bidang", choices=[("a", "Jalan"), ("b", "Air")])
    track = forms.ChoiceField(label="Jalur", choices=[("", "-"), ("x", "Desa")], widget=forms.RadioSelect)
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea, help_text="Boleh singkat.")
    token = forms.CharField(widget=forms.HiddenInput)


@pytest.fixture
def answer() -> Answer:
    form = Answer(
        {
            "volume": "seratus",
            "since": "31/12",
            "secret": "rahasia",
            "kind": "b",
            "note": "\nbaris",
            "token": "t",
        }
    )
    form.is_valid()
    return form


def test_what_was_typed_comes_back_even_when_it_is_wrong(answer):
    volume, since = (call("field", "field", answer[name]) for name in ("volume", "since"))

    assert 'type="text"' in volume
    assert 'value="seratus"' in volume
    assert 'type="text"' in since
    assert 'value="31/12"' in since


def test_a_password_never_comes_back(answer):
    assert "rahasia" not in call("field", "field", answer["secret"])


def test_an_error_stands_beside_its_field_and_is_read_with_it(answer):
    html = call("field", "field", answer["volume"])

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_volume-error"' in html
    assert 'id="id_volume-error"' in html


def test_the_chosen_option_stays_chosen(answer):
    assert '<option value="b" selected>' in call("field", "field", answer["kind"])


def test_a_group_of_radio_buttons_leaves_out_the_empty_choice(answer):
    html = call("field", "field", answer["track"])

    assert html.count('type="radio"') == 1
    assert "<legend>" in html


def test_an_optional_field_says_so_and_a_text_keeps_its_first_line_break(answer):
    html = call("field", "field", answer["note"])

    assert "optional" in html or "boleh dikosongkan" in html
    assert re.search(r"<textarea[^>]*>\n\nbaris</textarea>", html)


def test_a_hidden_field_has_no_label(answer):
    html = call("field", "field", answer["token"])

    assert 'type="hidden"' in html
    assert "<label" not in html


def test_the_summary_of_errors_leads_to_each_field(answer):
    html = call("form_errors", "form_errors", answer)

    assert 'href="#id_volume"' in html
    assert 'href="#id_track"' in html
    assert call("form_errors", "form_errors", Answer()).strip() == ""
