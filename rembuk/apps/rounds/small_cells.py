"""What few share would name them: at closing it is forgotten for good."""

from collections import Counter
from collections.abc import Sequence

from rembuk.rules.fairness import is_small_cell, told_counts

from .models import Ballot

_BANDS = ("village_code", "sex", "age_band")


def forget_what_few_share(ballots: Sequence[Ballot]) -> None:
    """Blank, on these objects, each village and band that fewer than ten ballots name, or that would follow.

    Delegates count like residents where fewer than ten took part, because their weight is published.
    """
    for name in _BANDS:
        told = told_counts(Counter(getattr(one, name) for one in ballots))
        for one in ballots:
            if told[getattr(one, name)] is None:
                setattr(one, name, "")
    if is_small_cell(sum(one.weight > 1 for one in ballots)):
        for one in ballots:
            one.weight = 1
