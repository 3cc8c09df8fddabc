"""`/panduan/`, `/tanya-jawab/`: read by everybody, written by officials without a programmer."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from rembuk.apps.core.blocks import blocks_of
from rembuk.apps.core.clock import now
from rembuk.apps.core.pages import PUBLIC, page
from rembuk.apps.core.seen import FIELD, mark_of
from rembuk.apps.people.access import person
from rembuk.apps.people.models import User
from rembuk.apps.people.queries import person_strip
from rembuk.apps.places.queries import government
from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal

from ..actions.articles import remove, words_of, write
from ..forms.article import ArticleForm
from ..models import Article
from ..queries import article_page, articles
from ..words import Words


def _tenant() -> str:
    served = government()
    return served.code if served else ""


@page("GET", who=PUBLIC, depends=("articles",))
def guides(request: HttpRequest) -> HttpResponse:
    lang = get_language() or "id"
    context = {"guides": articles(_tenant(), "guide", lang), "laws": articles(_tenant(), "law", lang)}
    return render(request, "publishing/guides.html", context)


@page("GET", who=PUBLIC, depends=("articles",))
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    found = Article.objects.filter(tenant=_tenant(), kind="guide", slug=slug).first()
    if found is None:
        raise Http404
    return render(request, "publishing/guide.html", {"article": article_page(found, get_language() or "id")})


@page("GET", who=PUBLIC, depends=("articles",))
def questions(request: HttpRequest) -> HttpResponse:
    found = articles(_tenant(), "question", get_language() or "id")
    return render(request, "publishing/questions.html", {"questions": found})


@page("GET", who=Action.GUIDE_EDIT)
def edit_list(request: HttpRequest) -> HttpResponse:
    by, lang = _person(request), get_language() or "id"
    groups = [(kind, articles(by.tenant, kind, lang)) for kind in ("guide", "question", "law")]
    return render(request, "publishing/edit_list.html", {"person": person_strip(by), "groups": groups})


@page("GET", "POST", who=Action.GUIDE_EDIT)
def edit(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Write, look at it, save; `lihat` shows the text as it will be read."""
    by = _person(request)
    article = Article.objects.filter(tenant=by.tenant, pk=pk).first() if pk else None
    if pk and article is None:
        raise Http404
    names = ArticleForm.base_fields
    start = (
        {name: getattr(article, name) for name in names}
        if article
        else {"kind": request.GET.get("jenis", "guide")}
    )
    form = ArticleForm(request.POST or None, initial=start, lang=get_language() or "id")
    if request.method == "POST" and "hapus" in request.POST and article is not None:
        remove(article, by=by, now=now())
        return redirect("publishing:edit_list")
    preview, present, seen = None, None, request.POST.get(FIELD)
    if request.method == "POST" and form.is_valid():
        if "lihat" in request.POST:
            preview = blocks_of(form.cleaned_data["body"])
        elif _saved(form, by, article, seen):
            return redirect("publishing:edit_list")
        elif article is not None:
            seen, present = None, Article.objects.filter(pk=pk).first()
    context = {
        "person": person_strip(by),
        "form": form,
        "article": article,
        "preview": preview,
        "seen": seen or (mark_of(asdict(words_of(present or article))) if article else ""),
        "present": present and (present.title, blocks_of(present.body)),
    }
    status = 409 if form.non_field_errors() else 422 if form.errors else 200
    return render(request, "publishing/edit.html", context, status=status)


def _saved(form: ArticleForm, by: User, article: Article | None, seen: str | None) -> bool:
    try:
        write(Words(**form.cleaned_data), tenant=by.tenant, by=by, now=now(), article=article, seen=seen)
    except Refusal as refusal:
        form.add_error(None, refusal.text(get_language() or "id"))
    return not form.errors


def _person(request: HttpRequest) -> User:
    found = person(request.user)
    assert found is not None, "@page lets only signed-in people here"
    return found
