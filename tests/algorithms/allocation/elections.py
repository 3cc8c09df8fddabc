"""Small made-up elections in which ties, exact budgets and ceilings are common."""

from hypothesis import strategies as st

from rembuk.algorithms.allocation.ballots import Ballots
from rembuk.algorithms.allocation.model import Ceiling, Earmark, Election, Project


@st.composite
def elections(
    draw: st.DrawFn, need: bool = False, limits: bool = True, most_points: int = 1, earmarks: bool = False
) -> Election:
    """1 to 8 projects, 1 to 12 kinds of ballot, whole costs of one digit or two."""
    count = draw(st.integers(1, 8))
    costs = draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
    ids = [f"p{k}" for k in range(count)]
    needs = draw(st.lists(st.integers(0, 1000), min_size=count, max_size=count)) if need else [0] * count
    choice = st.dictionaries(st.integers(0, count - 1), st.integers(1, most_points), max_size=count)
    cast = draw(st.lists(st.tuples(choice, st.integers(1, 3)), min_size=1, max_size=12))
    ceilings: list[Ceiling] = []
    pairs: list[tuple[str, str]] = []
    if limits:
        group = st.frozensets(st.sampled_from(ids), min_size=1)
        ceilings = [
            Ceiling(f"c{k}", limit, members)
            for k, (limit, members) in enumerate(
                draw(st.lists(st.tuples(st.integers(0, 20), group), max_size=2))
            )
        ]
        if count > 1 and draw(st.booleans()):
            one, other = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True))
            pairs = [(one, other)]
    budget = draw(st.integers(1, 40))
    marks: list[Earmark] = []
    if earmarks and draw(st.booleans()):
        members = draw(st.frozensets(st.sampled_from(ids), min_size=1))
        marks = [Earmark("e", draw(st.integers(0, budget)), members)]
    return Election(
        projects=tuple(
            Project(name, cost, score) for name, cost, score in zip(ids, costs, needs, strict=True)
        ),
        budget=budget,
        ballots=Ballots.of(cast),
        ceilings=tuple(ceilings),
        earmarks=tuple(marks),
        incompatible=tuple(pairs),
        need_permille=draw(st.sampled_from([1, 3])) if need else 0,
    )
