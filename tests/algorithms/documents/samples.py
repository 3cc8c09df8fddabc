"""Made-up papers for the tests, one of each kind."""

from dataclasses import replace
from datetime import date
from typing import Any

from rembuk.algorithms.documents import (
    AgreedItem,
    Attendee,
    Delegate,
    Letterhead,
    Minutes,
    NotAgreedItem,
    Plan,
    PlanLine,
    Receipt,
    Signer,
    Trace,
    TraceEvent,
    VillageLine,
    VillageList,
)

URL = "https://nusawangi.contoh.go.id/usulan/NSW-27-7K4M2P-X/"
HEAD = Letterhead("Pemerintah Kabupaten Nusawangi", "Kecamatan Ciranjang", "Jalan Raya Ciranjang Nomor 12")

RECEIPT = Receipt(
    code="NSW-27-7K4M2P-X",
    url=URL,
    government="Kabupaten Nusawangi",
    received_on=date(2027, 1, 12),
    received_at="pukul 14.05 WIB",
    place="RT 03/RW 02, Desa Sukamaju, Kecamatan Ciranjang",
    problem="Jalan usaha tani tergenang setiap hujan.",
    cycle="RKPD 2028 (disusun 2027)",
    proposer="Warga RT 03/RW 02",
    next_step="Desa Sukamaju memeriksa usulan paling lambat 26 Januari 2027.",
)

TRACE = Trace(
    code="NSW-27-7K4M2P-X",
    url=URL,
    government="Kabupaten Nusawangi",
    received_on=date(2027, 1, 12),
    place="Desa Sukamaju, Kecamatan Ciranjang",
    title="Perkerasan jalan usaha tani",
    problem="Jalan usaha tani tergenang setiap hujan.",
    status="Usulan ini sedang diperiksa Dinas Pekerjaan Umum.",
    events=(
        TraceEvent(date(2027, 1, 12), "Warga RT 03/RW 02", "Usulan dikirim", amount=185_000_000),
        TraceEvent(date(2027, 2, 17), "Kecamatan Ciranjang", "Disepakati", "Volume dikurangi.", 158_500_000),
    ),
    printed_on=date(2027, 3, 4),
    asked=185_000_000,
    agreed=158_500_000,
)


def item(number: int, **changes: Any) -> AgreedItem:
    made = AgreedItem(
        activity=f"Kegiatan nomor {number} jalan usaha tani",
        place="Desa Sukamaju",
        amount=1_000_000 * number,
        volume="350",
        unit="m",
        agency="Dinas Pekerjaan Umum",
        code=f"NSW-27-{number:06d}-X",
        problem="Jalan tergenang.",
        beneficiaries="120 KK",
        score="87,5",
        regional_priority="Infrastruktur dasar",
        regional_target="Konektivitas",
        program="Program Penyelenggaraan Jalan",
        activity_target="Jalan terbangun",
        sub_activity_code="1.03.10.2.01.0045",
    )
    return replace(made, **changes)


ATTENDEES = (
    Attendee(
        "Drs. Bambang Suryadi", "Kecamatan Ciranjang", "official", "Pemerintah", "L",
        "Sekretaris Kecamatan", "Jalan Melati 4", "0812-3456-7001",
    ),
    Attendee(
        "Siti Wulandari", "PKK Kecamatan", "delegate", "Perempuan", "P", "", "RT 02/RW 05", "081234567002"
    ),
    *(
        Attendee(
            f"Warga Bernama {i}", "Desa Sukamaju", "resident", "Petani" if i < 9 else "Lansia",
            "LP"[i % 2], "", f"RT 0{i}/RW 01", f"0857 1111 20{i:02d}",
        )
        for i in range(12)
    ),
)  # fmt: skip


def minutes(**changes: Any) -> Minutes:
    made = Minutes(
        forum_type="district_deliberation",
        forum="Musrenbang Kecamatan Ciranjang",
        government="Kabupaten Nusawangi",
        plan_year=2027,
        letterhead=HEAD,
        held_on=date(2026, 2, 4),
        place="Aula Kecamatan Ciranjang",
        town="Ciranjang",
        url="https://nusawangi.contoh.go.id/musyawarah/ciranjang/",
        chair=Signer("Camat Ciranjang", "Dra. Ratna Dewi, M.Si.", "Pembina, IV/a", "19700101 199503 2 001"),
        agreed=(item(1), item(2)),
        not_agreed=(
            NotAgreedItem("Pelebaran jalan", "Desa Sukamaju", "Jalan milik provinsi.", "2 km", "NSW-27-9-X"),
        ),
        delegates=(Delegate("Siti Wulandari", "Perempuan", "P"),),
        attendees=ATTENDEES,
        representatives=ATTENDEES[:3],
        number="050/017/2026",
    )
    return replace(made, **changes)


def plan(count: int = 4, **changes: Any) -> Plan:
    made = Plan(
        government="Kabupaten Nusawangi",
        plan_year=2028,
        status="initial_draft",
        version=1,
        dated=date(2027, 3, 12),
        url="https://nusawangi.contoh.go.id/dokumen/2028/v1/",
        letterhead=replace(HEAD, office="Badan Perencanaan Pembangunan Daerah"),
        lines=tuple(
            PlanLine(
                code=f"NSW-27-{i:06d}-X",
                title=f"Pekerjaan jalan ke-{i:06d}",
                agency=("Dinas Pendidikan", "Dinas Pekerjaan Umum")[i % 2],
                district=("Kecamatan Mekarjaya", "Kecamatan Ciranjang", "Kecamatan Nusawangi")[i % 3],
                place="Desa Sukamaju",
                amount=1_000_000 + i,
                volume="120 m",
                sub_activity_code="1.03.10.2.01.0045",
                sub_activity="Pembangunan Jalan",
                funding_source="PAD",
            )
            for i in range(count)
        ),
    )
    return replace(made, **changes)


FIELDS = {
    1: "Penyelenggaraan Pemerintahan Desa",
    2: "Pelaksanaan Pembangunan Desa",
    4: "Pemberdayaan Masyarakat",
}


def village_line(number: int, **changes: Any) -> VillageLine:
    field = (2, 4, 1)[number % 3]
    made = VillageLine(
        field=FIELDS[field],
        field_number=field,
        activity=f"Rabat beton jalan usaha tani ke-{number:03d}",
        place=f"RT 0{number % 9}/RW 01",
        amount=1_000_000 + number,
        volume="120 m",
        benefit="85 orang",
        time="April sampai Juni 2027",
        source="APB Desa",
        pattern=("self_managed", "between_villages", "third_party", "")[number % 4],
        carried_out_by="Tim Pelaksana Kegiatan",
        code=f"NSW-28-{number:06d}-X",
    )
    return replace(made, **changes)


def village_list(count: int = 4, **changes: Any) -> VillageList:
    made = VillageList(
        kind="village_annual_plan",
        village="Desa Sukamaju",
        district="Kecamatan Ciranjang",
        government="Kabupaten Nusawangi",
        province="Provinsi Latihan",
        year=2027,
        dated=date(2026, 9, 28),
        url="https://nusawangi.contoh.go.id/rencana-desa/99.01.01.2001/2028/",
        lines=tuple(village_line(i) for i in range(count)),
    )
    return replace(made, **changes)
