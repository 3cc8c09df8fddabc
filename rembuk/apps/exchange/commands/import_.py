"""`rembuk import KIND FILE`: official files into the tables, all of a file or nothing of it."""

import textwrap
from collections.abc import Callable
from pathlib import Path

from ..importing import agencies, boundaries, holidays, nomenclature, prices, proposals, regions, sheet
from ..importing.report import SHOWN_FAULTS, BadFileError, Report
from .console import Progress, complain, parser, say
from .ready import is_ready

KINDS: dict[str, tuple[Callable[..., Report], str, str]] = {
    "regions": (regions.run, "kode wilayah", "region codes"),
    "nomenclature": (nomenclature.run, "nomenklatur sub kegiatan", "sub-activities of the nomenclature"),
    "boundaries": (boundaries.run, "batas wilayah (GeoJSON)", "borders of regions (GeoJSON)"),
    "agencies": (agencies.run, "perangkat daerah", "agencies"),
    "holidays": (holidays.run, "hari libur dan cuti bersama", "public holidays"),
    "prices": (prices.run, "standar harga (SSH, HSPK, ASB)", "price standards (SSH, HSPK, ASB)"),
    "proposals": (proposals.run, "lembar usulan (CSV atau XLSX)", "a sheet of proposals (CSV or XLSX)"),
}
_REQUIRED = {
    "regions": regions.REQUIRED, "nomenclature": nomenclature.REQUIRED, "agencies": agencies.REQUIRED,
    "holidays": holidays.REQUIRED, "prices": prices.REQUIRED, "proposals": sheet.REQUIRED,
}  # fmt: skip
_SHOWN_NOTES = 40
_HELP = {
    "id": """Masukkan berkas resmi ke basis data: seluruhnya, atau tidak sama sekali.
Berkas .gz juga dibaca. Mengimpor dua kali tidak mengubah apa pun.
Selesai dengan 0: berhasil atau tidak ada yang perlu diubah; 1: berkasnya salah; 2: perintahnya salah.

Kolom yang wajib ada (CSV dengan koma atau titik koma, atau XLSX):
  regions       {regions}
  nomenclature  {nomenclature}
  boundaries    GeoJSON: FeatureCollection; setiap bidang menyebut "kode" wilayahnya
  agencies      {agencies}
  holidays      {holidays}
  prices        {prices}
  proposals     {proposals}
Lembar kosong untuk empat yang terakhir: rembuk template agencies|holidays|prices|proposals -o BERKAS""",
    "en": """Take an official file into the database: all of it or nothing.
Files packed as .gz are read too. Importing twice changes nothing.
Ends with 0: done or nothing to do; 1: the file is bad; 2: the call is wrong.

Columns that must be there (CSV with commas or semicolons, or XLSX):
  regions       {regions}
  nomenclature  {nomenclature}
  boundaries    GeoJSON: a FeatureCollection; every feature names the "kode" of its region
  agencies      {agencies}
  holidays      {holidays}
  prices        {prices}
  proposals     {proposals}
Empty sheets for the last four: rembuk template agencies|holidays|prices|proposals -o FILE""",
}


def main(argv: list[str], lang: str) -> int:
    columns = {
        kind: textwrap.fill(", ".join(required), 84, subsequent_indent=" " * 16)
        for kind, required in _REQUIRED.items()
    }
    text_id, text_en = (_HELP[lang].format(**columns) for lang in ("id", "en"))
    words = parser("import", lang, text_id=text_id, text_en=text_en)
    kinds = ", ".join(f"{word} ({row[2] if lang == 'en' else row[1]})" for word, row in KINDS.items())
    words.add_argument("kind", metavar={"id": "JENIS", "en": "KIND"}[lang], choices=KINDS, help=kinds)
    words.add_argument("file", metavar={"id": "BERKAS", "en": "FILE"}[lang], type=Path)
    words.add_argument(
        "--dry-run", action="store_true",
        help={"id": "bandingkan saja, jangan menulis", "en": "only compare, write nothing"}[lang],
    )  # fmt: skip
    given = words.parse_args(argv)
    if not is_ready(lang):
        return 1
    run, label_id, label_en = KINDS[given.kind]
    progress = Progress(label_en if lang == "en" else label_id)
    try:
        report = run(given.file, dry_run=given.dry_run, progress=progress)
    except BadFileError as error:
        progress.end()
        return _refused(error, given.file.name, lang)
    progress.end()
    for note in report.notes[:_SHOWN_NOTES]:
        say(note.text(lang))
    if len(report.notes) > _SHOWN_NOTES:
        more = len(report.notes) - _SHOWN_NOTES
        say({"id": f"… dan {more} catatan lagi.", "en": f"… and {more} more notes."}[lang])
    if given.dry_run:
        say({"id": "Uji coba: tidak ada yang ditulis.", "en": "Dry run: nothing was written."}[lang])
    say(report.last_line(lang))
    return 0


def _refused(error: BadFileError, file: str, lang: str) -> int:
    for fault in error.faults:
        complain(fault.text(file, lang))
    if len(error.faults) == SHOWN_FAULTS:
        complain({"id": "Mungkin masih ada lagi.", "en": "There may be more."}[lang])
    complain({"id": "Tidak ada yang ditulis.", "en": "Nothing was written."}[lang])
    say(Report(rejected=error.rows).last_line(lang))
    return 1
