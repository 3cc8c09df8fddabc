"""A year that collects, proposals in many states, and the weight of a page with all it needs."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories.places import DISTRICT, OTHER_DISTRICT, OTHER_VILLAGE, VILLAGE, WARD
from tests.factories.proposals import ProposalFactory, open_year

_NEEDS = re.compile(r'(?:<link rel="stylesheet" href|<script type="module" src)="/static/([^"]+)"')
_MAPPED = re.compile(r'"/static/(vendor/[^"]+\.js)"')  # what the import map names, loaded by live.js
_STATES = ("village_review", "submitted", "rejected", "apbd", "completed", "district_review")
_PLACES = ((DISTRICT, VILLAGE), (DISTRICT, WARD), (OTHER_DISTRICT, OTHER_VILLAGE))


@pytest.fixture
def cycle(government):
    return open_year("hamlet_meeting", "neighborhood_meeting")


@pytest.fixture
def proposals(cycle) -> Callable[[int], list]:
    """`proposals(10)`: so many in different states and places."""

    def make(count: int) -> list:
        rows = []
        for number in range(count):
            district, village = _PLACES[number % len(_PLACES)]
            rows.append(
                ProposalFactory.build(
                    state=_STATES[number % len(_STATES)],
                    cycle=cycle,
                    district_code=district,
                    village_code=village,
                )
            )
        return ProposalFactory._meta.model.objects.bulk_create(rows)

    return make


@pytest.fixture
def weight(client: Client) -> Callable[[str], int]:
    """Bytes of a page as they travel, with the style sheets and scripts it names."""

    def weigh(address: str) -> int:
        page = client.get(address).content
        needed = _NEEDS.findall(page.decode())
        if any(name.endswith("live.js") for name in needed):
            needed += _MAPPED.findall(page.decode())
        files = [Path(found) for name in needed if (found := finders.find(name))]
        return sum(len(gzip.compress(part)) for part in (page, *(file.read_bytes() for file in files)))

    return weigh
