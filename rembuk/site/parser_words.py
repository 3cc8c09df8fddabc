"""The sentences that argparse itself says, in Indonesian.

argparse asks its `_` for each of them. Answering there reaches every parser at once, also those of the pure
algorithms, which know nothing of us.
"""

import argparse
import gettext

INDONESIAN = {
    "usage: ": "pemakaian: ",
    "positional arguments": "yang diisi",
    "options": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "belum diisi: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "expected one argument": "belum diisi",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak ada; pilih dari %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r tidak dapat dipakai di sini",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s dapat berarti %(matches)s",
    "ignored explicit argument %r": "pilihan ini tidak memakai nilai: %r",
}


def speak(lang: str) -> None:
    """Let every parser of this process speak Indonesian ("id") or its own English ("en")."""
    said = INDONESIAN.get if lang == "id" else None
    argparse._ = (lambda text: said(text, text)) if said else gettext.gettext  # type: ignore[attr-defined]
