"""Prints the rules as pages that an official can read: `python -m rembuk.rules.book --write docs/rules`.

A test holds the printed pages against the tables, so that nobody reads old rules.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .page_of_flow import flow_page
from .page_of_rules import (
    actions_page,
    calendar_page,
    fairness_page,
    forums_page,
    inputs_page,
    reasons_page,
    roles_page,
)

TITLES: dict[str, tuple[str, str]] = {
    "alur-usulan.md": ("Alur usulan", "setiap status, setiap langkah, siapa, kapan, dan apa yang diminta"),
    "tahapan.md": ("Tahapan", "kalender satu tahun rencana untuk desa, kelurahan, dan daerah"),
    "musyawarah.md": ("Musyawarah", "penyelenggara, kuorum, keputusan, dan berita acara"),
    "peran.md": ("Peran dan hak", "siapa boleh apa, dan di mana"),
    "tindakan.md": ("Tindakan dan kejadian", "semua yang dapat dilakukan, dengan nama dalam jejak audit"),
    "alasan.md": ("Alasan", "kode alasan, dan jalan yang lebih baik daripada penolakan"),
    "isian.md": ("Isian", "yang dapat diminta sebuah langkah, dengan kolom SIPD-nya"),
    "keadilan.md": ("Keadilan dan ukuran", "kuota, keterwakilan, batas waktu, kepuasan, kata-kata"),
}


def contents_page() -> str:
    lines = [f"- [{title}]({name}): {about}" for name, (title, about) in TITLES.items()]
    return "\n".join([
        "# Aturan main Rembuk", "",
        "Halaman-halaman ini dicetak dari aturan yang dijalankan program (`make rules`); jangan disunting "
        "langsung. Yang bertanda “perlu dicocokkan” belum dibandingkan dengan naskah resminya.", "",
        *lines, "",
    ])  # fmt: skip


PAGES: dict[str, Callable[[], str]] = {
    "README.md": contents_page,
    "alur-usulan.md": flow_page,
    "tahapan.md": calendar_page,
    "musyawarah.md": forums_page,
    "peran.md": roles_page,
    "tindakan.md": actions_page,
    "alasan.md": reasons_page,
    "isian.md": inputs_page,
    "keadilan.md": fairness_page,
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="rembuk.rules.book", description=__doc__)
    parser.add_argument("--write", metavar="FOLDER", type=Path, help="write the pages there")
    folder: Path | None = parser.parse_args(arguments).write
    if folder is None:
        sys.stdout.write("\n".join(page() for page in PAGES.values()))
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        folder.joinpath(name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
