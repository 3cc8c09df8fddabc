"""Every text field of every row holds markup, a formula and typesetting; every page shows it inert."""

import csv
import io

import openpyxl
import pytest

from rembuk.apps.core.versions import bump
from tests.factories.places import TENANT
from tests.security.asking import answer_to, path_of, sessions
from tests.security.poisoning import poison
from tests.security.world import GUEST, addresses, objects_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = (
    GUEST,
    "citizen_verified",
    "village_admin",
    "village_head",
    "planning_admin",
    "agency_head",
    "planning_head",
)


@pytest.fixture
def poisoned(filled):
    assert poison() > 70
    bump(TENANT, "proposals", "calendar", "places", "plans", "forums", "articles", "people", "priorities")
    return filled


def raw(text: str) -> bool:
    """Markup of ours that a browser would take as markup."""
    return "<img src=x" in text or "<b>x" in text or "<script>alert" in text or "</textarea>{{" in text


def formulas(answer, kind: str) -> list[str]:
    body = answer.getvalue() if answer.streaming else answer.content
    if kind == "csv":
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig")))
        return [cell for row in rows for cell in row if cell[:1] in "=+@\t\r" and cell]
    book = openpyxl.load_workbook(io.BytesIO(body))
    return [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_what_people_type_is_shown_inert_everywhere(poisoned):
    keys, found, seen = sessions(poisoned), [], 0
    for view, pattern in addresses():
        for arguments in objects_of(poisoned, view, pattern).values():
            path = path_of(view, arguments)
            for role in ROLES:
                answer = answer_to(keys[role], "GET", path)
                kind = answer.get("Content-Type", "")
                if answer.status_code >= 500:
                    found.append(f"{role} {path}: {answer.status_code}")
                elif answer.status_code == 200 and kind.startswith("text/html"):
                    text = answer.content.decode()
                    seen += "alert(1)" in text
                    if raw(text):
                        found.append(f"{role} {path}: raw")
                elif answer.status_code == 200 and ("csv" in kind or "sheet" in kind):
                    found += [
                        f"{path}: {cell[:40]}"
                        for cell in formulas(answer, "csv" if "csv" in kind else "xlsx")
                    ]
    assert seen > 60, "the poison is not on the pages: the test looks at nothing"
    assert not found, "\n".join(found)
