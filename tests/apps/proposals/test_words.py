"""What a proposal is called in a list, and what a paper says of its problem."""

import pytest

from rembuk.apps.proposals.words import gist_of


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("Assalamualaikum. jalan di\nRT 03 rusak.", "Jalan di RT 03 rusak."),
        ("Jalan rusak.", "Jalan rusak."),
        ("", ""),
        ("kata " * 60, "Kata" + " kata" * 31 + "…"),
    ],
)
def test_a_paper_tells_a_problem_on_one_line_and_without_greetings(told, printed):
    assert gist_of(told) == printed
