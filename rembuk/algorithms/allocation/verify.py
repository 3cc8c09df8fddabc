"""Does the published result follow from the ballots? `python verify.py RESULT.json FILE.pb` or `BUNDLE.zip`.

This file needs nothing but Python, and none of the program that made the result. It reads the ballots itself
and checks every step in exact fractions. 0: it follows. 1: it does not, and where. 2: unreadable.

Round by round: the supporters of the winner raise exactly its cost at the stated price; no other project had
a lower price, and those with the same come later in the lot; at the end nothing left can be paid; shares,
sums, ceilings and the fingerprint of the ballots are as stated. A price never falls from round to round, so a
project seen to be dearer need not be counted again. Not checked: that no smaller raise was the last one.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import sys
import zipfile
from collections import Counter
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Row = tuple[tuple[str, int], ...]  # one ballot: (project, points)
Side = tuple[int, int, int]  # one kind of supporter: its number, points, how many
Price = Fraction | float
Money = tuple[int, set[str] | None]  # rupiah, and for which projects (None: all)
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError)
NEVER = float("inf")  # the price of what cannot be paid
FOLLOWS, DOES_NOT_FOLLOW, UNREADABLE = 0, 1, 2
WORDS = {
    "about": ("Memeriksa hasil terhadap lembar pilihan.", "Check a result against the ballots."),
    "follows": ("COCOK dengan lembar pilihan.", "IT FOLLOWS from the ballots."),
    "not": ("TIDAK COCOK: ", "IT DOES NOT FOLLOW: "),
    "unreadable": ("TIDAK TERBACA: ", "UNREADABLE: "),
    "hash": ("sidik jari lembar pilihan berbeda", "the fingerprint of the ballots differs"),
    "lot": ("urutan undian bukan urutan yang dinyatakan", "the lot order is not the one stated"),
    "share": ("jatah awal {0} tidak sesuai aturan", "the share {0} is not what the rule gives"),
    "winners": ("daftar terpilih berbeda dari putaran", "the winners differ from the rounds"),
    "spent": ("jumlah biaya berbeda", "the sum of the costs differs"),
    "twice": ("{0} tidak dapat dipilih di sini", "{0} cannot be chosen here"),
    "raise": ("pada harga itu pendukung {0} tidak mengumpulkan tepat biayanya",
              "at that price the supporters of {0} do not raise exactly its cost"),
    "payers": ("jumlah pembayar {0} salah", "the number of payers of {0} is wrong"),
    "cheaper": ("{1} lebih murah daripada {0}", "{1} was cheaper than {0}"),
    "lottery": ("{1} menang undian atas {0}", "{1} wins the lot against {0}"),
    "tied": ("daftar seri pada {0} salah", "the list of ties at {0} is wrong"),
    "left": ("{0} masih dapat dibayar", "{0} could still be paid"),
    "fits": ("{0} masih muat dalam anggaran", "{0} still fits the money"),
    "next": ("putaran kenaikan berikutnya tidak melebihi anggaran", "the next raise does not overspend"),
    "again": ("perhitungan ulang memberi hasil lain", "computing it again gives another result"),
    "rule": ("aturan {0} tidak dapat diperiksa berkas ini", "this file cannot check the rule {0}"),
}  # fmt: skip


class MisfitError(Exception):
    """The result does not follow; a key of WORDS and what belongs into its sentence."""


class UnreadableError(Exception):
    """A file is not what it should be."""


class Ballots:
    """A .pb file and the parameters beside it: what the fingerprint is taken of."""

    def __init__(self, text: str, parameters: Json) -> None:
        self.cost: dict[str, int] = {}
        self.need: dict[str, int] = {}
        self.tally: Counter[Row] = Counter()
        self.votes: Counter[str] = Counter()
        self.budget = whole(self._read(text)["budget"])
        self.blank = self.tally.pop((), 0)
        self.voters = sum(self.tally.values()) + self.blank
        self.ceilings = [(int(c["limit"]), set(c["projects"])) for c in parameters.get("ceilings", [])]
        self.earmarks = [(int(e["amount"]), set(e["projects"])) for e in parameters.get("earmarks", [])]
        self.pairs = [sorted(pair) for pair in parameters.get("incompatible", [])]
        self.permille = int(parameters.get("need_permille", 0))
        for row, count in self.tally.items():
            for name, _points in row:
                self.votes[name] += count

    def _read(self, text: str) -> dict[str, str]:
        meta: dict[str, str] = {}
        where, header = "", list[str]()
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            row = [cell.strip() for cell in line]
            if len(row) == 1 and row[0].upper() in ("META", "PROJECTS", "VOTES"):
                where, header = row[0].upper(), []
            elif any(row) and not header:
                header = row
            elif any(row):
                self._take(where, row, dict(zip(header, row, strict=True)), meta)
        return meta

    def _take(self, where: str, row: list[str], cell: dict[str, str], meta: dict[str, str]) -> None:
        if where == "META":
            meta[row[0]] = row[1]
        elif where == "PROJECTS":
            self.cost[cell["project_id"]] = whole(cell["cost"])
            self.need[cell["project_id"]] = whole(cell.get("need") or "0")
        else:
            self.tally[choice(meta["vote_type"], cell)] += whole(cell.get("weight") or "1")

    def fingerprint(self) -> str:
        """SHA-256 over sorted lines: the order of rows and columns does not matter."""
        lines = sorted(f"project;{name};{cost};{self.need[name]}" for name, cost in self.cost.items())
        lines += sorted(
            f"ballot;{count};" + ",".join(sorted(f"{name}:{points}" for name, points in row))
            for row, count in self.tally.items()
        )
        lines += sorted(f"ceiling;{limit};{','.join(sorted(names))}" for limit, names in self.ceilings)
        lines += [f"earmark;{amount};{','.join(sorted(names))}" for amount, names in self.earmarks]
        lines += sorted(f"incompatible;{';'.join(pair)}" for pair in self.pairs)
        head = [f"budget;{self.budget}", f"need;{self.permille}", f"blank;{self.blank}"]
        return hashlib.sha256("\n".join(head + lines).encode()).hexdigest()

    def supporters(self, utility: str) -> tuple[dict[str, list[Side]], int]:
        """Per project: (ballot, points, how many); the need fund is one more ballot, cast by many."""
        kinds = [(dict(row), count) for row, count in self.tally.items()]
        if utility != "points":
            kinds = [(dict.fromkeys(row, 1), count) for row, count in kinds]
        if self.permille:
            kinds = [
                ({n: 1000 * p for n, p in row.items()}, count * (1000 - self.permille))
                for row, count in kinds
            ]
            kinds.append(
                ({name: need for name, need in self.need.items() if need}, self.voters * self.permille)
            )
        sides: dict[str, list[Side]] = {name: [] for name in self.cost}
        for number, (row, count) in enumerate(kinds):
            for name, points in row.items():
                sides[name].append((number, points, count))
        return sides, len(kinds)


def whole(text: str) -> int:
    """A whole amount; `1000,00` is one too."""
    value = Fraction(text.replace(",", "."))
    if value.denominator != 1:
        raise UnreadableError(f"not a whole amount: {text}")
    return int(value)


def choice(kind: str, cell: dict[str, str]) -> Row:
    """One ballot as sorted (project, points) pairs; a project named twice keeps its last points."""
    names = [name.strip() for name in cell["vote"].split(",") if name.strip()]
    if kind in ("approval", "choose-1"):
        points = [1] * len(names)
    elif kind == "ordinal":
        points = [len(names) - place for place in range(len(names))]
    else:
        points = [int(part) for part in cell["points"].split(",")] if names else []
    return tuple(sorted((name, many) for name, many in dict(zip(names, points, strict=True)).items() if many))


class Pot:
    """One pot of money and what was funded before it."""

    def __init__(self, ballots: Ballots, rule: Json, lot: list[str], pot: Money, funded: list[str]) -> None:
        self.b, self.rule, self.lot, self.funded = ballots, rule, lot, funded
        self.budget, self.only = pot
        self.sides, self.kinds = ballots.supporters(rule["utility"])
        self.weight = ballots.voters * (1000 if ballots.permille else 1)
        self.micro = 1000 - ballots.permille if ballots.permille else 1

    def value(self, name: str) -> int:
        """What a point is worth."""
        return self.b.cost[name] if self.rule["utility"] == "cost" else 1

    def allowed(self, name: str, won: list[str]) -> bool:
        """Whether it may stand beside those funded: offered here, not excluded, within its ceilings."""
        won = self.funded + won
        if name in won or not self.sides[name] or (self.only is not None and name not in self.only):
            return False
        if any(sorted((name, other)) in self.b.pairs for other in won):
            return False
        return all(
            name not in names or sum(self.b.cost[w] for w in won if w in names) + self.b.cost[name] <= limit
            for limit, names in self.b.ceilings
        )

    def fitting(self, won: list[str]) -> list[str]:
        """What could still be paid beside these winners."""
        spent = sum(self.b.cost[name] for name in won)
        return [n for n in self.lot if self.allowed(n, won) and spent + self.b.cost[n] <= self.budget]

    def free(self) -> list[str]:
        """What costs nothing comes first, in the order of the lot."""
        won: list[str] = []
        for name in self.lot:
            if self.b.cost[name] == 0 and self.allowed(name, won):
                won.append(name)
        return won

    def share(self, increments: int) -> Fraction:
        """What everybody begins with after so many raises."""
        resident = Fraction(self.budget * self.micro, self.weight)
        if self.rule["start"] == "floor":
            resident = Fraction(resident.__floor__())
        return (resident + increments * int(self.rule["unit"])) / self.micro


def replay(pot: Pot, run: Json, overspends: bool) -> list[str]:
    """Go through the stated rounds; raise MisfitError at the first that cannot be."""
    if Fraction(run["share"]) != pot.share(run["increments"]):
        raise MisfitError("share", run["share"])
    money, won, free = [Fraction(run["share"])] * pot.kinds, list[str](), pot.free()
    known: dict[str, Price] = {}
    for row in run["rounds"]:
        name, price = row["project"], Fraction(row["price"])
        is_free = len(won) < len(free)
        if not pot.allowed(name, won) or (is_free and (name != free[len(won)] or price)):
            raise MisfitError("twice", name)
        if not is_free:
            check_winner(pot, name, price * pot.value(name), row, money)
            check_others(pot, row, won, money, known)
            for kind, points, _count in pot.sides[name]:
                money[kind] = max(Fraction(0), money[kind] - price * pot.value(name) * points)
        won.append(name)
    left = [n for n in pot.lot if pot.allowed(n, won) and least_price(pot, n, money) != NEVER]
    if left and not overspends:
        raise MisfitError("left", left[0])
    return won


def check_winner(pot: Pot, name: str, price: Fraction, row: Json, money: list[Fraction]) -> None:
    """At this price for a point the supporters raise the cost, and the payers are as many as stated."""
    full, rest, raised = 0, 0, Fraction(0)
    for kind, points, count in pot.sides[name]:
        raised += count * min(money[kind], price * points)
        full += count if money[kind] >= price * points else 0
        rest += count if 0 < money[kind] < price * points else 0
    everybody = sum(count for _kind, _points, count in pot.sides[name])
    if raised != pot.b.cost[name] or not full:
        raise MisfitError("raise", name)
    stated = (row["paid_in_full"], row["gave_their_rest"], row["had_nothing_left"])
    if stated != (full, rest, everybody - full - rest):
        raise MisfitError("payers", name)


def check_others(pot: Pot, row: Json, won: list[str], money: list[Fraction], known: dict[str, Price]) -> None:
    """Nobody else was cheaper, and those with the same price come later in the lot."""
    name, price, tied = row["project"], Fraction(row["price"]), [row["project"]]
    for other in pot.lot:
        if other == name or not pot.allowed(other, won) or known.get(other, price) > price:
            continue
        known[other] = least_price(pot, other, money)
        if known[other] < price:
            raise MisfitError("cheaper", name, other)
        if known[other] == price:
            tied.append(other)
    tied.sort(key=pot.lot.index)
    if tied[0] != name:
        raise MisfitError("lottery", name, tied[0])
    if row["tied"] != (tied if len(tied) > 1 else []):
        raise MisfitError("tied", name)


def least_price(pot: Pot, name: str, money: list[Fraction]) -> Price:
    """The least price of a unit of utility at which the supporters can pay; infinity where they cannot."""
    missing, weight = Fraction(pot.b.cost[name]), sum(points * count for _k, points, count in pot.sides[name])
    for has, points, count in sorted(
        ((money[kind], points, count) for kind, points, count in pot.sides[name]), key=lambda s: s[0] / s[1]
    ):
        if missing * points <= has * weight:
            return missing / weight / pot.value(name)
        missing -= count * has
        weight -= points * count
    return NEVER


def check_shares(pot: Pot, phase: Json) -> list[str]:
    """One pot of equal shares: the deciding run, the reason why it was the last, and what votes added."""
    runs, rule = phase["runs"], pot.rule
    won = replay(pot, runs[0], overspends=False)
    raised = rule["completion"] in ("add1", "add1u")
    if raised and phase["ending"] == "exhaustive":
        if pot.fitting(won):
            raise MisfitError("fits", pot.fitting(won)[0])
    elif raised:
        after = replay(pot, runs[1], overspends=True)
        if (
            runs[1]["increments"] != runs[0]["increments"] + 1
            or sum(pot.b.cost[n] for n in after) <= pot.budget
        ):
            raise MisfitError("next")
    elif runs[0]["increments"]:
        raise MisfitError("share", runs[0]["share"])
    added = by_votes(pot, won, False) if rule["completion"] in ("utilitarian", "add1u") else []
    if phase["added"] != added:
        raise MisfitError("again")
    return won + added


def by_votes(pot: Pot, won: list[str], per_cost: bool) -> list[str]:
    """Most votes (or points) first; what does not fit is passed over."""
    score = {n: Fraction(sum(points * count for _k, points, count in pot.sides[n])) for n in pot.lot}
    if per_cost:
        score = {n: score[n] / (pot.b.cost[n] or 1) for n in pot.lot}
    added: list[str] = []
    for name in sorted(pot.lot, key=lambda n: (pot.b.cost[n] > 0, -score[n])):
        if name in pot.fitting(won + added):
            added.append(name)
    return added


def lot_order(ballots: Ballots, ties: str) -> list[str]:
    """The published order of the lot, who wins a tie first."""
    if ties.startswith("lot:"):
        return sorted(ballots.cost, key=lambda n: hashlib.sha256(f"{ties[4:]}\n{n}".encode()).hexdigest())
    if ties == "id":
        return sorted(ballots.cost)
    return sorted(ballots.cost, key=lambda n: (ballots.cost[n], -ballots.votes[n], n))


def verify(result: Json, ballots: Ballots) -> None:
    """Raise MisfitError where the result does not follow."""
    rule, certificate = result["rule"], result["certificate"]
    if certificate["input"]["sha256"] != ballots.fingerprint() or result["budget"] != ballots.budget:
        raise MisfitError("hash")
    if rule["start"] not in ("exact", "floor") or rule["stop"] not in ("first-exhaustive", "last-feasible"):
        raise MisfitError("rule", rule["start"])
    lot = lot_order(ballots, rule["ties"])
    if certificate["lot"] != lot:
        raise MisfitError("lot")
    winners: list[str] = []
    pots: list[Money] = [*ballots.earmarks, (0, None)]
    for number, phase in enumerate(certificate["phases"][: len(pots)]):
        spent = sum(ballots.cost[name] for name in winners)
        pot = pots[number] if number + 1 < len(pots) else (ballots.budget - spent, None)
        winners += check_phase(Pot(ballots, rule, lot, pot, list(winners)), rule["id"], phase)
    if len(certificate["phases"]) != len(pots) or winners != result["winners"]:
        raise MisfitError("winners")
    spent = sum(ballots.cost[name] for name in winners)
    if spent != result["spent"] or spent > ballots.budget:
        raise MisfitError("spent")
    rounds = [row for phase in certificate["phases"] for row in phase["runs"][0]["rounds"]]
    if result["rounds"] != rounds or result["ties"] != [row["tied"] for row in rounds if row["tied"]]:
        raise MisfitError("winners")


def check_phase(pot: Pot, rule: str, phase: Json) -> list[str]:
    """The winners of one pot."""
    if phase["budget"] != pot.budget:
        raise MisfitError("spent")
    if rule == "equal-shares":
        return check_shares(pot, phase)
    if rule not in ("greedy-votes", "greedy-votes-per-cost"):
        raise MisfitError("rule", rule)
    won = by_votes(pot, [], rule == "greedy-votes-per-cost")
    if [row["project"] for row in phase["runs"][0]["rounds"]] != won:
        raise MisfitError("again")
    return won


def read(paths: list[str]) -> tuple[Json, Ballots]:
    """The result and its ballots, from two files or one bundle."""
    try:
        if len(paths) == 1:
            with zipfile.ZipFile(paths[0]) as bundle:
                result, raw = json.loads(bundle.read("result.json")), bundle.read("ballots.pb")
        else:
            with open(paths[0], encoding="utf-8") as file:
                result = json.load(file)
            with open(paths[1], "rb") as file:
                raw = file.read()
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        return result, Ballots(raw.decode("utf-8-sig"), result["certificate"].get("parameters", {}))
    except (OSError, EOFError, zipfile.BadZipFile, csv.Error) as error:
        raise UnreadableError(str(error)) from error


def main(argv: list[str] | None = None, lang: str = "id") -> int:
    """Say in one line whether it follows; the exit status says it too."""
    parser = argparse.ArgumentParser(prog="verify", description=" / ".join(WORDS["about"]))
    parser.add_argument("files", nargs="+", metavar="RESULT.json FILE.pb | BUNDLE.zip")
    parser.add_argument("--lang", choices=("id", "en"), default=lang)
    asked = parser.parse_args(argv)
    say = {key: sentence[asked.lang == "en"] for key, sentence in WORDS.items()}
    if len(asked.files) > 2:
        parser.error("RESULT.json FILE.pb | BUNDLE.zip")
    try:
        result, ballots = read(asked.files)
        verify(result, ballots)
    except (UnreadableError, *BROKEN) as error:
        print(f"{say['unreadable']}{type(error).__name__}: {error}", file=sys.stderr)
        return UNREADABLE
    except MisfitError as misfit:
        print(say["not"] + say[misfit.args[0]].format(*misfit.args[1:]))
        return DOES_NOT_FOLLOW
    print(say["follows"])
    return FOLLOWS


if __name__ == "__main__":
    sys.exit(main())
