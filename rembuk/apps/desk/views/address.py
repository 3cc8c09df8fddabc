"""The address of the list: its filters are in it, and it is found again after a decision."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from rembuk.apps.core.text import clean_line
from rembuk.apps.people.models import User

from ..queries.tasks import ORDERS, Narrow, next_after
from ..waiting import waiting_for

_KEYS = ("keadaan", "wilayah", "bidang", "lewat", "q", "urut", "sesudah")
_LONGEST = 100


def narrow_of(given: QueryDict) -> Narrow:
    """The filters in an address."""
    words = {key: given.get(key, "")[:_LONGEST] for key in _KEYS}
    return Narrow(
        state=words["keadaan"],
        region_code=words["wilayah"],
        category=words["bidang"],
        late=words["lewat"] == "1",
        words=words["q"],
        sort=words["urut"] if words["urut"] in ORDERS else "",
        after=words["sesudah"],
    )


def query_of(given: QueryDict, **changed: str) -> str:
    """The same list with something changed, without what is empty: "?q=jalan", or nothing at all."""
    kept = {key: clean_line(given.get(key, ""))[:_LONGEST] for key in _KEYS} | changed
    found = urlencode({key: value for key, value in kept.items() if value})
    return f"?{found}" if found else ""


def list_in(given: QueryDict) -> QueryDict:
    """The list that a page was opened from, as its address carries it (`daftar`)."""
    return QueryDict(given.get("daftar", "").removeprefix("?")[: len(_KEYS) * _LONGEST * 2])


def after_deciding(by: User, came_from: QueryDict, *, key: str = "", said: str = "") -> str:
    """Back to the list: the task that stood behind the one just decided is the current one."""
    following = next_after(waiting_for(by), narrow_of(came_from), key) if key else None
    place = f"#t-{following}" if following else ""
    return reverse("desk:inbox") + query_of(came_from, tersimpan=said) + place
