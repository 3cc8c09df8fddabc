"""`rembuk migrate`: tables and static files of this version, so that it can be served."""

from django.core.management import call_command

from rembuk.apps.exchange.commands.console import parser, say
from rembuk.apps.exchange.commands.ready import answers, waiting_migrations

_HELP = {
    "id": """Siapkan pemasangan ini untuk versi sekarang: basis data dan berkas halaman.
Aman dijalankan berulang kali; tidak ada data yang hilang.""",
    "en": """Make this installation ready for this version: its database and the files of its pages.
Safe to run again; no data is lost.""",
}
_WORKING = {"id": "Basis data: {count} perubahan diterapkan …", "en": "Database: applying {count} changes …"}
_DONE = {"id": "Basis data dan berkas halaman siap.", "en": "Database and files of the pages are ready."}


def main(argv: list[str], lang: str) -> int:
    parser("migrate", lang, text_id=_HELP["id"], text_en=_HELP["en"]).parse_args(argv)
    if not answers(lang):
        return 1
    count = waiting_migrations()
    if count:
        say(_WORKING[lang].format(count=count))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    say(_DONE[lang])
    return 0
