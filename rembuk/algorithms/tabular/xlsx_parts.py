"""The fixed parts of a workbook: what Office Open XML (ECMA-376) wants around the rows.

They are literal text, so that a reader can compare them with any file that Excel wrote.
"""

import re
from collections.abc import Iterator, Sequence

from rembuk.algorithms.tabular.xml_text import xml_text

BOLD, DATE = 1, 2
SHEET_END = "</sheetData></worksheet>"
LONGEST_TITLE = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\s]+")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def column_letters(place: int) -> str:
    """The name of a column, from 1: A, B .. Z, AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_path(number: int) -> str:
    """Where in the package a sheet lies, from 1."""
    return f"xl/worksheets/sheet{number}.xml"


def sheet_start(widths: Sequence[float]) -> str:
    """A sheet up to its first row: frozen header, widths of the columns."""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, start=1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}<sheetData>"
    )


def fixed_parts(sheets: int, title: str) -> Iterator[tuple[str, str]]:
    """Path and content of every part that is not a sheet."""
    numbers = range(1, sheets + 1)
    yield "[Content_Types].xml", _content_types(numbers)
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", _workbook(numbers, title)
    yield (
        "xl/_rels/workbook.xml.rels",
        _relations(
            [
                *((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                (f"rId{sheets + 1}", "styles", "styles.xml"),
            ]
        ),
    )
    yield "xl/styles.xml", _STYLES


def _content_types(numbers: range) -> str:
    sheets = "".join(
        f'<Override PartName="/{sheet_path(number)}" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}</Types>'
    )


def _workbook(numbers: range, title: str) -> str:
    sheets = "".join(
        f'<sheet name="{_sheet_name(title, number)}" sheetId="{number}" r:id="rId{number}"/>'
        for number in numbers
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def _sheet_name(title: str, number: int) -> str:
    """What Excel accepts as a name: at most 31 characters, none of seven, no apostrophe at the ends."""
    suffix = "" if number == 1 else f" {number}"
    clean = _NOT_IN_NAMES.sub(" ", title).strip("' ")[: LONGEST_TITLE - len(suffix)].strip("' ")
    return xml_text((clean or "Data") + suffix)


def _relations(rows: list[tuple[str, str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
