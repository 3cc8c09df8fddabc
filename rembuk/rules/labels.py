"""Words of a row in both languages.

One small base, because every table that people see answers `label(lang)` in the same way.
"""


def in_language(lang: str, text_id: str, text_en: str) -> str:
    """Choose between Indonesian, the default everywhere, and English."""
    return text_en if lang == "en" else text_id


class Labelled:
    """A row that people see."""

    __slots__ = ()

    label_id: str
    label_en: str

    def label(self, lang: str) -> str:
        return in_language(lang, self.label_id, self.label_en)
