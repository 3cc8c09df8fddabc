"""The real site with a few pages more, so that every kind of declaration is there to be asked."""

from django.core.exceptions import PermissionDenied
from django.db import DataError, OperationalError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from rembuk.apps.core.durable import Busy
from rembuk.apps.core.pages import PUBLIC, SIGNED_IN, page
from rembuk.apps.core.rates import TooOften
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.site import urls as site
from rembuk.site.urls import handler400, handler403, handler404, handler500  # noqa: F401

made: list[str] = []  # what was really made, and not answered from memory


@page("GET", who=PUBLIC, depends=("proposals", "calendar"), keys=("q", "page"))
def kept(request):
    made.append(request.get_full_path())
    return HttpResponse(f"<p>{request.GET.get('q', '')} {len(made)}</p>" + "usulan " * 500)


@page("GET", who=PUBLIC, depends=("proposals",))
def one(request, code):
    if code == "tidak-ada":
        raise Http404
    return HttpResponse(code)


@page("GET", who=PUBLIC, depends=("proposals",))
def streamed(request):
    made.append("streamed")
    return StreamingHttpResponse(iter(["a", "b"]))


@page("GET", who=PUBLIC, depends=("proposals",))
def nosy(request):
    return HttpResponse(f"halo {request.user}")


@page("GET", who=PUBLIC, depends=("proposals",))
def with_token(request):
    return HttpResponse(get_token(request))


@page("GET", "POST", who=PUBLIC)
def form(request):
    return HttpResponse(request.POST.get("words", "-"))


@page("GET", "POST", who=SIGNED_IN, takes_files=True)
def signed_in(request):
    return HttpResponse(request.user.username)


@page("GET", who=Action.ACCOUNTS_MANAGE)
def for_admins(request):
    return HttpResponse("admin")


@page("GET", who=(Action.ACCOUNTS_MANAGE, Action.PROPOSAL_SUBMIT))
def for_several(request):
    return HttpResponse("several")


@page("GET", who=PUBLIC, practice_only=True)
def practice(request):
    return HttpResponse("latihan")


ERRORS = {
    "busy": Busy(),
    "refused": Refusal("four_eyes", "Minta petugas lain memeriksa.", "Ask another officer."),
    "lost": Refusal("lost_race", "Bu Sari baru saja memutuskan.", "Bu Sari has just decided."),
    "often": TooOften("Tunggu beberapa menit."),
    "denied": PermissionDenied("Hanya kantor desa yang boleh."),
    "silent": PermissionDenied(),
    "database": OperationalError("connection refused"),
    "overflow": OverflowError("Python int too large to convert to SQLite INTEGER"),
    "data": DataError("integer out of range"),
    "surrogate": UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    "missing": Http404(),
    "broken": ZeroDivisionError(),
}


@page("GET", who=PUBLIC)
def failing(request, kind):
    raise ERRORS[kind]


urlpatterns = [
    path("contoh/", kept),
    path("en/contoh/", kept),
    path("contoh/satu/<str:code>/", one),
    path("contoh/aliran/", streamed),
    path("contoh/usil/", nosy),
    path("contoh/token/", with_token),
    path("contoh/isian/", form),
    path("contoh/masuk/", signed_in),
    path("contoh/admin/", for_admins),
    path("contoh/beberapa/", for_several),
    path("contoh/latihan/", practice),
    path("contoh/gagal/<str:kind>/", failing),
    path("en/contoh/gagal/<str:kind>/", failing),
    *site.urlpatterns,
]
