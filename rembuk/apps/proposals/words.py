"""The lines that pages show and search reads, made with each write so that reading computes nothing."""

import re
import unicodedata

from rembuk.apps.people.models import User
from rembuk.apps.places.queries import region_line

from .models import Proposal

_LONGEST_TITLE = 110
_WORD = re.compile(r"[\w]+", re.UNICODE)
# People write as they speak: first a greeting, then who they are. Neither says what is asked for.
_GREETING = re.compile(
    r"(?:(?:assalam\w*(?:['’`]\w+)?|wr|wb|salam sejahtera|selamat (?:pagi|siang|sore|malam)"
    r"|dengan hormat|mohon (?:maaf|perhatian(?:nya)?)|permisi|halo|yth|kepada yth|yang terhormat)\b"
    r"|(?:bapak|ibu|pak|bu)(?:\s*[/,]\s*(?:bapak|ibu))?(?:\s+[\w.]+){0,2}(?=,))[\s.,!:;]*",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"(?:perkenalkan|nama saya|(?:saya|kami) mewakili|(?:usulan )?hasil (?:rembuk|rapat|musyawarah) warga)"
    r"\b[^.!?,\n]*[.!?,\n]\s*",
    re.IGNORECASE,
)


def prepare_words(proposal: Proposal) -> list[str]:
    """Title, place line and search words; returns the names of the columns written."""
    proposal.title = title_of(proposal.work or proposal.problem)
    proposal.place_line = place_line(proposal)
    proposal.canonical = canonical(
        " ".join((proposal.work, proposal.problem, proposal.address, proposal.place_line))
    )
    return ["title", "place_line", "canonical"]


def place_line(proposal: Proposal) -> str:
    """ "RT 03/RW 02, Desa Sukamaju, Kecamatan Ciranjang"."""
    return ", ".join(part for part in (_neighborhood(proposal), region_line(proposal.village_code)) if part)


def proposer_line(proposal: Proposal, proposer: User | None) -> str:
    """Who asks, as the public reads it: a name only by the person's own choice, and never a child's."""
    if proposer is not None and proposer.is_named:
        return proposer.name
    near = _neighborhood(proposal)
    return f"Warga {near}" if near else f"Warga {region_line(proposal.village_code).split(',')[0]}"


def canonical(text: str) -> str:
    """Lower-case words without accents, one space between: what a search is compared with."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(_WORD.findall(plain))[:2000]


def _neighborhood(proposal: Proposal) -> str:
    parts = [f"RT {proposal.rt}" if proposal.rt else "", f"RW {proposal.rw}" if proposal.rw else ""]
    return "/".join(part for part in parts if part)


def title_of(text: str) -> str:
    """The first sentence after greetings, cut at a word where it is long."""
    asked = _without_greetings(text.strip())
    first = re.split(r"(?<=[.!?])\s|\n", asked, maxsplit=1)[0].strip().rstrip(".")
    return _at_most(first, _LONGEST_TITLE)


def gist_of(text: str, most: int = 160) -> str:
    """A problem for a column of a paper: without greetings, on one line, cut at a word where it is long."""
    return _at_most(" ".join(_without_greetings(text.strip()).split()), most)


def _at_most(text: str, most: int) -> str:
    text = text[:1].upper() + text[1:]
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def _without_greetings(text: str) -> str:
    """What is left when they are taken away; the text itself where nothing else is in it."""
    rest = text
    while found := _GREETING.match(rest) or _INTRODUCTION.match(rest):
        rest = rest[found.end() :]
    return rest if _WORD.search(rest) else text
