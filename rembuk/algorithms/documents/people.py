"""People in documents: letterheads, who signs and in whose name, who was there."""

from dataclasses import dataclass
from typing import Literal

LEFT_OUT = "[dikecualikan]"

Acting = Literal["", "Plt.", "Plh.", "Pj."]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an official letter: PEMERINTAH KABUPATEN NUSAWANGI / KECAMATAN CIRANJANG / address."""

    government: str
    office: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. `on_behalf_of` is printed with a.n.; `through` stands between, and adds u.b."""

    office: str  # Camat Ciranjang
    name: str
    rank: str = ""  # Pembina Tingkat I, IV/b
    nip: str = ""  # none for Kepala Desa, BPD and participants
    acting: Acting = ""
    on_behalf_of: str = ""
    through: str = ""

    def __post_init__(self) -> None:
        if self.through and not self.on_behalf_of:
            raise ValueError("u.b. needs a.n.: through without on_behalf_of")

    def lines(self) -> tuple[str, ...]:
        """The lines above the signature, as the rules of correspondence have them."""
        own = f"{self.acting} {self.office.upper()}".strip()
        if not self.on_behalf_of:
            return (own,)
        if not self.through:
            return (f"a.n. {self.on_behalf_of.upper()}", own)
        return (f"a.n. {self.on_behalf_of.upper()}", self.through.upper(), "u.b.", own)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody at a forum. `constituency` is the element (unsur) they speak for."""

    name: str
    institution: str
    kind: Literal["official", "delegate", "resident"] = "resident"
    constituency: str = ""
    sex: Literal["L", "P", ""] = ""
    office: str = ""  # Sekretaris Kecamatan
    address: str = ""
    phone: str = ""
    is_sensitive: bool = False  # a child, or one whose element tells of health or need

    @property
    def is_named(self) -> bool:
        """Whether the public copy may say who it was: officials by office, delegates by name."""
        return self.kind != "resident" and not self.is_sensitive


@dataclass(frozen=True, slots=True)
class Delegate:
    """Chosen by the forum to carry its list to the next one."""

    name: str
    constituency: str
    sex: Literal["L", "P", ""] = ""
    is_sensitive: bool = False
