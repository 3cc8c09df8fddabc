"""The forms of a page, as a browser would send them."""

# ruff: noqa: E501  a row of a table is read as a row

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from tests.security.asking import answer_to, paths
from tests.security.world import GUEST, World

# Between them they see every form there is.
ROLES = (
    "planning_admin", "village_admin", "village_head", "agency_verifier", "agency_head", "planning_head", "sysadmin",
    "citizen_verified", "facilitator", "district_officer", GUEST,
)  # fmt: skip
_TYPED = frozenset(
    {"text", "search", "tel", "email", "url", "number", "date", "datetime-local", "password", ""}
)


@dataclass(slots=True)
class Form:
    """Where it goes, and what stands in it before anybody types."""

    action: str = ""
    sends: bool = False
    values: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    comes_back: list[str] = field(default_factory=list)  # shown as it was typed, if the form is refused
    files: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urlsplit(urljoin(self.path, known.get("action", ""))).path or self.path
            self.forms.append(Form(action, known.get("method", "get").lower() == "post"))
        if not self.forms:
            return
        if (
            tag == "option"
            and self._select
            and ("selected" in known or not self.forms[-1].values[self._select])
        ):
            self.forms[-1].values[self._select] = known.get("value", "")
        name = known.get("name", "")
        if tag in {"input", "textarea", "select", "button"} and name:
            self._field(tag, name, known)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def _field(self, tag: str, name: str, known: dict[str, str]) -> None:
        form, kind = self.forms[-1], known.get("type", "").lower()
        if kind == "file":
            form.files.append(name)
            return
        if kind in {"checkbox", "radio"} and name in form.values and "checked" not in known:
            return
        form.values[name] = known.get("value", "")
        if tag == "select":
            self._select = name
        if tag == "textarea" or (tag == "input" and kind in _TYPED) or tag == "select" or kind == "hidden":
            form.typed.append(name)
        if tag == "textarea" or (tag == "input" and kind in _TYPED and kind != "password"):
            form.comes_back.append(name)


def forms_in(path: str, html: str) -> list[Form]:
    """The forms that send something."""
    reader = _Reader(path)
    reader.feed(html)
    return [form for form in reader.forms if form.sends]


def every_form(world: World, keys: dict[str, str]) -> list[tuple[str, Form]]:
    """(role, form) of every form that any of the roles meets on any page, each once."""
    if "forms" not in world.known:
        world.known["forms"] = list(_met(world, keys))
    return world.known["forms"]


def _met(world: World, keys: dict[str, str]) -> Iterator[tuple[str, Form]]:
    met = set()
    for path, _view in paths(world):
        for role in ROLES:
            answer = answer_to(keys[role], "GET", path)
            if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
                continue
            for form in forms_in(path, answer.content.decode()):
                mark = (form.action, *sorted(form.values))
                if mark not in met:
                    met.add(mark)
                    yield role, form
