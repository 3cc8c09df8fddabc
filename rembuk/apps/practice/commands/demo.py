"""`rembuk demo`: the practice regency, built anew each time, never over real people."""

from datetime import date

from rembuk.apps.core.clock import today
from rembuk.apps.exchange.commands.console import complain, parser, say
from rembuk.apps.exchange.commands.ready import is_ready
from rembuk.apps.exchange.importing.report import Sentence

from ..build import PROPOSALS, Wish, build
from ..wiping import RealInstallationError, is_free

_HELP = {
    "id": """Bangun Kabupaten Nusawangi, kabupaten latihan dengan data simulasi.
Dijalankan lagi, semuanya dibangun dari awal. Pemasangan sungguhan tidak pernah disentuh.
Benih dan hari yang sama menghasilkan kabupaten yang sama; hanya kata sandi yang selalu baru.""",
    "en": """Build Kabupaten Nusawangi, the practice regency with simulated data.
Run again, everything is built from scratch. A real installation is never touched.
The same seed and day give the same regency; only the passwords are always new.""",
}
_OPTIONS = {
    "seed": {"id": "benih acak (bawaan: 1)", "en": "seed of chance (default: 1)"},
    "today": {
        "id": "hari yang dianggap hari ini (bawaan: hari ini di Jakarta)",
        "en": "the day it is (default: today)",
    },
    "scale": {
        "id": "kelipatan 8.000 usulan (125: satu juta)",
        "en": "times 8,000 proposals (125: a million)",
    },
    "if_empty": {
        "id": "hanya bila pemasangan ini masih kosong; jika tidak, selesai tanpa mengubah apa pun",
        "en": "only where this installation is empty; else end without changing anything",
    },
    "proposals": {
        "id": "jumlah usulan (mengganti --scale)",
        "en": "number of proposals (instead of --scale)",
    },
}
_REAL = {
    "id": "Pemasangan ini untuk warga sungguhan, jadi kabupaten latihan tidak dibangun di sini.",
    "en": "This installation is for real people, so no practice regency is built here.",
}
_DONE = {
    "id": "Selesai. Akun latihan dan kata sandinya: {path}",
    "en": "Done. Practice accounts and their passwords: {path}",
}


def main(argv: list[str], lang: str) -> int:
    words = parser("demo", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    words.add_argument("--seed", type=int, default=1, metavar="N", help=_OPTIONS["seed"][lang])
    words.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help=_OPTIONS["today"][lang])
    words.add_argument("--scale", type=int, default=1, metavar="N", help=_OPTIONS["scale"][lang])
    words.add_argument("--proposals", type=int, metavar="N", help=_OPTIONS["proposals"][lang])
    words.add_argument("--if-empty", action="store_true", help=_OPTIONS["if_empty"][lang])
    given = words.parse_args(argv)
    count = PROPOSALS * given.scale if given.proposals is None else given.proposals
    if count < 0 or given.scale < 1:
        words.error({"id": "jumlahnya tidak boleh negatif", "en": "the number may not be negative"}[lang])
    if not is_ready(lang):
        return 1
    if given.if_empty and not is_free():
        return 0

    def tell(sentence: Sentence) -> None:
        say(sentence.text(lang))

    try:
        accounts = build(Wish(given.seed, given.today or today(), count), tell)
    except RealInstallationError:
        complain(_REAL[lang])
        return 1
    say(_DONE[lang].format(path=accounts))
    return 0
