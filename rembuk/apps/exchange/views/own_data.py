"""`/akun/data.json`: what is kept of me, as a file."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.apps.people.access import the_person
from rembuk.apps.people.actions.keep_account import note_download

from ..own_data import own_data


@page("POST", who=SIGNED_IN)
def download_own_data(request: HttpRequest) -> HttpResponse:
    """For its owner alone; that it was taken is noted."""
    user = the_person(request.user)
    note_download(user, now=now())
    answer = JsonResponse(own_data(user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="rembuk-data-saya.json"'
    return answer
