"""What an official writes of an article; the first texts of an installation come in the same shape."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One article in both languages; an empty line parts paragraphs (core.blocks)."""

    kind: str  # guide question law
    title: str
    body: str = ""
    title_en: str = ""
    body_en: str = ""
    law_number: str = ""
    law_status: str = ""
    law_url: str = ""
    position: int = 0
