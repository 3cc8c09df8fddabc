"""`/foto/<name>`: a photograph, to whoever may see its proposal."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified

from rembuk.apps.core.media import Keep, media_answer
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.people.access import person

from ..access import protects, wrote
from ..models import Photo


@page("GET", who=PUBLIC)
def photo(request: HttpRequest, name: str) -> FileResponse | HttpResponseNotModified:
    """Public with its proposal, and no longer: else for who wrote it, and for whom it was handed to."""
    found = Photo.objects.select_related("proposal").filter(file=f"photos/{name}").first()
    if found is None:
        raise Http404
    proposal = found.proposal
    if not proposal.is_public:
        by = person(request.user)
        if by is None or not (wrote(by, proposal) or protects(by, proposal)):
            raise Http404
    return media_answer(request, found.file, keep=Keep.ASKING if proposal.is_public else Keep.NEVER)
