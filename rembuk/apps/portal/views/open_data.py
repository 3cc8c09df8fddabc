"""`/data/`, "Data Terbuka": what each file holds and under which licence, and the files, streamed."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rembuk.algorithms.tabular import csv_chunks, xlsx_chunks
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.queries import government

from ..queries.open_data import PROPOSAL_COLUMNS, REGION_COLUMNS, Column, Row, proposal_rows, region_rows

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page("GET", who=PUBLIC, depends=("places",))
def open_data(request: HttpRequest) -> HttpResponse:
    """The files with the meaning of every column."""
    lang = get_language() or "id"
    files = (
        {
            "title": _("Proposals"),
            "lead": _("Every public proposal with its state, its amounts and its dates, one row each."),
            "links": (("CSV", reverse("portal:proposals_csv")), ("XLSX", reverse("portal:proposals_xlsx"))),
            "columns": [(row.name, row.label(lang)) for row in PROPOSAL_COLUMNS],
        },
        {
            "title": _("Places"),
            "lead": _("Sub-districts and villages with the figures that priorities are computed from."),
            "links": (("CSV", reverse("portal:regions_csv")),),
            "columns": [(row.name, row.label(lang)) for row in REGION_COLUMNS],
        },
        {
            "title": _("Ceilings"),
            "lead": _(
                "How much money there is for each sub-district and sector, and how much of it is taken."
            ),
            "links": (("CSV", reverse("preparation:ceilings_file")),),
            "columns": (),
        },
    )
    return render(request, "portal/open_data.html", {"files": files})


@page("GET", who=PUBLIC)
def proposals_csv(request: HttpRequest) -> StreamingHttpResponse:
    """As many rows as there are, a few thousand in memory at a time."""
    chunks = csv_chunks(_names(PROPOSAL_COLUMNS), _proposals())
    return _file(chunks, "text/csv; charset=utf-8", "usulan.csv")


@page("GET", who=PUBLIC)
def proposals_xlsx(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a workbook."""
    chunks = xlsx_chunks(_names(PROPOSAL_COLUMNS), _proposals(), sheet_title="Usulan")
    return _file(chunks, _XLSX, "usulan.xlsx")


@page("GET", who=PUBLIC)
def regions_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Sub-districts and villages."""
    served = government()
    chunks = csv_chunks(_names(REGION_COLUMNS), region_rows(served.code) if served else ())
    return _file(chunks, "text/csv; charset=utf-8", "wilayah.csv")


def _names(columns: Iterable[Column]) -> list[str]:
    return [column.name for column in columns]


def _proposals() -> Iterator[Row]:
    served = government()
    return proposal_rows(served.code) if served else iter(())


def _file(chunks: Iterable[bytes], kind: str, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(chunks, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "public, max-age=0, must-revalidate"
    return answer
