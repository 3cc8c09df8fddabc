"""So that two people cannot overwrite each other unseen: a form carries a mark of what its page showed.

The action compares it where it writes, in the transaction; the slower is told, and keeps what they typed.
"""

import hashlib
import json

from rembuk.rules.refusals import Refusal

FIELD = "dilihat"  # of the form


class ChangedMeanwhile(Refusal):
    """Somebody else saved the same thing between the page and its form."""

    def __init__(self) -> None:
        super().__init__(
            "changed_meanwhile",
            "Rekan Anda baru saja menyimpan perubahan di sini. Yang Anda ketik masih ada di bawah: "
            "bandingkan dulu, lalu simpan lagi bila memang itu yang berlaku.",
            "A colleague has just saved a change here. What you typed is still below: compare first, then "
            "save again if yours is to stand.",
        )


def mark_of(facts: object) -> str:
    """A short mark of what a page shows; the same facts give the same mark, in any order of their keys."""
    text = json.dumps(facts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def check_seen(seen: str | None, facts: object) -> None:
    """Raise ChangedMeanwhile unless the facts are those that were seen; None comes from no page."""
    if seen is not None and seen != mark_of(facts):
        raise ChangedMeanwhile
