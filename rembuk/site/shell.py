"""What every page's frame needs and nothing personal: so that public pages stay the same for everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.translation import get_language, gettext

from rembuk.apps.core.pages import rule_of
from rembuk.apps.core.vendor import import_map
from rembuk.apps.people.access import person
from rembuk.apps.places.queries import government
from rembuk.rules.actions import Action

_NAVIGATION = (
    ("portal:list", "Proposals"),
    ("preparation:schedule", "Schedule"),
    ("rounds:index", "Rounds"),
    ("musrenbang:index", "Deliberations"),
    ("publishing:documents", "Documents"),
    ("publishing:guides", "Guides"),
)
_OFFICERS = (
    ("desk:inbox", "My tasks"),
    ("priorities:rounds", "Share out the money"),
    ("musrenbang:own", "Deliberations"),
    ("portal:list", "Proposals"),
    ("rounds:manage", "Rounds"),
    ("people:account", "Account"),
)
_RESIDENTS = (
    ("proposals:mine", "My proposals"),
    ("rounds:index", "Rounds"),
    ("exchange:mailbox", "Messages"),
    ("people:account", "Account"),
)


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page: language, the government served, and where one can go."""

    lang: str
    other_lang_url: str
    government_name: str
    practice: bool
    home_url: str
    path: str
    import_map: str
    nav: tuple[tuple[str, str, bool], ...]
    officer_nav: tuple[tuple[str, str, bool], ...]
    resident_nav: tuple[tuple[str, str, bool], ...]
    is_open: Callable[[str], bool]  # to this reader: asked by pages behind a login alone
    account_url: str
    submit_url: str
    public_url: str


def context(request: HttpRequest) -> dict[str, Shell]:
    served = government()
    lang = get_language() or "id"
    return {
        "shell": Shell(
            lang=lang,
            other_lang_url=_other_language(request.path, lang),
            government_name=served.name if served else "",
            practice=bool(served and served.practice),
            home_url=_address(lang, "portal:home"),
            path=request.path,
            import_map=import_map(),
            nav=_links(_NAVIGATION, request.path, lang),
            officer_nav=_links(_OFFICERS, request.path, lang),
            resident_nav=_links(_RESIDENTS, request.path, lang),
            is_open=lambda address: _may_open(request, address),
            account_url=_address(lang, "people:account"),
            submit_url=_address(lang, "proposals:new"),
            public_url=settings.REMBUK_PUBLIC_URL,
        )
    }


def _links(rows: tuple[tuple[str, str], ...], path: str, lang: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple((label, address, path.startswith(address)) for label, address in _named(rows, lang))


@lru_cache(maxsize=20)
def _named(rows: tuple[tuple[str, str], ...], lang: str) -> tuple[tuple[str, str], ...]:
    """Names and addresses of the frame: asked for on every page, the same while a process lives."""
    return tuple((gettext(label), _address(lang, name)) for name, label in rows)


def _may_open(request: HttpRequest, address: str) -> bool:
    """Nobody is led to a page that would refuse them."""
    needed, by = _needed(address), person(request.user)
    return not needed or (by is not None and by.may_any(needed))


@lru_cache(maxsize=20)
def _needed(address: str) -> tuple[Action, ...]:
    """The rights of which a page asks one."""
    rule = rule_of(resolve(address).func)
    return rule.who if rule and isinstance(rule.who, tuple) else ()


@lru_cache(maxsize=100)
def _address(_lang: str, name: str) -> str:
    return reverse(name)


def _other_language(path: str, lang: str) -> str:
    return (path.removeprefix("/en") or "/") if lang == "en" else f"/en{path}"
