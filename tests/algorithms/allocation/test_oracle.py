"""Two thousand drawn elections: the engine is the textbook; and what must not matter does not."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rembuk.algorithms.allocation.allocating import allocate, winners_of
from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.exact_floats import compare_products
from rembuk.algorithms.allocation.fairness import worst_group
from rembuk.algorithms.allocation.model import Ceiling, Election, Project
from rembuk.algorithms.allocation.outcome import Outcome
from rembuk.algorithms.allocation.prepared import prepare
from rembuk.algorithms.allocation.rules import OF_RULE, RULES, Rule, RuleId, Start, Stop, Utility
from rembuk.algorithms.allocation.shares import Pot, equal_shares
from tests.algorithms.allocation import oracle
from tests.algorithms.allocation.elections import elections

SOME = settings(max_examples=60)
TRIES_ALL = ("welfare", "equal-payments", "equal-shares-bos")  # these look at all projects in each round
UTILITIES: list[Utility] = ["cost", "cardinality", "points"]


@pytest.mark.slow
@pytest.mark.parametrize("utility", UTILITIES)
def test_two_thousand_elections_are_those_of_the_textbook(utility: Utility) -> None:
    """700 of each utility: weights, zero and equal costs, tiny budgets, projects without votes, ceilings."""

    @settings(max_examples=700)
    @given(
        elections(most_points=3), st.sampled_from(["exact", "floor"]),
        st.sampled_from(["first-exhaustive", "last-feasible"]), st.integers(1, 3),
    )  # fmt: skip
    def agrees(election: Election, start: Start, stop: Stop, unit: int) -> None:
        prepared = prepare(election, utility, "id")
        lot = list(prepared.lot)
        plain = equal_shares(Pot(prepared, election.budget), Rule(utility=utility, completion="none"))
        share = Fraction(election.budget, prepared.weight)
        expected = oracle.equal_shares(election, utility, share, lot, election.budget)
        assert [(r.project, r.rho) for r in plain.deciding.rounds] == [(b.project, b.rho) for b in expected]
        rule = Rule(utility=utility, unit=unit, start=start, stop=stop)
        raised = equal_shares(Pot(prepared, election.budget), rule)
        winners = oracle.add1(election, utility, lot, unit, start, stop)
        assert [r.project for r in raised.deciding.rounds] == winners

    agrees()


def cast(election: Election) -> list[tuple[dict[int, int], int]]:
    ballots = election.ballots
    rows = [(dict(ballots.row(v)), int(n)) for v, n in enumerate(ballots.count)]
    return [*rows, *([({}, ballots.blank)] if ballots.blank else [])]


def told(election: Election, outcome: Outcome) -> list[object]:
    """Winners in order, prices and ties, by id."""
    name = election.ids
    return [name[p] for p in outcome.winners] + [
        (name[row.project], row.rho, row.in_full, row.with_rest, [name[p] for p in row.tied])
        for phase in outcome.phases
        for row in phase.deciding.rounds
    ]


def answered(election: Election, rule: Rule) -> list[object]:
    return told(election, allocate(election, rule))


def usable(rule: RuleId, election: Election) -> Election:
    """Equal payments know approvals alone."""
    if rule != "equal-payments":
        return election
    flat = [(dict.fromkeys(row, 1), many) for row, many in cast(election)]
    return replace(election, ballots=Ballots.of(flat))


@pytest.mark.parametrize("rule", RULES)
def test_the_order_of_voters_and_projects_does_not_matter(rule: RuleId) -> None:
    @SOME
    @given(elections(most_points=2, earmarks=True), st.randoms(use_true_random=False))
    def same(election: Election, dice: random.Random) -> None:
        election = usable(rule, election)
        order = list(range(len(election.projects)))
        dice.shuffle(order)
        place = {old: new for new, old in enumerate(order)}
        rows = [({place[p]: many for p, many in row.items()}, weight) for row, weight in cast(election)]
        dice.shuffle(rows)
        turned = replace(
            election, projects=tuple(election.projects[p] for p in order), ballots=Ballots.of(rows)
        )
        for ties in ("id", "lot:x", "cost-votes-id"):
            assert answered(turned, Rule(rule, ties=ties)) == answered(election, Rule(rule, ties=ties))
        assert turned.digest == election.digest

    same()


@pytest.mark.parametrize("rule", RULES)
def test_splitting_a_weight_scaling_all_money_and_a_project_without_votes_change_nothing(
    rule: RuleId,
) -> None:
    @SOME
    @given(elections())
    def same(election: Election) -> None:
        election, chosen = usable(rule, election), Rule(rule)
        winners = [election.ids[p] for p in allocate(election, chosen).winners]
        split = [(row, 1) for row, many in cast(election) for _ in range(many)]
        assert answered(replace(election, ballots=Ballots.of(split)), chosen) == answered(election, chosen)
        times_7 = replace(
            election,
            projects=tuple(replace(p, cost=7 * p.cost) for p in election.projects),
            budget=7 * election.budget,
            ceilings=tuple(replace(c, limit=7 * c.limit) for c in election.ceilings),
        )
        scaled = allocate(times_7, replace(chosen, unit=7))
        assert [election.ids[p] for p in scaled.winners] == winners
        more = replace(election, projects=(*election.projects, Project("zz", 1)))
        assert [more.ids[p] for p in allocate(more, chosen).winners] == winners

    same()


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_overspends_the_money_or_a_ceiling_or_funds_what_nobody_wants(rule: RuleId) -> None:
    @SOME
    @given(elections(earmarks=True), st.sampled_from(OF_RULE[rule]))
    def within(election: Election, completion: str) -> None:
        election = usable(rule, election)
        won = allocate(election, Rule(rule, completion=completion)).winners  # type: ignore[arg-type]
        costs, ids = election.costs, election.ids
        assert sum(costs[p] for p in won) <= election.budget
        assert len(set(won)) == len(won)
        assert all(election.votes[p] for p in won)
        for ceiling in election.ceilings:
            assert sum(costs[p] for p in won if ids[p] in ceiling.projects) <= ceiling.limit
        for pair in election.incompatible:
            assert not set(pair) <= {ids[p] for p in won}

    within()


@SOME
@given(elections(limits=False), st.sampled_from(["cost", "cardinality"]))
def test_equal_shares_pays_exactly_in_rising_prices_and_fails_no_group(
    election: Election, utility: Utility
) -> None:
    outcome = allocate(election, Rule(utility=utility))
    rhos = [row.rho for row in outcome.phases[0].deciding.rounds]
    assert rhos == sorted(rhos)
    assert worst_group(election, outcome.winners, utility).ratio < 1
    plain = allocate(election, Rule(utility=utility, completion="none"))
    assert worst_group(election, plain.winners, utility).ratio < 1
    assert set(plain.phases[0].deciding.rounds[:0]) == set()


@SOME
@given(elections())
def test_exact_welfare_is_at_least_that_of_greedy(election: Election) -> None:
    def welfare(winners: tuple[int, ...]) -> int:
        return sum(election.votes[p] * election.costs[p] for p in winners)

    best = allocate(election, Rule("welfare"))
    assert best.proven
    for other in RULES[:-1]:
        outcome = allocate(usable(other, election), Rule(other, completion=OF_RULE[other][0]))
        assert welfare(outcome.winners) <= welfare(best.winners)


@SOME
@given(elections(limits=False))
def test_phragmen_that_stops_is_the_beginning_of_phragmen_that_goes_on(election: Election) -> None:
    stops, goes_on = (
        allocate(election, Rule("phragmen-stop")).winners,
        allocate(election, Rule("phragmen")).winners,
    )
    assert goes_on[: len(stops)] == stops


def test_each_lot_has_its_own_winner_and_the_round_tells_who_tied() -> None:
    election = Election((Project("a", 5), Project("b", 5)), 5, Ballots.of([({0: 1, 1: 1}, 2)]))
    firsts = {allocate(election, Rule(ties=f"lot:{seed}")).winners for seed in range(20)}
    assert firsts == {(0,), (1,)}
    assert allocate(election, Rule()).ties == ((0, 1),)


@given(*[st.integers(0, 2**62 - 1)] * 4)
def test_products_beyond_64_bits_are_compared_right(a: int, b: int, c: int, d: int) -> None:
    assert compare_products(a, b, c, d) == (a * b > c * d) - (a * b < c * d)


class StoppedError(Exception):
    pass


def test_a_long_raising_can_be_ended() -> None:
    """A unit of Rp 1 on shares of millions is millions of runs."""
    election = Election(
        (Project("a", 10**9), Project("b", 2 * 10**9)), 2 * 10**9, Ballots.of([({0: 1}, 1), ({1: 1}, 2)])
    )

    def watch(raises: int) -> None:
        if raises == 50:
            raise StoppedError

    with pytest.raises(StoppedError):
        allocate(election, Rule(), watch)


@pytest.mark.parametrize("rule", RULES)
def test_edges(rule: RuleId) -> None:
    one = Ballots.of([({0: 1}, 1)])
    assert allocate(Election((Project("a", 10**15),), 10**15, one), Rule(rule)).winners == (0,)
    assert allocate(Election((Project("a", 0),), 1, one), Rule(rule)).winners == (0,)
    assert allocate(Election((Project("a", 2),), 1, one), Rule(rule)).winners == ()
    assert allocate(Election((Project("a", 1),), 1, Ballots.of([({}, 3)])), Rule(rule)).winners == ()


@pytest.mark.parametrize("utility", UTILITIES)
def test_budgets_of_a_thousand_million_million_do_not_overflow(utility: Utility) -> None:
    """Rupiah times voters is beyond 64 bits; the same election in small numbers has the same winners."""
    rows = [({0: 1, 1: 1}, 3), ({1: 1, 2: 1}, 2), ({3: 1}, 4), ({0: 1, 4: 1}, 1)]
    costs = (30, 20, 20, 45, 7)

    def winners(scale: int, people: int) -> tuple[int, ...]:
        projects = tuple(Project(f"p{k}", cost * scale) for k, cost in enumerate(costs))
        ballots = Ballots.of([(row, many * people) for row, many in rows])
        election = Election(
            projects, 100 * scale, ballots, (Ceiling("c", 50 * scale, frozenset(["p0", "p1"])),)
        )
        return allocate(election, Rule(utility=utility, completion="none")).winners

    assert winners(10**13, 10**6) == winners(1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in TRIES_ALL])
def test_ten_thousand_projects_are_no_recursion_and_no_square(rule: RuleId) -> None:
    many, dice = 10_000, random.Random(3)
    election = Election(
        tuple(Project(f"p{k}", dice.randrange(1000, 20_000)) for k in range(many)), 3000 * many,
        Ballots.of([(dict.fromkeys(dice.sample(range(many), 5), 1), 1 + k % 50) for k in range(many)]),
    )  # fmt: skip
    assert len(winners_of(election, Rule(rule, completion="none"))) > 1000
