"""What the engine says when it is asked for something that cannot be."""


class ElectionError(ValueError):
    """Projects, ballots, money or rule do not fit together; a sentence in both languages."""

    def __init__(self, text_id: str, text_en: str) -> None:
        super().__init__(text_id, text_en)
        self.text_id = text_id
        self.text_en = text_en

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = "id") -> str:
        """The sentence in one language."""
        return self.text_id if lang == "id" else self.text_en
