"""Plain text as blocks that a template draws (core/_blocks.html); no HTML is ever made of what people type.

One reader for all texts that officials write, so that the preview and every public page show the same.
"""

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^##\s+")
_MARKS = (("list", re.compile(r"^[-*•]\s+")), ("steps", re.compile(r"^\d{1,2}[.)]\s+")))


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text: a heading (one line), a paragraph (its lines), a list or steps (their points)."""

    kind: str
    lines: tuple[str, ...]


def blocks_of(text: str) -> tuple[Block, ...]:
    """An empty line begins a paragraph, "## " a heading, "- " a list, "1. " steps."""
    found: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")):
        begun = False  # neighbouring lines of one kind belong together, but not across an empty line
        for line in filter(None, map(str.strip, part.split("\n"))):
            kind, words = _read(line)
            if begun and kind != "heading" and found[-1].kind == kind:
                found[-1] = Block(kind, (*found[-1].lines, words))
            else:
                found.append(Block(kind, (words,)))
            begun = True
    return tuple(found)


def _read(line: str) -> tuple[str, str]:
    if _HEADING.match(line):
        return "heading", _HEADING.sub("", line)
    for kind, mark in _MARKS:
        if mark.match(line):
            return kind, mark.sub("", line)
    return "paragraph", line
