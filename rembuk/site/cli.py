"""The console command `rembuk`: a table from word to module, so that pure commands never load Django."""

import gc
import importlib
import sys
from dataclasses import dataclass

from rembuk.site.parser_words import speak


@dataclass(frozen=True, slots=True)
class Command:
    """One word of the command line and the module whose `main(argv, lang)` answers it."""

    word: str
    module: str
    needs_django: bool
    id: str
    en: str


_STOPPED = 130  # what shells call a command that was ended with Ctrl-C
_SITE = "rembuk.site.commands"
_EXCHANGE, _PRACTICE = "rembuk.apps.exchange.commands", "rembuk.apps.practice.commands"
COMMANDS = (
    Command("serve", f"{_SITE}.serve", False, "Jalankan web dan pekerja.", "Run web server and worker."),
    Command("work", f"{_SITE}.work", True, "Jalankan pekerja saja.", "Run the worker alone."),
    Command("migrate", f"{_SITE}.migrate", True, "Siapkan basis data dan berkas halaman.",
            "Make database and files of the pages ready."),
    Command("init", f"{_SITE}.init", True, "Siapkan daerah sungguhan.", "Set up an empty real regency."),
    Command("demo", f"{_PRACTICE}.demo", True, "Bangun kabupaten latihan.", "Build the practice regency."),
    Command("import", f"{_EXCHANGE}.import_", True, "Masukkan wilayah, nomenklatur, batas, usulan.",
            "Import regions, nomenclature, boundaries, proposals."),
    Command("template", f"{_EXCHANGE}.template", True, "Tulis lembar isian.", "Write a sheet to fill in."),
    Command("audit", f"{_SITE}.audit", True, "Periksa catatan peristiwa.", "Check or export the log."),
    Command("ledger", "rembuk.algorithms.ledger.__main__", False, "Periksa berkas catatan tanpa basis data.",
            "Check a log file without the database."),
    Command("allocate", f"{_SITE}.allocate", False, "Bagi anggaran menurut lembar pilihan (.pb).",
            "Divide a budget by the ballots of a .pb file."),
    Command("verify", "rembuk.algorithms.allocation.verify", False, "Periksa hasil pembagian anggaran.",
            "Check the result of a division of a budget."),
    Command("vendor", f"{_SITE}.vendor", False, "Salin berkas antarmuka.", "Copy front-end files."),
    Command("manage", f"{_SITE}.manage", False, "Perintah Django.", "Django's own commands."),
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Find the command, load Django only where it is needed, and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = _language(words)
    speak(lang)
    if not words or words[0] in {"-h", "--help", "help"}:
        _usage(lang)
        return 0 if words else 2
    found = next((command for command in COMMANDS if command.word == words[0]), None)
    if found is None:
        unknown = {"id": "Perintah tidak dikenal", "en": "Unknown command"}[lang]
        print(f"{unknown}: {words[0]}", file=sys.stderr)
        _usage(lang)
        return 2
    try:
        if found.needs_django:
            importlib.import_module("rembuk.site.start").with_django()
        gc.disable()  # loading modules makes no rubbish, and is a fifth faster without looking for it
        module = importlib.import_module(found.module)
        gc.enable()
        return int(module.main(words[1:], lang) or 0)
    except KeyboardInterrupt:
        print({"id": "Dihentikan.", "en": "Stopped."}[lang], file=sys.stderr)
        return _STOPPED


def _language(words: list[str]) -> str:
    """`--lang en` may stand anywhere; it is taken out of the words, which then speak to the command."""
    for place, word in enumerate(words):
        if word.startswith("--lang=") or word == "--lang":
            value = word.partition("=")[2] or "".join(words[place + 1 : place + 2])
            del words[place : place + (1 if "=" in word else 2)]
            return "en" if value == "en" else "id"
    return "id"


def _usage(lang: str) -> None:
    head = {
        "id": "Pemakaian: rembuk PERINTAH [--lang en] [--help]",
        "en": "Usage: rembuk COMMAND [--lang en] [--help]",
    }
    print(head[lang])
    for command in COMMANDS:
        print(f"  {command.word:10} {getattr(command, lang)}")


if __name__ == "__main__":
    sys.exit(main())
