"""The public copy of minutes: the same text, with what belongs to persons marked as left out.

It is made from the data before anything is typeset, so what is left out is not hidden in the file either.
"""

import re
from dataclasses import replace

from rembuk.algorithms.documents.people import LEFT_OUT, Attendee, Delegate, Signer

# A mobile or fixed telephone number, or the sixteen digits of a NIK, in running text. Amounts of money are
# neither: they never begin with 0, and 62 is a country code only before a mobile number.
_PERSONAL = re.compile(
    r"(?<![\d.,])(?:(?:\+62[ .-]?|0|62[ -]?(?=8))\(?\d{2,3}\)?(?:[ .-]?\d{2,4}){2,4}|\d{16})(?!\d)"
)


def without_numbers(text: str) -> str:
    """Telephone numbers and identity numbers out of free text."""
    return _PERSONAL.sub(LEFT_OUT, text)


def public_signer(signer: Signer) -> Signer:
    """An official stands for the office."""
    return replace(signer, name="", rank="", nip="")


def public_attendee(person: Attendee) -> Attendee:
    """Officials by office, delegates by name, others not named; no address, no telephone, no element."""
    if not person.is_named:
        return replace(
            person, name=LEFT_OUT, institution=f"Wakil {person.constituency or 'peserta'}", office="",
            address=LEFT_OUT, phone="", sex="", constituency="",
        )  # fmt: skip
    bare = replace(person, address=LEFT_OUT, phone="", sex="", constituency="")
    if person.kind == "official":
        return replace(bare, name=person.office or person.institution, office="")
    return replace(bare, office="")


def public_delegate(delegate: Delegate) -> Delegate:
    """Chosen to speak for others, so known by name; a child and the like by the element alone."""
    return replace(delegate, sex="", name=LEFT_OUT if delegate.is_sensitive else delegate.name)
