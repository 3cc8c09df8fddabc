"""The minutes at the table: the draft as PDF, the signature, the archive copy."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rembuk.algorithms.documents import Signer, minutes_pdf
from rembuk.apps.core.clock import now
from rembuk.apps.core.format import moment_text
from rembuk.apps.core.media import Keep, media_answer
from rembuk.apps.core.pages import page
from rembuk.apps.core.rates import TooOften, take
from rembuk.apps.places.queries import government
from rembuk.rules.refusals import Refusal

from ..access import acting, find_step
from ..actions.sign import sign as sign_minutes
from ..forms.steps import SignForm
from ..models import Minutes
from ..paper import paper_of
from ..queries.items import items_page
from ..signers import first_office, office_line
from ..standing import changed_since
from .frame import WHO, Console, console_of, done_url, frame

_TRIES = 6


@page("GET", who=WHO)
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes as they would be signed, to be read aloud; not kept."""
    table = console_of(request, code)
    served = government()
    if served is None:
        raise Http404
    signer = Signer(office=first_office(table.forum), name="")
    paper = paper_of(table.forum, _minutes(table), served, signer=signer)
    data = minutes_pdf(paper, "archive", settings.REMBUK_PAPER)
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="rancangan-{table.forum.code}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@page("GET", "POST", who=WHO)
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """The signer reads, confirms with the password, and the decisions become steps."""
    table = console_of(request, code)
    if request.method == "POST" and _signed_before(table):
        return redirect(done_url("console", table.forum, "ditandatangani"))  # pressed twice
    find_step("sign_minutes", table.by, table.forum)
    row = _minutes(table)
    office = office_line(acting(table.by, table.forum).roles, table.forum)
    if request.method == "POST" and not take(f"sign:{table.by.pk}", capacity=_TRIES, per_hour=_TRIES * 5):
        raise TooOften(_("Too many tries. Please wait a few minutes."))
    form = SignForm(request.POST or None, user=table.by, initial={"office": office})
    said, status = "", 200
    if request.method == "POST":
        said, status = _sign(table, form)
        if status == 200 or (status == 409 and _signed_before(table)):
            return redirect(done_url("console", table.forum, "ditandatangani"))
    items, _following = items_page(table.forum, table.lang)
    context = frame(request, table, "console") | {
        "form": form,
        "refusal": said,
        "items": items,
        "read": moment_text(row.read_at, table.lang) if row.read_at else "",
        "read_by": row.read_by,
        "changed": changed_since(table.forum, row),
    }
    return render(request, "musrenbang/sign.html", context, status=status)


def _signed_before(table: Console) -> bool:
    return Minutes.objects.filter(forum=table.forum, signed_by=table.by).exclude(signed_at=None).exists()


def _sign(table: Console, form: SignForm) -> tuple[str, int]:
    if not form.is_valid():
        return "", 422
    try:
        sign_minutes(table.forum, by=table.by, now=now(), office=form.cleaned_data["office"])
    except Refusal as refusal:
        return refusal.text(table.lang), 409 if refusal.code == "lost_race" else 422
    return "", 200


@page("GET", who=WHO)
def archive_copy(request: HttpRequest, code: str) -> HttpResponseBase:
    """The full paper, only for those who run or sign the forum."""
    table = console_of(request, code)
    row = _minutes(table)
    if not row.archive_file:
        raise Http404
    return media_answer(
        request, row.archive_file, keep=Keep.NEVER, download_as=f"arsip-{table.forum.code}.pdf"
    )


def _minutes(table: Console) -> Minutes:
    row = Minutes.objects.filter(forum=table.forum).first()
    if row is None:
        raise Http404
    return row
