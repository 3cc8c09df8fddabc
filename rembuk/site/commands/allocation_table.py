"""What `rembuk allocate` shows a person: the table, a bar of the money, and the reasons."""

from collections.abc import Iterator
from fractions import Fraction

from rembuk.algorithms.allocation.explaining import (
    Loss,
    Reason,
    explain_losses,
    extra_voters_to_win,
    largest_winning_cost,
)
from rembuk.algorithms.allocation.model import Election
from rembuk.algorithms.allocation.outcome import Outcome, Phase
from rembuk.algorithms.tabular.pb import PbFile

_BAR = 50
_TITLE = 46
_SHARING = ("equal-shares", "equal-shares-bos", "equal-payments")
_HEADS = {
    "id": ("No", "Usulan", "Suara", "Biaya", "Bayar", "Judul"),
    "en": ("No", "Project", "Votes", "Cost", "Each pays", "Title"),
}
_WORDS = {
    "rule": {"id": "Aturan: {0}", "en": "Rule: {0}"},
    "money": {
        "id": "Anggaran {0}, terpakai {1}, sisa {2}; terpilih {3} dari {4} usulan; {5} pemilih",
        "en": "Budget {0}, spent {1}, left {2}; {3} of {4} projects chosen; {5} voters",
    },
    "raised": {
        "id": "Jatah {0} tiap orang setelah {1} kali naik.", "en": "A share of {0} each after {1} raises.",
    },
    "exhaustive": {"id": "Berhenti: tidak ada lagi yang muat.", "en": "It ended because nothing more fits."},
    "next-overspends": {
        "id": "Berhenti: kenaikan berikutnya melebihi anggaran.",
        "en": "It ended because the next raise would overspend.",
    },
    "node-limit": {
        "id": "Terbaik yang ditemukan; tidak terbukti bahwa tidak ada yang lebih baik.",
        "en": "The best that was found; not proven that there is none better.",
    },
    "ties": {"id": "Seri, diputus urutan undian: {0}", "en": "Ties, decided by the lot order: {0}"},
    "losers": {"id": "Yang tidak terpilih", "en": "Not chosen"},
    "SUPPORT": {
        "id": "jatah semua pendukungnya bersama-sama kurang dari biayanya",
        "en": "all shares of its supporters together are less than its cost",
    },
    "SPENT": {
        "id": "uang pendukungnya terpakai untuk usulan lain",
        "en": "its supporters' money went to others",
    },
    "BUDGET": {"id": "tidak muat lagi dalam anggaran", "en": "it fits the money no more"},
    "CEILING": {"id": "pagu {0} sudah penuh", "en": "the ceiling {0} is full"},
    "EXCLUDED": {"id": "tidak dapat berdampingan dengan {0}", "en": "it cannot stand beside {0}"},
    "TIE": {"id": "kalah undian saat seri", "en": "it lost a tie by lot"},
    "behind": {
        "id": "{0} suara, biaya {1}; masih tersedia {2} ({3} %), {4} pendukung sudah kosong",
        "en": "{0} votes, cost {1}; still behind it {2} ({3} %), {4} supporters have nothing left",
    },
    "went": {"id": "terbanyak ke: {0}", "en": "most went to: {0}"},
    "wins_at": {
        "id": "pada biaya {0} ia terpilih (dihitung ulang)", "en": "at a cost of {0} it is chosen (rerun)",
    },
    "wins_with": {
        "id": "dengan {0} pemilih baru yang hanya memilihnya ia terpilih (dihitung ulang)",
        "en": "with {0} more voters of its own it is chosen (rerun)",
    },
}  # fmt: skip


def table_text(file: PbFile, election: Election, outcome: Outcome, lang: str) -> str:
    """Rule, money with its bar, the winners in order, and why it ended."""
    say = {key: sentence[lang] for key, sentence in _WORDS.items()}
    number = _numbers(lang)
    lines = [file.value("description"), say["rule"].format(_rule_words(outcome))]
    lines.append(
        say["money"].format(
            number(election.budget), number(outcome.spent), number(election.budget - outcome.spent),
            len(outcome.winners), len(election.projects), number(election.ballots.voters),
        )
    )  # fmt: skip
    lines += [money_bar(outcome.spent, election.budget, lang), "", *_rows(file, election, outcome, lang)]
    for phase in outcome.phases:
        lines += ["", *_ending(phase, lang)] if phase.ending != "complete" else []
    if outcome.ties:
        sets = "; ".join(", ".join(election.ids[p] for p in tied) for tied in outcome.ties)
        lines.append(say["ties"].format(sets))
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def money_bar(spent: int, budget: int, lang: str) -> str:
    """`[####----] 98.5 %`: of the money what is spent."""
    filled = spent * _BAR // budget
    share = _numbers(lang)(Fraction(100 * spent, budget), 1)
    return f"[{'█' * filled}{'░' * (_BAR - filled)}] {share} %"


