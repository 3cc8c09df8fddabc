"""`rembuk vendor`: copy the named front-end files out of node_modules."""

from rembuk.apps.core.vendor import main as vendor
from rembuk.apps.exchange.commands.console import parser

_HELP = {
    "id": """Salin berkas antarmuka (fon, htmx) dari node_modules.
Tanpa berkas itu semua halaman tetap berjalan.""",
    "en": """Copy the front-end files (font, htmx) out of node_modules.
Every page works without them.""",
}


def main(argv: list[str], lang: str) -> int:
    parser("vendor", lang, text_id=_HELP["id"], text_en=_HELP["en"]).parse_args(argv)
    return vendor(lang)
