"""Guides, questions and legal bases: written by officials themselves, every change on record."""

from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from rembuk.apps.audit.record import record
from rembuk.apps.core.clock import today
from rembuk.apps.core.codes import example_of
from rembuk.apps.core.durable import commit_durably
from rembuk.apps.core.seen import check_seen
from rembuk.apps.core.versions import bump
from rembuk.apps.people.access import rights
from rembuk.apps.people.models import User
from rembuk.apps.places.queries import government
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..default_guides import GUIDES, SAMPLE_CODE
from ..default_laws import LAWS
from ..default_questions import QUESTIONS
from ..models import Article
from ..words import Words

_TWICE = timedelta(minutes=2)  # within which a second click is no second act


def words_of(article: Article) -> Words:
    """What stands in it."""
    return Words(**{field.name: getattr(article, field.name) for field in fields(Words)})


def write(
    words: Words,
    *,
    tenant: str,
    by: User | None,
    now: datetime,
    article: Article | None = None,
    seen: str | None = None,
) -> Article:
    """Write a new article, or change one. `by=None` is the set-up of an installation.

    `seen` is the mark of the words the person started from: else ChangedMeanwhile.
    """
    _check(by)

    def work() -> Article:
        if article is None and (again := _written_twice(words, tenant, by, now)):
            return again
        row = _locked(article) if article else Article(tenant=tenant, slug=_free_slug(tenant, words))
        if article and words_of(row) == words:
            return row
        if article:
            check_seen(seen, asdict(words_of(row)))
        for name, value in asdict(words).items():
            setattr(row, name, value)
        row.edited_at, row.edited_by = now, by
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            if article is None and (again := _written_twice(words, tenant, by, now)):
                return again
            raise Refusal(
                "twice", "Judul ini sudah dipakai. Pilih judul lain.", "This title is taken. Choose another."
            ) from error
        record(
            Action.GUIDE_EDIT, by=by, rule="set_up", subject=f"article:{row.kind}/{row.slug}", tenant=tenant,
            region=tenant, at=now, article=row.pk,
        )  # fmt: skip
        bump(tenant, "articles")
        return row

    return commit_durably(work)


def _written_twice(words: Words, tenant: str, by: User | None, now: datetime) -> Article | None:
    """What the same person has just written in the same words: it was sent twice."""
    rows = Article.objects.filter(tenant=tenant, kind=words.kind, title=words.title, edited_by=by)
    last = rows.filter(edited_at__gt=now - _TWICE).order_by("-id").first() if by else None
    return last if last is not None and words_of(last) == words else None


def _locked(article: Article) -> Article:
    row = Article.objects.select_for_update().filter(pk=article.pk).first()
    if row is None:
        raise Refusal(
            "removed",
            "Rekan Anda baru saja menghapus tulisan ini. Salin tulisan Anda ke yang baru bila masih perlu.",
            "A colleague has just removed this text. Copy yours into a new one if it is still needed.",
        )
    return row


def write_first(tenant: str, *, now: datetime) -> int:
    """Guides, questions and legal bases of a new installation; where anything stands, nothing is written."""

    def work() -> int:
        if Article.objects.filter(tenant=tenant).exists():
            return 0
        served = government()
        code = example_of(served.code_prefix) if served else SAMPLE_CODE
        for words in (*GUIDES, *QUESTIONS, *LAWS):
            bodies = {name: getattr(words, name).replace(SAMPLE_CODE, code) for name in ("body", "body_en")}
            write(replace(words, **bodies), tenant=tenant, by=None, now=now)
        return len(GUIDES) + len(QUESTIONS) + len(LAWS)

    return commit_durably(work)


def remove(article: Article, *, by: User, now: datetime) -> None:
    """Take an article away; the log keeps that it was there."""
    _check(by)

    def work() -> None:
        record(
            Action.GUIDE_EDIT, by=by, subject=f"article:{article.kind}/{article.slug}", tenant=article.tenant,
            region=article.tenant, at=now, step="removed",
        )  # fmt: skip
        Article.objects.filter(pk=article.pk).delete()
        bump(article.tenant, "articles")

    commit_durably(work)


def _check(by: User | None) -> None:
    if by is not None and not rights(by, today()).may(Action.GUIDE_EDIT):
        raise Refusal(
            "no_right",
            "Panduan ditulis oleh PPID dan Admin Perencanaan.",
            "Guides are written by the information officer and the planning admin.",
        )


def _free_slug(tenant: str, words: Words) -> str:
    base = slugify(words.title)[:60] or words.kind
    taken = set(
        Article.objects.filter(tenant=tenant, kind=words.kind, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    place = 1
    while (slug := base if place == 1 else f"{base}-{place}") in taken:
        place += 1
    return slug
