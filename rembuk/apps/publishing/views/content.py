"""What a version holds, for its public page and for the officer who compares it before it is published."""

from typing import Any

from ..models import PlanVersion
from ..queries import agreed_but_absent, difference, left_the_draft, lines_page, version_line


def content_of(version: PlanVersion, after: str, lang: str) -> dict[str, Any]:
    """The head, a page of lines after a position, and every difference."""
    lines, following = lines_page(version, int(after) if after.isdecimal() and len(after) < 9 else 0, lang)
    return {
        "version": version_line(version, lang),
        "lines": lines,
        "next": following,
        "difference": difference(version, lang),
        "changes": left_the_draft(version, lang),
        "absent": agreed_but_absent(version),
    }
