"""Berita Acara of a forum: what was agreed, what was not and why, who was there, who signs."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal

from rembuk.algorithms.documents.minutes_wording import WORDING, Wording
from rembuk.algorithms.documents.people import LEFT_OUT, Attendee, Delegate, Letterhead, Signer
from rembuk.algorithms.documents.redaction import (
    public_attendee,
    public_delegate,
    public_signer,
    without_numbers,
)
from rembuk.algorithms.documents.typesetting import Paper, typeset
from rembuk.algorithms.documents.village_list import VillageList, village_table, without_personal_numbers
from rembuk.algorithms.documents.wording import counted, day_name, long_date, money, number, terbilang

Rendering = Literal["archive", "public"]

CONSIDERED = (
    "Sambutan dan arahan yang disampaikan pada pembukaan musyawarah;",
    "Pemaparan daftar usulan yang telah diverifikasi beserta pagu indikatif yang tersedia;",
    "Tanggapan dan saran seluruh peserta serta hasil pembahasan setiap usulan,",
)


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """One line of the list; a village's list and a district's have different columns."""

    activity: str
    place: str
    amount: int | None = None
    volume: str = ""
    unit: str = ""
    agency: str = ""
    code: str = ""
    problem: str = ""  # village
    beneficiaries: str = ""
    score: str = ""
    regional_priority: str = ""  # district and above
    regional_target: str = ""
    program: str = ""
    activity_target: str = ""
    sub_activity_code: str = ""
    note: str = ""  # Didanai APB Desa, for example


@dataclass(frozen=True, slots=True)
class NotAgreedItem:
    """What is not taken further this year, and why."""

    activity: str
    place: str
    reason: str
    volume: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """All that the minutes of one forum say. `number` may be blank until the office gives one."""

    forum_type: str
    forum: str  # Musrenbang Kecamatan Ciranjang
    government: str  # Kabupaten Nusawangi
    plan_year: int
    letterhead: Letterhead
    held_on: date
    place: str
    town: str  # Ditetapkan di ...
    url: str
    chair: Signer
    agreed: tuple[AgreedItem, ...] = ()
    not_agreed: tuple[NotAgreedItem, ...] = ()
    village_plan: VillageList | None = None  # what the closing assembly of a village decides,
    upward: VillageList | None = None  # instead of `agreed`
    delegates: tuple[Delegate, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    # Counts of people as they may be published, decided by who knows the rule; the archive needs neither.
    elements: tuple[tuple[str, int | None], ...] = ()  # who is not named, by element; None: too few to tell
    tells_sexes: bool = False
    representatives: tuple[Attendee, ...] = ()  # one for each element, they sign too
    considered: tuple[str, ...] = CONSIDERED
    number: str = ""
    hours: str = ""  # pukul 09.00 sampai dengan 13.30 WIB
    quorum_note: str = ""
    notes: str = ""
    objections: str = ""
    practice: bool = False

    def __post_init__(self) -> None:
        if self.forum_type not in WORDING:
            raise ValueError(f"no minutes are known for the forum type {self.forum_type!r}")


def minutes_pdf(minutes: Minutes, rendering: Rendering = "archive", paper: Paper = "a4") -> bytes:
    """The Berita Acara with its annexes; the public copy leaves out what belongs to persons."""
    public = rendering == "public"
    shown = public_copy(minutes) if public else minutes
    row = WORDING[minutes.forum_type]
    data = {
        "title": row.title,
        "rendering": "Salinan publik" if public else "Arsip",
        "public": public,
        "letterhead": asdict(shown.letterhead),
        "number": shown.number,
        "forum": shown.forum,
        "opening": _opening(minutes, shown, row, public),
        "considered": shown.considered,
        "clauses": _clauses(shown, row),
        "delegates": [(person.name, person.constituency, person.sex) for person in shown.delegates],
        "remarks": _remarks(shown),
        "signing_place": f"Ditetapkan di {shown.town}",
        "signing_date": f"pada tanggal {long_date(shown.held_on)}",
        "chair": _signature(shown.chair, public),
        "representatives": [_representative(person, public) for person in shown.representatives],
        "attendance": _attendance(minutes, shown, row, public),
        "agreed": _agreed(shown, row),
        "village_plan": village_table(shown.village_plan) if shown.village_plan else None,
        "upward": village_table(shown.upward) if shown.upward else None,
        "not_agreed": {
            "title": "DAFTAR KEGIATAN YANG BELUM DISEPAKATI",
            "rows": [
                (str(i), item.activity, item.code, item.place, item.volume, item.reason)
                for i, item in enumerate(shown.not_agreed, 1)
            ],
        },
        "practice": minutes.practice,
    }
    source = {"rendering": rendering, **asdict(shown)}
    return typeset("minutes", data, made_on=minutes.held_on, url=minutes.url, paper=paper, source=source)


def public_copy(minutes: Minutes) -> Minutes:
    """The data of the public copy: what belongs to persons is gone, not covered."""
    return replace(
        minutes,
        chair=public_signer(minutes.chair),
        attendees=tuple(public_attendee(p) for p in minutes.attendees if p.is_named),
        representatives=tuple(public_attendee(person) for person in minutes.representatives),
        delegates=tuple(public_delegate(delegate) for delegate in minutes.delegates),
        agreed=tuple(
            replace(
                item,
                activity=without_numbers(item.activity),
                problem=without_numbers(item.problem),
                place=without_numbers(item.place),
                beneficiaries=without_numbers(item.beneficiaries),
                note=without_numbers(item.note),
            )
            for item in minutes.agreed
        ),
        not_agreed=tuple(
            replace(
                item,
                activity=without_numbers(item.activity),
                place=without_numbers(item.place),
                reason=without_numbers(item.reason),
            )
            for item in minutes.not_agreed
        ),
        village_plan=_public_list(minutes.village_plan),
        upward=_public_list(minutes.upward),
        considered=tuple(without_numbers(text) for text in minutes.considered),
        quorum_note=without_numbers(minutes.quorum_note),
        notes=without_numbers(minutes.notes),
        objections=without_numbers(minutes.objections),
    )


def _public_list(village_list: VillageList | None) -> VillageList | None:
    return None if village_list is None else without_personal_numbers(village_list)


def _opening(whole: Minutes, shown: Minutes, row: Wording, public: bool) -> str:
    hours = f" {shown.hours}" if shown.hours else ""
    text = (
        f"Pada hari {day_name(shown.held_on)} tanggal {long_date(shown.held_on)}{hours} bertempat di "
        f"{shown.place} telah diselenggarakan {shown.forum} dalam rangka penyusunan "
        f"{_filled(row.plan, shown)}"
    )
    people = whole.attendees
    if not people:
        return f"{text}."
    men, women = (sum(person.sex == sex for person in people) for sex in "LP")
    tells = men + women > 0 and (whole.tells_sexes or not public)
    split = f", terdiri atas {number(men)} laki-laki dan {number(women)} perempuan" if tells else ""
    return (
        f"{text}, yang dihadiri oleh {counted(len(people))} peserta{split}, "
        "sebagaimana daftar hadir pada Lampiran I."
    )


def _clauses(shown: Minutes, row: Wording) -> list[tuple[str, str]]:
    total = sum(item.amount or 0 for item in shown.agreed)
    agreed = _village_clause(shown) or (
        f"Kegiatan prioritas sebanyak {counted(len(shown.agreed))} kegiatan dengan perkiraan kebutuhan dana "
        f"seluruhnya {money(total)}, sebagaimana tercantum pada Lampiran II."
        if shown.agreed
        else "Tidak ada kegiatan prioritas yang disepakati dalam musyawarah ini."
    )
    not_agreed = (
        f"Kegiatan yang belum disepakati sebanyak {counted(len(shown.not_agreed))} kegiatan beserta "
        "alasannya, sebagaimana tercantum pada Lampiran III."
        if shown.not_agreed
        else "Tidak ada kegiatan yang belum disepakati."
    )
    delegates = (
        f"Menetapkan delegasi sebanyak {counted(len(shown.delegates))} orang yang mewakili peserta pada "
        "musyawarah tingkat berikutnya:"
        if shown.delegates
        else "Tidak ada delegasi yang ditetapkan dalam musyawarah ini."
    )
    onward = f"Hasil kesepakatan ini menjadi bahan pembahasan pada {_filled(row.next_forum, shown)}."
    becomes = f"Berita acara ini beserta lampirannya menjadi {_filled(row.becomes, shown)}."
    names = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")
    return list(zip(names, (agreed, not_agreed, delegates, onward, becomes), strict=True))


def _village_clause(shown: Minutes) -> str:
    """What the closing assembly of a village agrees: its own plan, and what it asks for the year after."""
    if shown.village_plan is None or shown.upward is None:
        return ""
    plan, upward = shown.village_plan, shown.upward
    return (
        f"Rancangan RKP Desa Tahun {plan.year} sebanyak {counted(len(plan.lines))} kegiatan dengan perkiraan "
        f"biaya seluruhnya {money(plan.total())}, sebagaimana tercantum pada Lampiran II, serta Daftar "
        f"Usulan RKP Desa Tahun {upward.year} sebanyak {counted(len(upward.lines))} kegiatan dengan "
        f"prakiraan biaya seluruhnya {money(upward.total())}, sebagaimana tercantum pada Lampiran IV."
    )


def _remarks(shown: Minutes) -> list[tuple[str, str]]:
    remarks = [
        ("Catatan kuorum", shown.quorum_note),
        ("Catatan", shown.notes),
        ("Catatan keberatan", shown.objections),
    ]
    return [remark for remark in remarks if remark[1]]


def _signature(signer: Signer, public: bool) -> dict[str, object]:
    return {
        "lines": signer.lines(),
        "name": signer.name,
        "rank": signer.rank,
        "nip": f"NIP {signer.nip}" if signer.nip else "",
        "left_out": LEFT_OUT if public else "",
    }


def _representative(person: Attendee, public: bool) -> tuple[str, str, str, str]:
    contact = "\n".join(part for part in (person.office, person.address, person.phone) if part)
    return person.name, person.institution, contact, LEFT_OUT if public else ""


def _attendance(whole: Minutes, shown: Minutes, row: Wording, public: bool) -> dict[str, object]:
    others = sum(not person.is_named for person in whole.attendees) if public else 0
    return {
        "title": f"DAFTAR HADIR PESERTA {row.attendance}",
        "facts": [
            ("Forum", shown.forum),
            ("Hari, tanggal", f"{day_name(shown.held_on)}, {long_date(shown.held_on)}"),
            ("Tempat", shown.place),
        ],
        "rows": [
            (p.name, p.institution, "\n".join(part for part in (p.address, p.phone) if part))
            for p in shown.attendees
        ],
        "others": [
            (name, "disamarkan" if many is None else number(many)) for name, many in shown.elements if others
        ],
        "others_total": counted(others) if others else "",
    }


def _agreed(shown: Minutes, row: Wording) -> dict[str, object]:
    total = sum(item.amount or 0 for item in shown.agreed)
    line = _village_line if row.columns == "village" else _region_line
    return {
        "title": row.agreed_title,
        "columns": row.columns,
        "rows": [line(i, item) for i, item in enumerate(shown.agreed, 1)],
        "total": number(total),
        "in_words": f"Terbilang: {terbilang(total)} rupiah",
    }


def _village_line(position: int, item: AgreedItem) -> tuple[str, ...]:
    amount = "–" if item.amount is None else number(item.amount)
    return (
        str(position), item.activity, item.note, item.problem, item.place, item.volume, item.unit, amount,
        item.beneficiaries, item.agency, item.score, item.code,
    )  # fmt: skip


def _region_line(position: int, item: AgreedItem) -> tuple[str, ...]:
    amount = "–" if item.amount is None else number(item.amount)
    small = " · ".join(part for part in (item.code, item.note) if part)
    return (
        str(position), item.regional_priority, item.regional_target, item.program, item.sub_activity_code,
        item.activity, small, item.activity_target, item.place, f"{item.volume} {item.unit}".strip(), amount,
        item.agency,
    )  # fmt: skip


def _filled(text: str, minutes: Minutes) -> str:
    # A village's own plan is for the year before the one that the regency plans.
    return text.format(
        government=minutes.government, year=minutes.plan_year, village_year=minutes.plan_year - 1
    )
