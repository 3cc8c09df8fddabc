"""Compile the message catalogues of all apps: `python -m rembuk.site.catalogues`.

Compiled files are not kept in git, and Babel compiles them on machines without GNU gettext.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

APPS = Path(__file__).resolve().parents[1] / "apps"


def compile_all(folder: Path = APPS) -> int:
    """Write each .mo that is older than its .po; returns how many were written."""
    written = 0
    for source in sorted(folder.glob("*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
        with target.open("wb") as file:
            write_mo(file, catalogue)
        written += 1
    return written


if __name__ == "__main__":
    sys.stdout.write(f"catalogues: {compile_all()} compiled\n")
