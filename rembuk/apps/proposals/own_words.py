"""What the platform itself writes into a history: kept in Indonesian, read in the language of the page.

Apart from what people write: their words are shown as they wrote them.
"""

TOO_LATE = (
    "Batas waktu tanggapan terlewati tanpa keputusan. Usulan ini dapat diajukan kembali tahun berikutnya."
)
IMPORTED = "Impor berkas usulan"
_IN_ENGLISH = {
    TOO_LATE: "The time for an answer passed without a decision. It can be proposed again next year.",
    IMPORTED: "Import of a file of proposals",
    "Rembuk (otomatis)": "Rembuk (by itself)",
    "Pengusul": "Proposer",
    "Warga setempat": "Residents of the place",
}


def in_words_of(text: str, lang: str) -> str:
    """The text in the reader's language, if the platform wrote it."""
    return _IN_ENGLISH.get(text, text) if lang == "en" else text
