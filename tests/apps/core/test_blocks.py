"""Plain text as blocks: what officials type is read, never trusted."""

from hypothesis import given
from hypothesis import strategies as st

from rembuk.apps.core.blocks import Block, blocks_of


def test_plain_text_is_read_as_headings_paragraphs_lists_and_steps():
    rules = "## Siapa boleh\nSemua warga.\nSatu usulan satu tempat.\n\n- Mufakat dulu\n- Alasan tertulis"
    text = f"{rules}\r\n\r\n1. Tulis\n2) Kirim\n\nTerima kasih."

    assert blocks_of(text) == (
        Block("heading", ("Siapa boleh",)),
        Block("paragraph", ("Semua warga.", "Satu usulan satu tempat.")),
        Block("list", ("Mufakat dulu", "Alasan tertulis")),
        Block("steps", ("Tulis", "Kirim")),
        Block("paragraph", ("Terima kasih.",)),
    )


def test_an_empty_line_parts_two_paragraphs_and_two_lists():
    assert [block.kind for block in blocks_of("a\n\nb\n \n- c\n\n- d")] == [
        "paragraph", "paragraph", "list", "list",
    ]  # fmt: skip
    assert blocks_of("\n\n  \n") == ()


def test_a_dash_or_a_number_within_a_sentence_stays_there():
    assert blocks_of("Buka pukul 8 - 15\n2027 dimulai")[0].lines == ("Buka pukul 8 - 15", "2027 dimulai")


@given(st.text(max_size=300))
def test_no_word_is_lost_and_nothing_is_invented(text: str):
    kept = "".join(line for block in blocks_of(text) for line in block.lines)

    assert set(kept) <= set(text)
    assert [sign for sign in kept if sign.isalpha()] == [sign for sign in text if sign.isalpha()]
