"""`rembuk template KIND`: an empty sheet with its headings and a row of notes, ready to be filled in."""

from pathlib import Path

from rembuk.algorithms.tabular import write_csv, write_xlsx

from ..importing import agencies, holidays, prices, sheet
from ..importing.columns import headings, notes
from .console import CANNOT_WRITE, complain, parser, say

KINDS = {
    "agencies": (agencies.COLUMNS, "Perangkat daerah"),
    "holidays": (holidays.COLUMNS, "Hari libur"),
    "prices": (prices.COLUMNS, "Standar harga"),
    "proposals": (sheet.COLUMNS, "Usulan"),
}
_HELP = {
    "id": """Tulis lembar kosong untuk diisi: judul kolom dan satu baris petunjuk.
Baris petunjuk (diawali tanda #) boleh dibiarkan; saat diimpor baris itu dilewati.""",
    "en": """Write an empty sheet to fill in: headings and one row of notes.
The row of notes (it begins with #) may stay; an import passes over it.""",
}
_DONE = {"id": "Lembar ditulis: {path}", "en": "Sheet written: {path}"}


def main(argv: list[str], lang: str) -> int:
    words = parser("template", lang, text_id=_HELP["id"], text_en=_HELP["en"])
    words.add_argument(
        "kind", metavar={"id": "JENIS", "en": "KIND"}[lang], choices=KINDS, help=", ".join(KINDS)
    )
    words.add_argument("--format", choices=["csv", "xlsx"], default="csv", help="csv, xlsx")
    words.add_argument(
        "-o", "--output", type=Path, required=True, metavar={"id": "BERKAS", "en": "FILE"}[lang],
        help={"id": "berkas yang ditulis", "en": "file to write"}[lang],
    )  # fmt: skip
    given = words.parse_args(argv)
    columns, title = KINDS[given.kind]
    try:
        with given.output.open("wb") as stream:
            if given.format == "xlsx":
                write_xlsx(stream, list(headings(columns)), [notes(columns)], sheet_title=title)
            else:
                write_csv(stream, list(headings(columns)), [notes(columns)])
    except OSError:
        complain(CANNOT_WRITE[lang].format(path=given.output))
        return 1
    say(_DONE[lang].format(path=given.output))
    return 0
