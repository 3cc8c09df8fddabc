"""Reads a PDF with somebody else's reader, so that our documents are judged from outside."""

import json
import re
import unicodedata

import pypdfium2
from pypdfium2 import raw


def text_of(pdf: bytes) -> str:
    """All text, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text: str) -> str:
    """Without spaces, line ends, invisible break marks and the reader's own sign for a broken line."""
    return re.sub("[\\s\u200b\ufffe\u0002]+", "", unicodedata.normalize("NFC", text))


def says(pdf: bytes, sentence: str) -> bool:
    return squeezed(sentence) in squeezed(text_of(pdf))


def times(pdf: bytes, sentence: str) -> int:
    return squeezed(text_of(pdf)).count(squeezed(sentence))


def sizes_of(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    return [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pypdfium2.PdfDocument(pdf)]


def is_tagged(pdf: bytes) -> bool:
    """Has every page a tree of its structure?"""
    document = pypdfium2.PdfDocument(pdf)
    trees = [raw.FPDF_StructTree_GetForPage(page.raw) for page in document]
    return all(tree and raw.FPDF_StructTree_CountChildren(tree) > 0 for tree in trees)


def title_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf).get_metadata_value("Title")


def attached(pdf: bytes) -> dict[str, object]:
    document = pypdfium2.PdfDocument(pdf)
    assert document.count_attachments() == 1
    return json.loads(bytes(document.get_attachment(0).get_data()))


def ink_outside(pdf: bytes, margin: float = 8) -> bool:
    """Is anything but white within so many millimetres of a paper's edge?"""
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=0.5, grayscale=True).to_numpy().squeeze()
        edge = int(margin / 25.4 * 72 * 0.5)
        inner = picture[edge:-edge, edge:-edge]
        if (picture < 128).sum() != (inner < 128).sum():
            return True
    return False


HOSTILE = (
    '#sys.inputs.data $x^2$ *tebal* _miring_ `kode` = Judul #read("/etc/passwd") @ref <label>',
    "<script>alert(1)</script> // komentar /* komentar */ \\u{41} =HYPERLINK(1) #let x = 1",
)
STRANGE = (
    "emoji 😀 👨‍👩‍👧 👍🏽 ❤️ 🇮🇩",
    "kanan-ke-kiri \u202eterbalik\u202c مرحبا שלום",
    "aksara ꦗꦮ ᬩᬮᬶ 漢字 ไทย \ue000 \ufffe \u0378 \U0010ffff \ud800",
    "Z̸̡̢̰̺̮͇̐͒̾̚a̷l̸͎̐g̴̲͊o̵ e\u0301\u0323 \u0301",
    "kendali \x00\x07\x1b\ttab\r\nbaris\u2028lain\u0085\ufeff\u00ad",
    "",
    " ",
)
LONG = "Panjangsekalitanpaspasi" * 5
