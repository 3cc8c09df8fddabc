"""Any text as XML text: what XML forbids is replaced, what Excel would decode is spelled out.

Both the cells and the names of sheets go through here, so no hostile text can break a workbook.
"""

import re

_SPECIAL = re.compile('[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]|_x')
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_HEX_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def xml_text(text: str) -> str:
    """The text, fit for an element or a quoted attribute."""
    if not _SPECIAL.search(text):
        return text
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HEX_ESCAPE.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def plain_text(text: str) -> str:
    """The text of a cell as it was before `xml_text` spelled out an underscore."""
    return text.replace("_x005F_", "_") if "_x005F_" in text else text
