"""Berita Acara: nothing is lost, and the public copy betrays nobody."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rembuk.algorithms.documents import (
    WORDING,
    Attendee,
    Delegate,
    NotAgreedItem,
    Signer,
    minutes_pdf,
    public_copy,
)
from rembuk.algorithms.documents.redaction import without_numbers
from tests.algorithms.documents.reading import (
    HOSTILE,
    LONG,
    STRANGE,
    attached,
    ink_outside,
    is_tagged,
    says,
    sizes_of,
    text_of,
    times,
)
from tests.algorithms.documents.samples import ATTENDEES, item, minutes, village_line, village_list


def test_the_archive_says_all_that_was_agreed() -> None:
    pdf = minutes_pdf(minutes())

    assert is_tagged(pdf)
    for sentence in (
        "BERITA ACARA KESEPAKATAN HASIL MUSRENBANG KECAMATAN",
        "Nomor: 050/017/2026",
        "Pada hari Rabu tanggal 4 Februari 2026 bertempat di Aula Kecamatan Ciranjang",
        "dihadiri oleh 14 (empat belas) peserta, terdiri atas 7 laki-laki dan 7 perempuan",
        "MENYEPAKATI",
        "sebanyak 2 (dua) kegiatan",
        "Rp3.000.000,00 (tiga juta rupiah)",
        "Terbilang: tiga juta rupiah",
        "Jalan milik provinsi.",
        "Siti Wulandari (P, Perempuan)",
        "Forum Perangkat Daerah/Lintas Perangkat Daerah",
        "RKPD Kabupaten Nusawangi Tahun 2027",
        "CAMAT CIRANJANG",
        "Dra. Ratna Dewi, M.Si.",
        "NIP 19700101 199503 2 001",
        "DAFTAR HADIR PESERTA MUSRENBANG KECAMATAN",
        "0812-3456-7001",
        "Warga Bernama 11",
        "DAFTAR KEGIATAN YANG BELUM DISEPAKATI",
    ):
        assert says(pdf, sentence), sentence
    for name in ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"):
        assert says(pdf, name)
    pages = sizes_of(pdf)
    assert pages[0] == (210, 297)
    assert pages[-2:] == [(297, 210)] * 2
    assert says(pdf, f"halaman {len(pages)} dari {len(pages)}")


@pytest.mark.parametrize("forum_type", sorted(WORDING))
def test_every_forum_has_its_minutes(forum_type: str) -> None:
    pdf = minutes_pdf(minutes(forum_type=forum_type, number="", practice=True))

    row = WORDING[forum_type]
    assert says(pdf, row.title)
    assert says(pdf, row.agreed_title)
    assert says(pdf, "NSW-27-000001-X")
    assert "{" not in text_of(pdf)
    assert says(pdf, "DATA SIMULASI")
    columns = "Perkiraan Biaya (Rp)" if row.columns == "village" else "SKPD Penanggung jawab"
    assert says(pdf, columns)


def test_an_unknown_forum_is_refused() -> None:
    with pytest.raises(ValueError, match="forum type"):
        minutes(forum_type="party")


def test_a_village_closes_its_plan_and_its_list_in_one_paper() -> None:
    plan = village_list(3)
    upward = village_list(2, kind="village_upward_proposals", year=2028)

    pdf = minutes_pdf(
        minutes(
            forum_type="village_plan_adoption", plan_year=2028, agreed=(), village_plan=plan, upward=upward
        )
    )

    assert is_tagged(pdf)
    for sentence in (
        "dalam rangka penyusunan RKP Desa Tahun 2027 dan Daftar Usulan RKP Desa Tahun 2028",
        "Rancangan RKP Desa Tahun 2027 sebanyak 3 (tiga) kegiatan",
        "Rp3.000.003,00",
        "Daftar Usulan RKP Desa Tahun 2028 sebanyak 2 (dua) kegiatan",
        "Peraturan Desa tentang RKP Desa Tahun 2027",
        "Lampiran II Berita Acara",
        "RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKP DESA) TAHUN 2027",
        "Lampiran IV Berita Acara",
        "DAFTAR USULAN RKP DESA (DU-RKP DESA) TAHUN 2028",
    ):
        assert says(pdf, sentence), sentence
    assert len(attached(pdf)["village_plan"]["lines"]) == 3


@pytest.mark.parametrize("forum_type", ["village_deliberation", "district_deliberation"])
def test_a_hundred_lines_and_people_are_all_there(forum_type: str) -> None:
    whole = minutes(
        forum_type=forum_type,
        agreed=tuple(item(i) for i in range(100)),
        not_agreed=tuple(NotAgreedItem("Pelebaran", "Desa", f"Alasan ke-{i:03d}.") for i in range(100)),
        attendees=tuple(Attendee(f"Hadirin {i:03d}", "Desa Sukamaju") for i in range(100)),
    )

    text = text_of(minutes_pdf(whole))

    for i in range(100):
        assert text.count(f"Alasan ke-{i:03d}.") == 1
        assert len(re.findall(rf"Hadirin {i:03d}\b", text)) == 1
    assert sorted(re.findall(r"NSW-27-(\d{6})-X", text)) == [f"{i:06d}" for i in range(100)]


def test_nothing_agreed_is_said_and_not_left_blank() -> None:
    pdf = minutes_pdf(minutes(agreed=(), not_agreed=(), delegates=(), attendees=(), representatives=()))

    assert times(pdf, "Tidak ada kegiatan prioritas yang disepakati") == 2
    assert times(pdf, "Tidak ada kegiatan yang belum disepakati") == 2
    assert says(pdf, "Tidak ada delegasi yang ditetapkan")


def test_an_amount_not_yet_known_is_a_dash_and_counts_nothing() -> None:
    pdf = minutes_pdf(minutes(agreed=(item(1, amount=None), item(2))))

    assert says(pdf, "Rp2.000.000,00")
    assert says(pdf, "–")


def test_remarks_and_hours_are_printed() -> None:
    pdf = minutes_pdf(
        minutes(
            hours="pukul 09.00 WIB",
            quorum_note="Sembilan unsur.",
            notes="Listrik padam.",
            objections="Irigasi.",
        )
    )

    for sentence in (
        "2026 pukul 09.00 WIB bertempat",
        "Catatan kuorum. Sembilan unsur.",
        "Catatan. Listrik padam.",
        "Catatan keberatan. Irigasi.",
    ):
        assert says(pdf, sentence)


def test_the_public_copy_names_offices_delegates_and_numbers_only() -> None:
    pdf = minutes_pdf(minutes(), "public")

    for sentence in (
        "Salinan publik",
        "[dikecualikan]",
        "Sekretaris Kecamatan",
        "Siti Wulandari",
        "CAMAT CIRANJANG",
        "Peserta lain sebanyak 12 (dua belas) orang",
        "Wakil Petani",
    ):
        assert says(pdf, sentence), sentence
    for secret in ("Bambang", "Ratna", "NIP", "Bernama", "Melati", "RT 02/RW 05", "0812", "0857", "08123"):
        assert secret not in text_of(pdf)
    kept = json.dumps(attached(pdf))
    for secret in ("Bambang", "Ratna", "19700101", "Bernama", "Melati", "RT 02/RW 05", "0812", "0857"):
        assert secret not in kept


@given(
    st.integers(800, 899),
    st.integers(1000, 9999),
    st.integers(100, 9999),
    st.sampled_from(["", "-", " ", "."]),
)
def test_telephone_numbers_leave_free_text(prefix: int, middle: int, last: int, mark: str) -> None:
    number = f"0{prefix}{mark}{middle}{mark}{last}"

    for text in (f"Hubungi {number} ya", f"({number})", f"WA:{number}.", f"+62{number[1:]}"):
        hidden = without_numbers(text)
        assert str(middle) not in hidden.replace("[dikecualikan]", "")
        assert "[dikecualikan]" in hidden


def test_identity_numbers_leave_free_text_and_other_numbers_stay() -> None:
    assert without_numbers("NIK 3203011505900001 milik") == "NIK [dikecualikan] milik"
    for text in (
        "Rp1.250.000.000", "1.03.10.2.01.0045", "NSW-27-7K4M2P-X", "RT 03/RW 02", "4 Maret 2026", "350 m",
        "2026-02-04", "120 KK", "Rp1.250.000,00", "Rp62.000.000.000", "Rp62.812.500.000,00",
        "pukul 08.00-13.30", "04-02-2026",
    ):  # fmt: skip
        assert without_numbers(text) == text


def test_free_text_of_the_public_copy_is_cleaned_everywhere() -> None:
    spoken = "Hubungi 0812-3456-7890"
    whole = minutes(
        notes=spoken,
        objections=spoken,
        quorum_note=spoken,
        considered=(spoken,),
        agreed=(item(1, activity=spoken, problem=spoken, place=spoken, beneficiaries=spoken, note=spoken),),
        not_agreed=(NotAgreedItem(spoken, spoken, spoken),),
        village_plan=village_list(0, lines=(village_line(1, activity=spoken, carried_out_by=spoken),)),
        upward=village_list(0, lines=(village_line(1, place=spoken, benefit=spoken),)),
    )

    assert "3456" not in json.dumps(attached(minutes_pdf(whole, "public")))
    assert "3456" not in text_of(minutes_pdf(whole, "public"))
    assert says(minutes_pdf(whole), spoken)


def test_the_public_copy_tells_only_the_counts_it_was_given() -> None:
    few = minutes(elements=(("Petani", 14), ("Guru", None), ("Lansia", None)))

    pdf = minutes_pdf(few, "public")

    for sentence in ("Petani14", "Gurudisamarkan", "Lansiadisamarkan", "agar angkanya tidak menunjuk orang"):
        assert says(pdf, sentence), sentence
    assert "laki-laki" not in text_of(pdf)
    assert says(minutes_pdf(replace(few, tells_sexes=True), "public"), "7 laki-laki dan 7 perempuan")
    assert "disamarkan" not in text_of(minutes_pdf(few))


def test_a_child_and_the_like_are_never_named_in_public() -> None:
    child = Attendee("Bunga Lestari", "Forum Anak", "delegate", "Anak (Forum Anak)", is_sensitive=True)
    official = Attendee("Dedi", "Dinas Sosial", "official", office="Dinas Sosial", is_sensitive=True)
    whole = minutes(
        attendees=(child, official),
        representatives=(child,),
        delegates=(Delegate("Bunga Lestari", "Anak (Forum Anak)", is_sensitive=True),),
    )

    public = minutes_pdf(whole, "public")
    assert "Bunga" not in text_of(public) and "Bunga" not in json.dumps(attached(public))
    assert "Dedi" not in json.dumps(attached(public))
    for sentence in (
        "Wakil Anak (Forum Anak)",
        "[dikecualikan] (Anak (Forum Anak))",
        "sebanyak 2 (dua) orang",
    ):
        assert says(public, sentence), sentence
    assert says(minutes_pdf(whole), "Bunga Lestari")


def test_the_public_copy_of_data_keeps_the_rest() -> None:
    shown = public_copy(minutes())

    assert shown.agreed == minutes().agreed
    assert shown.delegates == (Delegate("Siti Wulandari", "Perempuan"),)
    assert [person.kind for person in shown.attendees] == ["official", "delegate"]


def test_both_renderings_carry_their_data() -> None:
    whole = minutes()

    assert attached(minutes_pdf(whole))["attendees"][0]["phone"] == "0812-3456-7001"
    public = attached(minutes_pdf(whole, "public"))
    assert public["rendering"] == "public"
    assert public["held_on"] == "2026-02-04"
    assert [person["name"] for person in public["attendees"]] == ["Sekretaris Kecamatan", "Siti Wulandari"]


@pytest.mark.parametrize(
    "signer, lines",
    [
        (Signer("Camat Ciranjang", "A"), ("CAMAT CIRANJANG",)),
        (Signer("Camat Ciranjang", "A", acting="Plh."), ("Plh. CAMAT CIRANJANG",)),
        (
            Signer("Sekretaris Daerah", "A", on_behalf_of="Bupati Nusawangi"),
            ("a.n. BUPATI NUSAWANGI", "SEKRETARIS DAERAH"),
        ),
        (
            Signer("Kepala Bappeda", "A", acting="Plt.", on_behalf_of="Bupati", through="Sekretaris Daerah"),
            ("a.n. BUPATI", "SEKRETARIS DAERAH", "u.b.", "Plt. KEPALA BAPPEDA"),
        ),
    ],
)
def test_signature_blocks_follow_the_rules_of_correspondence(signer: Signer, lines: tuple[str, ...]) -> None:
    assert signer.lines() == lines
    assert says(minutes_pdf(minutes(chair=signer)), "".join(lines))


def test_u_b_without_a_n_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a"):
        Signer("Kepala Bappeda", "A", through="Sekretaris Daerah")


def hostile_minutes(text: str):
    person = Attendee(text, text, "delegate", text, "P", text, text, text)
    return minutes(
        agreed=(item(1, activity=text, problem=text, place=text, agency=text, program=text, note=text),),
        not_agreed=(NotAgreedItem(text, text, text, text, text),),
        delegates=(Delegate(text, text),),
        attendees=(person,),
        representatives=(person,),
        chair=Signer(text, text, text, text),
        considered=(text,),
        notes=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_minutes_is_printed_as_it_was_typed(text: str) -> None:
    pdf = minutes_pdf(hostile_minutes(text))

    assert times(pdf, text) >= 12
    assert attached(pdf)["notes"] == text


@pytest.mark.parametrize("text", STRANGE)
def test_strange_characters_in_minutes_do_no_harm(text: str) -> None:
    for rendering in ("archive", "public"):
        assert says(minutes_pdf(hostile_minutes(text), rendering), "MENYEPAKATI")


@pytest.mark.parametrize("forum_type", ["village_deliberation", "district_deliberation"])
def test_long_names_in_minutes_wrap_inside_the_paper(forum_type: str) -> None:
    pdf = minutes_pdf(replace(hostile_minutes(LONG), forum_type=forum_type))

    assert not ink_outside(pdf)
    assert times(pdf, LONG) >= 12


def test_the_same_minutes_give_the_same_bytes() -> None:
    assert minutes_pdf(minutes()) == minutes_pdf(minutes())
    assert minutes_pdf(minutes()) != minutes_pdf(minutes(), "public")
    assert len(ATTENDEES) == 14
