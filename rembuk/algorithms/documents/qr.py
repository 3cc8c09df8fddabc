"""QR codes as SVG: for a page, where the style sheet sets the size, and for a document."""

import io
from html import escape

import segno

QUIET = 4  # white modules around the code, as the standard wants; readers need them on a dark page


def qr_svg(text: str, title: str = "Kode QR", quiet: int = QUIET) -> str:
    """A QR code that fills its box; no inline style, and a title for those who hear the page."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=quiet, xmldecl=False, omitsize=True, svgclass="qr", lineclass=None,
        nl=False, dark="#000", light="#fff",
    )  # fmt: skip
    start, rest = out.getvalue().decode("ascii").split(">", 1)
    return f'{start} role="img"><title>{escape(title)}</title>{rest}'
