"""Is this file one that we published? Compared by its SHA-256 alone; the file itself is not kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from rembuk.apps.core.format import date_text
from rembuk.apps.musrenbang.models import Minutes
from rembuk.rules.plan_versions import plan_title

from .models import PlanVersion


@dataclass(frozen=True, slots=True)
class Genuine:
    """The published paper whose bytes these are."""

    title: str
    when: str
    url: str


def fingerprint(chunks: Iterable[bytes]) -> str:
    """SHA-256 in hexadecimal."""
    seen = hashlib.sha256()
    for chunk in chunks:
        seen.update(chunk)
    return seen.hexdigest()


def published_with(tenant: str, sha256: str, lang: str) -> Genuine | None:
    """The plan version or the Berita Acara with this hash."""
    versions = PlanVersion.objects.filter(tenant=tenant).exclude(published_at=None)
    version = versions.filter(Q(pdf_sha256=sha256) | Q(csv_sha256=sha256)).first()
    if version is not None and version.published_at is not None:
        return Genuine(
            f"{plan_title(version.status, version.plan_year, lang)} · v{version.number}",
            date_text(version.published_at, lang),
            reverse("publishing:version", args=[version.plan_year, version.number]),
        )
    papers = Minutes.objects.filter(forum__tenant=tenant).exclude(signed_at=None).select_related("forum")
    paper = papers.filter(Q(public_sha256=sha256) | Q(archive_sha256=sha256)).first()
    if paper is None or paper.signed_at is None:
        return None
    return Genuine(
        f"Berita Acara {paper.forum.title}",
        date_text(paper.signed_at, lang),
        reverse("musrenbang:detail", args=[paper.forum.code]),
    )
