"""The people of Nusawangi: officers of every office, residents, and one practice account for each role."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from rembuk.rules.roles import ROLE
from rembuk.rules.rounds import DEFAULT_MINIMUM_AGE

from .chance import Dice
from .land import District, Land, Village
from .words import places as places_words
from .words.accounts import ABOVE, DISTRICT, OFFICE_ACCOUNTS, VILLAGE, Account
from .words.offices import GROUPS, OFFICES, WORKS
from .words.people import MEN, SECOND, SECOND_WOMEN, WOMEN

PRACTICE_DISTRICT, PRACTICE_DESA, PRACTICE_WARD = 0, "desa", "kelurahan"
PRACTICE_OFFICE = "PUPR"
RESIDENTS_PER_VILLAGE = 24


@dataclass(slots=True)
class Person:
    """An account; `practice` ones can sign in, all others only stand in the history."""

    id: int
    username: str
    name: str
    sex: str
    village: str = ""
    rt: str = ""
    rw: str = ""
    shows_name: bool = False
    confirmed_by: int | None = None
    practice_role: str = ""  # the role under which it stands in practice-accounts.csv
    place: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A role held somewhere."""

    user: int
    role: str
    region: str
    agency: str = ""


@dataclass(slots=True)
class People:
    """Everybody, and who acts where: (role, place or agency) -> accounts."""

    persons: list[Person] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    at: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    residents: list[list[int]] = field(default_factory=list)  # by village place
    verified: list[list[int]] = field(default_factory=list)

    def acting(self, role: str, where: str) -> int:
        """The one who usually acts in a role at a place."""
        return self.at[role, where][0]

    def practice(self) -> Iterator[Person]:
        return (person for person in self.persons if person.practice_role)


