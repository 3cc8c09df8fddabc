"""The path that is drawn has exactly the modules of the code."""

import re

import pytest
import segno

from rembuk.apps.core.qr import draw


@pytest.mark.parametrize("text", ["x", "http://127.0.0.1:8000/usulan/NSW-27-7K4M2P-X/", "Usulan " * 40])
def test_every_dark_module_is_drawn_and_no_other(text):
    path, size = draw(text)

    drawn = {
        (int(x) + step, int(y))
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
        for step in range(int(width))
    }
    matrix = [bytes(line) for line in segno.make(text, error="m", micro=False).matrix_iter(border=4)]
    assert size == len(matrix)
    assert drawn == {(x, y) for y, line in enumerate(matrix) for x, module in enumerate(line) if module}
