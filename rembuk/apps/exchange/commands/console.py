"""What commands share at the console: a parser with its help, sentences, and progress for a person.

Here, because the commands of practice and of the site speak in the same way. It loads no Django.
"""

import argparse
import sys
import time

_OTHER_LANGUAGE = {"id": "English: --lang en", "en": "Bahasa Indonesia: without --lang"}
CANNOT_WRITE = {
    "id": "Berkas ini tidak dapat ditulis: {path}",
    "en": "This file cannot be written: {path}",
}
_SECONDS_BETWEEN = 0.2


def parser(word: str, lang: str, *, text_id: str, text_en: str) -> argparse.ArgumentParser:
    """A parser for `rembuk WORD` with its description in the chosen language."""
    return argparse.ArgumentParser(
        prog=f"rembuk {word}",
        description=text_en if lang == "en" else text_id,
        epilog=_OTHER_LANGUAGE[lang],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def say(text: str) -> None:
    """One line of the answer."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """One line about what went wrong."""
    sys.stderr.write(f"{text}\n")


class Progress:
    """How far the work is, on the error output, and only where a person is looking."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._shown and (now - self._last > _SECONDS_BETWEEN or done == total):
            self._last = now
            sys.stderr.write(f"\r{self._label}: {done:,} / {total:,}".replace(",", ".") + "\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
