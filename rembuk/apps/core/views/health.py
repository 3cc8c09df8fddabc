"""`/sehat/`: does the server answer, and the database with it?"""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from ..pages import PUBLIC, page


@page("GET", who=PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat\n", content_type="text/plain; charset=utf-8")
