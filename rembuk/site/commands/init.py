"""`rembuk init REGION_CODE`: an empty real regency and the sign-up link of its first planning admin."""

import re

from django.conf import settings

from rembuk.apps.core.clock import now
from rembuk.apps.core.durable import commit_alone
from rembuk.apps.exchange.commands.console import complain, parser, say
from rembuk.apps.exchange.commands.ready import is_ready
from rembuk.apps.people.actions.invite import invite
from rembuk.apps.places.actions.set_up import SetUpRefused, set_up_government
from rembuk.apps.places.models import Government
from rembuk.apps.publishing.actions.articles import write_first

_HELP = {
    "id": """Siapkan kabupaten/kota sungguhan yang masih kosong dan cetak tautan pendaftaran, sekali pakai,
untuk admin perencanaan pertamanya. Masukkan dulu wilayahnya: rembuk import regions BERKAS.
Dijalankan lagi untuk kode yang sama, perintah ini hanya mencetak tautan baru.""",
    "en": """Set up an empty real regency and print the one-time sign-up link of its first planning admin.
Import the regions first: rembuk import regions FILE.
Run again for the same code, it only prints a new link.""",
}
_CODE = {"id": "kode kabupaten/kota, misalnya 33.10", "en": "code of a regency or city, for example 33.10"}
_PREFIX = {
    "id": "awalan kode usulan, misalnya KLT (bawaan: dari nama daerah)",
    "en": "prefix of the codes of proposals, for example KLT (default: from its name)",
}
_NOT_A_PREFIX = {"id": "awalan terdiri dari 2 sampai 4 huruf", "en": "a prefix has 2 to 4 letters"}
_DONE = {
    "id": "{name} siap. Tautan pendaftaran admin perencanaan pertama (sekali pakai, berlaku 7 hari):",
    "en": "{name} is ready. Sign-up link of the first planning admin (used once, valid for 7 days):",
}


def main(argv: list[str], lang: str) -> int:
    words = parser("init", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    words.add_argument(
        "region_code", metavar={"id": "KODE_WILAYAH", "en": "REGION_CODE"}[lang], help=_CODE[lang]
    )
    words.add_argument("--prefix", metavar="ABC", help=_PREFIX[lang])
    given = words.parse_args(argv)
    if given.prefix and not re.fullmatch("[A-Za-z]{2,4}", given.prefix):
        words.error(_NOT_A_PREFIX[lang])
    if not is_ready(lang):
        return 1
    try:
        served, path = _set_up(given.region_code, given.prefix)
    except SetUpRefused as refusal:
        complain(refusal.text(lang))
        return 1
    say(_DONE[lang].format(name=served.name))
    say(f"{settings.REMBUK_PUBLIC_URL}{path}")
    return 0


def _set_up(code: str, prefix: str | None) -> tuple[Government, str]:
    """All of it or nothing: no regency without the link that opens it."""

    def work() -> tuple[Government, str]:
        served, at = set_up_government(code, prefix=prefix), now()
        write_first(served.code, now=at)
        return served, invite(
            role="planning_admin", region_code=served.code, tenant=served.code, by=None, now=at
        )

    return commit_alone(work)
