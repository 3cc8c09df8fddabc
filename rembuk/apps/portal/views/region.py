"""`/wilayah/` and `/wilayah/<code>/`: the regency, a sub-district, a village, with what belongs to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from rembuk.apps.core.format import number
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.places.models import Government, Level, Region
from rembuk.apps.places.queries import government, track_of, within
from rembuk.apps.places.queries import region as region_of
from rembuk.apps.proposals.queries import Filters, public_list

from ..queries.region import facts_of, forums_of, map_of, money_of, name_of, region_with_profile
from ..queries.tally import bars_of, tally_of_districts, tally_of_villages
from ..remembered import Versions, versions_now

_SHOWN = 8


@page("GET", who=PUBLIC, depends=("proposals", "calendar"))
def regions(request: HttpRequest) -> HttpResponse:
    """The sub-districts of the regency."""
    served, lang = government(), get_language() or "id"
    if served is None:
        return render(request, "portal/home_empty.html")
    at = versions_now(request)
    counted = tally_of_districts(at, served.code)
    context = {
        "government": served,
        "map": map_of(at, served.code, counted, lang),
        "bars": bars_of(counted, lang),
        "list_url": reverse("portal:list"),
    }
    return render(request, "portal/regions.html", context)


@page("GET", who=PUBLIC, depends=("proposals", "calendar", "forums"))
def region(request: HttpRequest, code: str) -> HttpResponse:
    """A place of this government; 404 for any other. The government's own code leads to the page above."""
    served = government()
    if served is not None and code == served.code:
        return redirect("portal:regions")
    found = region_with_profile(code) if served and within(code, served.code) else None
    if served is None or found is None:
        raise Http404
    lang = get_language() or "id"
    pages = {Level.DISTRICT: _district, Level.VILLAGE: _village}
    make = pages.get(Level(found.level))
    if make is None:
        raise Http404
    facts, source = facts_of(found, lang)
    context = {
        "code": code,
        "name": name_of(found, lang),
        "facts": facts,
        "source": source,
        "forums": forums_of(served.code, code, lang),
        "list_url": reverse("portal:list"),
    }
    return render(request, "portal/region.html", context | make(versions_now(request), served, found, lang))


def _district(at: Versions, served: Government, district: Region, lang: str) -> dict[str, object]:
    counted = tally_of_villages(at, served.code, district.code)
    all_url = f"{reverse('portal:list')}?kecamatan={district.code}"
    return {
        "is_village": False,
        "plan_url": f"{reverse('musrenbang:villages')}?kecamatan={district.code}",
        "above": ((served.name, reverse("portal:regions")),),
        "map": map_of(at, district.code, counted, lang),
        "count": number(counted.total, lang),
        "bars": bars_of(counted, lang),
        "money": money_of(served.code, district.code, lang),
        "rows": public_list(served.code, Filters(region_code=district.code), lang).rows[:_SHOWN],
        "all_url": all_url,
    }


def _village(at: Versions, served: Government, village: Region, lang: str) -> dict[str, object]:
    counted = tally_of_villages(at, served.code, village.parent_code)
    above = region_of(village.parent_code)
    steps = [(served.name, reverse("portal:regions"))]
    if above is not None:
        steps.append((name_of(above, lang), reverse("portal:region", args=[above.code])))
    return {
        "is_village": True,
        "plan_url": _plan_url(village),
        "above": tuple(steps),
        "map": map_of(at, village.parent_code, counted, lang, village.code),
        "count": number(counted.of_place(village.code), lang),
        "bars": bars_of(counted, lang, village.code),
        "money": None,
        "rows": public_list(served.code, Filters(region_code=village.code), lang).rows[:_SHOWN],
        "all_url": f"{reverse('portal:list')}?kecamatan={village.parent_code}&desa={village.code}",
    }


def _plan_url(village: Region) -> str:
    """A kelurahan has no plan of its own."""
    if track_of(village) == "kelurahan":
        return ""
    return reverse("musrenbang:village_newest", args=[village.code])
