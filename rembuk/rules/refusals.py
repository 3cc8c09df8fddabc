"""A refusal is a sentence that a resident understands: who may, or when, or what is missing.

Apart from the tables, because every rule refuses in the same way.
"""

from .labels import in_language


class Refusal(Exception):  # noqa: N818  it is said to a person, it is no error of the program
    """The rules say no, and this is what a person reads."""

    def __init__(self, code: str, text_id: str, text_en: str) -> None:
        super().__init__(text_en)
        self.code = code
        self.text_id = text_id
        self.text_en = text_en

    def text(self, lang: str) -> str:
        return in_language(lang, self.text_id, self.text_en)
