"""What a resident holds in hand: the receipt of a proposal, and later its whole trace."""

from dataclasses import dataclass
from datetime import date

from rembuk.algorithms.documents.typesetting import typeset
from rembuk.algorithms.documents.wording import long_date, rupiah

PROMISE = "Usulan Anda akan dibahas. Ini belum berarti usulan pasti didanai."


@dataclass(frozen=True, slots=True)
class Receipt:
    """Bukti usulan. `url` is the public page of the proposal; empty texts are left out."""

    code: str
    url: str
    government: str  # Kabupaten Nusawangi
    received_on: date
    place: str
    problem: str
    received_at: str = ""  # pukul 14.05 WIB
    cycle: str = ""  # RKPD 2028 (disusun 2027)
    title: str = ""
    proposer: str = ""  # Warga RT 03/RW 02
    next_step: str = ""
    note: str = ""  # kept for the next year, for example
    practice: bool = False


@dataclass(frozen=True, slots=True)
class TraceEvent:
    """One line of the timeline."""

    on: date
    office: str
    decision: str
    reason: str = ""
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Riwayat usulan on paper: what was asked, what happened, what comes next."""

    code: str
    url: str
    government: str
    received_on: date
    place: str
    title: str
    problem: str
    status: str  # the answer in one sentence
    events: tuple[TraceEvent, ...]
    printed_on: date
    cycle: str = ""
    proposer: str = ""
    next_step: str = ""
    asked: int | None = None
    agreed: int | None = None
    spent: int | None = None
    practice: bool = False


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt, A5: two fit on a sheet of A4."""
    received = long_date(receipt.received_on)
    if receipt.received_at:
        received = f"{received}, {receipt.received_at}"
    facts = [
        ("Diterima", received),
        ("Lokasi", receipt.place),
        ("Pengusul", receipt.proposer),
        ("Untuk", receipt.cycle),
        ("Usulan", receipt.title),
        ("Masalah", receipt.problem),
    ]
    data = {
        "title": f"Bukti Usulan {receipt.code}",
        "code": receipt.code,
        "government": receipt.government,
        "facts": [fact for fact in facts if fact[1]],
        "promise": PROMISE,
        "next_step": receipt.next_step,
        "note": receipt.note,
        "practice": receipt.practice,
    }
    return typeset("receipt", data, made_on=receipt.received_on, url=receipt.url)


def trace_pdf(trace: Trace) -> bytes:
    """The trace, A4."""
    facts = [
        ("Usulan", trace.title),
        ("Lokasi", trace.place),
        ("Masalah", trace.problem),
        ("Pengusul", trace.proposer),
        ("Diterima", long_date(trace.received_on)),
        ("Untuk", trace.cycle),
    ]
    data = {
        "title": f"Riwayat Usulan {trace.code}",
        "code": trace.code,
        "government": trace.government,
        "facts": [fact for fact in facts if fact[1]],
        "status": trace.status,
        "next_step": trace.next_step,
        "money": _money(trace),
        "events": [
            {
                "on": long_date(event.on),
                "office": event.office,
                "decision": event.decision,
                "reason": event.reason,
                "amount": "" if event.amount is None else rupiah(event.amount),
            }
            for event in trace.events
        ],
        "printed_on": long_date(trace.printed_on),
        "practice": trace.practice,
    }
    return typeset("trace", data, made_on=trace.printed_on, url=trace.url)


def _money(trace: Trace) -> list[tuple[str, str]]:
    """Asked, agreed and spent, as far as the proposal has come."""
    amounts = [("Diusulkan", trace.asked), ("Disepakati", trace.agreed), ("Terpakai", trace.spent)]
    return [(label, rupiah(amount)) for label, amount in amounts if amount is not None]
