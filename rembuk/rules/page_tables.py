"""Small pieces of Markdown for the printed rules: a table, a list of words, a definition.

Apart from the pages, because they all print in the same way.
"""

from collections.abc import Iterable, Sequence

from .proposal_steps import (
    ALL_PROPOSERS,
    DISTRICT_OFFICE,
    IN_FLIGHT,
    IN_VILLAGE,
    MEETINGS,
    PROPOSERS,
    SEASON,
    VILLAGE_OFFICE,
)
from .roles import labels_of
from .stages import STAGE, StageCode

# Groups that have a name of their own in the printed rules; without them a row would name thirteen stages.
STAGE_GROUPS: dict[str, tuple[StageCode, ...]] = {
    "masa pembahasan": IN_FLIGHT,
    "musim usulan": SEASON,
    "masa desa/kelurahan": IN_VILLAGE,
    "musyawarah warga": MEETINGS,
}
ROLE_GROUPS: dict[str, tuple[str, ...]] = {
    "pengusul atau anggota DPRD": ALL_PROPOSERS,
    "pengusul": PROPOSERS,
    "kantor desa/kelurahan": VILLAGE_OFFICE,
    "kantor kecamatan": DISTRICT_OFFICE,
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or " "


def verified(source: str) -> str:
    """A source, with the mark of what has not been read in its official text, in Indonesian."""
    return source.replace("(verify)", "(perlu dicocokkan)")


def sentence(words: Iterable[str]) -> str:
    """A, B, C: in the order of the rules."""
    return ", ".join(words)


def stages_in_words(codes: Sequence[StageCode]) -> str:
    """Stages by name, or by the name of their group with what comes on top of it."""
    for name, group in STAGE_GROUPS.items():
        if set(group) <= set(codes):
            rest = [STAGE[code].label_id for code in codes if code not in group]
            return "; ".join([name, *rest])
    return "; ".join(STAGE[code].label_id for code in codes)


def roles_in_words(codes: Sequence[str]) -> str:
    """Roles by name, or by the name of their group with who comes on top of it."""
    for name, group in ROLE_GROUPS.items():
        if set(group) <= set(codes):
            rest = tuple(code for code in codes if code not in group)
            return sentence([name, *labels_of(rest, "id")])
    return sentence(labels_of(tuple(codes), "id"))
