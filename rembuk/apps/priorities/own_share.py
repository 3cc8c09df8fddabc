"""What the share of one ballot paid for. Its holder alone can ask, with the receipt; nothing is noted.

The ballots know no person, so an account cannot be asked for its ballot: that is how rounds are built.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from rembuk.apps.core.format import rupiah
from rembuk.apps.rounds.models import Ballot
from rembuk.apps.rounds.receipts import receipt_hash
from rembuk.rules.labels import in_language

from .models import AllocationRun, RunProject
from .parameters import Parameters

_WHOLE = 1000


@dataclass(frozen=True, slots=True)
class OwnShare:
    """One sentence, then (title, what became of it) of each project chosen."""

    finding: str
    rows: tuple[tuple[str, str], ...]


def share_of(run: AllocationRun, secret: str, lang: str) -> OwnShare | None:
    """None where no ballot of the round has this receipt; three reads."""
    ballot = Ballot.objects.filter(round=run.round, receipt_hash=receipt_hash(run.round.code, secret)).first()
    if ballot is None:
        return None
    chosen = {row.project: row for row in run.projects.filter(project__in=list(ballot.choice))}
    paid = payments(run, ballot.choice, {code: row.cost for code, row in chosen.items()})
    rows = tuple(_row(row, paid, lang) for row in sorted(chosen.values(), key=_order))
    won = sum(row.selected is not None for row in chosen.values())
    total = rupiah(floor(sum(paid.values(), Fraction(0)) * ballot.weight), lang)
    finding = in_language(
        lang,
        f"{won} dari {len(chosen)} pilihan Anda masuk; bagian Anda ikut membayar {total}.",
        f"{won} of your {len(chosen)} choices are in; your share paid {total} of it.",
    )
    return OwnShare(finding, rows)


def payments(run: AllocationRun, choice: dict[str, int], costs: dict[str, int]) -> dict[str, Fraction]:
    """Rupiah that one ballot of weight 1 paid for each winner on it, replayed from the certificate."""
    wanted = Parameters.from_json(run.parameters)
    if wanted.rule != "equal-shares":
        return {}
    shares = _WHOLE - wanted.need_permille if wanted.need_permille else 1
    paid: dict[str, Fraction] = {}
    for phase in run.result["certificate"]["phases"]:
        deciding = phase["runs"][0]
        left = Fraction(deciding["share"])
        for row in deciding["rounds"]:
            points = choice.get(row["project"], 0)
            if not points:
                continue
            worth = _WHOLE if wanted.need_permille else (points if wanted.utility == "points" else 1)
            unit = costs[row["project"]] if wanted.utility == "cost" else 1
            gives = min(left, Fraction(row["price"]) * unit * worth)
            paid[row["project"]] = gives * shares
            left -= gives
    return paid


def _order(row: RunProject) -> tuple[bool, int, str]:
    return row.selected is None, row.selected or 0, row.title


def _row(row: RunProject, paid: dict[str, Fraction], lang: str) -> tuple[str, str]:
    if row.selected is None:
        return row.title, in_language(lang, "belum masuk", "not in")
    if row.project not in paid:
        return row.title, in_language(lang, "masuk", "in")
    amount = rupiah(floor(paid[row.project]), lang)
    return row.title, in_language(
        lang, f"masuk; bagian Anda membayar {amount}", f"in; your share paid {amount}"
    )
