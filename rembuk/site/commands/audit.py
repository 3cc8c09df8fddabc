"""`rembuk audit verify [FILE]`, `rembuk audit export FILE`: is the record whole?"""

from pathlib import Path

from rembuk.algorithms.ledger.__main__ import main as verify_file
from rembuk.apps.audit.seal import seal_all
from rembuk.apps.audit.verify import export, sealed_size, verify_database
from rembuk.apps.exchange.commands.console import CANNOT_WRITE, Progress, complain, parser, say
from rembuk.apps.exchange.commands.ready import is_ready

_HELP = {
    "id": """Periksa catatan peristiwa, atau tulis berkas publiknya.
  verify          seluruh catatan di basis data
  verify BERKAS   berkas publik yang Anda simpan; titik periksa: rembuk ledger --help
  export BERKAS   tulis berkas publik itu
Selesai dengan 0: cocok; 1: ada yang tidak cocok, disebut yang pertama; 2: perintahnya salah.""",
    "en": """Check the log of events, or write its public file.
  verify          the whole log in the database
  verify FILE     a public file that you kept; checkpoints: rembuk ledger --help
  export FILE     write that public file
Ends with 0: it fits; 1: something does not, the first is named; 2: the call is wrong.""",
}
_WRITTEN = {"id": "Catatan ditulis: {path} ({size} entri)", "en": "Log written: {path} ({size} entries)"}
_CHECKING = {"id": "Memeriksa entri", "en": "Checking entries"}
_WRITING = {"id": "Menulis entri", "en": "Writing entries"}
_FITS = {
    "id": "Cocok: {size} entri, tidak ada yang berubah.",
    "en": "It fits: {size} entries, none changed.",
}


def main(argv: list[str], lang: str) -> int:
    words = parser("audit", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    words.add_argument("what", choices=["verify", "export"], metavar="verify|export")
    words.add_argument("file", nargs="?", metavar={"id": "BERKAS", "en": "FILE"}[lang])
    given = words.parse_args(argv)
    if given.what == "verify" and given.file:
        return verify_file([given.file], lang)
    if given.what == "export" and not given.file:
        words.error({"id": "sebutkan nama berkasnya", "en": "name the file"}[lang])
    if not is_ready(lang):
        return 1
    seal_all()
    if given.what == "export":
        return _export(Path(given.file), lang)
    progress = Progress(_CHECKING[lang])
    misfit = verify_database(progress)
    progress.end()
    if misfit is None:
        say(_FITS[lang].format(size=sealed_size()))
        return 0
    complain(misfit.text(lang))
    return 1


def _export(path: Path, lang: str) -> int:
    progress = Progress(_WRITING[lang])
    try:
        with path.open("wb") as stream:
            export(stream, progress)
    except OSError:
        progress.end()
        complain(CANNOT_WRITE[lang].format(path=path))
        return 1
    progress.end()
    say(_WRITTEN[lang].format(path=path, size=sealed_size()))
    return 0
