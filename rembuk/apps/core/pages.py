"""The one way to declare a view: its methods, who may open it, and what a public page depends on.

A right that is not declared is denied: a view without a declaration stops the server at start (`checks.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from rembuk.rules.actions import Action
from rembuk.rules.refusals import Refusal
from rembuk.rules.roles import ROLES

from .errors import came_from, error_page
from .practice import is_practice

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_METHODS = frozenset({"GET", "POST"})
_NAMED_HOLDERS = 4


class Who(Enum):
    """Access that asks no right: everybody, or everybody with an account."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"


PUBLIC, SIGNED_IN = Who.PUBLIC, Who.SIGNED_IN


@dataclass(frozen=True, slots=True)
class PageRule:
    """What a view declared."""

    methods: tuple[str, ...]
    who: Who | tuple[Action, ...]
    depends: tuple[
        str, ...
    ]  # kinds of version counters; not empty: the page is the same for all and may be kept
    keys: tuple[str, ...]  # query keys that a kept page knows; all others are dropped
    practice_only: bool
    takes_files: bool  # may be sent as much as photographs weigh; others no more than typed text
    comes_back: bool  # shows what was typed when the token of its form has run out (core.stale)

    @property
    def is_kept(self) -> bool:
        """May the finished page be shown to the next reader?"""
        return bool(self.depends)


def page(
    *methods: str,
    who: Who | Action | tuple[Action, ...],
    depends: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
    practice_only: bool = False,
    takes_files: bool = False,
    comes_back: bool = False,
) -> Callable[[View], View]:
    """Declare a view. GET allows HEAD too; every other method is answered 405, TRACE and OPTIONS included."""
    if not methods or not _METHODS.issuperset(methods):
        raise ValueError(f"a page is read or sent to: GET, POST, not {methods}")
    actions = (who,) if isinstance(who, Action) else who
    if actions == ():
        raise ValueError("an empty list of rights would let nobody in")
    if depends and (actions is not PUBLIC or "POST" in methods):
        raise ValueError("only a public page that is read may be kept")
    allowed = (*methods, "HEAD") if "GET" in methods else methods
    rule = PageRule(allowed, actions, depends, keys, practice_only, takes_files, comes_back)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            refused = refusal_of(request, rule)
            return view(request, *args, **kwargs) if refused is None else refused

        guarded.page = rule  # type: ignore[attr-defined]
        return cast(View, guarded)

    return declare


def rule_of(view: Any) -> PageRule | None:
    """What this view declared, if anything."""
    return getattr(view, "page", None)


def refusal_of(request: HttpRequest, rule: PageRule) -> HttpResponse | None:
    """Why this reader may not open the page: an answer, Refusal or Http404; None where they may."""
    if request.method not in rule.methods:
        answer = error_page(request, 405)
        answer["Allow"] = ", ".join(rule.methods)
        return answer
    if rule.practice_only and not is_practice():
        raise Http404
    if rule.who is PUBLIC:
        return None
    user = request.user
    if not user.is_authenticated:
        return redirect(f"{reverse('people:sign_in')}?next={quote(_wanted(request))}")
    if isinstance(rule.who, tuple) and not user.may_any(rule.who):
        if user.lacks_second_factor:  # the role is there and sleeps
            return redirect("people:second_factor")
        raise _no_right(rule.who)
    return None


def _wanted(request: HttpRequest) -> str:
    """Where to go on after signing in: a page, never an address that only takes forms."""
    return request.get_full_path() if request.method == "GET" else came_from(request) or "/"


def _no_right(actions: tuple[Action, ...]) -> Refusal:
    """Who may, by the names of the roles that hold the right."""
    holders = [role for role in ROLES if set(actions) & role.can][:_NAMED_HOLDERS]
    names_id = ", ".join(role.label_id for role in holders) or "petugas yang ditunjuk"
    names_en = ", ".join(role.label_en for role in holders) or "appointed officers"
    return Refusal(
        "no_right",
        f"Halaman ini untuk {names_id}. Akun Anda belum memegang peran itu.",
        f"This page is for: {names_en}. Your account does not hold such a role.",
    )