class _Names:
    """Names drawn without repeating one too often."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice

    def draw(self) -> tuple[str, str]:
        dice = self._dice
        if dice.random() < 0.52:
            return f"{dice.choice(MEN)} {dice.choice(SECOND)}", "L"
        return f"{dice.choice(WOMEN)} {dice.choice(SECOND_WOMEN)}", "P"


def make_people(seed: int, land: Land, residents_per_village: int) -> People:
    """Everybody, in an order that never changes: officers first, then the residents of each village."""
    dice = Dice(seed, "people")
    people, names = People(), _Names(dice)
    for account in ABOVE:
        _account(people, names, account, places_words.REGENCY_CODE, places_words.REGENCY)
    _offices(people, names)
    for place, district in enumerate(land.districts):
        _district(people, names, district, practice=place == PRACTICE_DISTRICT)
    for village in land.villages:
        _village(people, names, village, practice=_is_practice(village, land))
    for village in land.villages:
        _residents(people, names, dice, village, residents_per_village, practice=_is_practice(village, land))
    return people


def practice_villages(land: Land) -> tuple[Village, Village]:
    """The desa and the kelurahan whose accounts can walk the whole chain."""
    home = land.districts[PRACTICE_DISTRICT].villages
    return tuple(next(v for v in home if v.kind == kind) for kind in (PRACTICE_DESA, PRACTICE_WARD))  # type: ignore[return-value]


def _is_practice(village: Village, land: Land) -> bool:
    return village in practice_villages(land)


def _add(people: People, names: _Names, username: str, roles: list[tuple[str, str, str]]) -> Person:
    name, sex = names.draw()
    person = Person(len(people.persons) + 1, username, name, sex)
    people.persons.append(person)
    for role, region, agency in roles:
        people.held.append(Held(person.id, role, region, agency))
        people.at[role, agency or region].append(person.id)
    return person


def _account(
    people: People, names: _Names, account: Account, region: str, place: str, agency: str = ""
) -> Person:
    person = _add(people, names, account.username, [(account.role, region, agency)])
    person.practice_role, person.place = account.role, place
    return person


def _offices(people: People, names: _Names) -> None:
    region = places_words.REGENCY_CODE
    for group, title in GROUPS.items():
        person = _add(people, names, f"mitra-{group}", [("planning_partner", region, group)])
        if group == WORKS:
            person.practice_role, person.place = "planning_partner", f"Bappeda, {title}"
    for office in OFFICES:
        for account in OFFICE_ACCOUNTS:
            username = f"{account.username}-{office.key.lower()}"
            person = _add(people, names, username, [(account.role, region, office.code)])
            if office.key == PRACTICE_OFFICE:
                person.practice_role, person.place = account.role, office.name


def _district(people: People, names: _Names, district: District, *, practice: bool) -> None:
    for account in DISTRICT:
        if practice:
            _account(people, names, account, district.code, f"Kecamatan {district.name}")
        elif account.everywhere:
            _add(
                people,
                names,
                f"{account.username}-{district.name.lower()}",
                [(account.role, district.code, "")],
            )


def _village(people: People, names: _Names, village: Village, *, practice: bool) -> None:
    for account in VILLAGE:
        if account.only and account.only != village.kind:
            continue
        if practice:
            person = _account(
                people, names, account.of(village.kind, village.name), village.code, village.line
            )
            person.village, person.rt, person.rw = village.code, "01", "01"
        elif account.everywhere:
            username = f"{account.username}-{village.name.lower()}"
            _add(people, names, username, [(account.role, village.code, "")])


def _residents(
    people: People, names: _Names, dice: Dice, village: Village, count: int, *, practice: bool
) -> None:
    office = people.acting("village_admin", village.code)
    everybody, verified = [], []
    for number in range(count):
        first = practice and number < 2  # the two practice residents of the village: verified, and new
        is_verified = number != 1 and (number == 0 or dice.random() < 0.62)
        role = "citizen_verified" if is_verified else "citizen"
        short = village.name.lower()
        username = (
            ("warga" if number == 0 else "warga-baru") + f"-{short}" if first else f"{short}-{number:04d}"
        )
        person = _add(people, names, username, [(role, village.code, "")])
        hamlet = dice.choice(village.hamlets)
        person.village, person.rw = village.code, f"{hamlet.rw:02d}"
        person.rt = f"{dice.between(1, hamlet.rts):02d}"
        person.shows_name = not first and dice.random() < 0.14
        person.confirmed_by = office if is_verified else None
        if first:
            person.practice_role, person.place = role, village.line
        everybody.append(person.id)
        if is_verified:
            verified.append(person.id)
    people.residents.append(everybody)
    people.verified.append(verified)


def user_rows(
    people: People, tenant: str, opened: datetime, hashes: dict[int, str]
) -> Iterator[tuple[object, ...]]:
    """Rows of people.User; who has no password cannot sign in."""
    for person in people.persons:
        confirmed = opened if person.confirmed_by else None
        yield (
            person.id, hashes.get(person.id, "!practice"), person.username, person.name, tenant,
            person.village,
            person.rt, person.rw, person.shows_name, "id", True, opened, confirmed, person.confirmed_by,
            DEFAULT_MINIMUM_AGE if confirmed else None,
        )  # fmt: skip


USER_COLUMNS = (
    "id", "password", "username", "name", "tenant", "village_code", "rt", "rw", "shows_name", "language",
    "is_active",
    "joined_at", "residence_confirmed_at", "residence_confirmed_by_id", "confirmed_age",
)  # fmt: skip
ASSIGNMENT_COLUMNS = (
    "tenant", "user_id", "role", "region_code", "agency_code", "starts_on", "letter_number",
)  # fmt: skip


def assignment_rows(people: People, tenant: str, since: date) -> Iterator[tuple[object, ...]]:
    """Rows of people.RoleAssignment; officers hold their roles by a letter."""
    for number, held in enumerate(people.held, start=1):
        by_letter = held.role in _BY_LETTER
        letter = f"821/{number:04d}/{since.year}" if by_letter else ""
        yield (tenant, held.user, held.role, held.region, held.agency, since, letter)


_BY_LETTER = frozenset(
    code for code, role in ROLE.items() if role.scope not in {"none"} and not code.startswith("citizen")
)
