"""Tables in and out: CSV and XLSX, streamed, defended against bombs and formulas."""

from rembuk.algorithms.tabular.csv_writer import csv_chunks, write_csv
from rembuk.algorithms.tabular.formulas import guarded, unguarded
from rembuk.algorithms.tabular.reader import read_table
from rembuk.algorithms.tabular.table import Limits, Row, Table, TabularError, loose_name
from rembuk.algorithms.tabular.xlsx_writer import write_xlsx, xlsx_bytes, xlsx_chunks

__all__ = [
    "Limits",
    "Row",
    "Table",
    "TabularError",
    "csv_chunks",
    "guarded",
    "loose_name",
    "read_table",
    "unguarded",
    "write_csv",
    "write_xlsx",
    "xlsx_bytes",
    "xlsx_chunks",
]
