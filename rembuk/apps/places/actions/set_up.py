"""Set up the local government that this installation serves."""

import re

from django.db import transaction

from rembuk.apps.core.versions import bump
from rembuk.apps.places.models import Government, Level, Region
from rembuk.apps.places.queries import forget_government


class SetUpRefused(Exception):  # noqa: N818  said to a person
    """Why this region cannot be set up, as a sentence in both languages."""

    def __init__(self, text_id: str, text_en: str) -> None:
        super().__init__(text_en)
        self.text_id, self.text_en = text_id, text_en

    def text(self, lang: str) -> str:
        return self.text_en if lang == "en" else self.text_id


@transaction.atomic
def set_up_government(code: str, *, prefix: str | None = None) -> Government:
    """Serve this regency from now on. Done again for the same code it changes nothing."""
    served = Government.objects.first()
    if served and served.code == code:
        return served
    if served:
        raise SetUpRefused(
            f"Pemasangan ini sudah melayani {served.name} ({served.code}).",
            f"This installation already serves {served.name} ({served.code}).",
        )
    region = Region.objects.filter(code=code, level=Level.REGENCY).first()
    if region is None:
        raise SetUpRefused(
            f"Kode {code} tidak ada di daftar kabupaten/kota. Masukkan dulu daftarnya: "
            "rembuk import regions BERKAS.",
            f"Code {code} is not in the list of regencies. Import the list first: "
            "rembuk import regions FILE.",
        )
    served = Government.objects.create(
        code=code, name=region.name, code_prefix=(prefix or _prefix(region.name)).upper()[:4]
    )
    forget_government()
    bump(code, "places")  # its name stands in the frame of every page, also of a server that runs already
    return served


def _prefix(name: str) -> str:
    """Three letters that people recognise: the first consonants of the proper name."""
    proper = re.sub(r"^(KABUPATEN|KOTA)\s+", "", name.upper())
    letters = re.sub(r"[^A-Z]", "", proper)
    consonants = letters[:1] + re.sub(r"[AEIOU]", "", letters[1:])
    return (consonants if len(consonants) >= 3 else letters)[:3].ljust(3, "X")
