"""Official documents as tagged PDF: data in, bytes out; also QR codes, dates and amounts in words."""

from rembuk.algorithms.documents.ceilings import CeilingAnnex, ceiling_annex_pdf
from rembuk.algorithms.documents.explanation import Explained, explanation_pdf
from rembuk.algorithms.documents.minutes import AgreedItem, Minutes, NotAgreedItem, minutes_pdf, public_copy
from rembuk.algorithms.documents.minutes_wording import WORDING
from rembuk.algorithms.documents.people import Attendee, Delegate, Letterhead, Signer
from rembuk.algorithms.documents.plan import Plan, PlanLine, PlanStatus, plan_pdf
from rembuk.algorithms.documents.qr import qr_svg
from rembuk.algorithms.documents.receipt import Receipt, Trace, TraceEvent, receipt_pdf, trace_pdf
from rembuk.algorithms.documents.slips import Slips, slips_pdf
from rembuk.algorithms.documents.typesetting import Paper
from rembuk.algorithms.documents.village_list import (
    COLUMNS,
    Pattern,
    VillageLine,
    VillageList,
    VillageListKind,
    village_list_pdf,
    village_rows,
)
from rembuk.algorithms.documents.wording import day_name, long_date, money, rupiah, terbilang

__all__ = [
    "COLUMNS",
    "WORDING",
    "AgreedItem",
    "Attendee",
    "CeilingAnnex",
    "Delegate",
    "Explained",
    "Letterhead",
    "Minutes",
    "NotAgreedItem",
    "Paper",
    "Pattern",
    "Plan",
    "PlanLine",
    "PlanStatus",
    "Receipt",
    "Signer",
    "Slips",
    "Trace",
    "TraceEvent",
    "VillageLine",
    "VillageList",
    "VillageListKind",
    "ceiling_annex_pdf",
    "day_name",
    "explanation_pdf",
    "long_date",
    "minutes_pdf",
    "money",
    "plan_pdf",
    "public_copy",
    "qr_svg",
    "receipt_pdf",
    "rupiah",
    "slips_pdf",
    "terbilang",
    "trace_pdf",
    "village_list_pdf",
    "village_rows",
]
