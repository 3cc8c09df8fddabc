"""`/dokumen/kelola/`: prepare, verify, publish; each version shows the one thing to do next."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import page
from rembuk.apps.people.access import person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..actions import versions
from ..forms.version import PrepareForm
from ..models import PlanVersion
from ..queries import published, unpublished
from .content import content_of

_WHO = (Action.PLAN_VERSION, Action.PLAN_VERIFY, Action.PLAN_PUBLISH)


@page("GET", "POST", who=_WHO)
def manage(request: HttpRequest) -> HttpResponse:
    """The versions at work, and the form for the next one."""
    by, lang = _person(request), get_language() or "id"
    form = PrepareForm(request.POST or None, tenant=by.tenant, lang=lang)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            versions.prepare(data.pop("cycle"), data.pop("status"), by=by, now=now(), **data)
            return redirect("publishing:manage")
        except Refusal as refusal:
            form.add_error(None, refusal.text(lang))
    context = {
        "person": person_strip(by),
        "form": form,
        "waiting": unpublished(by.tenant, lang),
        "published": published(by.tenant, lang)[:10],
        "may_prepare": by.may_any([Action.PLAN_VERSION]),
        "may_verify": by.may_any([Action.PLAN_VERIFY]),
        "may_publish": by.may_any([Action.PLAN_PUBLISH]),
    }
    return render(request, "publishing/manage.html", context, status=422 if form.errors else 200)


@page("GET", who=_WHO)
def prepared(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that will be in it, so that the second person compares what is there and not a title."""
    by, lang, version = _person(request), get_language() or "id", _version(request, pk)
    if version.published_at is not None:
        return redirect("publishing:version", year=version.plan_year, number=version.number)
    context = content_of(version, request.GET.get("sesudah", ""), lang) | {
        "person": person_strip(by),
        "prepared_by": version.prepared_by.name,
        "is_own": version.prepared_by_id == by.pk,
        "may_prepare": by.may_any([Action.PLAN_VERSION]),
        "may_verify": by.may_any([Action.PLAN_VERIFY]),
        "may_publish": by.may_any([Action.PLAN_PUBLISH]),
    }
    return render(request, "publishing/prepared.html", context)


@page("POST", who=Action.PLAN_VERIFY)
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    versions.verify(_version(request, pk), by=_person(request), now=now())
    return redirect("publishing:manage")


@page("POST", who=Action.PLAN_PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    done = versions.publish(_version(request, pk), by=_person(request), now=now())
    return redirect("publishing:version", year=done.plan_year, number=done.number)


@page("POST", who=Action.PLAN_VERSION)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    versions.discard(_version(request, pk), by=_person(request), now=now())
    return redirect("publishing:manage")


def _version(request: HttpRequest, pk: int) -> PlanVersion:
    rows = PlanVersion.objects.select_related("cycle", "prepared_by")
    found = rows.filter(tenant=_person(request).tenant, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _person(request: HttpRequest) -> User:
    found = person(request.user)
    assert found is not None, "@page lets only signed-in people here"
    return found
