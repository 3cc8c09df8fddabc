"""How many public proposals stand where: counted once after a change, from an index that holds it all."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from rembuk.apps.core.format import number
from rembuk.apps.proposals.models import Proposal
from rembuk.apps.proposals.queries import GROUP_OF, GROUPS
from rembuk.rules.labels import in_language

from ..remembered import remembered

_APART = "withdrawn"  # a draft that was thrown away is withdrawn, too, and was never public


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by place and group."""

    counts: dict[tuple[str, str], int]  # (district or village code, group)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of_place(self, code: str) -> int:
        return sum(count for (place, _), count in self.counts.items() if place == code)

    def of_group(self, group: str, code: str = "") -> int:
        return sum(
            count for (place, own), count in self.counts.items() if own == group and code in ("", place)
        )


@dataclass(frozen=True, slots=True)
class GroupBar:
    """One bar: a group of states and how many stand in it."""

    group: str
    label: str
    value: str
    percent: int
    accent: bool


@remembered("proposals")
def tally_of_districts(tenant: str) -> Tally:
    """By sub-district."""
    rows = Proposal.objects.filter(tenant=tenant)
    counts: Counter[tuple[str, str]] = Counter()
    everywhere = rows.values_list("district_code", "state").annotate(n=Count("*")).order_by()
    for district, state, n in everywhere:
        if state in GROUP_OF and state != _APART:
            counts[district, GROUP_OF[state]] += n
    apart = rows.filter(state=_APART, is_public=True).values_list("district_code")
    for district, n in apart.annotate(n=Count("*")).order_by():
        counts[district, GROUP_OF[_APART]] += n
    return Tally(dict(counts))


@remembered("proposals")
def tally_of_villages(tenant: str, district_code: str) -> Tally:
    """By village of one sub-district."""
    rows = Proposal.objects.filter(tenant=tenant, district_code=district_code, is_public=True)
    counts: Counter[tuple[str, str]] = Counter()
    for village, state, n in rows.values_list("village_code", "state").annotate(n=Count("*")).order_by():
        if state in GROUP_OF:
            counts[village, GROUP_OF[state]] += n
    return Tally(dict(counts))


def bars_of(tally: Tally, lang: str, code: str = "") -> tuple[GroupBar, ...]:
    """A bar for each group that has any, in the order of a proposal's life."""
    counted = {group: tally.of_group(group, code) for group in GROUPS}
    most = max(counted.values(), default=0)
    return tuple(
        GroupBar(
            group, in_language(lang, *GROUPS[group][:2]), number(n, lang), n * 100 // most, group == "done"
        )
        for group, n in counted.items()
        if n
    )
