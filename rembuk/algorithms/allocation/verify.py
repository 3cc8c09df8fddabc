"""Does the published result follow from the ballots? `python verify.py RESULT.json FILE.pb` or `BUNDLE.zip`.

This file needs nothing but Python, and none of the program that made the result. It reads the ballots itself,
computes the result anew in exact fractions, slowly and plainly, and compares every figure with what was
published. 0: it follows. 1: it does not, and where. 2: unreadable. What is not proven is said at the end:

* `add1` raises all shares step by step. Taken from the certificate is only how often; that run, and the next
  where it is the reason to stop, are computed anew. `--all` computes every step from the first.
* `welfare`: the search for the best set ends after NODES steps. If it does, only this is shown: the set is
  allowed, and nothing better was met on the way.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

Json = dict[str, Any]
Groups = list[tuple[Fraction, int, int]]  # money of each, points of each, how many
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError, OverflowError)
NEVER: Fraction = float("inf")  # type: ignore[assignment]  # the price of what cannot be paid
NODES = 300_000
FOLLOWS, DOES_NOT_FOLLOW, UNREADABLE = 0, 1, 2
WORDS = {
    "about": ("Memeriksa hasil terhadap lembar pilihan.", "Check a result against the ballots."),
    "all": ("hitung setiap kenaikan jatah dari awal (lama)", "compute every raise of the shares (slow)"),
    "follows": ("COCOK: hasil ini mengikuti lembar pilihan.", "IT FOLLOWS from the ballots."),
    "not": ("TIDAK COCOK: ", "IT DOES NOT FOLLOW: "),
    "unreadable": ("TIDAK TERBACA: ", "UNREADABLE: "),
    "differs": ("{0}: tertulis {1}, seharusnya {2}", "{0}: it says {1}, it should be {2}"),
    "raise": ("kenaikan jatah ke-{0} bukan yang menentukan", "raise {0} of the shares is not the last"),
    "rule": ("aturan {0} tidak dikenal", "the rule {0} is not known"),
    "set": ("himpunan yang lebih baik ada: {0}", "there is a better set: {0}"),
    "barred": ("{0} tidak dapat dipilih di sini", "{0} cannot be chosen here"),
    "hash": ("berkas {0} dalam bundel berubah", "the file {0} in the bundle was changed"),
    "no_all": ("Tidak dibuktikan: bahwa kenaikan jatah yang lebih kecil belum cukup (jalankan dengan --all).",
               "Not proven: that no smaller raise of the shares was the last one (run with --all)."),
    "no_reasons": ("Tidak diperiksa: penjelasan (explanation).", "Not checked: the explanation."),
    "no_jump": ("Tidak dibuktikan: bahwa lompatan jatah tidak melewati perubahan.",
                "Not proven: that no jump of the shares left out a change."),
    "no_set": ("Tidak dibuktikan: bahwa tidak ada himpunan yang lebih baik.",
               "Not proven: that there is no better set."),
}  # fmt: skip


class MisfitError(Exception):
    """The result does not follow; a key of WORDS and what belongs into its sentence."""


class Ballots:
    """A .pb file and the parameters beside it."""

    def __init__(self, text: str, given: Json) -> None:
        self.cost: dict[str, int] = {}
        self.need: dict[str, int] = {}
        self.tally: Counter[tuple[tuple[str, int], ...]] = Counter()  # ballot: how many
        self.votes: Counter[str] = Counter()
        self.budget = whole(self.read(text)["budget"])
        self.blank = self.tally.pop((), 0)
        self.voters = sum(self.tally.values()) + self.blank
        self.ceilings = [(c["name"], int(c["limit"]), set(c["projects"])) for c in given["ceilings"]]
        self.earmarks = [(e["name"], int(e["amount"]), set(e["projects"])) for e in given["earmarks"]]
        self.pairs = [sorted(pair) for pair in given["incompatible"]]
        self.permille = int(given["need_permille"])
        for row, count in self.tally.items():
            for name, _points in row:
                self.votes[name] += count
                self.cost[name]  # a project that is not there ends here

    def read(self, text: str) -> dict[str, str]:
        """Three tables, one under the other; returns the first, keeps the two others."""
        meta: dict[str, str] = {}
        where, header = "", list[str]()
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
            row = [cell.strip() for cell in line]
            if len(row) == 1 and row[0].upper() in ("META", "PROJECTS", "VOTES"):
                where, header = row[0].upper(), []
            elif any(row) and not header:
                header = row
            elif any(row):
                cell = dict(zip(header, row, strict=True))
                if where == "META":
                    meta[row[0]] = row[1]
                elif where == "PROJECTS":
                    self.cost[cell["project_id"]] = whole(cell["cost"])
                    self.need[cell["project_id"]] = whole(cell.get("need") or "0")
                else:
                    self.tally[choice(meta["vote_type"], cell)] += whole(cell.get("weight") or "1")
        return meta

    def fingerprint(self) -> str:
        """SHA-256 over sorted lines: the order of rows and columns does not matter."""
        lines = sorted(f"project;{name};{cost};{self.need[name]}" for name, cost in self.cost.items())
        lines += sorted(
            f"ballot;{count};" + ",".join(sorted(f"{name}:{points}" for name, points in row))
            for row, count in self.tally.items()
        )
        lines += sorted(
            f"ceiling;{name};{limit};{','.join(sorted(only))}" for name, limit, only in self.ceilings
        )
        lines += [f"earmark;{name};{amount};{','.join(sorted(only))}" for name, amount, only in self.earmarks]
        lines += sorted(f"incompatible;{';'.join(pair)}" for pair in self.pairs)
        head = [f"budget;{self.budget}", f"need;{self.permille}", f"blank;{self.blank}"]
        return hashlib.sha256("\n".join(head + lines).encode()).hexdigest()

    def lot(self, ties: str) -> list[str]:
        """The published order of the lot, who wins a tie first."""
        if ties.startswith("lot:"):
            return sorted(self.cost, key=lambda n: hashlib.sha256(f"{ties[4:]}\n{n}".encode()).hexdigest())
        if ties == "id":
            return sorted(self.cost)
        return sorted(self.cost, key=lambda n: (self.cost[n], -self.votes[n], n))


def whole(text: str) -> int:
    """A whole amount; `1000,00` is one too."""
    value = Fraction(text.replace(",", "."))
    if value.denominator != 1 or value < 0:
        raise ValueError(text)
    return int(value)


def choice(kind: str, cell: dict[str, str]) -> tuple[tuple[str, int], ...]:
    """One ballot as sorted (project, points) pairs; a project named twice keeps its last points."""
    names = [name.strip() for name in cell["vote"].split(",") if name.strip()]
    points = [len(names) - place for place in range(len(names))] if kind == "ordinal" else [1] * len(names)
    if kind in ("cumulative", "scoring"):
        points = [whole(part) for part in cell["points"].split(",")] if names else []
    return tuple(sorted((name, many) for name, many in dict(zip(names, points, strict=True)).items() if many))


class Pot:
    """One pot of money: what may win from it, and who supports what (the need fund is one more ballot)."""

    def __init__(self, ballots: Ballots, rule: Json, budget: int, only: set[str] | None, funded: list[str]):
        self.b, self.rule, self.budget, self.only, self.funded = ballots, rule, budget, only, funded
        self.lot, self.cost = ballots.lot(rule["ties"]), ballots.cost
        by_points, permille = rule["utility"] == "points", ballots.permille
        kinds = [(dict(row), count) for row, count in ballots.tally.items()]
        kinds = [(row if by_points else dict.fromkeys(row, 1), count) for row, count in kinds]
        if permille:
            kinds = [({n: 1000 * p for n, p in row.items()}, c * (1000 - permille)) for row, c in kinds]
            kinds.append(({n: need for n, need in ballots.need.items() if need}, ballots.voters * permille))
        self.sides: dict[str, list[tuple[int, int, int]]] = {name: [] for name in self.cost}
        for number, (row, count) in enumerate(kinds):
            for name, points in row.items():
                self.sides[name].append((number, points, count))
        self.heads = {n: sum(count for _kind, _points, count in side) for n, side in self.sides.items()}
        self.score = {n: sum(points * count for _kind, points, count in s) for n, s in self.sides.items()}
        self.value = {n: c if rule["utility"] == "cost" else 1 for n, c in self.cost.items()}  # of a point
        self.kinds, self.micro = len(kinds), 1000 - permille if permille else 1
        first = Fraction(budget * self.micro, ballots.voters * (1000 if permille else 1))
        self.first = Fraction(int(first)) if rule["start"] == "floor" else first
        self.place = {name: number for number, name in enumerate(self.lot)}

    def share(self, increments: int) -> Fraction:
        """What everybody begins with after so many raises."""
        return (self.first + increments * int(self.rule["unit"])) / self.micro

    def may_join(self, name: str, won: list[str]) -> bool:
        """Whether it may stand beside those funded: offered, supported, not excluded, within ceilings."""
        won = self.funded + won
        if name in won or not self.sides[name] or (self.only is not None and name not in self.only):
            return False
        return not any(sorted((name, other)) in self.b.pairs for other in won) and all(
            name not in names or sum(self.cost[w] for w in won if w in names) + self.cost[name] <= limit
            for _name, limit, names in self.b.ceilings
        )

    def fitting(self, won: list[str]) -> list[str]:
        """What could still be paid beside these winners, in the order of the lot."""
        left = self.budget - sum(self.cost[name] for name in won)
        return [n for n in self.lot if self.cost[n] <= left and self.may_join(n, won)]

    def free(self) -> list[Json]:
        """The rounds of what costs nothing: it comes first."""
        won: list[str] = []
        for name in self.lot:
            if self.cost[name] == 0 and self.may_join(name, won):
                won.append(name)
        return [round_of(name) for name in won]


class Purses:
    """Who holds how much. Supporters with the same money and points are counted together."""

    def __init__(self, pot: Pot, share: Fraction) -> None:
        self.pot, self.of, self.money = pot, [0] * pot.kinds, [share]

    def groups(self, name: str) -> Groups:
        """(money, points, how many) of the supporters."""
        tally: Counter[tuple[int, int]] = Counter()
        for kind, points, count in self.pot.sides[name]:
            tally[self.of[kind], points] += count
        return [(self.money[purse], points, count) for (purse, points), count in tally.items()]

    def charge(self, name: str, price: Fraction) -> None:
        """Each pays the price for each point, or the rest."""
        new: dict[tuple[int, int], int] = {}
        for kind, points, _count in self.pot.sides[name]:
            key = self.of[kind], points
            if key not in new:
                new[key] = len(self.money)
                self.money.append(max(Fraction(0), self.money[key[0]] - price * points))
            self.of[kind] = new[key]

    def pay(self, name: str, rho: Fraction, tied: list[str]) -> Json:
        """The round in which a project is bought at this price of a unit of utility."""
        price = rho * self.pot.value[name]
        line = [(has - price * points, has, count) for has, points, count in self.groups(name)]
        full = sum(count for over, _has, count in line if over >= 0)
        rest = sum(count for over, has, count in line if over < 0 < has)
        nothing = sum(count for over, has, count in line if over < 0 and not has)
        self.charge(name, price)
        return round_of(name, rho, full, rest, nothing, tied)


def round_of(
    name: str,
    rho: Fraction | int = 0,
    full: int = 0,
    rest: int = 0,
    nothing: int = 0,
    tied: list[str] | None = None,
) -> Json:
    """A round as it is published."""
    tied = tied if tied and len(tied) > 1 else []
    return {"project": name, "price": text_of(Fraction(rho)), "paid_in_full": full, "gave_their_rest": rest,
            "had_nothing_left": nothing, "tied": tied}  # fmt: skip


def text_of(value: Fraction) -> str:
    """`1/3`."""
    return f"{value.numerator}/{value.denominator}"


def names(rounds: list[Json]) -> list[str]:
    """The winners of some rounds."""
    return [row["project"] for row in rounds]


def least_price(cost: int, groups: Groups) -> Fraction:
    """The least price of a point at which these supporters raise the cost."""
    missing, points = Fraction(cost), sum(many * count for _has, many, count in groups)
    for has, many, count in sorted(groups, key=lambda group: group[0] / group[1]):
        if missing * many <= has * points:
            return missing / points
        missing, points = missing - has * count, points - many * count
    return NEVER


def cheapest(least: dict[str, Fraction], now: Callable[[str], Fraction]) -> tuple[Fraction, list[str]]:
    """The least value and who has it. Values never fall, so an old one above the best is enough."""
    best: Fraction = NEVER
    tied: list[str] = []
    for name in sorted(least, key=least.__getitem__):
        if least[name] > best:
            break
        least[name] = now(name)
        if least[name] < best:
            best, tied = least[name], []
        tied += [name] if least[name] == best < NEVER else []
    return best, tied


def equal_shares(pot: Pot, share: Fraction) -> list[Json]:
    """All rounds; the last may overspend. Buy what costs its supporters least for a unit of utility."""
    rounds, purses, spent = pot.free(), Purses(pot, share), 0
    least: dict[str, Fraction] = {
        n: Fraction(c, pot.score[n] * pot.value[n]) for n, c in pot.cost.items() if c and pot.score[n]
    }
    while spent <= pot.budget:
        least = {n: price for n, price in least.items() if pot.may_join(n, names(rounds))}
        best, tied = cheapest(least, lambda n: least_price(pot.cost[n], purses.groups(n)) / pot.value[n])
        if not tied:
            break
        tied.sort(key=pot.place.__getitem__)
        rounds.append(purses.pay(tied[0], best, tied))
        spent += pot.cost[tied[0]]
    return rounds


def phragmen(pot: Pot) -> list[Json]:
    """Everybody earns at the same speed; a project is bought when its supporters hold its cost."""
    rounds, loads = pot.free(), Purses(pot, Fraction(0))
    least: dict[str, Fraction] = {n: Fraction(0) for n in pot.fitting(names(rounds)) if pot.cost[n]}

    def time(name: str) -> Fraction:
        owed = sum((load * count for load, _points, count in loads.groups(name)), Fraction(0))
        return (pot.cost[name] + owed) / pot.heads[name]

    while True:
        best, tied = cheapest(least, time)
        misfits = set(tied) - set(pot.fitting(names(rounds)))
        if not tied or (misfits and pot.rule["id"] == "phragmen-stop"):
            return rounds
        for name in misfits:
            del least[name]
        if not misfits:
            tied.sort(key=pot.place.__getitem__)
            rounds.append(round_of(tied[0], best, pot.heads[tied[0]], tied=tied))
            loads.money.append(best)
            for kind, _points, _count in pot.sides[tied[0]]:
                loads.of[kind] = len(loads.money) - 1
            del least[tied[0]]


def bounded_overspending(pot: Pot, share: Fraction) -> list[Json]:
    """Equal shares in which supporters may be a little short: least x / alpha^2, where at price x the share
    alpha of the cost is raised; each pays x / alpha for a point."""
    rounds, purses = pot.free(), Purses(pot, share)
    while True:
        offers = {}
        for name in pot.fitting(names(rounds)):
            groups = sorted((g for g in purses.groups(name) if g[0]), key=lambda group: group[0] / group[1])
            given, points, levels = Fraction(0), sum(many * count for _has, many, count in groups), []
            for has, many, count in groups:
                x = min(has / many, (pot.cost[name] - given) / points)
                alpha = (given + x * points) / pot.cost[name]
                levels.append((x / alpha**2 / pot.value[name], x / alpha / pot.value[name]))
                if alpha == 1:
                    break
                given, points = given + has * count, points - many * count
            if levels:
                offers[name] = min(levels)
        if not offers:
            return rounds
        best = min(worth for worth, _rho in offers.values())
        tied = [name for name in pot.lot if name in offers and offers[name][0] == best]
        rounds.append(purses.pay(tied[0], offers[tied[0]][1], tied))


def equal_payments(pot: Pot, share: Fraction) -> list[Json]:
    """All who pay for a project pay the same: it has as many payers as can pay for it in equal parts."""
    rounds, money, spent = pot.free(), [share] * pot.kinds, 0
    while spent <= pot.budget:
        offers = {}
        for name in (n for n in pot.lot if pot.cost[n] and pot.may_join(n, names(rounds))):
            reached = payers = 0
            for has, count in sorted(((money[kind], c) for kind, _p, c in pot.sides[name]), reverse=True):
                reached += count
                payers = reached if has * reached >= pot.cost[name] else payers
            if payers:
                offers[name] = payers, Fraction(payers * pot.value[name], pot.cost[name])
        if not offers:
            break
        best = max(worth for _payers, worth in offers.values())
        tied = [name for name in pot.lot if name in offers and offers[name][1] == best]
        name, payers = tied[0], offers[tied[0]][0]
        price = Fraction(pot.cost[name], payers)
        for kind, _points, _count in pot.sides[name]:
            money[kind] -= price if money[kind] >= price else 0
        rounds.append(round_of(name, 1 / best, payers, 0, pot.heads[name] - payers, tied))
        spent += pot.cost[name]
    return rounds


def by_votes(pot: Pot, won: list[str], per_cost: bool = False) -> list[str]:
    """Most votes (or points) first; what does not fit is passed over."""
    added: list[str] = []
    rank = {n: Fraction(pot.score[n], (c or 1) if per_cost else 1) for n, c in pot.cost.items()}
    for name in sorted(pot.lot, key=lambda n: (pot.cost[n] > 0, -rank[n])):
        added += [name] if name in pot.fitting(won + added) else []
    return added


def welfare(pot: Pot, stated: list[str], notes: list[str]) -> list[str]:
    """The set of most points, then least cost, then of the lot: searched with the bound of divisible ones."""
    free, large = names(pot.free()), sum(pot.cost.values()) + 1
    worth = {
        n: ((pot.score[n] * pot.value[n] * large - pot.cost[n]) << len(pot.lot))
        + (1 << ~place % len(pot.lot))
        for place, n in enumerate(pot.lot)
        if pot.cost[n] and n in pot.fitting(free)
    }
    order = sorted(worth, key=lambda n: -Fraction(worth[n], pot.cost[n]))
    best, best_worth, nodes = list[str](), 0, 0
    stack: list[tuple[int, list[str], int, int]] = [(0, [], 0, pot.budget)]
    while stack and nodes < NODES:
        place, taken, total, room = stack.pop()
        nodes += 1
        best, best_worth = (taken, total) if total > best_worth else (best, best_worth)
        bound, left = total, room
        for name in order[place:]:
            part = min(pot.cost[name], left)
            bound, left = bound + worth[name] * part // pot.cost[name], left - part
        if place == len(order) or bound <= best_worth:
            continue
        stack.append((place + 1, taken, total, room))
        name = order[place]
        if pot.cost[name] <= room and pot.may_join(name, free + taken):
            stack.append((place + 1, [*taken, name], total + worth[name], room - pot.cost[name]))
    if stack:  # not finished: what is stated must be allowed, and at least as good as what was met
        notes.append("no_set")
        for number, name in enumerate(stated):
            if name not in pot.fitting(stated[:number]):
                raise MisfitError("barred", name)
        if sum(worth.get(name, 0) for name in stated) < best_worth:
            raise MisfitError("set", ", ".join(best))
        return stated
    return free + sorted(best, key=lambda n: (-pot.score[n] * pot.value[n], pot.place[n]))


def run_of(increments: int, share: Fraction, rounds: list[Json]) -> Json:
    """One run as it is published."""
    return {"increments": increments, "share": text_of(share), "rounds": rounds}


def raised(pot: Pot, stated: Json, every: bool, notes: list[str]) -> tuple[str, list[Json]]:
    """Shares are raised until nothing more fits, or until the next raise would overspend."""
    jumps, runs = pot.rule["completion"] == "add-opt", list[Json]()
    first = stated["runs"][0]["increments"]
    number = 0 if every and not jumps else int(first)
    if jumps or not (every or number == 0):
        notes.append("no_jump" if jumps else "no_all")
    while True:
        share = pot.share(number)
        if jumps and number:  # add-opt says by itself how far it jumps
            share = Fraction(stated["runs"][len(runs)]["share"])
        rounds = (equal_payments if jumps else equal_shares)(pot, share)
        runs = [*runs[-1:], run_of(number, share, rounds)]
        won = names(rounds)
        if sum(pot.cost[name] for name in won) > pot.budget:
            if len(runs) == 2:
                return "next-overspends", runs
            raise MisfitError("raise", first)
        if len(runs) == 2 and (jumps or not every):
            raise MisfitError("raise", first)
        if not (pot.fitting(won) if stops_early(pot) else [n for n in pot.lot if pot.may_join(n, won)]):
            return "exhaustive", runs[-1:]
        number += 1


def stops_early(pot: Pot) -> bool:
    """Whether the raising of shares ends as soon as nothing more fits the money."""
    return bool(pot.rule["stop"] == "first-exhaustive")


def phase_of(pot: Pot, earmark: str, stated: Json, every: bool, notes: list[str]) -> Json:
    """One pot, computed anew, as it is published."""
    rule, completion = pot.rule["id"], pot.rule["completion"]
    ending, added, runs = "complete", list[str](), list[Json]()
    if completion in ("add1", "add1u", "add-opt"):
        ending, runs = raised(pot, stated, every, notes)
    elif rule in SHARED:
        runs = [run_of(0, pot.share(0), SHARED[rule](pot, pot.share(0)))]
    elif rule in ("phragmen", "phragmen-stop"):
        runs = [run_of(0, Fraction(0), phragmen(pot))]
    elif rule == "welfare":
        ending = "node-limit" if stated["ending"] == "node-limit" else ending
        won = welfare(pot, names(stated["runs"][0]["rounds"]), notes)
        runs = [run_of(0, Fraction(0), [round_of(name) for name in won])]
    else:
        won = by_votes(pot, [], rule == "greedy-votes-per-cost")
        runs = [run_of(0, Fraction(0), [round_of(name) for name in won])]
    if completion in ("utilitarian", "add1u"):
        added = by_votes(pot, names(runs[0]["rounds"]))
    return {"earmark": earmark, "budget": pot.budget, "ending": ending, "runs": runs, "added": added}


SHARED = {
    "equal-shares": equal_shares,
    "equal-shares-bos": bounded_overspending,
    "equal-payments": equal_payments,
}
RULES = {
    "equal-shares": ("add1", "none", "add1u", "utilitarian"), "equal-shares-bos": ("none", "utilitarian"),
    "equal-payments": ("add-opt", "none", "utilitarian"), "phragmen": ("none",),
    "phragmen-stop": ("none", "utilitarian"), "greedy-votes": ("none",), "greedy-votes-per-cost": ("none",),
    "welfare": ("none",),
}  # fmt: skip


def check_rule(rule: Json) -> None:
    """Only words that mean something."""
    known = {
        "id": list(RULES), "utility": ["cost", "cardinality", "points"], "start": ["exact", "floor"],
        "completion": RULES.get(rule["id"], ()), "stop": ["first-exhaustive", "last-feasible"],
    }  # fmt: skip
    for key, words in known.items():
        if rule[key] not in words:
            raise MisfitError("rule", rule[key])
    if rule["ties"] not in ("id", "cost-votes-id") and not rule["ties"].startswith("lot:"):
        raise MisfitError("rule", rule["ties"])
    if type(rule["unit"]) is not int or rule["unit"] < 1 or len(rule) != len(known) + 2:
        raise MisfitError("rule", rule["unit"])


def verify(result: Json, ballots: Ballots, every: bool = False) -> list[str]:
    """Raise MisfitError where the result does not follow; returns what is not proven (keys of WORDS)."""
    rule, stated = result["rule"], result["certificate"]["phases"]
    notes = ["no_reasons"] if "explanation" in result else []
    result = {key: value for key, value in result.items() if key != "explanation"}
    check_rule(rule)
    facts = {"sha256": ballots.fingerprint(), "projects": len(ballots.cost), "voters": ballots.voters,
             "distinct_ballots": len(ballots.tally)}  # fmt: skip
    compare(result["certificate"]["input"], facts, "certificate.input")
    winners, phases = list[str](), list[Json]()
    for number, (name, amount, only) in enumerate([*ballots.earmarks, ("", 0, None)]):
        rest = ballots.budget - sum(ballots.cost[name] for name in winners)
        pot = Pot(ballots, rule, rest if only is None else amount, only, list(winners))
        phases.append(phase_of(pot, name, stated[number], every, notes))
        winners += names(phases[-1]["runs"][0]["rounds"]) + phases[-1]["added"]
    rounds = [row for phase in phases for row in phase["runs"][0]["rounds"]]
    right = {
        "winners": winners, "rounds": rounds, "ties": [row["tied"] for row in rounds if row["tied"]],
        "budget": ballots.budget, "spent": sum(ballots.cost[name] for name in winners), "rule": rule,
        "format": "rembuk-allocation/1",
        "certificate": {"input": facts, "parameters": result["certificate"]["parameters"],
                        "lot": ballots.lot(rule["ties"]), "phases": phases},
    }  # fmt: skip
    compare(result, right, "")
    return sorted(set(notes))


def compare(said: Any, right: Any, path: str) -> None:
    """Every figure, and nothing beside them."""
    if isinstance(right, dict) and isinstance(said, dict) and said.keys() == right.keys():
        for key in right:
            compare(said[key], right[key], f"{path}.{key}".strip("."))
    elif isinstance(right, list) and isinstance(said, list) and len(said) == len(right):
        for number, value in enumerate(right):
            compare(said[number], value, f"{path}.{number + 1}")
    elif type(said) is not type(right) or said != right:
        short = [json.dumps(value, ensure_ascii=False)[:300] for value in (said, right)]
        raise MisfitError("differs", path or "result.json", *short)


def read(paths: list[str]) -> tuple[Json, Ballots]:
    """The result and its ballots, from two files or one bundle."""
    files = {}
    for name, path in zip(("result.json", "election.pb"), paths, strict=False):
        with open(path, "rb") as file:
            files[name] = file.read()
    if len(paths) == 1:
        with zipfile.ZipFile(paths[0]) as bundle:
            files = {name: bundle.read(name) for name in bundle.namelist()}
        sums = dict(line.split("  ", 1)[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
        for name in sums.keys() | files.keys():
            if sums.get(name) != hashlib.sha256(files.get(name, b"")).hexdigest():
                raise MisfitError("hash", name)
    result, raw = json.loads(files["result.json"]), files["election.pb"]
    given = result["certificate"]["parameters"]
    if len(paths) == 1:
        fixed = {"rule": result["rule"], "budget": result["budget"], **given}
        compare(json.loads(files["parameters.json"]), fixed, "parameters.json")
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    return result, Ballots(raw.decode("utf-8-sig"), given)


def main(argv: list[str] | None = None, lang: str = "id") -> int:
    """Say in one line whether it follows; the exit status says it too."""
    words = sys.argv[1:] if argv is None else argv
    english = int("en" in (lang, *words))
    parser = argparse.ArgumentParser(prog="verify", description=WORDS["about"][english])
    parser.add_argument("files", nargs="+", metavar="RESULT.json FILE.pb | BUNDLE.zip")
    parser.add_argument("--all", action="store_true", help=WORDS["all"][english])
    parser.add_argument("--lang", choices=("id", "en"), default=lang)
    asked = parser.parse_args(words)
    if len(asked.files) > 2:
        parser.error("RESULT.json FILE.pb | BUNDLE.zip")
    say = {key: sentence[asked.lang == "en"] for key, sentence in WORDS.items()}
    try:
        notes = verify(*read(asked.files), every=asked.all)
    except MisfitError as misfit:
        print(say["not"] + say[misfit.args[0]].format(*misfit.args[1:]))
        return DOES_NOT_FOLLOW
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, csv.Error, *BROKEN) as error:
        print(f"{say['unreadable']}{type(error).__name__}: {error}", file=sys.stderr)
        return UNREADABLE
    print("\n".join([say["follows"], *(say[note] for note in notes)]))
    return FOLLOWS


if __name__ == "__main__":
    sys.exit(main())
