"""`rembuk manage ...`: Django's own commands."""

import os

from django.core.management import execute_from_command_line

from rembuk.site.catalogues import compile_all


def main(argv: list[str], lang: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rembuk.site.settings")
    compile_all()
    if not argv or argv[0] in {"-h", "--help"}:
        says = {
            "id": "Perintah Django: rembuk manage PERINTAH [--help]",
            "en": "Django's own commands: rembuk manage COMMAND [--help]",
        }
        print(says[lang])
        argv = ["help"]
    execute_from_command_line(["rembuk manage", *argv])
    return 0
