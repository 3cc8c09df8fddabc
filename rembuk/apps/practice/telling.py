"""The words of one proposal: a problem as residents tell it, the work, the place, the numbers."""

from typing import NamedTuple

from rembuk.apps.proposals.words import canonical, title_of

from .catalog import NEEDS
from .chance import Dice
from .land import Hamlet, Village
from .words import telling as words
from .words.needs import Need
from .words.places import SCHOOLS

_SCHOOL_NEEDS = frozenset({"E01", "E03"})
_PLACE, _TEXT = 1, 2  # streams of chance
_ROUGH = 10_000_000  # above this, costs are told in whole millions


class Telling(NamedTuple):
    """Everything of a proposal that is not its life."""

    need: Need
    hamlet: Hamlet
    rt: str
    rw: str
    address: str
    lat: float | None
    lon: float | None
    problem: str
    work: str
    rough_work: str  # how the proposer called it before the village completed it; may be empty
    title: str
    place_line: str
    canonical: str
    volume: int
    beneficiaries: int
    cost: int
    contribution: str
    upkeep: str
    knows_details: bool  # the proposer gave volume, cost and people at once
    photos: int


def tell(village: Village, need_number: int, place_seed: int, text_seed: int) -> Telling:
    """The same seeds tell the same story; `place_seed` alone decides where it plays."""
    need = NEEDS[need_number]
    where, dice = Dice(place_seed, _PLACE), Dice(text_seed, _TEXT)
    hamlet = where.pick(village.hamlets)
    rt, rw = f"{where.between(1, hamlet.rts):02d}", f"{hamlet.rw:02d}"
    street = where.pick(village.streets)
    landmark = where.pick(SCHOOLS) if need.code in _SCHOOL_NEEDS else where.pick(village.landmarks)
    volume = _volume(where, need)
    slots = {
        "d": hamlet.name, "s": street, "l": landmark, "y": dice.pick(words.YEARS), "n": dice.between(6, 48),
        "r": f"RT {rt}/RW {rw}", "v": f"{volume} {need.unit}", "m": dice.between(2, 15),
    }  # fmt: skip
    problem, work = _problem(dice, need, slots), dice.pick(need.works).format_map(slots)
    rough = dice.pick(need.works).format_map(slots | {"v": ""}).rstrip(", ").replace("  ", " ")
    place_line = f"RT {rt}/RW {rw}, {village.line}"
    address = dice.pick(words.ADDRESS).format_map(slots)
    lat, lon = _point(where, dice, village)
    return Telling(
        need=need, hamlet=hamlet, rt=rt, rw=rw, address=address, lat=lat, lon=lon, problem=problem, work=work,
        rough_work=rough if dice.random() < 0.7 else "", title=title_of(work), place_line=place_line,
        canonical=canonical(f"{work} {problem} {address} {place_line}"), volume=volume,
        beneficiaries=_beneficiaries(dice, need), cost=_cost(dice, need, volume),
        contribution=dice.pick(words.CONTRIBUTIONS).format_map(slots), upkeep=need.upkeep,
        knows_details=dice.random() < 0.42, photos=_photos(dice),
    )  # fmt: skip


def _problem(dice: Dice, need: Need, slots: dict[str, object]) -> str:
    parts = [dice.pick(need.problems)]
    if dice.random() < 0.8:
        parts.append(dice.pick(need.effects))
    parts += [dice.pick(words.PLACES), dice.pick(words.PLEAS)]
    text = dice.pick(words.OPENINGS) + " ".join(part for part in parts if part)
    text = text.format_map(slots)
    if dice.random() < 0.22:
        for whole, short in words.SHORTENED:
            if dice.random() < 0.6:
                text = text.replace(whole, short)
        if dice.random() < 0.5:
            text = text.lower()
    return text


def _volume(dice: Dice, need: Need) -> int:
    low, high, step = need.volume
    # Small works are asked for more often than large ones.
    return low + step * int((dice.random() ** 1.8) * ((high - low) // step + 1))


def _cost(dice: Dice, need: Need, volume: int) -> int:
    exact = volume * need.price * dice.uniform(0.88, 1.14)
    unit = 1_000_000 if exact > _ROUGH else 100_000
    return max(unit, round(exact / unit) * unit)


def _beneficiaries(dice: Dice, need: Need) -> int:
    low, high = need.reach
    people = int(low + (high - low) * dice.random() ** 2)
    return people if people < 50 else round(people / 5) * 5


def _point(where: Dice, dice: Dice, village: Village) -> tuple[float | None, float | None]:
    lon, lat = where.pick(village.points)
    if dice.random() < 0.18:
        return None, None  # no map was possible
    return round(lat + dice.uniform(-0.0004, 0.0004), 6), round(lon + dice.uniform(-0.0004, 0.0004), 6)


def _photos(dice: Dice) -> int:
    drawn = dice.random()
    return 0 if drawn < 0.55 else 1 if drawn < 0.85 else 2 if drawn < 0.96 else 3
