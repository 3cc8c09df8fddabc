"""Draw a QR code as one SVG path, so that a template can place it without foreign markup."""

from functools import lru_cache

import segno


@lru_cache(maxsize=500)  # a drawing costs more than the rest of a page
def draw(text: str) -> tuple[str, int]:
    """The path of the dark modules and the side of the square they stand in, quiet zone included."""
    border = 4
    code = segno.make(text, error="m", micro=False)
    parts = []
    size = 0
    for y, line in enumerate(code.matrix_iter(border=border)):
        cells = bytes(line)
        size = len(cells)
        x = cells.find(1)
        while x != -1:
            end = cells.find(0, x)
            parts.append(f"M{x} {y}h{end - x}v1h{x - end}z")
            x = cells.find(1, end)
    return "".join(parts), size