def _rule_words(outcome: Outcome) -> str:
    rule = outcome.rule
    parts: list[object] = [rule.id, rule.utility, rule.completion]
    if rule.completion in ("add1", "add1u"):
        parts += [rule.start, rule.unit, rule.stop]
    return " ".join(str(part) for part in [*parts, rule.ties])


def _rows(file: PbFile, election: Election, outcome: Outcome, lang: str) -> Iterator[str]:
    titles = file.column("name") if "name" in file.project_header else [""] * len(election.projects)
    number, heads = _numbers(lang), list(_HEADS[lang])
    prices = {row.project: row.price for phase in outcome.phases for row in phase.deciding.rounds}
    table = [heads]
    for place, p in enumerate(outcome.winners, 1):
        price = number(prices[p], 2) if prices.get(p) else ""
        title = titles[p] if len(titles[p]) <= _TITLE else titles[p][: _TITLE - 1] + "…"
        table.append(
            [str(place), election.ids[p], number(election.votes[p]), number(election.costs[p]), price, title]
        )
    if outcome.rule.id not in _SHARING:
        table = [[*row[:4], row[5]] for row in table]
    widths = [max(len(row[k]) for row in table) for k in range(len(heads[: len(table[0])]))]
    for row in table:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        cells[1], cells[-1] = row[1].ljust(widths[1]), row[-1]
        yield "  ".join(cells)


def _ending(phase: Phase, lang: str) -> Iterator[str]:
    if phase.ending != "node-limit":
        share = _numbers(lang)(phase.deciding.share, 2)
        yield _WORDS["raised"][lang].format(share, phase.deciding.increments)
    yield _WORDS[phase.ending][lang]


def explanation_json(election: Election, outcome: Outcome) -> list[dict[str, object]]:
    """Every project with its one reason, losers with where the money is and what would have been enough."""
    lost = {loss.project: loss for loss in explain_losses(election, outcome)}
    return [
        _loss_json(election, outcome, lost[p])
        if p in lost
        else {"project": name, "reason": Reason.FUNDED.value}
        for p, name in enumerate(election.ids)
    ]


def _loss_json(election: Election, outcome: Outcome, loss: Loss) -> dict[str, object]:
    return {
        "project": election.ids[loss.project],
        "reason": loss.reason.value,
        "detail": loss.detail,
        "votes": loss.votes,
        "started_with": str(loss.start),
        "left": str(loss.left),
        "nothing_left": loss.empty,
        "went": [{"project": election.ids[q], "amount": str(amount)} for q, amount in loss.went],
        "wins_at_cost": largest_winning_cost(election, outcome, loss.project),
        "wins_with_extra_voters": extra_voters_to_win(election, outcome, loss.project),
    }


def explanation_text(election: Election, outcome: Outcome, lang: str) -> str:
    """The losers, one paragraph each."""
    say = {key: sentence[lang] for key, sentence in _WORDS.items()}
    number, lines = _numbers(lang), ["", say["losers"]]
    for loss in explain_losses(election, outcome):
        cost = election.costs[loss.project]
        part = number(100 * loss.left / cost, 0) if cost else "0"
        lines.append(f"  {election.ids[loss.project]}: {say[loss.reason.value].format(loss.detail)}")
        lines.append(
            "    " + say["behind"].format(
                number(loss.votes), number(cost), number(loss.left, 0), part, number(loss.empty)
            )
        )  # fmt: skip
        if loss.went:
            most = ", ".join(f"{election.ids[q]} ({number(amount, 0)})" for q, amount in loss.went[:3])
            lines.append("    " + say["went"].format(most))
        at, extra = (
            largest_winning_cost(election, outcome, loss.project),
            extra_voters_to_win(election, outcome, loss.project),
        )
        found = [say["wins_at"].format(number(at))] if at else []
        found += [say["wins_with"].format(number(extra))] if extra else []
        lines += ["    " + "; ".join(found)] if found else []
    return "\n".join(lines) + "\n"


class _numbers:  # noqa: N801
    """1.234,5 in Indonesian, 1,234.5 in English."""

    def __init__(self, lang: str) -> None:
        self._signs = str.maketrans(",.", ".,") if lang == "id" else {}

    def __call__(self, value: int | Fraction, digits: int = 0) -> str:
        scaled = round(Fraction(value) * 10**digits)
        whole, rest = divmod(abs(scaled), 10**digits)
        text = f"{'-' if scaled < 0 else ''}{whole:,}" + (f".{rest:0{digits}d}" if digits else "")
        return text.translate(self._signs)
