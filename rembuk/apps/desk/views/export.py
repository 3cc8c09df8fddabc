"""`/tugas.csv` and `/tugas.xlsx`: the list of the desk as it is filtered, as a sheet."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language

from rembuk.algorithms.tabular import csv_chunks, xlsx_chunks
from rembuk.apps.core.clock import today
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import the_person
from rembuk.apps.proposals.models import Proposal
from rembuk.rules.labels import in_language
from rembuk.rules.proposal_flow import STATE

from ..access import DESK_ACTIONS
from ..queries.tasks import narrowed, ordered
from ..waiting import waiting_for
from .address import narrow_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEADERS = (
    ("Kode", "Code"), ("Usulan", "Proposal"), ("Masalah", "Problem"), ("Lokasi", "Place"),
    ("Status", "State"),
    ("Sejak", "Since"), ("Batas waktu", "Due"), ("Volume", "Volume"), ("Satuan", "Unit"),
    ("Perkiraan biaya", "Estimated cost"), ("Anggaran", "Amount agreed"), ("Dukungan", "Supporters"),
)  # fmt: skip
_COLUMNS = (
    "code", "title", "problem", "place_line", "state", "state_since", "due_on", "volume", "unit",
    "estimated_cost", "amount_agreed", "support_count",
)  # fmt: skip


@page("GET", who=DESK_ACTIONS)
def export(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """The same rows as on the page, all of them."""
    by, lang = the_person(request.user), get_language() or "id"
    header = [in_language(lang, text_id, text_en) for text_id, text_en in _HEADERS]
    narrow = narrow_of(request.GET)
    rows = _rows(ordered(narrowed(waiting_for(by), narrow), narrow), lang)
    if kind == "csv":
        answer = StreamingHttpResponse(csv_chunks(header, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = StreamingHttpResponse(xlsx_chunks(header, rows), content_type=_XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="tugas-saya.{kind}"'
    return answer


def _rows(rows: QuerySet[Proposal], lang: str) -> Iterator[list[object]]:
    for row in rows.values_list(*_COLUMNS).iterator(chunk_size=1_000):
        values = list(row)
        values[4] = STATE[values[4]].label(lang)
        values[5] = today(values[5])
        yield values
