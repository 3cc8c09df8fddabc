"""What a need is: a line of the kamus usulan together with the words in which residents tell of it."""

from dataclasses import dataclass

from rembuk.rules.categories import Category


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of work: what it costs a unit, how much is asked for, and how people speak of it.

    In the sentences {d} is the hamlet, {s} a street, {l} a landmark, {y} a span of years, {n} a number of
    families, {v} the volume with its unit.
    """

    code: str
    category: Category
    agency: str
    name: str
    unit: str
    price: int
    volume: tuple[int, int, int]  # from, to, step
    reach: tuple[int, int]  # people served
    weight: int
    scene: str  # the picture that goes with it
    problems: tuple[str, ...]
    effects: tuple[str, ...]
    works: tuple[str, ...]
    upkeep: str
    is_grant: bool = False
