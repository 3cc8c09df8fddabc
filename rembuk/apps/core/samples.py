"""What the page /komponen/ shows: made-up, realistic, with one of everything that tends to break a layout.

Long names, large amounts and forms with errors are here on purpose. Samples are data: they stay Indonesian.
"""

from typing import Any

from django import forms

from rembuk.apps.core import qr
from rembuk.apps.core.forms import RupiahField, WholeField

_TITLE = "Perbaikan jalan lingkungan dan saluran air di depan SDN 2 Sukamaju"
_LONG = (
    "Pembangunan tembok penahan tanah dan rehabilitasi jaringan irigasi tersier "
    "Dusun Karangsambung Kidul, RT 03/RW 11"
)


class SampleForm(forms.Form):
    """One field of every kind; bound to an incomplete answer, so that errors show as well."""

    problem = forms.CharField(
        label="Apa masalahnya?",
        help_text="Ceritakan dengan kata Anda sendiri. Siapa yang terganggu, dan sejak kapan?",
        widget=forms.Textarea,
        min_length=20,
    )
    volume = WholeField(
        label="Volume", error_messages={"invalid": "Volume perlu diisi dengan angka, misalnya 120."}
    )
    cost = RupiahField(label="Perkiraan biaya", required=False)
    phone = forms.CharField(
        label="Nomor telepon", required=False, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
    since = forms.DateField(label="Sejak kapan?", required=False, widget=forms.DateInput)
    category = forms.ChoiceField(
        label="Bidang",
        choices=[
            ("", "Pilih bidang"),
            ("jalan", "Jalan dan jembatan"),
            ("air", "Air bersih"),
            ("sekolah", "Sekolah"),
        ],
    )
    help_wanted = forms.ChoiceField(
        label="Bagaimana kami mengabari Anda?",
        choices=[("wa", "WhatsApp"), ("email", "E-mail"), ("fasilitator", "Lewat fasilitator desa")],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label="Siapa yang paling terbantu?",
        required=False,
        choices=[("anak", "Anak sekolah"), ("lansia", "Warga lanjut usia"), ("petani", "Petani")],
        widget=forms.CheckboxSelectMultiple,
    )
    photo = forms.FileField(label="Foto", required=False)
    truth = forms.BooleanField(
        label="Saya menyatakan keterangan ini benar.",
        error_messages={"required": "Beri tanda bahwa keterangan ini benar."},
    )


def component_samples() -> dict[str, Any]:
    """The context of core/components_page.html."""
    form = SampleForm(
        {
            "problem": "Jalan berlubang sepanjang gang, anak-anak jatuh saat hujan.",
            "volume": "seratus",
            "cost": "120000000",
            "category": "jalan",
            "help_wanted": "wa",
            "groups": ["anak"],
        }
    )
    path, size = qr.draw("https://rembuk.example/usulan/NSW-27-7K4M2P-X/")
    return {
        "form": form,
        "qr_path": path,
        "qr_size": size,
        "stages": _stages(),
        "title": _TITLE,
        "long_title": _LONG,
        "money": [
            {"label": "Diminta", "amount": "Rp120.000.000", "percent": 100},
            {"label": "Disepakati", "amount": "Rp96.000.000", "percent": 80},
            {"label": "Terpakai", "amount": "Rp41.500.000", "percent": 35},
        ],
        "scores": [
            {"label": "Penerima manfaat", "weight": "30 %", "value": "0,82", "percent": 82},
            {"label": "Kemiskinan desa", "weight": "25 %", "value": "0,64", "percent": 64},
            {"label": "Kesiapan lahan dan dokumen", "weight": "20 %", "value": "1,00", "percent": 100},
            {"label": "Swadaya warga", "weight": "15 %", "value": "0,10", "percent": 10},
        ],
        "columns": _columns(),
        "rows": _rows(),
        "chart": [
            {"label": "Jalan dan jembatan", "value": "2.914", "percent": 100, "accent": True},
            {"label": "Air bersih dan sanitasi", "value": "1.207", "percent": 41, "accent": True},
            {"label": "Pertanian dan irigasi", "value": "988", "percent": 34, "accent": False},
            {"label": "Pendidikan", "value": "611", "percent": 21, "accent": False},
            {"label": "Kesehatan", "value": "304", "percent": 10, "accent": False},
        ],
        "areas": _areas(),
        "photo": _photo("jalan"),
        "photo_after": _photo("selesai"),
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    }


def _stages() -> list[dict[str, str]]:
    return [
        {"label": "Persiapan", "status": "done", "note": "", "url": ""},
        {"label": "Pengumpulan aspirasi", "status": "open", "note": "12 hari lagi", "url": "#"},
        {"label": "Analisis prioritas", "status": "next", "note": "", "url": ""},
        {"label": "Musrenbang", "status": "next", "note": "", "url": ""},
        {"label": "Validasi dan publikasi", "status": "next", "note": "", "url": ""},
    ]


def _columns() -> list[dict[str, Any]]:
    return [
        {"label": "Usulan", "number": False, "sort_url": "", "sorted": ""},
        {"label": "Desa", "number": False, "sort_url": "?urut=desa", "sorted": ""},
        {"label": "Penerima manfaat", "number": True, "sort_url": "", "sorted": ""},
        {"label": "Perkiraan biaya", "number": True, "sort_url": "?urut=-biaya", "sorted": "descending"},
    ]


def _rows() -> list[dict[str, str]]:
    return [
        {"title": _TITLE, "place": "Desa Sukamaju", "people": "1.240", "cost": "Rp120.000.000"},
        {
            "title": _LONG,
            "place": "Desa Karangsambung Kidul Selatan",
            "people": "86",
            "cost": "Rp1.485.250.000",
        },
        {
            "title": "Sumur bor Dusun Krajan",
            "place": "Kelurahan Nusa",
            "people": "310",
            "cost": "Rp87.500.000",
        },
    ]


def _areas() -> list[dict[str, Any]]:
    squares = [
        ("M10 40l110-30 60 70-30 70-120 10z", "Sukarame", 4),
        ("M120 10l120 5 40 60-100 5z", "Tanjungsari", 2),
        ("M180 80l100-5 20 80-150-5z", "Wanareja", 1),
        ("M30 160l120-10 20 90-130-20z", "Batulawang", 3),
        ("M150 150l150 5-20 90-110-5z", "Nusa Lor", 0),
    ]
    return [
        {"path": path, "name": f"Kecamatan {name}", "url": "#", "level": level, "current": name == "Wanareja"}
        for path, name, level in squares
    ]


def _photo(kind: str) -> str:
    """A tiny drawing instead of a photograph: this page must work on an empty installation."""
    sky, ground = {"jalan": ("9db4c0", "7a6a58"), "selesai": ("a9cbd7", "5a5f66")}[kind]
    return (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'%3E"
        f"%3Crect width='4' height='3' fill='%23{sky}'/%3E"
        f"%3Cpath d='M0 2l4-.4V3H0z' fill='%23{ground}'/%3E%3C/svg%3E"
    )
