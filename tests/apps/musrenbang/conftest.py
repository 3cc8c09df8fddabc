"""A forum's whole life through its pages, as the people of the office click it."""

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from rembuk.apps.musrenbang.models import Forum, ForumItem, Participant
from tests.factories.people import PASSWORD
from tests.factories.places import VILLAGE
from tests.factories.proposals import open_year

WHY = "Jalan ini milik provinsi, sehingga kami meneruskannya dengan surat."


@dataclass
class Table:
    """One forum and the people at its table."""

    clerk: Client
    signer: Client
    code: str = ""

    @property
    def forum(self) -> Forum:
        return Forum.objects.get(code=self.code)

    def url(self, rest: str = "") -> str:
        return f"/musyawarah/{self.code}/kelola/{rest}"

    def call(self, type_code: str, region: str, agency: str = "", year: int = 2028) -> None:
        answer = self.clerk.post(
            "/musyawarah/baru/",
            {
                "forum": f"{year}|{type_code}|{region}|{agency}",
                "starts_at": "2026-07-20T09:00",
                "place": "Balai",
            },
        )
        assert answer.status_code == 302, answer.content.decode()
        self.code = re.search(r"/musyawarah/([^/]+)/", answer.headers["Location"])[1]

    def invite(self, *rows: tuple[str, str, str]) -> None:
        lines = "\n".join(
            f"{name}; Lembaga {name}; {speaks}; {sex}; 081234567890" for name, speaks, sex in rows
        )
        assert self.clerk.post(self.url("peserta/"), {"aksi": "tempel", "lines": lines}).status_code == 302

    def attend(self, *names: str) -> None:
        people = Participant.objects.filter(forum=self.forum)
        data = {
            "aksi": "hadir",
            "shown": [row.pk for row in people],
            "here": [row.pk for row in people if row.name in names],
        }
        assert self.clerk.post(self.url("peserta/"), data).status_code == 302

    def step(self, step_id: str, **data: Any):
        return self.clerk.post(self.url(f"langkah/{step_id}/"), data)

    def draw(self) -> None:
        assert self.clerk.post(self.url("usulan/")).status_code == 302

    def item(self, proposal) -> ForumItem:
        return ForumItem.objects.get(forum=self.forum, proposal=proposal)

    def decide(self, proposal, outcome: str, **data: Any):
        item = self.item(proposal)
        seen = item.decided_at.isoformat() if item.decided_at else ""
        return self.clerk.post(
            self.url(f"usulan/{item.pk}/"), {"hasil": outcome, "dilihat": seen, "rank": item.position, **data}
        )

    def write_minutes(self) -> None:
        assert self.step("close").status_code == 302
        assert self.step("draft_minutes", notes="Hujan, tetapi ramai.").status_code == 302
        assert self.step("read_aloud", read_by="Siti Aminah").status_code == 302

    def sign(self, **data: Any):
        given = {"office": "Kepala Desa Sukamaju", "agrees": "on", "password": PASSWORD, **data}
        return self.signer.post(self.url("tanda-tangan/"), given)


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


EVERYBODY = (("Siti", "women", "P"), ("Budi", "farmers", "L"), ("Wayan", "disability", "L"))


@pytest.fixture
def table_of(media):
    """`table_of(clerk, signer)`: both signed in."""

    def make(clerk, signer) -> Table:
        return Table(signed_in(clerk), signed_in(signer))

    return make


def sit(table: Table) -> None:
    """People come, the forum opens, the list is drawn."""
    table.invite(*EVERYBODY)
    table.draw()
    assert table.step("open_forum").status_code == 302
    table.attend("Siti", "Budi", "Wayan")


@pytest.fixture
def year(government):
    return open_year("village_deliberation", "village_plan_adoption", "district_deliberation")


@pytest.fixture
def table(table_of, village_admin, village_head, year):
    """A village forum that sits, with three people and an empty list."""
    made = table_of(village_admin, village_head)
    made.call("village_deliberation", VILLAGE)
    return made
