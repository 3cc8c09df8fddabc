"""Every word of the command line explains itself in both languages; pure ones never load Django."""

import argparse
import inspect
import subprocess
import sys

import pytest

from rembuk.site.cli import COMMANDS, main
from rembuk.site.parser_words import INDONESIAN
from tests.house.reading import ROOT


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Exit status and everything that was printed."""
    try:
        status = main(list(words))
    except SystemExit as end:
        status = int(end.code or 0)
    out = capsys.readouterr()
    return status, out.out + out.err


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.word)
def test_every_command_explains_itself_in_both_languages(capsys, row):
    status, indonesian = said(capsys, row.word, "--help")
    assert status == 0
    status, english = said(capsys, row.word, "--help", "--lang", "en")
    assert status == 0

    assert len(indonesian) > 60
    assert indonesian != english
    assert "show this help message" not in indonesian
    assert "tampilkan bantuan" not in english


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import",), "rembuk import: belum diisi: JENIS, BERKAS"),
        (("import", "--lang", "en"), "the following arguments are required: KIND, FILE"),
        (("import", "desa", "a.csv"), "'desa' tidak ada; pilih dari 'regions'"),
        (("demo", "--scale", "besar"), "'besar' tidak dapat dipakai di sini"),
        (("migrate", "--cepat"), "tidak dikenal: --cepat"),
        (("audit", "export"), "sebutkan nama berkasnya"),
        (("init", "33.10", "--prefix", "K1"), "awalan terdiri dari 2 sampai 4 huruf"),
        (("ledger",), "belum diisi: FILE"),
    ],
)
def test_a_wrong_call_ends_with_two_and_a_sentence(capsys, words, told):
    status, text = said(capsys, *words)
    assert status == 2
    assert told in text


def test_what_argparse_says_is_still_what_we_translate():
    """A new Python that words a sentence anew would slip into English unnoticed."""
    source = inspect.getsource(argparse)
    assert [text for text in INDONESIAN if text.replace("\n", "\\n") not in source] == []


@pytest.mark.parametrize("words", [("--help",), ("help",), ()])
def test_the_list_names_every_command(capsys, words):
    status, text = said(capsys, *words)
    assert status == (0 if words else 2)
    assert all(row.word in text and row.id in text for row in COMMANDS)


def test_the_language_may_stand_anywhere(capsys):
    for words in (("--lang", "en", "help"), ("help", "--lang=en")):
        assert "Usage: rembuk COMMAND" in said(capsys, *words)[1]


def test_an_unknown_word_is_a_wrong_call(capsys):
    status, text = said(capsys, "musyawarah")
    assert status == 2
    assert "Perintah tidak dikenal: musyawarah" in text


def test_the_promised_words_are_there():
    wanted = {"serve", "work", "migrate", "init", "demo", "import", "template", "audit", "vendor", "manage"}
    assert wanted <= {row.word for row in COMMANDS}


@pytest.mark.slow
@pytest.mark.parametrize("word", [row.word for row in COMMANDS if ".algorithms." in row.module])
def test_commands_of_pure_algorithms_run_with_django_locked_out(word):
    program = (
        "import sys; sys.modules['django'] = None\n"
        "from rembuk.site.cli import main\n"
        f"sys.exit(main(['{word}', '--help']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 60
