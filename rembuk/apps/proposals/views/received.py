"""`/usulan/<code>/diterima/`: the receipt, right after the words are safe on the disk."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rembuk.apps.core.pages import SIGNED_IN, page
from rembuk.apps.core.qr import draw
from rembuk.apps.people.access import person
from rembuk.apps.people.queries import person_strip

from ..access import proposal_for, wrote
from ..models import Proposal, ProposerContact


@page("GET", who=SIGNED_IN)
def received(request: HttpRequest, code: str) -> HttpResponse:
    """Code in large type, QR, paper, and what happens next."""
    proposal = proposal_for(request.user, code)
    if not wrote(person(request.user), proposal):
        return redirect("portal:trace", code=proposal.code)
    address = settings.REMBUK_PUBLIC_URL + reverse("portal:trace", args=[proposal.code])
    path, size = draw(address)
    shared = _("My proposal %(code)s: %(title)s") % {"code": proposal.code, "title": proposal.title}
    context = {
        "proposal": proposal,
        "person": person_strip(request.user),
        "address": address,
        "qr_path": path,
        "qr_size": size,
        "share": f"https://wa.me/?text={quote(f'{shared} {address}')}",
        "kept_for_next_year": proposal.state == "recorded",
        "told_by": _told_by(proposal),
        "drafts_done": (f"usulan-{proposal.uuid}", f"usulan-{request.user.pk}"),
    }
    return render(request, "proposals/received.html", context)


def _told_by(proposal: Proposal) -> str:
    """How the answers will reach whom, so that nobody waits at the wrong door."""
    row = ProposerContact.objects.filter(proposal=proposal).first()
    email, phone = (row.email, row.phone) if row else ("", "")
    if proposal.assisted_by_id is not None:
        return _(
            "The answers come to your account, because you sent it for somebody else. Please pass them on."
        )
    if email and settings.EMAIL_HOST:
        return _("We tell you through your account and by e-mail to %(email)s.") % {"email": email}
    if phone:
        return _(
            "We tell you through your account. The village office may call %(phone)s with questions."
        ) % {"phone": phone}
    return _("We tell you through your account.")
